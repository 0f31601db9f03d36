import type { RE2JS } from 're2js';

/** The regular expressions of Go. Loaded when it is needed. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const engine = (): typeof RE2JS => require('re2js').RE2JS;
