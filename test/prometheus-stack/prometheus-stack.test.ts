import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { IScrapeTarget, NodeSource, Platform, ScrapeTargetConfig, StackSize } from '../../src';
import { expectPatchable } from '../support/patches';
import { aStack, named, namesOf, operatorArguments, stackObjects } from '../support/stack';
import { aChart, aNode, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const EVERYTHING = {
  nodes: NodeSource.of([aNode('a', '10.0.0.1')]),
  namespaces: ['team-a'],
  kubeStateMetrics: { shards: 2, podDisruptionBudget: true },
  platform: Platform.KUBEADM,
  controlPlane: { controllerManager: true, scheduler: true, etcd: true, kubeProxy: true },
};

describe('as a whole', () => {
  test('with its defaults it has every component, two Prometheuses and three Alertmanagers, and only warns that data has no volume', () => {
    const { chart } = aStack();
    const objects = synth(chart);
    expect(named(objects, 'Prometheus', 'main').spec.replicas).toBe(2);
    expect(named(objects, 'Alertmanager', 'main').spec.replicas).toBe(3);
    expect(ofKind(objects, 'ServiceMonitor').map(({ metadata }) => metadata.name).sort())
      .toEqual(['alertmanager-main', 'apiserver', 'coredns', 'kube-state-metrics', 'kubelet', 'node-exporter', 'prometheus-main', 'prometheus-operator']);
    expect(new Set(noticesOf(aStack().chart).map(text => text.replace(/.*\[/, '[')))).toEqual(new Set(['[prometheus/no-storage]']));
  });

  test('on one node there is one of each, without budgets and spreading', () => {
    const objects = stackObjects({ highAvailability: false });
    expect(['Prometheus', 'Alertmanager'].map(kind => [named(objects, kind, 'main').spec.replicas, named(objects, kind, 'main').spec.affinity])).toEqual([[1, undefined], [1, undefined]]);
    expect(ofKind(objects, 'PodDisruptionBudget')).toEqual([]);
  });

  test('with several replicas they are spread over nodes and zones, and evicted one at a time', () => {
    const objects = stackObjects();
    for (const kind of ['Prometheus', 'Alertmanager']) {
      const { affinity, topologySpreadConstraints } = named(objects, kind, 'main').spec;
      const pods = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': kind.toLowerCase(), 'app.kubernetes.io/instance': 'main' };
      expect(affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector.matchLabels).toEqual(pods);
      expect(topologySpreadConstraints[0]).toMatchObject({ topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: pods } });
      expect(named(objects, 'PodDisruptionBudget', `${kind.toLowerCase()}-main`).spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: pods } });
    }
  });

  test.each([
    ['operator', 'prometheus-operator'], ['prometheus', 'prometheus-main'], ['alertmanager', 'alertmanager-main'], ['nodeExporter', 'node-exporter'],
    ['kubeStateMetrics', 'kube-state-metrics'], ['controlPlane', 'apiserver'],
  ] as const)('%s can be disabled: nothing of it is left', (component, name) => {
    const { chart, stack } = aStack({ [`${component}Enabled`]: false });
    expect(stack[component]).toBeUndefined();
    expect(namesOf(synth(chart)).filter(each => each.endsWith(` ${name}`))).toEqual([]);
  });

  test('documents come out in the order in which they can be applied', () => {
    const kinds = [...new Set(stackObjects(EVERYTHING).map(({ kind }) => kind))];
    const rank = (kind: string) => kinds.indexOf(kind);
    expect(kinds[0]).toBe('Namespace');
    const chain = ['Namespace', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Service', 'Deployment', 'ServiceMonitor'];
    expect(chain.map(rank)).toEqual([...chain.map(rank)].sort((a, b) => a - b));
    for (const late of ['Prometheus', 'Alertmanager', 'ServiceMonitor']) {
      expect(kinds.filter(kind => rank(kind) > rank(late)).every(kind => ['Prometheus', 'Alertmanager', 'ServiceMonitor', 'PrometheusRule'].includes(kind))).toBe(true);
    }
  });

  test('it adds no dependency edges, and a chart with its own edges keeps its order', () => {
    const { chart, stack } = aStack();
    expect(chart.node.findAll().flatMap(({ node }) => node.dependencies)).toEqual([]);
    const last = new ApiObject(chart, 'Late', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'late' } });
    expect(namesOf(synth(chart))[2]).toBe('Namespace late');
    last.node.addDependency(stack.prometheus!.customResource);
    expect(namesOf(synth(chart)).at(-1)).toBe('Namespace late');
  });

  test('same program, same bytes, whatever the order of the lists', () => {
    const one = aStack({ namespaces: ['b', 'a', 'b'], operator: { featureGates: { PrometheusShardRetentionPolicy: true, PrometheusTopologySharding: false } } });
    const other = aStack({ namespaces: ['a', 'b'], operator: { featureGates: { PrometheusTopologySharding: false, PrometheusShardRetentionPolicy: true } } });
    expect(JSON.stringify(synth(one.chart))).toBe(JSON.stringify(synth(other.chart)));
  });

  test('JSON patches reach every object', () => {
    const { chart } = aStack(EVERYTHING);
    for (const object of chart.node.findAll().filter(ApiObject.isApiObject)) { expectPatchable(object); }
  });

  test('no selector has a version or a label of the user', () => {
    const selectors = JSON.stringify(stackObjects({ ...EVERYTHING, commonLabels: { team: 'x' } }).map(({ kind, spec }) => kind === 'Service' ? spec.selector : spec?.selector?.matchLabels ?? spec?.podSelector));
    expect(selectors).toContain('app.kubernetes.io/name');
    expect(selectors).not.toMatch(/version|team/);
  });
});

describe('what all components share', () => {
  test('labels and annotations are on every object, and the labels on every pod', () => {
    const { chart, stack } = aStack({ ...EVERYTHING, commonLabels: { team: 'platform' }, commonAnnotations: { 'example.org/owner': 'platform' } });
    stack.addScrapeTarget(new ApiObject(chart, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ name: 'http', port: 80 }] } }));
    const objects = synth(chart).filter(({ metadata }) => metadata.name !== 'web');
    // a slice of addresses is found by its content
    expect(objects.filter(({ metadata }) => metadata.labels.team !== 'platform').map(({ kind }) => kind)).toEqual([]);
    expect(objects.filter(({ metadata }) => metadata.annotations?.['example.org/owner'] !== 'platform')).toEqual([]);
    const pods = objects.flatMap(({ spec }) => [spec?.template?.metadata, spec?.podMetadata].filter(Boolean));
    expect(pods.map(({ labels }) => labels.team)).toEqual(pods.map(() => 'platform'));
    expect(pods.length).toBe(5);
  });

  test('a component\'s own options take precedence over the stack\'s', () => {
    const objects = stackObjects({ priorityClassName: 'all', commonLabels: { team: 'all', tier: 'x' }, alertmanager: { priorityClassName: 'own', labels: { team: 'own' }, replicas: 5 } });
    expect(named(objects, 'Alertmanager', 'main').spec).toMatchObject({ priorityClassName: 'own', replicas: 5, podMetadata: { labels: { team: 'own', tier: 'x' } } });
    expect(named(objects, 'Prometheus', 'main').spec.priorityClassName).toBe('all');
    expect(theOne(objects, 'DaemonSet').spec.template.spec.priorityClassName).toBe('all');
  });

  test('placement does not apply to components that run on every node', () => {
    const toleration = { key: 'dedicated', operator: 'Exists' };
    const objects = stackObjects({ nodeSelector: { pool: 'monitoring' }, tolerations: [toleration], imagePullSecrets: ['registry'] });
    for (const spec of [named(objects, 'Prometheus', 'main').spec, named(objects, 'Deployment', 'kube-state-metrics').spec.template.spec]) {
      expect(spec).toMatchObject({ nodeSelector: { pool: 'monitoring' }, tolerations: [toleration], imagePullSecrets: [{ name: 'registry' }] });
    }
    expect(theOne(objects, 'DaemonSet').spec.template.spec).toMatchObject({ nodeSelector: { 'kubernetes.io/os': 'linux' }, tolerations: [{ operator: 'Exists' }], imagePullSecrets: [{ name: 'registry' }] });
  });

  test.each([StackSize.SMALL, StackSize.MEDIUM, StackSize.LARGE])('size %s: every container requests CPU and memory, and none has a limit', size => {
    const objects = stackObjects({ size, prometheus: { listenLocal: true, authProxy: true } });
    const containers = objects.flatMap(({ kind, spec }) => [...spec?.template?.spec.containers ?? [], ...spec?.containers ?? [], ...['Prometheus', 'Alertmanager'].includes(kind) ? [spec] : []]);
    expect(containers.length).toBe(6);
    for (const { resources } of containers) {
      expect(Object.keys(resources)).toEqual(['requests']);
      expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
    }
  });

  test('a larger cluster requests more', () => {
    const memory = (size: StackSize) => parseInt(named(stackObjects({ size }), 'Prometheus', 'main').spec.resources.requests.memory.replace(/Gi$/, '000'), 10);
    expect([memory(StackSize.SMALL) < memory(StackSize.MEDIUM), memory(StackSize.MEDIUM) < memory(StackSize.LARGE)]).toEqual([true, true]);
  });

  test('images lists every image that any object or flag names, from the registry of the stack, with digests', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const { chart, stack } = aStack({ imageRegistry: 'mirror.example.org', operator: { configReloaderImageDigest: digest }, prometheus: { listenLocal: true, authProxy: true } });
    const images = [...JSON.stringify(synth(chart)).matchAll(/"(?:image":"|--prometheus-config-reloader=)([^"]+)"/g)].map(match => match[1]);
    expect(stack.images).toEqual([...new Set(images)].sort());
    expect(stack.images).toHaveLength(7);
    expect(stack.images.every(image => image.startsWith('mirror.example.org/'))).toBe(true);
    expect(stack.images.find(image => image.includes('config-reloader'))).toMatch(new RegExp(`@${digest}$`));
  });

  test('only required clients may connect; node-exporter is on the host\'s network', () => {
    const policies = ofKind(stackObjects(), 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual(['alertmanager-main', 'kube-state-metrics', 'prometheus-main', 'prometheus-operator']);
    const scrapers = ['prometheus', 'prometheus-agent'].map(name => ({ podSelector: { matchLabels: { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': name } } }));
    expect(policies.find(({ metadata }) => metadata.name === 'kube-state-metrics')!.spec.ingress).toEqual([{ ports: [{ port: 8080, protocol: 'TCP' }, { port: 8081, protocol: 'TCP' }], from: scrapers }]);
    expect(ofKind(stackObjects({ networkPolicy: false }), 'NetworkPolicy')).toEqual([]);
  });
});

describe('namespaces and permissions', () => {
  test('the stack\'s namespace enforces "restricted", that of node-exporter cannot', () => {
    expect(ofKind(stackObjects(), 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels['pod-security.kubernetes.io/enforce']]))
      .toEqual([['monitoring', 'restricted'], ['monitoring-node-exporter', 'privileged']]);
    expect(ofKind(stackObjects({ nodeExporter: { namespace: 'monitoring' } }), 'Namespace').map(({ metadata }) => metadata.labels['pod-security.kubernetes.io/enforce'])).toEqual(['privileged']);
    expect(ofKind(stackObjects({ createNamespaces: false }), 'Namespace')).toEqual([]);
  });

  test('Prometheus discovers by a Role in each namespace with targets, and nowhere else', () => {
    const roles = ofKind(stackObjects({ namespaces: ['team-a'] }), 'Role').filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === 'prometheus');
    expect(roles.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual([
      'default/monitoring-prometheus-main-default', 'kube-system/monitoring-prometheus-main-kube-system', 'monitoring-node-exporter/monitoring-prometheus-main-monitoring-node-exporter',
      'monitoring/prometheus-main', 'team-a/monitoring-prometheus-main-team-a',
    ]);
    for (const { rules } of roles) {
      expect(rules).toEqual([
        { apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
      ]);
    }
  });

  test.each([{}, { allNamespaces: true }, { namespaces: ['a'] }, { prometheus: { listenLocal: true, authProxy: true } }])('%j: nowhere a wildcard', options => {
    const rules = stackObjects(options).flatMap(({ kind, rules: own }) => kind.endsWith('Role') ? own : []);
    expect(rules.length).toBeGreaterThan(5);
    expect(JSON.stringify(rules)).not.toContain('*');
  });

  test('with all namespaces there are ClusterRoles, and selectors that select all', () => {
    const objects = stackObjects({ allNamespaces: true });
    expect(ofKind(objects, 'Role').map(({ metadata }) => metadata.name)).toEqual(['prometheus-operator', 'monitoring-prometheus-operator-kubelet']);
    expect(named(objects, 'Prometheus', 'main').spec).toMatchObject({ serviceMonitorNamespaceSelector: {}, ruleNamespaceSelector: {} });
    expect(operatorArguments(objects).some(argument => argument.startsWith('--namespaces'))).toBe(false);
    expect(named(objects, 'ClusterRole', 'monitoring-prometheus-main').rules).toContainEqual({ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] });
  });

  test('selectors are explicit: everything in the watched namespaces, never by a label', () => {
    const own = named(stackObjects(), 'Prometheus', 'main').spec;
    const kinds = ['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor'];
    expect(kinds.map(kind => [own[`${kind}Selector`], own[`${kind}NamespaceSelector`]])).toEqual(kinds.map(() => [{}, undefined]));
    const { spec } = named(stackObjects({ namespaces: ['b', 'a'] }), 'Prometheus', 'main');
    const where = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b', 'monitoring'] }] };
    expect(kinds.map(kind => [spec[`${kind}Selector`], spec[`${kind}NamespaceSelector`]])).toEqual(kinds.map(() => [{}, where]));
    expect(operatorArguments(stackObjects({ namespaces: ['b', 'a'] }))).toContain('--namespaces=a,b,monitoring');
  });
});

describe('versions', () => {
  const specOf = (version: string) => named(stackObjects({ operator: { version } }), 'Prometheus', 'main').spec;

  test.each([['0.76.2', undefined], ['0.77.0', 'EndpointSlice']])('operator %s discovers by %s', (version, role) => expect(specOf(version).serviceDiscoveryRole).toBe(role));

  test.each([
    ['0.76.2', ['--kubelet-service=kube-system/monitoring-kubelet'], ['endpoints', 'services']],
    ['0.77.0', ['--kubelet-service=kube-system/monitoring-kubelet', '--kubelet-endpointslice=true', '--kubelet-endpoints=false'], ['services']],
  ])('operator %s writes the kubelets as %j', (version, flags, resources) => {
    const objects = stackObjects({ operator: { version } });
    expect(operatorArguments(objects).filter(argument => argument.startsWith('--kubelet'))).toEqual(flags);
    const role = named(objects, 'Role', 'monitoring-prometheus-operator-kubelet');
    expect(role.metadata.namespace).toBe('kube-system');
    expect(role.rules.filter(({ verbs }: any) => verbs[0] === 'create')[0].resources.sort()).toEqual(resources);
    expect(role.rules.some(({ resources: some }: any) => some.includes('endpointslices'))).toBe(version === '0.77.0');
  });

  test('the config reloader has the version of its operator', () => {
    expect(operatorArguments(stackObjects({ operator: { version: 'v0.85.0' } }))).toContain('--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0');
  });

  test('with nodes the kubelets are found by NodeEndpoints, and the operator writes no addresses', () => {
    const { chart, stack } = aStack({ nodes: NodeSource.of([aNode('a', '10.0.0.1')]) });
    const objects = synth(chart);
    expect(operatorArguments(objects).filter(argument => argument.startsWith('--kubelet'))).toEqual([]);
    expect(ofKind(objects, 'ServiceMonitor').map(({ metadata }) => metadata.name).filter(name => name.startsWith('kubelet'))).toEqual(['kubelet-nodes']);
    expect(stack.nodeEndpoints!.endpointSlices).toHaveLength(1);
    expect(stack.controlPlane!.jobs).toEqual(['apiserver', 'coredns']);
  });

  test.each([['0.76.2', 'Endpoints'], ['0.85.0', 'EndpointSlice'], ['0.86.0', 'EndpointSlice']])('with nodes and operator %s they are discovered by %s, without a warning', (version, role) => {
    const { chart } = aStack({ kubernetesVersion: '1.34', nodes: NodeSource.of([aNode('a', '10.0.0.1')]), operator: { version } });
    expect(noticesOf(chart).filter(text => text.includes('[node-endpoints/'))).toEqual([]);
    expect(ofKind(synth(chart), role)).toHaveLength(1);
  });
});

describe('addScrapeTarget', () => {
  const service = (chart: Chart, ports: object[], metadata: object = { name: 'web', namespace: 'shop' }) =>
    new ApiObject(chart, 'Service', { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'web' }, ports } });

  test('a ServiceMonitor in a namespace that Prometheus reads selects only this Service, its port by name, and has permissions there', () => {
    const { chart, stack } = aStack();
    const target = service(chart, [{ name: 'metrics', port: 8080 }]);
    stack.addScrapeTarget(target);
    const objects = synth(chart);
    expect(named(objects, 'ServiceMonitor', 'shop-web')).toMatchObject({
      metadata: { namespace: 'monitoring' },
      spec: {
        jobLabel: 'cdk8s-prometheus/scrape-target',
        selector: { matchLabels: { 'cdk8s-prometheus/scrape-target': 'web' } },
        namespaceSelector: { matchNames: ['shop'] },
        endpoints: [{ port: 'metrics' }],
      },
    });
    expect(named(objects, 'Service', 'web').metadata.labels).toEqual({ 'cdk8s-prometheus/scrape-target': 'web' });
    expect(named(objects, 'Role', 'monitoring-prometheus-main-shop').metadata.namespace).toBe('shop');
  });

  test('the port is that of the finished Service: a later patch counts', () => {
    const { chart, stack } = aStack();
    const target = service(chart, [{ name: 'metrics', port: 8080 }]);
    stack.addScrapeTarget(target);
    target.addJsonPatch(JsonPatch.replace('/spec/ports/0/name', 'telemetry'));
    expect(named(synth(chart), 'ServiceMonitor', 'shop-web').spec.endpoints).toEqual([{ port: 'telemetry' }]);
  });

  test('a construct may define how it is scraped', () => {
    class Exporter extends Construct implements IScrapeTarget {
      private readonly service = new ApiObject(this, 'Web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'exporter', namespace: 'shop' }, spec: { ports: [{ name: 'a', port: 1 }, { name: 'b', port: 2 }] } });
      public toScrapeTarget(): ScrapeTargetConfig { return { service: this.service, port: 'b', path: '/probe', honorLabels: true, basicAuth: { secretName: 'login' } }; }
    }
    const { chart, stack } = aStack();
    stack.addScrapeTarget(new Exporter(chart, 'Exporter'), { path: '/metrics' });
    expect(named(synth(chart), 'ServiceMonitor', 'shop-exporter').spec.endpoints).toEqual([{
      port: 'b', path: '/metrics', honorLabels: true, basicAuth: { username: { name: 'login', key: 'username' }, password: { name: 'login', key: 'password' } },
    }]);
  });

  test.each<[string, object[], object | undefined, string]>([
    ['scrape/port-missing', [], undefined, 'add a named port'],
    ['scrape/port-unnamed', [{ port: 80 }], undefined, 'add one, such as { name: \'metrics\', port: 80 }'],
    ['scrape/port-ambiguous', [{ name: 'http', port: 80 }, { name: 'metrics', port: 81 }], undefined, 'set "port" to the one with the metrics, one of "http", "metrics"'],
    ['scrape/port-unknown', [{ name: 'http', port: 80 }], { port: 'metrics' }, 'use one of "http"'],
  ])('%s: the error lists what the Service has', (id, ports, options, cure) => {
    const { chart, stack } = aStack();
    stack.addScrapeTarget(service(chart, ports), options);
    const errors = errorsOf(chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(cure);
    expect(errors).toContain('Service "web"');
  });

  test('a construct that is neither a Service nor a workload, and a Service in an unknown namespace, are rejected', () => {
    const { chart, stack } = aStack({ namespace: 'monitoring' }, aChart());
    expect(stack.addScrapeTarget(new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } }))).toBeUndefined();
    stack.addScrapeTarget(new Construct(chart, 'Empty'));
    stack.addScrapeTarget(service(chart, [{ name: 'a', port: 1 }], { name: 'web' }));
    const errors = errorsOf(chart);
    for (const part of ['"test/Web" is a ConfigMap', '"test/Empty" is a construct without a primary object', '[scrape/not-a-service]', '[scrape/target-namespace]']) { expect(errors).toContain(part); }
  });
});

describe('two stacks', () => {
  const twoIn = (one: object, other: object) => {
    const app = new App();
    const [a, b] = ['a', 'b'].map(name => new Chart(app, name));
    aStack(one, a);
    aStack(other, b);
    return b;
  };

  test('in two namespaces of one cluster share no object', () => {
    const app = new App();
    const charts = ['one', 'two'].map(namespace => new Chart(app, namespace, { namespace }));
    charts.forEach(chart => aStack({ namespaces: ['team'] }, chart));
    const keys = charts.map(chart => Testing.synth(chart).map(({ kind, metadata }: Manifest) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`));
    expect(keys[0].filter((key: string) => keys[1].includes(key))).toEqual([]);
  });

  test('in one namespace of one cluster are an error, but not in two clusters', () => {
    const errors = errorsOf(twoIn({ namespace: 'monitoring' }, { namespace: 'monitoring' }));
    expect(errors).toContain('[prometheus-stack/namespace-taken]');
    expect(errors).toContain('"a/Monitoring"');
    expect(errorsOf(twoIn({ namespace: 'monitoring' }, { namespace: 'monitoring', prometheus: { externalLabels: { cluster: 'eu-2' } } }))).toBe('');
  });

  test('never have the same kubelet Service', () => {
    const kubelet = { operator: { kubeletService: 'kube-system/kubelet' } };
    expect(errorsOf(twoIn({ namespace: 'one', ...kubelet }, { namespace: 'two', ...kubelet }))).toContain('[prometheus-stack/kubelet-owner]');
    expect(errorsOf(twoIn({ namespace: 'one', ...kubelet }, { namespace: 'two' }))).toBe('');
  });
});
