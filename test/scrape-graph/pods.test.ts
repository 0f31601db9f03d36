import { LabelSet } from '../../src/scrape/label-set';
import { graphOf } from '../../src/scrape-graph/graph';
import { asManifests } from '../../src/scrape-graph/manifest';
import { isOver, numberBehind, podsIn, withoutUnknown, writtenLabels } from '../../src/scrape-graph/targets/pods';
import { surelySet } from '../../src/scrape-graph/targets/surely-set';
import { canonicalDuration, targetsOf } from '../../src/scrape-graph/targets/targets';
import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';

const pods = (...objects: object[]) => podsIn(asManifests(objects));
const template = (labels: object = { app: 'web' }, spec: object = { containers: [{ name: 'a', image: 'a:1' }] }) => ({ template: { metadata: { labels }, spec } });
const workload = (kind: string, spec: object = template()) => ({ kind, ...meta('web'), spec });

describe('the pods of a workload', () => {
  // names as controllers make them: https://kubernetes.io/docs/concepts/workloads/controllers/
  test.each<[string, object, string, object | undefined]>([
    ['Deployment', template(), 'web-5d4f8c7b9d-x7k2m', { kind: 'ReplicaSet', name: 'web-5d4f8c7b9d' }],
    ['ReplicaSet', template(), 'web-x7k2m', { kind: 'ReplicaSet', name: 'web' }],
    ['ReplicationController', template(), 'web-x7k2m', { kind: 'ReplicationController', name: 'web' }],
    ['DaemonSet', template(), 'web-x7k2m', { kind: 'DaemonSet', name: 'web' }],
    ['StatefulSet', template(), 'web-0', { kind: 'StatefulSet', name: 'web' }],
    ['Job', template(), 'web-x7k2m', { kind: 'Job', name: 'web' }],
    ['CronJob', { jobTemplate: { spec: template() } }, 'web-0-x7k2m', { kind: 'Job', name: 'web-0' }],
    ['CloneSet', template(), 'web-5d4f8c7b9d-x7k2m', { kind: 'CloneSet', name: 'web' }],
  ])('of the kind %s have a name and a controller', (kind, spec, name, controller) => expect(pods(workload(kind, spec))).toMatchObject([{ name, controller, namespace: 'shop' }]));

  test.each<[string, object, object]>([
    ['Deployment', template(), { 'pod-template-hash': '5d4f8c7b9d' }],
    ['StatefulSet', template(), { 'apps.kubernetes.io/pod-index': '0', 'controller-revision-hash': 'web-5d4f8c7b9d', 'statefulset.kubernetes.io/pod-name': 'web-0' }],
    ['DaemonSet', template(), { 'controller-revision-hash': '5d4f8c7b9d', 'pod-template-generation': '1' }],
    ['Job', template(), { 'batch.kubernetes.io/controller-uid': '00000000-0000-0000-0000-000000000000', 'batch.kubernetes.io/job-name': 'web', 'controller-uid': '00000000-0000-0000-0000-000000000000', 'job-name': 'web' }],
    ['CronJob', { jobTemplate: { spec: template() } }, { 'batch.kubernetes.io/controller-uid': '00000000-0000-0000-0000-000000000000', 'batch.kubernetes.io/job-name': 'web-0', 'controller-uid': '00000000-0000-0000-0000-000000000000', 'job-name': 'web-0' }],
    ['ReplicaSet', template(), {}],
  ])('of the kind %s have labels of their controller', (kind, spec, added) => {
    const [pod] = pods(workload(kind, spec));
    expect(pod.labels).toEqual({ app: 'web', ...added });
    expect(writtenLabels(pod)).toEqual({ app: 'web' });
  });

  test('have placeholders for values that a cluster sets', () => {
    expect(pods(workload('Deployment'))).toMatchObject([{ ip: '192.0.2.1', hostIp: '192.0.2.2', nodeName: 'node-0', phase: 'Running', ready: 'true', hostname: '', subdomain: '', uid: '00000000-0000-0000-0000-000000000000' }]);
    expect(pods(workload('Deployment', template({}, { hostNetwork: true, nodeName: 'n', hostname: 'h', subdomain: 's', containers: [] })))).toMatchObject([{ ip: '192.0.2.2', nodeName: 'n', hostname: 'h', subdomain: 's' }]);
    expect(pods(workload('StatefulSet', { ...template(), serviceName: 'db' }))).toMatchObject([{ hostname: 'web-0', subdomain: 'db' }]);
    expect(withoutUnknown('192.0.2.1:80 192.0.2.2 192.0.2.3 node-0 web-5d4f8c7b9d-x7k2m a-5d4f8c7b9d b-x7k2m 00000000-0000-0000-0000-000000000000')).toBe('<pod IP>:80 <node IP> <apiserver> <node> web-* a-* b-* *');
    expect(withoutUnknown('192a0b2c1')).toBe('192a0b2c1');
  });

  test.each<[string, object, number]>([
    ['a Deployment of none', workload('Deployment', { ...template(), replicas: 0 }), 0],
    ['a Deployment of one', workload('Deployment', { ...template(), replicas: 1 }), 1],
    ['a Job of none at once', workload('Job', { ...template(), parallelism: 0 }), 0],
    ['a Deployment with a field of Jobs', workload('Deployment', { ...template(), parallelism: 0 }), 1],
    ['a Job that is suspended', workload('Job', { ...template(), suspend: true }), 0],
    ['a CronJob that is suspended', workload('CronJob', { jobTemplate: { spec: template() }, suspend: true }), 0],
    ['a CronJob', workload('CronJob', { jobTemplate: { spec: template() }, suspend: false }), 1],
    ['another kind that is suspended', workload('CloneSet', { ...template(), suspend: true }), 1],
    ['a test of Helm', { ...workload('Pod', { containers: [] }), metadata: { name: 'web', annotations: { 'helm.sh/hook': 'test' } } }, 0],
    ['a test of Helm, among other hooks', { ...workload('Pod', { containers: [] }), metadata: { name: 'web', annotations: { 'helm.sh/hook': 'post-install, test-success' } } }, 0],
    ['another hook of Helm', { ...workload('Job'), metadata: { name: 'web', annotations: { 'helm.sh/hook': 'post-install' } } }, 1],
    ['a Service', { kind: 'Service', ...meta('web'), spec: {} }, 0],
  ])('of %s: %i', (_, object, count) => expect(pods(object)).toHaveLength(count));

  test('in a dump are the existing ones, not those of their owners', () => {
    const owned = (kind: string, name: string, ownerKind: string, ownerName: string, namespace = 'shop') => ({ kind, metadata: { name, namespace, ownerReferences: [{ kind: ownerKind, name: ownerName, controller: true }] }, spec: kind === 'Pod' ? { containers: [] } : template() });
    expect(pods(workload('Deployment'), owned('ReplicaSet', 'web-1', 'Deployment', 'web'), owned('Pod', 'web-1-a', 'ReplicaSet', 'web-1')).map(({ name }) => name)).toEqual(['web-1-a']);
    expect(pods(workload('Deployment'), owned('Pod', 'web-1-a', 'Deployment', 'web', 'other')).map(({ name }) => name)).toEqual(['web-5d4f8c7b9d-x7k2m', 'web-1-a']);
    expect(pods(owned('Pod', 'a', 'ReplicaSet', 'x'))).toMatchObject([{ controller: { kind: 'ReplicaSet', name: 'x' } }]);
    expect(pods({ kind: 'Pod', metadata: { name: 'a', ownerReferences: [{ kind: 'Node', name: 'x' }] }, spec: { containers: [] } })[0]).not.toHaveProperty('controller');
  });
});

describe('a pod that exists', () => {
  const pod = (status: object, spec: object = {}) => pods({ kind: 'Pod', ...meta('web-1'), spec: { containers: [{ name: 'a' }], ...spec }, status })[0];

  test.each<[string, object, object]>([
    ['runs', { phase: 'Running', podIP: '10.0.0.1', hostIP: '10.1.0.1', conditions: [{ type: 'Ready', status: 'True' }] }, { ip: '10.0.0.1', hostIp: '10.1.0.1', phase: 'Running', ready: 'true', nodeName: '' }],
    ['has no address yet', { phase: 'Pending' }, { ip: '', hostIp: '', phase: 'Pending', ready: 'unknown' }],
    ['is not there yet', {}, { ip: '192.0.2.1', hostIp: '192.0.2.2', phase: 'Running', ready: 'true', nodeName: 'node-0' }],
  ])('that %s', (_, status, expected) => expect(pod(status)).toMatchObject(expected));

  test.each<[string, boolean]>([['Failed', true], ['Succeeded', true], ['Running', false], ['Unknown', false]])('in the phase %s has ended: %s', (phase, expected) => expect(isOver(pod({ phase }))).toBe(expected));

  test('has container IDs, and sidecars', () => {
    const found = pod({ phase: 'Running', podIP: '10.0.0.1', containerStatuses: [{ name: 'a', containerID: 'x://1' }] }, { containers: [{ name: 'a', image: 'i:1', ports: [{ name: 'p', containerPort: 1 }] }, { name: 'b' }], initContainers: [{ name: 'c', restartPolicy: 'Always' }, { name: 'd' }] });
    expect(found.containers).toEqual([
      { name: 'a', image: 'i:1', id: 'x://1', isInit: false }, { name: 'b', image: '', id: '', isInit: false }, { name: 'c', image: '', id: '', isInit: true }, { name: 'd', image: '', id: '', isInit: true },
    ]);
    expect(found.sidecars).toEqual(['c']);
    expect(found.ports).toEqual([{ container: found.containers[0], name: 'p', number: 1, protocol: 'TCP' }]);
  });
});

describe('the port behind a Service port', () => {
  const [pod] = pods(workload('Deployment', template({}, {
    containers: [{ name: 'a', ports: [{ name: 'http', containerPort: 80 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }] }],
    initContainers: [{ name: 'side', restartPolicy: 'Always', ports: [{ name: 'side', containerPort: 7 }] }, { name: 'once', ports: [{ name: 'once', containerPort: 8 }] }],
  })));

  test.each<[object, number | undefined]>([
    [{ port: 1 }, 1], [{ port: 1, targetPort: 2 }, 2], [{ port: 1, targetPort: '3' }, 3], [{ port: 1, targetPort: 'http' }, 80], [{ port: 1, targetPort: 'none' }, undefined], [{ port: 1, targetPort: 'dns' }, undefined],
    [{ port: 1, targetPort: 'dns', protocol: 'UDP' }, 53], [{ port: 1, targetPort: 'side' }, 7], [{ port: 1, targetPort: 'once' }, undefined],
  ])('%j is %s', (port, expected) => expect(numberBehind(port, pod)).toBe(expected));
});

describe('labels that are certainly set', () => {
  test.each<[string, any[], object]>([
    ['a fixed value', [{ targetLabel: 'a', replacement: 'x' }], { a: 'x' }],
    ['with a pattern that matches all', [{ targetLabel: 'a', replacement: 'x', regex: '(.*)' }, { targetLabel: 'b', replacement: 'y', regex: '.*' }], { a: 'x', b: 'y' }],
    ['with another pattern', [{ targetLabel: 'a', replacement: 'x', regex: 'y' }], {}],
    ['of a group', [{ targetLabel: 'a', replacement: '$1' }, { targetLabel: 'b' }], {}],
    ['with a dollar', [{ targetLabel: 'a', replacement: '$$1' }], { a: '$1' }],
    ['an empty one', [{ targetLabel: 'a', replacement: '' }], {}],
    ['an internal one', [{ targetLabel: '__a', replacement: 'x' }], {}],
    ['changed later', [{ targetLabel: 'a', replacement: 'x' }, { targetLabel: 'a', sourceLabels: ['b'] }], {}],
    ['filtered later', [{ targetLabel: 'a', replacement: 'x' }, { action: 'Keep', sourceLabels: ['a'] }, { action: 'drop' }, { action: 'keepequal' }, { action: 'DropEqual' }], { a: 'x' }],
    ['dropped later', [{ targetLabel: 'a', replacement: 'x' }, { targetLabel: 'b', replacement: 'y' }, { action: 'labeldrop', regex: 'a' }], { b: 'y' }],
    ['kept later', [{ targetLabel: 'a', replacement: 'x' }, { targetLabel: 'b', replacement: 'y' }, { action: 'labelkeep', regex: 'a' }], { a: 'x' }],
    ['mapped later', [{ targetLabel: 'a', replacement: 'x' }, { action: 'labelmap', regex: 'b' }], {}],
    ['written over by a label of any name', [{ targetLabel: 'a', replacement: 'x' }, { targetLabel: '$1', replacement: 'y' }], {}],
    ['by another action', [{ action: 'lowercase', targetLabel: 'a', replacement: 'x' }], {}],
    ['by its name in capitals', [{ action: 'Replace', targetLabel: 'b', replacement: 'y' }, { action: 'replace', targetLabel: 'a', replacement: 'x' }], { a: 'x', b: 'y' }],
  ])('%s', (_, steps, expected) => expect(JSON.stringify(surelySet(steps))).toBe(JSON.stringify(expected)));
});

describe('durations in Prometheus\' format', () => {
  test.each([['30s', '30s'], ['60s', '1m'], ['90s', '1m30s'], ['3600s', '1h'], ['1h30m', '1h30m'], ['24h', '1d'], ['168h', '1w'], ['8d', '8d'], ['14d', '2w'], ['365d', '1y'], ['366d', '366d'], ['1500ms', '1s500ms'], ['0s', '0s'], ['x', 'x']])(
    '%s is %s', (duration, expected) => expect(canonicalDuration(duration)).toBe(expected));
});

describe('targets of a job', () => {
  const config = (spec: object) => [prometheus({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {}, scrapeInterval: '5s', scrapeTimeout: '7s' }), { kind: 'ScrapeConfig', ...meta('far'), spec }];
  const targets = (spec: object) => {
    const graph = graphOf(asManifests(config(spec)));
    return targetsOf(graph.jobs[0].job, graph.prometheuses[0], graph.world, { all: true });
  };
  const one = (spec: object) => targets({ staticConfigs: [{ targets: ['a:1'] }], ...spec })[0];

  test('start with labels of the job', () => {
    const kept = (steps: object[], more: object = {}) => one({ relabelings: steps, ...more }).labels;
    const copied = (from: string) => ({ sourceLabels: [from], targetLabel: 'found' });
    expect(kept([copied('__scrape_interval__')])!.found).toBe('5s');
    expect(kept([copied('__scrape_timeout__')])!.found).toBe('5s');
    expect(kept([copied('__scrape_timeout__')], { scrapeTimeout: '3s' })!.found).toBe('3s');
    expect(kept([copied('__metrics_path__')])!.found).toBe('/metrics');
    expect(kept([copied('__scheme__')])!.found).toBe('http');
    expect(kept([copied('__param_a')], { params: { a: ['b', 'c'], d: [] } })!.found).toBe('b');
    expect(kept([])).toEqual({ instance: 'a:1', job: 'scrapeConfig/shop/far' });
  });

  test('have an interval, a path and a scheme that relabelings may change', () => {
    expect(one({})).toMatchObject({ interval: '5s', path: '/metrics', scheme: 'http', address: 'a:1', droppedBy: -1, isOurs: true });
    const set = (targetLabel: string, replacement: string) => ({ targetLabel, replacement });
    expect(one({ relabelings: [set('__scrape_interval__', '1m'), set('__metrics_path__', '/b'), set('__scheme__', 'https'), set('__address__', 'c:2'), set('instance', 'own')] })).toMatchObject({
      interval: '1m', path: '/b', scheme: 'https', address: 'c:2', labels: { instance: 'own', job: 'scrapeConfig/shop/far' },
    });
    expect(one({ relabelings: [set('__metrics_path__', '')] }).path).toBe('');
  });

  test('that are dropped have the number of the step', () => {
    expect(one({ relabelings: [{ targetLabel: 'a', replacement: 'b' }, { action: 'drop', sourceLabels: ['a'], regex: 'b' }] })).toMatchObject({ droppedBy: 2, labels: undefined, isOurs: true, address: '', path: '', interval: '5s', scheme: 'http' });
    expect(one({ jobName: 'x', relabelings: [{ action: 'keep', sourceLabels: ['job'], regex: 'y' }] })).toMatchObject({ droppedBy: 2 });
  });

  test('without an address, or with a path in it, have no labels', () => {
    expect(one({ staticConfigs: [{ targets: ['a/b'] }] })).toMatchObject({ droppedBy: -1, labels: undefined, address: 'a/b' });
    expect(one({ staticConfigs: [{ targets: [''] }] })).toMatchObject({ droppedBy: -1, labels: undefined, address: '' });
  });

  test('with the same labels are one, and each dropped target is separate', () => {
    const found = targets({ staticConfigs: [{ targets: ['a:1', 'b:1'], labels: { x: '1' } }], relabelings: [{ targetLabel: '__address__', replacement: 'c:1' }] });
    expect(found).toHaveLength(1);
    expect(found[0].alsoFrom.map((labels: LabelSet) => labels.get('__address__'))).toEqual(['b:1']);
    expect(targets({ staticConfigs: [{ targets: ['a:1', 'b:1'] }], relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: '.*' }] })).toHaveLength(2);
    expect(targets({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] })).toHaveLength(2);
  });

  test('of a selector with a dot are those of a pattern, which matches as a whole', () => {
    const scraped = (matchLabels: object, labels: any) =>
      explain([prometheus(), BINDING, monitor({ selector: { matchLabels } }), service({}, labels), deployment()]).scrapes.length;
    expect(scraped({ app: 'v1.2', tier: 'a' }, { app: 'v1x2', tier: 'a' })).toBe(1);
    expect(scraped({ app: 'v1.2', tier: 'a' }, { app: 'v1x2', tier: 'b' })).toBe(0);
    expect(scraped({ app: 'web', tier: 'a' }, { app: 'web', tier: 'a' })).toBe(1);
    expect(scraped({ app: 'web', tier: 'a' }, { app: 'web' })).toBe(0);
    expect(scraped({ app: '' }, { app: '' })).toBe(1);
  });
});
