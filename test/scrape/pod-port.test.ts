import { choosePodPort, podSelectorOf, templateLabelsOf } from '../../src/scrape/pod-port';
import { choosePort } from '../../src/scrape/target-endpoint';

const textOf = (found: object | string) => typeof found === 'object' && 'message' in found ? found.message : found;
const workload = (containers: unknown, more: object = {}) => ({ kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { spec: { containers, ...more } } } });
const METRICS = { name: 'metrics', containerPort: 8080 };
const UNNAMED = { containerPort: 9000 };

describe('the port of pods', () => {
  test.each<[unknown, string | undefined, object]>([
    [workload([{ ports: [METRICS] }]), undefined, { port: 'metrics' }],
    [workload([{ ports: [UNNAMED] }]), undefined, { portNumber: 9000 }],
    [workload([{ ports: [METRICS, UNNAMED] }]), 'metrics', { port: 'metrics' }],
    [workload([{ ports: [METRICS, UNNAMED] }]), '9000', { portNumber: 9000 }],
    [workload([{ ports: [METRICS, UNNAMED] }]), '8080', { port: 'metrics' }],
    [workload([{ ports: [{ name: '8080', containerPort: 1 }, METRICS] }]), '8080', { port: '8080' }],
    [workload([{ ports: [METRICS, { name: 'dns', containerPort: 53, protocol: 'UDP' }] }]), undefined, { port: 'metrics' }],
    [workload([{ ports: [{ ...METRICS, protocol: 'TCP' }] }]), undefined, { port: 'metrics' }],
    [workload([{}, { ports: null }, null, { ports: [METRICS] }]), undefined, { port: 'metrics' }],
    [workload([], { initContainers: [{ ports: [METRICS], restartPolicy: 'Always' }] }), undefined, { port: 'metrics' }],
    [{ kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ ports: [METRICS] }] } }, undefined, { port: 'metrics' }],
    [{ kind: 'CronJob', metadata: { name: 'x' }, spec: { jobTemplate: { spec: { template: { spec: { containers: [{ ports: [METRICS] }] } } } } } }, undefined, { port: 'metrics' }],
  ])('%j, wanted %s: %j', (object, wanted, expected) => expect(choosePodPort(object, wanted)).toEqual(expected));

  test.each<[unknown, string | undefined, string]>([
    [workload([{ ports: [] }]), undefined, 'Deployment "web" declares no TCP port'],
    [workload(undefined), undefined, 'declares no TCP port'],
    [workload('x', { initContainers: 'x' }), undefined, 'declares no TCP port'],
    [workload([], { initContainers: [{ ports: [METRICS] }, null] }), undefined, 'declares no TCP port'],
    [workload([], { initContainers: [{ ports: [METRICS], restartPolicy: 'Never' }] }), 'metrics', 'declares no TCP port'],
    [{ kind: 'Pod' }, undefined, 'Pod "undefined" declares no TCP port'],
    [workload([{ ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] }]), undefined, 'declares no TCP port'],
    [workload([{ ports: [METRICS, UNNAMED] }]), undefined, 'Deployment "web" declares several ports: set "port" to the one with the metrics, one of "metrics", 9000'],
    [workload([{ ports: [METRICS, UNNAMED] }]), 'web', 'no container of Deployment "web" declares the port "web": use one of "metrics", 9000, or declare it'],
  ])('%j, wanted %s: %s', (object, wanted, expected) => expect(textOf(choosePodPort(object, wanted))).toContain(expected));
});

describe('the port of a Service', () => {
  const service = (ports?: { name?: string; port: number }[]) => ({ metadata: { name: 'web' }, spec: { ports } });

  test.each<[object, string | undefined, string]>([
    [service([{ name: 'metrics', port: 80 }]), undefined, 'metrics'],
    [service([{ name: 'a', port: 80 }, { name: 'metrics', port: 81 }]), 'metrics', 'metrics'],
    [service([{ name: 'a', port: 80 }, { name: 'metrics', port: 81 }]), '81', 'metrics'],
    [service([{ name: '81', port: 80 }, { name: 'metrics', port: 81 }]), '81', '81'],
    [service([]), undefined, 'Service "web" has no ports'],
    [service(), 'metrics', 'Service "web" has no ports'],
    [{}, undefined, 'Service "undefined" has no ports'],
    [service([{ name: 'a', port: 80 }, { name: 'b', port: 81 }]), undefined, 'Service "web" has several ports: set "port" to the one with the metrics, one of "a", "b"'],
    [service([{ name: 'a', port: 80 }, { port: 81 }]), 'b', 'Service "web" has no port with the name "b": use one of "a", 81'],
    [service([{ port: 81 }]), undefined, 'port 81 of Service "web" has no name'],
  ])('%j, wanted %s: %s', (object, wanted, expected) => expect(textOf(choosePort(object, wanted))).toContain(expected));
});

describe('what selects the pods', () => {
  const LABELS = { app: 'web' };
  const template = { metadata: { labels: LABELS } };

  test.each<[object, object | undefined]>([
    [{ kind: 'Deployment', spec: { selector: { matchLabels: { a: 'b' } }, template } }, { matchLabels: { a: 'b' } }],
    [{ kind: 'Deployment', spec: { selector: {}, template } }, { matchLabels: LABELS }],
    [{ kind: 'Deployment', spec: { template } }, { matchLabels: LABELS }],
    [{ kind: 'Deployment', spec: { template: { metadata: { labels: {} } } } }, undefined],
    [{ kind: 'Deployment' }, undefined],
    [{ kind: 'Job', spec: { selector: { matchLabels: { uid: 'x' } }, template } }, { matchLabels: LABELS }],
    [{ kind: 'CronJob', spec: { selector: { a: 'b' }, jobTemplate: { spec: { template } } } }, { matchLabels: LABELS }],
    [{ kind: 'Pod', metadata: { labels: LABELS } }, { matchLabels: LABELS }],
    [{ kind: 'Pod', metadata: {} }, undefined],
  ])('%j: %j', (object, expected) => expect(podSelectorOf(object)).toEqual(expected));

  test.each<[object, object | undefined]>([
    [{ kind: 'Pod', metadata: { labels: LABELS }, spec: { template: {} } }, LABELS], [{ kind: 'Pod' }, undefined], [{ kind: 'StatefulSet', spec: { template } }, LABELS],
    [{ kind: 'CronJob', spec: { template } }, undefined], [{ kind: 'CronJob', spec: { jobTemplate: {} } }, undefined], [{ kind: 'CronJob' }, undefined],
  ])('the labels of the pods of %j: %j', (object, expected) => expect(templateLabelsOf(object)).toEqual(expected));
});
