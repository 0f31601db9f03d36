import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EXPORTERS, OPERATOR, PROMETHEUS, RULES, SERVICES, STACK } from './stack';
import { main } from '../../../src/cli';
import { convertObjects } from '../../../src/migrate/objects/objects';
import { asManifests, keyOf } from '../../../src/scrape-graph/manifest';
import { AS_NODE_RUNS_IT, complaintsOf } from '../../support/compile';
import { synthesizeApps } from '../../support/example';
import { yamlOf } from '../compare/compare-of';

// What real folders of objects had, and the program did not, without a word about it.

const convert = (objects: readonly object[]) =>
  convertObjects({ given: asManifests(JSON.parse(JSON.stringify(objects))).map(manifest => ({ origin: 'all', key: keyOf(manifest), read: () => manifest.raw })) });

/** The results of outcome `different` for one object, without its name. */
const differentIn = (objects: readonly object[], name: string) => convert(objects).values
  .filter(({ path, outcome }) => outcome === 'different' && path.startsWith(`${name}: `))
  .map(({ path, note }) => `${path.slice(name.length + 2)}: ${note}`);

const withPod = (workload: any, pod: object, container: object, spec: object = {}) => ({
  ...workload,
  spec: {
    ...workload.spec,
    ...spec,
    template: {
      ...workload.spec.template,
      spec: {
        ...workload.spec.template.spec,
        ...pod,
        containers: [{ ...workload.spec.template.spec.containers[0], ...container }, ...(pod as any).containers ?? []],
      },
    },
  },
});

describe('workloads', () => {
  const NAME = 'Deployment monitoring/prometheus-operator';
  const withOperator = (operator: object) => [PROMETHEUS, operator, ...EXPORTERS, ...RULES];

  test('what upstream has by default is not a difference', () => {
    const args = ['--kubelet-service=kube-system/kubelet', '--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0', '--logtostderr=true'];
    const proxy = { name: 'kube-rbac-proxy', image: 'quay.io/brancz/kube-rbac-proxy:v0.19.1', resources: { limits: { cpu: '20m' } } };
    const operator = withPod(
      OPERATOR,
      { containers: [proxy], automountServiceAccountToken: true, securityContext: { runAsNonRoot: true }, restartPolicy: 'Always' },
      { args, env: [{ name: 'GOGC', value: '30' }, { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] },
      { replicas: 1 },
    );
    expect(differentIn(withOperator(operator), NAME)).toEqual([]);
    expect(convert(STACK).values.filter(({ path, outcome }) => outcome === 'different' && / (args|env|replicas|container)/.test(path))).toEqual([]);
  });

  test.each([
    ['a CPU limit', {}, { resources: { limits: { cpu: '200m' } } }, {}, 'resources.limits.cpu: without a CPU limit; the old limit is 200m'],
    ['a numeric CPU limit', {}, { resources: { limits: { cpu: 1 } } }, {}, 'resources.limits.cpu: without a CPU limit; the old limit is 1'],
    ['a flag', {}, { args: ['--prometheus-instance-namespaces=monitoring'] }, {}, 'args: "--prometheus-instance-namespaces" is not in the program: set it with "operator.extraArgs" or another option of "operator"'],
    ['a field of the pod', { affinity: { nodeAffinity: {} } }, {}, {}, 'affinity: not in the program'],
    ['a container', { containers: [{ name: 'oauth-proxy', image: 'registry.example.com/oauth-proxy:v7' }] }, {}, {}, 'container oauth-proxy: not in the program'],
    ['a variable', {}, { env: [{ name: 'HTTPS_PROXY', value: 'http://proxy:3128' }] }, {}, 'env HTTPS_PROXY: not in the program'],
    ['replicas', {}, {}, { replicas: 2 }, 'replicas: 1 instead of 2'],
  ])('%s without an option is reported', (_, pod, container, spec, expected) => {
    expect(differentIn(withOperator(withPod(OPERATOR, pod, container, spec)), NAME)).toEqual([expected]);
  });
});

describe('Services', () => {
  const NAME = 'Service monitoring/prometheus-k8s';
  const exposed = (spec: object, annotations?: object) => STACK.map((each: any) => each.kind === 'Service' && each.metadata.name === 'prometheus-k8s'
    ? { ...each, metadata: { ...each.metadata, ...annotations && { annotations } }, spec: { ...each.spec, ...spec } }
    : each);

  test('a Service of type ClusterIP has no differences', () => {
    expect(SERVICES.length).toBeGreaterThan(0);
    expect(differentIn(STACK, NAME)).toEqual([]);
    expect(convert(STACK).warnings.join()).not.toContain('type ClusterIP');
  });

  test('access from outside the cluster is reported, and must be decided', () => {
    const objects = exposed({ type: 'NodePort', ports: [{ name: 'web', port: 9090, targetPort: 'web', nodePort: 30900 }] });
    expect(differentIn(objects, NAME)).toEqual(['type: NodePort becomes ClusterIP, without the node port 30900']);
    expect(convert(objects).warnings).toContain('these Services get type ClusterIP: for access from outside the cluster, write another Service with a name of your own, or use '
      + 'WebIngress or WebRoute: Service monitoring/prometheus-k8s');
  });

  test('fields and annotations of a load balancer are reported', () => {
    expect(differentIn(exposed({ type: 'LoadBalancer', loadBalancerIP: '192.0.2.1' }, { 'lb.example.com/internal': 'true', 'kubectl.kubernetes.io/last-applied-configuration': '{}' }), NAME))
      .toEqual(['type: LoadBalancer becomes ClusterIP', 'loadBalancerIP: not in the program', 'annotations: "lb.example.com/internal" is not in the program']);
  });
});

describe('several files that contain objects of the stack and others', () => {
  const config = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { x: '1' } });
  let folder: string;
  let program = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mixed-'));
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'a.yaml'), yamlOf(PROMETHEUS, config('one')));
    writeFileSync(join(folder, 'b', 'b.yaml'), yamlOf(OPERATOR, config('two'), { resources: ['x.yaml'] }));
    writeFileSync(join(folder, 'c.yaml'), yamlOf({ apiVersion: 'v1', kind: 'List', items: [...EXPORTERS, config('three')] }));
    expect(main(['migrate', '--from', 'objects', folder], text => { program += text; }, () => undefined)).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the program compiles', () => {
    expect(complaintsOf(new Map([['mixed.ts', `${program}\nexport {};\n`]]), AS_NODE_RUNS_IT)).toEqual([]);
  });

  test('the other objects are in the output, each once', () => {
    const text = Object.values(synthesizeApps([{ source: program }])[0]().files).join('\n');
    for (const name of ['one', 'two', 'three']) { expect(text.match(new RegExp(`^  name: ${name}$`, 'gm'))).toHaveLength(1); }
  });
});

describe('a server without the operator', () => {
  const labels = { app: 'prometheus-server' };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'prometheus', namespace: 'monitoring' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: 'prometheus', containers: [{ name: 'prometheus', image: 'prom/prometheus', args: ['--config.file=/etc/prometheus/prometheus.yml'] }] } },
    },
  };
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'prometheus', namespace: 'monitoring' } };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'prometheus', namespace: 'monitoring' }, spec: { selector: labels, type: 'NodePort', ports: [{ port: 8080, targetPort: 9090, nodePort: 30000 }] } };
  const { values, warnings } = convert([deployment, account, service]);

  test('stays, with its Service and ServiceAccount', () => {
    const replaced = values.filter(({ note }) => note === 'replaced by an object of the program');
    expect(replaced).toEqual([]);
  });

  test('must be decided, because its configuration is not converted', () => {
    expect(values).toContainEqual({ path: 'Deployment monitoring/prometheus', outcome: 'different', note: 'it runs without the operator, so its configuration file is not converted' });
    expect(warnings.join()).toContain('these servers run without the operator and stay as they are');
  });
});

test('CoreDNS itself stays: the program only scrapes it', () => {
  const labels = { 'k8s-app': 'kube-dns' };
  const metadata = { name: 'coredns', namespace: 'kube-system' };
  const dns = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { serviceAccountName: 'coredns', containers: [{ name: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.12.0' }] } } } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'kube-dns', namespace: 'kube-system', labels }, spec: { selector: labels, ports: [{ name: 'metrics', port: 9153 }] } },
  ];
  const found = convert([...STACK, ...dns]).values.filter(({ path }) => / kube-system\/(coredns|kube-dns)$/.test(path));
  expect(found.map(({ path, note }) => `${path}: ${note}`).sort()).toEqual([
    'Deployment kube-system/coredns: copied unchanged', 'Service kube-system/kube-dns: copied unchanged', 'ServiceAccount kube-system/coredns: copied unchanged',
  ]);
});

test.each([
  ['quay.io/coreos/prometheus-operator:v0.85.0', 0],
  ['registry.example.com/own/prometheus-operator:v0.85.0', 1],
])('the image %s is replaced: %i results', (image, count) => {
  const operator = withPod(OPERATOR, {}, { image });
  const found = differentIn([PROMETHEUS, operator, ...RULES], 'Deployment monitoring/prometheus-operator');
  expect(found.filter(text => text.includes('is replaced by the upstream image'))).toHaveLength(count);
});

test('an operator in another namespace moves to the stack', () => {
  const operator = { ...OPERATOR, metadata: { ...OPERATOR.metadata, namespace: 'operators' } };
  const { options, values, warnings } = convert([PROMETHEUS, operator, ...RULES]);
  expect(options.map(([option]) => option)).not.toContain('operator.namespace');
  expect(values).toContainEqual({ path: 'Deployment operators/prometheus-operator: namespace', outcome: 'different', note: 'moves to monitoring' });
  expect(warnings.join()).toContain('prometheus-operator moves from the namespace operators to monitoring');
});

test.each([
  ['v0.24.0', '\'0.39.0\'', 'different'],
  ['v0.40.1', '\'0.40.1\'', 'mapped'],
])('a Thanos sidecar of version %s gets version %s', (version, code, outcome) => {
  const { options, values, warnings } = convert([{ ...PROMETHEUS, spec: { ...(PROMETHEUS as any).spec, thanos: { version } } }, ...RULES]);
  expect(options.find(([option]) => option === 'prometheus.thanos.version')?.[1].code).toBe(code);
  expect(values.find(({ path }) => path.endsWith(': thanos.version'))?.outcome).toBe(outcome);
  expect(warnings.some(text => text.startsWith('thanos 0.24.0 becomes 0.39.0'))).toBe(outcome === 'different');
});
