import { readdirSync, readFileSync } from 'fs';
import { join, posix } from 'path';
import { ESLint } from 'eslint';

// Lint enforces the picture in docs/architecture.md: this proves that its zones take effect.
process.env.ESLINT_USE_FLAT_CONFIG = 'false';
const { LegacyESLint } = require('eslint/use-at-your-own-risk') as { LegacyESLint: typeof ESLint };
const ROOT = join(__dirname, '..');
// no rule that is proved here asks for types, which cost more than all else
const untyped = { parserOptions: { project: null }, rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' } };
const eslint = new LegacyESLint({ cwd: ROOT, overrideConfig: untyped } as ESLint.Options);

async function complaints(file: string, code: string): Promise<string[]> {
  const [{ messages }] = await eslint.lintText(code, { filePath: join(ROOT, file) });
  return messages.map(({ ruleId }) => ruleId).filter(id => id?.match(/restricted|no-console/)) as string[];
}

/** The files of src/ in a circle of imports, types too. The rule of the linter's plugin takes half a minute for it. */
function circle(sources: ReadonlyMap<string, string>): string[] | undefined {
  const importsOf = (file: string) => [...sources.get(file)!.matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)';/gm)].map(([, to]) => posix.join(posix.dirname(file), to)).map(to => sources.has(`${to}.ts`) ? `${to}.ts` : `${to}/index.ts`);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) { return [...path.slice(path.indexOf(file)), file]; }
    if (done.has(file) || !sources.has(file)) { return undefined; }
    for (const to of importsOf(file)) {
      const found = visit(to, [...path, file]);
      if (found) { return found; }
    }
    done.add(file);
    return undefined;
  };
  for (const file of sources.keys()) {
    const found = visit(file, []);
    if (found) { return found; }
  }
  return undefined;
}

/** Every file of src/, by its path. */
function readSources(): Map<string, string> {
  const src = join(ROOT, 'src');
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  return new Map(names.map(name => [name.replace(/\\/g, '/'), readFileSync(join(src, name), 'utf8')]));
}

test('no file imports itself through other files', () => {
  const sources = readSources();
  expect(sources.size).toBeGreaterThan(300);
  expect(circle(sources)).toBeUndefined();
  sources.set('validation/rule.ts', `${sources.get('validation/rule.ts')}\nimport { Problems } from './problems';\n`);
  expect(circle(sources)).toEqual(expect.arrayContaining(['validation/rule.ts', 'validation/problems.ts']));
});

interface Declared {
  readonly file: string;
  readonly name: string;
  readonly isExported: boolean;
  /** Without spaces, and with its parameters by their places. */
  readonly body: string;
}

const FUNCTION = /^(export )?(?:async )?function (\w+)(?:<[^(]*>)?\(([^\n]*?)\)(?:: [^\n]*?)? \{\n([\s\S]*?)\n\}$/gm;
const ARROW = /^(export )?const (\w+)(?:: [A-Z]\w*)? = (?:\(([^\n]*?)\)(?:: [^\n]*?)?|(\w+)) =>\s([\s\S]*?);$/gm;

/** The functions of files, outside of classes and of other functions. */
function functionsIn(sources: ReadonlyMap<string, string>): Declared[] {
  const bodyOf = (parameters: string, body: string) => {
    const names = [...parameters.matchAll(/(?:^|, )(\w+)[?:]?/g)].map(([, name]) => name);
    const plain = body.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '').replace(/\s+/g, '').replace(/^return(.*?);?$/, '$1');
    return names.reduce((text, name, at) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), `$${at}`), plain);
  };
  return [...sources].flatMap(([file, text]) => [
    ...[...text.matchAll(FUNCTION)].map(([, exported, name, parameters, body]) => ({ file, name, isExported: exported !== undefined, body: bodyOf(parameters, body) })),
    ...[...text.matchAll(ARROW)].map(([, exported, name, parameters, parameter, body]) =>
      ({ file, name, isExported: exported !== undefined, body: bodyOf(parameters ?? parameter, body) })),
  ]);
}

/** The steps that every slice has under the same name (docs/architecture.md, "From an option to YAML"). */
const STEPS = [
  'resolveProps', 'checkProps', 'checkOptionsAlone', 'finishedProps', 'checkFinished', 'podSpec', 'podLabelsOf', 'knownListeners', 'listenerOf', 'checkListening', 'permissionsOf', 'endpoints',
];

/** Declarations in files that exist elsewhere already. */
function declaredAgain(sources: ReadonlyMap<string, string>): string[] {
  const all = functionsIn(sources);
  const values = new Set(all.filter(({ file }) => file.startsWith('values/')).map(({ name }) => name));
  const seen = new Map<string, string>();
  const isElsewhere = (key: string, file: string) => (seen.get(key) ?? seen.set(key, file).get(key)) !== file;
  return all.flatMap(({ file, name, isExported, body }) => [
    ...values.has(name) && !file.startsWith('values/') ? [`${file} declares ${name} of src/values`] : [],
    ...isExported && !STEPS.includes(name) && isElsewhere(`name ${name}`, file) ? [`${file} and ${seen.get(`name ${name}`)} export ${name}`] : [],
    ...body.length > 30 && isElsewhere(`body ${body}`, file) ? [`${file} has the body of a function in ${seen.get(`body ${body}`)}: ${name}`] : [],
  ]);
}

test('a function is declared once: no name of src/values again, no exported name twice, no body twice', () => {
  const sources = readSources();
  expect(functionsIn(sources).length).toBeGreaterThan(3500);
  expect(declaredAgain(sources)).toEqual([]);
  sources.set('values/a.ts', 'export function isThere(value: unknown): boolean {\n  return value !== undefined && value !== null && value !== 1;\n}\n');
  sources.set('scrape/b.ts', 'const isThere = (one: unknown): boolean => one === 1;\n');
  sources.set('scrape/c.ts', 'export function hasValue(own: unknown): boolean {\n  return own !== undefined && own !== null && own !== 1;\n}\n');
  sources.set('manifest/d.ts', 'export const hasValue = (own: unknown) => own !== 2;\n');
  expect(declaredAgain(sources)).toEqual([
    'scrape/b.ts declares isThere of src/values',
    'scrape/c.ts has the body of a function in values/a.ts: hasValue',
    'manifest/d.ts and scrape/c.ts export hasValue',
  ]);
});

const importing = (path: string) => `import * as it from '${path}';\nexport const x = it;\n`;

test.each([
  ['src/validation/rule.ts', importing('../manifest/object'), 'import/no-restricted-paths', 'a kernel module imports one above it'],
  ['src/versions/rules.ts', importing('../net/port'), 'import/no-restricted-paths', 'versions import net'],
  ['src/manifest/core.ts', importing('../node-endpoints/node-endpoints'), 'import/no-restricted-paths', 'the kernel imports a slice'],
  ['src/node-endpoints/checks.ts', importing('../index'), 'import/no-restricted-paths', 'a slice imports the table of contents'],
  ['src/net/port.ts', importing('cdk8s'), 'no-restricted-imports', 'a pure module imports cdk8s'],
  ['src/versions/rules.ts', importing('constructs'), 'no-restricted-imports', 'a pure module imports constructs'],
  ['src/values/json.ts', importing('../upstream/load'), 'import/no-restricted-paths', 'values import what is above them'],
  ['src/alertmanager/new-file.ts', importing('constructs'), 'no-restricted-imports', 'a new file of a slice imports constructs'],
  ['src/new-folder/new-file.ts', importing('cdk8s'), 'no-restricted-imports', 'a file of a new folder imports cdk8s'],
  ['src/alertmanager/global-options.ts', "import { ApiObject } from 'cdk8s';\nexport const x = ApiObject;\n", 'no-restricted-imports', 'options know objects'],
  ['src/scrape/timing.ts', importing('constructs'), 'no-restricted-imports', 'a file that reads values of options imports constructs'],
  ['src/prometheus/checks.ts', "export const x = (version: any) => version.isAtLeast('2.50.0');\n", 'no-restricted-syntax', 'a threshold outside the tables'],
  ['src/node-endpoints/node-address.ts', importing('cdk8s'), 'no-restricted-imports', 'a pure file of a slice imports cdk8s'],
  ['src/node-endpoints/checks.ts', importing('ipaddr.js'), 'no-restricted-imports', 'ipaddr.js outside net'],
  ['src/net/port.ts', importing('yaml'), 'no-restricted-imports', 'yaml outside the reader of nodes files'],
  ['src/node-endpoints/checks.ts', 'new ApiObject();\n', 'no-restricted-syntax', 'an object is made outside manifest'],
  ['src/node-endpoints/checks.ts', 'export const now = Date.now();\n', 'no-restricted-syntax', 'a clock'],
  ['src/node-endpoints/checks.ts', 'console.log(1);\n', 'no-console', 'a line on stdout'],
  ['src/scrape-graph/file-list.ts', "import { sep } from 'path';\nexport const x = sep;\n", 'no-restricted-imports', 'the separator of one system'],
  ['src/diff/git-files.ts', "import * as path from 'path';\nexport const x = path.sep;\n", 'no-restricted-imports', 'the separator of one system'],
  ['src/scrape-graph/views/sarif.ts', "import { pathToFileURL } from 'url';\nexport const x = pathToFileURL;\n", 'no-restricted-imports', 'a URL of a file'],
  ['src/diff/git-files.ts', "import { execSync } from 'child_process';\nexport const x = execSync;\n", 'no-restricted-imports', 'a shell'],
  ['src/fleet-app/fleet-app.ts', "import { EOL } from 'os';\nexport const x = EOL;\n", 'no-restricted-imports', 'the line end of one system'],
  ['src/commands/verify.ts', 'export const x = process.getuid!();\n', 'no-restricted-syntax', 'a user of POSIX'],
  ['src/commands/verify.ts', 'process.kill(1, 0);\n', 'no-restricted-syntax', 'a signal'],
  ['src/commands/verify.ts', "process.on('SIGHUP', () => undefined);\n", 'no-restricted-syntax', 'a signal'],
  ['src/fleet-app/fleet-app.ts', "import { chmodSync } from 'fs';\nchmodSync('a', 0o755);\n", 'no-restricted-syntax', 'a mode'],
  ['src/fleet-app/fleet-app.ts', "import { readFileSync } from 'fs';\nexport const x = readFileSync('/dev/stdin');\n", 'no-restricted-syntax', 'a path of POSIX'],
  ['src/testing/rule-test.ts', "import { spawnSync } from 'child_process';\nexport const x = spawnSync('which', ['promtool']);\n", 'no-restricted-syntax', 'a program of POSIX'],
  ['src/testing/rule-test.ts', "import { spawnSync } from 'child_process';\nexport const x = spawnSync('git', [], { shell: true });\n", 'no-restricted-syntax', 'a shell'],
])('%s: %s is rejected by %s: %s', async (file, code, rule) => {
  expect(await complaints(file, code)).toEqual([rule]);
});

test.each([
  ['src/manifest/object.ts', importing('../validation/rule')],
  ['src/net/port.ts', importing('../versions/component-version')],
  ['src/node-endpoints/checks.ts', importing('../manifest/core')],
  ['src/net/ip-address.ts', importing('ipaddr.js')],
  ['src/alertmanager/alertmanager.ts', importing('constructs')],
  ['src/alertmanager/global-options.ts', "import { Duration } from 'cdk8s';\nexport const x = Duration;\n"],
  ['src/versions/pairs.ts', "export const x = (version: any) => version.isAtLeast('2.50.0');\n"],
  ['src/files/paths.ts', "import * as path from 'path';\nexport const x = path.sep;\n"],
  ['src/diff/git-files.ts', "import { spawnSync } from 'child_process';\nexport const x = spawnSync('git', []);\n"],
])('%s may %s', async (file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});

test('only listed files use constructs', () => {
  const { overrides } = JSON.parse(readFileSync(join(ROOT, '.eslintrc.json'), 'utf8').replace(/^\/\/.*$/m, ''));
  const isForAll = ({ rules }: any) => rules['no-restricted-imports']?.[1].paths.every(({ name }: { name: string }) => name !== 'constructs');
  const listed: string[] = overrides.filter(isForAll).flatMap(({ files }: { files: string[] }) => files);
  const using = [...readSources()].filter(([, text]) => /^import [^;]*? from '(?:constructs|cdk8s)';/m.test(text)).map(([file]) => `src/${file}`);
  expect(listed.length).toBeGreaterThan(100);
  expect(listed.filter(file => !using.includes(file))).toEqual([]);
});
