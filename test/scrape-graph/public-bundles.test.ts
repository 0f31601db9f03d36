import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { parseDocuments } from '../../src/files/documents';
import { clustersOf, manifestsOf } from '../../src/scrape-graph/clusters';
import { explain, Explanation } from '../../src/scrape-graph/explanation';
import { readFolder } from '../../src/scrape-graph/folder';
import { ScrapeGraph } from '../../src/scrape-graph/scrape-graph';
import { causesOf } from '../../src/scrape-graph/views/causes';

/** Reduced parts of public bundles, and the line that is reported for each. */
function explained(text: string): Explanation {
  const read = parseDocuments(text, 'kubernetes');
  if (!('documents' in read)) { throw new Error(JSON.stringify(read)); }
  const { manifests, sources, problems } = manifestsOf({ given: read.documents.map(value => ({ origin: '', key: '', read: () => value })) });
  return explain(manifests, { sources, problems, withAdmission: true });
}

interface Named {
  readonly namespace?: string;
  readonly labels?: string;
}

const object = (apiVersion: string, kind: string, name: string, rest: string, { namespace = 'shop', labels = '' }: Named = {}) =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}\n${rest}\n`;
const monitoring = (kind: string, name: string, spec: string, named: Named = {}) => object('monitoring.coreos.com/v1', kind, name, `spec: {${spec}}`, named);
const service = (name: string, spec: string, named: Named = {}) => object('v1', 'Service', name, `spec: {${spec}}`, named);
const serviceMonitor = (name: string, spec: string, named: Named = {}) => monitoring('ServiceMonitor', name, `endpoints: [{port: metrics}], ${spec}`, named);
const podMonitor = (name: string, spec: string, named: Named = {}) => monitoring('PodMonitor', name, spec, named);

interface Pods extends Named {
  readonly kind?: string;
  readonly containers?: string;
  readonly podLabels: string;
}

const workload = (name: string, { kind = 'Deployment', containers = '{name: a, image: "example.org/a:1", ports: [{name: metrics, containerPort: 9121}]}', podLabels, ...named }: Pods) => object('apps/v1', kind, name,
  `spec: {${kind === 'StatefulSet' ? `serviceName: ${name}, ` : ''}selector: {matchLabels: {${podLabels}}}, template: {metadata: {labels: {${podLabels}}}, spec: {containers: [${containers}]}}}`, named);

const SELECTORS = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].map(kind => `${kind}Selector: {}, ${kind}NamespaceSelector: {}`).join(', ');
const PROMETHEUS = `${monitoring('Prometheus', 'main', `version: v3.5.0, ${SELECTORS}`, { namespace: 'monitoring' })}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: main}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: default, namespace: monitoring}]
`;

interface Expected {
  /** Part of the only problem. */
  readonly says?: string;
  /** Objects that must exist elsewhere. */
  readonly required?: readonly string[];
}

const APP = 'selector: {matchLabels: {app: web}}';
const OTHER = service('other', 'selector: {app: other}, ports: [{name: http, port: 80}]') + workload('other', { podLabels: 'app: other' });
const REDIS = ['master', 'replicas'].map(role => workload(`redis-${role}`, { kind: 'StatefulSet', podLabels: `app: redis, role: ${role}` })).join('');
const REDIS_METRICS = (ports: string) => service('redis-metrics', `selector: {app: redis}, ports: [${ports}]`, { labels: 'app: redis' }) + serviceMonitor('redis', 'selector: {matchLabels: {app: redis}}');
const MESH = '{name: app, image: "example.org/a:1", ports: [{name: http, containerPort: 80}]}, {name: proxy, image: "example.org/p:1", ports: [{name: proxy, containerPort: 4143}, {name: proxy-admin, containerPort: 4191}]}';
const KEEP = (regex: string) => `podMetricsEndpoints: [{relabelings: [{action: keep, sourceLabels: [__meta_kubernetes_pod_container_port_name], regex: ${regex}}]}]`;
const STATE_METRICS = (args: string) => PROMETHEUS + workload('state', { podLabels: 'app: state', containers: `{name: a, image: "example.org/kube-state-metrics/kube-state-metrics:v2.16.0", args: [${args}], ports: [{name: metrics, containerPort: 8080}]}` })
  + podMonitor('state', 'selector: {matchLabels: {app: state}}, podMetricsEndpoints: [{port: metrics}]');
const ADAPTER = (url: string) => workload('adapter', { podLabels: 'app: adapter', namespace: 'monitoring', containers: `{name: a, image: "example.org/prometheus-adapter:v1", args: ["--prometheus-url=${url}"]}` });

const KINDS: readonly (readonly [kind: string, title: string, text: string, expected: Expected])[] = [
  ['monitors alone', 'a ServiceMonitor next to which nothing is', serviceMonitor('activator', APP), { required: ['a Service with app=web in namespace shop'] }],
  ['monitors alone', 'a PodMonitor next to which nothing is', podMonitor('controller', `${APP}, podMetricsEndpoints: [{port: metrics}]`), { required: ['pods with app=web in namespace shop'] }],
  ['monitors alone', 'a Service of that namespace is here, and the one that is selected is not', serviceMonitor('activator', APP) + service('other', 'ports: [{name: http, port: 80}]', { labels: 'app: other' }), { says: 'selects no Service: it requires app=web; Service shop/other has app=other, not app=web' }],
  ['monitors alone', 'without a Prometheus one that looks everywhere may find it elsewhere', serviceMonitor('istio', `${APP}, namespaceSelector: {any: true}`) + OTHER, {}],

  ['a namespace of which nothing is here', 'a Prometheus here selects the monitor', PROMETHEUS + serviceMonitor('fleet', APP, { namespace: 'fleet' }) + OTHER, { required: ['a Service with app=web in namespace fleet'] }],
  ['a namespace of which nothing is here', 'the monitor names it, and another namespace has such pods, with other ports', PROMETHEUS + workload('flux', { podLabels: 'app: web', containers: MESH })
    + podMonitor('ingress', `${APP}, namespaceSelector: {matchNames: [ingress]}, podMetricsEndpoints: [{port: metrics}]`, { namespace: 'monitoring' }), { required: ['pods with app=web in namespace ingress'] }],
  ['a namespace of which nothing is here', 'the monitor names it, and another namespace has such pods with the port', PROMETHEUS + workload('web', { podLabels: 'app: web' })
    + podMonitor('ingress', `${APP}, namespaceSelector: {matchNames: [ingress]}, podMetricsEndpoints: [{port: metrics}]`, { namespace: 'monitoring' }), { says: 'add the namespace to "namespaceSelector"' }],
  ['a namespace of which nothing is here', 'pods of Kubernetes itself are in no YAML', PROMETHEUS + podMonitor('kube-proxy', `${APP}, podMetricsEndpoints: [{port: metrics}]`, { namespace: 'kube-system' }), { required: ['pods with app=web in namespace kube-system'] }],
  ['a namespace of which nothing is here', 'its Services are known, and few', PROMETHEUS + serviceMonitor('kube-scheduler', APP, { namespace: 'kube-system' }), { says: 'ServiceMonitor kube-system/kube-scheduler selects no Service' }],
  ['a namespace of which nothing is here', 'k3s has Traefik in kube-system', PROMETHEUS + serviceMonitor('traefik', `${APP}, namespaceSelector: {matchNames: [kube-system]}`), { required: ['a Service with app=web in namespace kube-system'] }],
  ['a namespace of which nothing is here', 'other Services of kube-system are here', PROMETHEUS + serviceMonitor('traefik', APP, { namespace: 'kube-system' }) + service('other', 'ports: [{name: http, port: 80}]', { labels: 'app: other', namespace: 'kube-system' }),
    { says: 'selects no Service: it requires app=web; Service kube-system/other has app=other, not app=web' }],
  ['a namespace of which nothing is here', 'labels of the scheduler', PROMETHEUS + serviceMonitor('plane', 'selector: {matchLabels: {app: kube-scheduler}}', { namespace: 'kube-system' }), { says: 'ServiceMonitor kube-system/plane selects no Service' }],
  ['a namespace of which nothing is here', 'a monitor that looks everywhere for a Prometheus here', PROMETHEUS + serviceMonitor('my-app', `${APP}, namespaceSelector: {any: true}`) + service('state', 'ports: [{name: metrics, port: 80}]', { labels: 'tier: back' }),
    { says: 'ServiceMonitor shop/my-app selects no Service: it requires app=web; no Service in the namespaces that it selects has the label "app" [scrape-graph/no-service]' }],

  ['a Service for metrics', 'of two workloads that declare its port', PROMETHEUS + REDIS + REDIS_METRICS('{name: metrics, port: 9121, targetPort: metrics}'), {}],
  ['a Service for metrics', 'the port is a number that both declare', PROMETHEUS + REDIS + REDIS_METRICS('{name: metrics, port: 9121}'), {}],
  ['a Service for metrics', 'one of the workloads does not declare the number', PROMETHEUS + REDIS + workload('init', { podLabels: 'app: redis, role: init', containers: '{name: a, image: "example.org/a:1"}' })
    + REDIS_METRICS('{name: metrics, port: 9121}'), { says: 'Service shop/redis-metrics selects the pods of Deployment shop/init and StatefulSet shop/redis-master' }],
  ['a Service for metrics', 'it is for traffic, too', PROMETHEUS + REDIS + REDIS_METRICS('{name: metrics, port: 9121}, {name: redis, port: 6379}'), { says: 'Service shop/redis-metrics selects the pods of' }],

  ['an endpoint that keeps a part', 'of the ports of each pod', PROMETHEUS + workload('web', { podLabels: 'app: web', containers: MESH }) + podMonitor('mesh', `selector: {}, ${KEEP('.*-admin')}`), {}],
  ['an endpoint that keeps a part', 'of the workloads', PROMETHEUS + workload('web', { podLabels: 'app: web', containers: MESH }) + workload('plain', { podLabels: 'app: plain' }) + podMonitor('mesh', `selector: {}, ${KEEP('proxy-admin')}`), {}],
  ['an endpoint that keeps a part', 'elsewhere, where sidecars are injected', workload('web', { podLabels: 'app: web' }) + podMonitor('mesh', `selector: {}, namespaceSelector: {any: true}, ${KEEP('proxy-admin')}`, { namespace: 'mesh' }), {}],
  ['an endpoint that keeps a part', 'nothing at all', PROMETHEUS + workload('web', { podLabels: 'app: web' }) + podMonitor('mesh', `selector: {}, ${KEEP('proxy-admin')}`), { says: 'PodMonitor shop/mesh selects Deployment shop/web, but its relabeling drops all of these targets: {"action":"keep","sourceLabels":["__meta_kubernetes_pod_container_port_name"],"regex":"proxy-admin"} [scrape-graph/all-dropped]' }],

  ['kube-state-metrics of custom resources', 'alone has no labels of pods', STATE_METRICS('"--custom-resource-state-only=true", "--custom-resource-state-config-file=/a"'), {}],
  ['kube-state-metrics of custom resources', 'the flag alone', STATE_METRICS('"--custom-resource-state-only"'), {}],
  ['kube-state-metrics of custom resources', 'in addition to the rest', STATE_METRICS('"--custom-resource-state-config-file=/a"'), { says: 'PodMonitor shop/state scrapes kube-state-metrics and renames its labels namespace, pod, container to exported_namespace, exported_pod, exported_container: set "honorLabels: true" [scrape-graph/honor-labels]' }],
  ['kube-state-metrics of custom resources', 'the flag is off', STATE_METRICS('"--custom-resource-state-only=false"'), { says: 'PodMonitor shop/state scrapes kube-state-metrics and renames its labels namespace, pod, container to exported_namespace, exported_pod, exported_container: set "honorLabels: true" [scrape-graph/honor-labels]' }],

  ['who queries a Prometheus', 'that is elsewhere', ADAPTER('https://prometheus.monitoring.svc:9090/'), { required: ['Service monitoring/prometheus'] }],
  ['who queries a Prometheus', 'that is here, at another address', PROMETHEUS + ADAPTER('http://prometheus.monitoring.svc:9090'), { says: 'Deployment monitoring/adapter queries "http://prometheus.monitoring.svc:9090" (argument --prometheus-url), which does not exist: Service monitoring/prometheus does not exist [scrape-graph/consumer-address]' }],
  ['who queries a Prometheus', 'that is here, at its address', PROMETHEUS + ADAPTER('http://prometheus-operated.monitoring.svc:9090'), {}],

  ['a placeholder', 'of a pipeline is not a name', object('v1', 'Secret', 'alertmanager-((NAME))', 'stringData: {a: b}'), {}],
  ['a placeholder', 'as a label', object('v1', 'Secret', 'a', 'stringData: {a: b}', { labels: 'cluster: ((cluster.name))' }), {}],
  ['a placeholder', 'brackets alone are none', object('v1', 'Secret', 'a((b', 'stringData: {a: b}'), { says: 'which is not a valid name for a Secret' }],

  ['a file of a tool', 'kops has longer labels', `---\napiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nmetadata: {name: nodes, labels: {kops.k8s.io/cluster: ${'very.long.'.repeat(9)}org}}\n`, {}],
  ['a file of a tool', 'so has kubeadm', `---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nmetadata: {name: a, labels: {a: ${'very.long.'.repeat(9)}org}}\n`, {}],
  ['a file of a tool', 'a custom resource has not', `---\napiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a, labels: {a: ${'very.long.'.repeat(9)}org}}\n`, { says: 'which is not a valid label value' }],
];

test.each(KINDS.map(([kind, title, text, expected]) => ({ kind, title, text, expected })))('$kind: $title', ({ text, expected: { says, required = [] } }) => {
  const found = explained(text);
  expect(found.problems.map(({ message }) => says !== undefined && message.includes(says) ? says : message)).toEqual(says === undefined ? [] : [says]);
  expect(found.required.map(each => each.object)).toEqual(required);
});

const OLD = (version: string) => `${workload('operator', { podLabels: 'app: operator', containers: `{name: a, image: "quay.io/prometheus-operator/prometheus-operator:v${version}"}` })}${
  monitoring('Alertmanager', 'main', 'baseImage: quay.io/prometheus/alertmanager, version: v0.15.3')}`;

test.each<[string, boolean]>([['0.23.2', false], ['0.69.0', false], ['0.80.0', true]])('an operator %s that is older than supported: its default role is not reported', (version, isKnown) => {
  expect(explained(OLD(version)).problems.some(({ message }) => message.includes('baseImage'))).toBe(isKnown);
});

describe('one cause is one line', () => {
  const linesOf = (text: string) => causesOf(explained(text).problems).map(({ message, issues, others }) => ({ message, count: issues.length, others }));
  const KUBELET = `${PROMETHEUS}${workload('kubelet', { podLabels: 'app: web' })}${podMonitor('kubelet', 'selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: metrics, metricRelabelings: [{action: keep, sourceLabels: [__name__], regex: cpu}]}]')}`;
  const rules = (name: string, ...exprs: string[]) => monitoring('PrometheusRule', name, `groups: [{name: g, rules: [${exprs.map((expr, at) => `{record: 'own:${name}:a${at}', expr: '${expr}'}`).join(', ')}]}]`);

  test('metrics that one step drops', () => {
    expect(linesOf(KUBELET + rules('a', 'memory', 'network') + rules('b', 'network', 'disk', 'cpu'))).toEqual([
      { message: expect.stringMatching(/^PrometheusRule shop\/a, record "own:a:a0" \(and 3 more places\) uses "disk", "memory", "network", which every scrape that could have them drops: PodMonitor shop\/kubelet, /), count: 1, others: [] },
    ]);
  });

  test('series of a mixin that is not here; unrelated ones have a separate line', () => {
    expect(linesOf(KUBELET + rules('a', 'win:cpu:sum', 'win:memory:sum') + rules('b', 'win:memory:sum', 'win:disk:sum') + rules('c', 'other:thing:sum')).map(({ message }) => message)).toEqual([
      'PrometheusRule shop/a, record "own:a:a0" (and 3 more places) uses "win:cpu:sum", "win:disk:sum", "win:memory:sum", which no rule here records [scrape-graph/unknown-record]',
      'PrometheusRule shop/c, record "own:c:a0" uses "other:thing:sum", which no rule here records [scrape-graph/unknown-record]',
    ]);
  });

  test('containers without an image: those of one workload are named', () => {
    const [line] = linesOf(workload('a', { podLabels: 'app: a', containers: '{name: a, image: ""}, {name: b, image: ""}' }) + workload('b', { podLabels: 'app: b', containers: '{name: a, image: ""}' }));
    expect(line).toEqual({
      message: expect.stringContaining('spec.template.spec.containers[0].image'),
      count: 3,
      others: ['Deployment shop/a: spec.template.spec.containers[1].image', 'Deployment shop/b: spec.template.spec.containers[0].image'],
    });
  });

  test('of a step with a long expression only the beginning is shown', () => {
    const long = KUBELET.replace('regex: cpu', `regex: "${Array.from({ length: 200 }, (_, at) => `cpu_${at}`).join('|')}"`);
    expect(linesOf(long + rules('a', 'memory'))[0].message).toContain('|cpu_17|cpu_…"} [');
  });
});

describe('of folders', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bundles-')); });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const problems = () => ScrapeGraph.fromFiles([folder]).problems;
  const MONITOR = serviceMonitor('web', APP);

  test('the same object in two files, in one with another selector, is one cluster', () => {
    const given = (...files: [origin: string, ...names: string[]][]) => files.flatMap(([origin, ...names]) => names.map(name => ({ origin, key: `ServiceMonitor thanos ${name}`, read: () => ({ origin, name }) })));
    expect(clustersOf(given(['compact.yaml', 'compact'], ['compact-shards.yaml', 'compact'], ['query.yaml', 'query']))).toHaveLength(1);
    expect(clustersOf(given(['eu', 'a', 'b', 'c'], ['us', 'a', 'b']))).toHaveLength(2);
    expect(clustersOf(given(['eu', 'a', 'b', 'c', 'd', 'e'], ['us', 'a', 'f', 'g']))).toHaveLength(1);
  });

  test('a kustomization that only lists files does not change them', () => {
    write('kustomization.yaml', 'kind: Kustomization\nresources: [web.yaml]\n');
    write('web.yaml', MONITOR + OTHER);
    expect(problems()).toEqual([expect.stringContaining('ServiceMonitor shop/web selects no Service')]);
  });

  test('a file that no kustomization lists may be a patch: an error in it is a warning', () => {
    write('kustomization.yaml', 'resources: [web.yaml]\n');
    write('patches/web.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replica: 2}\n');
    expect(problems()).toEqual([expect.stringMatching(/^warning: Deployment shop\/web .*"spec.replica".*, unless Kustomize changes it \[schema\/unknown-field\]$/)]);
    write('kustomization.yaml', 'resources: [patches/web.yaml]\n');
    expect(problems()).toContainEqual(expect.stringMatching(/^error: Deployment shop\/web .*"spec.replica"/));
    rmSync(join(folder, 'kustomization.yaml'));
    expect(problems()).toContainEqual(expect.stringMatching(/^error: Deployment shop\/web .*"spec.replica"/));
  });

  test('the namespace "system" of a scaffold is replaced later', () => {
    write('web.yaml', (MONITOR + OTHER).replace(/namespace: shop/g, 'namespace: system'));
    expect(problems()).toEqual([]);
  });

  test('names with variables are different', () => {
    const job = (image: string) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: "\${JOB}", namespace: shop}\ndata: {image: "${image}"}\n`;
    write('web.yaml', job('a') + job('b'));
    expect(problems()).toEqual([]);
    write('web.yaml', (job('a') + job('b')).replace(/\$\{JOB\}/g, 'job'));
    expect(problems()).toEqual([expect.stringContaining('1 object is defined more than once')]);
  });

  test.each(['namespace: shop', 'commonLabels: {app: web}', 'patches: [{path: a.yaml}]', 'configMapGenerator: [{name: a}]', 'resources: ["https://example.org/more"]', 'namePrefix: a-'])('one with %s may make them equal', field => {
    write('kustomization.yaml', `kind: Kustomization\n${field}\n`);
    write('web.yaml', MONITOR + OTHER);
    expect(problems()).toEqual([]);
  });

  test('a kustomization that names the other folder may, too; one next to it does not', () => {
    write('base/kustomization.yaml', 'resources: [web.yaml]\n');
    write('base/web.yaml', MONITOR + OTHER);
    write('prod/kustomization.yaml', 'resources: [../base]\nnamePrefix: prod-\n');
    expect(problems()).toEqual([]);
    write('prod/kustomization.yaml', 'resources: [../other]\nnamePrefix: prod-\n');
    expect(problems()).toEqual([expect.stringContaining('ServiceMonitor shop/web selects no Service')]);
  });

  test('a patch for objects by an expression is not an object', () => {
    write('kustomization.yaml', 'patches: [{path: all.yaml}]\n');
    write('all.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "*"}\npatches:\nspec: {replicas: 2}\n');
    write('one.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n');
    expect(readFolder([folder]).given.map(({ key }) => key)).not.toContain('Deployment  *');
    expect(readFolder([folder]).given.map(({ key }) => key)).toContain('Deployment  web');
  });

  test('a manifest that only names what OpenShift deletes is not an object; nor is a patch that deletes', () => {
    const monitor = (rest: string) => `---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: web, namespace: shop${rest}`;
    write('deletion.yaml', monitor(', annotations: {release.openshift.io/delete: "true"}}\n') + monitor('}\n$patch: delete\n'));
    expect(readFolder([folder]).given).toEqual([]);
    write('deletion.yaml', monitor(', annotations: {release.openshift.io/delete: "false"}}\n'));
    expect(problems()).toContainEqual(expect.stringMatching(/^error: ServiceMonitor shop\/web .*"spec" is missing/));
  });

  // kubectl kustomize sets subjects[0].namespace with "namespace: system-upgrade"
  test('Flux sets the namespace of a ServiceAccount in a binding, where it has a target namespace', () => {
    const missing = [expect.stringMatching(/^error: ClusterRoleBinding upgrade .*"subjects\[0\].namespace" is missing/)];
    const flux = (spec: string) => write('apps/upgrade/ks.yaml', `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: upgrade, namespace: flux-system}\nspec: {interval: 1h, prune: true, sourceRef: {kind: GitRepository, name: a}, ${spec}}\n`);
    write('apps/upgrade/app/rbac.yaml', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: upgrade}\n'
      + 'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: upgrade}\nsubjects: [{kind: ServiceAccount, name: upgrade}]\n');
    expect(problems()).toEqual(missing);
    for (const path of ['./apps/upgrade/app', 'apps/upgrade/', './']) {
      flux(`targetNamespace: system-upgrade, path: ${path}`);
      expect([path, problems()]).toEqual([path, []]);
    }
    flux('targetNamespace: system-upgrade, path: ./apps/upgrade/plans');
    expect(problems()).toEqual(missing);
    flux('path: ./apps/upgrade/app');
    expect(problems()).toEqual(missing);
  });

  test('an image and a name in angle brackets are filled in later', () => {
    write('exporter.yaml', workload('exporter', { podLabels: 'app: exporter', containers: '{name: a, image: <EXPORTER_IMAGE>}' })
      + workload('<injected>', { podLabels: 'app: "<injected>"', containers: '{name: a, image: <injected>}' }));
    expect(problems()).toEqual([]);
  });

  test('quantities in variables of Kustomize are filled in later', () => {
    write('kustomization.yaml', 'resources: [web.yaml]\nvars: [{name: CPU}]\n');
    write('web.yaml', workload('web', { podLabels: 'app: web', containers: '{name: a, image: "example.org/a:1", resources: {limits: {cpu: $(CPU_LIMIT)}}}' }));
    expect(problems()).toEqual([]);
  });
});
