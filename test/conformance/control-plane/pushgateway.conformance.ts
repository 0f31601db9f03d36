import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { Pushgateway, PushgatewayProps } from '../../../src';
import { metricsIn } from '../../../src/promql/expression';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, namespace, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { certificates } from '../support/pods';
import { Program } from '../support/process';
import { within } from '../support/wait';

// A real Pushgateway with our flags, and our alerts over what it exposes, judged by promtool.
const WHERE = 'pushgateway';
const PORT = 28620;
const folder = mkdtempSync(join(tmpdir(), 'pushgateway-'));
const programs: Program[] = [];

function objectsOf(props: PushgatewayProps = {}): Manifest[] {
  const chart = new Chart(new App(), 'pushgateway', { namespace: WHERE });
  new Pushgateway(chart, 'Pushgateway', props);
  return synth(chart);
}
const ALERTING: PushgatewayProps = { staleAfter: Duration.hours(1), staleAfterByJob: { backup: Duration.hours(26) } };
const rulesOf = (props: PushgatewayProps) => objectsOf(props).find(({ kind }) => kind === 'PrometheusRule')!.spec;

/** The program with the arguments of the pod, and the folders of this machine. */
function start(objects: readonly Manifest[], port: number): Program {
  const { containers: [{ args }] } = objects.find(({ kind }) => kind === 'Deployment')!.spec.template.spec;
  const here = args.map((argument: string) => argument.replace('=/data/', `=${folder}/`).replace('=/etc/pushgateway/web/', `=${folder}/`));
  const program = new Program('pushgateway', [...here, `--web.listen-address=127.0.0.1:${port}`]);
  programs.push(program);
  return program;
}
const push = (group: string, body: string) => fetch(`http://127.0.0.1:${PORT}/metrics/${group}`, { method: 'POST', body }).then(({ status }) => status);
const ready = (url: string, program: Program) => within(20, 'ready', async () => expect((await ask(`${url}/-/ready`)).status).toBe(200), () => program.log);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('the program', () => {
  const objects = objectsOf({ storage: { size: Size.gibibytes(1) }, persistenceInterval: Duration.seconds(1), utf8Names: true, adminApi: true });
  let metrics: string;

  beforeAll(async () => {
    await ready(`http://127.0.0.1:${PORT}`, start(objects, PORT));
    expect(await push('job/backup/instance/db', 'backup_size_bytes 7\n')).toBe(200);
    // the type contradicts the other group: a failed push
    expect(await push('job/other', '# TYPE backup_size_bytes counter\nbackup_size_bytes 1\n')).toBe(400);
    // no text format: a rejected push, which belongs to no group
    expect(await push('job/broken', 'this is no metric\n')).toBe(400);
    metrics = (await ask(`http://127.0.0.1:${PORT}/metrics`)).body;
  }, 60_000);

  test('it exposes each series that the alerts use', () => {
    const names = new Set(rulesOf(ALERTING).groups.flatMap(({ rules }: any) => rules).flatMap(({ expr }: any) => metricsIn(expr)));
    expect([...names].sort()).toEqual(['push_failure_time_seconds', 'push_time_seconds', 'pushgateway_http_requests_total']);
    for (const name of names) { expect(metrics).toMatch(new RegExp(`^${name}\\{`, 'm')); }
    expect(metrics).toMatch(/^pushgateway_http_requests_total\{code="400",handler="push",method="post"\} 2$/m);
  });

  test('the group of a failed push has a time of failure, a rejected push has none', () => {
    expect(metrics).toMatch(/^push_failure_time_seconds\{instance="",job="other"\} 1\.\d+e\+09$/m);
    expect(metrics).toMatch(/^push_time_seconds\{instance="db",job="backup"\} 1\.\d+e\+09$/m);
    expect(metrics).not.toContain('job="broken"');
  });

  test('pushed series survive a restart', async () => {
    await programs[0].stop();
    await ready(`http://127.0.0.1:${PORT}`, start(objects, PORT));
    expect((await ask(`http://127.0.0.1:${PORT}/metrics`)).body).toMatch(/^backup_size_bytes\{instance="db",job="backup"\} 7$/m);
  }, 60_000);

  test('it serves HTTPS with the web configuration that this library writes', async () => {
    const own = objectsOf({ tls: { secretName: 'gateway-tls' } });
    const files = certificates(folder, [`pushgateway.${WHERE}.svc`]);
    const config = own.find(({ kind }) => kind === 'ConfigMap')!.data['web-config.yml'];
    writeFileSync(join(folder, 'web-config.yml'), config.replace('/etc/pushgateway/tls/tls.crt', files['tls.crt']).replace('/etc/pushgateway/tls/tls.key', files['tls.key']));
    await ready(`https://127.0.0.1:${PORT + 1}`, start(own, PORT + 1));
  }, 60_000);
});

describe('the alerts', () => {
  const minutes = (count: number) => count * 60;
  const CASES = [
    {
      name: 'fire',
      at: '90m',
      series: {
        'push_time_seconds{job="nightly",instance=""}': '60x120',
        'push_failure_time_seconds{job="nightly",instance=""}': '0x120', // stale after an hour
        'push_time_seconds{job="backup",instance=""}': '60x120',
        'push_failure_time_seconds{job="backup",instance=""}': '120x120', // its last push failed
        'pushgateway_http_requests_total{job="pushgateway",handler="push",code="400"}': '_x85 1x40', // never seen before
      },
      firing: ['PushFailed backup', 'PushRejected pushgateway', 'PushStale nightly'],
    },
    {
      name: 'are quiet',
      at: '90m',
      series: {
        'push_time_seconds{job="nightly",instance=""}': `${minutes(80)}x120`,
        'push_failure_time_seconds{job="nightly",instance=""}': `${minutes(70)}x120`, // succeeded since
        'push_time_seconds{job="backup",instance=""}': '60x120',
        'push_failure_time_seconds{job="backup",instance=""}': '0x120', // not yet 26 hours
        'push_time_seconds{job="never",instance=""}': '0x120',
        'push_failure_time_seconds{job="never",instance=""}': '0x120', // only metrics of its deletion
        'pushgateway_http_requests_total{job="pushgateway",handler="push",code="400"}': '3x120', // long ago
        'pushgateway_http_requests_total{job="pushgateway",handler="push",code="200"}': '0+1x120',
      },
      firing: [],
    },
  ];

  test.each(CASES)('$name', ({ at, series, firing }) => {
    const rules = rulesOf(ALERTING);
    writeFileSync(join(folder, 'rules.yaml'), stringify(rules));
    const names: string[] = [...new Set<string>(rules.groups[0].rules.map(({ alert }: any) => alert))];
    const tests = [{
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: names.map(name => ({
        expr: `count by (job) (ALERTS{alertname="${name}",alertstate="firing"})`,
        eval_time: at,
        exp_samples: firing.filter(each => each.startsWith(`${name} `)).map(each => ({ labels: `{job="${each.split(' ')[1]}"}`, value: 1 })),
      })),
    }];
    writeFileSync(join(folder, 'tests.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'tests.yaml')], { encoding: 'utf8' });
    expect(`${status} ${stdout}${stderr}`).toContain('SUCCESS');
  });
});

describe('in a cluster', () => {
  beforeAll(() => {
    installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
    namespace(WHERE);
  }, 100_000);

  afterAll(() => {
    cleanUp(WHERE);
  }, 100_000);

  test('the API server accepts it, and its pod is admitted to a namespace that enforces "restricted"', async () => {
    const props: PushgatewayProps = {
      ...ALERTING,
      storage: { size: Size.gibibytes(1) },
      tls: { secretName: 'gateway-tls' },
      webConfigSecret: { secretName: 'gateway-web', key: 'web.yml' },
      basicAuth: { secretName: 'scrape' },
      clientNamespaces: ['backup'],
      clientPodLabels: { pushes: 'yes' },
    };
    expect(await applyStrictly(objectsOf(props))).toEqual([]);
    await within(60, 'the pod', () => expect(get('pods', '-n', WHERE, '-l', 'app.kubernetes.io/name=pushgateway').items).toHaveLength(1), () => kubectl(['get', 'events', '-n', WHERE]).output);
  }, 100_000);
});
