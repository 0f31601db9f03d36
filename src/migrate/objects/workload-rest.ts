import { listOf, Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { MigratedValue } from '../part';

/** Parameters for listing what the program does not have. */
export interface RestAsked {
  readonly workload: Manifest;
  readonly pod: any;
  /** The container of the component. */
  readonly container: any;
  /** Flags in the program: by options, or because the library sets them itself. */
  readonly inProgram: RegExp;
  readonly flags: readonly string[];
  /** The path of the component's options. */
  readonly option: string;
}

/** Fields of pods that become options, or that this library sets itself. */
const POD_FIELDS_IN_PROGRAM: readonly string[] = [
  'containers', 'nodeSelector', 'tolerations', 'priorityClassName', 'imagePullSecrets', 'serviceAccountName', 'serviceAccount',
  'automountServiceAccountToken', 'securityContext', 'hostNetwork', 'hostPID', 'volumes',
];

/** Fields with the API server's default, which say nothing. */
const DEFAULTS: { readonly [field: string]: unknown } = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  enableServiceLinks: true,
  hostIPC: false,
};

/** Variables that only repeat fields of the pod, and GOGC, which the manifests of upstream set for the operator. */
const isUsualVariable = ({ name, valueFrom }: any) => name === 'GOGC' || valueFrom?.fieldRef !== undefined;

/** The rest of a workload: what the program does not have. Without these results it would be lost silently. */
export function restOf(asked: RestAsked): MigratedValue[] {
  const { workload, pod, container, inProgram, flags, option } = asked;
  const different = (path: string, note: string): MigratedValue => ({ path: `${nameOf(workload)}: ${path}`, outcome: 'different', note });
  const unset = (path: string) => different(path, 'not in the program');
  const cpu = container.resources?.limits?.cpu;
  const others = listOf(pod?.containers).filter(each => each !== container && !isProxy(each)).map(each => textOf(each?.name));
  const variables = listOf(container.env).filter(each => !isUsualVariable(each ?? {})).map(each => textOf(each?.name));
  const fields = Object.keys(pod ?? {}).filter(field => !POD_FIELDS_IN_PROGRAM.includes(field) && pod[field] !== DEFAULTS[field]);
  const replicas = workload.spec?.replicas;
  return [
    ...cpu === undefined ? [] : [different('resources.limits.cpu', `without a CPU limit; the old limit is ${textOf(cpu, String(cpu))}`)],
    ...flags.filter(flag => !inProgram.test(flag))
      .map(flag => different('args', flagNote(flag, option))),
    ...fields.map(unset),
    ...others.map(name => unset(`container ${name}`)),
    ...variables.map(name => unset(`env ${name}`)),
    ...typeof replicas === 'number' && replicas !== 1 ? [different('replicas', `1 instead of ${replicas}`)] : [],
  ];
}

function flagNote(flag: string, option: string): string {
  return `"--${flag}" is not in the program: set it with "${option}.extraArgs" or another option of "${option}"`;
}

function isProxy(container: any): boolean {
  return /(^|\/)kube-rbac-proxy[:@]|(^|\/)kube-rbac-proxy$/.test(textOf(container?.image));
}
