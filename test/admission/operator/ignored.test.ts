import { agent, effects, env, found, podMonitor, probe, prometheus, rows, ruler, scrapeConfig, secret, serviceMonitor } from './support';

const EP = (field: string) => `spec.endpoints[0].${field}`;

/** Literal thresholds of pkg/prometheus/promcfg.go of 0.94.1: WithMinimumVersion, and the limitKeys. */
describe('fields that are written for a Prometheus of a version or newer', () => {
  const oauth2 = { clientId: { secret: secret('c') }, clientSecret: secret('s'), tokenUrl: 'https://t' };

  test.each<[string, string, object, string]>([
    ['2.48.0', '2.47.2', serviceMonitor({ trackTimestampsStaleness: true }), EP('trackTimestampsStaleness')],
    ['2.26.0', '2.25.2', serviceMonitor({ followRedirects: false }), EP('followRedirects')],
    ['2.35.0', '2.34.0', serviceMonitor({ enableHttp2: false }), EP('enableHttp2')],
    ['2.27.0', '2.26.1', podMonitor({ oauth2 }), 'spec.podMetricsEndpoints[0].oauth2'],
    ['2.43.0', '2.42.0', podMonitor({ proxyFromEnvironment: true }), 'spec.podMetricsEndpoints[0].proxyFromEnvironment'],
    ['2.41.0', '2.40.7', podMonitor({ tlsConfig: { maxVersion: 'TLS13' } }), 'spec.podMetricsEndpoints[0].tlsConfig.maxVersion'],
    ['2.35.0', '2.34.0', podMonitor({ tlsConfig: { minVersion: 'TLS12' } }), 'spec.podMetricsEndpoints[0].tlsConfig.minVersion'],
    ['2.28.0', '2.27.1', serviceMonitor({}, { bodySizeLimit: '1MB' }), 'spec.bodySizeLimit'],
    ['2.47.0', '2.46.0', serviceMonitor({}, { keepDroppedTargets: 5 }), 'spec.keepDroppedTargets'],
    ['2.27.0', '2.26.0', serviceMonitor({}, { labelLimit: 5 }), 'spec.labelLimit'],
    ['2.21.0', '2.20.1', podMonitor({}, { targetLimit: 5 }), 'spec.targetLimit'],
    ['2.49.0', '2.48.1', probe({ scrapeProtocols: ['OpenMetricsText1.0.0'] }), 'spec.scrapeProtocols'],
    ['3.0.0', '2.55.1', probe({ fallbackScrapeProtocol: 'PrometheusText0.0.4' }), 'spec.fallbackScrapeProtocol'],
    ['2.45.0', '2.44.0', serviceMonitor({}, { scrapeClassicHistograms: true }), 'spec.scrapeClassicHistograms'],
    ['2.50.0', '2.49.1', serviceMonitor({}, { nativeHistogramMinBucketFactor: '1.1' }), 'spec.nativeHistogramMinBucketFactor'],
    ['3.8.0', '3.7.3', scrapeConfig({ scrapeNativeHistograms: true }), 'spec.scrapeNativeHistograms'],
    ['2.49.0', '2.48.1', scrapeConfig({ enableCompression: false }), 'spec.enableCompression'],
    ['3.0.0', '2.55.1', scrapeConfig({ nameValidationScheme: 'UTF8' }), 'spec.nameValidationScheme'],
    ['3.4.0', '3.3.1', scrapeConfig({ nameEscapingScheme: 'Dots' }), 'spec.nameEscapingScheme'],
  ])('%s, not %s: %#', (enough, tooOld, manifest, path) => {
    expect(found(manifest, env(tooOld)).filter(each => each.startsWith('ignored/'))).toEqual([expect.stringMatching(new RegExp(` at ${path.replace(/[.[\]]/g, '\\$&')}$`))]);
    expect(rows(manifest, env(enough)).filter(each => each.startsWith('ignored/'))).toEqual([]);
    expect(rows(manifest, env()).filter(each => each.startsWith('ignored/'))).toEqual([]);
  });

  test.each<[string, string, object]>([
    ['2.45.0', '2.44.0', { bodySizeLimit: '1MB' }], ['2.45.0', '2.44.0', { sampleLimit: 3 }], ['2.47.0', '2.46.0', { keepDroppedTargets: 3 }], ['2.53.0', '2.52.0', { runtime: { goGC: 50 } }],
    ['2.55.0', '2.54.1', { scrapeFailureLogFile: 'a' }], ['3.0.0', '2.55.1', { nameValidationScheme: 'UTF8' }], ['3.4.0', '3.3.1', { nameEscapingScheme: 'Dots' }],
    ['3.4.0', '3.3.1', { convertClassicHistogramsToNHCB: true }], ['3.5.0', '3.4.2', { scrapeClassicHistograms: true }], ['3.8.0', '3.7.3', { scrapeNativeHistograms: true }],
    ['3.10.0', '3.9.1', { tsdb: { staleSeriesCompactionThreshold: '0.5' } }], ['3.13.0', '3.12.0', { tsdb: { chunkEncoding: { floats: 'Xor2' } } }],
    ['3.8.0', '3.7.3', { otlp: { labelNameUnderscoreSanitization: true } }], ['3.6.0', '3.5.0', { otlp: { promoteScopeMetadata: true } }], ['3.1.0', '3.0.1', { otlp: { keepIdentifyingResourceAttributes: true } }],
    ['2.33.0', '2.32.1', { enableRemoteWriteReceiver: true }], ['2.54.0', '2.53.2', { remoteWriteReceiverMessageVersions: ['V2.0'] }],
    ['2.54.0', '2.53.2', { remoteWrite: [{ url: 'http://a', messageVersion: 'V2.0' }] }], ['2.50.0', '2.49.1', { remoteWrite: [{ url: 'http://a', queueConfig: { sampleAgeLimit: '1h' } }] }],
    ['3.1.0', '3.0.1', { remoteWrite: [{ url: 'http://a', roundRobinDNS: true }] }], ['2.40.0', '2.39.1', { remoteWrite: [{ url: 'http://a', sendNativeHistograms: true }] }],
    ['3.11.0', '3.10.0', { remoteWrite: [{ url: 'http://a', sigv4: { externalId: 'a' } }] }], ['3.9.0', '3.8.1', { remoteWrite: [{ url: 'http://a', azureAd: { sdk: {}, scope: 'a' } }] }],
  ])('of a Prometheus and an agent: %s, not %s: %j', (enough, tooOld, spec) => {
    for (const of of [prometheus, agent]) {
      expect(effects(of({ ...spec, version: tooOld }))).toEqual(['field-ignored']);
      expect(effects(of({ ...spec, version: enough }))).toEqual([]);
    }
  });

  test.each<[string, string, object]>([
    ['2.39.0', '2.38.0', { tsdb: { outOfOrderTimeWindow: '1h' } }], ['2.53.0', '2.52.0', { ruleQueryOffset: '1m' }], ['2.29.0', '2.28.1', { exemplars: { maxSize: 5 } }],
    ['2.51.0', '2.50.1', { alerting: { alertmanagers: [{ name: 'a', port: 'b', alertRelabelings: [{ action: 'keep' }] }] } }], ['2.48.0', '2.47.0', { alerting: { alertmanagers: [{ name: 'a', port: 'b', sigv4: { region: 'c' } }] } }],
    ['3.11.0', '3.10.0', { retentionPercentage: 80 }], ['2.34.0', '2.33.5', { remoteRead: [{ url: 'http://a', filterExternalLabels: true }] }],
  ])('of a Prometheus: %s, not %s: %j', (enough, tooOld, spec) => {
    expect(effects(prometheus({ ...spec, version: tooOld }))).toEqual(['field-ignored']);
    expect(effects(prometheus({ ...spec, version: enough }))).toEqual([]);
  });

  test('an agent has the window of late samples from a later version', () => {
    expect(effects(agent({ version: '2.53.2', tsdb: { outOfOrderTimeWindow: '1h' } }))).toEqual(['field-ignored']);
    expect(effects(agent({ version: '2.54.0', tsdb: { outOfOrderTimeWindow: '1h' } }))).toEqual([]);
  });

  test('one protocol of the list requires Prometheus 3', () => {
    const monitor = serviceMonitor({}, { scrapeProtocols: ['PrometheusText1.0.0', 'PrometheusText0.0.4'] });
    expect(rows(monitor, env('2.55.0'))).toEqual(['ignored/text-protocol-1']);
    expect(rows(monitor, env('3.0.0'))).toEqual([]);
  });

  test('a field without a value is not reported as ignored', () => {
    expect(rows(prometheus({ version: '2.30.0', enableRemoteWriteReceiver: false, enableFeatures: [], otlp: undefined, exemplars: {} }))).toEqual([]);
  });
});

/** pkg/thanos/operator.go and statefulset.go, and the sidecar in pkg/prometheus/server/statefulset.go. */
describe('fields that are written for a Thanos of a version or newer', () => {
  test.each<[string, string, object]>([
    ['0.38.0', '0.37.2', { ruleQueryOffset: '1m' }], ['0.37.0', '0.36.1', { ruleConcurrentEval: 2 }], ['0.30.0', '0.29.0', { ruleOutageTolerance: '1h' }], ['0.30.0', '0.29.0', { ruleGracePeriod: '1h' }],
    ['0.39.0', '0.38.0', { enableFeatures: ['a'] }], ['0.42.0', '0.41.0', { grpcServerTlsConfig: { curves: ['X25519'] } }],
    ['0.32.0', '0.31.0', { remoteWrite: [{ url: 'http://a', queueConfig: { sampleAgeLimit: '5m' } }] }], ['0.28.0', '0.27.0', { remoteWrite: [{ url: 'http://a', tlsConfig: { minVersion: 'TLS12' } }] }],
  ])('%s, not %s: %j', (enough, tooOld, spec) => {
    expect(effects(ruler({ ...spec, version: tooOld }))).toEqual(['field-ignored']);
    expect(effects(ruler({ ...spec, version: enough }))).toEqual([]);
    expect(effects(ruler(spec))).toEqual([]);
  });

  // `for i, rw := range tr.Spec.RemoteWrite` in pkg/thanos/operator.go removes them only in a copy, from 0.82.0 to 0.94.1
  test.each<[string, string, object]>([
    ['0.38.0', '0.37.2', { roundRobinDNS: true }], ['0.37.0', '0.36.1', { messageVersion: 'V2.0' }],
    ['0.32.0', '0.31.0', { noProxy: 'b', proxyUrl: 'http://p' }], ['0.30.0', '0.29.0', { sendNativeHistograms: true }],
  ])('%s, not %s, and the operator writes it anyway: %j', (enough, tooOld, fields) => {
    const of = (text?: string) => ruler({ remoteWrite: [{ url: 'http://a', ...fields }], version: text });
    expect(effects(of(tooOld))).toEqual(['works-otherwise']);
    expect(effects(of(enough))).toEqual([]);
    expect(effects(of())).toEqual([]);
  });

  test('an identifier of AWS is never written', () => expect(rows(ruler({ remoteWrite: [{ url: 'http://a', sigv4: { externalId: 'x' } }] }))).toEqual(['ignored/thanosruler/remotewrite.sigv4.externalid']));

  test('of a sidecar', () => {
    expect(effects(prometheus({ thanos: { version: '0.28.0', getConfigTimeout: '1m' } }))).toEqual(['field-ignored']);
    expect(effects(prometheus({ thanos: { version: '0.29.0', getConfigTimeout: '1m' } }))).toEqual([]);
  });
});
