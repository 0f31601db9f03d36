import { defaultRulesPart } from '../../../src/migrate/parts/default-rules';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (values: unknown) => defaultRulesPart(values, RELEASE);
const options = (values: unknown) => Object.fromEntries(made(values).options.map(([path, { code }]) => [path, code.replace(/\s+/g, ' ')]));
const results = (values: unknown) => made(values).values.map(({ path, outcome, note }) => `${outcome} ${path.replace('defaultRules.', '')}: ${note}`);

test('the series of the chart are recorded for third-party dashboards, even if no value sets it', () => {
  expect(options({})).toEqual({ 'mixin.compatibleSeries': '/* series of the chart that third-party dashboards may use */ [\'all\']' });
});

test('rules of a disabled key: their alerts are disabled, with alerts on the same subject that the chart does not have', () => {
  expect(options({ defaultRules: { rules: { kubernetesStorage: false } } })['mixin.alerts']).toBe(
    '{ ...Object.fromEntries( [ \'KubePersistentVolumeFillingUp\', \'KubePersistentVolumeInodesFillingUp\', \'KubePersistentVolumeErrors\', \'PersistentVolumeClaimPending\', ].map(alert => [alert, { enabled: false }]), ), }');
  expect(results({ defaultRules: { rules: { kubernetesStorage: false, general: true } } })).toEqual([
    'mapped rules.kubernetesStorage: its alerts are disabled: mixin.disabledGroups, mixin.alerts', 'same rules.general: the mixin has these rules',
  ]);
});

test('a group with only alerts is disabled as a whole; one with a dashboard is not', () => {
  expect(options({ defaultRules: { rules: { alertmanager: false, kubeProxy: false } } })).toMatchObject({
    'mixin.disabledGroups': '[\'alertmanager\']', 'mixin.alerts': '{ KubeProxyDown: { enabled: false }, KubeProxyInstanceUnreachable: { enabled: false } }',
  });
});

test('rules of a part that is not scraped need no option', () => {
  const values = { kubeEtcd: { enabled: false }, defaultRules: { rules: { etcd: false } } };
  expect(options(values)['mixin.alerts']).toBeUndefined();
  expect(results(values)).toEqual(['same rules.etcd: kubeEtcd is not scraped, so the mixin has no rules for it']);
});

test('series of disabled keys are not recorded, unless the mixin itself reads them', () => {
  const values = { defaultRules: { rules: { kubeApiserverAvailability: false, node: false } } };
  const { 'mixin.compatibleSeries': series } = options(values);
  expect([series.includes('apiserver_request:availability30d'), series.includes('node_namespace_pod:kube_pod_info:'), series.includes('node_namespace_pod_container:container_memory_rss')]).toEqual([false, false, true]);
  expect(results({ defaultRules: { rules: { kubeApiserverBurnrate: false } } })[0]).toMatch(/recorded, because alerts and dashboards of the mixin use them/);
});

test('a key that the chart does not have is unknown, with the most similar one', () => {
  expect(results({ defaultRules: { rules: { kubeApiserverAvailbility: false } } })).toEqual([
    'unknown rules.kubeApiserverAvailbility: the chart has no such key: did you mean "defaultRules.rules.kubeApiserverAvailability"?',
  ]);
});

test('a key of old charts is known, with its successors', () => {
  expect(results({ defaultRules: { rules: { kubeScheduler: false, kubeApiserver: true } } })).toEqual([
    'different rules.kubeScheduler: charts after 40 ignore it, so these rules are created: disable them with kubeSchedulerAlerting and kubeSchedulerRecording',
    'same rules.kubeApiserver: the mixin has these rules',
  ]);
  expect(results({ kubeScheduler: { enabled: false }, defaultRules: { rules: { kubeScheduler: false } } })).toEqual(['same rules.kubeScheduler: kubeScheduler is not scraped, so the mixin has no rules for it']);
});

test('disabled alerts are disabled here, including those that were split off', () => {
  expect(options({ defaultRules: { disabled: { KubeContainerWaiting: true, KubeDaemonSetRolloutStuck: true, Watchdog: false } } })['mixin.alerts'])
    .toBe('{ PodImagePullFailing: { enabled: false }, KubeContainerWaiting: { enabled: false }, KubeDaemonSetRolloutStuck: { enabled: false }, }');
  expect(results({ defaultRules: { disabled: { KubeApiDwn: true } } })).toEqual(['unknown disabled.KubeApiDwn: the chart has no alert with this name: did you mean "KubeAPIDown"?']);
});

test('customRules change duration and severity, for each level of an alert with several levels', () => {
  const values = { customRules: { KubePodCrashLooping: { for: '5m', severity: 'critical' }, NodeFilesystemSpaceFillingUp: { for: '2h' }, KubeJobFailed: { severity: 'page' } } };
  expect(options(values)['mixin.alerts']).toBe('{ KubePodCrashLooping: { for: Duration.minutes(5), severity: \'critical\' },'
    + ' NodeFilesystemSpaceFillingUp: { levels: { warning: { for: Duration.hours(2) }, critical: { for: Duration.hours(2) } } }, }');
  expect(made(values).options.find(([path]) => path === 'mixin.alerts')![1].uses).toEqual(['Duration']);
  expect(results(values)[3]).toBe('unsupported customRules.KubeJobFailed.severity: severities are critical, warning, info, none: route the alert by its name in Alertmanager');
});

test('labels, thresholds of certificates and annotations of single alerts are options', () => {
  expect(options({
    defaultRules: {
      additionalRuleLabels: { team: 'ops', severity: 'x' },
      labels: { a: 1 },
      additionalAggregationLabels: ['region'],
      kubeletServerCertificateExpiration: { warning: 86400, critical: 86400 },
      additionalRuleAnnotations: { Watchdog: { link: 'x' } },
    },
  })).toEqual({
    'mixin.compatibleSeries': '/* series of the chart that third-party dashboards may use */ [\'all\']',
    'mixin.labels': '{ a: \'1\' }',
    'mixin.alertLabels': '{ team: \'ops\' }',
    'mixin.aggregationLabels': '[\'region\']',
    'mixin.alerts': '{ KubeletServerCertificateExpiration: { levels: { warning: { threshold: 86400 } } }, Watchdog: { annotations: { link: \'x\' } }, }',
  });
});

test('differences of the mixin are reported, with the way to keep the old behavior', () => {
  expect(results({ defaultRules: { appNamespacesTarget: 'prod-.*', runbookUrl: 'https://runbooks.example.org', keepFiringFor: '' } })).toEqual([
    'different appNamespacesTarget: alerts are for all namespaces: select namespaces in the routes of Alertmanager, or replace an expression with `mixin: { alerts: { NAME: { expr } } }`',
    'same keepFiringFor: same as in the chart',
    'different runbookUrl: links point to the community runbooks; set `mixin: { runbookUrl }` to the URL of a copy of docs/runbooks',
  ]);
});

test('without rules there is no mixin, unless there are dashboards', () => {
  expect(options({ defaultRules: { create: false }, grafana: { enabled: false } })).toEqual({ mixinEnabled: 'false' });
  expect(Object.keys(options({ defaultRules: { create: false } }))).toEqual(['mixin.disabledGroups', 'mixin.alerts']);
  expect(options({ defaultRules: { create: false }, grafana: { enabled: false, forceDeployDashboards: true } }).mixinEnabled).toBeUndefined();
});

test.each([null, 5, 'x', [], { defaultRules: 'x' }, { defaultRules: { rules: [], disabled: 'x', additionalRuleLabels: 5, labels: { a: {} } } }, { customRules: { Watchdog: 'x', KubeJobFailed: { for: {} } } }])('%j does not stop it', values => {
  expect(() => made(values)).not.toThrow();
});
