import { Collected, NOTHING, Patch, add, code, patched, remove } from './collected';
import { Exporter, flagsOf, exporterName, image, monitor, pods, renameIfTaken } from './exporters';
import { isEmpty, isMap } from '../../values/json';
import { count, text } from '../convert';
import { Part } from '../part';

const AT = 'prometheus-node-exporter';
const NODES: Exporter = {
  at: AT,
  option: 'nodeExporter',
  component: 'nodeExporter',
  workload: 'its DaemonSet',
  repository: 'prometheus/node-exporter',
  registry: 'quay.io',
  hasEnvironment: true,
};

/** The chart's default flags exclude file systems that are not disks. The construct excludes the same. */
const USUAL_FLAGS: { readonly [flag: string]: string } = {
  'collector.filesystem.mount-points-exclude': '^/(dev|proc|sys|run/containerd/.+|var/lib/docker/.+|var/lib/kubelet/.+)($|/)',
  'collector.filesystem.fs-types-exclude':
    '^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|'
      + 'proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tracefs|erofs)$',
};
const OWN_FLAGS = ['path.rootfs', 'path.procfs', 'path.sysfs', 'path.udev.data'];

/** @see https://github.com/prometheus-community/helm-charts/tree/prometheus-node-exporter-4.56.1/charts/prometheus-node-exporter */
export const nodeExporterPart: Part = (values, release) => {
  const found = new Collected(values);
  if (!found.isOn('nodeExporter.enabled')) { return NOTHING; }
  const patches: Patch[] = [...image(found, NODES)];
  // the chart's objects are in the namespace of the release, which need not be created
  const own = found.given(`${AT}.namespaceOverride`);
  const shared = found.given('namespaceOverride');
  const usual = text(shared) ? String(shared) : release.namespace;
  const place = text(own) ? String(own) : usual;
  found.option('nodeExporter.namespace', place);
  found.each('mapped', 'nodeExporter.namespace', `${AT}.namespaceOverride`);
  renameIfTaken(found, NODES, exporterName(found, AT, release.name), 'node-exporter');
  flags(found);
  port(found);
  monitor(found, NODES, 'stack.nodeExporter!');
  pods(found, NODES, patches);
  host(found, patches);
  found.value(
    `${AT}.kubeRBACProxy.enabled`,
    [false],
    value => value === true ? (found.option('nodeExporter.authProxy', true), 'nodeExporter.authProxy') : undefined,
  );
  found.each(
    'same',
    'same behavior',
    `${AT}.networkPolicy.enabled`,
    `${AT}.service.portName`,
    `${AT}.service.labels.jobLabel`,
    `${AT}.service.enabled`,
  );
  const statement = patched('stack.nodeExporter!.daemonSet', patches, `From the values of ${AT}.`);
  if (statement) { found.statement(statement); }
  return found.done();
};

/** Flags that enable collectors, and flags without an option. */
function flags(found: Collected): void {
  const path = `${AT}.extraArgs`;
  const { flags: given, others } = flagsOf(found.given(path));
  const enabled = new Set<string>();
  const disabled = new Set<string>();
  const free: [string, string][] = [];
  const left = [...others];
  for (const [flag, value] of given) {
    const [, no, collector] = /^(no-)?collector\.(\w+)$/.exec(flag) ?? [];
    if (collector !== undefined) {
      (no !== undefined || value === 'false' ? disabled : enabled).add(collector);
    } else if (OWN_FLAGS.includes(flag)) {
      left.push(`--${flag}`);
    } else if (flag === 'web.listen-address') {
      const number = /:(\d{1,5})$/.exec(value)?.[1];
      if (number !== undefined && number !== '9100') { found.option('nodeExporter.port', Number(number)); }
    } else if (USUAL_FLAGS[flag] !== value) {
      free.push([flag, value]);
    }
  }
  if (enabled.size > 0) { found.option('nodeExporter.enableCollectors', [...enabled].filter(each => !disabled.has(each)).sort()); }
  // the chart disables no collector, the construct disables some that few nodes support
  found.option('nodeExporter.disableCollectors', [...disabled].sort());
  if (free.length > 0) { found.option('nodeExporter.extraArgs', Object.fromEntries(free)); }
  found.value(path, [], value => {
    if (!Array.isArray(value)) { return undefined; }
    const note = 'enableCollectors, disableCollectors, extraArgs of nodeExporter';
    return left.length > 0 ? ['different', `${note}; ignored, because the construct sets them: ${left.map(code).join(', ')}`] : note;
  });
}

function port(found: Collected): void {
  const wanted = found.given(`${AT}.service.port`);
  if (count(wanted) && wanted !== 9100) { found.option('nodeExporter.port', wanted); }
  for (const key of ['port', 'targetPort']) { found.value(`${AT}.service.${key}`, [9100], value => count(value) && 'nodeExporter.port'); }
  found.value(`${AT}.service.listenOnAllInterfaces`, [], value => value === false
    ? ['same', 'same behavior']
    : ['different', 'it listens only on the address of the node, not on loopback: set "nodeExporter.extraArgs" for another address']);
}

/** Access of the pods to the host. */
function host(found: Collected, patches: Patch[]): void {
  const POD = '/spec/template/spec';
  for (const key of ['hostNetwork', 'hostPID']) {
    found.value(
      `${AT}.${key}`,
      [true],
      value => value === false
        ? (patches.push(key === 'hostPID' ? remove(`${POD}/${key}`) : add(`${POD}/${key}`, false)), 'a patch of its DaemonSet')
        : undefined,
    );
  }
  const propagation = found.given(`${AT}.hostRootFsMount.mountPropagation`);
  const isOff = found.given(`${AT}.hostRootFsMount.enabled`) === false;
  if (isOff || propagation !== undefined && isEmpty(propagation)) {
    patches.push(remove(`${POD}/containers/0/volumeMounts/0/mountPropagation`));
  }
  found.value(
    `${AT}.hostRootFsMount.enabled`, [true], () => ['different', 'the host root is still mounted, read-only and without propagation'],
  );
  found.value(
    `${AT}.hostRootFsMount.mountPropagation`,
    ['HostToContainer'],
    value => text(value) && (patches.push(add(`${POD}/containers/0/volumeMounts/0/mountPropagation`, value)), 'a patch of its DaemonSet'),
  );
  if (propagation !== undefined && isEmpty(propagation)) {
    found.replaceResult(`${AT}.hostRootFsMount.mountPropagation`, 'mapped', 'a patch of its DaemonSet');
  }
  found.value(`${AT}.extraHostVolumeMounts`, [[]], value => {
    if (!Array.isArray(value) || !value.every(each => isMap(each) && text(each.name) && text(each.hostPath) && text(each.mountPath))) {
      return undefined;
    }
    for (const { name, hostPath, mountPath, readOnly, mountPropagation, type } of value) {
      patches.push(
        add(`${POD}/volumes/-`, { name, hostPath: { path: hostPath, ...text(type) && { type } } }),
        add(
          `${POD}/containers/0/volumeMounts/-`,
          { name, mountPath, ...readOnly === true && { readOnly }, ...text(mountPropagation) && { mountPropagation } },
        ),
      );
    }
    return 'patches of its DaemonSet';
  });
}
