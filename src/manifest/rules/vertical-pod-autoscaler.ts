import { listed, rule, shown } from '../../validation/rule';

// VerticalPodAutoscaler: its options, and options that it overrides.

const REPOSITORY = 'https://github.com/kubernetes/autoscaler/blob/vertical-pod-autoscaler/v1.7.1/vertical-pod-autoscaler';

export const VPA_OPTION = rule({
  id: 'manifest/vertical-pod-autoscaler',
  severity: 'error',
  message: ({ option, value, why }: { option: string; value: string; why: string }) =>
    `"verticalPodAutoscaler.${option}" is ${shown(value)}: ${why}`,
  why: 'The admission webhook of VerticalPodAutoscaler rejects the object, or the recommender ignores it.',
  example: { option: 'minCpu', value: '2', why: 'it is above "maxCpu" (1): use a smaller value' },
  see: `${REPOSITORY}/docs/api.md`,
});

export const VPA_REQUEST = rule({
  id: 'manifest/vertical-pod-autoscaler-request',
  severity: 'warning',
  message: ({ name, option, value, bound }: { name: string; option: string; value: string; bound: string }) =>
    `"${option}" of ${shown(name)} is ${value}, which is ${bound}, so the pods never request it: change "${option}" or the bound`,
  why: 'VerticalPodAutoscaler replaces requests when a pod is created, and only within its bounds. '
    + 'The value in the manifest is not the one that runs.',
  example: { name: 'main', option: 'memory', value: '4Gi', bound: 'above the maximum of the VerticalPodAutoscaler (2Gi)' },
});

export const VPA_WRITTEN = rule({
  id: 'manifest/vertical-pod-autoscaler-written',
  severity: 'warning',
  message: ({ options, mode }: { options: readonly string[]; mode: string }) => {
    const names = listed(options.map(each => `"${each}"`));
    return `${names} ${options.length === 1 ? 'is' : 'are'} set, and "verticalPodAutoscaler" has mode ${mode}: `
      + 'the manifest then has only the initial requests; remove the option, or set minCpu and minMemory';
  },
  why: 'VerticalPodAutoscaler replaces the requests of pods. '
    + 'A change of the option in Git restarts the pods but does not change their requests.',
  example: { options: ['memory'], mode: 'Recreate' },
  see: `${REPOSITORY}/docs/components.md`,
});

interface TooFewReplicas {
  readonly name: string;
  readonly replicas: number;
  readonly minReplicas: number | undefined;
  readonly mode: string;
}

export const VPA_REPLICAS = rule({
  id: 'manifest/vertical-pod-autoscaler-replicas',
  severity: 'warning',
  message: ({ name, replicas, minReplicas, mode }: TooFewReplicas) => {
    const count = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
    const limit = minReplicas === undefined
      ? 'the updater needs 2 unless its --min-replicas is changed'
      : `"minReplicas" is ${minReplicas}`;
    return `${shown(name)} has ${count} and ${limit}: mode ${mode} never changes a running pod; `
      + `set "verticalPodAutoscaler.minReplicas" to ${replicas}, or use mode Initial`;
  },
  why: 'The updater evicts and resizes pods only if a minimum number of them is alive. Otherwise it only logs "Too few replicas".',
  example: { name: 'grafana', replicas: 1, minReplicas: undefined, mode: 'Recreate' },
  see: `${REPOSITORY}/pkg/updater/restriction/pods_restriction_factory.go`,
});

export const VPA_IN_PLACE = rule({
  id: 'manifest/vertical-pod-autoscaler-in-place',
  severity: 'warning',
  message: ({ version }: { version: string }) =>
    `mode InPlaceOrRecreate requires Kubernetes 1.33 or newer; the version is ${version}: `
    + 'every change evicts the pod; use mode Recreate, or Initial',
  why: 'Before 1.33 the feature gate InPlacePodVerticalScaling is disabled, so no running pod is resized.',
  example: { version: '1.32' },
  see: `${REPOSITORY}/docs/features.md`,
});
