import { PrometheusOperator, PrometheusOperatorProps } from '../../src';
import { operatorArguments } from '../support/stack';
import { aChart, Manifest, ofKind, synth, theOne } from '../support/synth';

function objectsOf(props: PrometheusOperatorProps = {}): Manifest[] {
  const chart = aChart('monitoring');
  new PrometheusOperator(chart, 'Operator', props);
  return synth(chart);
}

test('without a stack it manages only its own namespace', () => {
  const args = operatorArguments(objectsOf());
  expect(args).toEqual(expect.arrayContaining(['--namespaces=monitoring', '--prometheus-instance-namespaces=monitoring', '--alertmanager-instance-namespaces=monitoring', '--thanos-ruler-instance-namespaces=monitoring']));
  expect(args.some(argument => argument.startsWith('--kubelet'))).toBe(false);
  expect(ofKind(objectsOf(), 'Role').map(({ metadata }) => metadata.name)).toEqual(['prometheus-operator']);
});

test('in additional namespaces it may read, but not write', () => {
  const role = ofKind(objectsOf({ namespaces: ['team-a'] }), 'Role').find(({ metadata }) => metadata.namespace === 'team-a')!;
  expect(role.metadata.name).toBe('monitoring-prometheus-operator-team-a');
  expect([...new Set(role.rules.flatMap(({ verbs }: any) => verbs))].sort()).toEqual(['get', 'list', 'watch']);
  expect(role.rules.flatMap(({ resources }: any) => resources)).toEqual(expect.arrayContaining(['secrets', 'servicemonitors']));
});

test('nodes are read only for the kubelets, whose Service is the only object that it may change there', () => {
  const nodes = (props: PrometheusOperatorProps) => JSON.stringify(theOne(objectsOf(props), 'ClusterRole').rules).includes('"nodes"');
  expect([nodes({}), nodes({ kubeletService: 'kube-system/kubelet' })]).toEqual([false, true]);
  const { rules } = ofKind(objectsOf({ kubeletService: 'kube-system/kubelet' }), 'Role').find(({ metadata }) => metadata.namespace === 'kube-system')!;
  expect(rules.filter(({ verbs, apiGroups }: any) => apiGroups[0] === '' && verbs.includes('update')).every(({ resourceNames }: any) => resourceNames.join() === 'kubelet')).toBe(true);
});

test.each([['0.74.0', false], ['0.75.0', true]])('operator %s accepts the ratio of memory: %s', (version, takes) => {
  expect(operatorArguments(objectsOf({ version, memoryLimit: '200Mi' })).includes('--auto-gomemlimit-ratio=0.9')).toBe(takes);
});

test('its config reloaders have no limits: below 10m of CPU a command takes longer than the timeout of its probe', () => {
  expect(operatorArguments(objectsOf())).toEqual(expect.arrayContaining(['--config-reloader-cpu-limit=0', '--config-reloader-memory-limit=0', '--enable-config-reloader-probes=true']));
  expect(operatorArguments(objectsOf({ configReloaderProbes: false }))).not.toContain('--enable-config-reloader-probes=true');
});

test('flags are written only if they differ from the default', () => {
  expect(operatorArguments(objectsOf({ logLevel: 'debug', logFormat: 'json', imageRegistry: 'mirror.example.org', featureGates: { PrometheusShardRetentionPolicy: true, PrometheusAgentDaemonSet: false } })))
    .toEqual(expect.arrayContaining([
      '--log-level=debug', '--log-format=json', '--feature-gates=PrometheusAgentDaemonSet=false,PrometheusShardRetentionPolicy=true',
      '--prometheus-default-base-image=mirror.example.org/prometheus/prometheus', '--alertmanager-default-base-image=mirror.example.org/prometheus/alertmanager',
    ]));
  expect(operatorArguments(objectsOf()).filter(argument => /log|gates|base-image/.test(argument))).toEqual([]);
});

test('the status of monitors is written if its feature gate is enabled', () => {
  const writes = (featureGates: { [name: string]: boolean }) => JSON.stringify(theOne(objectsOf({ featureGates }), 'Role').rules).includes('servicemonitors/status');
  expect([writes({}), writes({ StatusForConfigurationResources: false }), writes({ StatusForConfigurationResources: true })]).toEqual([false, false, true]);
});

test('one restricted pod that is replaced, never two at a time', () => {
  const { replicas, strategy, template } = theOne(objectsOf(), 'Deployment').spec;
  expect([replicas, strategy]).toEqual([1, { type: 'Recreate' }]);
  expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
});
