import {
  askedServer, deleted, deletedFirst, deletedKubelets, FIELD_MANAGERS, identitiesOf, resourceNames, queryOf, restored, rolledOut, settled,
  stopped, WITHOUT_SERVER_FIELDS,
} from './commands';
import { leftoversOf } from './leftovers';
import { deletionsOf, namespaceFlag, PlanObject, referenceOf } from './objects';
import { longestFor } from './pending';
import { word } from './shell';
import { Adopted, isHelmRelease, Situation } from './situation';
import { Check, Files, Step } from './step';
import { rollback } from './steps-before';

// The migration itself, and its verification.

const apply = ({ dist }: Files) => `kubectl apply --server-side --force-conflicts ${dist.map(path => `-f ${word(path)}`).join(' ')}`;

export function handOver(situation: Situation, files: Files): Step {
  const { monitors, custom, adopted, remade, portHolders, portSeekers, added, newOperator } = situation;
  const workloads = situation.ours.filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  const names = remade.map(({ chart: { kind, name } }) => `${kind} ${name}`).join(', ');
  return {
    id: 'apply',
    title: 'Hand over',
    why: [
      'Run these commands without a pause.',
      ...monitors.length > 0
        ? [
          'No operator runs, so Prometheus scrapes as before. Then the new operator replaces the monitors of the chart with the new ones '
            + 'in one configuration: no target is scraped twice.',
        ]
        : [],
      'Fields that only the chart sets are removed from objects that stay, because server-side apply would keep them.',
      ...remade.length > 0 ? [`Objects with immutable fields are deleted and created again: ${names}.`] : [],
      ...portHolders.length > 0
        ? [
          'The pods of the new DaemonSet stay Pending until the old DaemonSet is deleted, because both use the same host port. No command '
            + 'waits for them before.',
        ]
        : [],
      'Prometheus and Alertmanager restart once.',
    ].join(' '),
    commands: [
      ...deleted(monitors),
      ...adopted.filter(each => !remade.includes(each)).flatMap(patchOf),
      ...deletionsOf(remade.map(each => each.chart)),
      apply(files),
      ...deletionsOf(portHolders),
      ...newOperator ? [rolledOut(newOperator)] : [],
      ...settled(custom.map(each => each.ours)),
    ],
    checks: [
      ...workloads.map(workload => ({ command: rolledOut(workload) })),
      sameObjects(situation),
    ],
    back: [
      ...stopped(situation),
      ...restored(situation, files.manifest),
      ...deleted(added.filter(object => !deletedFirst(situation).includes(object))),
    ],
    ...namespacesNote(added, portSeekers),
  };
}

function namespacesNote(added: readonly PlanObject[], portSeekers: readonly PlanObject[]): Pick<Step, 'backNote'> {
  const names = added.filter(({ kind }) => kind === 'Namespace')
    .map(({ name }) => name)
    .filter(name => portSeekers.some(({ namespace }) => namespace === name));
  return names.length === 0 ? {} : { backNote: `The namespace ${names.join(', ')} remains, and is empty.` };
}

function patchOf({ chart, ours }: Adopted): string[] {
  const patch = leftoversOf(chart, ours);
  return patch === undefined
    ? []
    : [`kubectl patch ${referenceOf(ours)}${namespaceFlag(ours)} --type=merge -p ${word(JSON.stringify(patch))}`];
}

function sameObjects(situation: Situation): Check {
  return { command: `${identitiesOf(situation)} | diff before.txt -`, prints: '' };
}

/** Data from before the migration can still be queried. */
function oldSamples(situation: Situation): Check[] {
  const server = askedServer(situation);
  return server === undefined ? [] : [{ command: queryOf(server, '"count(up @ $(cat before.time)) > bool 0"'), prints: '{} => 1' }];
}

export function verify(situation: Situation, files: Files): Step {
  const server = askedServer(situation);
  const longest = longestFor(situation.ours);
  const lost = 'count by (alertname) (ALERTS{alertstate=\\"firing\\"} @ $(cat before.time)) unless on (alertname) '
    + 'ALERTS{alertstate=\\"firing\\"}';
  return {
    id: 'verify',
    title: 'Compare the running Prometheus with the manifests, with both sets of alerts active',
    why:
      'The alerts of the chart still fire together with the new ones, and notify twice. A new alert '
        + `starts with its own \`for\`${longest === undefined ? '' : `; the longest is ${longest}`}. `
        + 'Continue when the alerts that you expect fire under their new names. Alerts in the output below have stopped since the first '
          + 'step: find out why.',
    commands: [],
    checks: [
      ...server === undefined ? [] : [{ command: verifyCommand(server, files) }],
      ...oldSamples(situation),
      ...server === undefined ? [] : [{ command: queryOf(server, `"${lost}"`), prints: '' }],
    ],
    back: [],
  };
}

/**
 * Runs `verify` from outside of the cluster. Rules of the chart cause a warning until the uninstall, so it waits for its maximum time. Each
 * try forwards a free port: 9090 of this machine may be that of another Prometheus, and a connection ends with its pod.
 */
function verifyCommand(server: PlanObject, { dist }: Files): string {
  const { routePrefix } = server.raw.spec ?? {};
  const prefix = typeof routePrefix === 'string' && routePrefix !== '/' ? word(routePrefix.replace(/\/$/, '')) : '';
  const port = '$(sed -n "1s/.*:\\([0-9]*\\) ->.*/\\1/p" port.txt)';
  return `(trap 'kill $!' EXIT
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kubectl port-forward${namespaceFlag(server)} service/prometheus-operated :9090 > port.txt & sleep 5
    npx cdk8s-prometheus verify --wait 30s --prometheus http://localhost:${port}${prefix} ${dist.map(word).join(' ')} && exit
    kill $! || true
  done; exit 1)`;
}

export function uninstall(situation: Situation, files: Files): Step {
  const { manager, release, kept, gone, needless } = situation;
  const isHelm = isHelmRelease(situation);
  const stays = kept.map(({ object }) => object);
  const again = isHelm && kept.some(({ path }) => path === undefined);
  const application = [
    'kubectl patch application/"$APPLICATION" -n argocd --type=merge -p \'{"metadata":{"finalizers":null}}\'',
    'kubectl delete application/"$APPLICATION" -n argocd',
  ];
  return {
    id: 'uninstall',
    title: isHelm ? 'Uninstall the release' : 'Remove the remaining objects of the release',
    why: [
      isHelm
        ? 'Only objects that the program does not have are deleted. The history remains for a rollback.'
        : 'Objects that the program does not have are deleted by name.',
      ...manager === 'argocd' ? ['Without its finalizer only the Application is deleted, not its objects.'] : [],
      ...again ? ['Helm also deletes objects that no value of the chart can annotate; the apply then creates them again.'] : [],
      ...manager === 'flux' ? ['Then remove the HelmRelease from Git: a suspended HelmRelease is deleted without an uninstall.'] : [],
    ].join(' '),
    commands: [
      ...manager === 'argocd' ? application : [],
      ...isHelm ? [`helm uninstall ${word(release.name)} -n ${word(release.namespace)} --keep-history --no-hooks`] : [],
      ...deleted(isHelm ? needless : gone.filter(object => !stays.includes(object))),
      ...again ? [apply(files)] : [],
    ],
    checks: [remaining(stays, files), sameObjects(situation), ...oldSamples(situation)],
    back: [...stopped(situation), ...restored(situation, files.manifest), ...isHelm ? [rollback(release)] : []],
    ...manager === 'argocd' && { backNote: 'Create the Application again from Git.' },
  };
}

/** Of the objects of the release. */
function remaining(stays: readonly PlanObject[], { manifest }: Files): Check {
  return { command: `kubectl get --ignore-not-found -o name -f ${word(manifest)} | sort`, prints: resourceNames(stays) };
}

export function cleanUp(situation: Situation): Step {
  const { manager, kubeletService, kept, adopted, oldOperator, webhooks } = situation;
  const stays = kept.map(({ object }) => object);
  const secrets = secretsOf(situation).map(word).join(' ');
  const where = oldOperator ? namespaceFlag(oldOperator) : '';
  return {
    id: 'clean',
    title: 'Remove what the chart created outside of its release',
    why: 'The operator of the chart created the kubelet Service, and a hook created the Secret of its webhook: neither is part of the '
      + 'release. '
      + 'Helm still owns fields of the remaining objects: without this step, fields that the program removes later would remain.',
    commands: [
      ...kubeletService ? deletedKubelets(kubeletService) : [],
      ...secrets === ''
        ? []
        : [
          `kubectl get secret ${secrets}${where} -o yaml | ${WITHOUT_SERVER_FIELDS} > secrets.yaml`,
          `kubectl delete secret ${secrets}${where} --ignore-not-found`,
        ],
      ...webhooks.length > 0 && oldOperator ? hookLeftovers(webhooks[0].name, oldOperator) : [],
      ...manager === 'kubectl' ? [] : byNamespace(stays).flatMap(objects => disowned(objects, FIELD_MANAGERS[manager])),
      ...byNamespace(stays.filter(object => !adopted.some(each => each.chart === object))).map(unlabeled),
    ],
    checks: kubeletService
      ? [{
        command: `kubectl get service,endpoints ${word(
          kubeletService.name,
        )} -n ${word(kubeletService.namespace)} --ignore-not-found -o name`,
        prints: '',
      }]
      : [],
    back: secrets === '' ? [] : ['kubectl apply --server-side --force-conflicts -f secrets.yaml'],
  };
}

/** The last step: Helm's record of the release is deleted. */
export function forget(situation: Situation): Step | undefined {
  const { release: { name, namespace }, prefix, chartVersion } = situation;
  if (!isHelmRelease(situation)) { return undefined; }
  const version = prefix === undefined && chartVersion !== undefined ? `--version ${word(chartVersion)} ` : '';
  return {
    id: 'forget',
    title: 'Remove the history of the release',
    why: 'Do this when you no longer need a rollback, for example after a week.',
    commands: [`helm uninstall ${word(name)} -n ${word(namespace)} --ignore-not-found`],
    checks: [{ command: `kubectl get secrets -n ${word(namespace)} -l owner=helm,name=${word(name)} -o name`, prints: '' }],
    back: [],
    backNote: 'Helm cannot roll back any more. Use the rollback of the other steps, but install the release where they roll it back: '
      + `\`helm upgrade --install ${word(
        name,
      )} "$CHART" ${version}-n ${word(namespace)} --values values.yaml --take-ownership --force-conflicts\`.`,
  };
}

/** Secrets that pods of the old operator mount and the release does not contain: created by a hook or cert-manager. */
function secretsOf({ oldOperator, chart, ours }: Situation): string[] {
  const volumes = oldOperator?.raw.spec?.template?.spec?.volumes;
  const names: unknown[] = Array.isArray(volumes) ? volumes.map(each => each?.secret?.secretName) : [];
  const known = new Set([...chart, ...ours].filter(({ kind }) => kind === 'Secret').map(({ name }) => name));
  return names.filter((name): name is string => typeof name === 'string' && !known.has(name));
}

function byNamespace(objects: readonly PlanObject[]): PlanObject[][] {
  const names = [...new Set(objects.map(({ namespace }) => namespace))];
  return names.map(name => objects.filter(({ namespace }) => namespace === name));
}

/** Failed hooks leave their objects. All have the name of the webhook. */
function hookLeftovers(name: string, operator: PlanObject): string[] {
  return [
    `kubectl delete serviceaccount,role,rolebinding ${word(name)}${namespaceFlag(operator)} --ignore-not-found`,
    `kubectl delete clusterrole,clusterrolebinding ${word(name)} --ignore-not-found`,
    `kubectl delete job ${word(`${name}-create`)} ${word(`${name}-patch`)}${namespaceFlag(operator)} --ignore-not-found`,
  ];
}

/** Labels of objects that only the release had. Other objects have those of the program. */
function unlabeled(objects: readonly PlanObject[]): string {
  return `kubectl label ${objects.map(referenceOf)
    .join(' ')}${namespaceFlag(objects[0])} app.kubernetes.io/managed-by- heritage- chart- helm.sh/chart-`;
}

/** Removes Helm's annotations, and Helm from the field managers. */
function disowned(objects: readonly PlanObject[], owner: string): string[] {
  const [first] = objects;
  const names = objects.map(referenceOf).join(' ');
  const managers = '-o jsonpath=\'{range .metadata.managedFields[*]}{.manager}{"\\n"}{end}\' --show-managed-fields';
  return [
    `kubectl annotate ${names}${namespaceFlag(first)} meta.helm.sh/release-name- meta.helm.sh/release-namespace- helm.sh/resource-policy-`,
    `for object in ${names}; do
  while at=$(kubectl get "$object"${namespaceFlag(first)} ${managers} | grep -n '^${owner}$'); do
    kubectl patch "$object"${namespaceFlag(
      first,
    )} --type=json -p "[{\\"op\\":\\"remove\\",\\"path\\":\\"/metadata/managedFields/$((\${at%%:*} - 1))\\"}]"
  done
done`,
  ];
}
