import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { App, Chart, Duration } from 'cdk8s';
import { Alertmanager, AlertmanagerProps, AlertRouting, AlertRoutingProps } from '../../../src';
import { ComponentVersion } from '../../../src/versions/component-version';
import { KINDS, SHORT } from '../../support/every-integration';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustRun, pinned, pinnedOfTier } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { createCertificate } from '../support/stack';
import { IS_FULL } from '../support/tier';
import { within } from '../support/wait';

// Every receiver, the global configuration, templates and the dead man's switch: the configuration of the real operators is checked with
// amtool, and a real Alertmanager starts with it.
const WHERE = 'alert-receivers';
const VERSIONS = IS_FULL ? pinned('PROMETHEUS_OPERATOR') : pinnedOfTier('PROMETHEUS_OPERATOR');
const [NEWEST] = VERSIONS;
const KEY = { secretName: 'alerting', key: 'k' };
const folder = mkdtempSync(join(tmpdir(), 'alert-receivers-'));
const programs: Program[] = [];
const heard: { readonly at: number; readonly body: any }[] = [];
let server: Server;

const TICK = Duration.seconds(2);
const routing = (props: Partial<AlertRoutingProps>): AlertRouting => new AlertRouting({ route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }], ...props });

/** Every kind with all its options, with all that an Alertmanager may add. */
const WHOLE: AlertmanagerProps = {
  name: 'whole',
  routing: routing({
    route: { receiver: 'every', routes: [{ receiver: 'nobody', matchers: ['severity="none"'] }] },
    receivers: [{ name: 'every', integrations: KINDS.map(([, integration]) => integration()) }, { name: 'nobody' }],
    deadMansSwitch: { url: { secretName: 'alerting', key: 'watchdog' }, interval: TICK },
  }),
  global: {
    resolveTimeout: Duration.minutes(10),
    http: { followRedirects: false, proxyFromEnvironment: true },
    smtp: { smarthost: 'smtp.example.org:587', from: 'alerts@example.org', authUsername: 'alerts', authPassword: KEY },
    slackApiUrl: KEY,
    pagerDutyUrl: 'https://events.eu.pagerduty.com/v2/enqueue',
    opsgenieApiKey: KEY,
    victorOpsApiKey: KEY,
    weChatApiSecret: KEY,
    weChatCorpId: 'c',
    webexApiUrl: 'https://webex.example.org/v1/messages',
    telegramApiUrl: 'https://telegram.example.org',
    rocketChatApiUrl: 'https://chat.example.org/',
  },
  templates: [{ configMapName: 'templates', key: 'shop.tmpl' }, { secretName: 'alerting', key: 'pager.tmpl' }],
};

function objectsOf(operatorVersion: string): Manifest[] {
  const { version } = ComponentVersion.parse('prometheusOperator', 'operatorVersion', operatorVersion);
  const known = SHORT.filter(([,, since]) => since === undefined || version.isAtLeast(since));
  const chart = new Chart(new App(), 'receivers', { namespace: WHERE });
  new Alertmanager(chart, 'Short', {
    name: 'short',
    operatorVersion,
    routing: routing({
      receivers: [{ name: 'every', integrations: known.map(([, integration]) => integration()) }, { name: 'nobody' }],
      route: { receiver: 'every' },
      deadMansSwitch: { url: { secretName: 'alerting', key: 'watchdog' } },
    }),
  });
  if (operatorVersion === NEWEST) { new Alertmanager(chart, 'Whole', { ...WHOLE, operatorVersion }); }
  return synth(chart).filter(({ kind }) => kind.startsWith('Alertmanager'));
}

async function configOf(name: string, log: () => string): Promise<string> {
  const secret = await within(60, `the configuration of ${name}`, () => get('secret', `alertmanager-${name}-generated`, '-n', WHERE), log);
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, gunzipSync(Buffer.from(secret.data['alertmanager.yaml.gz'], 'base64')));
  return path;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => { text += chunk; });
    request.on('end', () => {
      heard.push({ at: Date.now(), body: JSON.parse(text) });
      response.end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping`;
  const template = '{{ define "shop.title" }}{{ .CommonLabels.alertname }}{{ end }}';
  mustApply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: WHERE } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alerting', namespace: WHERE }, stringData: { 'k': 'https://hooks.example.org/x', 'watchdog': url, 'pager.tmpl': template } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'hook', namespace: WHERE }, stringData: { token: 't' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'templates', namespace: WHERE }, data: { 'shop.tmpl': template } },
  ]);
  createCertificate(WHERE, 'authority', ['smtp.example.org']);
  const authority = Buffer.from(get('secret', 'authority', '-n', WHERE).data['ca.crt'], 'base64').toString('utf8');
  mustApply([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'authority', namespace: WHERE }, data: { 'ca.crt': authority } }]);
}, 100_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  server.close();
  cleanUp(WHERE);
  rmSync(folder, { recursive: true, force: true });
}, 100_000);

// the newest one is last, and the tests below use its configuration
describe.each([...VERSIONS].reverse())('operator %s', version => {
  let operator: Program;

  beforeAll(() => {
    installCrds(version);
    operator = new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28646', '--web.enable-tls=false']);
  }, 100_000);

  afterAll(async () => {
    await operator.stop();
    kubectl(['delete', 'alertmanager,alertmanagerconfig', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
    kubectl(['delete', 'secret', 'alertmanager-short-generated', '-n', WHERE, '--ignore-not-found']);
  }, 100_000);

  test('the API server accepts every receiver, the operator writes it, and amtool reads it', async () => {
    expect(await applyStrictly(objectsOf(version))).toEqual([]);
    const path = await configOf('short', () => operator.log.slice(-3000));
    expect(mustRun('amtool', 'check-config', path)).toContain('SUCCESS');
    expect(mustRun('amtool', 'config', 'routes', 'test', `--config.file=${path}`, 'alertname=Watchdog').trim()).toBe(`${WHERE}/alertmanager-short/dead-mans-switch`);
    expect(mustRun('amtool', 'config', 'routes', 'test', `--config.file=${path}`, 'alertname=Other').trim()).toBe(`${WHERE}/alertmanager-short/every`);
    if (version === NEWEST) { await configOf('whole', () => operator.log.slice(-3000)); }
  }, 150_000);
});

describe('every receiver with all its options', () => {
  const path = join(folder, 'whole.yaml');
  const web = '127.0.0.1:28653';

  test('amtool reads it, and routes Watchdog as receiversFor predicts', () => {
    expect(mustRun('amtool', 'check-config', path)).toContain('SUCCESS');
    for (const labels of [{ alertname: 'Watchdog', severity: 'none' }, { alertname: 'InfoInhibitor', severity: 'none' }, { alertname: 'Other', severity: 'critical' }]) {
      const args = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
      const said = mustRun('amtool', 'config', 'routes', 'test', `--config.file=${path}`, ...args).trim();
      expect(said).toBe(WHOLE.routing!.receiversFor(labels).map(receiver => `${WHERE}/alertmanager-whole/${receiver}`).join());
    }
  });

  test('a real Alertmanager starts with it, and notifies the dead man\'s switch of Watchdog at every group interval', async () => {
    const alertmanager = new Program('alertmanager', [`--config.file=${path}`, `--storage.path=${join(folder, 'data')}`, `--web.listen-address=${web}`, '--cluster.listen-address=']);
    programs.push(alertmanager);
    await within(30, 'Alertmanager is ready', async () => expect((await ask(`http://${web}/-/ready`)).status).toBe(200), () => alertmanager.log);
    const { config: { original } } = JSON.parse((await ask(`http://${web}/api/v2/status`)).body);
    expect(KINDS.map(([field]) => field.replace('Configs', '_configs')).filter(field => !original.includes(field))).toEqual([]);
    const sent = await fetch(`http://${web}/api/v2/alerts`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([{ labels: { alertname: 'Watchdog', severity: 'none' } }]),
    });
    expect(sent.status).toBe(200);
    await within(30, 'five messages', () => expect(heard.length).toBeGreaterThanOrEqual(5), () => alertmanager.log);
    const gaps = heard.slice(1, 5).map(({ at }, i) => at - heard[i].at);
    // with equal intervals every second notification is skipped
    expect(gaps.filter(gap => gap > TICK.toMilliseconds() * 1.5)).toEqual([]);
    expect(heard[0].body).toMatchObject({ status: 'firing', receiver: `${WHERE}/alertmanager-whole/dead-mans-switch` });
  }, 100_000);
});
