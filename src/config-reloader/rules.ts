import { listed, rule, shown } from '../validation/rule';

export const NEEDS_VERSION = rule({
  id: 'config-reloader/needs-version',
  severity: 'error',
  message: ({ prop, since, version }: { prop: string; since: string; version: string }) =>
    `"${prop}" requires config reloader ${since} or newer; the version is ${shown(version)}: use a newer version, or remove the option`,
  why: 'An older reloader does not know the flag and exits at startup.',
  example: { prop: 'webConfig', since: '0.69.0', version: '0.68.0' },
});

export const LOCAL_HOST = rule({
  id: 'config-reloader/local-host',
  severity: 'error',
  message: (
    { host }: { host: string },
  ) => `"localHost" is ${shown(host)}, which is not a loopback address: use "localhost", "127.0.0.1" or "::1"`,
  why: 'With another address, the reloader could be reached from outside, or not at all.',
  example: { host: '0.0.0.0' },
});

export const PORT = rule({
  id: 'config-reloader/port',
  severity: 'error',
  message: ({ prop, port, why }: { prop: string; port: number; why: string }) => `"${prop}" is ${port}: ${why}`,
  why: 'Two servers cannot listen on one port of a pod, and the API server rejects invalid port numbers.',
  example: { prop: 'port', port: 9090, why: 'the process that is reloaded listens there: use another port' },
});

export const NOT_MOUNTED = rule({
  id: 'config-reloader/not-mounted',
  severity: 'error',
  message: ({ prop, path, mounts }: { prop: string; path: string; mounts: readonly string[] }) =>
    `"${prop}" is ${shown(path, 200)}, but no volume of the reloader is mounted there or above (${mounts.length === 0
      ? 'it has none'
      : `mounted: ${listed(mounts)}`}): add one to "volumes", such as ReloaderVolume.existing(name, path)`,
  why: 'The reloader\'s own file system is read-only and has no such file: it exits, or watches nothing.',
  example: { prop: 'configFile', path: '/etc/prometheus/config/prometheus.yaml.gz', mounts: [] },
});

export const PATH = rule({
  id: 'config-reloader/path',
  severity: 'error',
  message: ({
    prop, path,
  }: { prop: string; path: string }) => `"${prop}" is ${shown(path, 200)}: use an absolute path, which begins with "/"`,
  why: 'A relative path depends on the working folder of the image.',
  example: { prop: 'watchedDirs', path: 'rules' },
});

export const NOTHING_TO_WATCH = rule({
  id: 'config-reloader/nothing-to-watch',
  severity: 'error',
  message: () => 'neither "configFile" nor "watchedDirs" is set: set what the reloader watches',
  why: 'The reloader would run but never reload anything.',
  example: {},
});

export const LOG = rule({
  id: 'config-reloader/log',
  severity: 'error',
  message: ({
    prop, value, allowed,
  }: { prop: string; value: string; allowed: string }) => `"${prop}" is ${shown(value)}: use one of ${allowed}`,
  why: 'The reloader exits at startup.',
  example: { prop: 'logLevel', value: 'trace', allowed: 'debug, info, warn, error' },
});

// -- attachTo ---------------------------------------------------------------------------------

export const NOT_A_WORKLOAD = rule({
  id: 'config-reloader/not-a-workload',
  severity: 'error',
  message: (
    { kind }: { kind: string },
  ) => `"attachTo" got a ${shown(kind)}: pass a Pod, Deployment, StatefulSet or DaemonSet, as an ApiObject or of cdk8s-plus`,
  why: 'Other kinds run no pods, or run them too briefly to reload anything.',
  example: { kind: 'Service' },
});

export const CONTAINER_EXISTS = rule({
  id: 'config-reloader/container-exists',
  severity: 'error',
  message: ({ workload, name }: { workload: string; name: string }) =>
    `${workload} already has a container ${shown(name)}: set "containerName", or attach only once`,
  why: 'The API server rejects two containers of the same name.',
  example: { workload: 'Deployment "prometheus"', name: 'config-reloader' },
});

export const PORT_TAKEN = rule({
  id: 'config-reloader/port-taken',
  severity: 'error',
  message: ({ workload, port, by }: { workload: string; port: number; by: string }) =>
    `container ${shown(by)} of ${workload} already uses port ${port}: set another "port"`,
  why: 'The containers of a pod share one network: the second server exits with "address already in use".',
  example: { workload: 'Deployment "prometheus"', port: 8080, by: 'proxy' },
});

export const HOST_PORT_TAKEN = rule({
  id: 'config-reloader/host-port-taken',
  severity: 'error',
  message: ({ workload, port, by }: { workload: string; port: number; by: string }) =>
    `${workload} uses the host network, where ${by} uses port ${port}: set another "port"`,
  why: 'On the host\'s network the containers share their ports with the node: the second server exits with "address already in use".',
  example: { workload: 'DaemonSet "agent"', port: 10250, by: 'the kubelet' },
});

export const VOLUME_MISSING = rule({
  id: 'config-reloader/volume-missing',
  severity: 'error',
  message: ({ workload, name, has }: { workload: string; name: string; has: readonly string[] }) =>
    `${workload} has no volume ${shown(name)} (it has ${has.length === 0
      ? 'none'
      : listed(
        has.map(volume => shown(volume)),
      )}): add it there, or let the reloader add it with ReloaderVolume.secret, .configMap or .emptyDir`,
  why: 'The API server rejects a mount without its volume.',
  example: { workload: 'Deployment "prometheus"', name: 'config', has: ['data'] },
});

export const VOLUME_EXISTS = rule({
  id: 'config-reloader/volume-exists',
  severity: 'error',
  message: ({ workload, name }: { workload: string; name: string }) =>
    `${workload} already has a volume ${shown(name)}: use ReloaderVolume.existing for it, or another name`,
  why: 'The API server rejects two volumes of the same name.',
  example: { workload: 'Deployment "prometheus"', name: 'config-out' },
});

export const OUTPUT_UNREAD = rule({
  id: 'config-reloader/output-unread',
  severity: 'warning',
  message: ({ workload, volume }: { workload: string; volume: string }) =>
    `no other container of ${workload} mounts ${shown(
      volume,
    )}, to which the reloader writes the configuration: mount it where the process reads its configuration`,
  why: 'The process would continue to read another file, and reloads would change nothing.',
  example: { workload: 'Deployment "prometheus"', volume: 'config-out' },
});
