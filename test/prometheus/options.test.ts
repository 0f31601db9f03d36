import { Duration, Size } from 'cdk8s';
import {
  Alertmanager, AlertmanagerProps, NameEscapingScheme, NameValidationScheme, OtlpTranslation, Prometheus, PrometheusAgent, PrometheusProps, ThanosRuler, ThanosRulerProps,
} from '../../src';
import { aChart, errorsOf, Manifest, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const MADE = {
  Prometheus: (props: object) => {
    const chart = aChart('monitoring');
    new Prometheus(chart, 'P', props);
    return chart;
  },
  PrometheusAgent: (props: object) => {
    const chart = aChart('monitoring');
    new PrometheusAgent(chart, 'P', { remoteWrite: [{ url: 'https://mimir.example.org/push' }], externalLabels: { cluster: 'a' }, ...props });
    return chart;
  },
  Alertmanager: (props: object) => {
    const chart = aChart('monitoring');
    new Alertmanager(chart, 'P', props);
    return chart;
  },
  ThanosRuler: (props: object) => {
    const chart = aChart('monitoring');
    new ThanosRuler(chart, 'P', { queryEndpoints: ['q:10902'], ...props });
    return chart;
  },
};
type Kind = keyof typeof MADE;
const KINDS = Object.keys(MADE) as Kind[];

const specOf = (kind: Kind, props: object) => theOne(synth(MADE[kind](props)), kind).spec;
const at = (value: any, path: string) => path.split('.').reduce((found, name) => found?.[name], value);

describe.each(KINDS)('the pods of %s', kind => {
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
  const constraint = { maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
  test.each<[string, object, string, unknown]>([
    ['podLabels', { podLabels: { team: 'a' }, labels: { b: 'c' } }, 'podMetadata.labels', { team: 'a', b: 'c' }],
    ['podAnnotations', { podAnnotations: { 'linkerd.io/inject': 'enabled' } }, 'podMetadata.annotations', { 'linkerd.io/inject': 'enabled' }],
    ['affinity replaces ours', { affinity }, 'affinity', affinity],
    ['topologySpreadConstraints replace ours', { topologySpreadConstraints: [constraint] }, 'topologySpreadConstraints', [constraint]],
    ['volumes', { volumes: [{ name: 'x', emptyDir: {} }] }, 'volumes', [{ name: 'x', emptyDir: {} }]],
    ['volumeMounts', { volumeMounts: [{ name: 'x', mountPath: '/x' }] }, 'volumeMounts', [{ name: 'x', mountPath: '/x' }]],
    ['containers', { containers: [{ name: 'x', image: 'y' }] }, 'containers', [{ name: 'x', image: 'y' }]],
    ['initContainers', { initContainers: [{ name: 'x', image: 'y' }] }, 'initContainers', [{ name: 'x', image: 'y' }]],
    ['hostAliases', { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] }, 'hostAliases', [{ ip: '10.0.0.1', hostnames: ['a'] }]],
    ['dnsPolicy', { dnsPolicy: 'None' }, 'dnsPolicy', 'None'],
    ['dnsConfig', { dnsConfig: { nameservers: ['10.0.0.10'] } }, 'dnsConfig', { nameservers: ['10.0.0.10'] }],
    ['terminationGracePeriodSeconds', { terminationGracePeriodSeconds: 900 }, 'terminationGracePeriodSeconds', 900],
    ['minReadySeconds', { minReadySeconds: 30 }, 'minReadySeconds', 30],
    ['emptyDir', { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, 'storage.emptyDir', { medium: 'Memory', sizeLimit: '1Gi' }],
    ['storage with labels, annotations and a selector', { storage: { size: Size.gibibytes(1), labels: { a: 'b' }, annotations: { c: 'd' }, selector: { e: 'f' } } }, 'storage.volumeClaimTemplate', {
      metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
      spec: { accessModes: ['ReadWriteOnce'], selector: { matchLabels: { e: 'f' } }, resources: { requests: { storage: '1Gi' } } },
    }],
    ['routePrefix', { routePrefix: '/x' }, 'routePrefix', '/x'],
    ['additionalArgs, sorted', { additionalArgs: { 'b.c': 'd', 'a': '' } }, 'additionalArgs', [{ name: 'a' }, { name: 'b.c', value: 'd' }]],
  ])('%s', (_name, props, path, expected) => expect(at(specOf(kind, props), path)).toEqual(expected));

  test('a field without an option is written by spec', () => expect(specOf(kind, { spec: { paused: true } }).paused).toBe(true));

  test('an unknown field of spec is reported once, with its path and a similar field', () => {
    const errors = errorsOf(MADE[kind]({ spec: { minReadySecond: 3 } }));
    expect(errors.match(/minReadySecond\b/g)).toHaveLength(1);
    expect(errors).toContain('spec.minReadySecond');
    expect(errors).toContain('"minReadySeconds"');
  });

  test('a field of an option in spec is an error that names the option', () => {
    expect(errorsOf(MADE[kind]({ spec: { replicas: 3 } }))).toContain('"spec.replicas" is written by the option "replicas"');
    expect(errorsOf(MADE[kind]({ spec: { affinity: {} } }))).toContain('"spec.affinity" is written by the option "affinity"');
    expect(errorsOf(MADE[kind]({ spec: { portName: 'http' } }))).toContain('"spec.portName" is written by the construct');
  });

  test('a wrong type in spec is an error with its path', () => expect(errorsOf(MADE[kind]({ spec: { paused: 'yes' } }))).toContain('spec.paused'));

  test('annotations of all objects apply', () => {
    const objects = synth(MADE[kind]({ annotations: { a: 'b' } }));
    expect(objects.filter(({ metadata }) => metadata.annotations?.a !== 'b').map(({ kind: each }) => each)).toEqual([]);
  });

  test('the ServiceAccount has annotations, or is an existing one', () => {
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' };
    expect(theOne(synth(MADE[kind]({ serviceAccountAnnotations: annotations })), 'ServiceAccount').metadata.annotations).toEqual(annotations);
    const objects = synth(MADE[kind]({ serviceAccountName: 'mine' }));
    expect(objects.filter(({ kind: each }) => each === 'ServiceAccount')).toEqual([]);
    expect(theOne(objects, kind).spec.serviceAccountName).toBe('mine');
    const subjects = objects.filter(({ kind: each }) => each.endsWith('Binding')).flatMap(({ subjects: all }: Manifest) => all);
    expect(subjects.filter(({ name }: any) => name !== 'mine')).toEqual([]);
  });

  test.each<[object, string]>([
    [{ dnsPolicy: 'clusterFirst' }, '"dnsPolicy" is "clusterFirst": use one of "ClusterFirst"'],
    [{ minReadySeconds: -1 }, '"minReadySeconds" is -1'],
    [{ terminationGracePeriodSeconds: 1.5 }, '"terminationGracePeriodSeconds" is 1.5'],
    [{ podAnnotations: { 'a b': 'c' } }, '"podAnnotations" has the annotation "a b"'],
    [{ serviceAccountName: 'A B' }, '"serviceAccountName" is "A B"'],
    [{ emptyDir: { medium: 'RAM' } }, '"emptyDir.medium" is "RAM": use one of "", "Memory"'],
    [{ emptyDir: {}, storage: { size: Size.gibibytes(1) } }, '"storage" and "emptyDir" are both set'],
    [{ routePrefix: 'prometheus' }, '"routePrefix" is "prometheus": write a path such as "/prometheus"'],
  ])('%j is an error', (props, message) => expect(errorsOf(MADE[kind](props))).toContain(message));

  test('a list of fields is rejected', () => {
    expect(() => MADE[kind]({ spec: [] })).toThrow('"spec" is a list: use an object');
  });

  test('the monitor follows the route prefix', () => {
    const monitor = theOne(synth(MADE[kind]({ routePrefix: '/x/' })), 'ServiceMonitor');
    expect(monitor.spec.endpoints.map(({ port, path }: any) => [port, path])).toEqual([['web', '/x/metrics'], ['reloader-web', undefined]]);
  });
});

describe.each<Kind>(['Prometheus', 'PrometheusAgent', 'Alertmanager'])('the volumes of %s', kind => {
  test('are kept or deleted', () => {
    const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
    expect(specOf(kind, { persistentVolumeClaimRetentionPolicy }).persistentVolumeClaimRetentionPolicy).toEqual(persistentVolumeClaimRetentionPolicy);
    expect(errorsOf(MADE[kind]({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' } }))).toContain('"persistentVolumeClaimRetentionPolicy.whenScaled" is "Keep"');
  });
});

test('a ThanosRuler cannot set the retention of its volumes', () => {
  expect(errorsOf(MADE.ThanosRuler({ persistentVolumeClaimRetentionPolicy: {} }))).toContain('[thanos/ruler-volumes]');
});

describe.each<Kind>(['Prometheus', 'PrometheusAgent'])('what %s accepts', kind => {
  test.each<[object, string, unknown]>([
    [{ otlpReceiver: {} }, 'enableOTLPReceiver', true],
    [{ otlpReceiver: { promoteResourceAttributes: ['service.name'], translationStrategy: OtlpTranslation.NONE, convertHistogramsToNhcb: true } }, 'otlp', {
      promoteResourceAttributes: ['service.name'], translationStrategy: 'NoTranslation', convertHistogramsToNHCB: true,
    }],
    [{ otlpReceiver: {} }, 'otlp', undefined],
    [{ enableRemoteWriteReceiver: true }, 'enableRemoteWriteReceiver', true],
    [{ nameValidationScheme: NameValidationScheme.LEGACY }, 'nameValidationScheme', 'Legacy'],
    [{ nameEscapingScheme: NameEscapingScheme.DOTS }, 'nameEscapingScheme', 'Dots'],
    [{ scrapeNativeHistograms: true }, 'scrapeNativeHistograms', true],
    [{ scrapeClassicHistograms: true }, 'scrapeClassicHistograms', true],
    [{ convertClassicHistogramsToNhcb: true }, 'convertClassicHistogramsToNHCB', true],
    [{ enforcedNamespaceLabel: 'tenant' }, 'enforcedNamespaceLabel', 'tenant'],
    [{ limits: { labelNameLengthLimit: 100, labelValueLengthLimit: 200, keepDroppedTargets: 10 } }, 'enforcedLabelNameLengthLimit', 100],
    [{ limits: { labelNameLengthLimit: 100, labelValueLengthLimit: 200, keepDroppedTargets: 10 } }, 'enforcedLabelValueLengthLimit', 200],
    [{ limits: { labelNameLengthLimit: 100, labelValueLengthLimit: 200, keepDroppedTargets: 10 } }, 'enforcedKeepDroppedTargets', 10],
  ])('%j', (props, path, expected) => expect(at(specOf(kind, props), path)).toEqual(expected));

  test.each<[object, string]>([
    [{ otlpReceiver: { promoteAllResourceAttributes: true, promoteResourceAttributes: ['a'] } }, 'are both set: remove one of them [prometheus/otlp]'],
    [{ otlpReceiver: { ignoreResourceAttributes: ['a'] } }, 'without "promoteAllResourceAttributes": set it [prometheus/otlp]'],
    [{ otlpReceiver: { translationStrategy: OtlpTranslation.NONE }, nameValidationScheme: NameValidationScheme.LEGACY }, 'use NameValidationScheme.UTF8 [prometheus/otlp]'],
    [{ enforcedNamespaceLabel: 'team-namespace' }, '"enforcedNamespaceLabel" has "team-namespace"'],
    [{ limits: { keepDroppedTargets: 0 } }, '"limits.keepDroppedTargets" is 0'],
    [{ additionalArgs: { 'web.enable-lifecycle': '' } }, 'web.enable-lifecycle'],
    [{ scrapeNativeHistograms: true, operatorVersion: '0.87.0' }, 'spec.scrapeNativeHistograms'],
    [{ spec: { tsdb: { outOfOrderTimeWindow: '1h' } } }, '"spec.tsdb.outOfOrderTimeWindow" is written by the option "outOfOrderTimeWindow"'],
  ])('%j is an error', (props, message) => expect(errorsOf(MADE[kind](props))).toContain(message));

  test.each([
    [['exemplar-storge'], '3.16.0', '"exemplar-storge", which Prometheus 3.16.0 ignores: did you mean "exemplar-storage"?'],
    [['otlp-write-receiver'], '3.16.0', 'Prometheus 3.0.0 removed it: use the option "otlpReceiver"'],
    [['old-ui'], '2.55.0', 'it requires Prometheus 3.0.0 or newer'],
    [['native-histograms'], '3.9.0', 'Prometheus 3.9.0 removed it: use the option "scrapeNativeHistograms"'],
  ])('the features %j of Prometheus %s are reported', (enableFeatures, version, message) => {
    expect(noticesOf(MADE[kind]({ enableFeatures, version })).join('\n')).toContain(message);
  });

  test.each([[['otlp-write-receiver'], '2.55.0'], [['native-histograms'], '3.8.0'], [['exemplar-storage'], '2.45.0'], [['of-the-future'], '3.17.0']])('the features %j of Prometheus %s are not', (enableFeatures, version) => {
    expect(noticesOf(MADE[kind]({ enableFeatures, version })).join('\n')).not.toContain('[versions/prometheus-feature]');
  });

  test('an entry of remoteWrite accepts additional fields, and spec adds entries', () => {
    const remoteWrite = [{ url: 'https://a.example.org', spec: { enableHTTP2: true } }];
    expect(specOf(kind, { remoteWrite, spec: { remoteWrite: [{ url: 'https://b.example.org' }] } }).remoteWrite)
      .toEqual([{ url: 'https://a.example.org', enableHTTP2: true }, { url: 'https://b.example.org' }]);
    expect(errorsOf(MADE[kind]({ remoteWrite: [{ url: 'https://a.example.org', spec: { url: 'https://b.example.org' } }] })))
      .toContain('"remoteWrite[0].spec.url" is written by the option "url"');
  });
});

describe('a Prometheus', () => {
  test.each<[PrometheusProps, string, unknown]>([
    [{ spec: { tsdb: { staleSeriesCompactionThreshold: '0.5' } }, outOfOrderTimeWindow: Duration.hours(1) }, 'tsdb', { outOfOrderTimeWindow: '1h', staleSeriesCompactionThreshold: '0.5' }],
    [{ maxExemplars: 5000 }, 'exemplars', { maxSize: 5000 }],
    [{ maxExemplars: 5000 }, 'enableFeatures', ['exemplar-storage']],
    [{ remoteRead: [{ url: 'https://thanos.example.org/api/v1/read', readRecent: true, remoteTimeout: Duration.minutes(1), requiredMatchers: { a: 'b' }, bearerToken: { secretName: 's' }, spec: { followRedirects: false } }] }, 'remoteRead', [{
      url: 'https://thanos.example.org/api/v1/read', readRecent: true, remoteTimeout: '1m', requiredMatchers: { a: 'b' }, authorization: { credentials: { name: 's', key: 'token' } }, followRedirects: false,
    }]],
    [{ retentionPercentage: 80, storage: { size: Size.gibibytes(10) } }, 'retentionPercentage', 80],
    [{ retentionPercentage: 80, storage: { size: Size.gibibytes(10) } }, 'retentionSize', undefined],
    [{ ruleQueryOffset: Duration.minutes(1) }, 'ruleQueryOffset', '1m'],
    [{ additionalAlertmanagerConfigs: { secretName: 'a', key: 'b' } }, 'additionalAlertManagerConfigs', { name: 'a', key: 'b' }],
    [{ additionalAlertRelabelConfigs: { secretName: 'a', key: 'b' } }, 'additionalAlertRelabelConfigs', { name: 'a', key: 'b' }],
    [{ query: { lookbackDelta: Duration.minutes(3), maxConcurrency: 5, maxSamples: 10, timeout: Duration.seconds(30) } }, 'query', { lookbackDelta: '3m', maxConcurrency: 5, maxSamples: 10, timeout: '30s' }],
  ])('%j', (props, path, expected) => expect(at(specOf('Prometheus', props), path)).toEqual(expected));

  test.each<[PrometheusProps, string]>([
    [{ remoteRead: [{ url: 'thanos' }] }, '"remoteRead[0].url" is "thanos"'],
    [{ remoteRead: [{ url: 'https://a', spec: { url: 'https://b' } }] }, '"remoteRead[0].spec.url" is written by the option "url"'],
    [{ retentionPercentage: 120, storage: { size: Size.gibibytes(1) } }, '"retentionPercentage" is 120: it must be more than 0 and at most 100'],
    [{ retentionPercentage: 50 }, 'set "storage"'],
    [{ retentionPercentage: 50, retentionSize: Size.gibibytes(1), storage: { size: Size.gibibytes(10) } }, '"retentionSize" is also set: remove one of them'],
    [{ spec: { retention: '3d' } }, '"spec.retention" is written by the option "retention"'],
  ])('%j is an error', (props, message) => expect(errorsOf(MADE.Prometheus(props))).toContain(message));

  test('exemplars that are sent but not stored are reported', () => {
    const remoteWrite = [{ url: 'https://a.example.org', sendExemplars: true }];
    expect(noticesOf(MADE.Prometheus({ remoteWrite })).join('\n')).toContain('[prometheus/exemplars-off]');
    expect(noticesOf(MADE.Prometheus({ remoteWrite, maxExemplars: 1 })).join('\n')).not.toContain('[prometheus/exemplars-off]');
  });

  test.each([[5, 3, true], [6, 3, false], [3, 3, false]])('%i shards with %i zones: reported %s', (shards, zones, isReported) => {
    const shardZones = ['a', 'b', 'c'].slice(0, zones);
    expect(errorsOf(MADE.Prometheus({ shards, shardZones })).includes('[prometheus/shard-uneven]')).toBe(isReported);
  });

  test('clients and the connection to Alertmanager follow the route prefixes', () => {
    const chart = aChart('monitoring');
    const alertmanager = new Alertmanager(chart, 'A', { routePrefix: '/alerts' });
    const prometheus = new Prometheus(chart, 'P', { routePrefix: '/prometheus/', alertmanagers: [alertmanager.reference] });
    expect(prometheus.queryApi?.pathPrefix).toBe('/prometheus');
    expect(theOne(synth(chart), 'Prometheus').spec.alerting.alertmanagers[0].pathPrefix).toBe('/alerts');
  });
});

describe('an Alertmanager', () => {
  test.each<[AlertmanagerProps, string, unknown]>([
    [{ enableFeatures: ['receiver-name-in-metrics'] }, 'enableFeatures', ['receiver-name-in-metrics']],
    [{ spec: { clusterAdvertiseAddress: '10.0.0.1:9094' } }, 'clusterAdvertiseAddress', '10.0.0.1:9094'],
    [{ configSelection: { matchLabels: { b: 'c' } } }, 'alertmanagerConfigSelector', { matchLabels: { b: 'c' } }],
  ])('%j', (props, path, expected) => expect(at(specOf('Alertmanager', props), path)).toEqual(expected));

  test('its routing has receivers of additional kinds', () => {
    const webexConfigs = [{ roomID: 'x', httpConfig: { authorization: { credentials: { name: 'webex', key: 'token' } } } }];
    const config = theOne(synth(MADE.Alertmanager({ routingSpec: { receivers: [{ name: 'null', webexConfigs }] } })), 'AlertmanagerConfig');
    expect(config.spec.receivers).toEqual([{ name: 'null', webexConfigs }]);
    expect(errorsOf(MADE.Alertmanager({ configSecret: 'x', routingSpec: {} }))).toContain('[alertmanager/routing-spec]');
  });
});

describe('a ThanosRuler', () => {
  test.each<[Partial<ThanosRulerProps>, string, unknown]>([
    [{ enforcedNamespaceLabel: 'tenant' }, 'enforcedNamespaceLabel', 'tenant'],
    [{ ruleQueryOffset: Duration.minutes(1) }, 'ruleQueryOffset', '1m'],
    [{ alertDropLabels: ['replica'] }, 'alertDropLabels', ['replica']],
    [{ spec: { queryEndpoints: ['other:10902'] } }, 'queryEndpoints', ['q:10902', 'other:10902']],
  ])('%j', (props, path, expected) => expect(at(specOf('ThanosRuler', props), path)).toEqual(expected));
});
