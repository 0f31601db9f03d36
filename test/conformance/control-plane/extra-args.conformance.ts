import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { BlackboxExporter, KubeStateMetrics, NodeExporter, PrometheusOperator } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { installCrds, kubectl, namespace, pinned, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The real programs start with the arguments that the constructs write, with flags of a user among them. Addresses and paths of the pod are those of this machine.

type Extra = { [flag: string]: string };

interface Tried {
  readonly program: string;
  readonly make: (chart: Chart, extraArgs: Extra) => void;
  /** Flags of a user: one that replaces a default, a switch, and another one. */
  readonly extra: Extra;
  /** Values of the pod, and their replacements on this machine. */
  readonly here: (folder: string) => readonly (readonly [from: string | RegExp, to: string])[];
  /** Arguments of the test itself. */
  readonly own: readonly string[];
  readonly port: number;
  readonly unknown: string;
}

const WHERE = 'extra-args';
const version = (variable: string) => pinned(variable)[0];
const KUBECONFIG = process.env.KUBECONFIG ?? '';

const TRIED: readonly Tried[] = [
  {
    program: `node-exporter-${version('NODE_EXPORTER')}`,
    make: (chart, extraArgs) => { new NodeExporter(chart, 'x', { version: version('NODE_EXPORTER').slice(1), extraArgs }); },
    extra: { 'collector.filesystem.mount-points-exclude': '^/boot', 'collector.cpu.info': '', 'web.max-requests': '10' },
    here: () => [['[$(HOST_IP)]:9100', '127.0.0.1:28801'], ['/host/root/', '/'], [/^--path\.rootfs=.*/, '--path.rootfs=/']],
    own: [],
    port: 28801,
    unknown: 'unknown long flag \'--no-such-flag\'',
  },
  {
    program: `blackbox-exporter-${version('BLACKBOX_EXPORTER')}`,
    make: (chart, extraArgs) => { new BlackboxExporter(chart, 'x', { version: version('BLACKBOX_EXPORTER').slice(1), extraArgs }); },
    extra: { 'no-config.enable-auto-reload': '', 'history.limit': '10' },
    here: folder => [[/^--config\.file=.*/, `--config.file=${folder}/config.yml`]],
    own: ['--web.listen-address=127.0.0.1:28802'],
    port: 28802,
    unknown: 'unknown long flag \'--no-such-flag\'',
  },
  {
    program: `kube-state-metrics-${version('KUBE_STATE_METRICS')}`,
    make: (chart, extraArgs) => { new KubeStateMetrics(chart, 'x', { version: version('KUBE_STATE_METRICS').slice(1), resources: ['nodes', 'pods'], extraArgs }); },
    extra: { 'enable-gzip-encoding': '', 'v': '2' },
    here: () => [],
    own: ['--port=28803', '--telemetry-port=28804', '--host=127.0.0.1', '--telemetry-host=127.0.0.1', `--kubeconfig=${KUBECONFIG}`],
    port: 28803,
    unknown: 'unknown flag: --no-such-flag',
  },
  {
    program: `prometheus-operator-${version('PROMETHEUS_OPERATOR')}`,
    make: (chart, extraArgs) => { new PrometheusOperator(chart, 'x', { version: version('PROMETHEUS_OPERATOR').slice(1), extraArgs }); },
    extra: { 'config-reloader-cpu-limit': '50m', 'disable-unmanaged-prometheus-configuration': '', 'cluster-domain': 'example.org' },
    here: () => [],
    own: ['--web.listen-address=127.0.0.1:28805', '--web.enable-tls=false'],
    port: 28805,
    unknown: 'flag provided but not defined: -no-such-flag',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'extra-args-'));

function argumentsOf({ make, here, own }: Tried, extra: Extra): string[] {
  const chart = new Chart(new App(), 'x', { namespace: WHERE });
  make(chart, extra);
  const workload = synth(chart).find(({ kind }: Manifest) => kind === 'DaemonSet' || kind === 'Deployment')!;
  const args: readonly string[] = workload.spec.template.spec.containers[0].args ?? [];
  const local = args.map(arg => here(folder).reduce((text, [from, to]) => text.replace(from, to), arg));
  // an argument of the test replaces that of the construct, because some programs reject a flag that is given twice
  const names = new Set(own.map(nameOf));
  return [...local.filter(arg => !names.has(nameOf(arg))), ...own];
}

const nameOf = (argument: string) => argument.split('=')[0];

beforeAll(() => {
  installCrds(version('PROMETHEUS_OPERATOR'));
  namespace(WHERE);
  writeFileSync(join(folder, 'config.yml'), 'modules: { http: { prober: http } }\n');
}, 120_000);

afterAll(() => {
  kubectl(['delete', 'namespace', WHERE, '--wait=false']);
  removeCrds();
  rmSync(folder, { recursive: true });
}, 120_000);

describe.each(TRIED.map(tried => [tried.program, tried] as const))('%s', (_, tried) => {
  test.each<[string, Extra]>([['with what the construct writes', {}], ['with flags of a user', tried.extra]])('starts %s', async (__, extra) => {
    const args = argumentsOf(tried, extra);
    expect(new Set(args.map(nameOf)).size).toBe(args.length);
    for (const [flag, value] of Object.entries(extra)) { expect(args).toContain(value === '' ? `--${flag}` : `--${flag}=${value}`); }
    const program = new Program(tried.program, args);
    try {
      await within(30, 'it answers', async () => expect((await ask(`http://127.0.0.1:${tried.port}/metrics`)).status).toBe(200), () => program.log);
    } finally {
      await program.stop();
    }
  }, 60_000);

  test('exits because of an unknown flag', async () => {
    const program = new Program(tried.program, argumentsOf(tried, { 'no-such-flag': '' }));
    await within(30, 'it ends', () => expect(program.log).toContain(tried.unknown), () => program.log);
    await program.stop();
  }, 60_000);
});
