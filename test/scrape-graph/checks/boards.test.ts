import { foundBy, meta } from '../../support/scrape-graph';

const unread = foundBy('board-not-read');
const sidecar = (env: { [name: string]: string }, { image = 'quay.io/kiwigrid/k8s-sidecar:1.30.0', namespace = 'grafana', list = 'containers' } = {}) => ({
  kind: 'Deployment', ...meta('grafana', {}, namespace), spec: { template: { spec: { containers: [], [list]: [{ name: 'boards', image, env: Object.entries(env).map(([name, value]) => ({ name, value })) }] } } },
});
const board = (labels: { [name: string]: string } = { board: '1' }, namespace = 'shop') => ({ kind: 'ConfigMap', ...meta('overview', labels, namespace), data: {} });
const LINE = 'ConfigMap shop/overview is not read by the sidecar of Deployment grafana/grafana: ';

test.each<[string, object[], string[]]>([
  ['its own namespace alone', [sidecar({ LABEL: 'board' }), board()], [`${LINE}it reads only namespace grafana`]],
  ['named namespaces', [sidecar({ LABEL: 'board', NAMESPACE: 'a, b' }), board()], [`${LINE}it reads only namespace a, b`]],
  ['another value', [sidecar({ LABEL: 'board', LABEL_VALUE: 'yes', NAMESPACE: 'ALL' }), board({ board: 'no', app: 'x' })], [`${LINE}it requires the label board=yes; the labels are app=x, board=no`]],
  ['this value, in another namespace', [sidecar({ LABEL: 'board', LABEL_VALUE: '1', NAMESPACE: 'a' }), board()], [`${LINE}it reads only namespace a`]],
  ['in an init container', [sidecar({ LABEL: 'board' }, { list: 'initContainers' }), board()], [`${LINE}it reads only namespace grafana`]],
])('a sidecar that reads %s does not read a dashboard', (_, objects, expected) => {
  expect(unread(...objects)).toEqual(expected);
});

test.each<[string, object[]]>([
  ['all namespaces', [sidecar({ LABEL: 'board', NAMESPACE: 'ALL' }), board()]],
  ['its namespace', [sidecar({ LABEL: 'board' }), board({ board: '1' }, 'grafana')]],
  ['one of several namespaces', [sidecar({ LABEL: 'board', NAMESPACE: 'a, shop' }), board()]],
  ['the value', [sidecar({ LABEL: 'board', LABEL_VALUE: '1', NAMESPACE: 'ALL' }), board()]],
  ['the same by another sidecar', [sidecar({ LABEL: 'board' }), { ...sidecar({ LABEL: 'board', NAMESPACE: 'ALL' }), ...meta('second', {}, 'grafana') }, board()]],
  ['another label', [sidecar({ LABEL: 'other' }), board()]],
  ['no label', [sidecar({}), board()]],
  ['Secrets alone', [sidecar({ LABEL: 'board', RESOURCE: 'secret' }), board()]],
  ['a board whose namespace is not known', [sidecar({ LABEL: 'board' }), { kind: 'ConfigMap', metadata: { name: 'overview', labels: { board: '1' } }, data: {} }]],
  ['the namespace of a sidecar that is not known', [{ ...sidecar({ LABEL: 'board' }), metadata: { name: 'grafana' } }, board()]],
  ['nothing, as it is another program', [sidecar({ LABEL: 'board' }, { image: 'example.org/my-k8s-sidecars:1' }), board()]],
])('a sidecar that reads %s reads every dashboard', (_, objects) => expect(unread(...objects)).toEqual([]));

test.each(['k8s-sidecar', 'k8s-sidecar:1', 'quay.io/kiwigrid/k8s-sidecar@sha256:abc'])('the image %s is a sidecar', image => {
  expect(unread(sidecar({ LABEL: 'board' }, { image }), board())).toHaveLength(1);
});

test('both kinds of objects are dashboards', () => expect(unread(sidecar({ LABEL: 'board', RESOURCE: 'both' }), board())).toHaveLength(1));
