import fc from 'fast-check';
import { coreProblems } from '../../../src/admission/core/core-problems';
import { cases } from '../../support/cases';
import { changed, CONFIG_MAP, DEPLOYMENT, POD } from '../../support/core-cases';

const said = (object: unknown) => coreProblems(object).map(({ ruleId, path }) => `${ruleId} ${path}`);
const message = (object: unknown) => coreProblems(object).map(each => each.message).join('\n');

describe('kinds of other groups', () => {
  test.each(['serving.knative.dev/v1', 'apps/v1beta1', 'extensions/v1beta1', 'apps.kruise.io/v1alpha1'])('a Deployment of the API group %s is not checked as one of Kubernetes', apiVersion => {
    expect(said({ ...DEPLOYMENT, apiVersion, spec: { selector: {}, replicas: -1 } })).toEqual([]);
  });

  test('a Service of Knative has no ports to check', () => expect(said({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' }, spec: { template: {} } })).toEqual([]));
  test('labels of any object are checked', () => {
    expect(said({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'Anything', labels: { a: 'b c' } } })).toEqual(['core/label metadata.labels.a']);
  });
  test('names of prometheus-operator\'s are', () => {
    expect(said({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'My_Monitor', namespace: 'a' } })).toEqual(['core/name metadata.name']);
  });
  test.each([undefined, null, 1, 'x', [], {}, { kind: 'Pod' }, { apiVersion: 'v1' }, { apiVersion: 'v1', kind: 'Pod' }, { apiVersion: 'v1', kind: 'Pod', metadata: null, spec: null }])('%j has nothing to check', value => {
    expect(said(value)).toEqual([]);
  });
});

describe('custom resources whose pods an operator creates', () => {
  const prometheus = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'main', namespace: 'a' }, spec });
  const resources = { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } };

  test('a request above its limit', () => {
    expect(said(prometheus({ resources }))).toEqual(['core/request-above-limit spec.resources.requests.memory']);
    expect(said(prometheus({ thanos: { resources } }))).toEqual(['core/request-above-limit spec.thanos.resources.requests.memory']);
    expect(said(prometheus({ containers: [{ name: 'config-reloader' }, { name: 'prometheus', resources }] }))).toEqual(['core/request-above-limit spec.containers[1].resources.requests.memory']);
  });
  test('a container that is merged into one of the operator needs no image', () => expect(said(prometheus({ containers: [{ name: 'prometheus', args: ['--x'] }] }))).toEqual([]));
});

describe('flags that a program accepts only once', () => {
  const flags = (image: string, args: string[], command?: string[]) => said(changed(POD, { 'spec.containers.0': { name: 'c', image, args, command } }));
  const twice = (at: number, field = 'args') => [`core/flag-twice spec.containers[0].${field}[${at}]`];

  // github.com/alecthomas/kingpin/v2 2.4.0, app.go: "flag '%s' cannot be repeated"
  test.each([
    ['quay.io/prometheus/node-exporter:v1.12.1', ['--web.max-requests=1', '--path.rootfs=/host', '--web.max-requests=2']],
    ['prom/prometheus', ['--config.file=a', '--storage.tsdb.path=b', '--config.file=c']],
    ['quay.io/prometheus/alertmanager:v0.35.0', ['--cluster.listen-address=a', '--cluster.peer=b', '--cluster.listen-address=']],
    [`mirror.example.org:5000/quay/prometheus/blackbox-exporter@sha256:${'a1'.repeat(32)}`, ['--config.file=a', '--log.level=b', '--config.file=c']],
    ['quay.io/thanos/thanos:v0.42.4', ['query', '--http-address=a', '--http-address=b']],
    ['quay.io/prometheus/node-exporter', ['--collector.wifi', '--path.sysfs=/sys', '--no-collector.wifi']],
    ['prom/prometheus', ['--web.enable-lifecycle', '--agent', '--web.enable-lifecycle']],
  ])('%s %j', (image, args) => expect(flags(image, args)).toEqual(twice(2)));

  test('in the command, too', () => {
    expect(flags('prom/prometheus', ['--config.file=b'], ['/bin/prometheus', '--config.file=a'])).toEqual(twice(0));
    expect(flags('prom/prometheus', [], ['/bin/prometheus', '--config.file=a', '--config.file=b'])).toEqual(twice(2, 'command'));
  });

  test.each([
    ['lists may be repeated', 'prom/prometheus', ['--enable-feature=a', '--enable-feature=b', '--web.listen-address=:1', '--web.listen-address=:2']],
    ['lists of Alertmanager', 'prom/alertmanager', ['--cluster.peer=a', '--cluster.peer=b']],
    ['lists of Thanos', 'quay.io/thanos/thanos', ['query', '--endpoint=a', '--endpoint=b', '--query.replica-label=a', '--query.replica-label=b']],
    ['flags that are not known', 'prom/prometheus', ['--x', '--x']],
    ['flags that begin alike', 'prom/prometheus', ['--storage.tsdb.wal-compression', '--storage.tsdb.wal-compression-type=zstd']],
    // pflag and Go's own flags use the last one
    ['kube-state-metrics', 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0', ['--port=1', '--port=2']],
    ['prometheus-operator', 'quay.io/prometheus-operator/prometheus-operator:v0.94.1', ['--log-level=info', '--log-level=debug']],
    ['another program', 'quay.io/prometheus/busybox', ['--config.file=a', '--config.file=b']],
    ['what follows two hyphens', 'prom/prometheus', ['--config.file=a', '--', '--config.file=b']],
  ])('%s', (_, image, args) => expect(flags(image, args)).toEqual([]));

  test('a container that runs a shell is another program', () => expect(flags('prom/prometheus', ['-c', 'prometheus'], ['sh', '--config.file=a', '--config.file=b'])).toEqual([]));
});

describe('sizes', () => {
  const rules = (bytes: number) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'a', namespace: 'a' }, spec: { groups: [{ name: 'x'.repeat(bytes) }] } });

  // etcd's --max-request-bytes is 1.5 MiB: 1,572,864
  test('a custom resource that is too large for etcd', () => {
    expect(said(rules(1_573_000))).toEqual(['core/size PrometheusRule']);
    expect(said(rules(1_500_000))).toEqual([]);
  });
  test('bytes count, not characters', () => expect(said({ ...rules(0), spec: { groups: [{ name: 'é'.repeat(800_000) }] } })).toEqual(['core/size PrometheusRule']));
  test('built-in kinds are stored in a shorter form', () => {
    const endpoints = (bytes: number) => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a', namespace: 'a' }, subsets: [{ ports: [{ name: 'x'.repeat(bytes) }] }] });
    expect(said(endpoints(2_000_000))).toEqual([]);
    expect(said(endpoints(3 * 1024 * 1024))).toEqual(['core/size Endpoints']);
  });
});

describe('messages', () => {
  test('messages contain the field, the value, the reason and the cure', () => {
    expect(message(changed(DEPLOYMENT, { 'spec.template.spec.containers.0.resources': { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }))).toBe(
      '"spec.template.spec.containers[0].resources.requests.memory" is "2Gi", above its limit "1Gi": lower the request, or raise the limit [core/request-above-limit]');
    expect(message(changed(DEPLOYMENT, { 'spec.selector.matchLabels': { app: 'api' } }))).toBe(
      '"spec.template.metadata.labels" does not match "spec.selector", which requires app=api, but the template has "web": use the same labels in both [core/selector]');
    expect(message(changed(CONFIG_MAP, { 'metadata.name': 'My_App' }))).toBe(
      '"metadata.name" is "My_App", which is not a valid name for a ConfigMap: use lower-case letters, digits, hyphens and dots, at most 253 characters, '
      + 'each part beginning and ending with a letter or digit [core/name]');
  });

  test('messages for hostile input stay on one line', () => {
    for (const text of ['a\nb'.repeat(1000), '\u202e', '__proto__', 'constructor']) {
      const found = coreProblems({ ...changed(POD, { 'spec.containers.0.image': text, 'metadata.name': text }), metadata: { name: text, labels: JSON.parse(`{${JSON.stringify(text)}: "a b"}`) } });
      for (const each of found) { expect(each.message).not.toMatch(/\n/); }
    }
  });
});

test('no input throws', () => {
  const kinds = [['v1', 'Pod'], ['v1', 'Service'], ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'PersistentVolumeClaim'], ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'],
    ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['policy/v1', 'PodDisruptionBudget'], ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['networking.k8s.io/v1', 'Ingress'], ['rbac.authorization.k8s.io/v1', 'Role'], ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'], ['monitoring.coreos.com/v1', 'Prometheus']];
  const keys = ['spec', 'metadata', 'template', 'jobTemplate', 'containers', 'initContainers', 'volumes', 'volumeMounts', 'resources', 'requests', 'limits', 'ports', 'env', 'image', 'name', 'selector', 'matchLabels',
    'matchExpressions', 'values', 'operator', 'labels', 'annotations', 'rules', 'http', 'paths', 'backend', 'service', 'port', 'ingress', 'from', 'ipBlock', 'cidr', 'schedule', 'subjects', 'roleRef', 'verbs',
    'tolerations', 'affinity', 'livenessProbe', 'exec', 'command', 'strategy', 'rollingUpdate', 'maxSurge', 'data', 'type', 'minAvailable', 'metrics', 'accessModes', 'volumeClaimTemplates', 'items', '__proto__'];
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 6 }, fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 70000, '', 'a', 'A b', '${x}', '1Gi', '101%', 'In', undefined),
      fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 5 })),
  })).any;
  fc.assert(fc.property(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...keys), value), ([apiVersion, kind], body) => {
    for (const each of coreProblems({ ...body, apiVersion, kind })) { expect(each.message).toContain(`[${each.ruleId}]`); }
  }), { numRuns: cases(2000) });
});
