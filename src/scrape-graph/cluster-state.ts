import { append } from './append';
import { keyOf, Labels, Manifest, textOf, textsOf } from './manifest';
import { Pod, podsIn } from './targets/pods';
import { matchesSelector } from '../admission/cluster/label-selector';
import { Namespaces, namespacesOf } from '../admission/cluster/selection';
import { podSpecOf } from '../validation/workload';

/** All given objects, indexed for lookups. */
export class ClusterState {
  public readonly namespaces: Namespaces;
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byKindAndNamespace = new Map<string, Manifest[]>();
  private readonly byKey = new Map<string, Manifest>();
  private readonly byName = new Map<string, Manifest[]>();
  private readonly byLabel = new Map<string, Manifest[]>();
  private readonly podsByNamespace = new Map<string, Pod[]>();
  private readonly podsByLabel = new Map<string, Pod[]>();
  private readonly podsByName = new Map<string, Pod>();
  private readonly pods: readonly Pod[];
  private readonly memory = new Map<string, unknown>();

  public constructor(public readonly manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind, metadata: { namespace = '', labels = {} } } = manifest;
      append(this.byKind, kind, manifest);
      append(this.byKindAndNamespace, `${kind} ${namespace}`, manifest);
      this.byKey.set(keyOf(manifest), manifest);
      append(this.byName, `${kind} ${manifest.metadata.name}`, manifest);
      if (kind === 'Service') {
        for (const [name, value] of Object.entries(labels)) { append(this.byLabel, `${name}=${value}`, manifest); }
      }
    }
    this.pods = podsIn(manifests);
    for (const pod of this.pods) {
      append(this.podsByNamespace, pod.namespace ?? '', pod);
      for (const [name, value] of Object.entries(pod.labels)) { append(this.podsByLabel, `${pod.namespace ?? ''} ${name}=${value}`, pod); }
      this.podsByName.set(`${pod.namespace ?? ''}/${pod.name}`, pod);
    }
    this.namespaces = namespacesOf(manifests);
  }

  public ofKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  public inNamespace(kind: string, namespace: string | undefined): readonly Manifest[] {
    return this.byKindAndNamespace.get(`${kind} ${namespace ?? ''}`) ?? [];
  }

  public named(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    return this.byKey.get(`${kind} ${namespace ?? ''} ${name}`);
  }

  /** The same namespace, or an unknown one, which may be equal. */
  public perhaps(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    const isMeant = ({ metadata }: Manifest) => namespace === undefined || metadata.namespace === undefined;
    return this.named(kind, namespace, name) ?? this.byName.get(`${kind} ${name}`)?.find(isMeant);
  }

  /** The Services with this label. */
  public servicesLabelled(label: string, value: string): readonly Manifest[] {
    return this.byLabel.get(`${label}=${value}`) ?? [];
  }

  /** The pods that a Service selects. A Service without a selector selects none. If its namespace has none, pods of unknown namespaces. */
  public podsOf(service: Manifest): readonly Pod[] {
    const selector = textsOf(service.spec.selector);
    if (Object.keys(selector).length === 0) { return []; }
    const { namespace } = service.metadata;
    const found = this.podsWith(selector, namespace ?? '');
    if (found.length > 0) { return found; }
    return namespace === undefined
      ? this.pods.filter(({ labels }) => matchesSelector({ matchLabels: selector }, labels))
      : this.podsWith(selector, '');
  }

  private podsWith(selector: Labels, namespace: string): readonly Pod[] {
    // the rarest label first, so that a thousand Services do not each visit a thousand pods
    const candidates = Object.entries(selector).map(([name, value]) => this.podsByLabel.get(`${namespace} ${name}=${value}`) ?? []);
    return candidates.reduce((least, each) => each.length < least.length ? each : least)
      .filter(({ labels }) => matchesSelector({ matchLabels: selector }, labels));
  }

  public podsIn(namespace: string | undefined): readonly Pod[] {
    return this.podsByNamespace.get(namespace ?? '') ?? [];
  }

  public pod(namespace: string | undefined, name: string): Pod | undefined {
    return this.podsByName.get(`${namespace ?? ''}/${name}`);
  }

  /** Whether an object with an unknown namespace exists. */
  public get hasOpenNamespaces(): boolean {
    return this.remember(
      'open', () => this.manifests.some(({ kind, metadata }) => metadata.namespace === undefined && !CLUSTER_WIDE.test(kind)),
    );
  }

  /** Third-party custom resources in a namespace, whose controllers may create Services and pods there. */
  public makersIn(namespace: string | undefined): readonly Manifest[] {
    const makers = this.remember('makers', () => this.manifests.filter(isMaker));
    return makers.filter(({ metadata, spec }) => namespace === undefined || [undefined, namespace].includes(metadata.namespace)
      || spec.targetNamespace === namespace || spec.destination?.namespace === namespace);
  }

  /** The namespaces with objects. */
  public get knownNamespaces(): readonly (string | undefined)[] {
    return this.remember('namespaces', () => [...new Set(this.manifests.map(({ metadata }) => metadata.namespace))]);
  }

  /** Cached results. */
  public remember<T>(key: string, find: () => T): T {
    if (!this.memory.has(key)) { this.memory.set(key, find()); }
    return this.memory.get(key) as T;
  }
}

/** Cluster-scoped kinds of Kubernetes. */
const CLUSTER_WIDE = new RegExp(`^(${[
  'Cluster', 'Namespace', 'Node', 'CustomResourceDefinition', 'PersistentVolume$', 'StorageClass', 'PriorityClass',
  '.*WebhookConfiguration', 'APIService', 'Kustomization', 'PodSecurityPolicy',
].join('|')})`);

/** API groups whose controllers create neither pods nor Services. */
const HARMLESS = new RegExp(`(^|\\.)k8s\\.io$|^(${[
  'monitoring\\.coreos\\.com', 'cert-manager\\.io', '.*\\.istio\\.io', 'traefik\\..*', 'external-secrets\\.io', 'bitnami\\.com',
  'kyverno\\.io', 'openshift\\.io', 'route\\.openshift\\.io', 'crd\\.projectcalico\\.org', 'cilium\\.io', 'config\\.kubernetes\\.io',
  'kustomize\\.config\\.k8s\\.io',
].join('|')})$`);

function isMaker(manifest: Manifest): boolean {
  const [group, version] = textOf(manifest.apiVersion).split('/');
  return version !== undefined && group.includes('.') && !HARMLESS.test(group) && podSpecOf(manifest) === undefined;
}
