import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { AdmissionWebhook, AdmissionWebhookProps, WebhookCertificate, WebhookFailurePolicy } from '../../../src';
import { Manifest, synth, theOne } from '../../support/synth';
import { apply, call, cleanUp, get, installCrds, kubectl, mustApply, mustRun, namespace, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { certificates } from '../support/pods';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The apiserver calls the admission webhook as the construct configures it. There is no kubelet: the test runs the container's command, and
// creates the certificate instead of cert-manager.

const WHERE = 'webhook';
const ELSEWHERE = 'webhook-elsewhere';
const NAME = 'prometheus-operator-admission-webhook';
const PORT = 28444;
const [VERSION] = pinned('PROMETHEUS_OPERATOR');

const folder = mkdtempSync(join(tmpdir(), 'webhook-'));
let webhook: Program | undefined;
let address: string;

/** The objects of the construct; `caBundle` is what cert-manager would write. */
function objectsOf(props: AdmissionWebhookProps, caFile: string): Manifest[] {
  const chart = new Chart(new App(), 'webhook', { namespace: WHERE });
  new AdmissionWebhook(chart, 'Webhook', {
    version: VERSION.replace(/^v/, ''), certificate: WebhookCertificate.secret('webhook-tls', readFileSync(caFile).toString('base64')), ...props,
  });
  return synth(chart);
}

/** The command of the container, with the files and the port of the pod. */
function start(objects: readonly Manifest[]): Program {
  const [{ args, volumeMounts }] = theOne(objects, 'Deployment').spec.template.spec.containers;
  return new Program(`admission-webhook-${VERSION}`, [...args.map((arg: string) => arg.replace(volumeMounts[0].mountPath, folder)), `--web.listen-address=:${PORT}`]);
}

/** Reconfigures the apiserver, and waits until it uses the configuration, which it reads from a watch. */
async function configure(props: AdmissionWebhookProps, caFile = join(folder, 'ca.crt')): Promise<Manifest[]> {
  const objects = objectsOf(props, caFile);
  kubectl(['delete', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '--all']);
  mustApply(objects.filter(({ kind, apiVersion }) => kind !== 'ServiceMonitor' && !apiVersion.startsWith('cert-manager')));
  return objects;
}

const rule = (name: string, expr: string, more: object = {}, where = WHERE) => ({
  apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name, namespace: where }, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr, ...more }] }] },
});
const why = (object: object) => apply([object]).join('\n');
/** The answer of the webhook, as the apiserver passes it on. */
const DENIED = /is invalid.*group "g", rule 1, "(?:A|c\.d)"/s;

beforeAll(async () => {
  installCrds(VERSION);
  namespace(WHERE);
  namespace(ELSEWHERE);
  certificates(folder, [`${NAME}.${WHERE}.svc`]);
  const objects = await configure({});
  address = get('service', NAME, '-n', WHERE).spec.clusterIP;
  const node = get('endpoints', 'kubernetes').subsets[0].addresses[0].ip;
  // what kube-proxy would do
  mustRun('ip', 'address', 'add', `${address}/32`, 'dev', 'lo');
  mustRun('iptables', '-t', 'nat', '-A', 'OUTPUT', '-d', address, '-p', 'tcp', '--dport', '443', '-j', 'DNAT', '--to-destination', `${node}:${PORT}`);
  webhook = start(objects);
  await within(30, 'it answers', async () => expect((await ask(`https://${address}/healthz`)).status).toBe(200), () => webhook!.log);
}, 120_000);

afterAll(async () => {
  await webhook?.stop();
  kubectl(['delete', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '--all']);
  cleanUp(WHERE, ELSEWHERE);
  mustRun('iptables', '-t', 'nat', '-F', 'OUTPUT');
  mustRun('ip', 'address', 'del', `${address}/32`, 'dev', 'lo');
  rmSync(folder, { recursive: true });
}, 120_000);

describe('while the webhook answers', () => {
  beforeAll(async () => {
    await configure({ failurePolicy: WebhookFailurePolicy.FAIL, namespaces: [WHERE] });
    await within(30, 'the API server calls it', () => expect(why(rule('probe', 'rate(up)'))).toMatch(DENIED), () => webhook!.log);
  }, 60_000);

  test('a rule with an expression that Prometheus cannot parse is rejected, with the reason', () => {
    expect(why(rule('bad', 'rate(up)'))).toContain('could not parse expression: 1:6: parse error: expected type range vector in call to function "rate", got instant vector');
    expect(kubectl(['get', 'prometheusrule', 'bad', '-n', WHERE]).ok).toBe(false);
  });

  test('a valid rule is accepted, and its change to an invalid one is rejected', () => {
    expect(why(rule('good', 'up == 0'))).toBe('');
    expect(why(rule('good', 'up == '))).toMatch(DENIED);
    expect(get('prometheusrule', 'good', '-n', WHERE).spec.groups[0].rules[0].expr).toBe('up == 0');
  });

  test('numbers and booleans in annotations are written as text; server-side apply rejects them before', async () => {
    const text = rule('text', 'up == 0', { annotations: { limit: 5, page: true } });
    const { status, body } = await call('POST', `/apis/monitoring.coreos.com/v1/namespaces/${WHERE}/prometheusrules`, text);
    expect([status, body.spec?.groups[0].rules[0].annotations ?? body.message]).toEqual([201, { limit: '5', page: 'true' }]);
    expect(why(rule('typed', 'up == 0', { annotations: { limit: 5 } }))).toContain('annotations.limit: expected string');
  });

  test('an AlertmanagerConfig whose receiver does not exist is rejected', () => {
    const config = (receiver: string) => ({
      apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: 'routes', namespace: WHERE }, spec: { route: { receiver }, receivers: [{ name: 'nobody' }] },
    });
    expect(why(config('somebody'))).toMatch(/is invalid.*somebody/s);
    expect(why(config('nobody'))).toBe('');
  });

  test('other namespaces are not checked', () => {
    expect(why(rule('bad', 'rate(up)', {}, ELSEWHERE))).toBe('');
  });
});

test('UTF-8 names are valid by default, and are rejected with "legacy"', async () => {
  const utf8 = rule('utf8', '{"a.b"} == 0', { alert: undefined, record: 'c.d' });
  await within(30, 'the API server calls it', () => expect(why(rule('probe', 'rate(up)'))).toMatch(DENIED), () => webhook!.log);
  expect(why(utf8)).toBe('');
  const objects = await configure({ failurePolicy: WebhookFailurePolicy.FAIL, nameValidationScheme: 'legacy' });
  await webhook!.stop();
  webhook = start(objects);
  await within(30, 'it answers again', async () => expect((await ask(`https://${address}/healthz`)).status).toBe(200), () => webhook!.log);
  await within(30, 'the API server calls it', () => expect(why({ ...utf8, metadata: { name: 'legacy', namespace: WHERE } })).toMatch(DENIED), () => webhook!.log);
}, 90_000);

test('a CA that did not sign the certificate is not trusted', async () => {
  const others = mkdtempSync(join(tmpdir(), 'others-'));
  certificates(others, [`${NAME}.${WHERE}.svc`]);
  await configure({ failurePolicy: WebhookFailurePolicy.FAIL }, join(others, 'ca.crt'));
  rmSync(others, { recursive: true });
  await within(30, 'the API server knows the new authority', () => expect(why(rule('other', 'up == 0'))).toMatch(/failed calling webhook.*certificate signed by unknown authority/s));
}, 60_000);

describe('while no webhook answers', () => {
  beforeAll(() => webhook!.stop());

  test('FAIL also rejects valid rules if the webhook is down', async () => {
    await configure({ failurePolicy: WebhookFailurePolicy.FAIL });
    await within(30, 'the API server fails', () => expect(why(rule('closed', 'up == 0'))).toMatch(/failed calling webhook.*connection refused/s));
    expect(why(rule('closed', 'up == 0'))).toMatch(/failed calling webhook.*connection refused/s);
  }, 60_000);

  test('the default also accepts invalid rules if the webhook is down', async () => {
    await configure({});
    await within(30, 'the API server accepts', () => expect(why(rule('open', 'rate(up)'))).toBe(''));
    expect(get('prometheusrule', 'open', '-n', WHERE).spec.groups[0].rules[0].expr).toBe('rate(up)');
  }, 60_000);
});
