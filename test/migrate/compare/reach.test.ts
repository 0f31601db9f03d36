import { alert, alertmanager, deployment, linesOf, prometheus, rules, secret, service, yamlOf } from './compare-of';

const CONFIG = (receivers: object[], receiver = 'team') => JSON.stringify({ route: { receiver }, receivers });
const TEAM = { name: 'team', webhook_configs: [{ url: 'http://example.com' }] };
const am = alertmanager('kps');
const amService = service('am', { alertmanager: 'kps' }, [{ name: 'web', port: 9093, targetPort: 'web' }]);
const server = prometheus('kps', { alerting: { alertmanagers: [{ name: 'am', namespace: 'monitoring', port: 'web' }] } });
const own = rules('own', alert('Own', 'page'));
const stack = (receivers: object[], receiver?: string) => yamlOf(server, own, am, amService, secret('alertmanager-kps', { 'alertmanager.yaml': CONFIG(receivers, receiver) }));
const delivery = (old: string, now: string) => linesOf('delivery', old, now);
const SENDS = 'kept Prometheus monitoring/kps: sends alerts to an Alertmanager';

test('receivers with the same integrations are kept, and their alerts reach them', () => {
  expect(delivery(stack([TEAM]), stack([TEAM]))).toEqual(['kept Alertmanager monitoring/kps: its alerts reach a receiver', SENDS]);
  expect(linesOf('route', stack([TEAM]), stack([TEAM]))).toEqual(['kept receiver "team"']);
});

test('an alert that reached a receiver before and reaches none now is gone', () => {
  expect(delivery(stack([TEAM]), stack([{ name: 'null' }], 'null'))).toEqual(['gone Alertmanager monitoring/kps: 1 alert reaches no receiver that sends: Own', SENDS]);
  expect(linesOf('route', stack([TEAM]), stack([{ name: 'null' }], 'null'))).toEqual(['gone receiver "team": 1 integration', 'new receiver "null": 0 integrations']);
});

test('receivers with fewer or more integrations are reported', () => {
  const more = { ...TEAM, email_configs: [{ to: 'a@example.com' }] };
  expect(linesOf('route', stack([more]), stack([TEAM]))).toEqual(['gone receiver "team": 2 integrations become 1']);
  expect(linesOf('route', stack([TEAM]), stack([more]))).toEqual(['changed receiver "team": 1 integration becomes 2']);
});

test('a receiver of an AlertmanagerConfig has a prefix in its name', () => {
  const config = {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: 'main', namespace: 'monitoring' },
    spec: { route: { receiver: 'team' }, receivers: [{ name: 'team', webhookConfigs: [{ url: 'http://example.com' }] }] },
  };
  const now = yamlOf(server, own, alertmanager('kps', { alertmanagerConfiguration: { name: 'main' } }), amService, config);
  expect(linesOf('route', stack([TEAM]), now)).toEqual(['renamed receiver "team": now "monitoring/main/team"']);
  expect(delivery(stack([TEAM]), now)).toEqual(['kept Alertmanager monitoring/kps: its alerts reach a receiver', SENDS]);
});

test('a configuration that only the old manifests have is deleted with the release, unless it is annotated', () => {
  const helm = { 'app.kubernetes.io/managed-by': 'Helm' };
  const now = yamlOf(server, own, am, amService);
  const withSecret = (made: object) => yamlOf(server, own, am, amService, made);
  const config = { 'alertmanager.yaml': CONFIG([TEAM]) };
  expect(delivery(withSecret(secret('alertmanager-kps', config, helm)), now)).toEqual([
    'gone Secret monitoring/alertmanager-kps: it has the routes and receivers, and "helm uninstall" deletes it: annotate it with "helm.sh/resource-policy: keep" first', SENDS,
  ]);
  const annotated = { ...secret('alertmanager-kps', config), metadata: { name: 'alertmanager-kps', namespace: 'monitoring', labels: helm, annotations: { 'helm.sh/resource-policy': 'keep' } } };
  expect(delivery(withSecret(annotated), now)).toEqual([SENDS, 'kept Secret monitoring/alertmanager-kps']);
  expect(delivery(withSecret(secret('alertmanager-kps', config)), now)).toEqual([SENDS, 'kept Secret monitoring/alertmanager-kps']);
});

test('alerts of an Alertmanager that reads another Secret, or is gone, no longer reach the receivers', () => {
  const old = stack([TEAM]);
  expect(delivery(old, yamlOf(server, own, alertmanager('kps', { configSecret: 'other' }), amService))[0])
    .toBe('gone Secret monitoring/alertmanager-kps: the new Alertmanager reads the Secret monitoring/other, which is not in the new manifests');
  expect(delivery(old, yamlOf(server, own))).toEqual([
    'gone Alertmanager monitoring/kps: no Alertmanager of the new manifests replaces it',
    'gone Prometheus monitoring/kps: its alerts are sent to no Alertmanager of the new manifests',
  ]);
});

const GRAFANA = 'docker.io/grafana/grafana:13.0.0';
const grafana = (name: string, number: number, portName = 'web') => yamlOf(deployment(name, GRAFANA), service(name, { app: name }, [{ name: portName, port: number, targetPort: 'http' }]));

test('an address is kept by name and port number', () => {
  expect(linesOf('address', grafana('grafana', 80), grafana('grafana', 80))).toEqual(['kept grafana.monitoring:80']);
  expect(linesOf('address', grafana('grafana', 80), grafana('grafana', 80, 'http'))).toEqual(['changed grafana.monitoring:80: the name of its port changes from "web" to "http"']);
  expect(linesOf('address', grafana('grafana', 80), grafana('grafana', 3000))).toEqual(['gone grafana.monitoring:80: its ports are 3000']);
});

test('the same component under another name is renamed, with its new name', () => {
  expect(linesOf('address', grafana('kps-grafana', 80), grafana('grafana', 3000))).toEqual(['renamed kps-grafana.monitoring:80: now grafana.monitoring:3000']);
  expect(linesOf('address', grafana('kps-grafana', 80), yamlOf(prometheus('kps')))).toEqual(['gone kps-grafana.monitoring:80: the new manifests have no Service of grafana']);
});

test('a headless Service of the control plane exists for scraping: its removal is decided', () => {
  const scraped = yamlOf({
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'kps-kube-etcd', namespace: 'kube-system' }, spec: { clusterIP: 'None', selector: { component: 'etcd' }, ports: [{ name: 'http', port: 2381 }] },
  });
  expect(linesOf('address', scraped, yamlOf(prometheus('kps')))).toEqual([
    'gone kps-kube-etcd.kube-system:2381: the new manifests have no Service of etcd [a headless Service in kube-system exists only for scraping]',
  ]);
});

test('hosts and external URLs are compared', () => {
  const ingress = (name: string, host: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'monitoring' },
    spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 80 } } } }] } }] },
  });
  const of = (name: string, host: string) => yamlOf(ingress(name, host));
  expect(linesOf('address', of('a', 'p.example.com'), of('a', 'p.example.com'))).toEqual(['kept p.example.com']);
  expect(linesOf('address', of('a', 'p.example.com'), of('b', 'p.example.com'))).toEqual(['renamed p.example.com: now by Ingress monitoring/b']);
  expect(linesOf('address', of('a', 'p.example.com'), of('a', 'q.example.com'))).toEqual(['gone p.example.com: was the host of Ingress monitoring/a']);
  expect(linesOf('address', yamlOf(prometheus('kps', { externalUrl: 'https://p' })), yamlOf(prometheus('kps')))).toEqual(['changed Prometheus monitoring/kps, externalUrl: "https://p" becomes ""']);
});
