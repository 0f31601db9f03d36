import { imagesIn } from '../../../src/admission/needs/images';
import { secretsNeededBy } from '../../../src/admission/needs/secrets';
import { explain } from '../../../src/scrape-graph/explanation';
import { asHtml } from '../../../src/scrape-graph/views/html';
import { explanationsText } from '../../../src/scrape-graph/views/text';

const MONITORING = 'monitoring.coreos.com/v1';
const object = (apiVersion: string, kind: string, spec: object, metadata: object = {}): any => ({ apiVersion, kind, metadata: { name: 'x', namespace: 'monitoring', ...metadata }, spec });
const pod = (spec: object) => object('v1', 'Pod', spec);
const of = (...manifests: any[]) => secretsNeededBy(manifests).map(({ name, keys, isOptional }) => `${name}[${keys.join()}]${isOptional ? '?' : ''}`);
const KEY = { name: 'a', key: 'k' };

describe('Secrets that an object refers to', () => {
  it.each<[string, any, string[]]>([
    ['a variable', pod({ containers: [{ name: 'x', env: [{ name: 'A', valueFrom: { secretKeyRef: KEY } }] }] }), ['a[k]']],
    ['an optional variable', pod({ containers: [{ name: 'x', env: [{ name: 'A', valueFrom: { secretKeyRef: { ...KEY, optional: true } } }] }] }), ['a[k]?']],
    ['all variables', pod({ containers: [{ name: 'x', envFrom: [{ secretRef: { name: 'a' } }] }] }), ['a[]']],
    ['a volume', pod({ volumes: [{ name: 'v', secret: { secretName: 'a', items: [{ key: 'k', path: 'p' }] } }] }), ['a[k]']],
    ['a projected volume', pod({ volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'a', optional: true } }] } }] }), ['a[]?']],
    ['a volume of a driver', pod({ volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name: 'a' } } }] }), ['a[]']],
    ['a registry', pod({ imagePullSecrets: [{ name: 'a' }] }), ['a[.dockerconfigjson]']],
    ['an Ingress', object('networking.k8s.io/v1', 'Ingress', { tls: [{ hosts: ['h'], secretName: 'a' }] }), ['a[tls.crt,tls.key]']],
    ['remote write', object(MONITORING, 'Prometheus', { remoteWrite: [{ url: 'https://x', basicAuth: { username: { name: 'a', key: 'user' }, password: { name: 'a', key: 'password' } } }] }), ['a[password,user]']],
    ['what a Prometheus mounts', object(MONITORING, 'Prometheus', { secrets: ['a'] }), ['a[]']],
    ['further scrape jobs', object(MONITORING, 'Prometheus', { additionalScrapeConfigs: KEY }), ['a[k]']],
    ['TLS', object(MONITORING, 'ServiceMonitor', { endpoints: [{ tlsConfig: { ca: { configMap: { name: 'no', key: 'k' } }, cert: { secret: KEY }, keySecret: { name: 'b', key: 'k' } } }] }), ['a[k]', 'b[k]']],
    ['a configuration of Alertmanager', object(MONITORING, 'Alertmanager', { configSecret: 'a' }), ['a[alertmanager.yaml]']],
    ['a receiver', object('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig', { receivers: [{ name: 'r', slackConfigs: [{ apiURL: KEY }] }] }), ['a[k]']],
    ['the bucket of a ThanosRuler', object(MONITORING, 'ThanosRuler', { objectStorageConfig: KEY }), ['a[k]']],
    ['a kind without a schema here', object('grafana.integreatly.org/v1beta1', 'GrafanaDatasource', { valuesFrom: [{ valueFrom: { secretKeyRef: KEY } }] }), ['a[k]']],
    ['variables of a kind without a schema here', object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { envFrom: [{ secretRef: { name: 'a' } }] } }), ['a[]']],
    ['a name that a template still makes', pod({ imagePullSecrets: [{ name: '${app}-registry' }] }), []],
    ['a ConfigMap', pod({ containers: [{ name: 'x', envFrom: [{ configMapRef: { name: 'no' } }], env: [{ name: 'A', valueFrom: { configMapKeyRef: KEY } }] }], volumes: [{ name: 'v', configMap: { name: 'no' } }] }), []],
  ])('%s', (_, manifest, expected) => expect(of(manifest)).toEqual(expected));

  it('are not listed if the app creates them', () => {
    const user = pod({ imagePullSecrets: ['secret', 'sealed', 'external', 'certificate', 'issued', 'missing'].map(name => ({ name })) });
    expect(of(
      user, object('v1', 'Secret', {}, { name: 'secret' }), object('bitnami.com/v1alpha1', 'SealedSecret', {}, { name: 'sealed' }),
      object('external-secrets.io/v1', 'ExternalSecret', { target: { name: 'external' } }), object('cert-manager.io/v1', 'Certificate', { secretName: 'certificate' }),
      object('networking.k8s.io/v1', 'Ingress', { tls: [{ secretName: 'issued' }] }, { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } }),
    )).toEqual(['missing[.dockerconfigjson]']);
  });

  it('are looked up in the namespace of the object', () => {
    expect(of(pod({ imagePullSecrets: [{ name: 'a' }] }), object('v1', 'Secret', {}, { name: 'a', namespace: 'other' }))).toEqual(['a[.dockerconfigjson]']);
  });

  it('survive anything', () => {
    for (const spec of [null, 7, [null], { containers: [null, { env: [null, { valueFrom: { secretKeyRef: 'a' } }] }], imagePullSecrets: 'a', volumes: { secret: 1 } }]) { expect(of(pod(spec as any))).toEqual([]); }
    expect(of({}, { kind: 'Pod' }, { kind: 'Ingress', metadata: null })).toEqual([]);
  });
});

describe('explain', () => {
  const manifests = [
    object('apps/v1', 'Deployment', { template: { spec: { containers: [{ name: 'o', image: 'operator:v1', args: ['--prometheus-config-reloader=reloader:v1'] }], imagePullSecrets: [{ name: 'registry' }] } } }),
    object(MONITORING, 'Prometheus', { image: 'prometheus:v3', thanos: { image: 'thanos:v1' }, volumes: [{ name: 'v', rbd: { image: 'no' } }], containers: [{ name: 'p', image: 'proxy:v1' }] }),
  ];

  it('lists every image, including those in flags', () => {
    expect(imagesIn(manifests)).toEqual(['operator:v1', 'prometheus:v3', 'proxy:v1', 'reloader:v1', 'thanos:v1']);
    expect(explain(manifests).images).toEqual(imagesIn(manifests));
  });

  it('lists the Secrets as text, JSON and HTML', () => {
    const explanation = explain(manifests);
    expect(explanation.secrets).toEqual([{ namespace: 'monitoring', name: 'registry', keys: ['.dockerconfigjson'], isOptional: false, by: ['Deployment monitoring/x'] }]);
    expect(explanationsText([explanation])).toContain('Secrets that must exist\n  monitoring/registry: .dockerconfigjson\n    used by Deployment monitoring/x\n');
    expect(asHtml([explanation])).toContain('<summary>Secrets that must exist (1)</summary>');
  });
});
