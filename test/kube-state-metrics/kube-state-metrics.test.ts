import { Duration } from 'cdk8s';
import { KubeStateMetrics, KubeStateMetricsOptions } from '../../src';
import { defaultCollectors } from '../../src/kube-state-metrics/collectors';
import { ComponentVersion } from '../../src/versions/component-version';
import { allowed, containerOf, CUSTOM, made, objectsOf, podOf } from '../support/kube-state-metrics';
import { expectPatchable } from '../support/patches';
import { aChart, errorsOf, noticesOf, ofKind, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

describe('permissions', () => {
  test.each(['2.8.0', '2.12.0', '2.13.0', '2.17.9', '2.18.0', '2.19.9', '2.20.0'])('%s: exactly list and watch for the default collectors, without Secrets', version => {
    const collected = defaultCollectors(ComponentVersion.parse('kubeStateMetrics', 'version', version).version).map(({ resource }) => resource);
    expect(collected).toContain('secrets');
    const expected = collected.filter(resource => resource !== 'secrets').map(resource => `list+watch ${resource}`).sort();
    expect(allowed(theOne(objectsOf({ version }), 'ClusterRole'))).toEqual(expected);
  });

  test('Secrets are collected only on request', () => {
    expect(allowed(theOne(objectsOf({ resources: ['secrets'] }), 'ClusterRole'))).toEqual(['list+watch secrets']);
  });

  test('additional resources are added to arguments and permissions', () => {
    const [plain, more] = [{}, { extraResources: ['secrets', 'ingressclasses'] }].map(options => objectsOf(options));
    const added = allowed(theOne(more, 'ClusterRole')).filter((rule: string) => !allowed(theOne(plain, 'ClusterRole')).includes(rule));
    expect(added).toEqual(['list+watch ingressclasses', 'list+watch secrets']);
    const [argument] = theOne(more, 'Deployment').spec.template.spec.containers[0].args;
    expect(argument).toMatch(/^--resources=.*,ingressclasses,.*,secrets,/);
  });

  test('only what is chosen', () => {
    expect(theOne(objectsOf({ resources: ['pods', 'nodes', 'deployments'], excludeResources: ['nodes'] }), 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'watch'] },
    ]);
  });

  test('no wildcard with any options', () => {
    for (const options of [{}, { namespaces: ['a'] }, { shards: 2 }, { customResourceState: CUSTOM }, { authFilter: true }]) {
      const rules = objectsOf(options).flatMap(({ kind, rules: own }) => kind.endsWith('Role') ? own : []);
      expect(JSON.stringify(rules)).not.toContain('*');
    }
  });

  test('with namespaces: one Role for each, and a ClusterRole only for cluster-scoped resources', () => {
    const objects = objectsOf({ namespaces: ['team-b', 'team-a'], resources: ['pods', 'nodes'] });
    expect(ofKind(objects, 'Role').map(({ metadata, rules }) => [metadata.namespace, metadata.name, rules])).toEqual(
      ['team-a', 'team-b'].map(namespace => [namespace, `monitoring-kube-state-metrics-${namespace}`, [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]]));
    for (const binding of ofKind(objects, 'RoleBinding')) {
      expect(binding).toMatchObject({ roleRef: { kind: 'Role', name: binding.metadata.name }, subjects: [{ kind: 'ServiceAccount', name: 'kube-state-metrics', namespace: 'monitoring' }] });
    }
    expect(allowed(theOne(objects, 'ClusterRole'))).toEqual(['list+watch nodes']);
    expect(podOf(objects).containers[0].args).toContain('--namespaces=team-a,team-b');
  });

  test('with namespaces and only namespaced resources there is no ClusterRole', () => {
    const { ksm } = made({ namespaces: ['a'], resources: ['pods'] });
    expect([ksm.clusterRole, ksm.clusterRoleBinding, ksm.roles.length, ksm.roleBindings.length]).toEqual([undefined, undefined, 1, 1]);
  });

  test('names of cluster-scoped objects contain the namespace', () => {
    for (const object of objectsOf().filter(({ kind }) => kind.startsWith('ClusterRole'))) {
      expect([object.metadata.name, object.metadata.namespace]).toEqual(['monitoring-kube-state-metrics', undefined]);
    }
  });

  test('only the pod mounts the token', () => {
    const objects = objectsOf();
    expect([theOne(objects, 'ServiceAccount').automountServiceAccountToken, podOf(objects).automountServiceAccountToken]).toEqual([false, true]);
  });

  test.each([['2.8.2', false], ['2.9.0', true]])('%s watches definitions of custom resources: %s', (version, watches) => {
    const rights = allowed(theOne(objectsOf({ version, customResourceState: CUSTOM }), 'ClusterRole'));
    expect(rights).toContain('list+watch things');
    expect(rights.includes('list+watch customresourcedefinitions')).toBe(watches);
  });

  test('custom resources of namespaces are read there, cluster-scoped ones everywhere', () => {
    const [thing] = CUSTOM.resources;
    const options = { namespaces: ['a'], resources: [], customResourceState: { resources: [thing, { ...thing, resourcePlural: 'bigthings', clusterScoped: true, metricNamePrefix: 'big' }] } };
    const objects = objectsOf(options);
    expect(allowed(theOne(objects, 'Role'))).toEqual(['list+watch things']);
    expect(allowed(theOne(objects, 'ClusterRole'))).toEqual(['list+watch bigthings', 'list+watch customresourcedefinitions']);
  });
});

describe('sharding', () => {
  const objects = objectsOf({ shards: 3, podDisruptionBudget: true, clusterNodes: 400 });

  test('is a StatefulSet whose pods find their ordinal themselves', () => {
    const { spec } = theOne(objects, 'StatefulSet');
    expect(spec).toMatchObject({ replicas: 3, serviceName: 'kube-state-metrics' });
    const [container] = spec.template.spec.containers;
    expect(container.args).toEqual(expect.arrayContaining(['--pod=$(POD_NAME)', '--pod-namespace=$(POD_NAMESPACE)']));
    expect(container.env.map(({ name, valueFrom }: any) => [name, valueFrom.fieldRef.fieldPath])).toEqual([['POD_NAME', 'metadata.name'], ['POD_NAMESPACE', 'metadata.namespace']]);
    expect(ofKind(objects, 'Deployment')).toEqual([]);
  });

  test('may read its own pods and its own StatefulSet', () => {
    expect(theOne(objects, 'Role')).toMatchObject({
      metadata: { name: 'kube-state-metrics-sharding', namespace: 'monitoring' },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
        { apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: ['kube-state-metrics'], verbs: ['get', 'list', 'watch'] },
      ],
    });
  });

  test('divides the requests for the size of the cluster', () => {
    expect(podOf(objects).containers[0].resources).toEqual({ requests: { cpu: '200m', memory: '450Mi' } });
  });

  test('has a PodDisruptionBudget on request, with the same immutable selector', () => {
    const budget = theOne(objects, 'PodDisruptionBudget');
    expect(budget.spec).toEqual({ maxUnavailable: 1, selector: theOne(objects, 'StatefulSet').spec.selector });
  });
});

describe('the workload', () => {
  test('selectors have no version, and are the same for every one', () => {
    const selectors = ['2.8.0', '2.13.0', '2.20.0'].map(version => theOne(objectsOf({ version }), 'Deployment').spec.selector);
    for (const selector of selectors) { expect(selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'kube-state-metrics', 'app.kubernetes.io/instance': 'kube-state-metrics' } }); }
  });

  test('Service, ServiceMonitor and pods agree in labels, names and ports', () => {
    const objects = objectsOf({ name: 'ksm', labels: { team: 'a' } });
    const [service, monitor, deployment] = ['Service', 'ServiceMonitor', 'Deployment'].map(kind => theOne(objects, kind));
    expect(service.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(deployment.spec.template.metadata.labels).toMatchObject({ ...service.spec.selector, team: 'a' });
    expect(monitor.spec.endpoints.map(({ port }: any) => port)).toEqual(service.spec.ports.map(({ name }: any) => name));
    expect(deployment.spec.template.spec.containers[0].ports.map(({ name }: any) => name)).toEqual(service.spec.ports.map(({ targetPort }: any) => targetPort));
    expect(service.metadata.labels[monitor.spec.jobLabel]).toBe('kube-state-metrics');
  });

  test('the labels of described objects take precedence over target labels, and its own pod never replaces them', () => {
    const [metrics, telemetry] = theOne(objectsOf({ interval: Duration.seconds(30), scrapeTimeout: Duration.seconds(20) }), 'ServiceMonitor').spec.endpoints;
    expect(metrics).toEqual({ port: 'http-metrics', honorLabels: true, interval: '30s', scrapeTimeout: '20s', relabelings: [{ action: 'labeldrop', regex: '(pod|container)' }] });
    expect(telemetry).toEqual({ port: 'telemetry', interval: '30s', scrapeTimeout: '20s' });
  });

  test('pods meet the pod security standard "restricted"', () => {
    const pod = podOf(objectsOf({ authProxy: true }));
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { securityContext } of pod.containers) { expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }); }
  });

  test('by default the arguments list what is collected: all that kube-state-metrics collects, without Secrets', () => {
    const [argument, ...more] = containerOf().args;
    expect(more).toEqual([]);
    expect(argument).toMatch(/^--resources=certificatesigningrequests,configmaps,/);
    expect(argument).not.toContain('secrets');
  });

  test('every option is a flag, each list sorted and without duplicates', () => {
    expect(containerOf({
      resources: ['pods', 'nodes', 'pods'],
      namespacesDenylist: ['b', 'a'],
      metricDenylist: ['kube_b', 'kube_a'],
      metricOptInList: ['kube_c'],
      metricLabelsAllowlist: { pods: ['b', 'a'], nodes: ['*'] },
      metricAnnotationsAllowlist: { '*': ['example.org/*'] },
      customResourceState: CUSTOM,
    }).args).toEqual([
      '--resources=nodes,pods',
      '--namespaces-denylist=a,b',
      '--custom-resource-state-config-file=/etc/kube-state-metrics/custom-resource-state/config.yaml',
      '--metric-denylist=kube_a,kube_b',
      '--metric-opt-in-list=kube_c',
      '--metric-labels-allowlist=nodes=[*],pods=[a,b]',
      '--metric-annotations-allowlist=*=[example.org/*]',
    ]);
    expect(containerOf({ resources: ['pods'], metricAllowlist: ['kube_pod_info'] }).args).toEqual(['--resources=pods', '--metric-allowlist=kube_pod_info']);
  });

  test('an empty list of resources collects custom resources alone', () => {
    expect(containerOf({ resources: [], customResourceState: CUSTOM }).args).toContain('--custom-resource-state-only=true');
  });

  test('scheduling, images and requests are those of the options', () => {
    const pod = podOf(objectsOf({
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: ['pull'],
      imageRegistry: 'mirror.example.org',
      imageDigest: `sha256:${'0'.repeat(64)}`,
      version: 'v2.20.0',
      cpu: '50m',
      memory: '100Mi',
      memoryLimit: '1Gi',
      authProxy: true,
    }));
    expect(pod).toMatchObject({
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: [{ name: 'pull' }],
    });
    expect(pod.containers[0]).toMatchObject({
      image: `mirror.example.org/kube-state-metrics/kube-state-metrics:v2.20.0@sha256:${'0'.repeat(64)}`,
      resources: { requests: { cpu: '50m', memory: '100Mi' }, limits: { memory: '1Gi' } },
    });
    expect(pod.containers[1].image).toMatch(/^mirror\.example\.org\/brancz\/kube-rbac-proxy:v/);
  });

  test.each([[1, '100m', '250Mi'], [100, '100m', '250Mi'], [101, '101m', '252Mi'], [1000, '1000m', '2050Mi']])('for %s nodes it requests %s and %s', (clusterNodes, cpu, memory) => {
    expect(containerOf({ clusterNodes }).resources).toEqual({ requests: { cpu, memory } });
  });

  test('the order of options changes nothing', () => {
    const a = objectsOf({ resources: ['pods', 'nodes'], excludeResources: ['jobs', 'leases'], namespaces: ['x', 'y'], metricAllowlist: ['a', 'b'] });
    const b = objectsOf({ resources: ['nodes', 'pods'], excludeResources: ['leases', 'jobs'], namespaces: ['y', 'x'], metricAllowlist: ['b', 'a'] });
    expect(b).toEqual(a);
  });

  test('a JSON patch of any field of any object reaches the output', () => {
    const { ksm } = made({ shards: 2, namespaces: ['a'], podDisruptionBudget: true, customResourceState: CUSTOM, tls: { secretName: 'tls' } });
    const objects = [
      ksm.statefulSet, ksm.service, ksm.serviceMonitor, ksm.serviceAccount, ksm.clusterRole, ksm.clusterRoleBinding, ...ksm.roles, ...ksm.roleBindings,
      ksm.podDisruptionBudget, ksm.customResourceStateConfigMap, ksm.webConfigMap,
    ];
    expect(objects).toHaveLength(13);
    for (const object of [...objects, made().ksm.deployment]) { expectPatchable(object!); }
  });

  test('two in one chart with two names share no object', () => {
    const { chart } = made();
    new KubeStateMetrics(chart, 'Second', { name: 'second' });
    expect(errorsOf(chart)).toBe('');
    new KubeStateMetrics(chart, 'Third');
    expect(errorsOf(chart)).toContain('[manifest/name-twice]');
  });
});

describe('is refused', () => {
  test.each<[string, KubeStateMetricsOptions]>([
    ['kube-state-metrics/resource', { resources: ['pod'] }],
    ['kube-state-metrics/resource', { resources: ['validatingadmissionpolicies'], version: '2.19.0' }],
    ['kube-state-metrics/resource', { excludeResources: ['secret'] }],
    ['kube-state-metrics/resource', { extraResources: ['secret'] }],
    ['kube-state-metrics/resources-twice', { resources: ['pods'], extraResources: ['secrets'] }],
    ['kube-state-metrics/resource-excluded', { extraResources: ['secrets'], excludeResources: ['secrets'] }],
    ['kube-state-metrics/nothing-collected', { resources: [] }],
    ['kube-state-metrics/nothing-collected', { resources: ['pods'], excludeResources: ['pods'] }],
    ['kube-state-metrics/metric-lists', { metricAllowlist: ['a'], metricDenylist: ['b'] }],
    ['kube-state-metrics/metric-pattern', { metricAllowlist: ['a,b'] }],
    ['kube-state-metrics/metric-pattern', { metricDenylist: ['('] }],
    ['kube-state-metrics/metric-pattern', { metricOptInList: ['a b'] }],
    ['kube-state-metrics/allowlist-resource', { metricLabelsAllowlist: { pod: ['app'] } }],
    ['kube-state-metrics/allowlist-resource', { metricAnnotationsAllowlist: { pods: ['app'] }, excludeResources: ['pods'] }],
    ['kube-state-metrics/allowlist-key', { metricLabelsAllowlist: { pods: ['a', '*'] } }],
    ['kube-state-metrics/namespaces-empty', { namespaces: [] }],
    ['kube-state-metrics/namespace-lists', { namespaces: ['a'], namespacesDenylist: ['b'], version: '2.20.0' }],
    ['manifest/namespace-name', { namespaces: ['team-*'] }],
    ['manifest/namespace-name', { namespacesDenylist: ['A'] }],
    ['kube-state-metrics/custom-resource-group', { customResourceState: { resources: [{ ...CUSTOM.resources[0], groupVersionKind: { group: '', version: 'v1', kind: 'Pod' } }] } }],
    ['manifest/number', { shards: 0 }],
    ['manifest/number', { shards: 1.5 }],
    ['manifest/number', { shards: NaN }],
    ['manifest/number', { clusterNodes: -1 }],
    ['manifest/reference', { tls: { secretName: 'A b' } }],
    ['manifest/reference', { imagePullSecrets: ['A'] }],
    ['manifest/quantity', { memoryLimit: '1 GB' }],
    ['manifest/toleration', { tolerations: [{}] }],
    ['manifest/label', { nodeSelector: { 'a b': 'c' } }],
    ['versions/image-registry', { imageRegistry: 'https://x' }],
    ['versions/image-digest', { imageDigest: 'latest' }],
    ['versions/unsupported', { version: '2.7.0' }],
    ['scrape/timeout', { interval: Duration.seconds(10), scrapeTimeout: Duration.seconds(20) }],
  ])('%s: %j', (id, options) => {
    const errors = errorsOf(made(options).chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain('[test/KubeStateMetrics');
  });

  test('an unknown namespace', () => expect(errorsOf(made({}, aChart()).chart)).toContain('[manifest/namespace-missing]'));

  test.each([['2.19.9', ['a', 'b'], 1], ['2.20.0', ['a', 'b'], 0], ['2.19.9', ['a'], 0]])('(only a notice) %s with namespaces %j: %s about duplicates', (version, namespaces, count) => {
    jest.restoreAllMocks();
    expect(noticesOf(made({ version, namespaces }).chart).filter(text => text.includes('[kube-state-metrics/duplicates]'))).toHaveLength(count);
  });
});
