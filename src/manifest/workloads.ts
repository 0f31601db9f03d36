import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFinishedWorkload } from './finished-workload';
import { judgeObject } from './judge';
import { Labels } from './labels';
import { createObject, ObjectMetadata } from './object';
import { autoscaleVertically } from './vertical-pod-autoscaler';

export { RESTRICTED_CONTAINER, RESTRICTED_POD } from './restricted';

/**
 * Kinds with containers, and their other fields, spelled as in YAML. The containers come as plain data from `health/` and the components.
 * Tests with a real API server prove that no field is misspelled.
 */
export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly selector: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations?: Labels;
  readonly pod: object;
  readonly replicas?: number;
  /** For a StatefulSet: the name of its headless Service. */
  readonly serviceName?: string;
  readonly [field: string]: unknown;
}

export function createWorkload(scope: Construct, id: string, metadata: ObjectMetadata, workload: Workload): ApiObject {
  const { kind, selector, podLabels, podAnnotations, pod, ...rest } = workload;
  const made = createObject(scope, id, metadata, {
    apiVersion: 'apps/v1',
    kind,
    spec: {
      ...rest, selector: { matchLabels: selector }, template: { metadata: { labels: podLabels, annotations: podAnnotations }, spec: pod },
    },
  });
  judgeObject(made, checkFinishedWorkload);
  autoscaleVertically(scope, metadata, () => {
    const { containers: [main] } = pod as { readonly containers: readonly any[] };
    const replicas = kind === 'DaemonSet' ? undefined : workload.replicas ?? 1;
    return {
      targets: [{ apiVersion: 'apps/v1', kind, name: metadata.name }],
      container: main.name,
      replicas,
      requests: main.resources?.requests ?? {},
    };
  });
  return made;
}

export function createConfigMap(
  scope: Construct, id: string, metadata: ObjectMetadata, data: { readonly [key: string]: string },
): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

/** At most one pod of a workload is evicted at a time. */
export function createPodDisruptionBudget(scope: Construct, id: string, metadata: ObjectMetadata, selector: Labels): ApiObject {
  return createObject(scope, id, metadata, {
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
  });
}
