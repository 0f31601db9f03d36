import { writeFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { get, mustApply, mustKubectl } from './cluster';
import { Program } from './process';
import { within } from './wait';
import { Manifest } from '../../support/synth';

/** A server of this machine behind an APIService. */
export interface Served {
  readonly objects: readonly Manifest[];
  readonly name: string;
  readonly namespace: string;
  /** An address of the bed; the apiserver has the port 443 of all. */
  readonly address: string;
  readonly folder: string;
  /** Values that a cluster would set: `--flag=from` to `--flag=to`, or folders. */
  readonly replacements?: readonly (readonly [string | RegExp, string])[];
  readonly more?: readonly string[];
}

/** The ServiceAccounts of the pods, with the permissions in their objects. */
export function kubeconfigOf(folder: string, namespace: string, serviceAccount: string): string {
  const token = mustKubectl(['create', 'token', serviceAccount, '-n', namespace]).trim();
  const config = parse(mustKubectl(['config', 'view', '--raw']));
  const file = join(folder, `${serviceAccount}.kubeconfig`);
  writeFileSync(file, stringify({ ...config, users: [{ name: config.users[0].name, user: { token } }] }));
  return file;
}

/** Starts the program with the arguments of its pod, as its ServiceAccount, and points the Service to it: nothing here routes to pods. */
export function serve(command: string, kubeconfigFlags: readonly string[], served: Served): Program {
  const { objects, name, namespace, address, folder, replacements = [], more = [] } = served;
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)!;
  const { containers: [{ args }] } = deployment.spec.template.spec;
  const kubeconfig = kubeconfigOf(folder, namespace, name);
  const here = (args as string[]).map(argument => replacements.reduce<string>((text, [from, to]) => text.replace(from, to), argument));
  const port = Number(here.find(argument => argument.startsWith('--secure-port='))!.slice('--secure-port='.length));
  mustKubectl(['delete', 'service', name, '-n', namespace, '--wait=true']);
  mustApply([{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { type: 'ExternalName', externalName: address } }]);
  for (const { metadata } of objects.filter(({ kind }) => kind === 'APIService')) {
    mustKubectl(['patch', 'apiservice', metadata.name, '--type=merge', '-p', JSON.stringify({ spec: { service: { port } } })]);
  }
  return new Program(command, [...here, `--bind-address=${address}`, ...kubeconfigFlags.map(flag => `--${flag}=${kubeconfig}`), ...more]);
}

export async function available(apiService: string, program: Program): Promise<void> {
  await within(60, `${apiService} is available`, () => {
    const { status: { conditions = [] } = {} as any } = get('apiservice', apiService);
    expect(conditions).toContainEqual(expect.objectContaining({ type: 'Available', status: 'True' }));
  }, () => `${JSON.stringify(get('apiservice', apiService).status)}\n${program.log.slice(-3000)}`);
}
