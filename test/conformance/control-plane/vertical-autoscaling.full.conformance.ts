import { App, Chart } from 'cdk8s';
import { ThanosEndpoint, ThanosQuery, ThanosRuler, VerticalPodAutoscalerMode } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, disconnect, get, installCrds, installCrdsOf, kubectl, mustApply, mustKubectl, pinned, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG, stackOf } from '../support/stack';
import { within } from '../support/wait';

// Which targets the real recommender of VerticalPodAutoscaler accepts, among the objects that real operators create from our custom
// resources.
const WHERE = 'vertical';
const OPERATORS = [pinned('PROMETHEUS_OPERATOR')[0], pinned('PROMETHEUS_OPERATOR').slice(-1)[0]];
let programs: Program[] = [];

function objectsOf(version: string): Manifest[] {
  const verticalPodAutoscaler = { mode: VerticalPodAutoscalerMode.INITIAL, minCpu: '10m', maxMemory: '16Gi', minReplicas: 1, controlledResources: ['memory'] };
  const legacy = version === OPERATORS[0] ? {} : { prometheus: { version: '2.55.1' } };
  const chart = new Chart(new App(), 'ruler', { namespace: WHERE });
  const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('x:10901')] });
  new ThanosRuler(chart, 'Ruler', { query, operatorVersion: version, replicas: 1, verticalPodAutoscaler });
  return [...stackOf(WHERE, { operator: { version }, verticalPodAutoscaler, nodeExporterEnabled: false, ...legacy }), ...synth(chart)];
}

/** An effect of `/scale` in a custom resource: the StatefulSet below it is not accepted any more. */
const below = (kind: string, name: string) => ({
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name: `below-${kind.toLowerCase()}`, namespace: WHERE },
  spec: { targetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name }, updatePolicy: { updateMode: 'Off' } },
});
const conditionsOf = (): { [name: string]: string } => Object.fromEntries(get('vpa', '-n', WHERE).items.map(({ metadata, status }: any) => {
  const unsupported = status?.conditions?.find(({ type, status: is }: any) => type === 'ConfigUnsupported' && is === 'True');
  return [metadata.name, status?.conditions === undefined ? 'not yet' : unsupported?.message ?? 'accepted'];
}));

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});

describe.each(OPERATORS)('with operator %s', version => {
  beforeAll(async () => {
    installCrds(version);
    installCrdsOf('VPA_CRDS', 'deploy');
    const objects = objectsOf(version);
    mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
    mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: WHERE }, stringData: ALERTMANAGER_CONFIG }]);
    expect(await applyStrictly(objects)).toEqual([]);
    const [{ args }] = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
    programs.push(new Program(`prometheus-operator-${version}`, [
      ...args, '--web.listen-address=127.0.0.1:28681', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`,
    ]));
    await within(120, 'StatefulSets', () => {
      const names = get('statefulsets', '-n', WHERE).items.map(({ metadata }: any) => metadata.name);
      expect(names.sort()).toEqual(['alertmanager-main', 'prometheus-main', 'thanos-ruler-main']);
      expect(get('prometheus', 'main', '-n', WHERE).status?.selector).toContain('prometheus');
    }, () => programs[0].log.slice(-3000));
    mustApply([below('Prometheus', 'prometheus-main'), below('Alertmanager', 'alertmanager-main')]);
    programs.push(new Program('vpa-recommender', [`--kubeconfig=${process.env.KUBECONFIG}`, '--recommender-interval=5s', '--address=127.0.0.1:28682', '--memory-saver']));
  }, 200_000);

  afterAll(async () => {
    await Promise.all(programs.slice(1).map(program => program.stop()));
    kubectl(['delete', 'prometheus,alertmanager,thanosruler', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
    await Promise.all(programs.map(program => program.stop()));
    programs = [];
    kubectl(['delete', 'namespace', WHERE, '--wait=true', '--timeout=60s']);
    removeCrds();
    disconnect();
  }, 200_000);

  test('it accepts each target that this library uses', async () => {
    await within(90, 'conditions', () => {
      const { 'below-prometheus': ofPrometheus, 'below-alertmanager': ofAlertmanager, ...own } = conditionsOf();
      expect(own).toEqual(Object.fromEntries([
        'alertmanager-main', 'kube-state-metrics', 'prometheus-main', 'prometheus-operator', 'thanos-ruler-main',
      ].map(name => [name, 'accepted'])));
      expect([ofPrometheus, ofAlertmanager]).not.toContain('not yet');
    }, () => `${mustKubectl(['get', 'vpa', '-n', WHERE, '-o', 'yaml']).slice(-3000)}\n${programs[1]?.log.slice(-3000)}`);
  }, 120_000);

  test('it does not accept a StatefulSet that belongs to a scalable custom resource', () => {
    const { 'below-prometheus': prometheus, 'below-alertmanager': alertmanager } = conditionsOf();
    expect(prometheus).toContain('should point to a topmost well-known or scalable controller');
    if (version === OPERATORS[0]) { expect(alertmanager).toContain('should point to a topmost well-known or scalable controller'); } else { expect(alertmanager).toBe('accepted'); }
  });
});
