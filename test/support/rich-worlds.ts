import { Random } from './random';
import { credentials, rejectedObjects } from './rejected-objects';
import { Manifest } from './synth';
import { GraphWorld, Maker, NODE, NODE_OBJECT, TOPOLOGY } from './worlds';
import { HAND_ENDPOINTS, HAND_SELECTOR, WRITTEN_ENDPOINTS } from './written-endpoints';

// Test clusters with objects that people have next to a plain stack: several Prometheuses, third-party pods, rejected objects, handwritten
// addresses.

/** The number of plain ones before them. */
export const PLAIN_WORLDS = 40;

const API = 'monitoring.coreos.com/v1';
const AGENT_API = 'monitoring.coreos.com/v1alpha1';
const KINDS = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'];

/** Equal numbers give equal clusters. */
export function richWorldOf(at: number): GraphWorld {
  const name = `graph-${at}`;
  const spaces = [`${name}-a`, `${name}-b`];
  const make = new RichMaker(new Random(at + 1), at, spaces);
  const namespaces = spaces.map((space, i): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: space, labels: { world: name, ...i === 0 && { first: 'yes' } } } }));
  // the labels of the second are unknown
  const hidden = make.form === 'perhaps' ? namespaces.slice(1) : [];
  return {
    name,
    clusterOnly: hidden,
    objects: [
      NODE_OBJECT,
      ...namespaces.filter(each => !hidden.includes(each)),
      ...make.servers(),
      ...spaces.flatMap((space, i) => [...credentials(space), ...make.pods(space, i), ...make.foreignPods(space, i), ...make.services(space, i), ...make.ingresses(space)]),
      ...spaces.flatMap(space => [...make.serviceMonitors(space), ...make.podMonitors(space), ...make.probes(space), ...make.scrapeConfigs(space)]),
      ...spaces.map(space => make.withoutPods(space)), ...make.writtenEndpoints(), ...make.twins(), ...make.ofOperators(),
      ...rejectedObjects(spaces[0], at, 'operator', 3), ...rejectedObjects(spaces[1], at, 'apiserver', 2),
    ],
  };
}

type Form = 'teams' | 'agent' | 'idle' | 'perhaps' | 'versions' | 'enforced' | 'rejected' | 'classes' | 'shards' | 'operators';
const FORMS: readonly Form[] = ['teams', 'agent', 'idle', 'perhaps', 'versions', 'enforced', 'rejected', 'classes', 'shards', 'operators'];

class RichMaker extends Maker {
  public get form(): Form {
    return FORMS[this.at % FORMS.length];
  }

  /** The number of earlier test clusters of this form. */
  private get turn(): number {
    return Math.floor(this.at / FORMS.length);
  }

  public servers(): Manifest[] {
    const all = this.selecting({}, { matchLabels: { world: `graph-${this.at}` } });
    const [a, b] = this.spaces;
    const server = (name: string, spec: object, namespace = a) => this.object(API, 'Prometheus', name, namespace, { ...this.some(), ...spec });
    const agent = (spec: object, namespace = a) => this.object(AGENT_API, 'PrometheusAgent', 'agent', namespace, { ...this.some(), ...spec });
    const classes = (...own: object[]) => ({ scrapeClasses: own });
    switch (this.form) {
      case 'teams': return [
        server('main', this.selecting({ matchLabels: { team: 'a' } }, { matchLabels: { world: `graph-${this.at}` } })),
        server('second', { ...this.selecting({ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] }, { matchExpressions: [{ key: 'first', operator: 'DoesNotExist' }, { key: 'world', operator: 'In', values: [`graph-${this.at}`] }] }) }, b),
      ];
      case 'agent': return [server('main', all), agent({ ...all, shards: 2 }, b)];
      case 'idle': return [
        // without any selector the operator writes nothing
        server('main', all), server('idle', {}), server('nobody', Object.fromEntries(KINDS.map(kind => [`${kind}Selector`, { matchLabels: { team: 'nobody' } }])), b),
        server('spaces', { podMonitorSelector: {}, ...Object.fromEntries(KINDS.map(kind => [`${kind}NamespaceSelector`, {}])), podMonitorNamespaceSelector: { matchNames: undefined, matchLabels: { world: 'nowhere' } } }),
      ];
      case 'perhaps': return [server('main', all), server('perhaps', this.selecting({}, { matchLabels: { world: `graph-${this.at}`, first: 'yes' } }))];
      case 'versions': return [
        server('main', { ...all, version: 'v2.55.1', arbitraryFSAccessThroughSMs: { deny: true } }), server('second', { ...all, scrapeInterval: '15s' }), server('slow', { ...all, scrapeInterval: '2m', version: 'v3.5.0' }, b),
      ];
      case 'enforced': return [
        server('main', { ...all, enforcedNamespaceLabel: 'tenant', excludedFromEnforcement: this.exceptions() }), server('second', { ...all, enforcedNamespaceLabel: 'namespace', ignoreNamespaceSelectors: true, overrideHonorLabels: true }, b),
      ];
      case 'rejected': return [
        server('main', all),
        // the operator fails on it
        server('broken', { ...all, ...classes({ name: 'x', relabelings: [{ action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b' }] }) }, b),
        server('refused', { ...all, replicas: 'two' }, b),
      ];
      case 'classes': return [
        server('main', { ...all, ...classes({ name: 'all', default: true, relabelings: [{ targetLabel: 'class', replacement: 'all' }], metricRelabelings: [{ action: 'labeldrop', regex: 'x' }] }, { name: 'nodes', attachMetadata: { node: true } }) }),
        server('second', { ...all, ...classes({ name: 'other', relabelings: [{ targetLabel: 'class', replacement: 'other' }] }) }, b),
      ];
      case 'shards': return [server('main', { ...all, shards: 2, serviceDiscoveryRole: 'EndpointSlice' }), agent({ ...all, shards: 1 })];
      default: {
        const own = this.turn % 2 === 0 ? {} : { serviceName: 'own' };
        return [server('main', { ...all, ...own }), agent({ ...all, ...this.maybe(0.5) && { serviceDiscoveryRole: 'EndpointSlice' } })];
      }
    }
  }

  /** Objects that no known controller has created, or that no longer exist. */
  public foreignPods(space: string, at: number): Manifest[] {
    const pod = (name: string, last: number, phase: string, metadata: object, labels: object = { app: 'web' }, spec: object = {}) => {
      const ip = `10.${100 + this.at}.${at}.${last}`;
      const made = this.object('v1', 'Pod', name, space, {
        nodeName: NODE,
        automountServiceAccountToken: false,
        tolerations: [{ operator: 'Exists' }],
        ...spec,
        containers: [{ name: 'app', image: 'example.org/app:1', ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }, { name: 'http', containerPort: 8080, protocol: 'TCP' }] }],
      }, { ...TOPOLOGY, ...labels });
      const status = { phase, podIP: ip, podIPs: [{ ip }], hostIP: '10.99.0.1', hostIPs: [{ ip: '10.99.0.1' }], conditions: [{ type: 'Ready', status: phase === 'Running' ? 'True' : 'False' }] };
      return { ...made, metadata: { ...made.metadata, ...metadata }, status } as Manifest;
    };
    const ofDatabase = { ownerReferences: [{ apiVersion: 'example.org/v1', kind: 'Database', name: 'db', uid: `00000000-0000-0000-0000-0000000${this.at}${at}00`, controller: true }] };
    return [
      ...this.maybe(0.4) ? [pod('db-0', 50, 'Running', ofDatabase, { app: this.random.pick(this.apps), tier: 'front' })] : [],
      ...this.maybe(0.4) ? [pod('once-x', 51, 'Succeeded', {}, { 'app': 'web', 'job-name': 'once', 'batch.kubernetes.io/job-name': 'once' }, { restartPolicy: 'Never' })] : [],
      ...this.maybe(0.4) ? [pod('install-hook', 52, this.random.pick(['Succeeded', 'Failed', 'Running']), { annotations: { 'helm.sh/hook': 'pre-install,post-upgrade' } }, undefined, { restartPolicy: 'Never' })] : [],
      // Helm creates it only for a test
      ...this.maybe(0.4) ? [pod('test-hook', 53, 'Running', { annotations: { 'helm.sh/hook': 'test' } })] : [],
    ];
  }

  /** A controller without pods, because it is scaled down. */
  public withoutPods(space: string): Manifest {
    // its own label, otherwise it adopts third-party pods, and deletes them
    const labels = { app: 'web', tier: 'front', stopped: 'yes' };
    const template = (restartPolicy: string) => ({
      metadata: { labels }, spec: { restartPolicy, containers: [{ name: 'app', image: 'example.org/app:1', ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }] }] },
    });
    const selector = { matchLabels: labels };
    const [apiVersion, kind, spec] = this.random.pick<readonly [string, string, object]>([
      ['apps/v1', 'Deployment', { replicas: 0, selector, template: template('Always') }], ['apps/v1', 'StatefulSet', { replicas: 0, serviceName: 'x', selector, template: template('Always') }],
      ['v1', 'ReplicationController', { replicas: 0, selector: selector.matchLabels, template: template('Always') }], ['batch/v1', 'Job', { suspend: true, template: template('Never') }],
      ['batch/v1', 'Job', { parallelism: 0, template: template('Never') }], ['batch/v1', 'CronJob', { schedule: '* * * * *', suspend: true, jobTemplate: { spec: { template: template('Never') } } }],
    ]);
    return this.object(apiVersion, kind, 'stopped', space, spec, { app: 'web' });
  }

  /** Like before, with some for other consumers. */
  public override serviceMonitors(space: string): Manifest[] {
    // only few: each is loaded by every Prometheus
    return super.serviceMonitors(space).slice(0, 1 + this.at % 2).map(each => this.maybe(0.25) ? { ...each, spec: { ...each.spec, scrapeClass: this.random.pick(['all', 'other', 'nodes']) } } : each);
  }

  public override podMonitors(space: string): Manifest[] {
    return super.podMonitors(space).slice(0, 1);
  }

  public override probes(space: string): Manifest[] {
    const prober = { url: `10.${100 + this.at}.30.2:9115`, ...this.maybe(0.3) && { scheme: 'HTTPS' } };
    const targets = { staticConfig: { static: [`https://${space}.example.org`] }, ingress: { selector: {}, namespaceSelector: { any: true } } };
    return [
      ...super.probes(space),
      ...this.maybe(0.4) ? [this.object(API, 'Probe', 'both', space, { prober, targets: this.maybe(0.5) ? targets : { ingress: targets.ingress }, params: [{ name: 'x', values: ['y', 'z'] }] }, { team: this.random.pick(['a', 'b']) })] : [],
    ];
  }

  public override scrapeConfigs(space: string): Manifest[] {
    const own = this.random.pick<object>([
      { role: 'Pod', namespaces: { ownNamespace: true }, attachMetadata: { node: true } }, { role: 'Endpoints', namespaces: { names: [this.spaces[1]], ownNamespace: true } }, { role: 'Service', selectors: [{ role: 'Service', label: 'app in (web, db),team!=b' }] },
      { role: 'Pod', namespaces: { names: [space] }, selectors: [{ role: 'Pod', label: 'app=web,!tier' }] }, { role: 'EndpointSlice', namespaces: { names: [space] }, selectors: [{ role: 'Service', label: 'app' }] },
    ]);
    return [
      ...super.scrapeConfigs(space),
      ...this.maybe(0.5) ? [this.object(AGENT_API, 'ScrapeConfig', 'second', space, { kubernetesSDConfigs: [own], honorLabels: true, ...this.maybe(0.5) && { relabelings: [this.relabeling()] } }, { team: this.random.pick(['a', 'b']) })] : [],
    ];
  }

  public writtenEndpoints(): Manifest[] {
    const all = Object.values(WRITTEN_ENDPOINTS);
    return this.spaces.flatMap((namespace, i) => [
      ...all[(this.at * 2 + i) % all.length]({ namespace, network: `10.${100 + this.at}.${20 + i}`, node: NODE }),
      this.object(API, 'ServiceMonitor', 'hand', namespace, {
        selector: HAND_SELECTOR, endpoints: [0, 1].map(each => HAND_ENDPOINTS[(this.turn + 3 * each + i) % HAND_ENDPOINTS.length]).map(endpoint => ({ ...endpoint, ...this.maybe(0.3) && { relabelings: [this.relabeling()] } })), ...this.maybe(0.3) && { serviceDiscoveryRole: 'EndpointSlice' },
      }, { team: 'a' }),
    ]);
  }

  /** A Service and its headless twin: one monitor selects both, which may result in one target. */
  public twins(): Manifest[] {
    if (!this.maybe(0.5)) { return []; }
    const [space] = this.spaces;
    const twin = (name: string, more: object) => this.object('v1', 'Service', name, space, { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' }], ...more }, { twin: 'yes', app: 'web' });
    return [
      twin('twin', {}), twin('twin-headless', { clusterIP: 'None' }),
      this.object(API, 'ServiceMonitor', 'twins', space, {
        selector: { matchLabels: { twin: 'yes' } }, jobLabel: 'app', endpoints: [{ port: 'metrics' }, { port: 'metrics', relabelings: [{ action: 'labeldrop', regex: 'service' }] }],
      }, { team: 'a' }),
    ];
  }

  /** The Services of the operator: they select a pod that looks like one of its own. */
  public ofOperators(): Manifest[] {
    if (this.form !== 'operators') { return []; }
    const [space] = this.spaces;
    const pod = (name: string, last: number, app: string, ports: readonly [string, number][]): Manifest => {
      const ip = `10.${100 + this.at}.0.${last}`;
      return {
        ...this.object('v1', 'Pod', name, space, {
          nodeName: NODE, automountServiceAccountToken: false, tolerations: [{ operator: 'Exists' }], containers: [{ name: 'main', image: 'example.org/app:1', ports: ports.map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })) }],
        }, { ...TOPOLOGY, 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': 'main', 'app.kubernetes.io/managed-by': 'prometheus-operator', 'operator.prometheus.io/name': 'main', 'prometheus': 'main' }),
        status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], hostIP: '10.99.0.1', hostIPs: [{ ip: '10.99.0.1' }], conditions: [{ type: 'Ready', status: 'True' }] },
      };
    };
    const own = this.object('v1', 'Service', 'own', space, { clusterIP: 'None', selector: { 'app.kubernetes.io/name': 'prometheus' }, ports: [{ name: 'web', port: 9090, protocol: 'TCP', targetPort: 'web' }] }, { own: 'yes' });
    const monitor = (name: string, matchLabels: object, endpoint: object = { port: 'web' }) => this.object(API, 'ServiceMonitor', name, space, { selector: { matchLabels }, endpoints: [endpoint, { relabelings: [{ action: 'labelmap', regex: '__meta_kubernetes_service_label_(.+)' }] }] });
    return [
      own,
      pod('looks-like-prometheus', 61, 'prometheus', [['web', 9090], ['grpc', 10901]]), pod('looks-like-agent', 62, 'prometheus-agent', [['web', 9090]]),
      pod('looks-like-alertmanager', 63, 'alertmanager', [['web', 9093]]), pod('looks-like-ruler', 64, 'thanos-ruler', [['web', 10902], ['grpc', 10901]]),
      this.object(API, 'Alertmanager', 'main', space, { ...this.maybe(0.5) && { portName: 'http' } }),
      this.object(API, 'ThanosRuler', 'main', space, { queryEndpoints: ['query:10902'], ruleSelector: {} }),
      monitor('operated', { 'operated-prometheus': 'true' }), monitor('managed', { 'managed-by': 'prometheus-operator' }), monitor('well-known', { 'app.kubernetes.io/managed-by': 'prometheus-operator' }),
      monitor('alertmanager', { 'operated-alertmanager': 'true' }), monitor('ruler', { 'operated-thanos-ruler': 'true' }, { port: 'grpc' }), monitor('own', { own: 'yes' }),
    ];
  }

  /** UTF-8 names if all accept them, drops after a rename, and addresses that cannot be scraped. */
  protected override relabeling(): object {
    const { random } = this;
    if (this.maybe(0.6)) { return super.relabeling(); }
    return random.pick<object>([
      { sourceLabels: ['namespace'], targetLabel: 'ns' }, { action: 'drop', sourceLabels: ['ns'], regex: '.+-b' }, { action: 'drop', sourceLabels: ['namespace'], regex: '.+' },
      { action: 'keep', sourceLabels: ['nowhere'], regex: 'x' }, { targetLabel: '__address__', replacement: '' }, { sourceLabels: ['__address__'], targetLabel: '__address__', replacement: '$1/path' },
      { targetLabel: 'service.name', replacement: 'x' }, { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'k8s.$1' }, { targetLabel: 'größe', sourceLabels: ['job'] },
      { action: 'labeldrop', regex: 'service\\.name|k8s\\..*' }, { targetLabel: '__tmp_disable_sharding', replacement: 'yes' },
      { action: 'labeldrop', regex: '__meta_kubernetes_.*' }, { sourceLabels: ['pod', 'service'], separator: '', regex: '', action: 'drop' }, { targetLabel: 'job', replacement: '' },
      { action: 'lowercase', sourceLabels: ['service'], targetLabel: 'service' }, { targetLabel: '__param_module', replacement: 'tcp' },
    ]);
  }

  /** Fields that any Prometheus may have. */
  private some(): object {
    const { random } = this;
    return {
      ...this.maybe(0.3) && { serviceDiscoveryRole: random.pick(['EndpointSlice', 'Endpoints']) },
      ...this.maybe(0.3) && { podTargetLabels: ['tier'] },
      ...this.maybe(0.15) && { ignoreNamespaceSelectors: true },
      ...this.maybe(0.2) && { scrapeInterval: random.pick(['60s', '15s', '1h30m']) },
    };
  }

  private selecting(selector: object, namespaces: object): object {
    return Object.fromEntries(KINDS.flatMap(kind => [[`${kind}Selector`, selector], [`${kind}NamespaceSelector`, namespaces]]));
  }

  private exceptions(): object[] {
    const [a, b] = this.spaces;
    const group = 'monitoring.coreos.com';
    return [{ group, resource: 'servicemonitors', namespace: b }, { group, resource: 'podmonitors', namespace: a, name: 'graph-0' }, { group, resource: 'probes', namespace: a, name: 'static' }, { group, resource: 'scrapeconfigs', namespace: a, name: 'second' }];
  }
}
