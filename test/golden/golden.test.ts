import { readdirSync } from 'fs';
import { App } from 'cdk8s';
import { GOLDENS } from './cases';
import { synthesizeExamples, EXAMPLES, Synthesized } from '../support/example';
import { expectGolden, GOLDEN_FOLDER } from '../support/golden';

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
