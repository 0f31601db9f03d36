import { createHash } from 'crypto';

/** A short hash of a text, for names that change with it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
