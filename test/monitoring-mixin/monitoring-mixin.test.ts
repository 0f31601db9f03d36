import { ApiObject, Duration } from 'cdk8s';
import { MonitoringMixin, MonitoringMixinProps } from '../../src';
import { expectPatchable } from '../support/patches';
import { aStack, named, QUIET, stackObjects } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function made(props: MonitoringMixinProps = {}) {
  const chart = aChart('monitoring');
  return { chart, mixin: new MonitoringMixin(chart, 'Mixin', props) };
}
const objectsOf = (props: MonitoringMixinProps = {}) => synth(made(props).chart);
const rulesIn = (objects: readonly Manifest[]): any[] => ofKind(objects, 'PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules));
const alertOf = (alert: string, props: MonitoringMixinProps = {}) => rulesIn(objectsOf(props)).find(rule => rule.alert === alert);

test('each group is one object with its name, and alerts link to their runbook', () => {
  const objects = objectsOf({ name: 'rules', labels: { release: 'x' } });
  expect(objects.every(({ metadata }) => metadata.name.startsWith('rules-') && metadata.labels.release === 'x' && metadata.namespace === 'monitoring')).toBe(true);
  expect(named(objects, 'PrometheusRule', 'rules-workloads').spec.groups.map(({ name }: any) => name)).toEqual(['workloads.records', 'workloads.alerts']);
  expect(alertOf('KubePodCrashLooping', { runbookUrl: 'https://wiki.example.org/runbooks/' }).annotations.runbook_url).toBe('https://wiki.example.org/runbooks/workloads.md#kubepodcrashlooping');
});

test('every created object can be patched', () => {
  const { mixin } = made({ dashboards: true });
  for (const object of [mixin.rules.workloads, mixin.dashboards.pod]) { expectPatchable(object); }
});

test('only rules with data from the jobs are created, with the given job names', () => {
  const { mixin } = made({ jobs: { kubelet: 'my-kubelet' } });
  expect(Object.keys(mixin.rules)).toEqual(['storage', 'kubelet']);
  expect(mixin.alerts).not.toContain('KubeNodeNotReady'); // needs kube-state-metrics
  expect(made({ jobs: { prometheus: 'p' } }).mixin.alerts).not.toContain('PrometheusNotConnectedToAlertmanagers'); // there is none
  expect(alertOf('KubeletInstanceUnreachable', { jobs: { kubelet: 'my-kubelet' } }).expr).toBe('max by (cluster, node, instance, job) (up{job="my-kubelet",metrics_path="/metrics"}) == 0');
});

test('the cluster label is in every aggregation', () => {
  const exprs = rulesIn(objectsOf({ clusterLabel: 'k8s' })).map(({ expr }) => expr).join('\n');
  expect(exprs).not.toMatch(/\b(by|on) \(cluster/);
  expect(exprs).toMatch(/by \(k8s, namespace\)/);
});

test('additional labels are in the aggregations of rules and panels', () => {
  const objects = objectsOf({ aggregationLabels: ['region'], dashboards: true });
  expect(rulesIn(objects).map(({ expr }) => expr).join()).toContain('by (cluster, region, namespace)');
  expect(JSON.stringify(ofKind(objects, 'ConfigMap').map(({ data }) => data))).toMatch(/ (by|on) \(cluster, region/);
});

describe('an alert may be', () => {
  test('switched off', () => expect(alertOf('KubePodCrashLooping', { alerts: { KubePodCrashLooping: { enabled: false } } })).toBeUndefined());

  test('with another threshold, duration, severity and labels', () => {
    const { expr, for: after, labels } = alertOf('NodeCPUHighUsage', {
      alertLabels: { team: 'all', tier: '1' }, alerts: { NodeCPUHighUsage: { threshold: 70, for: Duration.hours(1), severity: 'critical', labels: { team: 'nodes' } } },
    });
    expect([expr, after, labels]).toEqual(['100 * max by (cluster, node, instance) (instance:node_cpu_utilisation:rate5m) > 70', '1h', { team: 'nodes', tier: '1', severity: 'critical' }]);
  });

  test('with another expression, annotations, and a time to keep firing', () => {
    const { expr, keep_firing_for: keep, annotations } = alertOf('NodeCPUHighUsage', {
      alerts: { NodeCPUHighUsage: { expr: 'instance:node_cpu_utilisation:rate5m > 0.9', keepFiringFor: Duration.minutes(5), annotations: { summary: 'Busy', dashboard: 'd/1' } } },
    });
    expect([expr, keep]).toEqual(['instance:node_cpu_utilisation:rate5m > 0.9', '5m']);
    expect(annotations).toMatchObject({ summary: 'Busy', dashboard: 'd/1', description: expect.any(String) });
  });

  test('a changed expression without a label of its texts is a warning', () => {
    expect(noticesOf(made({ alerts: { NodeCPUHighUsage: { expr: 'sum(up) > 3' } } }).chart).join()).toContain('[monitoring-mixin/override-doubt]');
  });

  test('the group of rules has an interval and a limit', () => {
    const { groups } = named(objectsOf({ groups: { nodes: { interval: Duration.seconds(20), limit: 500 } } }), 'PrometheusRule', 'mixin-nodes').spec;
    expect(groups.map(({ name, interval, limit }: any) => [name, interval, limit])).toEqual([['nodes.records', '20s', 500], ['nodes.alerts', '20s', 500]]);
    expect(made({ groups: { nodes: { enabled: false } } }).mixin.alerts).not.toContain('NodeCPUHighUsage');
  });

  test('changed level by level', () => {
    const levels = (props: MonitoringMixinProps) => rulesIn(objectsOf(props)).filter(({ alert }) => alert === 'NodeFilesystemAlmostOutOfSpace')
      .map(({ expr, labels }) => [labels.severity, /< (\d+)/.exec(expr)?.[1], labels.team]);
    expect(levels({})).toEqual([['warning', '5', undefined], ['critical', '3', undefined]]);
    expect(levels({ alerts: { NodeFilesystemAlmostOutOfSpace: { labels: { team: 'a' }, levels: { critical: { threshold: 2 } } } } })).toEqual([['warning', '5', 'a'], ['critical', '2', 'a']]);
    expect(levels({ alerts: { NodeFilesystemAlmostOutOfSpace: { levels: { critical: { enabled: false } } } } })).toEqual([['warning', '5', undefined]]);
    expect(errorsOf(made({ alerts: { NodeFilesystemAlmostOutOfSpace: { threshold: 2 } } }).chart)).toContain('set "alerts.NodeFilesystemAlmostOutOfSpace.levels.warning.threshold"');
  });

  test('is removed with its group', () => {
    expect(made({ disabledGroups: ['nodes'] }).mixin.alerts).not.toContain('NodeCPUHighUsage');
    expect(errorsOf(made({ disabledGroups: ['nodes'] }).chart)).toBe('');
  });
});

describe('dashboards', () => {
  test('are created on request, as the sidecar of Grafana expects them', () => {
    expect(ofKind(objectsOf(), 'ConfigMap')).toEqual([]);
    const maps = ofKind(objectsOf({ dashboards: true, dashboardNamespace: 'grafana' }), 'ConfigMap');
    expect(maps.length).toBeGreaterThan(15);
    for (const { metadata, data } of maps) {
      expect([metadata.namespace, metadata.labels.grafana_dashboard]).toEqual(['grafana', '1']);
      const [[file, json]] = Object.entries(data) as [string, string][];
      expect(file).toMatch(/^[a-z-]+\.json$/);
      expect(JSON.parse(json).title).toMatch(/^(Kubernetes|Control plane|Monitoring) \/ /);
    }
  });

  test('only for scraped jobs and enabled groups', () => {
    expect(Object.keys(made({ dashboards: true, jobs: { nodeExporter: 'node-exporter' } }).mixin.dashboards)).toEqual(['nodes']);
    expect(Object.keys(made({ dashboards: true, disabledGroups: ['disruptions'] }).mixin.dashboards)).not.toContain('disruptions');
  });
});

describe('in a stack', () => {
  test('the jobs are those that the stack scrapes', () => {
    const groups = ofKind(stackObjects(), 'PrometheusRule').map(({ metadata }) => metadata.name);
    expect(groups).toContain('mixin-apiserver');
    expect(groups).not.toContain('mixin-etcd');
    expect(ofKind(stackObjects({ nodeExporterEnabled: false }), 'PrometheusRule').map(({ metadata }) => metadata.name)).not.toContain('mixin-nodes');
    expect(ofKind(stackObjects({ controlPlane: { etcd: true } }), 'PrometheusRule').map(({ metadata }) => metadata.name)).toContain('mixin-etcd');
  });

  test('it can be disabled, and is disabled without a Prometheus', () => {
    expect(ofKind(stackObjects({ mixinEnabled: false }), 'PrometheusRule')).toEqual([]);
    // jobs that are scraped, but not created by the stack
    const namesOf = (props: object) => ofKind(stackObjects(props), 'PrometheusRule').map(({ metadata }) => metadata.name);
    expect(namesOf({})).not.toContain('mixin-grafana');
    expect(namesOf({ mixinJobs: { grafana: 'grafana' } })).toEqual([...namesOf({}), 'mixin-grafana']);
    expect(ofKind(stackObjects({ prometheusEnabled: false }), 'PrometheusRule')).toEqual([]);
    expect(errorsOf(aStack({ mixinEnabled: false, mixin: { dashboards: true } }).chart)).toContain('"mixin"');
  });

  test.each<[string, object, string | undefined]>([
    ['from 2.20 on', {}, '15s'],
    ['but not before', { kubeStateMetrics: { version: '2.19.0' } }, undefined],
    ['nor where something else is said', { kubeStateMetrics: { interval: Duration.seconds(20) } }, '20s'],
    ['nor where nobody asks', { mixinEnabled: false }, undefined],
    ['nor where nobody asks for disruptions', { mixin: { disabledGroups: ['disruptions'] } }, undefined],
  ])('kube-state-metrics is scraped every 15 seconds %s', (_, props, interval) => {
    expect(named(stackObjects({ ...QUIET, ...props }), 'ServiceMonitor', 'kube-state-metrics').spec.endpoints[0].interval).toBe(interval);
  });
});

describe('resources that kube-state-metrics does not collect', () => {
  const without = (...excludeResources: string[]) => stackObjects({ kubeStateMetrics: { excludeResources }, mixin: { dashboards: true } });
  const alertsIn = (objects: readonly Manifest[]) => rulesIn(objects).flatMap(({ alert }) => alert ?? []);

  test('have no rules, nor rules that would read them', () => {
    const all = alertsIn(without());
    const withoutJobs = alertsIn(without('jobs', 'cronjobs'));
    expect(all.filter((alert: string) => !withoutJobs.includes(alert))).toEqual(['KubeJobFailed', 'KubeJobNotCompleted', 'CronJobNotScheduled']);
    expect(all).toContain('KubeStateMetricsListErrors'); // of kube-state-metrics itself
    const owners = (objects: readonly Manifest[]) => rulesIn(objects).filter(({ record }) => record === 'namespace_workload_pod:kube_pod_owner:relabel').map(({ expr }) => expr);
    const isOfReplicaSets = (expr: string) => expr.includes('kube_replicaset_');
    expect(owners(without()).some(isOfReplicaSets)).toBe(true);
    expect(owners(without('replicasets'))).toEqual(owners(without()).filter(expr => !isOfReplicaSets(expr))); // those of StatefulSets, DaemonSets, ...
    const withoutPods = rulesIn(without('pods'));
    expect(withoutPods.filter(({ expr }) => /kube_pod_|namespace_workload_pod:kube_pod_owner:relabel/.test(expr))).toEqual([]);
    expect(withoutPods.map(({ alert }) => alert)).toContain('KubeDeploymentRolloutStuck');
    const withoutClaims = alertsIn(without('persistentvolumeclaims'));
    expect(withoutClaims).toContain('KubePersistentVolumeFillingUp'); // the kubelet reports volumes; then no claim is excluded
    expect(withoutClaims).not.toContain('PersistentVolumeClaimPending');
  });

  test('nor panels', () => {
    const panels = (objects: readonly Manifest[]) => JSON.stringify(ofKind(objects, 'ConfigMap').map(({ data }) => data));
    expect(panels(without())).toContain('kube_poddisruptionbudget_');
    expect(panels(without('poddisruptionbudgets'))).not.toContain('kube_poddisruptionbudget_');
    expect(ofKind(without('pods', 'namespaces'), 'ConfigMap').map(({ metadata }) => metadata.name)).toContain('mixin-dashboard-nodes');
  });
});

test.each<[string, MonitoringMixinProps, string]>([
  ['monitoring-mixin/alert-unknown', { alerts: { KubePodCrashLoop: {} } }, 'did you mean "KubePodCrashLooping"?'],
  ['monitoring-mixin/alert-unknown', { alerts: { Zzz: {} } }, 'use one of docs/runbooks'],
  ['monitoring-mixin/alert-unknown', { alerts: { constructor: {} } }, 'use one of docs/runbooks'],
  ['monitoring-mixin/no-threshold', { alerts: { KubePodCrashLooping: { threshold: 1 } } }, '"alerts.KubePodCrashLooping.expr"'],
  ['monitoring-mixin/threshold', { alerts: { NodeCPUHighUsage: { threshold: NaN } } }, 'must be a finite number'],
  ['monitoring-mixin/severity', { alerts: { NodeCPUHighUsage: { severity: 'urgent' } } }, 'critical, warning, info, none'],
  ['monitoring-mixin/label-name', { alertLabels: { 'my-team': 'a' } }, '"alertLabels"'],
  ['monitoring-mixin/label-name', { alerts: { NodeCPUHighUsage: { labels: { severity: 'a' } } } }, 'and do not use alertname, severity and __name__'],
  ['monitoring-mixin/label-name', { clusterLabel: 'a b' }, '"clusterLabel"'],
  ['monitoring-mixin/group-unknown', { disabledGroups: ['node'] }, 'did you mean "nodes"?'],
  ['monitoring-mixin/group-unknown', { disabledGroups: ['zzz'] }, 'workloads, resources'],
  ['monitoring-mixin/group-unknown', { groups: { storag: { limit: 5 } } }, '[test/Mixin] "groups" has "storag", which does not exist: did you mean "storage"?'],
  ['monitoring-mixin/group-unknown', { groups: { storag: { enabled: false } } }, 'did you mean "storage"?'],
  ['monitoring-mixin/group-interval', { groups: { storage: { interval: Duration.millis(500) } } }, '"groups.storage.interval" is 500 ms'],
  ['monitoring-mixin/group-limit', { groups: { storage: { limit: 0 } } }, '"groups.storage.limit" is 0'],
  ['monitoring-mixin/group-limit', { groups: { storage: { limit: 1.5 } } }, 'whole number'],
  ['monitoring-mixin/expr-and-threshold', { alerts: { NodeCPUHighUsage: { threshold: 5, expr: 'up == 0' } } }, 'remove "threshold"'],
  ['monitoring-mixin/override', { alerts: { NodeCPUHighUsage: { expr: 'rte(up[5m]) > 1' } } }, '[test/Mixin] "alerts.NodeCPUHighUsage": "expr": function rte() does not exist: did you mean rate()?'],
  ['monitoring-mixin/override', { alerts: { NodeCPUHighUsage: { annotations: { summary: '{{ humanise $value }}' } } } }, 'the function humanise does not exist'],
  ['monitoring-mixin/aggregation-label', { aggregationLabels: ['pod'] }, 'such as "region"'],
  ['monitoring-mixin/label-name', { aggregationLabels: ['a b'] }, '"aggregationLabels"'],
  ['monitoring-mixin/group-needed', { disabledGroups: ['workloads'] }, 'namespace_workload_pod:kube_pod_owner:relabel'],
  ['monitoring-mixin/no-jobs', { jobs: {} }, 'add the jobs that are scraped, such as { kubelet'],
  ['manifest/url', { runbookUrl: 'wiki' }, '"runbookUrl"'],
  ['versions/malformed', { kubeStateMetricsVersion: 'x' }, 'write it like'],
])('%s is refused: %j', (id, props, cure) => {
  const line = errorsOf(made(props).chart).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

describe('disruptions', () => {
  const withRule = (expr: string, version: string) => {
    const { chart } = made({ kubeStateMetricsVersion: version });
    new ApiObject(chart, 'Mine', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'mine' }, spec: { groups: [{ name: 'g', rules: [{ alert: 'Mine', expr }] }] } });
    return noticesOf(chart).join('\n');
  };

  test.each([
    ['monitoring-mixin/disruption-zero', 'kube_pod_status_reason{reason="Evicted"} == 0', '2.20.0'],
    ['monitoring-mixin/disruption-zero', 'absent(kube_pod_status_reason{reason="Evicted"})', '2.20.0'],
    ['monitoring-mixin/disruption-zero', 'sum by (pod) (kube_pod_status_reason) == 0', '2.21.0'],
    ['monitoring-mixin/disruption-evicted', 'kube_pod_status_reason{reason="Evicted"} > 0', '2.15.0'],
    ['monitoring-mixin/disruption-evicted', 'kube_pod_status_reason{reason=~"Evic.+"} > 0', '2.19.0'],
    ['monitoring-mixin/disruption-too-old', 'kube_pod_status_disruption_reason > 0', '2.19.0'],
  ])('%s is reported for %s on %s', (id, expr, version) => {
    expect(withRule(expr, version)).toContain('PrometheusRule "mine", alert "Mine"');
    expect(withRule(expr, version)).toContain(`[${id}]`);
  });

  test.each([
    ['kube_pod_status_reason{reason="Evicted"} == 0', '2.19.0', /zero/],
    ['kube_pod_status_reason{reason="Evicted"} > 0', '2.20.0', /disruption-/],
    ['kube_pod_status_reason{reason="NodeLost"} > 0', '2.15.0', /disruption-/],
    ['kube_pod_status_disruption_reason > 0', '2.20.0', /disruption-/],
    ['kube_pod_status_phase == 0', '2.20.0', /disruption-/],
  ])('nothing is reported for %s on %s', (expr, version, what) => expect(withRule(expr, version)).not.toMatch(what));

  test('an expression that cannot be parsed is an error', () => expect(() => withRule('sum(', '2.20.0')).toThrow('[rules/left-out]'));

  test('a long interval is a warning if only a gauge exists', () => {
    const notices = (seconds: number, props: MonitoringMixinProps = {}) =>
      noticesOf(made({ scrapeIntervals: { kubeStateMetrics: Duration.seconds(seconds) }, ...props }).chart).join();
    expect(notices(16)).toContain('[monitoring-mixin/disruption-interval]');
    expect(notices(15)).toBe('');
    expect(notices(60, { kubeStateMetricsVersion: '2.19.0' })).toBe('');
    expect(notices(60, { disabledGroups: ['disruptions'] })).toBe('');
  });
});
