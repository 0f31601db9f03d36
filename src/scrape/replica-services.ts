import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WebUiReference } from './web';
import { createService } from '../manifest/core';
import { Identity, Labels, objectLabels } from '../manifest/labels';

/** The pods of a StatefulSet, each of which gets a Service. */
export interface Replicas {
  /** The names of the pods. */
  readonly pods: readonly string[];
  /** The role, as a label of the Services: a monitor that selects the common Service must not select these. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly port: { readonly name: string; readonly port: number; readonly targetPort: string };
  /** How all of them are reached. */
  readonly ui: WebUiReference;
}

/** The label that the StatefulSet controller sets on each pod. */
const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/** Creates the Services, and returns the address of each pod. */
export function createReplicaServices(
  scope: Construct, { pods, name, namespace, labels, port, ui }: Replicas,
): { readonly services: ApiObject[]; readonly uis: WebUiReference[] } {
  const made = pods.map(pod => {
    const identity: Identity = { name: `${name}-replica`, instance: pod, component: 'web' };
    const podLabels = { ...ui.podLabels, [POD_NAME]: pod };
    const service = createService(scope, `Service-${pod}`, { name: pod, namespace, labels: objectLabels(identity, labels) }, {
      selector: podLabels, ports: [{ ...port, protocol: 'TCP' }],
    });
    // links lead to the common URL, so the host is not compared with the host of one pod
    const { externalUrl, ...own } = ui;
    return { service, ui: { ...own, serviceName: service.name, podLabels } };
  });
  return { services: made.map(({ service }) => service), uis: made.map(each => each.ui) };
}

/** The pods that the operator creates: the first shard has no number. */
export function podNames(prefix: string, replicas: number, shards = 1): string[] {
  return Array.from({ length: shards }, (_, shard) => shard === 0 ? prefix : `${prefix}-shard-${shard}`)
    .flatMap(workload => Array.from({ length: replicas }, (_, replica) => `${workload}-${replica}`));
}
