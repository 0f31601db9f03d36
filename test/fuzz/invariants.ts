import { SECRET } from './mutate';

/** The text of a value that was formatted without a check. */
const SLIPS = ['[object Object]', 'undefined', 'NaN'];
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** @param what which output it is @param input the whole input, as text: its parts may occur in the output, too */
export function expectClean(what: string, output: string, input: string): void {
  for (const slip of SLIPS) {
    if (output.includes(slip) && !input.includes(slip)) { fail(`${what} has "${slip}"`, around(output, output.indexOf(slip))); }
  }
  const control = CONTROL.exec(output);
  if (control) { fail(`${what} has the control character ${JSON.stringify(control[0])}`, around(output, control.index)); }
  if (output.includes(SECRET) && isSecretInUrlsAlone(input)) { fail(`${what} has a secret`, around(output, output.indexOf(SECRET))); }
  expectNoPollution();
}

/** Whether it stands where everybody sees that it is one; a smaller input may have it elsewhere. */
function isSecretInUrlsAlone(input: string): boolean {
  return !input.replaceAll(`https://user:${SECRET}@example.org`, '').replaceAll(`https://example.org/?token=${SECRET}`, '').includes(SECRET.slice(0, 5));
}

export function expectSame(what: string, one: string, other: string): void {
  if (one === other) { return; }
  const at = [...one].findIndex((character, place) => character !== other[place]);
  fail(what, `${around(one, Math.max(0, at))}\n${around(other, Math.max(0, at))}`);
}

export function expectNoPollution(): void {
  const { polluted } = {} as { polluted?: unknown };
  if (polluted === undefined) { return; }
  delete (Object.prototype as { polluted?: unknown }).polluted;
  fail('Object.prototype is polluted', '');
}

/** A message for people: our own text, bounded, on one line, without unchecked values. */
export function expectWords(error: unknown, input: string, longest = 12_000): void {
  if (!(error instanceof Error) || ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'Violation'].includes(error.name)) { throw error; }
  // cdk8s cannot write a map with the key "constructor", and says where it is
  if (!error.message.startsWith('Failed serializing construct at path')) { expectClean('the message', error.message.replaceAll(' is NaN', '').replaceAll(`token-${SECRET}`, ''), input); }
  const long = error.message.split('\n').find(line => line.length > longest);
  if (long !== undefined) { fail(`a line of the message has ${long.length} characters`, long.slice(0, 300)); }
}

export function fail(what: string, detail: string): never {
  throw Object.assign(new Error(`${what}\n${detail}`), { name: 'Violation' });
}

function around(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 150), at + 150));
}
