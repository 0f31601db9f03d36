import { spawnSync } from 'child_process';
import { parseAllDocuments } from 'yaml';
import { goldenFiles, readGolden } from '../../support/golden';
import { violationsOf } from '../../support/schema-verdict';
import { Manifest } from '../../support/synth';
import { applyStrictly, disconnect, installCrds, mustApply, pinned, remove, removeCrds } from '../support/cluster';
import { describeTiered } from '../support/tier';

// The files that a GitOps repository would contain, really applied, with unknown fields as errors. The examples are among the goldens.
const FILES = goldenFiles();
const objectsOf = (file: string): Manifest[] => parseAllDocuments(readGolden(file)).map(document => document.toJS());

const isMonitoring = ({ apiVersion }: Manifest) => apiVersion.startsWith('monitoring.coreos.com/');

/** Whether it has a field because its program sets an operator version that has it, according to the schemas. */
function isTooNew(object: Manifest, version: string): boolean {
  return isMonitoring(object) && violationsOf(object, version.slice(1)).length > 0;
}

/** Namespaces of all goldens. */
function namespaces(): string[] {
  return [...new Set(FILES.flatMap(objectsOf).flatMap(({ metadata }) => metadata.namespace ?? []))].sort();
}

beforeAll(() => {
  mustApply(namespaces().map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
});
afterAll(disconnect);

const CRDS = pinned('OPERATOR_CRDS');
const MOST = { always: [CRDS[0], 'v0.85.0', CRDS.at(-1)!], why: 'schemas of operators between, which the schema tests compare' };

describeTiered(CRDS, MOST, 'with the CRDs of prometheus-operator %s', version => {
  const isFirst = version === CRDS[0];
  // objects of other components are the same for all of them
  const concerns = (file: string) => objectsOf(file).filter(object => isFirst || isMonitoring(object));

  beforeAll(() => installCrds(version));
  afterAll(removeCrds);

  test.each(FILES.filter(file => concerns(file).length > 0))('the API server accepts every field of %s', async file => {
    const [tooNew, objects] = [true, false].map(wanted => concerns(file).filter(object => isTooNew(object, version) === wanted));
    expect(await applyStrictly(objects)).toEqual([]);
    await remove(objects.filter(({ kind }) => kind !== 'Namespace'));
    // the schemas are right: before its version the field is rejected
    for (const object of tooNew) { expect((await applyStrictly([object])).join()).toContain('field not declared in schema'); }
  });
});

describe('with the Go types of a newer operator', () => {
  const decode = (objects: readonly object[]) => spawnSync('strict-decode', { input: objects.map(object => `${JSON.stringify(object)}\n`).join(''), encoding: 'utf8' });
  const monitoring = (file: string) => objectsOf(file).filter(isMonitoring);

  test.each(FILES.filter(file => monitoring(file).length > 0))(`${pinned('MONITORING_TYPES')[0]} knows every field of %s`, file => {
    const { status, stdout, stderr } = decode(monitoring(file));
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });

  test('a misspelled field is found', () => {
    const { status, stdout } = decode([{ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'x' }, spec: { selector: {}, endpoints: [{ honourLabels: true }] } }]);
    expect([status, stdout]).toEqual([1, 'ServiceMonitor x: unknown field "spec.endpoints[0].honourLabels"\n']);
  });
});

test('the API server rejects a misspelled field, so the tests above can fail', async () => {
  const [{ metadata, ...object }] = objectsOf('kube-state-metrics-2.20.yaml').filter(({ kind }) => kind === 'Deployment');
  const misspelt: Manifest = { ...object, metadata: { ...metadata, name: 'misspelt' }, spec: { ...object.spec, replica: 1 } };
  expect((await applyStrictly([misspelt])).join()).toContain('.spec.replica: field not declared in schema');
});
