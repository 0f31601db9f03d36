import { Duration, Size } from 'cdk8s';
import { NameEscapingScheme, NameValidationScheme, WebhookCertificate } from '../../../src';
import { aStack, named, stackObjects } from '../../support/stack';
import { errorsOf, Manifest, noticesOf, ofKind, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';

const VOLUME = { size: Size.gibibytes(100), storageClassName: 'gp3' };
const prometheus = (props: object) => theOne(stackObjects({ prometheus: props }), 'Prometheus').spec;
const wave = ({ metadata }: Manifest) => metadata.annotations?.['argocd.argoproj.io/sync-wave'];

/** Rows about the fields of custom resources, and what the operator does. */
export const ROWS: FeatureRow[] = [
  {
    row: 24,
    feature: 'CustomResourceDefinitions before everything else',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ syncWaves: true });
      expect(ofKind(objects, 'Namespace').map(wave)).toEqual(['-4', '-4']);
      expect(wave(named(objects, 'Deployment', 'prometheus-operator'))).toBe('-2');
      expect(wave(theOne(objects, 'Prometheus'))).toBeUndefined();
      const kinds = objects.map(({ kind }) => kind);
      expect(kinds.indexOf('Namespace')).toBeLessThan(kinds.indexOf('Deployment'));
    },
  },
  {
    row: 50,
    feature: 'Limits of samples, targets, labels and bytes',
    verdict: 'done',
    shows: () => {
      const limits = {
        sampleLimit: 200_000, targetLimit: 500, labelLimit: 60, labelNameLengthLimit: 100, labelValueLengthLimit: 500, keepDroppedTargets: 50, bodySizeLimit: Size.mebibytes(50),
      };
      expect(prometheus({ limits, enforcedNamespaceLabel: 'tenant' })).toMatchObject({
        enforcedSampleLimit: 200_000,
        enforcedTargetLimit: 500,
        enforcedLabelLimit: 60,
        enforcedLabelNameLengthLimit: 100,
        enforcedLabelValueLengthLimit: 500,
        enforcedKeepDroppedTargets: 50,
        enforcedBodySizeLimit: '50MB',
        enforcedNamespaceLabel: 'tenant',
      });
    },
  },
  {
    row: 51,
    feature: 'Retention, compression and out-of-order samples, checked against the volume',
    verdict: 'done',
    shows: () => {
      const tsdb = { staleSeriesCompactionThreshold: '0.5' };
      expect(prometheus({ retention: Duration.days(15), outOfOrderTimeWindow: Duration.minutes(10), storage: VOLUME, spec: { tsdb } })).toMatchObject({
        retention: '15d', retentionSize: '87040MiB', walCompression: true, tsdb: { outOfOrderTimeWindow: '10m', ...tsdb },
      });
      expect(prometheus({ retentionPercentage: 80, storage: VOLUME }).retentionPercentage).toBe(80);
      expect(noticesOf(aStack({ prometheus: { storage: VOLUME, retentionSize: Size.gibibytes(200) } }).chart).join()).toContain('"retentionSize"');
      expect(errorsOf(aStack({ prometheus: { storage: VOLUME, retentionPercentage: 80 }, operator: { version: '0.93.1' } }).chart)).toContain('spec.retentionPercentage');
    },
  },
  {
    row: 52,
    feature: 'Volume claim templates, and the retention of claims',
    verdict: 'done',
    shows: () => {
      const storage = { ...VOLUME, accessModes: ['ReadWriteOncePod'], labels: { backup: 'daily' }, annotations: { 'k8up.io/backup': 'true' }, selector: { disk: 'fast' } };
      const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
      const spec = prometheus({ storage, persistentVolumeClaimRetentionPolicy });
      expect(spec.storage.volumeClaimTemplate).toEqual({
        metadata: { labels: { backup: 'daily' }, annotations: { 'k8up.io/backup': 'true' } },
        spec: { accessModes: ['ReadWriteOncePod'], resources: { requests: { storage: '100Gi' } }, storageClassName: 'gp3', selector: { matchLabels: { disk: 'fast' } } },
      });
      expect(spec.persistentVolumeClaimRetentionPolicy).toEqual(persistentVolumeClaimRetentionPolicy);
      expect(prometheus({ emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }).storage).toEqual({ emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } });
      const ephemeral = { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } } };
      expect(prometheus({ spec: { storage: { ephemeral } } }).storage).toEqual({ ephemeral });
    },
  },
  {
    row: 53,
    feature: 'Remote write and read, with presets',
    verdict: 'done',
    shows: () => {
      const spec = prometheus({
        remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push', spec: { roundRobinDNS: true } }],
        remoteRead: [{ url: 'https://thanos.example.org/api/v1/read', bearerToken: { secretName: 'thanos' }, readRecent: true }],
      });
      expect(spec.remoteWrite).toEqual([{ url: 'https://mimir.example.org/api/v1/push', roundRobinDNS: true }]);
      expect(spec.remoteRead).toEqual([{ url: 'https://thanos.example.org/api/v1/read', authorization: { credentials: { name: 'thanos', key: 'token' } }, readRecent: true }]);
    },
  },
  {
    row: 54,
    feature: 'OTLP receiver, native histograms, exemplars, custom buckets, UTF-8 names',
    verdict: 'done',
    shows: () => {
      expect(prometheus({
        otlpReceiver: { promoteResourceAttributes: ['service.name'] },
        scrapeNativeHistograms: true,
        scrapeClassicHistograms: true,
        convertClassicHistogramsToNhcb: true,
        maxExemplars: 100_000,
        nameValidationScheme: NameValidationScheme.UTF8,
        nameEscapingScheme: NameEscapingScheme.ALLOW_UTF8,
      })).toMatchObject({
        enableOTLPReceiver: true,
        otlp: { promoteResourceAttributes: ['service.name'] },
        scrapeNativeHistograms: true,
        scrapeClassicHistograms: true,
        convertClassicHistogramsToNHCB: true,
        exemplars: { maxSize: 100_000 },
        enableFeatures: ['exemplar-storage'],
        nameValidationScheme: 'UTF8',
        nameEscapingScheme: 'AllowUTF8',
      });
      const notices = noticesOf(aStack({ kubernetesVersion: '1.37', prometheus: { scrapeNativeHistograms: true, enableFeatures: ['exemplar-storge'], externalLabels: { cluster: 'a' } } }).chart).join('\n');
      expect(notices).toContain('did you mean "exemplar-storage"?');
      expect(notices).toContain('_bucket');
    },
  },
  {
    row: 55,
    feature: 'Shards, by zones, with retention',
    verdict: 'done',
    shows: () => {
      expect(prometheus({ shards: 3, shardZones: ['a', 'b', 'c'], shardRetention: Duration.days(2), storage: VOLUME })).toMatchObject({
        shards: 3, shardingStrategy: { mode: 'Topology', topology: { values: ['a', 'b', 'c'] } }, shardRetentionPolicy: { whenScaled: 'Retain', retain: { retentionPeriod: '2d' } },
      });
      expect(errorsOf(aStack({ prometheus: { shards: 5, shardZones: ['a', 'b', 'c'] } }).chart)).toContain('use a multiple of 3 shards, such as 6');
    },
  },
  {
    row: 60,
    feature: 'Topology spread, affinity, priority, tolerations, node selector',
    verdict: 'done',
    shows: () => {
      const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }] }] } } };
      const topologySpreadConstraints = [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} }];
      const placed = { affinity, topologySpreadConstraints };
      const objects = stackObjects({ priorityClassName: 'high', nodeSelector: { pool: 'infra' }, tolerations: [{ key: 'infra', operator: 'Exists' }], prometheus: placed, alertmanager: placed });
      for (const pod of [theOne(objects, 'Prometheus').spec, theOne(objects, 'Alertmanager').spec]) {
        expect(pod).toMatchObject({ priorityClassName: 'high', nodeSelector: { pool: 'infra' }, tolerations: [{ key: 'infra', operator: 'Exists' }] });
        expect([pod.affinity, pod.topologySpreadConstraints]).toEqual([affinity, topologySpreadConstraints]);
      }
    },
  },
  {
    row: 63,
    feature: 'Aggregated roles for users',
    verdict: 'done',
    shows: () => {
      const role = named(stackObjects({ operator: { aggregatedRoles: true } }), 'ClusterRole', 'monitoring-prometheus-operator-edit');
      expect(role.metadata.labels).toMatchObject({ 'rbac.authorization.k8s.io/aggregate-to-edit': 'true', 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' });
      expect(role.rules[0].resources).toEqual(expect.arrayContaining(['prometheusrules', 'servicemonitors']));
      expect(role.rules[0].resources).not.toContain('prometheuses');
    },
  },
  {
    row: 67,
    feature: 'TLS and admission webhooks of the operator',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ operator: { tls: { secretName: 'operator-tls' } }, admissionWebhook: { certificate: WebhookCertificate.issuer('internal-ca') } });
      expect(named(objects, 'Deployment', 'prometheus-operator').spec.template.spec.containers[0].args).toContain('--web.enable-tls=true');
      const name = 'prometheus-operator-admission-webhook';
      expect(theOne(objects, 'Certificate').spec).toMatchObject({ secretName: `${name}-tls`, issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' } });
      expect(ofKind(objects, 'ValidatingWebhookConfiguration').map(({ metadata, webhooks }) => [metadata.annotations['cert-manager.io/inject-ca-from'], webhooks[0].clientConfig.service.path])).toEqual([
        [`monitoring/${name}`, '/admission-prometheusrules/validate'], [`monitoring/${name}`, '/admission-alertmanagerconfigs/validate'],
      ]);
    },
  },
  {
    row: 68,
    feature: 'Namespaces that are watched or denied',
    verdict: 'done',
    shows: () => {
      const argsOf = (props: object) => named(stackObjects(props), 'Deployment', 'prometheus-operator').spec.template.spec.containers[0].args;
      expect(argsOf({ namespaces: ['shop'] })).toContain('--namespaces=monitoring,shop');
      expect(argsOf({ allNamespaces: true, operator: { denyNamespaces: ['kube-system'] } })).toContain('--deny-namespaces=kube-system');
      expect(errorsOf(aStack({ namespaces: ['shop'], allNamespaces: true }).chart)).toContain('"allNamespaces"');
    },
  },
  {
    row: 72,
    feature: 'Types of Services, dual stack, further ports',
    verdict: 'done',
    shows: () => {
      const serviceOptions = {
        type: 'LoadBalancer', loadBalancerClass: 'internal', loadBalancerSourceRanges: ['10.0.0.0/8'], annotations: { lb: 'internal' }, additionalPorts: [{ name: 'proxy', port: 4180 }],
      };
      const objects = stackObjects({ ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'], prometheus: { serviceOptions } });
      const { metadata, spec } = named(objects, 'Service', 'prometheus-main');
      expect([metadata.annotations, spec]).toMatchObject([{ lb: 'internal' }, {
        type: 'LoadBalancer', loadBalancerClass: 'internal', loadBalancerSourceRanges: ['10.0.0.0/8'], ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'],
      }]);
      expect(spec.ports.map(({ name }: any) => name)).toContain('proxy');
      expect(named(objects, 'Service', 'alertmanager-main').spec.ipFamilyPolicy).toBe('PreferDualStack');
    },
  },
];
