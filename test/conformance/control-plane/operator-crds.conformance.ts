import { App, Chart } from 'cdk8s';
import { PrometheusOperatorCrds, PrometheusOperatorCrdsOptions } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, kubectl, listOf, mustKubectl, mustRun, pinned, removeCrds } from '../support/cluster';

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

const definitions = (version: string, options: Partial<PrometheusOperatorCrdsOptions> = {}): Manifest[] => {
  const chart = new Chart(new App(), 'crds');
  new PrometheusOperatorCrds(chart, 'Crds', { path: mustRun('test/conformance/bed/crds.sh', version).trim(), version, ...options });
  return synth(chart);
};

/** A definition whose fields are checked: only a working schema rejects a misspelled field. */
const monitor = (field: string) => [{ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'x', namespace: 'default' }, spec: { selector: {}, endpoints: [{ [field]: true }] } }];

// the newest and the oldest
describe.each([pinned('OPERATOR_CRDS')[0], pinned('OPERATOR_CRDS').at(-1)!])('the definitions of prometheus-operator %s', version => {
  afterEach(removeCrds);

  test('are accepted by server-side apply, with every field', async () => {
    const objects = definitions(version);
    expect(objects.length).toBeGreaterThanOrEqual(10);
    expect(await applyStrictly(objects)).toEqual([]);
    mustKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  });

  test('without descriptions are accepted by client-side kubectl apply, and have the same fields', async () => {
    expect(kubectl(['apply', '-f', '-'], listOf(definitions(version))).output).toContain('may not be more than 262144 bytes');
    removeCrds();
    mustKubectl(['apply', '-f', '-'], listOf(definitions(version, { stripDescriptions: true })));
    mustKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    expect(await applyStrictly(monitor('honorLabels') as Manifest[])).toEqual([]);
    expect((await applyStrictly(monitor('honourLabels') as Manifest[])).join()).toContain('field not declared in schema');
  });
});
