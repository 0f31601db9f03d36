import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { mustKubectl } from './cluster';
import { ask } from './http';
import { Program } from './process';
import { within } from './wait';
import { contextOf } from '../../../src/monitoring-mixin/context';
import { ruleGroups } from '../../../src/monitoring-mixin/rule-groups';
import { INTERVALS, ksm } from '../../support/mixin';

/** Shorter than the rules' own five minutes, to shorten the tests. */
export const WINDOW_SECONDS = 20;

export interface ObserverOptions {
  /** Only pods of this namespace are read: those of other tests, whose node is gone, are deleted at any time. */
  readonly namespace: string;
  /** Of kube-state-metrics: `v2.20.0`. */
  readonly versions: readonly string[];
  /** Prometheus listens here; each kube-state-metrics on two of the ports from ten above on. */
  readonly port: number;
  /** Where Karpenter listens, if it is scraped. */
  readonly karpenter?: string;
}

export interface Sample {
  readonly metric: { readonly [label: string]: string };
  readonly value: readonly [number, string];
}

/** Several versions of the real kube-state-metrics, and a real Prometheus that evaluates our rules of disruptions with each of them. */
export class DisruptionObserver {
  private readonly folder = mkdtempSync(join(tmpdir(), 'disruptions-'));
  private readonly programs: Program[] = [];

  public constructor(private readonly options: ObserverOptions) {}

  /** Starts all programs; resolves when each target is up. */
  public async start(): Promise<void> {
    const { namespace, versions, port } = this.options;
    for (const version of versions) {
      this.programs.push(new Program(`kube-state-metrics-${version}`, [
        '--kubeconfig', process.env.KUBECONFIG!, '--resources=pods,nodes', `--namespaces=${namespace}`,
        '--host=127.0.0.1', `--port=${this.portOf(version)}`, '--telemetry-host=127.0.0.1', `--telemetry-port=${this.portOf(version) + 1}`,
      ]));
    }
    this.configure();
    this.programs.push(new Program('prometheus', [
      `--config.file=${join(this.folder, 'prometheus.yaml')}`, `--storage.tsdb.path=${join(this.folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]));
    await within(60, 'all targets are up', async () => expect((await this.query('up == 1')).length).toBe(this.targets), () => this.log);
  }

  /** An object that appears later is new only if its target was up a window ago. */
  public async aWindowIsOver(): Promise<void> {
    const isOver = async () => expect((await this.query(`up offset ${WINDOW_SECONDS}s == 1`)).length).toBe(this.targets);
    await within(WINDOW_SECONDS + 30, 'the targets have been up for a window', isOver, () => this.log);
  }

  public async query(expression: string): Promise<Sample[]> {
    return (await this.api(`query?query=${encodeURIComponent(expression)}`)).result;
  }

  public async api(method: string): Promise<any> {
    const { status, body } = await ask(`http://127.0.0.1:${this.options.port}/api/v1/${method}`);
    if (status !== 200) { throw new Error(`${method}: ${status} ${body}`); }
    return JSON.parse(body).data;
  }

  /** The name of a recorded series of one version. */
  public recordOf(version: string, record = 'pod_disruption:increase5m'): string {
    return `${record}:${version.replace(/\W/g, '_')}`;
  }

  /** Each pod that was known by name in the last minutes, with these labels of its series. */
  public async podsOf(version: string, ...labels: readonly string[]): Promise<{ [pod: string]: string }> {
    const series = this.recordOf(version, 'namespace_pod:pod_disruption:increase5m');
    const found = await this.query(`max by (pod, ${labels.join(', ')}) (max_over_time(${series}[2m]))`);
    return Object.fromEntries(found.map(({ metric }) => [metric.pod, labels.map(label => metric[label]).join(' ')]).sort());
  }

  public get log(): string {
    return this.programs.map(program => program.log.split('\n').slice(-20).join('\n')).join('\n');
  }

  public async stop(): Promise<void> {
    await Promise.all(this.programs.map(program => program.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get targets(): number {
    return this.options.versions.length + (this.options.karpenter === undefined ? 1 : 2);
  }

  private portOf(version: string): number {
    return this.options.port + 10 + 2 * this.options.versions.indexOf(version);
  }

  /** Each version has its own names of recorded series. */
  private rulesFor(version: string): object {
    const karpenter = this.options.karpenter !== undefined && { karpenter: 'karpenter' };
    const jobs = { kubeStateMetrics: `ksm-${version}`, apiServer: 'apiserver', ...karpenter };
    const context = contextOf(jobs, 'cluster', ksm(version));
    const all = ruleGroups(context, {
      alerts: {},
      groups: {},
      aggregationLabels: [],
      alertLabels: {},
      disabledGroups: [],
      intervals: INTERVALS,
      compatibleSeries: [],
      runbookUrl: 'https://example.org',
    });
    const [{ rules }] = all.find(({ name }) => name === 'disruptions')!.groups;
    const own = new Set(rules.map(rule => 'record' in rule ? rule.record : ''));
    const shortened = JSON.stringify(rules)
      .replace(/\b5m\b/g, `${WINDOW_SECONDS}s`)
      .replace(/[a-z_]+:[\w:]+/g, name => own.has(name) ? this.recordOf(version, name) : name);
    return { name: `${version}.disruptions`, interval: '1s', rules: JSON.parse(shortened) };
  }

  /** Scrapes each kube-state-metrics and the apiserver, with the credentials of the test. */
  private configure(): void {
    const { versions, karpenter } = this.options;
    const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
    const scrape = (job: string, target: string) => ({ job_name: job, static_configs: [{ targets: [target] }] });
    writeFileSync(join(this.folder, 'rules.yaml'), stringify({ groups: versions.map(version => this.rulesFor(version)) }));
    writeFileSync(join(this.folder, 'prometheus.yaml'), stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ['rules.yaml'],
      scrape_configs: [
        ...versions.map(version => ({ ...scrape(`ksm-${version}`, `127.0.0.1:${this.portOf(version)}`), honor_labels: true })),
        ...karpenter === undefined ? [] : [scrape('karpenter', karpenter)],
        {
          ...scrape('apiserver', new URL(cluster.server).host.replace(/^([^:]+)$/, '$1:443')),
          scheme: 'https',
          tls_config: { insecure_skip_verify: true },
          authorization: { credentials: user.token },
          metric_relabel_configs: [{ action: 'keep', source_labels: ['__name__'], regex: 'apiserver_request_total' }],
        },
      ],
    }));
  }
}

/** Replaces a kubelet: writes the status of a pod. */
export function setStatus(pod: string, namespace: string, status: object): void {
  mustKubectl(['patch', 'pod', pod, '-n', namespace, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
}
