import { Random } from './random';
import { Manifest } from './synth';

/** A small test cluster: two namespaces with objects, valid and invalid. */
export interface GraphWorld {
  readonly name: string;
  readonly objects: readonly Manifest[];
  /** Objects that exist only in the cluster: they are not in the folder that the graph reads. */
  readonly clusterOnly?: readonly Manifest[];
}

export const NODE = 'graph-node';
/** From Kubernetes 1.35 on a pod has the topology labels of its node. */
export const TOPOLOGY = { 'topology.kubernetes.io/zone': 'zone-a' };
const PORTS = { http: 8080, metrics: 9090, side: 7070 };

/** The status that the kubelet of the node would report. */
export const NODE_STATUS = {
  conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
  addresses: [{ type: 'InternalIP', address: '10.99.0.1' }, { type: 'Hostname', address: NODE }],
  daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
};

export const NODE_OBJECT: Manifest = {
  apiVersion: 'v1', kind: 'Node', metadata: { name: NODE, labels: { graph: 'yes', ...TOPOLOGY } }, spec: { providerID: 'test://graph' }, status: NODE_STATUS,
};

/** Equal seeds give equal clusters. */
export function worldOf(at: number): GraphWorld {
  const random = new Random(at + 1);
  const name = `graph-${at}`;
  const spaces = [`${name}-a`, `${name}-b`];
  const make = new Maker(random, at, spaces);
  return {
    name,
    objects: [
      NODE_OBJECT,
      ...spaces.map((space, i): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: space, labels: { world: name, ...i === 0 && { first: 'yes' } } } })),
      make.prometheus(),
      ...spaces.flatMap((space, i) => [...make.pods(space, i), ...make.services(space, i), ...make.ingresses(space)]),
      ...spaces.flatMap(space => [...make.serviceMonitors(space), ...make.podMonitors(space)]),
      ...make.probes(spaces[0]), ...make.scrapeConfigs(spaces[0]),
    ],
  };
}

/** Controllers that create pods, of which the YAML only contains their template. */
export function worldOfWorkloads(): GraphWorld {
  const name = 'graph-workloads';
  const [space] = [`${name}-a`];
  const own = { world: name };
  const template = (restartPolicy: string) => ({
    metadata: { labels: { part: 'of-it' }, annotations: { 'example.org/a': 'b' } },
    spec: {
      restartPolicy,
      automountServiceAccountToken: false,
      tolerations: [{ operator: 'Exists' }],
      containers: [{ name: 'app', image: 'example.org/app:1', ports: [{ name: 'metrics', containerPort: 8080, protocol: 'TCP' }, { name: 'admin', containerPort: 8081, protocol: 'TCP' }] }],
    },
  });
  const selector = { matchLabels: { part: 'of-it' } };
  const object = (apiVersion: string, kind: string, id: string, spec: object, labels?: object): Manifest =>
    ({ apiVersion, kind, metadata: { name: id, namespace: space, ...labels && { labels } }, spec });
  const relabelings = [
    { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' },
    { sourceLabels: ['__meta_kubernetes_pod_controller_kind', '__meta_kubernetes_pod_controller_name'], targetLabel: 'controller' },
  ];
  return {
    name,
    objects: [
      NODE_OBJECT,
      ...['a', 'b'].map((end): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${name}-${end}`, labels: own } })),
      object('monitoring.coreos.com/v1', 'Prometheus', 'main', { serviceMonitorSelector: {}, podMonitorSelector: {} }),
      object('apps/v1', 'Deployment', 'web', { selector, template: template('Always') }),
      object('apps/v1', 'StatefulSet', 'db', { serviceName: 'all', selector, template: template('Always') }),
      object('apps/v1', 'DaemonSet', 'agent', { selector, template: template('Always') }),
      object('batch/v1', 'Job', 'once', { template: template('Never') }),
      object('apps/v1', 'ReplicaSet', 'bare', { selector, template: template('Always') }),
      object('v1', 'ReplicationController', 'old', { selector: selector.matchLabels, template: template('Always') }),
      object('v1', 'Service', 'all', { selector: selector.matchLabels, ports: [{ name: 'metrics', port: 80, protocol: 'TCP', targetPort: 'metrics' }] }, { app: 'all' }),
      object('monitoring.coreos.com/v1', 'ServiceMonitor', 'all', { selector: { matchLabels: { app: 'all' } }, podTargetLabels: ['part'], endpoints: [{ port: 'metrics', relabelings }] }),
      object('monitoring.coreos.com/v1', 'PodMonitor', 'all', { selector, podMetricsEndpoints: [{ port: 'admin' }] }),
    ],
  };
}

/** Randomly creates the objects of one test cluster. */
export class Maker {
  protected readonly apps = ['web', 'db', 'v1.2'];

  public constructor(protected readonly random: Random, protected readonly at: number, protected readonly spaces: readonly string[]) {}

  public prometheus(): Manifest {
    const { random } = this;
    const own = { matchLabels: { world: `graph-${this.at}` } };
    const spaces = random.pick<any>([own, own, { matchLabels: { ...own.matchLabels, first: 'yes' } }, undefined]);
    const selector = () => random.pick<any>([{}, {}, { matchLabels: { team: 'a' } }, { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['b'] }] }, undefined]);
    return this.object('monitoring.coreos.com/v1', 'Prometheus', 'main', this.spaces[0], {
      serviceMonitorSelector: selector(),
      serviceMonitorNamespaceSelector: spaces,
      podMonitorSelector: selector(),
      podMonitorNamespaceSelector: random.pick([spaces, own]),
      probeSelector: {},
      scrapeConfigSelector: {},
      ...this.maybe(0.5) && { serviceDiscoveryRole: random.pick(['EndpointSlice', 'Endpoints']) },
      ...this.maybe(0.3) && { podTargetLabels: ['tier'] },
      ...this.maybe(0.15) && { enforcedNamespaceLabel: 'tenant', excludedFromEnforcement: [{ group: 'monitoring.coreos.com', resource: 'servicemonitors', namespace: this.spaces[0], name: 'graph-0' }] },
      ...this.maybe(0.2) && { scrapeClasses: [{ name: 'all', default: true, relabelings: [{ targetLabel: 'class', replacement: 'all' }] }, { name: 'nodes', attachMetadata: { node: true } }] },
      ...this.maybe(0.15) && { ignoreNamespaceSelectors: true },
      ...this.maybe(0.15) && { shards: 2 },
      ...this.maybe(0.3) && { scrapeInterval: random.pick(['60s', '15s', '1h30m']) },
    });
  }

  /** In all states; most of them run. */
  public pods(space: string, at: number): Manifest[] {
    const { random } = this;
    return Array.from({ length: 2 + random.int(3) }, (_, i): Manifest => {
      const state = random.pick(['Running', 'Running', 'Running', 'NotReady', 'Pending', 'Failed', 'Succeeded']);
      const ip = `10.${100 + this.at}.${at}.${i + 1}`;
      const named = (name: keyof typeof PORTS) => ({ containerPort: PORTS[name], protocol: 'TCP', ...this.maybe(0.9) && { name } });
      return {
        ...this.object('v1', 'Pod', `pod-${i}`, space, {
          nodeName: NODE,
          automountServiceAccountToken: false,
          tolerations: [{ operator: 'Exists' }],
          containers: [
            { name: 'app', image: 'example.org/app:1', ...this.maybe(0.9) && { ports: [named('http'), ...this.maybe(0.7) ? [named('metrics')] : []] } },
            ...this.maybe(0.4) ? [{ name: 'side', image: 'example.org/side:2', ports: [named('side'), ...this.maybe(0.3) ? [{ containerPort: 53, protocol: 'UDP', name: 'dns' }] : []] }] : [],
          ],
          ...this.maybe(0.2) && { initContainers: [{ name: 'first', image: 'example.org/first:3', ...this.maybe(0.5) && { ports: [{ containerPort: 6060, protocol: 'TCP', name: 'init' }] } }] },
        }, { ...TOPOLOGY, app: random.pick(this.apps), ...this.maybe(0.6) && { tier: random.pick(['front', 'back']) }, ...this.maybe(0.3) && { 'example.org/owner': 'x' } }, this.maybe(0.3) ? { 'prometheus.io/scrape': 'true' } : undefined),
        status: {
          phase: state === 'NotReady' ? 'Running' : state,
          ...state !== 'Pending' && { podIP: ip, podIPs: [{ ip }], hostIP: '10.99.0.1', hostIPs: [{ ip: '10.99.0.1' }] },
          conditions: [{ type: 'Ready', status: state === 'Running' ? 'True' : 'False' }],
        },
      };
    });
  }

  public services(space: string, at: number): Manifest[] {
    const { random } = this;
    const ports = () => random.pick<object[]>([
      [{ name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' }],
      [{ name: 'metrics', port: 80, protocol: 'TCP', targetPort: 9090 }, { name: 'http', port: 81, protocol: 'TCP', targetPort: 'http' }],
      [{ port: 8080, protocol: 'TCP' }],
      [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 'nowhere' }, { name: 'metrics', port: 9090, protocol: 'TCP' }],
      [{ name: 'side', port: 7070, protocol: 'TCP', targetPort: 'side', appProtocol: 'http' }],
    ]);
    const labels = () => ({ app: random.pick([...this.apps, 'v1x2']), ...this.maybe(0.5) && { team: random.pick(['a', 'b']) }, ...this.maybe(0.3) && { 'example.org/job': `job-${random.int(3)}` } });
    const selecting = Array.from({ length: 2 + random.int(2) }, (_, i) => this.object('v1', 'Service', `service-${i}`, space, {
      selector: random.pick<any>([{ app: 'web' }, { app: 'db' }, { app: 'v1.2' }, { tier: 'front' }, { app: 'web', tier: 'back' }]),
      ports: ports(),
      ...this.maybe(0.3) && { clusterIP: 'None' },
      ...this.maybe(0.2) && { publishNotReadyAddresses: true },
    }, labels(), this.maybe(0.2) ? { 'example.org/note': 'hello' } : undefined));
    const external: Manifest = this.object('v1', 'Service', 'external', space, { ...this.maybe(0.5) && { clusterIP: 'None' }, ports: [{ name: 'metrics', port: 9100, protocol: 'TCP' }] }, labels());
    const where = (last: number) => `10.${100 + this.at}.${10 + at}.${last}`;
    const byHand: Manifest = random.pick<Manifest>([
      {
        ...this.object('v1', 'Endpoints', 'external', space, undefined, random.pick<any>([undefined, external.metadata.labels])),
        subsets: [{
          addresses: [{ ip: where(1) }, { ip: where(2), nodeName: NODE, targetRef: { kind: 'Node', name: NODE } }],
          ...this.maybe(0.5) && { notReadyAddresses: [{ ip: where(3) }] },
          ports: [{ name: this.maybe(0.8) ? 'metrics' : 'web', port: 9100, protocol: 'TCP' }, ...this.maybe(0.3) ? [{ name: 'http', port: 9101, protocol: 'TCP' }] : []],
        }],
      },
      {
        ...this.object('discovery.k8s.io/v1', 'EndpointSlice', 'external-1', space, undefined, { 'kubernetes.io/service-name': this.maybe(0.8) ? 'external' : 'nobody' }),
        addressType: 'IPv4',
        endpoints: [{ addresses: [where(1)], conditions: { ready: true } }, { addresses: [where(2)], conditions: { ready: false, serving: true, terminating: true }, zone: 'zone-b', hostname: 'two' }],
        ports: [{ name: 'metrics', port: 9100, protocol: 'TCP' }],
      },
    ]);
    return [...selecting, ...this.maybe(0.7) ? [external, byHand] : []];
  }

  public ingresses(space: string): Manifest[] {
    if (!this.maybe(0.5)) { return []; }
    const path = (prefix: string) => ({ path: prefix, pathType: 'Prefix', backend: { service: { name: 'service-0', port: { number: 80 } } } });
    return [this.object('networking.k8s.io/v1', 'Ingress', 'shop', space, {
      ...this.maybe(0.5) && { ingressClassName: 'nginx' },
      tls: [{ hosts: ['*.example.org'] }],
      rules: [
        { host: 'shop.example.org', http: { paths: [path('/'), path('/cart')] } }, { host: 'a.b.example.org', http: { paths: [path('/')] } }, ...this.maybe(0.5) ? [{ host: 'example.org' }] : [],
      ],
    }, { app: this.random.pick(this.apps) })];
  }

  public serviceMonitors(space: string): Manifest[] {
    return Array.from({ length: 2 + this.random.int(2) }, (_, i) => this.object('monitoring.coreos.com/v1', 'ServiceMonitor', `graph-${i}`, space, {
      selector: this.selector(),
      ...this.maybe(0.5) && { namespaceSelector: this.namespaces() },
      ...this.maybe(0.4) && { jobLabel: this.random.pick(['app', 'example.org/job', 'none']) },
      ...this.maybe(0.4) && { targetLabels: ['team', 'example.org/job'] },
      ...this.maybe(0.4) && { podTargetLabels: ['tier', 'app', 'example.org/owner'] },
      ...this.maybe(0.2) && { selectorMechanism: 'RoleSelector' },
      ...this.maybe(0.2) && { attachMetadata: { node: true } },
      endpoints: Array.from({ length: 1 + this.random.int(2) }, () => ({
        ...this.random.pick<object>([{ port: 'metrics' }, { port: 'metrics' }, { port: 'http' }, { port: 'metric' }, { port: 'metrics|http' }, { targetPort: 9090 }, { targetPort: 'side' }, { targetPort: 53 }, {}]), ...this.endpoint(),
      })),
    }, this.random.pick<any>([{ team: 'a' }, { team: 'b' }, undefined])));
  }

  public podMonitors(space: string): Manifest[] {
    return Array.from({ length: 1 + this.random.int(2) }, (_, i) => this.object('monitoring.coreos.com/v1', 'PodMonitor', `graph-${i}`, space, {
      selector: this.selector(),
      ...this.maybe(0.4) && { namespaceSelector: this.namespaces() },
      ...this.maybe(0.4) && { jobLabel: this.random.pick(['app', 'tier']) },
      ...this.maybe(0.4) && { podTargetLabels: ['tier', 'app'] },
      ...this.maybe(0.2) && { selectorMechanism: 'RoleSelector' },
      ...this.maybe(0.2) && { attachMetadata: { node: true } },
      podMetricsEndpoints: [{ ...this.random.pick<object>([{ port: 'metrics' }, { port: 'http' }, { portNumber: 9090 }, { targetPort: 'side' }, { targetPort: 8080 }, {}]), ...this.endpoint() }],
    }, this.random.pick<any>([{ team: 'a' }, { team: 'b' }, undefined])));
  }

  public probes(space: string): Manifest[] {
    const relabelingConfigs = [{ sourceLabels: ['__param_target'], regex: 'https?://([^/]+).*', targetLabel: 'host' }];
    const prober = { url: `10.${100 + this.at}.30.1:9115`, path: '/probe', ...this.maybe(0.3) && { scheme: 'https' } };
    return [
      ...this.maybe(0.6) ? [this.object('monitoring.coreos.com/v1', 'Probe', 'static', space, {
        prober, module: 'http_2xx', ...this.maybe(0.5) && { jobName: 'blackbox' }, targets: { staticConfig: { static: ['https://example.org', 'https://example.com/x'], ...this.maybe(0.5) && { labels: { env: 'live', namespace: 'mine' } }, ...this.maybe(0.5) && { relabelingConfigs } } },
      })] : [],
      ...this.maybe(0.6) ? [this.object('monitoring.coreos.com/v1', 'Probe', 'ingresses', space, {
        prober, interval: '45s', targets: { ingress: { selector: this.random.pick<any>([{}, { matchLabels: { app: 'web' } }]), namespaceSelector: this.namespaces(), ...this.maybe(0.5) && { relabelingConfigs } } },
      })] : [],
    ];
  }

  public scrapeConfigs(space: string): Manifest[] {
    const roles = ['Pod', 'Service', 'Endpoints', 'EndpointSlice', 'Ingress'];
    return [
      ...this.maybe(0.5) ? [this.object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'static', space, {
        ...this.maybe(0.5) && { jobName: 'static' }, metricsPath: '/custom', staticConfigs: [{ targets: [`10.${100 + this.at}.40.1:9090`], labels: { env: 'live' } }, { targets: [`10.${100 + this.at}.40.2:9090`] }], ...this.maybe(0.5) && { relabelings: [this.relabeling()] },
      })] : [],
      ...this.maybe(0.7) ? [this.object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'objects', space, {
        kubernetesSDConfigs: [{ role: this.random.pick(roles), namespaces: { names: this.random.pick([[...this.spaces], [space]]) } }],
        relabelings: [{ sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' }, ...this.maybe(0.5) ? [this.relabeling()] : []],
      })] : [],
      ...this.maybe(0.3) ? [this.object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'nodes', space, {
        jobName: 'nodes', scheme: 'HTTPS', kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Node', label: 'graph=yes' }] }], relabelings: [{ action: 'LabelMap', regex: '__meta_kubernetes_node_label_(.+)' }],
      })] : [],
    ];
  }

  protected selector(): object {
    const { random } = this;
    return random.pick<object>([
      {}, { matchLabels: { app: 'web' } }, { matchLabels: { app: 'web' } }, { matchLabels: { app: 'v1.2' } }, { matchLabels: { app: 'db', team: 'a' } }, { matchLabels: { app: 'wrong' } },
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'db'] }] }, { matchExpressions: [{ key: 'team', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }, { matchLabels: { app: 'db' }, matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] },
    ]);
  }

  protected namespaces(): object {
    return this.random.pick<object>([{ matchNames: [this.spaces[1]] }, { matchNames: [...this.spaces] }, { matchNames: ['nowhere'] }, {}, ...this.maybe(0.3) ? [{ any: true }] : []]);
  }

  protected endpoint(): object {
    const { random } = this;
    return {
      ...this.maybe(0.3) && { interval: random.pick(['5s', '90s', '2m']) },
      ...this.maybe(0.2) && { path: '/other' },
      ...this.maybe(0.2) && { scheme: 'https' },
      ...this.maybe(0.2) && { params: { module: ['one', 'two'] } },
      ...this.maybe(0.2) && { honorLabels: true },
      ...this.maybe(0.2) && { filterRunning: false },
      ...this.maybe(0.6) && { relabelings: Array.from({ length: 1 + random.int(3) }, () => this.relabeling()) },
    };
  }

  protected relabeling(): object {
    return this.random.pick<object>([
      { targetLabel: 'cluster', replacement: 'c1' },
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
      { sourceLabels: ['namespace', 'pod'], separator: '/', targetLabel: 'where' },
      { sourceLabels: ['__address__'], regex: '(.+):(\\d+)', targetLabel: 'host', replacement: '$1' },
      { sourceLabels: ['__address__'], regex: '([^:]+)(?::\\d+)?', targetLabel: '__address__', replacement: '${1}:1234' },
      { sourceLabels: ['__meta_kubernetes_pod_name'], regex: 'pod-(?P<number>\\d+)', targetLabel: 'number', replacement: 'n${number}' },
      { action: 'keep', sourceLabels: ['__meta_kubernetes_pod_ready'], regex: 'true' },
      { action: 'Drop', sourceLabels: ['__meta_kubernetes_pod_label_tier'], regex: 'back' },
      { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' },
      { action: 'labelmap', regex: '__meta_kubernetes_service_label_(.+)', replacement: 'svc_$1' },
      { action: 'labeldrop', regex: 'pod|container' },
      { action: 'labelkeep', regex: '__.*|job|namespace|instance' },
      { action: 'hashmod', sourceLabels: ['__address__'], modulus: 7, targetLabel: 'bucket' },
      { action: 'uppercase', sourceLabels: ['namespace'], targetLabel: 'upper' },
      { action: 'KeepEqual', sourceLabels: ['namespace'], targetLabel: '__meta_kubernetes_namespace' },
      { action: 'dropequal', sourceLabels: ['job'], targetLabel: 'service' },
      { targetLabel: 'instance', replacement: 'same' },
      { targetLabel: '__scheme__', replacement: 'https' },
      { sourceLabels: ['__meta_kubernetes_service_annotation_example_org_note'], regex: '(.+)', targetLabel: '__metrics_path__', replacement: '/$1' },
      { sourceLabels: ['job'], regex: '(.*)', targetLabel: 'job', replacement: 'x-$1' },
      { targetLabel: '__scrape_interval__', replacement: '5m' },
      { sourceLabels: ['service'], targetLabel: 'service', replacement: '' },
    ]);
  }

  protected maybe(share: number): boolean {
    return this.random.next() < share;
  }

  protected object(apiVersion: string, kind: string, name: string, namespace: string, spec?: object, labels?: { [name: string]: string | false }, annotations?: object): Manifest {
    return JSON.parse(JSON.stringify({ apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec }));
  }
}
