import { FIELD_MANAGERS, identitiesOf, podLabelsText, rolledOut, stop, WITHOUT_SERVER_FIELDS } from './commands';
import { KEEP, annotationsPath, keepValues } from './keep';
import { deletionsOf, namespaceFlag, PlanObject, referenceOf } from './objects';
import { broken, hereDocument, word } from './shell';
import { isHelmRelease, Situation } from './situation';
import { Files, Step } from './step';
import { Release } from '../part';

// Steps that do not change anything for Prometheus and Alertmanager yet.

const OWNERS = ['prometheuses', 'prometheusagents', 'alertmanagers', 'thanosrulers'].map(kind => `${kind}.monitoring.coreos.com`).join(',');

export function prepare({ newNamespaces, foreignSecrets, portSeekers }: Situation): Step | undefined {
  if (newNamespaces.length + foreignSecrets.length === 0) { return undefined; }
  const isPrivileged = (name: string) => portSeekers.some(({ namespace }) => namespace === name);
  return {
    id: 'prepare',
    title: 'Create what the program requires',
    why: 'Manifests without their namespace are rejected, and pods without their Secret do not start. The comments at the top of the '
      + 'program describe the Secrets.',
    commands: newNamespaces.flatMap(name => [
      `kubectl create namespace ${word(name)} --dry-run=client -o yaml | kubectl apply --server-side -f -`,
      ...isPrivileged(name) ? [`kubectl label namespace ${word(name)} pod-security.kubernetes.io/enforce=privileged --overwrite`] : [],
    ]),
    checks: foreignSecrets.map(({ namespace, name }) => ({
      command: `kubectl get secret ${word(name)} -n ${word(namespace)} -o name`, prints: `secret/${name}`,
    })),
    back: [],
  };
}

export function record(situation: Situation, { manifest, dist }: Files): Step {
  const { custom, release } = situation;
  const lines = custom.map(({ chart: { kind, namespace, name } }) => `${kind} ${namespace}/${name}`).sort();
  return {
    id: 'record',
    title: 'Record what must be the same afterwards',
    why: 'If the uid of a StatefulSet or claim changes, it was recreated. The operator of the chart manages all namespaces, the operator '
      + 'of the program only its own: nothing else must depend on the old one. Read compare.txt, which lists what is renamed and what is '
        + 'gone.',
    commands: [
      `npx cdk8s-prometheus migrate --compare ${[manifest, ...dist].map(word).join(' ')} > compare.txt || true`,
      `${identitiesOf(situation)} > before.txt`, 'date +%s > before.time',
      ...isHelmRelease(situation) ? [revisionOf(release)] : [],
    ],
    checks: [{
      command: `kubectl get ${OWNERS} -A -o jsonpath='{range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name}{"\\n"}{end}' | sort`,
      prints: lines.join('\n'),
    }],
    back: [],
  };
}

/** The revision to which a rollback returns. */
function revisionOf({ name, namespace }: Release): string {
  return `helm status ${word(name)} -n ${word(namespace)} | sed -n 's/^REVISION: //p' > before.revision`;
}

export function rollback({ name, namespace }: Release): string {
  return `helm rollback ${word(name)} "$(cat before.revision)" -n ${word(namespace)} --no-hooks`;
}

/** With Helm: only annotations in the manifests of the release count, not those set with kubectl. */
export function keep(situation: Situation): Step | undefined {
  const { kept, chart, release: { name, namespace }, prefix, chartVersion, manager } = situation;
  const paths = kept.flatMap(({ path }) => path ?? []);
  if (!isHelmRelease(situation) || paths.length === 0) { return undefined; }
  const annotated = chart.filter(object => paths.includes(annotationsPath(object) ?? ''));
  const file = hereDocument('keep.yaml', keepValues(paths, prefix));
  const version = prefix === undefined && chartVersion !== undefined ? [`--version ${word(chartVersion)}`] : [];
  const upgrade = broken(
    `helm upgrade ${word(name)} "$CHART"`, [...version, `-n ${word(namespace)}`, '--reuse-values', '--values keep.yaml', '--no-hooks'],
  );
  const isFlux = manager === 'flux';
  return {
    id: 'keep',
    title: isFlux
      ? 'Keep what must not be deleted with the release: add these values to the HelmRelease'
      : 'Keep what must not be deleted with the release',
    why:
      `\`helm uninstall\` deletes by the manifests that Helm stores. Only an annotation \`${KEEP}: keep\` in them keeps an object; `
        + `\`kubectl annotate\` has no effect. ${isFlux
          ? 'Commit the values of keep.yaml below `spec.values`, and wait until Flux has upgraded the release.'
          : 'The chart and its version stay the same, so only annotations change. If Helm 4 reports a conflict with another field manager, '
          + 'add `--server-side=true --force-conflicts`.'}`,
    commands: [
      file, ...isFlux ? [`kubectl wait helmrelease/"$HELMRELEASE" -n ${word(namespace)} --for=condition=Ready --timeout=10m`] : [upgrade],
    ],
    checks: [{
      command: `helm get manifest ${word(name)} -n ${word(namespace)} | grep -c '${KEEP}: keep'`, prints: String(annotated.length),
    }],
    back: isFlux ? [] : [rollback(situation.release)],
    ...isFlux && { backNote: 'Revert the commit.' },
  };
}

/** From here on nothing else changes the release. */
export function suspend({ manager, release: { namespace } }: Situation): Step | undefined {
  if (manager === 'helm' || manager === 'kubectl') { return undefined; }
  const isFlux = manager === 'flux';
  const object = isFlux ? `helmrelease/"$HELMRELEASE" -n ${word(namespace)}` : 'application/"$APPLICATION" -n argocd';
  const patch = (value: string) => `kubectl patch ${object} --type=merge -p '${value}'`;
  const get = (path: string) => `kubectl get ${object} -o jsonpath='{${path}}'`;
  return {
    id: 'suspend',
    title: isFlux ? 'Suspend the HelmRelease' : 'Disable the automated sync',
    why: isFlux
      ? 'Flux would undo the next steps. Commit `suspend: true` too, or the Kustomization removes it again. A suspended HelmRelease can be '
        + 'deleted without an uninstall.'
      : 'Argo CD would undo the next steps. If an ApplicationSet or another Application owns this one, change it there, in Git.',
    commands: [patch(isFlux ? '{"spec":{"suspend":true}}' : '{"spec":{"syncPolicy":{"automated":null}}}')],
    checks: [{ command: get(isFlux ? '.spec.suspend' : '.spec.syncPolicy.automated'), prints: isFlux ? 'true' : '' }],
    back: isFlux ? [patch('{"spec":{"suspend":false}}')] : [],
    ...!isFlux && { backNote: 'Enable the automated sync again, as in Git.' },
  };
}

export function webhooks({ webhooks: found, manager }: Situation): Step | undefined {
  if (found.length === 0) { return undefined; }
  const names = found.map(referenceOf);
  return {
    id: 'webhooks',
    title: 'Remove the admission webhooks of the chart',
    why: 'The webhooks call the operator, which the next step stops. With `failurePolicy: Fail` every PrometheusRule would be rejected; '
      + 'with `Ignore` each may wait for the timeout.',
    commands: [
      `${broken('kubectl get -o yaml', names)} | ${WITHOUT_SERVER_FIELDS} > webhooks.yaml`,
      `kubectl get ${names[0]} -o jsonpath='{.webhooks[0].clientConfig.caBundle}' > webhooks.ca`,
      ...deletionsOf(found),
    ],
    checks: [{ command: broken('kubectl get --ignore-not-found -o name', names), prints: '' }],
    back: [
      `sed '/^ *caBundle:/d' webhooks.yaml | kubectl apply --server-side --force-conflicts --field-manager=${FIELD_MANAGERS[manager]} -f -`,
      ...found.map(bundled),
    ],
  };
}

/** A hook writes the CA of the webhooks, not Helm: if Helm owned the field, the next upgrade would remove it. */
function bundled(webhook: PlanObject): string {
  const count = Array.isArray(webhook.raw.webhooks) ? webhook.raw.webhooks.length : 0;
  const patch = Array.from(
    { length: count },
    (_, at) => `{\\"op\\":\\"add\\",\\"path\\":\\"/webhooks/${at}/clientConfig/caBundle\\",\\"value\\":\\"$(cat webhooks.ca)\\"}`,
  );
  return `kubectl patch ${referenceOf(webhook)} --type=json -p "[${patch.join(',')}]"`;
}

export function stopOperator({ oldOperator }: Situation): Step | undefined {
  if (!oldOperator) { return undefined; }
  const replicas = oldOperator.raw.spec?.replicas;
  const pods = `kubectl get pods${namespaceFlag(oldOperator)} -l ${podLabelsText(oldOperator)}`;
  return {
    id: 'stop',
    title: 'Stop the old operator',
    why: 'Two operators would overwrite each other\'s StatefulSets. Prometheus and Alertmanager work without an operator: they still '
      + 'scrape, alert and notify.',
    commands: stop(oldOperator),
    checks: [{ command: `${pods} -o name`, prints: '' }],
    back: [
      `kubectl scale ${referenceOf(oldOperator)}${namespaceFlag(oldOperator)} --replicas=${Number.isSafeInteger(replicas) ? replicas : 1}`,
      rolledOut(oldOperator),
    ],
  };
}
