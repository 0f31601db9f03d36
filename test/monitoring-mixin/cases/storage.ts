import { inEachWay, lagging, waits } from './variants';
import { AlertCase, Input, ksm, of, OFF, ON } from '../alert-case';

const CLAIM = 'namespace="shop",persistentvolumeclaim="data"';
const volume = (metric: string, node = 'n1') => of('kubelet')(`kubelet_volume_stats_${metric}`, `metrics_path="/metrics",instance="${node}:10250",node="${node}",${CLAIM}`);
const mode = (is: string): Input => ({ [ksm('kube_persistentvolumeclaim_access_mode', `${CLAIM},access_mode="${is}"`)]: ON });
const label = (value: string): Input => ({ [ksm('kube_persistentvolumeclaim_labels', `${CLAIM},label_excluded_from_alerts="${value}"`)]: ON });

interface Names { readonly alert: string; readonly free: string; readonly size: string; readonly used: string }

const DATA = 'persistentvolumeclaim="data"';

/** The same of a claim of the same name in another namespace, of another claim, and of one in another cluster. */
const others = (input: Input): Input => Object.fromEntries(Object.entries(input).flatMap(([series, values]) => [
  [series.replace('namespace="shop"', 'namespace="bank"'), values], [series.replace(DATA, 'persistentvolumeclaim="log"'), values], [series.replace('{', '{cluster="b",'), values],
]));

const filling = ({ alert, free, size, used }: Names): readonly AlertCase[] => {
  const at = (percent: number, node = 'n1'): Input => ({ [volume(free, node)]: `${percent}x600`, [volume(size, node)]: '100x600', [volume(used, node)]: `${100 - percent}x600` });
  const critical = { alert, severity: 'critical', count: 1, fires: at(2), quiet: at(3) } as const;
  // every five minutes; 12% left after six hours and a half, in four days 115200 less
  const sized = (values: string, whole = '100000x200', node = 'n1'): Input => ({ [volume(free, node)]: values, [volume(size, node)]: whole, [volume(used, node)]: '50000x200' });
  const trend = (start: number, step: number, node = 'n1') => sized(`${start}-${step}x200`, '100000x200', node);
  const falling = trend(14_000, 20);
  const warning = { alert, severity: 'warning', count: 1, interval: '5m', at: '450m', fires: falling, quiet: trend(14_000, 0) } as const;
  const inWays = [
    ...waits(1, critical),
    { ...critical, what: 'no earlier than after a minute', interval: '30s', at: '1m', quiet: Object.fromEntries(Object.entries(at(2)).map(([series, values]) => [series, `_ ${values}`])) },
    { ...critical, what: 'on two nodes', fires: { ...at(2), ...at(4, 'n2') }, quiet: { ...at(4), ...at(4, 'n2') } },
    ...notWatched(critical, volume(used)),
    warning,
  ];
  return [
    ...inEachWay(inWays, 'persistentvolumeclaim'),
    ...elsewhere(critical),
    ...[...notWatched(warning, volume(used)), ...elsewhere(warning)].map(each => ({ ...each, fires: shorter(each.fires), quiet: shorter(each.quiet) })),
    { ...warning, what: 'while there is much', quiet: trend(40_000, 20) },
    { ...warning, what: 'not at exactly its threshold', fires: sized('30000-500x30 14999x200'), quiet: sized('30000-500x30 15000x200') },
    { ...warning, what: 'not if it is full and stays so', quiet: sized('0x200') },
    { ...warning, what: 'on two nodes, of which one has not seen it', fires: { ...falling, ...trend(14_000, 0, 'n2') }, quiet: { ...trend(14_000, 0), ...trend(14_000, 0, 'n2') } },
    { ...warning, what: 'on two nodes, of which one sees more free', fires: { ...falling, ...trend(60_000, 20, 'n2') }, quiet: { ...trend(40_000, 60), ...trend(60_000, 60, 'n2') } },
    { ...warning, what: 'on two nodes, of which one sees a larger volume', quiet: { ...trend(40_000, 60), ...sized('40000-60x200', '1000000x200', 'n2') } },
    { ...warning, what: 'no earlier than after 60 minutes', at: '66m', quiet: { ...falling, [volume(used)]: '0x4 50000x200' } },
  ];
};

/** Claims that nobody writes to, those that somebody excludes, and block volumes. */
const notWatched = (each: AlertCase, used: string): readonly AlertCase[] => [
  { ...each, what: 'read only', fires: { ...each.fires, ...mode('ReadWriteOnce') }, quiet: { ...each.fires, ...mode('ReadOnlyMany') } },
  { ...each, what: 'of two modes', fires: { ...each.fires, ...mode('ReadOnlyMany'), ...mode('ReadWriteOnce') }, quiet: { ...each.fires, ...mode('ReadOnlyMany') } },
  { ...each, what: 'excluded', fires: { ...each.fires, ...label('false') }, quiet: { ...each.fires, ...label('true') } },
  { ...each, what: 'block volumes report no use', quiet: { ...each.fires, [used]: each.fires[used].replace(/^\d+/, '0') } },
];

/** What other claims are does not matter. */
const elsewhere = (each: AlertCase): readonly AlertCase[] => [
  {
    ...each,
    what: 'read only, though claims elsewhere are not',
    fires: { ...each.fires, ...others(mode('ReadOnlyMany')) },
    quiet: { ...each.fires, ...mode('ReadOnlyMany'), ...others(mode('ReadWriteMany')) },
  },
  { ...each, what: 'excluded elsewhere', fires: { ...each.fires, ...others(label('true')) }, quiet: { ...each.fires, ...label('true') } },
];

/** As long as what is given every five minutes. */
function shorter(input: Input): Input {
  return Object.fromEntries(Object.entries(input).map(([series, values]) => [series, values.replace('x600', 'x200')]));
}

const claim = (phase: string, is = ON): Input => ({ [ksm('kube_persistentvolumeclaim_status_phase', `${CLAIM},phase="${phase}"`)]: is });
const POD = 'namespace="shop",pod="db-0",uid="7c9f"';
const used: Input = { [ksm('kube_pod_spec_volumes_persistentvolumeclaims_info', `${POD},volume="data",persistentvolumeclaim="data",ephemeral="false"`)]: ON };
const pod = (phase: string): Input => ({ [ksm('kube_pod_status_phase', `${POD},phase="${phase}"`)]: ON });
const anotherPod: Input = Object.fromEntries(Object.entries({ ...used, ...pod('Pending') }).map(([series, values]) => [series.replace('db-0', 'db-1'), values]));

const reason = (name: string, is: string): Input => ({ [ksm('kube_pod_status_reason', `${POD.replace('db-0', name)},reason="${is}"`)]: ON });
/** A pod that waits, and uses another claim. */
const anotherUse: Input = Object.fromEntries(Object.entries(anotherPod).map(([series, values]) => [series.replace('claim="data"', 'claim="log"'), values]));

const PENDING = { alert: 'PersistentVolumeClaimPending', count: 1, fires: { ...claim('Pending'), ...used, ...pod('Pending') } } as const;

const CLAIMS: readonly AlertCase[] = [
  { ...PENDING, quiet: { ...claim('Bound'), ...claim('Pending', OFF), ...claim('Lost', OFF), ...used, ...pod('Pending') } },
  { ...PENDING, what: 'WaitForFirstConsumer: nobody uses it', quiet: claim('Pending') },
  { ...PENDING, what: 'the pod does not wait', quiet: { ...claim('Pending'), ...used, ...pod('Running') } },
  { ...PENDING, what: 'two pods', fires: { ...PENDING.fires, ...anotherPod }, quiet: { ...claim('Pending'), ...used } },
  { ...PENDING, what: 'the pod is gated', quiet: { ...PENDING.fires, [ksm('kube_pod_status_reason', `${POD},reason="SchedulingGated"`)]: ON } },
  { // another claim is used by a pod that waits, another pod waits
    ...PENDING,
    what: 'besides others',
    fires: { ...PENDING.fires, ...reason('db-0', 'NodeLost'), ...reason('db-1', 'SchedulingGated') },
    quiet: { ...claim('Pending'), ...used, ...pod('Running'), ...anotherUse },
  },
  { ...PENDING, what: 'lost', fires: claim('Lost'), quiet: claim('Bound') },
  { ...PENDING, what: 'no earlier than after 15 minutes', at: '16m', quiet: { ...PENDING.fires, ...Object.fromEntries(Object.keys(pod('Pending')).map(series => [series, '0x4 1x600'])) } },
];

const persistentVolume = (phase: string) => ksm('kube_persistentvolume_status_phase', `persistentvolume="pv-1",phase="${phase}"`);

const secondClaim: Input = Object.fromEntries(Object.entries(PENDING.fires).map(([series, values]) => [series.replace('claim="data"', 'claim="log"').replace('volume="data"', 'volume="log"'), values]));

const VOLUMES: readonly AlertCase[] = [
  ...waits(5, { alert: 'KubePersistentVolumeErrors', what: 'failed', count: 1, fires: { [persistentVolume('Failed')]: ON }, quiet: { [persistentVolume('Failed')]: OFF } }),
  { alert: 'KubePersistentVolumeErrors', what: 'pending', count: 1, fires: { [persistentVolume('Pending')]: ON }, quiet: { [persistentVolume('Bound')]: ON } },
];

export const STORAGE: readonly AlertCase[] = [
  ...filling({ alert: 'KubePersistentVolumeFillingUp', free: 'available_bytes', size: 'capacity_bytes', used: 'used_bytes' }),
  ...filling({ alert: 'KubePersistentVolumeInodesFillingUp', free: 'inodes_free', size: 'inodes', used: 'inodes_used' }),
  ...inEachWay(VOLUMES, 'persistentvolume'),
  ...inEachWay(CLAIMS),
  lagging(VOLUMES.find(({ alert }) => alert === 'KubePersistentVolumeErrors')!, 'worse'),
  { ...PENDING, what: 'two claims', count: 2, fires: { ...PENDING.fires, ...secondClaim }, quiet: { ...secondClaim, ...claim('Pending'), ...pod('Running'), [Object.keys(pod('Pending'))[0]]: OFF } },
];
