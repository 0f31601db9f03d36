import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { main } from '../../src/cli';
import { yamlOf } from '../support/run-program';

// Values from repositories, and the required properties of the program, of its YAML and of the result for each value.
const FOLDER = join(__dirname, 'corpus');
const CASES = readdirSync(FOLDER).filter(name => name.endsWith('.expect.json')).map(name => name.replace('.expect.json', ''));

/** Patterns; a key of `mapped` must occur in the program as its pattern says, and must not be reported as unknown. */
interface Expectation {
  readonly why: string;
  readonly mapped?: { readonly [key: string]: string };
  readonly unknown?: readonly string[];
  readonly notUnknown?: readonly string[];
  readonly programMust?: readonly string[];
  readonly programMustNot?: readonly string[];
  readonly stderrMust?: readonly string[];
  readonly stderrMustNot?: readonly string[];
  readonly yamlMust?: readonly string[];
  readonly yamlMustNot?: readonly string[];
  /** A program that throws with a reason is correct, too. */
  readonly mayThrow?: boolean;
}

interface Outcome {
  readonly program: string;
  readonly said: readonly string[];
}

function migrated(name: string): Outcome {
  let [program, said] = ['', ''];
  main(
    ['migrate', '--release', 'kps', '--namespace', 'monitoring', join(FOLDER, `${name}.yaml`)], text => { program += text; },
    text => { said += text; },
  );
  return { program, said: said.split('\n') };
}

/** What is wrong, as sentences. */
function complaints(expected: Expectation, { program, said }: Outcome): string[] {
  const code = program.replace(/^\s*\/\/.*\n/gm, '');
  const matches = (text: string, pattern: string) => new RegExp(pattern).test(text);
  const lineOf = (pattern: string) => said.find(line => new RegExp(pattern, 'i').test(line));
  const isUnknown = (key: string) => said.some(line => line.split(/[\s"'`:]+/).includes(key) && /unknown|not know/.test(line));
  const must = (
    what: string, text: string, patterns: readonly string[] = [],
  ) => patterns.filter(each => !matches(text, each)).map(each => `${what} has no ${each}`);
  const mustNot = (
    what: string, text: string, patterns: readonly string[] = [],
  ) => patterns.filter(each => matches(text, each)).map(each => `${what} has ${each}`);
  return [
    ...must('the program', code, [...Object.values(expected.mapped ?? {}), ...expected.programMust ?? []]),
    ...mustNot('the program', code, expected.programMustNot),
    ...[...Object.keys(expected.mapped ?? {}), ...expected.notUnknown ?? []].filter(isUnknown).map(key => `${key} is called unknown`),
    ...(expected.unknown ?? []).filter(key => !isUnknown(key)).map(key => `${key} is not called unknown`),
    ...(expected.stderrMust ?? []).filter(each => lineOf(each) === undefined).map(each => `no line says ${each}`),
    ...(expected.stderrMustNot ?? []).flatMap(each => lineOf(each) ?? []).map(line => `says: ${line}`),
    ...yamlComplaints(expected, program, must, mustNot),
  ];
}

type Check = (what: string, text: string, patterns?: readonly string[]) => string[];

function yamlComplaints({ yamlMust, yamlMustNot, mayThrow }: Expectation, program: string, must: Check, mustNot: Check): string[] {
  if (program === '') { return ['there is no program']; }
  let yaml: string;
  try {
    yaml = yamlOf(program);
  } catch (error) {
    return mayThrow && (error as Error).message !== '' ? [] : [`does not synthesize: ${(error as Error).message}`];
  }
  return [...must('the YAML', yaml, yamlMust), ...mustNot('the YAML', yaml, yamlMustNot)];
}

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

test('the corpus has the 20 cases', () => expect(CASES).toHaveLength(20));

test.each(CASES)('%s', name => {
  const expected: Expectation = JSON.parse(readFileSync(join(FOLDER, `${name}.expect.json`), 'utf8'));
  expect(complaints(expected, migrated(name))).toEqual([]);
});

test('the assertions detect errors', () => {
  const outcome: Outcome = { program: '// retention: 5\nconst a = 1;', said: ['unknown     prometheus.foo: the chart does not know it'] };
  const expected: Expectation = {
    why: '',
    mapped: { 'prometheus.foo': 'retention' },
    unknown: ['prometheus.bar'],
    stderrMust: ['storage'],
    stderrMustNot: ['foo'],
    yamlMust: ['kind'],
  };
  expect(complaints(expected, outcome)).toHaveLength(6);
});
