import { Duration, Size } from 'cdk8s';
import { RemoteWrite, StackSize } from '../../../src';
import { aStack, named, stackObjects } from '../../support/stack';
import { errorsOf, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { kind, podOf } from '../programs';

const prometheus = (options: object) => theOne(stackObjects({ prometheus: options }), 'Prometheus').spec;
const VOLUME = { size: Size.gibibytes(100), storageClassName: 'gp3' };

export const RUNNING: FeatureRow[] = [
  {
    row: 51,
    feature: 'Retention, compression and out-of-order samples, checked against the volume',
    verdict: 'done',
    shows: () => {
      expect(prometheus({ retention: Duration.days(15), outOfOrderTimeWindow: Duration.minutes(10), storage: VOLUME })).toMatchObject({
        retention: '15d', retentionSize: '87040MiB', walCompression: true, tsdb: { outOfOrderTimeWindow: '10m' },
      });
      expect(errorsOf(aStack({ prometheus: { storage: VOLUME, retentionSize: Size.gibibytes(200) } }).chart)).toContain('"retentionSize"');
    },
  },
  {
    row: 52,
    feature: 'Volume claim templates, and the retention of claims',
    verdict: 'partial',
    why: 'Size, class and modes. There are no labels and annotations, no emptyDir, and no persistentVolumeClaimRetentionPolicy.',
    shows: () => expect(prometheus({ storage: { ...VOLUME, accessModes: ['ReadWriteOncePod'] } }).storage.volumeClaimTemplate.spec).toEqual({
      accessModes: ['ReadWriteOncePod'], resources: { requests: { storage: '100Gi' } }, storageClassName: 'gp3',
    }),
  },
  {
    row: 53,
    feature: 'Remote write and read, with presets',
    verdict: 'partial',
    why: 'Seven receivers of remote write have presets. There is no option of remote read.',
    shows: () => expect(prometheus({
      remoteWrite: [RemoteWrite.amazon({ workspaceId: 'ws-1', sigV4: { region: 'eu-central-1' } }), RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', tenant: 'shop' })],
    }).remoteWrite).toMatchObject([
      { url: 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write', sigv4: { region: 'eu-central-1' } },
      { url: 'https://mimir.example.org/api/v1/push', headers: { 'X-Scope-OrgID': 'shop' } },
    ]),
  },
  {
    row: 54,
    feature: 'OTLP receiver, native histograms, exemplars, custom buckets, UTF-8 names',
    verdict: 'partial',
    why: 'UTF-8 names are read in rules. Native histograms and exemplars are only feature flags; there are no options of the OTLP receiver.',
    shows: () => expect(prometheus({ enableFeatures: ['exemplar-storage', 'native-histograms'] }).enableFeatures).toEqual(['exemplar-storage', 'native-histograms']),
  },
  {
    row: 55,
    feature: 'Shards, by zones, with retention',
    verdict: 'done',
    shows: () => expect(prometheus({ shards: 3, shardZones: ['a', 'b', 'c'], shardRetention: Duration.days(2), storage: VOLUME })).toMatchObject({
      shards: 3, shardingStrategy: { mode: 'Topology', topology: { values: ['a', 'b', 'c'] } }, shardRetentionPolicy: { whenScaled: 'Retain', retain: { retentionPeriod: '2d' } },
    }),
  },
  { row: 56, feature: 'VerticalPodAutoscaler', verdict: 'missing', why: 'There is no option; requests follow the size of the cluster, and `explainCosts` computes them.' },
  {
    row: 58,
    feature: 'Anti-affinity, for each shard',
    verdict: 'done',
    shows: () => {
      expect(prometheus({ shards: 2 }).topologySpreadConstraints.map(({ topologyKey, additionalLabelSelectors }: any) => [topologyKey, additionalLabelSelectors])).toEqual([
        ['kubernetes.io/hostname', 'OnShard'], ['topology.kubernetes.io/zone', 'OnShard'],
      ]);
      expect(prometheus({}).affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey).toBe('kubernetes.io/hostname');
    },
  },
  {
    row: 59,
    feature: 'PodDisruptionBudgets',
    verdict: 'done',
    shows: () => {
      const budgets = (props: object) => kind(stackObjects(props), 'PodDisruptionBudget').map(({ metadata, spec }) => [metadata.name, spec.maxUnavailable]);
      expect(budgets({})).toEqual([['alertmanager-main', 1], ['prometheus-main', 1]]);
      expect(budgets({ highAvailability: false })).toEqual([]);
    },
  },
  {
    row: 60,
    feature: 'Topology spread, priority, tolerations, node selector',
    verdict: 'partial',
    why: 'Pods are spread over nodes and zones. There are no own constraints and affinities.',
    shows: () => {
      const objects = stackObjects({ priorityClassName: 'high', nodeSelector: { pool: 'infra' }, tolerations: [{ key: 'infra', operator: 'Exists' }] });
      for (const pod of [theOne(objects, 'Prometheus').spec, theOne(objects, 'Alertmanager').spec, podOf(named(objects, 'Deployment', 'kube-state-metrics'))]) {
        expect(pod).toMatchObject({ priorityClassName: 'high', nodeSelector: { pool: 'infra' }, tolerations: [{ key: 'infra', operator: 'Exists' }] });
      }
    },
  },
  {
    row: 82,
    feature: 'Requests by the size of the cluster',
    verdict: 'done',
    shows: () => {
      const memory = (size: StackSize) => theOne(stackObjects({ size }), 'Prometheus').spec.resources.requests.memory;
      expect([StackSize.SMALL, StackSize.MEDIUM, StackSize.LARGE].map(memory)).toEqual(['600Mi', '4Gi', '16Gi']);
      const containers = stackObjects().filter(({ spec }) => spec?.template?.spec?.containers).flatMap(object => podOf(object).containers);
      expect(containers.filter(({ resources }: any) => !resources?.requests?.memory).map(({ name }: any) => name)).toEqual([]);
    },
  },
];
