import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { App, Chart, Duration } from 'cdk8s';
import { Alertmanager, AlertIntegration, AlertmanagerConfig, AlertmanagerConfigMatcher, AlertRouting } from '../../../src';
import { graphOf } from '../../../src/scrape-graph/graph';
import { asManifests } from '../../../src/scrape-graph/manifest';
import { routedReceivers, routingOf } from '../../../src/scrape-graph/routes';
import { alertsAt, routingAt } from '../../support/alert-routings';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// Routing of alerts: the configuration of the real operator, checked with amtool, is compared with the routing itself and with the scrape
// graph.
const TREES = 12;
const ALERTS = 84;
const TEAMS = ['routing-a', 'routing-b'];
/** One for each Alertmanager: one that selects its whole namespace would also use the routing of another one. */
const spaceOf = (name: string) => `routing-${name}`;
const NAMESPACES = [...TEAMS, spaceOf('whole'), spaceOf('standard'), spaceOf('nothing'), ...Array.from({ length: TREES }, (_, seed) => spaceOf(`tree-${seed}`))];
const MATCHERS = [AlertmanagerConfigMatcher.ON_NAMESPACE, AlertmanagerConfigMatcher.NONE, AlertmanagerConfigMatcher.ON_NAMESPACE_EXCEPT_ALERTMANAGER];
const [version] = pinned('PROMETHEUS_OPERATOR');
const folder = mkdtempSync(join(tmpdir(), 'alert-routing-'));
const programs: Program[] = [];

/** An Alertmanager with its own routing, and separate ones in two namespaces. */
function objectsAt(seed: number): Manifest[] {
  const chart = new Chart(new App(), 'routing', { namespace: spaceOf(`tree-${seed}`) });
  new Alertmanager(chart, 'Alertmanager', { name: `tree-${seed}`, operatorVersion: version, routing: routingAt(seed), namespaces: TEAMS, configMatcher: MATCHERS[seed % MATCHERS.length] });
  return synth(chart).filter(({ kind }) => kind.startsWith('Alertmanager'));
}

function teams(): Manifest[] {
  return TEAMS.flatMap((namespace, at) => {
    const chart = new Chart(new App(), 'team', { namespace });
    new AlertmanagerConfig(chart, 'Routing', { name: 'team', operatorVersion: version, routing: routingAt(1000 + at) });
    return synth(chart);
  });
}

const SECRET = { secretName: 'alerting', key: 'url' };
const KEY = { secretName: 'alerting', key: 'key' };

/** A routing with all options. */
const WHOLE = new AlertRouting({
  route: {
    receiver: 'all',
    groupBy: ['namespace', 'alertname'],
    groupWait: Duration.seconds(30),
    groupInterval: Duration.minutes(5),
    repeatInterval: Duration.hours(12),
    routes: [{ receiver: 'pager', matchers: ['severity="critical"'], activeTimeIntervals: ['office'], groupBy: ['...'], continueMatching: true }, { matchers: ['severity=~"warning|info"'], muteTimeIntervals: ['office', 'night'] }],
  },
  receivers: [
    { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: KEY, severity: 'critical', description: '{{ .CommonLabels.alertname }}' }), AlertIntegration.opsgenie({ apiKey: KEY, priority: 'P1' })] },
    {
      name: 'all',
      integrations: [
        AlertIntegration.slack({ apiUrl: SECRET, channel: '#alerts', title: '{{ .CommonLabels.alertname }}', text: 'see the runbook', sendResolved: true }), AlertIntegration.teams({ webhookUrl: SECRET }),
        AlertIntegration.email({ to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp.example.org:587', authUsername: 'b', authPassword: KEY, requireTls: true }),
        AlertIntegration.webhook({ urlSecret: SECRET, maxAlerts: 5 }), AlertIntegration.webhook({ url: 'https://hook.example.org/alerts' }),
        AlertIntegration.discord({ apiUrl: SECRET }), AlertIntegration.telegram({ botToken: KEY, chatId: -1001 }),
      ],
    },
  ],
  inhibitions: [{ sourceMatchers: ['severity="critical"'], targetMatchers: ['severity=~"warning|info"'], equal: ['namespace', 'alertname'] }],
  timeIntervals: [{ name: 'office', ranges: [{ startTime: '09:00', endTime: '17:30', weekdays: ['monday:friday'] }] }, { name: 'night', ranges: [{ startTime: '22:00' }, { endTime: '06:00' }, { weekdays: ['saturday', 'sunday'] }] }],
});

function wholeObjects(): Manifest[] {
  const chart = new Chart(new App(), 'whole', { namespace: spaceOf('whole') });
  new Alertmanager(chart, 'Alertmanager', { name: 'whole', operatorVersion: version, routing: WHOLE });
  return synth(chart).filter(({ kind }) => kind.startsWith('Alertmanager'));
}

/** Routings without inhibition rules: one that sends everything to one receiver, and no routing. */
function standardObjects(): Manifest[] {
  return [['standard', new AlertRouting({ route: { receiver: 'all' }, receivers: [{ name: 'all' }] })] as const, ['nothing', undefined] as const].flatMap(([name, routing]) => {
    const chart = new Chart(new App(), name, { namespace: spaceOf(name) });
    new Alertmanager(chart, 'Alertmanager', { name, operatorVersion: version, routing });
    return synth(chart).filter(({ kind }) => kind.startsWith('Alertmanager'));
  });
}

const trees = Array.from({ length: TREES }, (_, seed) => objectsAt(seed));
const team = teams();

/** What the operator writes for an Alertmanager, as a file. */
async function configOf(name: string): Promise<string> {
  const secret = await within(90, `the configuration of ${name}`, () => get('secret', `alertmanager-${name}-generated`, '-n', spaceOf(name)), () => programs[0].log.slice(-3000));
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, gunzipSync(Buffer.from(secret.data['alertmanager.yaml.gz'], 'base64')));
  return path;
}

beforeAll(async () => {
  installCrds(version);
  mustApply(NAMESPACES.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  mustKubectl(['create', 'secret', 'generic', 'alerting', '-n', spaceOf('whole'), '--from-literal=url=https://hooks.example.org/x', '--from-literal=key=0123456789']);
  const refused = await applyStrictly([...team, ...trees.flat(), ...wholeObjects(), ...standardObjects()]);
  if (refused.length > 0) { throw new Error(refused.join('\n')); }
  programs.push(new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28644', '--web.enable-tls=false']));
}, 200_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'alertmanager', '--all', '-A', '--wait=true', '--timeout=60s']);
  cleanUp(...NAMESPACES);
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

test('the operator reconciles a routing with all options, and a real Alertmanager starts with it', async () => {
  const path = await configOf('whole');
  expect(mustRun('amtool', 'check-config', path)).toContain('SUCCESS');
  expect(get('alertmanagerconfig', 'alertmanager-whole', '-n', spaceOf('whole')).spec.receivers).toHaveLength(2);
  const server = new Program('alertmanager', [`--config.file=${path}`, `--storage.path=${join(folder, 'data')}`, '--web.listen-address=127.0.0.1:28650', '--cluster.listen-address=']);
  programs.push(server);
  await within(30, 'Alertmanager is ready', async () => expect((await ask('http://127.0.0.1:28650/-/ready')).status).toBe(200), () => server.log);
  const { config } = JSON.parse((await ask('http://127.0.0.1:28650/api/v2/status')).body);
  for (const part of ['pagerduty_configs', 'opsgenie_configs', 'slack_configs', 'msteamsv2_configs', 'email_configs', 'webhook_configs', 'discord_configs', 'telegram_configs', 'inhibit_rules', 'routing-whole/alertmanager-whole/office']) {
    expect(config.original).toContain(part);
  }
}, 200_000);

// as Prometheus sends them, and whether they are inhibited
const SENT: readonly (readonly [isInhibited: boolean, labels: { readonly [label: string]: string }])[] = [
  [false, { alertname: 'Watchdog', severity: 'none', cluster: 'a' }],
  [true, { alertname: 'InfoInhibitor', severity: 'none', cluster: 'a', namespace: 'shop' }],
  [true, { alertname: 'CPUThrottlingHigh', severity: 'info', cluster: 'a', namespace: 'shop' }],
  [false, { alertname: 'CPUThrottlingHigh', severity: 'info', cluster: 'a', namespace: 'pay' }],
  [false, { alertname: 'CPUThrottlingHigh', severity: 'info', cluster: 'b', namespace: 'shop' }],
  [false, { alertname: 'KubePersistentVolumeFillingUp', severity: 'critical', cluster: 'a', namespace: 'db' }],
  [true, { alertname: 'KubePersistentVolumeFillingUp', severity: 'warning', cluster: 'a', namespace: 'db' }],
  [false, { alertname: 'KubePersistentVolumeFillingUp', severity: 'warning', cluster: 'b', namespace: 'db' }],
  [false, { alertname: 'KubePodNotReady', severity: 'warning', cluster: 'a', namespace: 'db' }],
  [true, { alertname: 'KubePodNotReady', severity: 'info', cluster: 'a', namespace: 'db' }],
];

test.each(['standard', 'nothing'])('%s: a real Alertmanager inhibits by the standard rules, within a cluster and a namespace', async name => {
  const path = await configOf(name);
  expect(mustRun('amtool', 'check-config', path)).toContain('SUCCESS');
  const [web, at] = name === 'standard' ? ['127.0.0.1:28651', 'standard'] : ['127.0.0.1:28652', 'nothing'];
  const server = new Program('alertmanager', [`--config.file=${path}`, `--storage.path=${join(folder, at)}`, `--web.listen-address=${web}`, '--cluster.listen-address=']);
  programs.push(server);
  await within(30, 'Alertmanager is ready', async () => expect((await ask(`http://${web}/-/ready`)).status).toBe(200), () => server.log);
  const sent = await fetch(`http://${web}/api/v2/alerts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(SENT.map(([, labels]) => ({ labels }))) });
  expect(sent.status).toBe(200);
  const alerts: any[] = await within(60, 'the alerts are processed', async () => {
    const all = JSON.parse((await ask(`http://${web}/api/v2/alerts`)).body);
    expect(all.filter(({ status }: any) => status.state !== 'unprocessed')).toHaveLength(SENT.length);
    return all;
  }, () => server.log);
  const found = SENT.map(([, labels]) => [alerts.find(each => Object.entries(labels).every(([label, value]) => each.labels[label] === value)).status.state === 'suppressed', labels]);
  expect(found).toEqual(SENT);
}, 200_000);

test('without a routing every alert goes to a receiver that drops it', async () => {
  const path = await configOf('nothing');
  for (const [, labels] of SENT) {
    const args = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
    expect(mustRun('amtool', 'config', 'routes', 'test', `--config.file=${path}`, ...args).trim()).toBe('routing-nothing/alertmanager-nothing/null');
  }
  expect(get('alertmanagerconfig', 'alertmanager-nothing', '-n', spaceOf('nothing')).spec.receivers).toEqual([{ name: 'null' }]);
}, 200_000);

describe.each(trees.map((objects, seed) => [seed, objects] as const))('tree %i', (seed, objects) => {
  const name = `tree-${seed}`;
  const alerts = alertsAt(seed, ALERTS);

  test(`${ALERTS} alerts reach the same receivers as with amtool`, async () => {
    const graph = graphOf(asManifests([...objects, ...team]));
    const routing = routingOf(graph.world.ofKind('Alertmanager')[0], graph)!;
    const path = await configOf(name);
    expect(mustRun('amtool', 'check-config', path)).toContain('SUCCESS');
    const said = alerts.map(labels => {
      const { status, stdout, stderr } = spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${path}`, ...Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)], { encoding: 'utf8' });
      if (status !== 0) { throw new Error(`${JSON.stringify(labels)}: ${stderr}`); }
      return [...new Set(stdout.trim().split(','))];
    });
    const both = alerts.map((labels, at) => ({ labels, ours: routedReceivers(routing, labels).join(), amtool: said[at].join() }));
    const differences = both.filter(({ ours, amtool }) => ours !== amtool);
    expect(differences).toEqual([]);
    // without the parts of the namespaces, and without the operator's name prefixes
    const own = said.map(receivers => receivers.filter(receiver => receiver.startsWith(`${spaceOf(name)}/`)).map(receiver => receiver.split('/')[2]));
    const unshared = said.map((receivers, at) => ({ at, receivers })).filter(({ receivers }) => receivers.every(receiver => receiver.startsWith(`${spaceOf(name)}/`)));
    expect(unshared.map(({ at }) => routingAt(seed).receiversFor(alerts[at]))).toEqual(unshared.map(({ at }) => own[at]));
  }, 100_000);
});

test('the alerts reach several receivers, in several namespaces, at each depth', () => {
  const all = trees.flatMap((objects, seed) => {
    const graph = graphOf(asManifests([...objects, ...team]));
    const routing = routingOf(graph.world.ofKind('Alertmanager')[0], graph)!;
    return alertsAt(seed, ALERTS).map(labels => routedReceivers(routing, labels));
  });
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(all.filter(receivers => receivers.length > 1).length).toBeGreaterThan(50);
  expect(all.filter(receivers => receivers.some(receiver => receiver.startsWith('routing-a/'))).length).toBeGreaterThan(20);
  expect(new Set(all.map(receivers => receivers.join())).size).toBeGreaterThan(40);
});
