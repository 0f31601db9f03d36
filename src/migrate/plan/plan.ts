import { statefulSetsOf } from './commands';
import { storageDifference } from './leftovers';
import { isHook, planKey, PlanObject } from './objects';
import { isHelmRelease, PlanInput, Situation, situationOf } from './situation';
import { Files, Manager, Plan, Step, Variable } from './step';
import { keep, prepare, record, stopOperator, suspend, webhooks } from './steps-before';
import { cleanUp, forget, handOver, uninstall, verify } from './steps-move';

/** The migration of one release, step by step. Pure: equal inputs produce equal plans. Never throws. */
export function planOf(input: PlanInput, files: Files): Plan {
  const situation = situationOf(input);
  const { release } = input;
  const title = `Migration of the release ${release.name} in the namespace ${release.namespace}`;
  if (situation.custom.length === 0) {
    return {
      title,
      variables: [],
      steps: [],
      warnings: [
        'The program has no Prometheus or Alertmanager with a name of the release. With other names the volumes are not reused: keep the '
          + 'names that `migrate` generated.',
      ],
    };
  }
  const steps: (Step | undefined)[] = [
    prepare(situation), record(situation, files), keep(situation), suspend(situation), webhooks(situation), stopOperator(situation),
    handOver(situation, files), verify(situation, files), uninstall(situation, files), cleanUp(situation), forget(situation),
  ];
  const hooks = input.chart.some(isHook) ? [HOOKS] : [];
  return {
    title,
    warnings: [...hooks, ...warningsOf(situation)],
    variables: variablesOf(situation),
    steps: steps.filter(step => step !== undefined),
  };
}

const HOOKS = 'The manifests of the release have hooks, which a rollback would run: get the manifests with `helm get manifest`or `helm '
  + 'template --no-hooks`.';

const VARIABLES: { readonly [manager in Exclude<Manager, 'kubectl'>]: (situation: Situation) => Variable } = {
  helm: ({ prefix }) => ({
    name: 'CHART',
    value: prefix === undefined ? 'oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack' : './chart',
    meaning: 'the chart of the release: a reference, or a folder',
  }),
  flux: ({ release }) => ({ name: 'HELMRELEASE', value: release.name, meaning: 'the name of the HelmRelease' }),
  argocd: ({ release }) => ({ name: 'APPLICATION', value: release.name, meaning: 'the name of the Application in the namespace argocd' }),
};

function variablesOf(situation: Situation): Variable[] {
  const { manager } = situation;
  if (manager === 'kubectl') { return []; }
  const own = VARIABLES[manager](situation);
  return manager === 'flux' ? [own, VARIABLES.helm(situation)] : [own];
}

function warningsOf(situation: Situation): string[] {
  const { chart, custom, kept, ours, oldOperator, newOperator, release } = situation;
  const customKinds = /^(Prometheus|PrometheusAgent|Alertmanager|ThanosRuler)$/;
  const orphans = chart.filter(object => customKinds.test(object.kind) && !custom.some(each => each.chart === object));
  const isOurs = (object: PlanObject) => ours.some(own => planKey(own) === planKey(object));
  const unkept = isHelmRelease(situation) ? kept.filter(({ path, object }) => path === undefined && !isOurs(object)) : [];
  const enforced = ours.find(({
    kind, name, raw,
  }) => kind === 'Namespace' && name === release.namespace && raw.metadata.labels?.['pod-security.kubernetes.io/enforce'] !== undefined);
  return [
    ...custom.flatMap(each => {
      const difference = storageDifference(each.chart, each.ours);
      const where = `${each.ours.kind} ${each.ours.name}`;
      return difference === undefined
        ? []
        : [
          `The volume of ${where} differs: ${difference}. The operator recreates the StatefulSet ${statefulSetsOf(
            each.ours,
          )[0]}, or uses an empty claim. Make the volumes equal first.`,
        ];
    }),
    ...orphans.map(({ kind, name }) => `The program has no ${kind} ${name}: the step "uninstall" deletes it.`),
    ...unkept.map(
      (
        { object: { kind, name } },
      ) =>
        `The program uses the ${kind} ${name} of the release, and no value of the chart can keep it: copy it to another name, and use the `
          + 'copy.',
    ),
    ...enforced
      ? [
        `The program enforces a pod security standard in the namespace ${release.namespace}, which pods of the chart may violate: set `
          + '`createNamespaces: false` until the migration is complete.',
      ]
      : [],
    ...oldOperator
      ? []
      : [
        'The release has no operator. Stop the operator that manages its custom resources before the step "apply". Otherwise two operators '
          + 'overwrite each other.',
      ],
    ...newOperator ? [] : ['The program has no operator, so nothing manages its custom resources.'],
  ];
}
