import { Duration, JsonPatch } from 'cdk8s';
import { CustomResourceValue, KubeStateMetrics, KubeStateMetricsOptions } from '../../src';
import { defaultCollectors } from '../../src/kube-state-metrics/collectors';
import { ComponentVersion } from '../../src/versions/component-version';
import { expectPatchable } from '../support/patches';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function made(options: KubeStateMetricsOptions = {}, chart = aChart('monitoring')) {
  const ksm = new KubeStateMetrics(chart, 'KubeStateMetrics', options);
  return { chart, ksm };
}
const objectsOf = (options?: KubeStateMetricsOptions) => synth(made(options).chart);
const podOf = (objects: Manifest[]) => objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')!.spec.template.spec;
const containerOf = (options?: KubeStateMetricsOptions) => podOf(objectsOf(options)).containers[0];
const probesOf = ({ startupProbe, livenessProbe, readinessProbe }: any) => [startupProbe, livenessProbe, readinessProbe].map(probe => probe?.httpGet);
const allowed = ({ rules }: Manifest) => rules.flatMap(({ resources, verbs }: any) => resources.map((resource: string) => `${verbs.join('+')} ${resource}`)).sort();

const CUSTOM = {
  resources: [{
    groupVersionKind: { group: 'example.org', version: 'v1', kind: 'Thing' },
    resourcePlural: 'things',
    metrics: [{ name: 'ready', help: 'Ready.', each: CustomResourceValue.gauge({ path: ['status', 'ready'] }) }],
  }],
};

describe('probes', () => {
  test.each(['2.8.0', '2.12.0'])('%s: / on the telemetry port', version => {
    expect(probesOf(containerOf({ version }))).toEqual([{ path: '/healthz', port: 8080 }, { path: '/healthz', port: 8080 }, { path: '/', port: 8081 }]);
  });

  test.each(['2.13.0', '2.14.0', '2.18.0', '2.20.0', '2.99.0'])('%s: /readyz on the telemetry port, /livez on the metrics port', version => {
    expect(probesOf(containerOf({ version }))).toEqual([{ path: '/healthz', port: 8080 }, { path: '/livez', port: 8080 }, { path: '/readyz', port: 8081 }]);
  });

  test.each(['2.12.0', '2.13.0', '2.20.0'])('%s: every port that is asked is declared by the container itself', version => {
    const container = containerOf({ version });
    const declared = container.ports.map(({ containerPort }: any) => containerPort);
    for (const { port } of probesOf(container)) { expect(declared).toContain(port); }
  });

  test('with TLS all three ask over HTTPS', () => {
    for (const { scheme } of probesOf(containerOf({ tls: { secretName: 'tls' } }))) { expect(scheme).toBe('HTTPS'); }
  });

  test('where client certificates are demanded they ask only for a connection', () => {
    const { startupProbe, livenessProbe, readinessProbe } = containerOf({ tls: { secretName: 'tls', clientSecretName: 'client' } });
    expect([startupProbe, livenessProbe, readinessProbe].map(({ tcpSocket }) => tcpSocket.port)).toEqual([8080, 8080, 8081]);
  });

  test('with authFilter they stay, since it lets health paths pass', () => {
    expect(probesOf(containerOf({ version: '2.16.0', authFilter: true }))).toEqual(probesOf(containerOf({ version: '2.16.0' })));
  });

  test('liveness can leave the apiserver alone', () => expect(containerOf({ livenessAsksApiserver: false }).livenessProbe.httpGet.path).toBe('/healthz'));

  test.each([
    ['another port', 'validation/probe-elsewhere', JsonPatch.replace('/spec/template/spec/containers/0/readinessProbe/httpGet/port', 9999)],
    ['a name that it does not declare', 'validation/probe-port-name', JsonPatch.replace('/spec/template/spec/containers/0/readinessProbe/httpGet/port', 'metrics')],
    ['the wrong scheme', 'validation/probe-scheme', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe/httpGet/scheme', 'HTTPS')],
    ['a second handler', 'validation/probe-handlers', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe/exec', { command: ['true'] })],
  ])('%s is an error when patched in', (_, id, patch) => {
    const { chart, ksm } = made();
    ksm.deployment!.addJsonPatch(patch);
    expect(errorsOf(chart)).toContain(`[${id}]`);
  });
});

describe('behind a proxy', () => {
  const pod = podOf(objectsOf({ version: '2.15.0', authProxy: true }));
  const [server, ...proxies] = pod.containers;

  test('kube-state-metrics listens on loopback, declares no port, and has no probe that could not reach it', () => {
    expect(server.args).toEqual(expect.arrayContaining(['--host=127.0.0.1', '--telemetry-host=127.0.0.1']));
    expect(Object.keys(server).filter(key => key.endsWith('Probe') || key === 'ports')).toEqual([]);
  });

  test('each proxy is asked over HTTPS on its own port, for a path that it lets pass', () => {
    expect(proxies.map(({ readinessProbe, ports, args }: any) => ({ probe: readinessProbe.httpGet, port: ports[0].containerPort, args }))).toEqual([
      { probe: { path: '/healthz', port: 8443, scheme: 'HTTPS' }, port: 8443, args: ['--secure-listen-address=:8443', '--upstream=http://127.0.0.1:8080/', '--ignore-paths=/healthz'] },
      { probe: { path: '/readyz', port: 9443, scheme: 'HTTPS' }, port: 9443, args: ['--secure-listen-address=:9443', '--upstream=http://127.0.0.1:8081/', '--ignore-paths=/readyz'] },
    ]);
  });

  test('before 2.13 the telemetry proxy lets / pass', () => {
    const { args, readinessProbe } = podOf(objectsOf({ version: '2.12.0', authProxy: true })).containers[2];
    expect([args[2], readinessProbe.httpGet.path]).toEqual(['--ignore-paths=/', '/']);
  });

  test('Service and ServiceMonitor name the proxies\' ports, with a token, over HTTPS', () => {
    const objects = objectsOf({ version: '2.15.0', authProxy: true });
    expect(theOne(objects, 'Service').spec.ports.map(({ name, port, targetPort }: any) => [name, port, targetPort])).toEqual([['https-metrics', 8443, 'https-metrics'], ['telemetry', 9443, 'telemetry']]);
    for (const endpoint of theOne(objects, 'ServiceMonitor').spec.endpoints) {
      expect(endpoint).toMatchObject({ scheme: 'https', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', tlsConfig: { insecureSkipVerify: true } });
    }
  });

  test('with a certificate it is the proxy that has it, and Prometheus verifies it', () => {
    const objects = objectsOf({ version: '2.15.0', authProxy: true, tls: { secretName: 'tls' } });
    const [main, proxy] = podOf(objects).containers;
    expect(main.volumeMounts).toBeUndefined();
    expect(proxy.args.slice(3)).toEqual(['--tls-cert-file=/etc/kube-state-metrics/tls/tls.crt', '--tls-private-key-file=/etc/kube-state-metrics/tls/tls.key']);
    expect(proxy.volumeMounts).toEqual([{ name: 'tls', mountPath: '/etc/kube-state-metrics/tls', readOnly: true }]);
    expect(podOf(objects).volumes).toEqual([{ name: 'tls', secret: { secretName: 'tls' } }]);
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ ca: { secret: { name: 'tls', key: 'ca.crt' } }, serverName: 'kube-state-metrics.monitoring.svc' });
    expect(ofKind(objects, 'ConfigMap')).toEqual([]);
  });

  test('a probe of kube-state-metrics itself is an error when patched in', () => {
    const { chart, ksm } = made({ version: '2.15.0', authProxy: true });
    ksm.deployment!.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/livenessProbe', { httpGet: { path: '/livez', port: 8080 } }));
    expect(errorsOf(chart)).toContain('[validation/probe-loopback]');
  });
});

describe('access', () => {
  test.each([['2.15.9', true], ['2.16.0', false]])('%s refuses authFilter: %s', (version, isRefused) => {
    expect(errorsOf(made({ version, authFilter: true }).chart).includes('[kube-state-metrics/auth-filter-version]')).toBe(isRefused);
  });

  test.each([['2.15.9', 0], ['2.16.0', 1]])('with %s there are %s notices that prefer authFilter to a proxy', (version, count) => {
    jest.restoreAllMocks();
    const notices = noticesOf(made({ version, authProxy: true }).chart).filter(text => text.includes('[kube-state-metrics/prefer-auth-filter]'));
    expect(notices).toHaveLength(count);
  });

  test('both at once are refused', () => expect(errorsOf(made({ authFilter: true, authProxy: true }).chart)).toContain('[kube-state-metrics/auth-twice]'));

  test('a token over plain HTTP is a notice', () => {
    jest.restoreAllMocks();
    expect(noticesOf(made({ authFilter: true }).chart)).toEqual([expect.stringContaining('[kube-state-metrics/token-in-clear]')]);
    expect(noticesOf(made({ authFilter: true, tls: { secretName: 'tls' } }).chart)).toEqual([]);
  });

  test('client certificates have no effect behind a proxy: refused', () => {
    expect(errorsOf(made({ authProxy: true, version: '2.15.0', tls: { secretName: 'a', clientSecretName: 'b' } }).chart)).toContain('[kube-state-metrics/client-certificate-proxy]');
  });

  test('TLS is a web configuration with the paths of the mounted Secret', () => {
    const objects = objectsOf({ tls: { secretName: 'tls', clientSecretName: 'client' } });
    expect(theOne(objects, 'ConfigMap').data['web-config.yaml']).toBe([
      'tls_server_config:',
      '  cert_file: /etc/kube-state-metrics/tls/tls.crt',
      '  key_file: /etc/kube-state-metrics/tls/tls.key',
      '  client_auth_type: RequireAndVerifyClientCert',
      '  client_ca_file: /etc/kube-state-metrics/tls/ca.crt',
      '',
    ].join('\n'));
    expect(podOf(objects).containers[0].args).toContain('--tls-config=/etc/kube-state-metrics/web/web-config.yaml');
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[1]).toEqual({
      port: 'telemetry',
      scheme: 'https',
      tlsConfig: {
        ca: { secret: { name: 'tls', key: 'ca.crt' } },
        serverName: 'kube-state-metrics.monitoring.svc',
        cert: { secret: { name: 'client', key: 'tls.crt' } },
        keySecret: { name: 'client', key: 'tls.key' },
      },
    });
  });

  test('verification can be left out', () => {
    const { endpoints } = theOne(objectsOf({ tls: { secretName: 'tls', insecureSkipVerify: true } }), 'ServiceMonitor').spec;
    expect(endpoints[0].tlsConfig).toEqual({ insecureSkipVerify: true });
  });

  test.each([[{ authFilter: true }], [{ authProxy: true }]])('%j may ask the apiserver who may read', options => {
    expect(allowed(theOne(objectsOf(options), 'ClusterRole'))).toEqual(expect.arrayContaining(['create subjectaccessreviews', 'create tokenreviews']));
  });
});

describe('permissions', () => {
  test.each(['2.8.0', '2.12.0', '2.13.0', '2.17.9', '2.18.0', '2.19.9', '2.20.0'])('%s: exactly list and watch of what is collected by default', version => {
    const expected = defaultCollectors(ComponentVersion.parse('kubeStateMetrics', 'version', version).version).map(({ resource }) => `list+watch ${resource}`).sort();
    expect(allowed(theOne(objectsOf({ version }), 'ClusterRole'))).toEqual(expected);
  });

  test('only what is chosen', () => {
    expect(theOne(objectsOf({ resources: ['pods', 'nodes', 'deployments'], excludeResources: ['nodes'] }), 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'watch'] },
    ]);
  });

  test('nowhere a wildcard, whatever the options', () => {
    for (const options of [{}, { namespaces: ['a'] }, { shards: 2 }, { customResourceState: CUSTOM }, { authFilter: true }]) {
      const rules = objectsOf(options).flatMap(({ kind, rules: own }) => kind.endsWith('Role') ? own : []);
      expect(JSON.stringify(rules)).not.toContain('*');
    }
  });

  test('with namespaces: one Role for each, and a ClusterRole only for what belongs to none', () => {
    const objects = objectsOf({ namespaces: ['team-b', 'team-a'], resources: ['pods', 'nodes'] });
    expect(ofKind(objects, 'Role').map(({ metadata, rules }) => [metadata.namespace, metadata.name, rules])).toEqual(
      ['team-a', 'team-b'].map(namespace => [namespace, `kube-state-metrics-${namespace}`, [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]]));
    for (const binding of ofKind(objects, 'RoleBinding')) {
      expect(binding).toMatchObject({ roleRef: { kind: 'Role', name: binding.metadata.name }, subjects: [{ kind: 'ServiceAccount', name: 'kube-state-metrics', namespace: 'monitoring' }] });
    }
    expect(allowed(theOne(objects, 'ClusterRole'))).toEqual(['list+watch nodes']);
    expect(podOf(objects).containers[0].args).toContain('--namespaces=team-a,team-b');
  });

  test('with namespaces and nothing beyond them there is no ClusterRole', () => {
    const { ksm } = made({ namespaces: ['a'], resources: ['pods'] });
    expect([ksm.clusterRole, ksm.clusterRoleBinding, ksm.roles.length, ksm.roleBindings.length]).toEqual([undefined, undefined, 1, 1]);
  });

  test('objects of the cluster say their namespace in their name, and have none', () => {
    for (const object of objectsOf().filter(({ kind }) => kind.startsWith('ClusterRole'))) {
      expect([object.metadata.name, object.metadata.namespace]).toEqual(['monitoring-kube-state-metrics', undefined]);
    }
  });

  test('the token is mounted by the pod alone', () => {
    const objects = objectsOf();
    expect([theOne(objects, 'ServiceAccount').automountServiceAccountToken, podOf(objects).automountServiceAccountToken]).toEqual([false, true]);
  });

  test.each([['2.8.2', false], ['2.9.0', true]])('%s watches definitions of custom resources: %s', (version, watches) => {
    const rights = allowed(theOne(objectsOf({ version, customResourceState: CUSTOM }), 'ClusterRole'));
    expect(rights).toContain('list+watch things');
    expect(rights.includes('list+watch customresourcedefinitions')).toBe(watches);
  });

  test('custom resources of namespaces are read there, those of the cluster everywhere', () => {
    const [thing] = CUSTOM.resources;
    const options = { namespaces: ['a'], resources: [], customResourceState: { resources: [thing, { ...thing, resourcePlural: 'bigthings', clusterScoped: true, metricNamePrefix: 'big' }] } };
    const objects = objectsOf(options);
    expect(allowed(theOne(objects, 'Role'))).toEqual(['list+watch things']);
    expect(allowed(theOne(objects, 'ClusterRole'))).toEqual(['list+watch bigthings', 'list+watch customresourcedefinitions']);
  });
});

describe('sharding', () => {
  const objects = objectsOf({ shards: 3, podDisruptionBudget: true, clusterNodes: 400 });

  test('is a StatefulSet whose pods find their number themselves', () => {
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

  test('divides what is requested for the size of the cluster', () => {
    expect(podOf(objects).containers[0].resources).toEqual({ requests: { cpu: '200m', memory: '450Mi' } });
  });

  test('has a PodDisruptionBudget where one is wanted, with the same immutable selector', () => {
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

  test('the labels of described objects win over the target\'s, and its own pod never stands in', () => {
    const [metrics, telemetry] = theOne(objectsOf({ interval: Duration.seconds(30), scrapeTimeout: Duration.seconds(20) }), 'ServiceMonitor').spec.endpoints;
    expect(metrics).toEqual({ port: 'http-metrics', honorLabels: true, interval: '30s', scrapeTimeout: '20s', relabelings: [{ action: 'labeldrop', regex: '(pod|container)' }] });
    expect(telemetry).toEqual({ port: 'telemetry', interval: '30s', scrapeTimeout: '20s' });
  });

  test('pods keep to the standard "restricted"', () => {
    const pod = podOf(objectsOf({ authProxy: true }));
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { securityContext } of pod.containers) { expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }); }
  });

  test('plainly, the command line is empty: the defaults are kube-state-metrics\' own', () => expect(containerOf().args).toEqual([]));

  test('every knob is a flag, each list sorted and without repetition', () => {
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
    expect(containerOf({ metricAllowlist: ['kube_pod_info'] }).args).toEqual(['--metric-allowlist=kube_pod_info']);
  });

  test('an empty list of resources collects custom resources alone', () => {
    expect(containerOf({ resources: [], customResourceState: CUSTOM }).args).toContain('--custom-resource-state-only=true');
  });

  test('scheduling, images and requests are as given', () => {
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

  test('the input\'s order changes nothing', () => {
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

  test('two in one chart live side by side under two names', () => {
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
    ['kube-state-metrics/namespace-name', { namespaces: ['team-*'] }],
    ['kube-state-metrics/namespace-name', { namespacesDenylist: ['A'] }],
    ['kube-state-metrics/custom-resource-group', { customResourceState: { resources: [{ ...CUSTOM.resources[0], groupVersionKind: { group: '', version: 'v1', kind: 'Pod' } }] } }],
    ['kube-state-metrics/number', { shards: 0 }],
    ['kube-state-metrics/number', { shards: 1.5 }],
    ['kube-state-metrics/number', { shards: NaN }],
    ['kube-state-metrics/number', { clusterNodes: -1 }],
    ['kube-state-metrics/reference', { tls: { secretName: 'A b' } }],
    ['kube-state-metrics/reference', { imagePullSecrets: ['A'] }],
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

  test('an unknown namespace', () => expect(errorsOf(made({}, aChart()).chart)).toContain('[kube-state-metrics/namespace-missing]'));

  test.each([['2.19.9', ['a', 'b'], 1], ['2.20.0', ['a', 'b'], 0], ['2.19.9', ['a'], 0]])('(only a notice) %s with namespaces %j: %s of duplicates', (version, namespaces, count) => {
    jest.restoreAllMocks();
    expect(noticesOf(made({ version, namespaces }).chart).filter(text => text.includes('[kube-state-metrics/duplicates]'))).toHaveLength(count);
  });
});
