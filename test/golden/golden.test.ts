import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { GOLDENS } from './cases';
import { RELEASES } from '../../src/versions/releases';
import { defaultVersions } from '../support/default-versions';
import { synthesizeExamples, EXAMPLES, Synthesized } from '../support/example';
import { expectGolden, expectGoldenFile, goldenFiles, GOLDEN_FOLDER, nameOfExample, NAMED_VERSIONS, readGolden } from '../support/golden';
import { summaryOf } from '../support/golden-summary';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test.each(Object.keys(GOLDENS))('%s', name => {
  const app = new App();
  GOLDENS[name](app);
  expectGolden(name, app.synthYaml());
});

let examples: { readonly [name: string]: () => Synthesized } = {};
beforeAll(() => { examples = synthesizeExamples(); });

test.each(EXAMPLES)('example-%s, as its compiled JavaScript writes it', name => {
  for (const [file, yaml] of Object.entries(examples[name]().files)) {
    expectGolden(nameOfExample(name, file), yaml);
  }
});

test('the default versions of all components', () => expectGoldenFile('default-versions.txt', defaultVersions()));

test('a golden that is different or missing fails, and only update-goldens writes', () => {
  const update = process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS;
  delete process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS;
  try {
    for (const name of [Object.keys(GOLDENS)[0], 'not-there']) { expect(() => expectGolden(name, 'kind: Other\n')).toThrow(); }
    expect(readdirSync(GOLDEN_FOLDER)).not.toContain('not-there.yaml');
  } finally {
    if (update !== undefined) { process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS = update; }
  }
});

test('a golden with a default version in an unknown place fails, and names the line', () => {
  const { prometheus, thanos, grafana } = RELEASES;
  for (const line of [`version: v${prometheus.version}`, `tool: image:v${thanos.version}-custom`, `# ${grafana.version}`]) {
    const yaml = `${readGolden('web.yaml')}---\n${line}\n`;
    expect(() => expectGolden('web', yaml)).toThrow('the golden web would change with a pin of src/versions/releases.ts');
    expect(() => expectGolden('web', yaml)).toThrow(line);
  }
});

test('every golden belongs to a case', () => {
  const files = goldenFiles().map(file => file.replace('.yaml', ''));
  const orphans = files.filter(file => !(file in GOLDENS) && !EXAMPLES.some(name => file.startsWith(`example-${name}-`)));
  expect(orphans).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(Object.keys(NAMED_VERSIONS)));
});

test('every golden of more than 1,000 lines has a summary, and no other', () => {
  const summaries = readdirSync(GOLDEN_FOLDER).filter(file => file.endsWith('.summary.txt'));
  const large = goldenFiles().filter(file => readFileSync(join(GOLDEN_FOLDER, file), 'utf8').split('\n').length > 1_000);
  expect(large.length).toBeGreaterThan(10);
  expect(summaries.sort()).toEqual(large.map(file => file.replace('.yaml', '.summary.txt')).sort());
});

test('a summary names each object with its kind, counts its rules, and lists the images', () => {
  const long = '# long\n'.repeat(1_000);
  const rule = `${long}kind: PrometheusRule\nmetadata:\n  labels:\n    name: other\n  name: a\n  namespace: monitoring\nspec:\n  groups:\n    - rules:\n        - alert: A\n        - expr: 1\n          record: a:b\n`;
  const pod = 'kind: Deployment\nmetadata:\n  name: b\nspec:\n  template:\n    spec:\n      containers:\n        - image: a:<version of grafana>\n        - image: b:2\n';
  expect(summaryOf(`${rule}---\n${pod}`)).toBe(
    '2 documents\n\nDeployment: 1\n  b\nPrometheusRule: 1\n  monitoring/a: 1 alerts, 1 records\n\nimages\n  a:<version of grafana>\n  b:2\n',
  );
  expect(summaryOf(pod)).toBeUndefined();
});
