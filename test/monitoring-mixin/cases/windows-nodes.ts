import { withDerived } from './derived';
import { AlertCase, flag, Input, of as ofJob, OFF, ON } from '../alert-case';

/** As a PrometheusStack scrapes windows-exporter: the target has the name of the node. Names and labels are those of windows-exporter 0.31.8 (data/metrics.json). */
const windows = ofJob('windows-exporter');
const target = (pod: string, node = 'win-1') => `instance="10.0.0.7:9182",node="${node}",namespace="monitoring-node-exporter",pod="windows-exporter-${pod}",service="windows-exporter"`;
const I = target('x1');
const of = (metric: string, labels = '', where = I) => windows(metric, labels === '' ? where : `${where},${labels}`);

const level = (severity: string) => ({ severity, count: 1 });

// -- volumes -----------------------------------------------------------------------------------------

interface Volume {
  readonly volume?: string;
  readonly size?: string;
  readonly readonly?: string;
  readonly pod?: string;
}

/** A volume whose free space goes like this, of a hundred thousand. */
function disk(values: string, { volume = 'C:', size = '100000x700', readonly = OFF, pod = 'x1' }: Volume = {}): Input {
  const at = (name: string) => of(`windows_logical_disk_${name}`, `volume="${volume}"`, target(pod));
  return { [at('free_bytes')]: values, [at('size_bytes')]: size, [at('readonly')]: readonly };
}

const FULL = 'WindowsNodeFilesystemAlmostOutOfSpace';
const FILLS = 'WindowsNodeFilesystemSpaceFillingUp';

const SPACE: readonly AlertCase[] = [
  { alert: FULL, ...level('warning'), fires: disk('4900x600'), quiet: disk('5000x600') },
  { alert: FULL, ...level('critical'), fires: disk('2900x600'), quiet: disk('3000x600') },
  { alert: FULL, severity: 'warning', what: 'not of a partition without a drive letter', fires: disk('0x600', { volume: 'D:' }), quiet: disk('0x600', { volume: 'HarddiskVolume4' }) },
  { alert: FULL, severity: 'warning', what: 'a volume that is mounted in a folder', fires: disk('0x600', { volume: 'C:\\\\data' }), quiet: disk('90000x600', { volume: 'C:\\\\data' }) },
  { alert: FULL, what: 'not if it is read-only', fires: disk('0x600'), quiet: disk('0x600', { readonly: ON }) },
  {
    alert: FULL,
    severity: 'warning',
    what: 'a replaced exporter does not start it again',
    count: 1,
    at: '45m',
    fires: { ...disk('4000x25 stale', { size: '100000x25 stale', readonly: '0x25 stale' }), ...disk('_x28 4000x600', { size: '_x28 100000x600', readonly: '_x28 0x600', pod: 'x2' }) },
    quiet: disk('9000x600'),
  },
  { alert: FULL, severity: 'warning', what: 'one for each volume', count: 2, fires: { ...disk('4000x600'), ...disk('4000x600', { volume: 'D:' }) }, quiet: { ...disk('9000x600'), ...disk('9000x600', { volume: 'D:' }) } },
  { alert: FILLS, ...level('warning'), what: 'not without a trend', at: '8h', interval: '5m', fires: disk('30000-200x120'), quiet: disk('10800x600') },
  { alert: FILLS, ...level('warning'), what: 'not as long as the kubelet removes images', at: '8h', interval: '5m', fires: disk('30000-200x120'), quiet: disk('45000-200x120') },
  { alert: FILLS, ...level('warning'), what: 'not if it takes longer than a day', at: '8h', interval: '5m', fires: disk('18000-50x120'), quiet: disk('13000-25x120') },
  { alert: FILLS, ...level('critical'), what: 'not if it takes longer than four hours', at: '9h', interval: '5m', fires: disk('36500-300x120'), quiet: disk('22000-125x120') },
  { alert: FILLS, ...level('warning'), what: 'not before it has been so for an hour', at: '8h', interval: '5m', fires: disk('30000-200x120'), quiet: disk('32200-200x120') },
  { alert: FILLS, ...level('critical'), what: 'not before it has been so for an hour', at: '9h', interval: '5m', fires: disk('36500-300x120'), quiet: disk('39400-300x120') },
  { alert: FILLS, ...level('critical'), what: 'not above a tenth', at: '4h', interval: '5m', fires: disk('22000-350x120'), quiet: disk('28400-350x120') },
  { alert: FILLS, what: 'not if it is read-only', at: '8h', interval: '5m', fires: disk('30000-200x120'), quiet: disk('30000-200x120', { readonly: ON }) },
  { alert: FILLS, severity: 'warning', what: 'not of a partition without a drive letter', at: '8h', interval: '5m', fires: disk('30000-200x120'), quiet: disk('30000-200x120', { volume: 'HarddiskVolume4' }) },
];

const inCluster = (input: Input, cluster: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{cluster="${cluster}",`), values]));

/** What falls to a value, and stays there: the trend of six hours still falls. */
const fallsTo = (value: number, threshold: number, step: number, options?: Volume) => disk(`${threshold + 30 * step}-${step}x30 ${value}x200`, options);

/** For each level, and both alerts: a partition of the system, exactly the threshold, and what another cluster or exporter has. */
const EACH_LEVEL: readonly AlertCase[] = ([
  [FILLS, 'warning', 15_000, 500], [FILLS, 'critical', 10_000, 1000], [FULL, 'warning', 5000, undefined], [FULL, 'critical', 3000, undefined],
] as const).flatMap(([alert, severity, threshold, step]): AlertCase[] => {
  const make = (value: number, options?: Volume) => step === undefined ? disk(`${value}x600`, options) : fallsTo(value, threshold, step, options);
  const [low, enough] = [threshold - 100, threshold];
  const each = { alert, severity, count: 1, ...step !== undefined && { at: '4h', interval: '5m' }, fires: make(low) } as const;
  const readonly = (options: Volume = {}) => make(low, { ...options, readonly: ON });
  return [
    { ...each, what: 'not at exactly its threshold', quiet: make(enough) },
    { ...each, what: 'not of a partition of the system', quiet: make(low, { volume: 'HarddiskVolume4' }) },
    {
      ...each,
      what: 'not if one of two exporters has seen that it is read-only',
      fires: { ...make(low), ...make(low, { pod: 'x2' }) },
      quiet: { ...readonly(), ...make(low, { pod: 'x2' }) },
    },
    {
      ...each,
      what: 'of one cluster, read-only in the other',
      fires: { ...inCluster(make(low), 'eu'), ...inCluster(readonly(), 'us') },
      quiet: { ...inCluster(make(enough), 'eu'), ...inCluster(readonly(), 'us') },
    },
    ...step === undefined ? [] : [
      { ...each, what: 'not if it is full and stays so', quiet: disk('0x200') },
      {
        ...each,
        what: 'each by itself: other volumes that are full and stay so',
        fires: { ...make(low), ...disk('0x200', { volume: 'D:' }) },
        quiet: { ...make(threshold + 5000), ...disk('0x200', { volume: 'D:' }) },
      },
    ],
  ];
});

// -- CPU and memory ----------------------------------------------------------------------------------

/** Two CPUs that are idle for so many seconds of each minute. */
const cpu = (idle: number, where = I, second = idle): Input => Object.fromEntries([['0,0', idle], ['0,1', second]].flatMap(([core, seconds]) =>
  [['idle', Number(seconds)], ['user', 60 - Number(seconds)]].map(([mode, by]) => [of('windows_cpu_time_total', `core="${core}",mode="${mode}"`, where), `0+${by}x600`])));

const part = (alert: string, wanted: string, whole: string, wrong: number, right: number): AlertCase => ({
  alert, count: 1, fires: { [of(wanted)]: `${wrong}x600`, [of(whole)]: '100x600' }, quiet: { [of(wanted)]: `${right}x600`, [of(whole)]: '100x600' },
});

const QUEUE = 'windows_system_processor_queue_length';
const CORES = 'windows_cpu_logical_processor';

const LOAD: readonly AlertCase[] = [
  { alert: 'WindowsNodeCPUHighUsage', count: 1, fires: cpu(3), quiet: cpu(7) },
  { alert: 'WindowsNodeCPUHighUsage', what: 'not at exactly its threshold', fires: cpu(5), quiet: cpu(6), isAtThreshold: true },
  { alert: 'WindowsNodeCPUHighUsage', what: 'on average of its CPUs', count: 1, fires: cpu(8, I, 2), quiet: cpu(10, I, 4) },
  { alert: 'WindowsNodeCPUHighUsage', what: 'without the label node', fires: cpu(3, 'instance="10.0.0.7:9182"'), quiet: cpu(7, 'instance="10.0.0.7:9182"') },
  { alert: 'WindowsNodeSystemSaturation', count: 1, fires: { [of(QUEUE)]: '9x600', [of(CORES)]: '4x600' }, quiet: { [of(QUEUE)]: '8x600', [of(CORES)]: '4x600' } },
  {
    alert: 'WindowsNodeSystemSaturation',
    what: 'although an exporter that has just started reports zeros',
    count: 1,
    fires: { [of(QUEUE)]: '9x600', [of(CORES)]: '4x600', [of(QUEUE, '', target('x2'))]: '0x600', [of(CORES, '', target('x2'))]: '4x600' },
    quiet: { [of(QUEUE)]: '8x600', [of(CORES)]: '4x600', [of(QUEUE, '', target('x2'))]: '0x600', [of(CORES, '', target('x2'))]: '4x600' },
  },
  {
    alert: 'WindowsNodeSystemSaturation',
    what: 'not if the queue is long at some moments alone',
    fires: { [of(QUEUE)]: '9x600', [of(CORES)]: '4x600' },
    quiet: { [of(QUEUE)]: Array.from({ length: 60 }, () => '20 0 0 0 0').join(' '), [of(CORES)]: '4x600' },
  },
  part('WindowsNodeMemoryHighUtilization', 'windows_memory_physical_free_bytes', 'windows_memory_physical_total_bytes', 9, 10),
  part('WindowsNodeCommitLimitNear', 'windows_memory_committed_bytes', 'windows_memory_commit_limit', 91, 90),
  {
    alert: 'WindowsNodeMemoryHighUtilization',
    what: 'a replaced exporter does not start it again',
    count: 1,
    at: '28m',
    fires: {
      [of('windows_memory_physical_free_bytes')]: '5x20 stale',
      [of('windows_memory_physical_total_bytes')]: '100x20 stale',
      [of('windows_memory_physical_free_bytes', '', target('x2'))]: '_x22 5x100',
      [of('windows_memory_physical_total_bytes', '', target('x2'))]: '_x22 100x100',
    },
    quiet: { [of('windows_memory_physical_free_bytes')]: '50x20 5x20', [of('windows_memory_physical_total_bytes')]: '100x600' },
  },
];

// -- network and the exporter ------------------------------------------------------------------------

const NIC = 'nic="Intel[R] Ethernet"';

/** So many of a thousand packets a second. */
const errors = (wrong: string, all: string, count: number): Input => ({
  [of(`windows_net_packets_${wrong}_errors_total`, NIC)]: `0+${60 * count}x600`, [of(`windows_net_packets_${all}_total`, NIC)]: '0+60000x600',
});

const NETWORK: readonly AlertCase[] = ([['Receive', 'received', 'received'], ['Transmit', 'outbound', 'sent']] as const).flatMap(([what, wrong, all]): AlertCase[] => [
  { alert: `WindowsNodeNetwork${what}Errs`, count: 1, fires: errors(wrong, all, 11), quiet: errors(wrong, all, 10) },
  {
    alert: `WindowsNodeNetwork${what}Errs`,
    what: 'not without packets',
    fires: errors(wrong, all, 11),
    quiet: { ...errors(wrong, all, 11), [of(`windows_net_packets_${all}_total`, NIC)]: OFF },
  },
]);

const COLLECTOR = of('windows_exporter_collector_success', 'collector="container"');

const EXPORTER: readonly AlertCase[] = [
  flag('WindowsExporterUnreachable', of('up'), OFF, ON),
  { alert: 'WindowsExporterUnreachable', what: 'not of a node that is gone', at: '40m', fires: { [of('up')]: OFF }, quiet: { [of('up')]: '0x10 stale' } },
  flag('WindowsExporterCollectorFailing', COLLECTOR, OFF, ON),
  { alert: 'WindowsExporterCollectorFailing', what: 'not for a single failure', fires: { [COLLECTOR]: OFF }, quiet: { [COLLECTOR]: '1x20 0x3 1x600' } },
];

export const WINDOWS_NODES: readonly AlertCase[] = withDerived([...SPACE, ...EACH_LEVEL, ...LOAD, ...NETWORK, ...EXPORTER]);
