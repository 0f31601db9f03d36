import { ofKind, Manifest } from '../../support/synth';
import { apply, get, installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned } from '../support/cluster';
import { connectedStack, FAR, IDLE, idlePod, NEAR, PAGER, PORTS, REMOTE_WRITE_HOST } from '../support/connected-stack';
import { Dns } from '../support/dns';
import { Enforcer, SERVICES } from '../support/enforcer';
import { Answering, Outside } from '../support/outside';
import { forgetConnections, forwardInPod, reached, serveInPod } from '../support/pod-network';
import { podsOf, ready, secretOf } from '../support/pods';
import { Program } from '../support/process';
import { RunningStack } from '../support/running-stack';
import { applyStack, createCertificate, removeStack } from '../support/stack';
import { explainNamespace, LOADED_SECONDS, throughout, within } from '../support/wait';

// The NetworkPolicies of a stack, including egress, enforced by kube-router: declared connections work, and undeclared ones are blocked.
const where = 'policies';
const SHOP = 'policies-shop';
const DASHBOARDS = 'policies-dashboards';
const INGRESS = 'policies-ingress';
const STRANGERS = 'policies-strangers';
/** Cluster IPs for a DNS server, and for NodeLocal DNSCache on each node. */
const CLUSTER_DNS = '10.97.0.10';
const NODE_LOCAL_DNS = '169.254.20.10';
/** The metadata address of a cloud, with the credentials of a node. */
const METADATA = '169.254.169.254';
const ADDRESSES = [NODE_LOCAL_DNS, METADATA].map(address => `${address}/32`);
const WEBHOOK = 'prometheus-operator-admission-webhook';
const ALERTMANAGER = 'app.kubernetes.io/name=alertmanager';
const GRAFANA = 'app.kubernetes.io/name=grafana';
const NAMESPACES = [where, `${where}-node-exporter`, SHOP, DASHBOARDS, INGRESS, STRANGERS];
const COMPONENTS = ['prometheus', 'alertmanager', 'prometheus-operator', 'kube-state-metrics', 'blackbox-exporter', WEBHOOK];
/** Scraped targets: the stack, the shop, also with a token, and external ones. */
const JOBS = [
  'alertmanager', 'apiserver', 'kube-state-metrics', 'kubelet', 'node-exporter', 'prometheus', 'prometheus-operator', WEBHOOK, 'blackbox-exporter', 'shop', 'web', 'external', 'inventory', 'proxied', 'site',
  'thanos-query', 'thanos-store', 'oauth2-proxy', 'pushgateway',
];

const enforcer = new Enforcer(NAMESPACES);
const outside = new Outside();
const names = [new Dns(addressOf), new Dns(() => FAR)];
const programs: Program[] = [];
const running = new RunningStack(where);
let objects: Manifest[];
const explain = () => `${running.explain()}\n${mustRun('iptables-save', '-t', 'filter')}\n${enforcer.log.slice(-3000)}`;

const ipOf = (namespace: string, selector: string) => podsOf(namespace, selector)[0].ip;
const component = (name: string) => ipOf(where, `app.kubernetes.io/name=${name}`);
const tcp = (ip: string, ...ports: readonly number[]) => ports.map(port => `tcp://${ip}:${port}`);

/** Names in the DNS of the cluster: Services of the stack, the pods of Alertmanager, and two external names. */
function addressOf(name: string): string | undefined {
  const [, service, of] = new RegExp(`^([^.]+)\\.(?:([^.]+)\\.)?${where}\\.svc(?:\\.cluster\\.local)?$`).exec(name) ?? [];
  if (service === undefined) { return name === REMOTE_WRITE_HOST || name === 'probe.test' ? FAR : undefined; }
  if (of !== undefined) { return podsOf(where, ALERTMANAGER).find(pod => pod.name === service)?.ip || undefined; }
  const { ok, output } = kubectl(['get', 'service', service, '-n', where, '-o', 'jsonpath={.spec.clusterIP}']);
  return ok ? output : undefined;
}

function giveJson(value: unknown): Answering {
  return (_, response) => { response.setHeader('content-type', 'application/json').end(JSON.stringify(value)); };
}

/** A token that expires before the next scrape. */
const giveToken = giveJson({ access_token: 'token', token_type: 'Bearer', expires_in: 1 });
const giveTargets = giveJson([{ targets: [`${NEAR}:${PORTS.external}`], labels: { from: 'inventory' } }]);
const giveMetrics: Answering = (_, response) => response.setHeader('content-type', 'text/plain; version=0.0.4').end('# TYPE served gauge\nserved 1\n');

/** The part of S3 that an upload needs: no object exists, and each is accepted. */
const giveBucket: Answering = ({ method, url }, response) => {
  if (method === 'HEAD') { response.statusCode = 404; }
  if (method === 'PUT') { response.setHeader('etag', '"0"'); }
  response.end(url!.includes('?location') ? '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></LocationConstraint>' : '');
};

/** A block of three hours ago, which the sidecar uploads; Prometheus' own next block would take two hours. */
function writeBlock(): void {
  const samples = `# TYPE uploaded gauge\nuploaded 1 ${Math.floor(Date.now() / 1000) - 3 * 3600}\n# EOF\n`;
  const script = 'cat > /prometheus/samples && TMPDIR=/prometheus promtool tsdb create-blocks-from openmetrics /prometheus/samples /prometheus';
  mustKubectl(['exec', '-i', '-n', where, 'prometheus-main-0', '-c', 'prometheus', '--', 'sh', '-c', script], samples);
}

async function listen(): Promise<void> {
  for (const address of ADDRESSES) { mustRun('ip', 'address', 'replace', address, 'dev', 'lo'); }
  // the apiserver calls webhooks by the addresses of their Services
  mustRun('ip', 'route', 'replace', SERVICES, 'dev', 'lo', 'src', '10.99.0.1');
  await names[0].listens(PAGER);
  await names[1].listens(NODE_LOCAL_DNS);
  await outside.listen(FAR, PORTS.remoteWrite);
  await outside.listen(FAR, PORTS.objectStorage, giveBucket);
  await outside.listen(FAR, PORTS.discovery, giveTargets);
  await outside.listen(FAR, 5432);
  await outside.listen(NEAR, PORTS.token, giveToken);
  await outside.listen(NEAR, PORTS.proxy, giveMetrics);
  await outside.listen(NEAR, PORTS.external, giveMetrics);
  await outside.listen(PAGER, PORTS.webhook);
  await outside.listen(PAGER, PORTS.external);
  await outside.listen(METADATA, 80);
}

/** The DNS of the cluster; without the label of CoreDNS, because the stacks of other tests would scrape it. */
async function serveNames(): Promise<void> {
  const labels = { app: 'policies-dns' };
  mustApply([
    idlePod('policies-dns', 'kube-system', labels),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'policies-dns', namespace: 'kube-system' },
      spec: { clusterIP: CLUSTER_DNS, selector: labels, ports: ['UDP', 'TCP'].map(protocol => ({ name: protocol.toLowerCase(), protocol, port: 53 })) },
    },
  ]);
  const [{ ip }] = await ready('kube-system', 'app=policies-dns');
  programs.push(forwardInPod(ip, 53, PAGER));
}

/** Starts servers in those pods of a stack that run no real program. */
async function serveIdle(): Promise<void> {
  for (const name of IDLE) {
    const [namespace, selector] = [name === 'grafana' ? DASHBOARDS : where, `app.kubernetes.io/name=${name}`];
    const [{ ip }] = await ready(namespace, selector);
    const [{ spec: { containers: [{ ports }] } }] = get('pods', '-n', namespace, '-l', selector).items;
    programs.push(serveInPod(ip, ...ports.map((port: { containerPort: number }) => port.containerPort)));
  }
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  cleanUp();
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  enforcer.start();
  await listen();
  mustApply([where, SHOP, DASHBOARDS, INGRESS, STRANGERS].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  await serveNames();
  mustApply([
    secretOf(where, 'client', { id: 'id', secret: 'secret' }),
    secretOf(where, 'bucket', { 'thanos.yaml': `type: S3\nconfig: { bucket: blocks, endpoint: "${FAR}:${PORTS.objectStorage}", insecure: true, access_key: a, secret_key: b }\n` }),
    idlePod('stranger', STRANGERS, { app: 'stranger' }),
    idlePod('neighbor', where, { app: 'neighbor' }),
    idlePod('controller', INGRESS, { app: 'controller' }),
  ]);
  createCertificate(where, 'webhook-tls', [`${WEBHOOK}.${where}.svc`]);
  objects = connectedStack({ namespace: where, shop: SHOP, dashboards: DASHBOARDS, ingress: INGRESS, caBundle: get('secret', 'webhook-tls', '-n', where).data['ca.crt'] });
  applyStack(where, objects);
  const [web] = await ready(SHOP, 'app=web');
  programs.push(serveInPod(web.ip, 8080, 8081));
  const [stranger] = await ready(STRANGERS, 'app=stranger');
  programs.push(serveInPod(stranger.ip, 8080));
  await serveIdle();
  for (const name of ['blackbox-exporter', WEBHOOK]) { await ready(where, `app.kubernetes.io/name=${name}`); }
  for (const [namespace, selector] of running.pods) { await ready(namespace, selector, 240, selector === ALERTMANAGER ? 2 : 1); }
  // connections from before the policies existed
  for (const { ip } of COMPONENTS.flatMap(name => podsOf(where, `app.kubernetes.io/name=${name}`))) { forgetConnections(ip); }
  writeBlock();
}, 500_000);

function cleanUp(): void {
  kubectl(['delete', 'pod,service', 'policies-dns', '-n', 'kube-system', '--ignore-not-found', '--wait=true']);
  kubectl(['delete', 'namespace', SHOP, DASHBOARDS, INGRESS, STRANGERS, '--ignore-not-found', '--wait=true', '--timeout=60s']);
  // no server accepts what Prometheus would still write in its last minute
  kubectl(['delete', 'prometheus', '--all', '-n', where, '--wait=false']);
  kubectl(['delete', 'statefulset', 'prometheus-main', '-n', where, '--cascade=orphan', '--ignore-not-found']);
  kubectl(['delete', 'pods', '--all', '-n', where, '--force', '--grace-period=0']);
  removeStack(where);
}

afterAll(async () => {
  await enforcer.stop();
  await Promise.all(programs.map(program => program.stop()));
  outside.close();
  for (const server of names) { server.close(); }
  for (const address of ADDRESSES) { mustRun('ip', 'address', 'del', address, 'dev', 'lo'); }
  cleanUp();
}, 200_000);

interface Forbidden {
  readonly who: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** Addresses that must be blocked, by the pod that tries. */
function forbidden(): Forbidden[] {
  const [web, stranger, grafana] = [ipOf(SHOP, 'app=web'), ipOf(STRANGERS, 'app=stranger'), ipOf(DASHBOARDS, GRAFANA)];
  const of = Object.fromEntries([...COMPONENTS, 'thanos-query', 'thanos-store', 'oauth2-proxy', 'pushgateway'].map(name => [name, component(name)]));
  /** What nobody but Prometheus asks. */
  const scraped = [
    ...tcp(of.prometheus, 8080), ...tcp(of.alertmanager, 8080), ...tcp(of['prometheus-operator'], 8080), ...tcp(of['kube-state-metrics'], 8080, 8081), ...tcp(of['blackbox-exporter'], 9115),
    ...tcp(of['oauth2-proxy'], 44180), ...tcp(web, 8080),
  ];
  const interfaces = [...tcp(of.prometheus, 9090), ...tcp(of.alertmanager, 9093), ...tcp(of['thanos-query'], 10902)];
  const inside = [...scraped, ...interfaces, ...tcp(of.prometheus, 10901, 10902), ...tcp(of['thanos-query'], 10901), ...tcp(of['thanos-store'], 10901, 10902), ...tcp(of.pushgateway, 9091), ...tcp(grafana, 3000)];
  const far = [...tcp(FAR, 5432), ...tcp(METADATA, 80)];
  return [
    { who: 'a pod of another namespace', from: stranger, to: [...inside, ...tcp(of['oauth2-proxy'], 4180)] },
    { who: 'an Ingress controller', from: ipOf(INGRESS, 'app=controller'), to: inside },
    { who: 'another pod of the namespace', from: ipOf(where, 'app=neighbor'), to: [...scraped, ...tcp(grafana, 3000)] },
    { who: 'Grafana', from: grafana, to: [...scraped, ...far] },
    { who: 'Prometheus', from: of.prometheus, to: [...far, ...tcp(web, 8081), ...tcp(stranger, 8080), ...tcp(PAGER, PORTS.external)] },
    { who: 'Alertmanager', from: of.alertmanager, to: [...far, ...tcp(of.prometheus, 9090), ...tcp(PAGER, PORTS.external)] },
    ...Object.keys(of).filter(name => !['prometheus', 'alertmanager'].includes(name)).map(name => ({ who: name, from: of[name], to: [...far, ...tcp(of.alertmanager, 9093)] })),
  ];
}

/** The addresses that were reached, or blocked, by the pod that tried. */
async function reachedIs(expected: boolean, connections: readonly Forbidden[]): Promise<string[]> {
  const tried = await Promise.all(connections.map(async ({ who, from, to }) => ({ who, results: await reached(from, to) })));
  return tried.flatMap(({ who, results }) => Object.entries(results).filter(([, works]) => works === expected).map(([address]) => `${who}: ${address}`));
}

test('every target is up: in its own and in an isolated namespace, with a token, through a proxy, from a list and through the blackbox exporter', async () => {
  await within(LOADED_SECONDS, 'all targets', async () => {
    const targets = (await running.query('up')).map(({ metric: { job }, value }) => ({ job, up: value[1] }));
    expect(targets.filter(({ up }) => up !== '1')).toEqual([]);
    expect(new Set(targets.map(({ job }) => job))).toEqual(new Set(JOBS));
  }, explain);
}, 400_000);

test.each([
  ['remote write, by a name', PORTS.remoteWrite],
  ['the tokens of a ServiceMonitor', PORTS.token],
  ['the proxy of a ScrapeConfig', PORTS.proxy],
  ['the discovery over HTTP', PORTS.discovery],
] as const)('Prometheus reaches %s', async (_, port) => {
  outside.forget(port);
  const from = component('prometheus');
  await within(30, `a request at ${port}`, () => expect(outside.at(port).map(each => each.from)).toContain(from), explain);
}, 40_000);

test.each([
  ['the API server', () => tcp('10.97.0.1', 443)],
  ['the DNS of the cluster', () => [`udp://${CLUSTER_DNS}:53`]],
  ['NodeLocal DNSCache', () => [`udp://${NODE_LOCAL_DNS}:53`]],
  ['Alertmanager', () => tcp(component('alertmanager'), 9093)],
] as const)('its pods reach %s', async (_, to) => {
  await within(20, 'a connection', async () => expect(Object.values(await reached(component('prometheus'), to()))).toEqual([true]), explain);
}, 30_000);

test('its Thanos sidecar sends a block to the bucket', async () => {
  await within(90, 'an upload', () => expect(outside.at(PORTS.objectStorage).filter(({ method, from }) => method === 'PUT' && from === component('prometheus')).map(({ url }) => url.replace(/[0-9A-Z]{26}/, 'BLOCK')))
    .toEqual(expect.arrayContaining(['/blocks/BLOCK/chunks/000001', '/blocks/BLOCK/index', '/blocks/BLOCK/meta.json'])), explain);
}, 100_000);

test('Alertmanager reaches its receiver on a separate port, and its other replica', async () => {
  outside.forget(PORTS.webhook);
  const replicas = podsOf(where, ALERTMANAGER).map(({ ip }) => ip);
  await within(LOADED_SECONDS, 'a notification', () => expect(outside.at(PORTS.webhook).filter(({ from }) => replicas.includes(from)).length).toBeGreaterThan(0), explain);
  await within(120, 'a cluster of two', async () => expect((await running.query('alertmanager_cluster_members')).map(({ value }) => value[1])).toEqual(['2', '2']), explain);
}, 500_000);

test('the blackbox exporter reaches its targets', async () => {
  await within(30, 'a successful probe', async () => expect((await running.query('probe_success')).map(({ value }) => value[1])).toEqual(['1']), explain);
}, 40_000);

test.each([
  ['Grafana, in another namespace, reaches its sources', DASHBOARDS, GRAFANA, () => [...tcp(component('prometheus'), 9090), ...tcp(component('alertmanager'), 9093), ...tcp(component('thanos-query'), 10902)]],
  ['Thanos Query reaches its stores', where, 'app.kubernetes.io/name=thanos-query', () => [...tcp(component('prometheus'), 10901), ...tcp(component('thanos-store'), 10901)]],
  ['Thanos Store reaches its bucket', where, 'app.kubernetes.io/name=thanos-store', () => tcp(FAR, PORTS.objectStorage)],
  ['an Ingress controller reaches the login', INGRESS, 'app=controller', () => tcp(component('oauth2-proxy'), 4180)],
  ['the login reaches its user interface', where, 'app.kubernetes.io/name=oauth2-proxy', () => tcp(component('prometheus'), 9090)],
  ['what pushes reaches the Pushgateway', SHOP, 'app=web', () => tcp(component('pushgateway'), 9091)],
  ['a pod of the namespace reaches user interfaces and stores', where, 'app=neighbor', () => [...tcp(component('prometheus'), 9090, 10901), ...tcp(component('alertmanager'), 9093), ...tcp(component('thanos-query'), 10902)]],
] as const)('%s', async (_, namespace, selector, to) => {
  await within(20, 'connections', async () => expect(Object.entries(await reached(ipOf(namespace, selector), to())).filter(([, works]) => !works)).toEqual([]), explain);
}, 30_000);

test('the API server reaches the admission webhook', async () => {
  const wrong = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'wrong', namespace: where }, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'sum(' }] }] } };
  await within(30, 'the webhook rejects a rule', () => expect(apply([wrong], '--dry-run=server').join('\n')).toMatch(/is invalid.*could not parse expression/s), explain);
}, 40_000);

test('everything else is refused', async () => {
  const connections = forbidden();
  await within(20, 'refusals', async () => expect(await reachedIs(true, connections)).toEqual([]), explain);
  await throughout(5, async () => expect(await reachedIs(true, connections)).toEqual([]), explain);
}, 60_000);

test('no pod was restarted: the kubelet may probe them', () => {
  expect(running.restarts()).toEqual([]);
});

test('enforcement works: without the rule for kube-state-metrics its scrapes fail, with it they work again', async () => {
  const down = () => running.query('up{job="kube-state-metrics"} == 0');
  const policy = ofKind(objects, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'prometheus-main-egress')!;
  const egress = policy.spec.egress.filter((rule: object) => !JSON.stringify(rule).includes('kube-state-metrics'));
  mustApply([{ ...policy, spec: { ...policy.spec, egress } }]);
  await within(40, 'both scrapes are down', async () => {
    forgetConnections(component('kube-state-metrics'));
    expect(await down()).toHaveLength(2);
  }, explain);
  mustApply([policy]);
  await within(40, 'both scrapes are up', async () => expect(await down()).toHaveLength(0), explain);
}, 100_000);

test('only the policies block: without the enforcer each of these connections works', async () => {
  await enforcer.stop();
  const connections = forbidden();
  await within(20, 'connections', async () => expect(await reachedIs(false, connections)).toEqual([]), () => `${explainNamespace(where)}\n${mustKubectl(['get', 'networkpolicies', '-A'])}`);
  expect(get('networkpolicies', '-n', where).items.length).toBeGreaterThan(4);
}, 40_000);
