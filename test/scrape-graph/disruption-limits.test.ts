import { asHtml } from '../../src/scrape-graph/views/html';
import { explanationsText } from '../../src/scrape-graph/views/text';
import { ComponentVersion } from '../../src/versions/component-version';
import { disruptionLimits } from '../../src/versions/disruption-limits';
import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';
import { stackObjects } from '../support/stack';
import { justBelow } from '../support/versions';

const PORTS = [{ name: 'metrics', containerPort: 8080 }];
const image = (tag: string) => `registry.k8s.io/kube-state-metrics/kube-state-metrics${tag}`;
const folder = (tag: string) => [prometheus(), BINDING, monitor({ endpoints: [{ port: 'metrics' }] }), service(), deployment('web', { app: 'web' }, PORTS, image(tag))];
const limitsOf = (objects: readonly object[]) => explain(objects).disruptionLimits;
const whatOf = (objects: readonly object[]) => limitsOf(objects).flatMap(({ limits }) => limits.map(({ what }) => what));

const GARBAGE = 'Pods that the pod garbage collector deletes are visible only if several disappear together with a node that was not drained';
const OLD = [
  'Evicted pods are not visible', 'Pods that the scheduler preempts are not visible', 'Pods that end when their node shuts down are not visible',
  'Pods that the taint manager deletes are not visible', GARBAGE,
];

test.each<[string, readonly string[]]>([
  ['2.13.0', OLD],
  ['2.18.0', OLD],
  [justBelow('2.19.0'), OLD],
  ['2.19.1', [OLD[0], OLD[3], GARBAGE]],
  [justBelow('2.20.0'), [OLD[0], OLD[3], GARBAGE]],
  ['2.20.0', [GARBAGE]],
])('kube-state-metrics %s without other sources: what it does not expose', (version, expected) => {
  expect(whatOf(folder(`:v${version}`))).toEqual(expected);
});

test('each line has a cure, and scraped sources need none', () => {
  const { version } = ComponentVersion.parse('kubeStateMetrics', 'version', '2.15.0');
  const all = disruptionLimits(version, { apiServer: true, scheduler: true, controllerManager: true, kubelet: true });
  expect(all).toEqual([{ what: 'Evicted pods are visible by name only if their node is drained', cure: 'use kube-state-metrics 2.20 or newer; the API server counts the others' }]);
  const { version: newest } = ComponentVersion.parse('kubeStateMetrics', 'version', '2.20.0');
  expect(disruptionLimits(newest, { apiServer: false, scheduler: false, controllerManager: true, kubelet: false })).toEqual([]);
});

test('scraped sources in a folder are derived from the jobs: a Service of the scheduler, and the API server', () => {
  const of = (job: string, name: string) => [
    { ...monitor({ selector: { matchLabels: { app: name } }, endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'job', replacement: job }] }] }), metadata: meta(`m-${name}`).metadata },
    { ...service({ selector: { app: name } }), metadata: { ...meta(`s-${name}`).metadata, labels: { app: name } } },
    { ...deployment(name, { app: name }, PORTS, 'registry.example.org/x:1') },
  ];
  expect(whatOf([...folder(':v2.15.0'), ...of('kube-scheduler', 'a'), ...of('apiserver', 'b'), ...of('kube-controller-manager', 'c')]))
    .toEqual(['Evicted pods are visible by name only if their node is drained', 'Pods that end when their node shuts down are not visible']);
});

test('a monitor without targets here may have some in the cluster', () => {
  const of = (name: string) => ({ ...monitor({ selector: { matchLabels: { app: name } } }), metadata: meta(name).metadata });
  expect(whatOf([...folder(':v2.19.1'), of('kube-controller-manager'), of('kube-apiserver')])).toEqual(['Evicted pods are visible by name only if their node is drained']);
});

test('without a Prometheus other scrapes are unknown', () => {
  const others = folder(':v2.15.0').filter(({ kind }: any) => kind !== 'Prometheus');
  expect(whatOf(others)).toEqual(['Evicted pods are visible by name only if their node is drained']);
  expect(whatOf(folder(':v2.20.0').filter(({ kind }: any) => kind !== 'Prometheus'))).toEqual([]);
});

test.each<[string, string[], boolean]>([
  ['custom resources alone', ['--custom-resource-state-only=true'], false],
  ['custom resources alone, as a switch', ['--custom-resource-state-only'], false],
  ['other resources', ['--resources=deployments,nodes'], false],
  ['other resources, as two arguments', ['--resources', 'nodes'], false],
  ['pods among others', ['--resources=nodes,pods'], true],
  ['custom resources as well', ['--custom-resource-state-only=false'], true],
])('with one that exposes %s: %j', (_, args, isReported) => {
  const objects = folder(':v2.15.0').map((object: any) => {
    if (object.kind !== 'Deployment') { return object; }
    const [container] = object.spec.template.spec.containers;
    return { ...object, spec: { template: { ...object.spec.template, spec: { containers: [{ ...container, args }] } } } };
  });
  expect(limitsOf(objects)).toHaveLength(isReported ? 1 : 0);
});

test.each(['', ':main', '@sha256:0000', ':2.15'])('an image without a version has no result: "%s"', tag => {
  expect(limitsOf(folder(tag))).toEqual([]);
});

test('without kube-state-metrics nothing is reported', () => {
  expect(limitsOf([prometheus(), BINDING, monitor({ endpoints: [{ port: 'metrics' }] }), service(), deployment('web', { app: 'web' }, PORTS)])).toEqual([]);
});

test('it is a section of the text and of the page, and never a problem', () => {
  const explanation = explain(folder(':v2.15.0'));
  expect(explanation.problems.filter(({ message }) => message.includes('visible'))).toEqual([]);
  const text = explanationsText([explanation]);
  expect(text).toContain('Disruptions that are not visible\n  Deployment shop/web, version 2.15.0\n    Evicted pods are not visible: scrape the API server, or use kube-state-metrics 2.20 or newer\n');
  expect(asHtml([explanation])).toContain('<summary>Disruptions that are not visible (5)</summary>');
  expect(explanationsText([explain([prometheus()])])).not.toContain('Disruptions');
});

test('for an app it depends on what the stack scrapes', () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const at = (version: string, controlPlane: object = {}) => whatOf(stackObjects({ kubeStateMetrics: { version }, controlPlane }));
  expect(at('2.20.0')).toEqual([GARBAGE]);
  expect(at('2.15.0')).toEqual(['Evicted pods are visible by name only if their node is drained', 'Pods that the scheduler preempts are not visible', 'Pods that the taint manager deletes are not visible', GARBAGE]);
  expect(at('2.20.0', { scheduler: true, controllerManager: true })).toEqual([]);
  jest.restoreAllMocks();
});
