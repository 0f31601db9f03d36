import { execFile, spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import { Program } from './process';

const SCRIPT = join(__dirname, 'in-pod.js');
const NAMESPACES = '/run/netns';

const found = new Map<string, string>();

/** The network namespace of the pod with this address. */
function namespaceOf(ip: string): string {
  const known = found.get(ip);
  if (known !== undefined) { return known; }
  const file = readdirSync(NAMESPACES).map(name => join(NAMESPACES, name)).find(each => {
    const { stdout } = spawnSync('nsenter', [`--net=${each}`, 'ip', '-4', '-o', 'address'], { encoding: 'utf8' });
    return stdout.includes(` ${ip}/`);
  });
  if (file === undefined) { throw new Error(`no pod has the address ${ip}`); }
  found.set(ip, file);
  return file;
}

/** What runs a program in the network of a pod. */
const entering = (ip: string) => [`--net=${namespaceOf(ip)}`, process.execPath, SCRIPT];

/**
 * Which of these addresses a pod reaches: `tcp://10.66.0.1:9009` by a connection, `udp://10.97.0.10:53` by the answer to a DNS query.
 * Servers of this process respond meanwhile.
 */
export async function reached(ip: string, addresses: readonly string[]): Promise<{ readonly [address: string]: boolean }> {
  const { stdout } = await promisify(execFile)('nsenter', [...entering(ip), 'connect', ...addresses]);
  return JSON.parse(stdout);
}

/** Serves a metric over HTTP, as the pod. */
export function serveInPod(ip: string, ...ports: readonly number[]): Program {
  return new Program('nsenter', [...entering(ip), 'serve', ...ports.map(String)]);
}

/** Forwards UDP requests of the pod to another address. */
export function forwardInPod(ip: string, port: number, to: string): Program {
  return new Program('nsenter', [...entering(ip), 'forward', String(port), to]);
}

/** Deletes the connection tracking entries of a pod: a firewall does not check open connections again. */
export function forgetConnections(ip: string): void {
  for (const side of ['--src', '--dst']) { spawnSync('conntrack', ['-D', side, ip]); }
}
