import { COMPONENTS } from '../../src/versions/capabilities';
import { ComponentVersion } from '../../src/versions/component-version';
import { checkImage, imageOf, RELEASES } from '../../src/versions/releases';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

test('an image is upstream\'s, with the version as its tag', () => {
  expect(imageOf('kubeStateMetrics')).toBe(`registry.k8s.io/kube-state-metrics/kube-state-metrics:v${RELEASES.kubeStateMetrics.version}`);
  expect(imageOf('kubeStateMetrics', { version: 'v2.13.0' })).toBe('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0');
});

test('a registry replaces the host, and a digest is appended to the tag', () => {
  expect(imageOf('kubeStateMetrics', { version: '2.13.0', registry: 'mirror.example.org:5000/k8s', digest: DIGEST }))
    .toBe(`mirror.example.org:5000/k8s/kube-state-metrics/kube-state-metrics:v2.13.0@${DIGEST}`);
});

test.each(['mirror.example.org', 'mirror', '10.0.0.1:5000', 'mirror.example.org/a/b-c'])('%j is a registry', registry => expect(checkImage(registry, DIGEST)).toEqual([]));
test.each(['', 'https://mirror.example.org', 'mirror.example.org/', 'mirror/A', 'mirror:port', 'a b', 'x'.repeat(300)])('%j is none', registry => {
  expect(checkImage(registry, undefined)).toMatchObject([{ ruleId: 'versions/image-registry' }]);
});
test.each(['', 'v2.20.0', 'sha256:abc', DIGEST.toUpperCase(), `${DIGEST}\n`])('%j is not a digest', digest => {
  expect(checkImage(undefined, digest)).toMatchObject([{ ruleId: 'versions/image-digest' }]);
});

test.each(['alertmanager', 'configReloader', 'kubeStateMetrics', 'nodeExporter', 'prometheus', 'prometheusOperator'] as const)('the pinned release of %s is supported', component => {
  const { findings } = ComponentVersion.parse(component, 'version', RELEASES[component].version);
  expect(findings).toEqual([]);
  expect(ComponentVersion.parse(component, 'version', COMPONENTS[component].newest).version.isAtLeast(RELEASES[component].version)).toBe(true);
});
