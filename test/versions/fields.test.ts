import { ComponentVersion } from '../../src/versions/component-version';
import { checkFields } from '../../src/versions/fields';

const process = (kind: string, text: string) => ComponentVersion.parse(kind === 'Alertmanager' ? 'alertmanager' : 'prometheus', 'version', text).version;

// The versions with which prometheus-operator 0.94.1 compares before it writes a field: WithMinimumVersion(...) in pkg/prometheus/promcfg.go,
// version.GTE(...) in pkg/alertmanager/statefulset.go.
const HONORED: readonly (readonly [kind: string, field: string, below: string, since: string])[] = [
  ['Prometheus', 'scrapeProtocols', '2.48.9', '2.49.0'], ['PrometheusAgent', 'scrapeProtocols', '2.48.9', '2.49.0'],
  ['Prometheus', 'otlp', '2.54.9', '2.55.0'], ['PrometheusAgent', 'otlp', '2.54.9', '2.55.0'],
  ['Prometheus', 'ruleQueryOffset', '2.52.9', '2.53.0'],
  ['Prometheus', 'retentionPercentage', '3.10.9', '3.11.0'],
  ['Prometheus', 'enableOTLPReceiver', '2.46.9', '2.47.0'], ['PrometheusAgent', 'enableOTLPReceiver', '2.46.9', '2.47.0'],
  ['Prometheus', 'remoteWriteReceiverMessageVersions', '2.53.9', '2.54.0'], ['PrometheusAgent', 'remoteWriteReceiverMessageVersions', '2.53.9', '2.54.0'],
  ['Prometheus', 'nameValidationScheme', '2.99.9', '3.0.0'], ['PrometheusAgent', 'nameValidationScheme', '2.99.9', '3.0.0'],
  ['Prometheus', 'scrapeFailureLogFile', '2.54.9', '2.55.0'], ['PrometheusAgent', 'scrapeFailureLogFile', '2.54.9', '2.55.0'],
  ['Prometheus', 'convertClassicHistogramsToNHCB', '3.3.9', '3.4.0'], ['PrometheusAgent', 'convertClassicHistogramsToNHCB', '3.3.9', '3.4.0'],
  ['Prometheus', 'nameEscapingScheme', '3.3.9', '3.4.0'], ['PrometheusAgent', 'nameEscapingScheme', '3.3.9', '3.4.0'],
  ['Prometheus', 'scrapeClassicHistograms', '3.4.9', '3.5.0'], ['PrometheusAgent', 'scrapeClassicHistograms', '3.4.9', '3.5.0'],
  ['Prometheus', 'scrapeNativeHistograms', '3.7.9', '3.8.0'], ['PrometheusAgent', 'scrapeNativeHistograms', '3.7.9', '3.8.0'],
  ['PrometheusAgent', 'tsdb', '2.53.9', '2.54.0'],
  ['Alertmanager', 'clusterLabel', '0.25.9', '0.26.0'],
  ['Alertmanager', 'enableFeatures', '0.26.9', '0.27.0'],
  ['Alertmanager', 'limits', '0.27.9', '0.28.0'],
  ['Alertmanager', 'clusterPeerName', '0.29.9', '0.30.0'],
];

test.each(HONORED)('%s.spec.%s is honored exactly from its process version', (kind, field, below, since) => {
  const manifest = { kind, spec: { [field]: {} } };
  expect(checkFields(manifest, process(kind, since))).toEqual([]);
  expect(checkFields(manifest, process(kind, below))).toMatchObject([{ ruleId: 'versions/field-too-new', message: expect.stringContaining(`use ${since} or newer`) }]);
  expect(checkFields({ kind, spec: {} }, process(kind, below))).toEqual([]);
});

test('nothing else depends on the version of the process', () => {
  const fields = new Set(HONORED.map(([, field]) => field));
  const others = ['replicas', 'hostUsers', 'scrapeClasses', 'runtime', 'serviceName'].filter(field => !fields.has(field));
  expect(checkFields({ kind: 'Prometheus', spec: Object.fromEntries(others.map(field => [field, {}])) }, process('Prometheus', '2.45.0'))).toEqual([]);
});
