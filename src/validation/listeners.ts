/** The listen address of a process. An empty host means all interfaces. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Undefined if it is unknown. */
  readonly scheme?: 'HTTP' | 'HTTPS';
}

/** The fields of a container that affect its probes. */
export interface ProbedContainer {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly {
    readonly name?: string; readonly containerPort: number; readonly hostPort?: number; readonly protocol?: string;
  }[];
  readonly [field: string]: unknown;
}

/** Flags with a listen address: of Prometheus, Alertmanager, exporters, the config reloader, Thanos, kube-rbac-proxy. */
const ADDRESS_FLAGS = ['listen-address', 'web.listen-address', 'secure-listen-address', 'insecure-listen-address', 'http-address'];

/** The same in two flags, with the default port: of kube-state-metrics. */
const HOST_FLAGS = [
  { host: 'host', port: 'port', otherwise: 8080 },
  { host: 'telemetry-host', port: 'telemetry-port', otherwise: 8081 },
];

/** Whether only the same pod can reach the host. The kubelet, which probes from outside, cannot. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `host:port` for a URL or a listen address: IPv6 in brackets. */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The listen addresses in the flags of a container. Empty if there are none. */
export function listenersOf(container: ProbedContainer): Listener[] {
  const flags = flagsOf([...container.command ?? [], ...container.args ?? []]);
  const addresses = ADDRESS_FLAGS.flatMap(flag => flags.get(flag) ?? []).flatMap(parseAddress);
  const pairs = HOST_FLAGS.flatMap(({
    host, port, otherwise,
  }) => (flags.get(host) ?? []).map(name => ({ host: name, port: Number(flags.get(port)?.[0] ?? otherwise) })));
  return [...addresses, ...pairs];
}

/** `--flag=value` and `--flag value`, with one hyphen or two. */
function flagsOf(words: readonly string[]): Map<string, string[]> {
  const flags = new Map<string, string[]>();
  words.forEach((word, at) => {
    const match = /^--?([a-z][a-z.-]*)(?:=(.*))?$/s.exec(String(word));
    if (!match) { return; }
    const next = words[at + 1];
    const value = match[2] ?? (next !== undefined && !String(next).startsWith('-') ? String(next) : '');
    flags.set(match[1], [...flags.get(match[1]) ?? [], value]);
  });
  return flags;
}

function parseAddress(text: string): Listener[] {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text);
  return match ? [{ host: match[1] ?? match[2], port: Number(match[3]) }] : [];
}
