import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { verifyCommand } from '../../../src/commands/verify';
import { ENDPOINTS, SERIES_QUERY } from '../../../src/verify/reality';
import { installCrds, kubectl, listOf, mustApply, mustKubectl, mustReplace, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf } from '../support/pods';
import { RunningStack } from '../support/running-stack';
import { applyStack, removeStack, stackOf } from '../support/stack';
import { describeTiered } from '../support/tier';
import { CONTAINER, ENDPOINT, FAULTS, Fault, ROUTES, RULES, SHOP } from '../support/verify-faults';
import { within } from '../support/wait';

// A healthy stack has no difference. Then one fault after the other is made in the cluster: `verify` reports it with its cause, and nothing
// else, and reports the same from saved answers.
const where = 'verify';
const running = new RunningStack(where);
const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const answers = mkdtempSync(join(tmpdir(), 'verify-answers-'));

const meta = (name: string) => ({ metadata: { name, namespace: SHOP, labels: { app: name, team: 'a' } } });
const shop: any[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SHOP } },
  { apiVersion: 'apps/v1', kind: 'Deployment', ...meta('web'), spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 0, containers: [CONTAINER] } } } },
  { apiVersion: 'v1', kind: 'Service', ...meta('web'), spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', ...meta('web'), spec: { selector: { matchLabels: { app: 'web' } }, targetLabels: ['team'], fallbackScrapeProtocol: 'PrometheusText0.0.4', endpoints: [ENDPOINT] } },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', ...meta('web'), spec: { groups: [{ name: 'shop', interval: '5s', rules: RULES }] } },
];
const objects = [...stackOf(where, { namespaces: [SHOP], controlPlane: { dns: false }, operator: { featureGates: { StatusForConfigurationResources: true } } }), ROUTES, ...shop];

interface Said {
  readonly status: number;
  readonly differences: readonly { readonly id: string; readonly message: string }[];
  readonly err: string;
}

async function verify(...more: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const print = (to: 'out' | 'err') => (text: string) => { said[to] += text; };
  const status = await verifyCommand([...more, '--format', 'json', '--fail-on', 'warning', folder], { out: print('out'), err: print('err'), environment: {}, version: '0' });
  return { status, err: said.err, differences: said.out === '' ? [] : JSON.parse(said.out).differences };
}

/** Addresses of the servers, and a file with the objects of the cluster, for the causes. */
interface Place {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly file: string;
}

function placeNow(): Place {
  const pods = podsOf(where, 'app.kubernetes.io/name in (prometheus, alertmanager)');
  const urlOf = (name: string, port: number) => `http://${pods.find(pod => pod.name.startsWith(`${name}-`))?.ip}:${port}`;
  const file = join(answers, 'objects.json');
  writeFileSync(file, mustKubectl(['get', 'servicemonitors,prometheusrules', '-A', '-o', 'json']));
  return { prometheus: urlOf('prometheus', 9090), alertmanager: urlOf('alertmanager', 9093), file };
}

const live = ({ prometheus, alertmanager, file }: Place) => verify('--prometheus', prometheus, '--alertmanager', alertmanager, '--objects', file);

/** The same answers from files, as `curl` saves them. */
async function saved({ prometheus, alertmanager, file }: Place): Promise<Said> {
  const urls = {
    ...Object.fromEntries(Object.entries(ENDPOINTS).map(([option, path]) => [option, `${prometheus}${path}`])),
    'series': `${prometheus}/api/v1/query?query=${encodeURIComponent(SERIES_QUERY)}`,
    'alertmanager-status': `${alertmanager}/api/v2/status`,
  };
  const files = await Promise.all(Object.entries(urls).map(async ([option, url]) => {
    const name = join(answers, `${option}.json`);
    writeFileSync(name, (await ask(url)).body);
    return [`--${option}`, name];
  }));
  return verify(...files.flat(), '--objects', file);
}

/** Both, repeated until they are as expected: a fault and its scrape take some seconds. */
async function both(seconds: number, what: string, check: (said: Said) => void): Promise<void> {
  await within(seconds, what, async () => {
    const place = placeNow();
    const said = await live(place);
    last = linesOf(said);
    try {
      check(said);
      expect(await saved(place)).toEqual(said);
    } catch (error) {
      await new Promise(resolve => setTimeout(resolve, 1000));
      throw error;
    }
  }, () => last.join('\n'));
}

const linesOf = ({ differences, err }: Said) => [...differences.map(({ id, message }) => `${id}: ${message}`), ...err === '' ? [] : [err]];

/** For the person who reads why a test failed. */
let last: readonly string[] = [];

function expectExactly({ says }: Fault, said: Said): void {
  expect(linesOf(said).map(line => line.split(': ')[0])).toEqual(says.map(([id]) => id));
  says.forEach(([, part], at) => expect(said.differences[at].message).toMatch(part));
  expect(said.status).toBe(1);
}

/** Restores the state of the manifests: missing objects are created, and added fields are removed. */
function mend(): void {
  mustApply(objects);
  mustReplace(shop.slice(1));
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
  for (const each of [folder, answers]) { rmSync(each, { recursive: true, force: true }); }
}, 300_000);

const isHealthy = (said: Said) => expect(said).toEqual({ status: 0, differences: [], err: '' });

test('a healthy stack has no difference, live and from files', () => both(240, 'no difference', isHealthy), 300_000);

const titles = FAULTS.map(({ title }) => title);

describeTiered(titles, { always: FAULTS.filter(({ isInBoth }) => isInBoth).map(({ title }) => title), why: 'ten faults name each cause once' }, '%s', title => {
  const fault = FAULTS[titles.indexOf(title)];

  test('is reported with its cause and nothing else, live and from files', async () => {
    // effects of the previous fault may remain for a while
    await both(240, 'no difference', isHealthy);
    fault.plant();
    try {
      await both(300, 'it is named', said => expectExactly(fault, said));
    } finally {
      fault.undo?.();
      mend();
    }
  }, 600_000);
});

test('when all is repaired, there is no difference any more', () => both(240, 'no difference', isHealthy), 300_000);

test('another version in the manifests is reported', async () => {
  const other = objects.map(object => object.kind === 'Prometheus' ? { ...object, spec: { ...object.spec, version: 'v3.1.0', image: 'quay.io/prometheus/prometheus:v3.1.0' } } : object);
  writeFileSync(join(folder, 'all.json'), listOf(other));
  expect(linesOf(await live(placeNow()))).toEqual([expect.stringMatching(/^verify\/other-version: Prometheus verify\/main runs version .*, not 3\.1\.0/)]);
});
