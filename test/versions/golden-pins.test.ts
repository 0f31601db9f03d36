import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { Release, RELEASES } from '../../src/versions/releases';
import { GOLDENS } from '../golden/cases';
import { defaultVersions } from '../support/default-versions';
import { EXAMPLES } from '../support/example';
import { goldenOf, GOLDEN_FOLDER, NAMED_VERSIONS, nameOfExample } from '../support/golden';
import { filesOf } from '../support/run-program';

// What a changed pin changes: each component has its next patch release here, and the goldens are compared with the committed ones.

const ROWS = Object.keys(RELEASES) as Release[];
const PINS = Object.fromEntries(ROWS.map(row => [row, RELEASES[row].version]));
const next = (version: string) => version.replace(/\d+$/, patch => String(Number(patch) + 1));

beforeAll(() => { for (const row of ROWS) { Object.assign(RELEASES[row], { version: next(PINS[row]) }); } });
afterAll(() => { for (const row of ROWS) { Object.assign(RELEASES[row], { version: PINS[row] }); } });
beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // an example writes to it
});
afterEach(() => jest.restoreAllMocks());

const committed = (file: string) => readFileSync(join(GOLDEN_FOLDER, file), 'utf8');

/** The lines of a golden that are not those of the committed one. */
function changed(name: string, yaml: string): string[] {
  const [before, after] = [committed(`${name}.yaml`), goldenOf(name, yaml)].map(text => text.split('\n'));
  if (before.length !== after.length) { return [`${before.length} lines become ${after.length}`]; }
  return after.filter((line, at) => line !== before[at]);
}

test.each(Object.keys(GOLDENS))('%s is the same with the next releases', name => {
  const app = new App();
  GOLDENS[name](app);
  expect(changed(name, app.synthYaml())).toEqual([]);
});

test.each(EXAMPLES)('the goldens of example %s are the same with the next releases', example => {
  const before = process.cwd();
  process.chdir(join(before, 'examples', example));
  try {
    const files = Object.entries(filesOf(readFileSync('main.ts', 'utf8')));
    expect(files.length).toBeGreaterThan(0);
    for (const [file, yaml] of files) { expect(changed(nameOfExample(example, file), yaml)).toEqual([]); }
  } finally {
    process.chdir(before);
  }
});

/** The lines of each component in default-versions.txt. */
const partsOf = (list: string) =>
  Object.fromEntries(list.split('\n\n').map(part => part.split('\n')).map(([row, ...lines]) => [row, lines]));

test('a changed pin changes its part of default-versions.txt, and at most two goldens whose programs name the version', () => {
  const [before, after] = [committed('default-versions.txt'), defaultVersions()].map(partsOf);
  expect(Object.keys(before)).toEqual(ROWS);
  for (const row of ROWS) {
    expect(after[row]).toEqual(before[row].map(line => line.replaceAll(PINS[row], next(PINS[row]))));
    expect(after[row]).not.toEqual(before[row]);
    const files = ['default-versions.txt', ...Object.keys(NAMED_VERSIONS).filter(name => NAMED_VERSIONS[name].includes(row))];
    expect(files.length).toBeLessThanOrEqual(3);
  }
});

test('default-versions.txt has the image of each component, and the labels and fields of those that have them', () => {
  const parts = partsOf(committed('default-versions.txt'));
  const having = (pattern: RegExp) => ROWS.filter(row => parts[row].some(line => pattern.test(line)));
  expect(having(/^ {2}image: /)).toEqual(ROWS);
  const withoutObjects: readonly Release[] = ['dashboardSidecar', 'configReloader', 'kubeRbacProxy'];
  expect(having(/^ {2}app\.kubernetes\.io\/version: /)).toEqual(ROWS.filter(row => !withoutObjects.includes(row)));
  expect(having(/^ {2}version: /)).toEqual(['prometheus', 'prometheus2', 'alertmanager', 'thanos']);
});
