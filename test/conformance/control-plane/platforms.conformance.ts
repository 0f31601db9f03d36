import { App, Chart, Duration, Size } from 'cdk8s';
import { Alertmanager, Platform, Prometheus, PrometheusStack, PrometheusStackProps, SessionToken, WebIngress, WebRoute } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, disconnect, get, installCrds, installCrdsOf, kubectl, mustApply, pinned, removeCrds } from '../support/cluster';
import { checkedConfig } from '../support/operator-config';
import { Program } from '../support/process';
import { createCertificate } from '../support/stack';
import { within } from '../support/wait';

// Stacks for platforms that the bed does not have: their objects are accepted, and the operator writes one scrape for each endpoint. Only a
// real platform shows whether the targets respond.
const WHERE = 'platforms';
const [OPERATOR] = pinned('PROMETHEUS_OPERATOR');
const ALL = { controllerManager: true, scheduler: true, kubeProxy: true, componentSlis: true, kubeletResourceMetrics: true, schedulerResourceMetrics: true };
const STACKS: { readonly [platform: string]: PrometheusStackProps } = {
  [Platform.GKE_AUTOPILOT]: { controlPlane: { componentSlis: true, kubeletResourceMetrics: true } },
  [Platform.OKE]: { controlPlane: { kubeProxy: true, componentSlis: true } },
  [Platform.RKE2]: { controlPlane: { ...ALL, etcd: true } },
  [Platform.TALOS]: { controlPlane: { ...ALL, etcd: true } },
  [Platform.K3S]: { controlPlane: { etcdAddresses: ['10.0.0.1', 'fd00::1'] } },
  [Platform.OPENSHIFT]: { controlPlane: { ...ALL, dns: true, etcd: true, etcdTls: { caSecretName: 'etcd-ca', clientSecretName: 'etcd-client' } }, nodeExporterEnabled: true },
};
let operator: Program | undefined;

function stackOn(platform: string): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: WHERE });
  const stack = new PrometheusStack(chart, 'Monitoring', {
    ...STACKS[platform],
    platform: platform as Platform,
    nodeExporter: { authProxy: true },
    prometheus: { externalLabels: { cluster: platform }, storage: { size: Size.gibibytes(10) } },
    alertmanager: { configSecret: 'alertmanager-config' },
  });
  stack.restrictRoles();
  return synth(chart);
}
const ofKind = (objects: readonly Manifest[], kind: string) => objects.filter(object => object.kind === kind);

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(OPERATOR);
  installCrdsOf('GATEWAY_API_EXPERIMENTAL_CRDS', 'config/crd/experimental');
  const elsewhere = ['dns', 'etcd', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map(name => `openshift-${name}`);
  mustApply([WHERE, `${WHERE}-node-exporter`, ...elsewhere].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  // the operator reads them, and skips a monitor with keys that do not fit
  for (const name of ['etcd-ca', 'etcd-client']) { createCertificate(WHERE, name, ['etcd']); }
}, 100_000);
afterAll(async () => {
  await operator?.stop();
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
  removeCrds();
  disconnect();
}, 100_000);

test.each(Object.keys(STACKS))('every object of a stack on %s is accepted by the API server', async platform => expect(await applyStrictly(stackOn(platform))).toEqual([]), 100_000);

test('the operator writes one scrape for each endpoint on OpenShift, with exactly its own permissions, and promtool accepts them', async () => {
  // monitors that earlier stacks left
  kubectl(['delete', 'servicemonitor', '--all', '-n', WHERE]);
  const objects = stackOn(Platform.OPENSHIFT);
  mustApply(objects);
  const [{ args }] = ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
  operator = new Program(`prometheus-operator-${OPERATOR}`, [...args, '--web.listen-address=127.0.0.1:28446', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`]);
  const wanted = ofKind(objects, 'ServiceMonitor').flatMap(({ metadata, spec }) => spec.endpoints.map((_: unknown, at: number) => `serviceMonitor/${WHERE}/${metadata.name}/${at}`));
  await within(60, 'the scrapes', () => {
    const { output, config } = checkedConfig(WHERE, 'main');
    expect(output).toContain('SUCCESS');
    expect(config.scrape_configs.map(({ job_name }: any) => job_name).sort()).toEqual(wanted.sort());
    const scheduler = config.scrape_configs.find(({ job_name }: any) => job_name === `serviceMonitor/${WHERE}/kube-scheduler/0`);
    expect(scheduler).toMatchObject({ scheme: 'https', tls_config: { server_name: 'scheduler.openshift-kube-scheduler.svc' }, kubernetes_sd_configs: [{ namespaces: { names: ['openshift-kube-scheduler'] } }] });
  }, () => operator!.log);
  const { spec } = get('statefulset', 'prometheus-main', '-n', WHERE);
  expect(spec.template.spec.securityContext.runAsUser).toBeUndefined();
  expect(operator.log.split('\n').filter(line => /forbidden|missing permission/i.test(line))).toEqual([]);
}, 120_000);

test('a route and an Ingress for each replica, and sessions of every form, are accepted', async () => {
  const chart = new Chart(new App(), 'web', { namespace: WHERE });
  const prometheus = new Prometheus(chart, 'Prometheus', { replicas: 2, shards: 2 });
  const alertmanager = new Alertmanager(chart, 'Alertmanager');
  const gateway = { name: 'public', namespace: 'gateways' };
  const sessions = [{}, { token: SessionToken.HEADER, sessionName: 'pod' }, { absoluteTimeout: Duration.days(30), permanentCookie: true }, { absoluteTimeout: Duration.seconds(90) }];
  prometheus.addReplicaServices().forEach((ui, at) => new WebRoute(chart, `Route-${at}`, { ui, host: `p${at}.example.org`, insecure: true, gateway, sessionPersistence: sessions[at] }));
  alertmanager.addReplicaServices().forEach((ui, at) => new WebIngress(chart, `Ingress-${at}`, { ui, host: `a${at}.example.org`, insecure: true, controllerNamespace: 'ingress-nginx', tlsSecretName: 'web' }));
  const objects = synth(chart);
  expect([ofKind(objects, 'HTTPRoute').length, ofKind(objects, 'Ingress').length]).toEqual([4, 3]);
  expect(await applyStrictly(objects)).toEqual([]);
  expect(get('httproute', '-n', WHERE).items.map(({ spec }: any) => spec.rules[0].sessionPersistence.type)).toEqual(['Cookie', 'Header', 'Cookie', 'Cookie']);
}, 100_000);
