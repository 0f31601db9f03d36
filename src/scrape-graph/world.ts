import { matchesSelector } from './label-selector';
import { Labels, Manifest } from './manifest';
import { Namespaces, namespacesOf } from './selection';
import { isWorkload, podSpecOf } from '../validation/workload';

/** Pods of one workload: what their template says. */
export interface Pods {
  readonly workload: Manifest;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
}

export interface ContainerPort {
  readonly container: string;
  readonly name?: string;
  readonly number: number;
}

/** All that was given, by what one looks for. */
export class World {
  public readonly namespaces: Namespaces;
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly podsByNamespace = new Map<string, Pods[]>();

  public constructor(public readonly manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      append(this.byKind, manifest.kind, manifest);
      if (isWorkload(manifest.kind)) { append(this.podsByNamespace, manifest.metadata.namespace ?? '', podsOf(manifest)); }
    }
    this.namespaces = namespacesOf(manifests);
  }

  public ofKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The workloads whose pods a Service selects; a Service without a selector selects none. */
  public podsOf(service: Manifest): readonly Pods[] {
    const selector = service.spec?.selector;
    if (!selector || Object.keys(selector).length === 0) { return []; }
    return this.podsIn(service.metadata.namespace).filter(({ labels }) => matchesSelector({ matchLabels: selector }, labels));
  }

  public podsIn(namespace: string | undefined): readonly Pods[] {
    return this.podsByNamespace.get(namespace ?? '') ?? [];
  }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) { values.push(value); } else { map.set(key, [value]); }
}

function podsOf(workload: Manifest): Pods {
  const template = workload.kind === 'Pod' ? workload : workload.kind === 'CronJob' ? workload.spec?.jobTemplate?.spec?.template : workload.spec?.template;
  const containers: any[] = podSpecOf(workload)?.containers as any ?? [];
  return {
    workload,
    namespace: workload.metadata.namespace,
    labels: template?.metadata?.labels ?? {},
    ports: (Array.isArray(containers) ? containers : []).flatMap(container => (Array.isArray(container?.ports) ? container.ports : []).map((port: any): ContainerPort => ({
      container: String(container.name), ...typeof port?.name === 'string' && { name: port.name }, number: Number(port?.containerPort),
    }))),
  };
}

/** The container port to which a port of a Service leads; undefined where the pods declare none, which is allowed for a number. */
export function portBehind(servicePort: any, { ports }: Pods): ContainerPort | undefined {
  const target = servicePort?.targetPort ?? servicePort?.port;
  return ports.find(({ name, number }) => typeof target === 'string' && !/^\d+$/.test(target) ? name === target : number === Number(target));
}
