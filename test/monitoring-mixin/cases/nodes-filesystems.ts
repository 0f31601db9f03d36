import { AlertCase, Input, node, OFF, ON } from '../alert-case';

const of = (name: string, pod: string, more: string) =>
  node(`node_filesystem_${name}`, `instance="10.0.0.1:9100",node="a",namespace="monitoring",pod="node-exporter-${pod}",${more}`);

interface Options {
  readonly free?: string;
  readonly of?: string;
  readonly size?: string;
  readonly readonly?: string;
  readonly disk?: string;
  readonly pod?: string;
}

const ROOT = 'device="/dev/sda1",fstype="ext4",mountpoint="/"';

/** A file system whose free space (or inodes) goes like this, of a hundred thousand. */
const filesystem = (values: string, { free = 'avail_bytes', of: whole = 'size_bytes', size = '100000x700', readonly = OFF, disk = ROOT, pod = 'x1' }: Options = {}): Input => ({
  [of(free, pod, disk)]: values, [of(whole, pod, disk)]: size, [of('readonly', pod, disk)]: readonly,
});
const INODES = { free: 'files_free', of: 'files' };

const level = (severity: string) => ({ severity, count: 1 });

const SPACE: readonly AlertCase[] = [
  { alert: 'NodeFilesystemAlmostOutOfSpace', ...level('warning'), fires: filesystem('4900x600'), quiet: filesystem('5000x600') },
  { alert: 'NodeFilesystemAlmostOutOfSpace', ...level('critical'), fires: filesystem('2900x600'), quiet: filesystem('3000x600') },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    what: 'half an hour from the first minute to the last',
    at: '51m',
    fires: filesystem('9000x20 4000x600'),
    quiet: filesystem('4000x48 9000x600'),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'critical',
    what: 'half an hour from the first minute to the last',
    at: '51m',
    fires: filesystem('9000x20 2000x600'),
    quiet: filesystem('2000x48 9000x600'),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    what: 'not if it is read-only',
    fires: filesystem('0x600'),
    quiet: filesystem('0x600', { readonly: ON }),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    what: 'not of what is in memory',
    fires: filesystem('0x600', { disk: 'device="/dev/nvme0n1p1",fstype="xfs",mountpoint="/var/lib/kubelet"' }),
    quiet: { ...filesystem('0x600', { disk: 'device="tmpfs",fstype="tmpfs",mountpoint="/run"' }), ...filesystem('0x600', { disk: 'device="/dev/sdb",fstype="ext4",mountpoint="/var/lib/kubelet/pods/1"' }) },
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    what: 'a failed scrape does not start it again',
    count: 1,
    at: '45m',
    fires: filesystem('4000x25 stale 4000x600'),
    quiet: filesystem('9000x600'),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    what: 'a replaced exporter does not start it again',
    count: 1,
    at: '45m',
    fires: {
      ...filesystem('4000x25 stale', { size: '100000x25 stale', readonly: '0x25 stale' }),
      ...filesystem('_x28 4000x600', { size: '_x28 100000x600', readonly: '_x28 0x600', pod: 'x2' }),
    },
    quiet: filesystem('9000x600'),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    what: 'one for each mount point',
    count: 2,
    fires: { ...filesystem('4000x600'), ...filesystem('4000x600', { disk: 'device="/dev/sdb1",fstype="ext4",mountpoint="/data"' }) },
    quiet: { ...filesystem('9000x600'), ...filesystem('9000x600', { disk: 'device="/dev/sdb1",fstype="ext4",mountpoint="/data"' }) },
  },
];

const FORECASTS: readonly AlertCase[] = [
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    ...level('warning'),
    what: 'not without a trend',
    at: '8h',
    interval: '5m',
    fires: filesystem('30000-200x120'),
    quiet: filesystem('10800x600'),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    ...level('warning'),
    what: 'not as long as the kubelet removes images',
    at: '8h',
    interval: '5m',
    fires: filesystem('30000-200x120'),
    quiet: filesystem('45000-200x120'),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    ...level('warning'),
    what: 'not if it takes longer than a day',
    at: '8h',
    interval: '5m',
    fires: filesystem('18000-50x120'),
    quiet: filesystem('13000-25x120'),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    ...level('critical'),
    what: 'not if it takes longer than four hours',
    at: '9h',
    interval: '5m',
    fires: filesystem('36500-300x120'),
    quiet: filesystem('22000-125x120'),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    ...level('critical'),
    what: 'not above a tenth',
    at: '4h',
    interval: '5m',
    fires: filesystem('22000-350x120'),
    quiet: filesystem('28400-350x120'),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    what: 'not if it is read-only',
    at: '8h',
    interval: '5m',
    fires: filesystem('30000-200x120'),
    quiet: filesystem('30000-200x120', { readonly: ON }),
  },
  {
    alert: 'NodeFilesystemSpaceFillingUp',
    severity: 'warning',
    what: 'what a replaced exporter said does not hide it',
    count: 1,
    at: '5h',
    interval: '5m',
    fires: {
      ...filesystem('14000x24 stale', { size: '100000x24 stale', readonly: '0x24 stale' }),
      ...filesystem('_x25 14000-100x120', { size: '_x25 100000x600', readonly: '_x25 0x600', pod: 'x2' }),
    },
    quiet: {
      ...filesystem('14000x24 stale', { size: '100000x24 stale', readonly: '0x24 stale' }),
      ...filesystem('_x25 14000x600', { size: '_x25 100000x600', readonly: '_x25 0x600', pod: 'x2' }),
    },
  },
  {
    alert: 'NodeFilesystemFilesFillingUp',
    ...level('warning'),
    at: '8h',
    interval: '5m',
    fires: filesystem('60000-300x120', INODES),
    quiet: filesystem('31200x600', INODES),
  },
  {
    alert: 'NodeFilesystemFilesFillingUp',
    ...level('warning'),
    what: 'not above 40%',
    at: '4h',
    interval: '5m',
    fires: filesystem('50000-300x120', INODES),
    quiet: filesystem('60000-300x120', INODES),
  },
  {
    alert: 'NodeFilesystemFilesFillingUp',
    ...level('critical'),
    what: 'not above 20%',
    at: '4h',
    interval: '5m',
    fires: filesystem('45000-750x120', INODES),
    quiet: filesystem('65000-750x120', INODES),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfFiles',
    ...level('warning'),
    fires: filesystem('4900x600', INODES),
    quiet: filesystem('5000x600', INODES),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfFiles',
    ...level('critical'),
    fires: filesystem('2900x600', INODES),
    quiet: filesystem('3000x600', INODES),
  },
  {
    alert: 'NodeFilesystemAlmostOutOfFiles',
    severity: 'critical',
    what: 'not of a file system that has no inodes',
    fires: filesystem('0x600', INODES),
    quiet: filesystem('0x600', { ...INODES, size: '0x600', disk: 'device="/dev/sda2",fstype="vfat",mountpoint="/boot/efi"' }),
  },
];

/** A forecast holds for half an hour, which is not long enough. */
const lately = (alert: string, severity: string, at: string, fires: Input, quiet: Input): AlertCase =>
  ({ alert, severity, what: 'not before it has been so for an hour', count: 1, at, interval: '5m', fires, quiet });

const LATELY: readonly AlertCase[] = [
  lately('NodeFilesystemSpaceFillingUp', 'warning', '8h', filesystem('30000-200x120'), filesystem('32200-200x120')),
  lately('NodeFilesystemSpaceFillingUp', 'critical', '9h', filesystem('36500-300x120'), filesystem('39400-300x120')),
  lately('NodeFilesystemFilesFillingUp', 'warning', '8h', filesystem('60000-300x120', INODES), filesystem('65800-300x120', INODES)),
  lately('NodeFilesystemFilesFillingUp', 'critical', '4h', filesystem('45000-750x120', INODES), filesystem('48500-750x120', INODES)),
];

const inCluster = (input: Input, cluster: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{cluster="${cluster}",`), values]));

/** In memory, and what a pod has mounted. */
const NOT_REAL = ['device="tmpfs",fstype="tmpfs",mountpoint="/mnt"', 'device="/dev/sdb",fstype="ext4",mountpoint="/var/lib/kubelet/pods/1"'];
const notReal = (make: (options: Options) => Input): Input => Object.assign({}, ...NOT_REAL.map(disk => make({ disk }))) as Input;

const ALMOST: readonly AlertCase[] = ([['Space', {}], ['Files', INODES]] as const).flatMap(([what, options]) => ['warning', 'critical'].map((severity): AlertCase => ({
  alert: `NodeFilesystemAlmostOutOf${what}`, ...level(severity), what: 'not of what is in memory or of a pod', fires: filesystem('0x600', options), quiet: notReal(more => filesystem('0x600', { ...options, ...more })),
}))).concat([['Space', {}], ['Files', INODES]].flatMap(([what, options]) => ['warning', 'critical'].map((severity): AlertCase => {
  const readonly = inCluster(filesystem('0x600', { ...options as Options, readonly: ON }), 'us');
  return {
    alert: `NodeFilesystemAlmostOutOf${what as string}`,
    ...level(severity),
    what: 'of one cluster, read-only in the other',
    fires: { ...inCluster(filesystem('0x600', options as Options), 'eu'), ...readonly },
    quiet: { ...inCluster(filesystem('90000x600', options as Options), 'eu'), ...readonly },
  };
})));

/** What falls to a value, and stays there: the trend of six hours still falls. */
const fallsTo = (value: number, threshold: number, step: number, options?: Options) => filesystem(`${threshold + 30 * step}-${step}x30 ${value}x200`, options);

const EXACTLY: readonly AlertCase[] = ([
  ['NodeFilesystemSpaceFillingUp', 'warning', 15_000, 500, {}], ['NodeFilesystemSpaceFillingUp', 'critical', 10_000, 1000, {}],
  ['NodeFilesystemFilesFillingUp', 'warning', 40_000, 500, INODES], ['NodeFilesystemFilesFillingUp', 'critical', 20_000, 1000, INODES],
] as const).flatMap(([alert, severity, threshold, step, options]): AlertCase[] => {
  const [falls, stays] = [fallsTo(threshold - 100, threshold, step, options), fallsTo(threshold, threshold, step, options)];
  const each = { alert, severity, count: 1, at: '4h', interval: '5m', fires: falls } as const;
  return [
    { ...each, what: 'not at exactly its threshold', quiet: stays },
    { ...each, what: 'not if it is full and stays so', quiet: filesystem('0x200', options) },
    { ...each, what: 'not of what is in memory or of a pod', quiet: notReal(more => fallsTo(threshold - 100, threshold, step, { ...options, ...more })) },
    {
      ...each,
      what: 'not if one of two exporters has seen that it is read-only',
      fires: { ...falls, ...fallsTo(threshold - 100, threshold, step, { ...options, pod: 'x2' }) },
      quiet: { ...fallsTo(threshold - 100, threshold, step, { ...options, readonly: ON }), ...fallsTo(threshold - 100, threshold, step, { ...options, pod: 'x2' }) },
    },
    {
      ...each,
      what: 'of one cluster, read-only in the other',
      fires: { ...inCluster(falls, 'eu'), ...inCluster(fallsTo(threshold - 100, threshold, step, { ...options, readonly: ON }), 'us') },
      quiet: { ...inCluster(stays, 'eu'), ...inCluster(fallsTo(threshold - 100, threshold, step, { ...options, readonly: ON }), 'us') },
    },
  ];
});

const READ_ONLY: readonly AlertCase[] = [
  {
    alert: 'NodeFilesystemFilesFillingUp',
    what: 'not if it is read-only',
    at: '8h',
    interval: '5m',
    fires: filesystem('60000-300x120', INODES),
    quiet: filesystem('60000-300x120', { ...INODES, readonly: ON }),
  },
  { alert: 'NodeFilesystemAlmostOutOfFiles', what: 'not if it is read-only', fires: filesystem('0x600', INODES), quiet: filesystem('0x600', { ...INODES, readonly: ON }) },
];

export const FILESYSTEMS: readonly AlertCase[] = [...SPACE, ...FORECASTS, ...LATELY, ...EXACTLY, ...ALMOST, ...READ_ONLY];
