import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { Agent, request } from 'https';
import { parse } from 'yaml';
import { Manifest } from '../../support/synth';

/** What kubectl said. */
export interface Said {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs kubectl against the bed. */
export function kubectl(args: readonly string[], input?: string): Said {
  const { status, stdout, stderr } = spawnSync('kubectl', args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { ok: status === 0, output: status === 0 ? stdout : `kubectl ${args.join(' ')}: ${stderr}${stdout}` };
}

/** The same, but any failure ends the test with the output of kubectl. */
export function mustKubectl(args: readonly string[], input?: string): string {
  const { ok, output } = kubectl(args, input);
  if (!ok) { throw new Error(output); }
  return output;
}

/** Server-side apply, with unknown fields as errors. Returns what the apiserver rejected, one entry for each object. */
export function apply(objects: readonly object[] | string, ...options: string[]): string[] {
  const input = typeof objects === 'string' ? objects : listOf(objects);
  const command = ['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-', ...options];
  const { status, stderr } = spawnSync('kubectl', command, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const refused = stderr.split('\n').filter(line => line !== '' && !line.startsWith('Warning:'));
  return status === 0 ? [] : refused;
}

export function mustApply(objects: readonly object[] | string): void {
  const refused = apply(objects);
  if (refused.length > 0) { throw new Error(`the API server refused:\n${refused.join('\n')}`); }
}

/**
 * Makes existing objects equal to these, so that other fields are removed. kubectl sends the version that it has just read. If a controller
 * writes the status in between, the apiserver reports a conflict, and the command is repeated.
 */
export function mustReplace(objects: readonly object[], run = kubectl): void {
  for (let attempt = 1; ; attempt++) {
    const { ok, output } = run(['replace', '-f', '-'], listOf(objects));
    if (ok) { return; }
    const errors = output.split('\n').filter(line => line.includes('Error from server'));
    const isOvertaken = errors.length > 0 && errors.every(line => line.includes('(Conflict)'));
    if (!isOvertaken || attempt === 10) { throw new Error(output); }
  }
}

/** An object as the apiserver has it, or a list of them. */
export function get(...args: string[]): any {
  return JSON.parse(mustKubectl(['get', '-o', 'json', ...args]));
}

/** A namespace that enforces the pod security standard "restricted". Objects of an earlier run are deleted. */
export function namespace(name: string, level = 'restricted'): string {
  kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=true', '--timeout=60s']);
  mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': level } } }]);
  return name;
}

/** One JSON document for `kubectl apply`. */
export function listOf(objects: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

/** Creates the CustomResourceDefinitions of a prometheus-operator, and waits until they are served. */
export function installCrds(version: string): void {
  const folder = mustRun('test/conformance/bed/crds.sh', version).trim();
  mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', folder]);
  mustKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
}

/** The definitions of another project, by the variable of its Go module and the folders there. */
export function installCrdsOf(variable: string, ...folders: readonly string[]): void {
  const file = mustRun('test/conformance/bed/crds.sh', '--of', pinned(variable)[0], ...folders).trim();
  mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', file]);
  mustKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
}

/** Including its admission policies: one of the Gateway API rejects definitions that are older than the existing ones. */
export function removeCrds(): void {
  kubectl(['delete', 'validatingadmissionpolicybindings,validatingadmissionpolicies', '--all', '--wait=true', '--timeout=60s']);
  mustKubectl(['delete', 'crd', '--all', '--wait=true', '--timeout=60s']);
}

/** Deletes what a test file has created in its namespaces, and the definitions, without waiting for the namespaces. */
export function cleanUp(...namespaces: readonly string[]): void {
  kubectl(['delete', 'namespace', ...namespaces, '--wait=false']);
  removeCrds();
  disconnect();
}

export function mustRun(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) { throw new Error(`${command} ${args.join(' ')}: ${stderr}`); }
  return stdout;
}

/**
 * The pinned versions of a component, the default one first: `PROMETHEUS_OPERATOR`. Some are not built outside of the full tier: see
 * `pinnedOfTier`.
 */
export function pinned(variable: string): string[] {
  const [, versions] = new RegExp(`^${variable}="([^"]*)"`, 'm').exec(readFileSync('test/conformance/bed/versions.env', 'utf8'))!;
  return versions.split(' ');
}

/** Those that are built in every tier. */
export function pinnedOfTier(variable: string): string[] {
  const component = variable.toLowerCase().replace(/_/g, '-');
  const later = pinned('FULL_TIER');
  return pinned(variable).filter(version => !later.includes(`${component}@${version}`));
}

/** The Kubernetes that the bed has: `1.37`. */
export function kubernetesMinor(): string {
  return pinned('KUBERNETES')[0].slice(1).split('.').slice(0, 2).join('.');
}

/** The release of Prometheus that the bed has: its Go module v0.316.0 is v3.16.0. */
export function prometheusRelease(): string {
  const [, minor, patch] = pinned('PROMETHEUS')[0].split('.');
  return `v${minor.slice(0, -2)}.${Number(minor.slice(-2))}.${patch}`;
}

interface Api {
  readonly server: string;
  readonly token: string;
  readonly agent: Agent;
}

let api: Api | undefined;

function connect(): Api {
  const { clusters: [{ cluster }], users: [{ user }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  return { server: cluster.server, token: user.token, agent: new Agent({ keepAlive: true, maxSockets: 16, ca }) };
}

/** JSON, or the text itself: an APIService whose server does not respond returns "service unavailable". */
function bodyOf(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A request to the apiserver without kubectl, for thousands of them. */
export function call(
  method: string, path: string, body?: object, type = 'application/json',
): Promise<{ readonly status: number; readonly body: any }> {
  api ??= connect();
  const { server, token, agent } = api;
  return new Promise((resolve, reject) => {
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': type };
    const sent = request(`${server}${path}`, { method, agent, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: bodyOf(Buffer.concat(chunks).toString('utf8')) }));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

/** The API path of the objects of a kind, requested once. */
const paths = new Map<string, Promise<(object: Manifest) => string>>();

function pathOf({ apiVersion, kind }: Manifest): Promise<(object: Manifest) => string> {
  const key = `${apiVersion} ${kind}`;
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const found = paths.get(key) ?? call('GET', group).then(({ body }) => {
    const resource = body.resources?.find((each: any) => each.kind === kind && !each.name.includes('/'));
    if (!resource) { throw new Error(`the API server knows no ${key}`); }
    const folder = (of?: string) => resource.namespaced ? `/namespaces/${of}` : '';
    return ({ metadata }: Manifest) => `${group}${folder(metadata.namespace)}/${resource.name}/${metadata.name}`;
  });
  paths.set(key, found);
  return found;
}

/**
 * Applies objects for real, server-side, with `fieldValidation=Strict`, as kubectl and GitOps tools do. Returns what was rejected, one
 * entry for each.
 */
export async function applyStrictly(objects: readonly Manifest[]): Promise<string[]> {
  const refused: string[] = [];
  for (const object of objects) {
    const path = (await pathOf(object))(object);
    const parameters = 'fieldManager=conformance&force=true&fieldValidation=Strict';
    const { status, body } = await call('PATCH', `${path}?${parameters}`, object, 'application/apply-patch+yaml');
    if (status !== 200 && status !== 201) { refused.push(`${object.kind} ${object.metadata.name}: ${body.message}`); }
  }
  return refused;
}

export async function remove(objects: readonly Manifest[]): Promise<void> {
  for (const object of objects) { await call('DELETE', (await pathOf(object))(object)); }
}

export function disconnect(): void {
  api?.agent.destroy();
  api = undefined;
}
