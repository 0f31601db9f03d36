import { append } from './append';
import { matchesSelector } from '../admission/cluster/label-selector';
import { keyOf, Manifest, textsOf } from './manifest';
import { Namespaces, namespacesOf } from '../admission/cluster/selection';
import { Pod, podsIn } from './targets/pods';

/** All that was given, by what one looks for. */
export class World {
  public readonly namespaces: Namespaces;
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byKindAndNamespace = new Map<string, Manifest[]>();
  private readonly byKey = new Map<string, Manifest>();
  private readonly byLabel = new Map<string, Manifest[]>();
  private readonly podsByNamespace = new Map<string, Pod[]>();
  private readonly podsByLabel = new Map<string, Pod[]>();
  private readonly podsByName = new Map<string, Pod>();
  private readonly memory = new Map<string, unknown>();

  public constructor(public readonly manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind, metadata: { namespace = '', labels = {} } } = manifest;
      append(this.byKind, kind, manifest);
      append(this.byKindAndNamespace, `${kind} ${namespace}`, manifest);
      this.byKey.set(keyOf(manifest), manifest);
      if (kind === 'Service') { for (const [name, value] of Object.entries(labels)) { append(this.byLabel, `${name}=${value}`, manifest); } }
    }
    for (const pod of podsIn(manifests)) {
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

  /** The Services with this label. */
  public servicesLabelled(label: string, value: string): readonly Manifest[] {
    return this.byLabel.get(`${label}=${value}`) ?? [];
  }

  /** The pods that a Service selects; a Service without a selector selects none. */
  public podsOf(service: Manifest): readonly Pod[] {
    const selector = textsOf(service.spec?.selector);
    if (Object.keys(selector).length === 0) { return []; }
    const { namespace = '' } = service.metadata;
    // the rarest label first, so that a thousand Services do not look at a thousand pods each
    const candidates = Object.entries(selector).map(([name, value]) => this.podsByLabel.get(`${namespace} ${name}=${value}`) ?? []);
    return candidates.reduce((least, each) => each.length < least.length ? each : least).filter(({ labels }) => matchesSelector({ matchLabels: selector }, labels));
  }

  public podsIn(namespace: string | undefined): readonly Pod[] {
    return this.podsByNamespace.get(namespace ?? '') ?? [];
  }

  public pod(namespace: string | undefined, name: string): Pod | undefined {
    return this.podsByName.get(`${namespace ?? ''}/${name}`);
  }

  /** The namespaces in which there is something. */
  public get knownNamespaces(): readonly (string | undefined)[] {
    return this.remember('namespaces', () => [...new Set(this.manifests.map(({ metadata }) => metadata.namespace))]);
  }

  /** What is found out once. */
  public remember<T>(key: string, find: () => T): T {
    if (!this.memory.has(key)) { this.memory.set(key, find()); }
    return this.memory.get(key) as T;
  }
}

