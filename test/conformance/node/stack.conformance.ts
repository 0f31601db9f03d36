import { PrometheusStack, PrometheusStackProps } from '../../../src';
import { metricsIn } from '../../../src/promql/expression';
import { seriesOf } from '../../../src/scrape-graph/costs';
import { ComponentVersion } from '../../../src/versions/component-version';
import { get, installCrds, kubectl, kubernetesMinor, mustApply, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf } from '../support/pods';
import { oneOfEach, RunningStack } from '../support/running-stack';
import { applyStack, removeStack, stackOf } from '../support/stack';
import { LOADED_SECONDS, throughout, within } from '../support/wait';

// The whole stack under the real kubelet: all pods that the operator creates are Ready, and every target of every ServiceMonitor is up.
const where = 'stack';
/** Job, port, path and number of the targets in the bed, which has no CoreDNS. */
const COMMON = [
  'alertmanager reloader-web ', 'alertmanager web ', 'apiserver https /metrics', 'apiserver https /metrics/slis', 'kube-state-metrics http-metrics ', 'kube-state-metrics telemetry ',
  'kubelet https-metrics /metrics', 'kubelet https-metrics /metrics/cadvisor', 'kubelet https-metrics /metrics/probes', 'node-exporter metrics ', 'prometheus-operator http ',
];

/** Metrics that exist only after an event, or with a component that the bed lacks. */
const ABSENT: readonly string[] = [
  // no CoreDNS, one Alertmanager, no remote write
  'alertmanager_cluster_members', 'cluster:coredns_dns_request_duration_seconds:p99_5m', 'cluster_rcode:coredns_dns_responses:rate5m', 'coredns_dns_request_duration_seconds_bucket',
  'coredns_dns_responses_total', 'coredns_panics_total', 'prometheus_remote_storage_queue_highest_sent_timestamp_seconds',
  'prometheus_remote_storage_samples_failed_total', 'prometheus_remote_storage_samples_total', 'prometheus_remote_storage_shards_desired', 'prometheus_remote_storage_shards_max',
  'alertmanager_cluster_failed_peers', 'prometheus_remote_storage_queue_highest_timestamp_seconds',
  // the machine has no RAID, no bonded interfaces; the collector of systemd and labels of claims are off by default
  'node_bonding_active', 'node_bonding_slaves', 'node_md_disks', 'node_md_disks_required', 'node_systemd_service_restart_total', 'node_systemd_unit_state', 'kube_persistentvolumeclaim_labels',
  // kubelets without certificates of the cluster, and without claimed volumes
  'kubelet_volume_stats_inodes_used', 'kubelet_volume_stats_used_bytes', 'kube_pod_spec_volumes_persistentvolumeclaims_info',
  'namespace_persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio', 'namespace_persistentvolumeclaim:kubelet_volume_stats_used:ratio',
  'kubelet_certificate_manager_client_expiration_renew_errors', 'kubelet_certificate_manager_client_ttl_seconds', 'kubelet_certificate_manager_server_ttl_seconds', 'kubelet_server_expiration_renew_errors',
  'kubelet_volume_stats_available_bytes', 'kubelet_volume_stats_capacity_bytes', 'kubelet_volume_stats_inodes', 'kubelet_volume_stats_inodes_free',
  // no such event has happened
  'aggregator_unavailable_apiservice_total', 'kube_pod_container_status_terminated_reason', 'kube_pod_status_reason', 'kubelet_evictions',
  'apiserver_flowcontrol_rejected_requests_total', 'apiserver_request_terminations_total', 'cluster_code:apiserver_eviction_requests:increase5m', 'kube_node_spec_taint',
  'kubelet_preemptions', 'namespace_pod:pod_disruption:increase5m', 'namespace_pod:pod_disruption_cause:increase5m', 'namespace_pod_node:pod_disruption_cause:increase5m',
  'namespace_pod_node:pod_disruption_initiator:increase5m', 'node:kubelet_pods_ended:increase5m', 'node:pod_disruption_initiator:info',
  'kube_pod_container_status_last_terminated_reason', 'kube_pod_deletion_timestamp', 'kube_pod_status_disruption_reason', 'pod_disruption:increase5m', 'prometheus_sd_refresh_failures_total',
];

const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

/** The namespace with objects that rules read and a stack does not have. */
const OBJECTS = 'stack-objects';

/**
 * Alerts about the machine on which the bed runs, which is shared and may be busy, and about parts that the bed lacks. Everything else of a healthy stack is quiet.
 */
const OF_THE_MACHINE: readonly string[] = [
  'NodeCPUHighUsage', 'NodeSystemSaturation', 'NodeMemoryHighUtilization', 'NodeMemoryMajorPagesFaults', 'NodeDiskIOSaturation', 'NodeClockNotSynchronising', 'NodeClockSkewDetected',
  'NodeFilesystemAlmostOutOfSpace', 'NodeFilesystemSpaceFillingUp', 'CPUThrottlingHigh',
  // the bed has no CoreDNS
  'CoreDNSDown', 'CoreDnsAbsent',
];

/** The alerts that are pending or fire, without those of other tests' namespaces. */
async function alerts(): Promise<string[]> {
  const own = ['', where, `${where}-node-exporter`, 'kube-system', 'default'];
  const found: any[] = (await api('alerts')).alerts;
  const quiet = ['Watchdog', 'InfoInhibitor', ...OF_THE_MACHINE];
  return found.filter(({ labels: { alertname, namespace: of = '' } }) => own.includes(of) && !quiet.includes(alertname)).map(({ state, labels }) => `${state} ${JSON.stringify(labels)}`).sort();
}

let running = new RunningStack(where);
const explain = () => running.explain();
const api = (method: string): Promise<any> => running.api(method);
const query = (expression: string) => running.query(expression);

const targets = async () => (await query('up')).map(({ metric, value }) => `${metric.job} ${metric.endpoint} ${metric.metrics_path ?? ''}${value[1] === '1' ? '' : ` DOWN (${metric.instance})`}`).sort();

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(() => {
  kubectl(['delete', 'persistentvolume', OBJECTS, '--wait=false']);
  kubectl(['delete', 'namespace', OBJECTS, '--wait=false']);
  removeStack(where);
});

describe.each([
  { form: 'minimal', isAlone: true, options: {}, own: ['prometheus reloader-web ', 'prometheus web '] },
  // the probes of the config reloaders are ours, because the operator's would not use TLS; and it has only the permissions of the graph
  { form: 'over TLS, with Roles of the graph', finish: (stack: PrometheusStack) => [stack.restrictEgress(), stack.restrictRoles()], options: { prometheus: { tls: { secretName: 'web-tls' } }, alertmanager: { tls: { secretName: 'web-tls' } } }, own: ['prometheus reloader-web ', 'prometheus web '] },
  // the reloader is not reachable; Prometheus is queried through the proxy
  { form: 'listenLocal, behind a proxy', options: { prometheus: { listenLocal: true, authProxy: true } }, own: ['prometheus web '] },
] as { form: string; isAlone?: boolean; options: PrometheusStackProps; own: string[]; finish?: (stack: PrometheusStack) => void }[])('$form', ({ isAlone, options, own, finish }) => {
  beforeAll(async () => {
    removeStack(where);
    installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
    if (!isAlone) { mustApply(oneOfEach(OBJECTS)); }
    running = new RunningStack(where, options.prometheus?.tls !== undefined);
    applyStack(where, stackOf(where, { ...options, prometheus: { version: prometheusRelease(), ...options.prometheus } }, finish));
    await running.settled();
  }, 600_000);

  test('exactly the targets of its ServiceMonitors, and all are up', async () => {
    await within(LOADED_SECONDS, 'all targets are up', async () => expect(await targets()).toEqual([...COMMON, ...own].sort()), explain);
  }, 400_000);

  test('its targets expose what the cost estimate assumes, within a factor of two (three for series that describe objects of other tests)', async () => {
    const { version: kubernetes } = ComponentVersion.parse('kubernetes', 'kubernetesVersion', kubernetesMinor());
    const pods = (await query('count(kube_pod_info)')).map(({ value }) => Number(value[1]))[0];
    const found = (await query('scrape_samples_post_metric_relabeling > 0')).map(({ metric: { job, endpoint, metrics_path = '/metrics' }, value }) => {
      const estimated = seriesOf({ job, path: metrics_path, port: endpoint }, { nodes: 1, pods, kubernetes });
      return { target: `${job} ${endpoint} ${metrics_path}`, real: Number(value[1]), estimated };
    });
    expect(found.length).toBeGreaterThan(10);
    // only pods with probes have series of them, and pods of other tests that run at the same time have none; these tests have objects without pods, too, such as NetworkPolicies
    const allowed = (target: string) => target.endsWith('/metrics/probes') || target.startsWith('kube-state-metrics http-metrics') ? 3 : 2;
    const isWrong = (real: number, estimated: number, factor: number) => real > factor * estimated || estimated > factor * real;
    expect(found.filter(({ target, real, estimated }) => estimated === undefined || isWrong(real, estimated, allowed(target)))).toEqual([]);
  }, 60_000);

  test('all pods stay Ready for 40 seconds, without a restart', async () => {
    await throughout(40, () => {
      expect(running.pods.flatMap(([namespace, selector]) => podsOf(namespace, selector)).filter(({ isReady }) => !isReady)).toEqual([]);
      expect(running.restarts()).toEqual([]);
    }, explain);
  });

  test('each container of these pods runs without privileges and with a read-only root file system', () => {
    const pods: any[] = running.pods.flatMap(([namespace, selector]) => get('pods', '-n', namespace, '-l', selector).items);
    const containers = pods.flatMap(({ spec }) => [...spec.initContainers ?? [], ...spec.containers]);
    expect(containers.length).toBeGreaterThanOrEqual(9);
    for (const { name, securityContext } of containers) { expect([name, securityContext]).toEqual([name, RESTRICTED]); }
  });

  test('the API server has forbidden nothing to the operator, to Prometheus and to kube-state-metrics', () => {
    for (const pods of running.pods) {
      expect(running.logs(pods).filter(line => /forbidden|missing permission|cannot (list|get|watch)/i.test(line))).toEqual([]);
    }
  });

  test('the operator has no error, and reports that all is reconciled', () => {
    const log = running.logs([where, 'app.kubernetes.io/name=prometheus-operator']);
    // update conflicts with other controllers are retried
    expect(log.filter(line => /level=error/i.test(line) && !line.includes('the object has been modified'))).toEqual([]);
    for (const kind of ['prometheus', 'alertmanager']) {
      const { status } = get(kind, 'main', '-n', where);
      expect(status.conditions.map(({ type, status: is }: any) => `${type} ${is}`).sort()).toEqual(['Available True', 'Reconciled True']);
    }
    expect(running.warnings().filter(reason => /Invalid|Reconcil/.test(reason))).toEqual([]);
  });

  test('Prometheus has found its Alertmanager', async () => {
    await within(60, 'an Alertmanager', async () => expect((await query('prometheus_notifications_alertmanagers_discovered')).map(({ value }) => value[1])).toEqual(['1']), explain);
  });

  test('the rules are loaded, and Prometheus evaluates all of them without an error', async () => {
    await within(LOADED_SECONDS, 'every rule is evaluated', async () => {
      const rules: any[] = (await api('rules')).groups.flatMap((group: any) => group.rules);
      expect(rules.length).toBeGreaterThan(120);
      expect(rules.filter(({ health }) => health !== 'ok').map(({ name, health, lastError }) => `${name} ${health} ${lastError ?? ''}`)).toEqual([]);
    }, explain);
  }, 400_000);

  if (isAlone) {
    test('a healthy stack is silent: after startup only Watchdog is pending or firing', async () => {
      expect((await api('alerts')).alerts.map(({ labels }: any) => labels.alertname)).toContain('Watchdog');
      // effects of the start are over when the shortest windows have passed
      await within(420, 'no alert but Watchdog', async () => expect(await alerts()).toEqual([]), explain);
      await throughout(60, async () => expect(await alerts()).toEqual([]), explain);
      mustApply(oneOfEach(OBJECTS)); // the following tests need one of each
    }, 520_000);
  }

  test('every recorded series has data, except those whose metrics do not exist here', async () => {
    const rules: any[] = (await api('rules')).groups.flatMap((group: any) => group.rules);
    const recorded = new Set<string>(rules.filter(({ type }) => type === 'recording').map(({ name }) => name));
    await within(120, 'the recorded series', async () => {
      const there = new Set(await api('label/__name__/values') as string[]);
      expect([...recorded].filter(name => !there.has(name) && !ABSENT.includes(name)).sort()).toEqual([]);
    }, explain);
  }, 150_000);

  test('every metric that a rule reads exists, except those that require an event', async () => {
    const asked = new Set((await api('rules')).groups.flatMap((group: any) => group.rules.flatMap(({ query: expr }: any) => metricsIn(expr))) as string[]);
    await within(90, 'the metrics', async () => {
      const there = new Set(await api('label/__name__/values') as string[]);
      expect([...asked].filter(name => !there.has(name) && !ABSENT.includes(name)).sort()).toEqual([]);
    }, explain);
  }, 120_000);

  test('every kubelet and node-exporter is known by the name of its node', async () => {
    expect(new Set((await query('up{job=~"kubelet|node-exporter"}')).map(({ metric }) => metric.node))).toEqual(new Set(['node0']));
  });

  test('metrics of the node exist: its memory, its pods, its containers', async () => {
    for (const expression of ['node_memory_MemTotal_bytes', 'kube_pod_info{namespace="stack"}', 'container_memory_working_set_bytes{namespace="stack",container="prometheus"}']) {
      expect([expression, (await query(expression)).length > 0]).toEqual([expression, true]);
    }
  });
});

test('with listenLocal Prometheus and its reloader are not reachable from outside, and the proxy requires a token', async () => {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const answers = [`http://${ip}:9090/metrics`, `http://${ip}:8080/metrics`, `https://${ip}:9091/api/v1/query?query=up`].map(url => ask(url));
  // refused, refused, unauthorized
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([0, 0, 401]);
});
