import { Context } from '../definition';

/** Real file systems: those in memory and those of images are always full. */
export const FILESYSTEMS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|nsfs|fuse.*",mountpoint!~"/(run|var/lib/kubelet)/.+"';

/** Network devices of the machine, not of pods. */
export const DEVICES = 'device!~"lo|veth.+|cali.+|cilium.+|lxc.+|cni.+|flannel.+|docker.+|br-.+|tunl.+|kube-.+|nodelocaldns"';

/** Disks, without files and memory that appear as disks. */
export const DISKS = 'device!~"loop.+|ram.+|zram.+"';

/** Labels of the machine: `node` is its name in Kubernetes if the target has that label, `instance` the address of the exporter. */
export const MACHINE = ['node', 'instance'] as const;

/** The machine in texts: its name, or its address if the target has no label `node`. */
export const NAME = '{{ or $labels.node $labels.instance }}';

/** One series per machine (and device), whichever exporter pod reports it: a replaced pod must not restart an alert. */
export function machine(series: string, { once }: Context, ...labels: string[]): string {
  return once(series, ...MACHINE, ...labels);
}

/** The last value of a gauge within five minutes: a single failed scrape must not restart an alert. */
export function lastOf(gauge: string, context: Context, ...labels: string[]): string {
  return machine(`last_over_time(${gauge}[5m])`, context, ...labels);
}
