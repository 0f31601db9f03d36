import { almostOut, fillingUp, Supply } from './almost-full';
import { FILESYSTEMS, lastOf } from './node-series';
import { AlertDefinition, Context } from '../definition';

const DISK = ['device', 'mountpoint'] as const;

const metric = (name: string, { node }: Context) => `node_filesystem_${name}{${node},${FILESYSTEMS}}`;

const supply = (free: string, of: string, words: string): Supply => ({
  free: context => metric(free, context),
  percent: context => `100 * ${lastOf(metric(free, context), context, ...DISK)} / ${lastOf(metric(of, context), context, ...DISK)}`,
  writable: context => `unless ${lastOf(metric('readonly', context), context, ...DISK)} == 1`,
  labels: DISK,
  volume: 'File system {{ $labels.mountpoint }}',
  words,
});

const SPACE = supply('avail_bytes', 'size_bytes', 'space');
const INODES = supply('files_free', 'files', 'inodes');

const EVICTS = 'The kubelet evicts pods to free space, and images cannot be pulled. Delete old logs and unused images.';
const NO_FILES = 'Without free inodes no file can be created, even if there is free space. Find what creates small files.';

const spaceFillingUp = fillingUp('NodeFilesystemSpaceFillingUp', SPACE,
  'If the trend continues, the kubelet evicts pods to free space. Find what grows: logs, images or data of a pod.');
const almostOutOfSpace = almostOut('NodeFilesystemAlmostOutOfSpace', SPACE, '30m', EVICTS);
const filesFillingUp = fillingUp('NodeFilesystemFilesFillingUp', INODES, NO_FILES);
const almostOutOfFiles = almostOut('NodeFilesystemAlmostOutOfFiles', INODES, '1h', NO_FILES);

/** The kubelet removes images above 85% usage: with more than 15% free, a trend is not a problem yet. */
export const FILESYSTEM_ALERTS: readonly AlertDefinition[] = [
  spaceFillingUp({ severity: 'warning', percent: 15, hours: 24 }),
  spaceFillingUp({ severity: 'critical', percent: 10, hours: 4 }),
  almostOutOfSpace({ severity: 'warning', percent: 5 }),
  almostOutOfSpace({ severity: 'critical', percent: 3 }),
  filesFillingUp({ severity: 'warning', percent: 40, hours: 24 }),
  filesFillingUp({ severity: 'critical', percent: 20, hours: 4 }),
  almostOutOfFiles({ severity: 'warning', percent: 5 }),
  almostOutOfFiles({ severity: 'critical', percent: 3 }),
];
