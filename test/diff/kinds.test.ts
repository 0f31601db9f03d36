import { CASES } from './cases';
import { changesOf } from './compare';
import { changed, CLUSTER, without, withObject } from './worlds';
import { CHANGE_KINDS, ChangeKind } from '../../src/diff/change';

describe('what a change does to monitoring', () => {
  test.each(CASES)('$title', ({ before = CLUSTER, after, changes, scale }) => {
    expect(changesOf(before, after, scale)).toEqual(changes);
  });

  test('equal manifests have no change', () => {
    expect(changesOf(CLUSTER, CLUSTER)).toEqual([]);
  });

  test('every kind of change has a case', () => {
    const seen = new Set(CASES.flatMap(({ changes }) => changes.map(line => line.split(':')[0] as ChangeKind)));
    expect(CHANGE_KINDS.filter(kind => !seen.has(kind))).toEqual([]);
    expect(CHANGE_KINDS).toHaveLength(25);
  });

  test('costs are estimated only for a given cluster size, and only if they change', () => {
    expect(changesOf(CLUSTER, changed(['interval: 30s', 'interval: 300s'])).filter(line => line.startsWith('cost'))).toEqual([]);
    expect(changesOf(CLUSTER, CLUSTER, { nodes: 10, pods: 300 })).toEqual([]);
  });

  test('a renamed Prometheus is the same server, and its old data is no longer read', () => {
    const renamed = changed(['kind: Prometheus\nmetadata: { name: main', 'kind: Prometheus\nmetadata: { name: k8s']);
    expect(changesOf(CLUSTER, renamed)).toEqual([
      'data-loss: Prometheus monitoring/k8s: it uses the new claim monitoring/prometheus-k8s-db-prometheus-k8s-0 instead of monitoring/prometheus-main-db-prometheus-main-0: its existing samples are not used',
      'object: Prometheus: 1 created: monitoring/k8s',
      'object: Prometheus: 1 deleted, if your tool prunes: monitoring/main',
    ]);
  });

  test('a deleted namespace or CRD deletes everything in it', () => {
    const objects = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring }\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: probes.monitoring.coreos.com }\nspec: { group: monitoring.coreos.com, scope: Namespaced, names: { kind: Probe, plural: probes }, versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }\n';
    expect(changesOf(withObject(objects), CLUSTER).filter(line => line.startsWith('data-loss'))).toEqual([
      'data-loss: CustomResourceDefinition probes.monitoring.coreos.com: deleted; the API server then deletes every object of this kind',
      'data-loss: Namespace monitoring: deleted; the API server then deletes everything in it',
    ]);
  });

  test('an object that the API server also rejected before is not a change', () => {
    const invalid = changed(['metadata: { name: web, namespace: monitoring, labels: { app: web } }', "metadata: { name: web, namespace: monitoring, labels: { app: web }, annotations: { 'a-': '' } }"]);
    expect(changesOf(invalid, invalid)).toEqual([]);
    expect(changesOf(invalid, CLUSTER).slice(-2)).toEqual(['new-target: Service monitoring/web, port http: Prometheus monitoring/main by ServiceMonitor monitoring/web', 'object: Service: 1 created: monitoring/web']);
  });

  test('a variable that another tool fills in is unknown: its default does not reject an update', () => {
    const claim = (storageClass: string) => withObject(
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: monitoring }\nspec: { accessModes: [ReadWriteOnce], storageClassName: '${storageClass}', resources: { requests: { storage: 1Gi } } }\n`,
    );
    expect(changesOf(claim('${CLASS:-fast}'), claim('${CLASS:-slow}'))).toEqual([]);
    expect(changesOf(claim('fast'), claim('slow'))).toEqual(['rejected-update: PersistentVolumeClaim monitoring/data: spec.storageClassName cannot be changed']);
  });

  test('a static target on another host is another target; on another port it is the same one', () => {
    const probe = (...hosts: string[]) => withObject(
      `apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata: { name: devices, namespace: monitoring }\nspec: { prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ${JSON.stringify(hosts)} } } }\n`,
    ).replace('serviceMonitorSelector: {}', 'serviceMonitorSelector: {}\n  probeSelector: {}');
    expect(changesOf(probe('kvm.example.org:80'), probe('nas.example.org:80'))).toEqual([
      'lost-target: Probe monitoring/devices, port 80 /probe: kvm.example.org:80, Prometheus monitoring/main by Probe monitoring/devices',
      'new-target: Probe monitoring/devices, port 80 /probe: nas.example.org:80, Prometheus monitoring/main by Probe monitoring/devices',
    ]);
    expect(changesOf(probe('kvm.example.org:80'), probe('kvm.example.org:443'))).toEqual(['changed-series: Probe monitoring/devices, port 443 /probe: instance "kvm.example.org:80" becomes "kvm.example.org:443"']);
    expect(changesOf(probe('a.example.org', 'b.example.org', 'c.example.org'), probe('a.example.org'))).toEqual([
      'lost-target: Probe monitoring/devices /probe: 2 of 3 (b.example.org, c.example.org), Prometheus monitoring/main by Probe monitoring/devices',
    ]);
  });

  test('a Job that is a Helm hook is recreated each time', () => {
    const job = (image: string, annotations: string) => withObject(
      `apiVersion: batch/v1\nkind: Job\nmetadata: { name: setup, namespace: monitoring, annotations: ${annotations} }\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: '${image}' }] } } }\n`,
    );
    const hook = '{ helm.sh/hook: pre-install }';
    expect(changesOf(job('a:1', hook), job('a:2', hook))).toEqual([]);
    expect(changesOf(job('a:1', '{}'), job('a:2', '{}'))[0]).toBe('rejected-update: Job monitoring/setup: spec.template cannot be changed');
  });

  test('an object in a base and in an overlay is compared only if one of its versions changes', () => {
    const server = (cluster: string) => withObject(
      `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: main, namespace: monitoring }\nspec: { externalLabels: { cluster: ${cluster} } }\n`,
    );
    const labelChanges = (before: string, after: string) => changesOf(before, after).filter(line => line.startsWith('changed-series'));
    expect(labelChanges(CLUSTER, server('us'))).toEqual([]);
    expect(labelChanges(server('us'), server('asia'))).toEqual([
      'changed-series: Prometheus monitoring/main, external labels: cluster "us" becomes "asia"',
    ]);
  });

  test('an object whose namespace another tool sets is the same one with its namespace', () => {
    const withoutNamespace = CLUSTER.replace('kind: Prometheus\nmetadata: { name: main, namespace: monitoring }', 'kind: Prometheus\nmetadata: { name: main }')
      .replace('kind: ServiceMonitor\nmetadata: { name: web, namespace: monitoring }', 'kind: ServiceMonitor\nmetadata: { name: web }');
    const kinds = (lines: readonly string[]) => lines.filter(line => /^(object|data-loss|wider-permission)/.test(line));
    expect(kinds(changesOf(withoutNamespace, CLUSTER))).toEqual([]);
    expect(kinds(changesOf(CLUSTER, withoutNamespace))).toEqual([]);
    expect(kinds(changesOf(withoutNamespace, CLUSTER.replace('main, namespace: monitoring', 'k8s, namespace: monitoring')))).toContain(
      'data-loss: Prometheus monitoring/k8s: it uses the new claim monitoring/prometheus-k8s-db-prometheus-k8s-0 instead of /prometheus-main-db-prometheus-main-0: its existing samples are not used',
    );
  });

  test('an unknown namespace in a label can be equal to a known one', () => {
    const pods = (namespace: string, job: string) => withObject(
      `apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: { name: agents${namespace} }\nspec: { namespaceSelector: { any: true }, selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: http${job} }] }\n`,
    ).replace('serviceMonitorSelector: {}', 'serviceMonitorSelector: {}\n  podMonitorSelector: {}\n  podMonitorNamespaceSelector: {}');
    const series = (before: string, after: string) => changesOf(before, after).filter(line => line.startsWith('changed-series'));
    expect(series(pods(', namespace: monitoring', ''), pods('', ''))).toEqual([]);
    expect(series(pods('', ''), pods(', namespace: monitoring', ''))).toEqual([]);
    expect(series(pods('', ''), pods('', ", relabelings: [{ targetLabel: job, replacement: 'a' }]"))).toEqual([
      'changed-series: Deployment monitoring/web, port http: job "<namespace>/agents" becomes "a"',
    ]);
  });

  test('targets that only the parameters of their request distinguish are reported one by one', () => {
    const endpoints = (...hosts: string[]) => changed(['endpoints: [{ port: http, interval: 30s }]', `endpoints: [${hosts.map(host => `{ port: http, path: /probe, params: { target: [${host}] } }`).join()}]`]);
    expect(changesOf(endpoints('a.example.org'), endpoints('a.example.org', 'b.example.org', 'c.example.org'))).toEqual(['b', 'c'].map(
      host => `new-target: Service monitoring/web, port http /probe?target=${host}.example.org: Prometheus monitoring/main by ServiceMonitor monitoring/web`,
    ));
  });

  test('a part of an expression that closes a bracket of another part is not reported alone', () => {
    const busy = (expr: string) => changed(["'web:requests:rate5m > 100'", `'${expr}'`]);
    expect(changesOf(busy('avg_over_time(latency[4h]) > 60'), busy('min by (job) (min_over_time(latency[4h])) > 60'))).toEqual([
      'changed-alert: WebBusy (warning): avg_over_time(latency[4h] becomes min by (job) (min_over_time(latency[4h]) in its expression',
    ]);
  });

  test('an alert of an object that is gone', () => {
    expect(changesOf(CLUSTER, without('PrometheusRule', 'web')).filter(line => line.startsWith('lost-alert'))[0])
      .toBe('lost-alert: WebBusy (warning): was in group "web" of PrometheusRule monitoring/web, which is gone');
  });

  test.each([
    { title: 'all resources before', before: "{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }", after: "{ apiGroups: [''], resources: [secrets], verbs: [get] }", more: undefined },
    { title: 'all names before', before: "{ apiGroups: [''], resources: [secrets], verbs: [get] }", after: "{ apiGroups: [''], resources: [secrets], resourceNames: [a], verbs: [get] }", more: undefined },
    { title: 'one more name', before: "{ apiGroups: [''], resources: [secrets], resourceNames: [a], verbs: [get] }", after: "{ apiGroups: [''], resources: [secrets], resourceNames: [a, b], verbs: [get] }", more: 'get secrets named a, b' },
    { title: 'one subresource of all', before: "{ apiGroups: [apps], resources: ['*/status'], verbs: [get] }", after: '{ apiGroups: [apps], resources: [deployments/status], verbs: [get] }', more: undefined },
    { title: 'another group', before: "{ apiGroups: [apps], resources: ['*'], verbs: [get] }", after: '{ apiGroups: [batch], resources: [jobs], verbs: [get] }', more: 'get jobs.batch' },
    { title: 'a path below another', before: "{ nonResourceURLs: ['/metrics/*'], verbs: [get] }", after: '{ nonResourceURLs: [/metrics/slis], verbs: [get] }', more: undefined },
    { title: 'all paths are not all resources', before: "{ nonResourceURLs: ['*'], verbs: [get] }", after: "{ apiGroups: [''], resources: [pods], verbs: [get] }", more: 'get pods' },
  ])('permissions: $title', ({ before, after, more }) => {
    const withRule = (rule: string) => changed(["rules: [{ apiGroups: [''], resources: [services, endpoints, pods], verbs: [get, list, watch] }]", `rules: [${rule}]`]);
    const wider = changesOf(withRule(before), withRule(after)).filter(line => line.startsWith('wider-permission'));
    expect(wider).toEqual(more === undefined ? [] : [`wider-permission: ServiceAccount monitoring/prometheus: ${more}`]);
  });

  test('a ServiceAccount by its name as a user is the same account; a subject without a name is none', () => {
    const subjects = (text: string) => changed(['subjects: [{ kind: ServiceAccount, name: prometheus, namespace: monitoring }]', `subjects: [${text}]`]);
    expect(changesOf(CLUSTER, subjects("{ kind: User, name: 'system:serviceaccount:monitoring:prometheus' }"))).toEqual([]);
    expect(changesOf(CLUSTER, subjects('{ kind: ServiceAccount, name: prometheus, namespace: monitoring }, { kind: ServiceAccount, name: }'))
      .filter(line => line.startsWith('wider-permission'))).toEqual([]);
  });

  test('an existing ServiceAccount with its first permission is not new', () => {
    const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: monitoring }\n';
    const binding = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: web }\nroleRef: { kind: ClusterRole, name: prometheus }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: monitoring }]\n';
    expect(changesOf(withObject(account), withObject(`${account}---\n${binding}`))[0]).toBe(
      'wider-permission: ServiceAccount monitoring/web: get, list, watch endpoints, get, list, watch pods, get, list, watch services',
    );
  });

  describe('network policies', () => {
    const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: monitoring }\nspec: ${spec}\n`;
    const wider = (before: string, after: string) => changesOf(before, after).filter(line => line.startsWith('wider-network'));
    const denial = withObject(policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }'));

    test('a deleted policy opens nothing if another one isolates its pods', () => {
      const allowing = `${denial}---\n${policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{}] }')}`;
      expect(wider(allowing, denial)).toEqual([]);
      const both = `${denial}---\n${policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress] }')}`;
      expect(wider(both, denial)).toEqual(['wider-network: NetworkPolicy monitoring/api: deleted: it no longer restricts its pods']);
    });

    test('fewer peers are not more, with or without ports', () => {
      const from = (ingress: string) => changed(['ingress: [{ from: [{ podSelector: {} }], ports: [{ port: http }] }]', `ingress: [${ingress}]`]);
      expect(wider(from('{ ports: [{ port: http }] }'), from('{ from: [{ podSelector: {} }], ports: [{ port: http }] }'))).toEqual([]);
      expect(wider(from('{}'), from('{ from: [{ podSelector: {} }], ports: [{ port: http }] }'))).toEqual([]);
      expect(wider(from('{ from: [{ podSelector: {} }] }'), from('{ ports: [{ port: http }] }'))).toEqual([
        'wider-network: NetworkPolicy monitoring/web: ingress from anywhere, port http/TCP',
      ]);
    });

    test('a rule that moves to another policy for the same pods allows nothing new', () => {
      const [one, two] = ['[{ ports: [{ port: 1 }] }]', '[{ ports: [{ port: 2 }] }]'];
      const spec = (ingress: string) => `{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: ${ingress} }`;
      const before = withObject(`${policy('a', spec(one))}---\n${policy('b', spec(two))}`);
      expect(wider(before, withObject(`${policy('a', spec(two))}---\n${policy('b', spec(one))}`))).toEqual([]);
    });
  });
});
