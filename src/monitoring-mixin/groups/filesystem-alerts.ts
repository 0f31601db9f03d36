import { FILESYSTEMS, lastOf, machine, NAME } from './node-series';
import { AlertDefinition, Context } from '../definition';

/** What a file system can run out of. */
interface Resource {
  readonly free: string;
  readonly of: string;
  /** In the words of an alert: "space". */
  readonly words: string;
}

const SPACE: Resource = { free: 'avail_bytes', of: 'size_bytes', words: 'space' };
const INODES: Resource = { free: 'files_free', of: 'files', words: 'inodes' };

const DISK = ['device', 'mountpoint'] as const;

const metric = (name: string, { node }: Context) => `node_filesystem_${name}{${node},${FILESYSTEMS}}`;

const percentFree = ({ free, of }: Resource, context: Context) =>
  `100 * ${lastOf(metric(free, context), context, ...DISK)} / ${lastOf(metric(of, context), context, ...DISK)}`;

/** A file system that nobody can write to does not fill up. */
const writable = (context: Context) => `unless ${lastOf(metric('readonly', context), context, ...DISK)} == 1`;

interface Level {
  readonly severity: 'warning' | 'critical';
  readonly percent: number;
}

const almostOut = (alert: string, resource: Resource, after: string, description: string) =>
  ({ severity, percent }: Level): AlertDefinition => ({
    alert,
    severity,
    for: after,
    threshold: percent,
    expr: (context, below) => `${percentFree(resource, context)} < ${below} ${writable(context)}`,
    summary: `File system {{ $labels.mountpoint }} of ${NAME} has {{ $value | printf "%.1f" }}% of its ${resource.words} free.`,
    description,
  });

/** The trend of six hours. The series are joined first: else that of a replaced exporter predicts from old values for six hours. */
const predicted = ({ free }: Resource, hours: number, context: Context) =>
  `predict_linear(${machine(metric(free, context), context, ...DISK)}[6h:5m], ${hours * 3600}) < 0`;

const fillingUp = (alert: string, resource: Resource, description: string) =>
  ({ severity, percent, hours }: Level & { readonly hours: number }): AlertDefinition => ({
    alert,
    severity,
    for: '1h',
    threshold: percent,
    expr: (context, below) => `${percentFree(resource, context)} < ${below} and ${predicted(resource, hours, context)} ${writable(context)}`,
    summary: `File system {{ $labels.mountpoint }} of ${NAME} has {{ $value | printf "%.1f" }}% of its ${resource.words} free`
    + ` and will run out within ${hours} hours.`,
    description,
  });

const EVICTS = 'The kubelet evicts pods to free space, and images cannot be pulled.';
const NO_FILES = 'Without free inodes no file can be created, even if there is free space.';

const spaceFillingUp = fillingUp('NodeFilesystemSpaceFillingUp', SPACE, 'If the trend continues, the kubelet evicts pods to free space.');
const almostOutOfSpace = almostOut('NodeFilesystemAlmostOutOfSpace', SPACE, '30m', EVICTS);
const filesFillingUp = fillingUp('NodeFilesystemFilesFillingUp', INODES, NO_FILES);
const almostOutOfFiles = almostOut('NodeFilesystemAlmostOutOfFiles', INODES, '1h', NO_FILES);

/** The kubelet removes images from 85% of use on: above 15% free, a trend is not yet a problem. */
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
