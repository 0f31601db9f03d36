import { createHash } from 'crypto';

/** Of a text, short: what changes with it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
