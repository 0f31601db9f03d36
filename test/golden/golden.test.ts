import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { GOLDENS } from './cases';
import { synthesizeExamples, EXAMPLES, Synthesized } from '../support/example';
import { expectGolden, GOLDEN_FOLDER } from '../support/golden';
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
    expectGolden(`example-${name}-${file.replace('.k8s.yaml', '').replace('/', '-')}`, yaml);
  }
});

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

test('every golden belongs to a case', () => {
  const files = readdirSync(GOLDEN_FOLDER).filter(file => file.endsWith('.yaml')).map(file => file.replace('.yaml', ''));
  const orphans = files.filter(file => !(file in GOLDENS) && !EXAMPLES.some(name => file.startsWith(`example-${name}-`)));
  expect(orphans).toEqual([]);
});

test('every summary belongs to a large golden', () => {
  const summaries = readdirSync(GOLDEN_FOLDER).filter(file => file.endsWith('.summary.txt'));
  expect(summaries.length).toBeGreaterThan(5);
  const isOrphan = (file: string) => {
    const golden = join(GOLDEN_FOLDER, file.replace('.summary.txt', '.yaml'));
    return !existsSync(golden) || summaryOf(readFileSync(golden, 'utf8')) === undefined;
  };
  expect(summaries.filter(isOrphan)).toEqual([]);
});

test('a summary names each object with its kind, counts its rules, and lists the images', () => {
  const long = `# ${'x'.repeat(100_000)}\n`;
  const rule = `${long}kind: PrometheusRule\nmetadata:\n  labels:\n    name: other\n  name: a\n  namespace: monitoring\nspec:\n  groups:\n    - rules:\n        - alert: A\n        - expr: 1\n          record: a:b\n`;
  const pod = 'kind: Deployment\nmetadata:\n  name: b\nspec:\n  template:\n    spec:\n      containers:\n        - image: a:1\n        - image: b:2\n';
  expect(summaryOf(`${rule}---\n${pod}`)).toBe(
    '2 documents\n\nDeployment: 1\n  b\nPrometheusRule: 1\n  monitoring/a: 1 alerts, 1 records\n\nimages\n  a:1\n  b:2\n',
  );
  expect(summaryOf(pod)).toBeUndefined();
});
