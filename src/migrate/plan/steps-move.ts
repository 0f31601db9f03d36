import {
  askedServer, deleted, deletedFirst, deletedKubelets, FIELD_MANAGERS, identitiesOf, resourceNames, queryOf, restored, rolledOut, settled, stopped, WITHOUT_SERVER_FIELDS,
} from './commands';
import { leftoversOf } from './leftovers';
import { deletionsOf, namespaceFlag, PlanObject, referenceOf } from './objects';
import { longestFor } from './pending';
import { word } from './shell';
import { Adopted, isHelmRelease, Situation } from './situation';
import { Check, Files, Step } from './step';
import { rollback } from './steps-before';

// The move itself, and how to see that it has worked.

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
      ...monitors.length > 0 ? ['No operator runs, so Prometheus scrapes as before until the new operator writes one configuration without the monitors of the chart and with the new ones: no target is scraped twice.'] : [],
      'Fields that only the chart sets are removed from what stays: server-side apply would leave them.',
      ...remade.length > 0 ? [`What cannot be changed is deleted and made again: ${names}.`] : [],
      ...portHolders.length > 0 ? ['The pods of the new DaemonSet wait for a port of their node until the old DaemonSet is deleted. So nothing waits for them before.'] : [],
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
    back: [...stopped(situation), ...restored(situation, files.manifest), ...deleted(added.filter(object => !deletedFirst(situation).includes(object)))],
    ...namespacesNote(added, portSeekers),
  };
}

function namespacesNote(added: readonly PlanObject[], portSeekers: readonly PlanObject[]): Pick<Step, 'backNote'> {
  const names = added.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name).filter(name => portSeekers.some(({ namespace }) => namespace === name));
  return names.length === 0 ? {} : { backNote: `The namespace ${names.join(', ')} stays, and is empty.` };
}

function patchOf({ chart, ours }: Adopted): string[] {
  const patch = leftoversOf(chart, ours);
  return patch === undefined ? [] : [`kubectl patch ${referenceOf(ours)}${namespaceFlag(ours)} --type=merge -p ${word(JSON.stringify(patch))}`];
}

function sameObjects(situation: Situation): Check {
  return { command: `${identitiesOf(situation)} | diff before.txt -`, prints: '' };
}

/** What was there before the move can still be queried. */
function oldSamples(situation: Situation): Check[] {
  const server = askedServer(situation);
  return server === undefined ? [] : [{ command: queryOf(server, '"count(up @ $(cat before.time)) > bool 0"'), prints: '{} => 1' }];
}

export function verify(situation: Situation, files: Files): Step {
  const server = askedServer(situation);
  const longest = longestFor(situation.ours);
  const lost = 'count by (alertname) (ALERTS{alertstate=\\"firing\\"} @ $(cat before.time)) unless on (alertname) ALERTS{alertstate=\\"firing\\"}';
  return {
    id: 'verify',
    title: 'Compare what runs with the manifests, and let both sets of alerts run',
    why: `The alerts of the chart still fire next to the new ones, and notify twice. A new alert starts with its own \`for\`${longest === undefined ? '' : `; the longest is ${longest}`}. `
      + 'Go on when the alerts that you expect fire under their new names. An alert that is listed below has stopped since the first step: find out why.',
    commands: [],
    checks: [
      ...server === undefined ? [] : [{ command: verifyCommand(server, files) }],
      ...oldSamples(situation),
      ...server === undefined ? [] : [{ command: queryOf(server, `"${lost}"`), prints: '' }],
    ],
    back: [],
  };
}

/** `verify` from outside of the cluster, by a port that is forwarded while it runs. Rules of the chart are a warning until the uninstall, so it waits for as long as it may. */
function verifyCommand(server: PlanObject, { dist }: Files): string {
  const { routePrefix } = server.raw.spec ?? {};
  const url = word(`http://localhost:9090${typeof routePrefix === 'string' ? routePrefix.replace(/\/$/, '') : ''}`);
  return `(kubectl port-forward${namespaceFlag(server)} service/prometheus-operated 9090 > /dev/null & trap "kill $!" EXIT; sleep 5
  for _ in 1 2 3 4 5 6 7 8 9 10; do npx cdk8s-prometheus verify --wait 30s --prometheus ${url} ${dist.map(word).join(' ')} && exit; done; exit 1)`;
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
    title: isHelm ? 'Uninstall the release' : 'Remove what is left of the release',
    why: [
      isHelm ? 'Only what the program does not have is deleted. The history stays for the way back.' : 'What the program does not have is deleted by name.',
      ...manager === 'argocd' ? ['Without its finalizer the Application goes alone.'] : [],
      ...again ? ['Helm deletes objects that no value of the chart can annotate; the apply makes them again at once.'] : [],
      ...manager === 'flux' ? ['Then remove the HelmRelease from Git: a suspended one goes without an uninstall.'] : [],
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
    title: 'Remove what the chart has made besides its release',
    why: 'The operator of the chart made the Service of the kubelets, and a hook made the Secret of its webhook: neither is part of the release. '
      + 'Helm owns fields of the objects that stay until its entries are gone: a field that the program drops later would stay.',
    commands: [
      ...kubeletService ? deletedKubelets(kubeletService) : [],
      ...secrets === '' ? [] : [`kubectl get secret ${secrets}${where} -o yaml | ${WITHOUT_SERVER_FIELDS} > secrets.yaml`, `kubectl delete secret ${secrets}${where} --ignore-not-found`],
      ...webhooks.length > 0 && oldOperator ? hookLeftovers(webhooks[0].name, oldOperator) : [],
      ...manager === 'kubectl' ? [] : byNamespace(stays).flatMap(objects => disowned(objects, FIELD_MANAGERS[manager])),
      ...byNamespace(stays.filter(object => !adopted.some(each => each.chart === object))).map(unlabeled),
    ],
    checks: kubeletService
      ? [{ command: `kubectl get service,endpoints ${word(kubeletService.name)} -n ${word(kubeletService.namespace)} --ignore-not-found -o name`, prints: '' }] : [],
    back: secrets === '' ? [] : ['kubectl apply --server-side --force-conflicts -f secrets.yaml'],
  };
}

/** The last step: Helm forgets the release. */
export function forget(situation: Situation): Step | undefined {
  const { release: { name, namespace }, prefix, chartVersion } = situation;
  if (!isHelmRelease(situation)) { return undefined; }
  const version = prefix === undefined && chartVersion !== undefined ? `--version ${word(chartVersion)} ` : '';
  return {
    id: 'forget',
    title: 'Remove the history of the release',
    why: 'Do this when nobody will go back any more, for example after a week.',
    commands: [`helm uninstall ${word(name)} -n ${word(namespace)} --ignore-not-found`],
    checks: [{ command: `kubectl get secrets -n ${word(namespace)} -l owner=helm,name=${word(name)} -o name`, prints: '' }],
    back: [],
    backNote: 'Helm cannot roll back any more. Use the ways back of the other steps, but install the release where they roll it back: '
      + `\`helm upgrade --install ${word(name)} "$CHART" ${version}-n ${word(namespace)} --values values.yaml --take-ownership --force-conflicts\`.`,
  };
}

/** Secrets that pods of the old operator have mounted and the release does not have: a hook or cert-manager made them. */
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

/** Hooks that have failed leave their objects. All have the name of the webhook. */
function hookLeftovers(name: string, operator: PlanObject): string[] {
  return [
    `kubectl delete serviceaccount,role,rolebinding ${word(name)}${namespaceFlag(operator)} --ignore-not-found`,
    `kubectl delete clusterrole,clusterrolebinding ${word(name)} --ignore-not-found`,
    `kubectl delete job ${word(`${name}-create`)} ${word(`${name}-patch`)}${namespaceFlag(operator)} --ignore-not-found`,
  ];
}

/** Labels of what only the release had; on the other objects they are those of the program. */
function unlabeled(objects: readonly PlanObject[]): string {
  return `kubectl label ${objects.map(referenceOf).join(' ')}${namespaceFlag(objects[0])} app.kubernetes.io/managed-by- heritage- chart- helm.sh/chart-`;
}

/** Removes Helm's annotations, and Helm from the owners of fields. */
function disowned(objects: readonly PlanObject[], owner: string): string[] {
  const [first] = objects;
  const names = objects.map(referenceOf).join(' ');
  const managers = '-o jsonpath=\'{range .metadata.managedFields[*]}{.manager}{"\\n"}{end}\' --show-managed-fields';
  return [
    `kubectl annotate ${names}${namespaceFlag(first)} meta.helm.sh/release-name- meta.helm.sh/release-namespace- helm.sh/resource-policy-`,
    `for object in ${names}; do
  while at=$(kubectl get "$object"${namespaceFlag(first)} ${managers} | grep -n '^${owner}$'); do
    kubectl patch "$object"${namespaceFlag(first)} --type=json -p "[{\\"op\\":\\"remove\\",\\"path\\":\\"/metadata/managedFields/$((\${at%%:*} - 1))\\"}]"
  done
done`,
  ];
}
