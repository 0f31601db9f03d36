import { agent, effects, env, found, prometheus, rows, ruler, secret, version } from './support';
import { readVersion } from '../../../src/admission/operator/shared/version';
import { readDuration } from '../../../src/values/durations';

/** pkg/prometheus/promcfg.go of 0.94.1: NewConfigGenerator, getScrapeClassConfig, appendOTLPConfig. */
describe('a Prometheus', () => {
  test.each<[string, string[]]>([
    ['v2.55.1', []], ['3.5.0', []], ['v3.0.0-rc.1', []], ['2.45', []], ['3', []], ['v3.5.0+build', []], ['', []], ['${PROMETHEUS_VERSION}', []],
    ['latest', ['prometheus/version']], ['v3.x', ['prometheus/version']], ['3.5.0.1', ['prometheus/version']],
    ['v1.8.2', ['prometheus/major']], ['4.0.0', ['prometheus/major']],
  ])('of the version %p', (text, expected) => expect(rows(prometheus({ version: text }))).toEqual(expected));

  test('an operator below 0.77 cannot configure version 3', () => {
    expect(rows(prometheus({ version: 'v3.0.0' }), { operator: version('0.73.2') })).toEqual(['prometheus/major-3']);
    expect(rows(prometheus({ version: 'v3.0.0' }), { operator: version('0.80.1') })).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['one default class', { scrapeClasses: [{ name: 'a', default: true }, { name: 'b' }] }, []],
    ['two default classes', { scrapeClasses: [{ name: 'a', default: true }, { name: 'b', default: true }] }, ['prometheus/default-class']],
    ['a class with a relabeling', { scrapeClasses: [{ name: 'a', relabelings: [{ action: 'hashmod', targetLabel: 'b' }] }] }, ['relabeling/modulus']],
    ['a class with a relabeling of metrics', { scrapeClasses: [{ name: 'a', metricRelabelings: [{ regex: '(', targetLabel: 'b' }] }] }, ['relabeling/regex']],
    ['a class with a certificate alone', { scrapeClasses: [{ name: 'a', tlsConfig: { certFile: '/c' } }] }, ['tls/any-cert-without-key']],
    ['a class with credentials twice', { scrapeClasses: [{ name: 'a', authorization: { credentials: secret('t'), credentialsFile: '/t' } }] }, ['authorization/twice']],
    ['a timeout', { scrapeInterval: '1m', scrapeTimeout: '30s' }, []],
    ['a timeout above the interval', { scrapeInterval: '30s', scrapeTimeout: '1m' }, ['prometheus/timeout']],
    ['a timeout above the usual interval', { scrapeTimeout: '31s' }, ['prometheus/timeout']],
    ['a threshold', { tsdb: { staleSeriesCompactionThreshold: '0.5' } }, []],
    ['a threshold as a number', { tsdb: { staleSeriesCompactionThreshold: 1 } }, []],
    ['a threshold in thousandths', { tsdb: { staleSeriesCompactionThreshold: '500m' } }, []],
    ['a threshold above 1', { tsdb: { staleSeriesCompactionThreshold: '1.1' } }, ['prometheus/stale-series']],
    ['a threshold below 0', { tsdb: { staleSeriesCompactionThreshold: '-0.1' } }, ['prometheus/stale-series']],
    ['a percentage', { retentionPercentage: 80 }, []],
    ['a percentage above 100', { retentionPercentage: '101' }, ['prometheus/retention-percentage']],
    ['a fraction', { tracingConfig: { endpoint: 'a:1', samplingFraction: '0.1' } }, []],
    ['a fraction above 1', { tracingConfig: { endpoint: 'a:1', samplingFraction: '2' } }, ['prometheus/sampling']],
    ['tracing with a certificate alone', { tracingConfig: { endpoint: 'a:1', tlsConfig: { certFile: '/c' } } }, ['tls/any-cert-without-key']],
    ['chunks without timestamps', { tsdb: { chunkEncoding: { floats: 'Xor' } }, enableFeatures: ['st-storage'] }, ['prometheus/chunk-encoding']],
    ['other chunks', { tsdb: { chunkEncoding: { floats: 'Xor2' } }, enableFeatures: ['st-storage'] }, []],
    ['names that do not fit', { otlp: { translationStrategy: 'NoUTF8EscapingWithSuffixes' }, nameValidationScheme: 'Legacy' }, ['prometheus/otlp-names']],
    ['names that fit', { otlp: { translationStrategy: 'NoUTF8EscapingWithSuffixes' }, nameValidationScheme: 'UTF8' }, []],
    ['attributes twice', { otlp: { promoteAllResourceAttributes: true, promoteResourceAttributes: ['a'] } }, ['prometheus/otlp-promote']],
    ['attributes of nothing', { otlp: { ignoreResourceAttributes: ['a'] } }, ['prometheus/otlp-ignore']],
    ['all attributes but some', { otlp: { promoteAllResourceAttributes: true, ignoreResourceAttributes: ['a'] } }, []],
    ['an API server', { apiserverConfig: { host: 'https://a', authorization: { type: 'Basic', credentials: secret('t') } } }, ['authorization/any-basic']],
    ['remoteRead', { remoteRead: [{ url: 'http://a', proxyFromEnvironment: true, proxyUrl: 'http://p' }] }, ['proxy/twice']],
    ['an Alertmanager with two ways', { alerting: { alertmanagers: [{ name: 'a', port: 'web', bearerTokenFile: '/t', basicAuth: { username: secret('u'), password: secret('p') } }] } }, ['prometheus/alertmanager-authentication']],
    ['an Alertmanager with a relabeling', { alerting: { alertmanagers: [{ name: 'a', port: 'web', relabelings: [{ action: 'lowercase' }] }] } }, ['relabeling/no-target']],
    ['an Alertmanager with a relabeling of alerts', { alerting: { alertmanagers: [{ name: 'a', port: 'web', alertRelabelings: [{ action: 'labeldrop', targetLabel: 'a' }] }] } }, ['relabeling/names']],
    ['an Alertmanager', { alerting: { alertmanagers: [{ name: 'a', namespace: 'b', port: 9093, pathPrefix: '/', sigv4: {} }] } }, []],
  ])('with %s', (_title, spec, expected) => expect(rows(prometheus({ version: '3.15.0', ...spec }))).toEqual(expected));

  test.each<[string, string, object, string]>([
    ['2.55.0', '2.54.1', { otlp: { promoteResourceAttributes: ['a'] } }, 'prometheus/otlp'],
    ['3.4.0', '3.3.1', { otlp: { translationStrategy: 'NoTranslation' } }, 'prometheus/otlp-no-translation'],
    ['3.6.0', '3.5.0', { otlp: { translationStrategy: 'UnderscoreEscapingWithoutSuffixes' } }, 'prometheus/otlp-no-suffixes'],
  ])('%s has it, and rejects %s', (enough, tooOld, spec, row) => {
    expect(rows(prometheus({ version: tooOld, ...spec }))).toContain(row);
    expect(rows(prometheus({ version: enough, ...spec }))).toEqual([]);
  });

  test('without any selector the operator does not configure it, so nothing of it is checked', () => {
    const remoteWrite = [{ url: 'https://x', sigv4: { accessKey: secret('a') } }];
    expect(found(prometheus({ serviceMonitorSelector: undefined, remoteWrite }))).toEqual(['prometheus/unmanaged at spec.remoteWrite']);
    expect(effects(prometheus({ serviceMonitorSelector: undefined, remoteWrite }))).toEqual(['field-ignored']);
    expect(rows(prometheus({ serviceMonitorSelector: undefined, scrapeConfigSelector: {}, remoteWrite }))).toEqual(['sigv4/one-key']);
    expect(rows(agent({ remoteWrite }))).toEqual(['sigv4/one-key']);
  });

  test('an external label that the operator also sets is ignored', () => {
    expect(found(prometheus({ externalLabels: { prometheus: 'a', cluster: 'b' } }))).toEqual(['prometheus/external-labels at spec.externalLabels["prometheus"]']);
    expect(rows(prometheus({ externalLabels: { prometheus: 'a' }, prometheusExternalLabelName: '' }))).toEqual([]);
    expect(rows(prometheus({ externalLabels: { replica: 'a' }, replicaExternalLabelName: 'replica' }))).toEqual(['prometheus/external-labels']);
    expect(rows(prometheus({ externalLabels: { cluster: 'a', region: 'b' } }))).toEqual([]);
  });

  test('a limit above the enforced one is ignored', () => {
    expect(rows(prometheus({ sampleLimit: 10, enforcedSampleLimit: 5 }))).toEqual(['prometheus/limit-samplelimit']);
    expect(rows(prometheus({ sampleLimit: 5, enforcedSampleLimit: 10 }))).toEqual([]);
    expect(rows(prometheus({ sampleLimit: 5, enforcedSampleLimit: 0 }))).toEqual([]);
  });
});

/** validateRemoteWriteSpec in pkg/prometheus/operator.go, and its cases in operator_test.go. */
describe('remoteWrite to Azure', () => {
  const id = '00000000-a12b-3cd4-e56f-000000000000';
  const azure = (azureAd: object) => ({ remoteWrite: [{ url: 'http://example.com', azureAd }] });

  test.each<[string, object, string[]]>([
    ['a managed identity', { cloud: 'AzureGovernment', managedIdentity: { clientId: id } }, []],
    ['OAuth', { oauth: { clientId: id, clientSecret: secret('azure'), tenantId: id } }, []],
    ['an SDK', { sdk: { tenantId: id } }, []],
    ['a workload identity', { workloadIdentity: { clientId: id, tenantId: id } }, []],
    ['nothing', { cloud: 'AzureGovernment' }, ['remote-write/azure-none']],
    ['an identity and OAuth', { managedIdentity: { clientId: id }, oauth: { clientId: id, clientSecret: secret('a'), tenantId: id } }, ['remote-write/azure-managedidentity-oauth']],
    ['OAuth and an SDK', { oauth: { clientId: id, clientSecret: secret('a'), tenantId: id }, sdk: {} }, ['remote-write/azure-oauth-sdk']],
    ['an identity and an SDK', { managedIdentity: { clientId: id }, sdk: {} }, ['remote-write/azure-managedidentity-sdk']],
    ['an identity and a workload', { managedIdentity: { clientId: id }, workloadIdentity: { clientId: id, tenantId: id } }, ['remote-write/azure-managedidentity-workloadidentity']],
    ['an SDK and a workload', { sdk: {}, workloadIdentity: { clientId: id, tenantId: id } }, ['remote-write/azure-sdk-workloadidentity']],
    ['OAuth of no id', { oauth: { clientId: 'invalid', clientSecret: secret('a'), tenantId: id } }, ['remote-write/azure-oauth-client']],
    ['a workload of no id', { workloadIdentity: { clientId: 'invalid', tenantId: id } }, ['remote-write/azure-workload-client']],
    ['a workload of no tenant', { workloadIdentity: { clientId: id, tenantId: 'invalid' } }, ['remote-write/azure-workload-tenant']],
  ])('%s', (_title, azureAd, expected) => {
    expect(rows(prometheus({ version: '3.15.0', ...azure(azureAd) }))).toEqual(expected);
    expect(rows(agent({ version: '3.15.0', ...azure(azureAd) }))).toEqual(expected);
  });

  test.each<[string, string, object, string]>([
    ['3.5.0', '3.4.0', { managedIdentity: {} }, 'remote-write/azure-client-id'],
    ['2.48.0', '2.47.0', { oauth: { clientId: id, clientSecret: secret('a'), tenantId: id } }, 'remote-write/oauth'],
    ['2.52.0', '2.51.0', { sdk: {} }, 'remote-write/sdk'],
    ['3.7.0', '3.6.0', { workloadIdentity: { clientId: id, tenantId: id } }, 'remote-write/workloadIdentity'],
  ])('in %s and newer, not in %s', (enough, tooOld, azureAd, row) => {
    expect(rows(prometheus({ version: tooOld, ...azure(azureAd) }))).toEqual([row]);
    expect(rows(prometheus({ version: enough, ...azure(azureAd) }))).toEqual([]);
  });

  test('and a second authentication method', () => {
    const remoteWrite = [{ url: 'http://example.com', azureAd: { sdk: {} }, basicAuth: { username: secret('u'), password: secret('p') } }];
    expect(rows(prometheus({ version: '3.15.0', remoteWrite }))).toEqual(['remote-write/authentication']);
  });

  test('a relabeling that the operator does not check, and Prometheus does', () => {
    const remoteWrite = [{ url: 'http://example.com', writeRelabelConfigs: [{ action: 'labeldrop', regex: 'a', replacement: 'b' }] }];
    expect(found(prometheus({ remoteWrite }))).toEqual(['write-relabeling/names at spec.remoteWrite[0].writeRelabelConfigs[0].replacement']);
    expect(effects(prometheus({ remoteWrite }))).toEqual(['invalid-at-reload']);
  });
});

/** pkg/thanos/statefulset.go and operator.go of 0.94.1. */
describe('a ThanosRuler', () => {
  test.each<[string, object, string[]]>([
    ['endpoints', {}, []],
    ['a configuration', { queryEndpoints: [], queryConfig: secret('q') }, []],
    ['neither', { queryEndpoints: [] }, ['thanos-ruler/no-query']],
    ['a version', { version: 'v0.40.1' }, []],
    ['no version', { version: 'main' }, ['thanos-ruler/version']],
    ['remoteWrite of an old Thanos', { version: '0.23.0', remoteWrite: [{ url: 'http://a' }] }, ['thanos-ruler/remote-write']],
    ['remoteWrite', { version: '0.24.0', remoteWrite: [{ url: 'http://a' }] }, []],
    ['an identity without an id', { version: '0.40.0', remoteWrite: [{ url: 'http://a', azureAd: { managedIdentity: {} } }] }, []],
    ['the same below 0.40', { version: '0.39.0', remoteWrite: [{ url: 'http://a', azureAd: { managedIdentity: {} } }] }, ['thanos-ruler/azure-client-id']],
    ['an identity that Thanos never has', { version: '0.40.0', remoteWrite: [{ url: 'http://a', azureAd: { workloadIdentity: {} } }] },
      ['remote-write/azure-none-of-thanos']],
  ])('with %s', (_title, spec, expected) => expect(rows(ruler(spec))).toEqual(expected));
});

/** BuildArgs in pkg/operator/argument.go. */
describe('additionalArgs', () => {
  const args = (...names: string[]) => ({ additionalArgs: names.map(name => ({ name, value: 'x' })) });

  test.each<[string, object, number]>([
    ['an argument of Prometheus', args('scrape.discovery-reload-interval'), 0],
    ['the configuration', args('config.file'), 1],
    ['the path of the storage', args('storage.tsdb.path'), 1],
    ['its negation', args('no-storage.tsdb.path'), 1],
    ['compression, which is set', { ...args('no-storage.tsdb.wal-compression'), walCompression: true, version: '3.5.0' }, 1],
    ['compression, which is not', args('storage.tsdb.wal-compression'), 0],
    ['the URL, which is set', { ...args('web.external-url'), externalUrl: 'https://a' }, 1],
    ['the URL, which is not', args('web.external-url'), 0],
    ['the usual reload', args('web.enable-lifecycle'), 1],
    ['another reload', { ...args('web.enable-lifecycle'), reloadStrategy: 'ProcessSignal' }, 0],
    ['features, which are set', { ...args('enable-feature'), enableFeatures: ['a'], version: '3.5.0' }, 1],
    ['the usual level', { ...args('log.level'), logLevel: 'info' }, 0],
    ['another level', { ...args('log.level'), logLevel: 'debug' }, 1],
    ['retention of an old Prometheus', { ...args('storage.tsdb.retention.time'), version: '3.10.0' }, 1],
    ['retention, which is in the configuration from 3.11 on', { ...args('storage.tsdb.retention.time'), version: '3.11.0' }, 0],
  ])('%s', (_title, spec, errors) => expect(rows(prometheus(spec))).toEqual(Array.from({ length: errors }, () => 'additional-args/prometheus')));

  test('for an agent, a ruler and a sidecar', () => {
    expect(rows(agent(args('storage.agent.path')))).toEqual(['additional-args/agent']);
    expect(rows(agent(args('storage.tsdb.path')))).toEqual([]);
    expect(rows(ruler(args('data-dir', 'query', 'web.prefix-header')))).toEqual(['additional-args/thanos-ruler', 'additional-args/thanos-ruler']);
    expect(found(prometheus({ thanos: args('prometheus.url', 'shipper.upload-compacted') }))).toEqual(['additional-args/thanos-sidecar at spec.thanos.additionalArgs[0].name']);
  });
});

describe('an agent', () => {
  test('that writes "storage" twice', () => {
    const tsdb = { outOfOrderTimeWindow: '1h', staleSeriesCompactionThreshold: '0.5' };
    expect(effects(agent({ version: '3.13.0', tsdb }))).toEqual(['invalid-at-reload']);
    expect(rows(agent({ version: '3.13.0', tsdb: { outOfOrderTimeWindow: '1h' } }))).toEqual([]);
    expect(rows(prometheus({ version: '3.13.0', tsdb }))).toEqual([]);
  });
});

/** TestParseDuration of prometheus/common, model/time_test.go. */
test.each<[string, number | undefined]>([
  ['0', 0], ['0w', 0], ['0s', 0], ['324ms', 324], ['3s', 3000], ['5m', 300_000], ['1h', 3_600_000], ['4d', 345_600_000], ['4d1h', 349_200_000], ['14d', 1_209_600_000], ['3w', 1_814_400_000],
  ['3w2d1h', 1_990_800_000], ['10y', 315_360_000_000], ['1', undefined], ['1y1m1d', undefined], ['-1w', undefined], ['1.5d', undefined], ['d', undefined], ['294y', undefined],
  ['200y10400w', undefined], ['107675d', undefined], ['', undefined], ['1m1m', undefined], ['1h30m', 5_400_000], ['1 h', undefined],
])('the duration %p is %p', (text, milliseconds) => expect(readDuration(text)).toBe(milliseconds));

/** Precedence in the specification of semantic versions, and what ParseTolerant of blang/semver accepts. */
test('versions are compared as semver does', () => {
  const ordered = ['2.9.0', '2.10.0', '3.0.0-alpha', '3.0.0-alpha.1', '3.0.0-beta.2', '3.0.0-beta.11', '3.0.0-rc.0', '3.0.0-rc.1', '3.0.0', '3.0.1'];
  ordered.forEach((text, at) => ordered.forEach((other, i) => expect([text, other, readVersion(text)!.isAtLeast(other)]).toEqual([text, other, at >= i])));
  expect(env().prometheus).toBeUndefined();
});
