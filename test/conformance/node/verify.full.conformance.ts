import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { verifyCommand } from '../../../src/commands/verify';
import { installCrds, kubectl, listOf, mustApply, mustKubectl, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf } from '../support/pods';
import { RunningStack } from '../support/running-stack';
import { applyStack, removeStack, stackOf } from '../support/stack';
import { CONTAINER, ENDPOINT, FAULTS, Fault, RULES, SHOP } from '../support/verify-faults';
import { within } from '../support/wait';

// On a healthy stack no difference; then something is broken in the cluster, one thing after the other, and `verify` names it, and nothing else.
const where = 'verify';
const running = new RunningStack(where);
const folder = mkdtempSync(join(tmpdir(), 'verify-'));

const meta = (name: string) => ({ metadata: { name, namespace: SHOP, labels: { app: name, team: 'a' } } });
const shop: any[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SHOP } },
  { apiVersion: 'apps/v1', kind: 'Deployment', ...meta('web'), spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 0, containers: [CONTAINER] } } } },
  { apiVersion: 'v1', kind: 'Service', ...meta('web'), spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', ...meta('web'), spec: { selector: { matchLabels: { app: 'web' } }, targetLabels: ['team'], fallbackScrapeProtocol: 'PrometheusText0.0.4', endpoints: [ENDPOINT] } },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', ...meta('web'), spec: { groups: [{ name: 'shop', interval: '5s', rules: RULES }] } },
];
const objects = [...stackOf(where, { namespaces: [SHOP], controlPlane: { dns: false }, operator: { featureGates: { StatusForConfigurationResources: true } } }), ...shop];

interface Said {
  readonly status: number;
  readonly differences: readonly { readonly id: string; readonly message: string }[];
  readonly err: string;
}

async function verify(...more: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const print = (to: 'out' | 'err') => (text: string) => { said[to] += text; };
  const status = await verifyCommand([...more, '--format', 'json', '--fail-on', 'warning', folder], print('out'), print('err'), { environment: {} });
  return { status, err: said.err, differences: said.out === '' ? [] : JSON.parse(said.out).differences };
}

const urlOf = (name: string, port: number) => `http://${podsOf(where, `app.kubernetes.io/name=${name}`)[0].ip}:${port}`;

/** What the cluster has, for the causes. */
function writeObjects(): string {
  const file = join(folder, '..', `verify-objects-${process.pid}.json`);
  writeFileSync(file, mustKubectl(['get', 'servicemonitors,prometheusrules', '-A', '-o', 'json']));
  return file;
}

/** Asked every two seconds: what is waited for takes longer. */
async function live(): Promise<Said> {
  const said = await verify('--prometheus', urlOf('prometheus', 9090), '--alertmanager', urlOf('alertmanager', 9093), '--objects', writeObjects());
  await new Promise(resolve => setTimeout(resolve, 2000));
  return said;
}

const ENDPOINTS: { readonly [option: string]: string } = {
  targets: '/api/v1/targets', rules: '/api/v1/rules', config: '/api/v1/status/config', alertmanagers: '/api/v1/alertmanagers', buildinfo: '/api/v1/status/buildinfo', runtimeinfo: '/api/v1/status/runtimeinfo',
};

/** The same answers from files, as `curl` saves them. */
async function saved(): Promise<Said> {
  const files: string[] = [];
  for (const [option, path] of Object.entries(ENDPOINTS)) {
    const file = join(folder, '..', `verify-${process.pid}-${option}.json`);
    writeFileSync(file, (await ask(`${urlOf('prometheus', 9090)}${path}`)).body);
    files.push(`--${option}`, file);
  }
  return verify(...files, '--objects', writeObjects());
}

const linesOf = ({ differences, err }: Said) => [...differences.map(({ id, message }) => `${id}: ${message}`), ...err === '' ? [] : [err]];

/** For whoever reads why a test failed. */
let last: readonly string[] = [];

function expectExactly({ says }: Fault, said: Said): void {
  const lines = linesOf(said);
  last = lines;
  expect(lines.map(line => line.split(': ')[0])).toEqual(says.map(([id]) => id));
  says.forEach(([, part], at) => expect(said.differences[at].message).toMatch(part));
  expect(said.status).toBe(1);
}

/** All is as the manifests say again: what is missing is created, and what was added to fields is gone. */
function mend(): void {
  mustApply(objects);
  mustKubectl(['replace', '-f', '-'], listOf(shop.slice(1)));
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  removeStack(where);
  kubectl(['delete', 'namespace', SHOP, '--ignore-not-found', '--wait=true']);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  mustApply(shop.slice(0, 1));
  applyStack(where, objects);
  writeFileSync(join(folder, 'all.json'), listOf(objects));
  await running.settled();
}, 700_000);

afterAll(() => {
  removeStack(where);
  kubectl(['delete', 'namespace', SHOP, '--wait=false']);
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

test('a healthy stack has no difference, asked and from files', async () => {
  await within(240, 'no difference', async () => expect(linesOf(await live())).toEqual([]), () => running.explain());
  expect(await saved()).toEqual({ status: 0, differences: [], err: '' });
}, 300_000);

const faults = FAULTS;

describe.each(faults.map(fault => ({ title: fault.title, fault })))('$title', ({ fault }) => {
  test('is named, with its cause, and nothing else', async () => {
    // what the fault before has left may not be gone yet
    await within(240, 'no difference', async () => expect(linesOf(await live())).toEqual([]));
    fault.plant();
    try {
      await within(180, 'it is named', async () => expectExactly(fault, await live()), () => last.join('\n'));
    } finally {
      fault.undo?.();
      mend();
    }
  }, 480_000);
});

test('when all is mended, there is no difference any more', async () => {
  await within(180, 'no difference', async () => expect(linesOf(await live())).toEqual([]), () => running.explain());
}, 240_000);

test('another version in the manifests is named', async () => {
  const other = objects.map(object => object.kind === 'Prometheus' ? { ...object, spec: { ...object.spec, version: 'v3.1.0', image: 'quay.io/prometheus/prometheus:v3.1.0' } } : object);
  writeFileSync(join(folder, 'all.json'), listOf(other));
  expect(linesOf(await live())).toEqual([expect.stringMatching(/^verify\/other-version: Prometheus verify\/main runs version .*, not 3\.1\.0/)]);
});
