import { synth } from './synth';
import { kubeStateMetricsPart } from '../../../src/migrate/parts/kube-state-metrics';

const of = (values: unknown, release?: any) => synth([kubeStateMetricsPart], { 'kube-state-metrics': values }, release);
const argsOf = (made: ReturnType<typeof of>, kind = 'Deployment', name = 'kube-state-metrics'): string[] => made.get(kind, name).spec.template.spec.containers[0].args ?? [];

test('the defaults of the chart are not mentioned', () => {
  const { code, results, warnings } = of({});
  expect(code).not.toContain('kubeStateMetrics');
  expect([results.size, warnings]).toEqual([0, []]);
});

test('nothing is converted if it is disabled', () => {
  expect(synth([kubeStateMetricsPart], { 'kubeStateMetrics': { enabled: false }, 'kube-state-metrics': { replicas: 2 } }).results.size).toBe(0);
});

// templates/_helpers.tpl of kube-state-metrics 8.4.0: fullname; the selector has app.kubernetes.io/instance: RELEASE
test('a Deployment with the same name and another selector is avoided', () => {
  const made = of({ fullnameOverride: 'kube-state-metrics' });
  expect(made.get('Deployment', 'kube-state-metrics')).toBeUndefined();
  expect(made.get('Deployment', 'kube-state-metrics-app').metadata.labels['app.kubernetes.io/name']).toBe('kube-state-metrics');
  expect(made.warnings.join('\n')).toContain('the objects of the chart are named "kube-state-metrics". Their selector is immutable');
  expect(of({ fullnameOverride: 'ksm' }).get('Deployment', 'kube-state-metrics')).toBeDefined();
  expect(of({}, { name: 'kube-state-metrics', namespace: 'monitoring' }).get('Deployment', 'kube-state-metrics-app')).toBeDefined();
});

test('the tag of upstream\'s image is a version, that of another image is part of the image', () => {
  expect(of({ image: { tag: 'v2.18.0' } }).code).toContain('version: \'2.18.0\'');
  const made = of({ image: { registry: 'registry.example.org', repository: 'forks/ksm', tag: '1.0' } });
  expect(made.get('Deployment', 'kube-state-metrics').spec.template.spec.containers[0].image).toBe('registry.example.org/forks/ksm:1.0');
  expect(of({ image: { registry: 'mirror.example.org' } }).code).toContain('imageRegistry: \'mirror.example.org\'');
});

test('lists of labels and annotations', () => {
  const made = of({ metricLabelsAllowlist: ['pods=[app,team]', 'namespaces=[*]'], metricAnnotationsAllowList: ['nodes=[a.b/c],pods=[*]'], metricDenylist: ['kube_secret_.*'] });
  expect(argsOf(made)).toEqual(expect.arrayContaining(['--metric-denylist=kube_secret_.*']));
  expect(argsOf(made).find(each => each.includes('labels'))).toContain('pods=[app,team]');
  expect(argsOf(made).find(each => each.includes('annotations-allowlist'))).toBe('--metric-annotations-allowlist=nodes=[a.b/c],pods=[*]');
  expect(made.result('kube-state-metrics.metricAnnotationsAllowList')).toBe('mapped: kubeStateMetrics.metricAnnotationsAllowlist');
});

describe('collectors', () => {
  test('a list, with additions and exclusions', () => {
    expect(argsOf(of({ collectors: ['pods', 'nodes'], collectorsExtra: ['roles'], collectorsExclude: ['nodes'] }))).toContain('--resources=pods,roles');
  });
  test('a name that kube-state-metrics does not know is omitted, and reported', () => {
    const made = of({ collectors: ['pods', 'verticalpodautoscalers'] });
    expect(argsOf(made)).toContain('--resources=pods');
    expect(made.warnings.join('\n')).toContain('verticalpodautoscalers');
  });
  test('a map, as in old charts', () => {
    expect(argsOf(of({ collectors: { pods: true, secrets: false } }))).toContain('--resources=pods');
  });
  test('the defaults of the chart without some', () => {
    expect(of({ collectorsExclude: ['secrets', 'configmaps'] }).code).toContain('excludeResources: [\'secrets\', \'configmaps\']');
  });
});

describe('metrics of custom resources', () => {
  const config = {
    kind: 'CustomResourceStateMetrics',
    spec: {
      resources: [{
        groupVersionKind: { group: 'kustomize.toolkit.fluxcd.io', version: 'v1', kind: 'Kustomization' },
        metricNamePrefix: 'gotk',
        metrics: [{
          name: 'resource_info',
          help: 'The current state.',
          each: { type: 'Info', info: { labelsFromPath: { name: ['metadata', 'name'] } } },
          labelsFromPath: { ready: ['status', 'conditions', '[type=Ready]', 'status'] },
        }, { name: 'replicas', help: 'r', each: { type: 'Gauge', gauge: { path: ['status', 'replicas'], nilIsZero: true } } },
        { name: 'phase', help: 'p', each: { type: 'StateSet', stateSet: { labelName: 'phase', path: ['status', 'phase'], list: ['A', 'B'] } } }],
      }],
    },
  };
  const rbac = { extraRules: [{ apiGroups: ['kustomize.toolkit.fluxcd.io'], resources: ['kustomizations'], verbs: ['list', 'watch'] }] };

  test('become typed options', () => {
    const made = of({ customResourceState: { enabled: true, config }, rbac });
    const written = made.get('ConfigMap', 'kube-state-metrics-custom-resource-state').data['config.yaml'];
    for (const text of ['resource_info', 'gotk', '[type=Ready]', 'nilIsZero: true', 'labelName: phase', 'resourcePlural: kustomizations']) { expect(written).toContain(text); }
    expect(made.code).toContain('CustomResourceValue.stateSet(');
    expect(JSON.stringify(made.get('ClusterRole', 'monitoring-kube-state-metrics').rules)).toContain('"kustomizations"');
  });

  test('only custom resource state, as for Flux', () => {
    const made = of({ collectors: [], extraArgs: ['--custom-resource-state-only=true'], customResourceState: { enabled: true, config }, rbac });
    expect(argsOf(made)).toContain('--custom-resource-state-only=true');
  });

  test('values that cannot be read are listed at the top of the program', () => {
    expect(of({ customResourceState: { enabled: true, config: { spec: { resources: [{ groupVersionKind: {}, metrics: [] }] } } } }).warnings.join('\n')).toContain('its configuration is ignored');
    expect(of({ customResourceState: { enabled: true, create: false, name: 'own' } }).warnings.join('\n')).toContain('ConfigMap \'own\'');
  });
});

test('the monitor: intervals, relabelings, labels and limits', () => {
  const relabelings = [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }];
  const metricRelabelings = [{ action: 'drop', sourceLabels: ['__name__'], regex: 'kube_secret_.*' }];
  const made = of({ prometheus: { monitor: { interval: '2m', http: { interval: '1m', relabelings, honorLabels: true }, metricRelabelings, additionalLabels: { team: 'a' }, sampleLimit: 100000, proxyUrl: 'http://p:1' } } });
  const { metadata, spec } = made.get('ServiceMonitor', 'kube-state-metrics');
  expect(spec.endpoints[0]).toMatchObject({ interval: '1m', proxyUrl: 'http://p:1', metricRelabelings });
  expect(spec.endpoints[0].relabelings.at(-1)).toEqual(relabelings[0]);
  expect([metadata.labels.team, spec.sampleLimit]).toEqual(['a', 100000]);
  expect(made.result('kube-state-metrics.prometheus.monitor.interval')).toMatch(/^same/);
  expect(of({ prometheus: { monitor: { enabled: false } } }).get('ServiceMonitor', 'kube-state-metrics')).toBeUndefined();
});

test('namespaces, shards, flags, pods', () => {
  const made = of({
    namespaces: 'a,b',
    releaseNamespace: true,
    autosharding: { enabled: true },
    replicas: 2,
    extraArgs: ['--v=4', '--metric-opt-in-list=kube_pod_x', '--port=1'],
    podAnnotations: { a: 'b' },
    affinity: { nodeAffinity: {} },
    securityContext: { runAsUser: 1000, enabled: true },
    env: [{ name: 'A', value: 'b' }],
    serviceAccount: { annotations: { role: 'r' } },
    networkPolicy: { enabled: true },
  });
  const { spec } = made.get('StatefulSet', 'kube-state-metrics');
  expect(argsOf(made, 'StatefulSet')).toEqual(expect.arrayContaining(['--namespaces=a,b,monitoring', '--v=4', '--metric-opt-in-list=kube_pod_x']));
  expect([spec.replicas, spec.template.metadata.annotations, spec.template.spec.affinity, spec.template.spec.securityContext.runAsUser]).toEqual([2, { a: 'b' }, { nodeAffinity: {} }, 1000]);
  expect(made.get('ServiceAccount', 'kube-state-metrics').metadata.annotations).toEqual({ role: 'r' });
  expect(made.objects.some(each => each.kind === 'NetworkPolicy' && each.metadata.name === 'kube-state-metrics')).toBe(true);
  expect(made.result('kube-state-metrics.extraArgs')).toBe('different: options and kubeStateMetrics.extraArgs; ignored: \'--port\'');
});

test.each([null, [], 'x', 7, { collectors: 7, metricLabelsAllowlist: [1], extraArgs: { a: 1 }, rbac: { extraRules: 'x' }, customResourceState: { enabled: true, config: [] }, prometheus: { monitor: { http: 'x', relabelings: [{ x: 1 }] } }, image: 'x', env: 7 }])(
  '%j does not stop it', value => { expect(of(value).objects.length).toBeGreaterThan(10); });
