import { kubectl, mustApply, mustKubectl } from './cluster';

export const SHOP = 'verify-shop';
const MONITORING = 'verify';

/** A fault in the cluster, while the manifests stay unchanged, and all that `verify` then reports. */
export interface Fault {
  readonly title: string;
  /** Whether both tiers test it; otherwise only `npm run conformance:full` does. */
  readonly isInBoth?: boolean;
  readonly plant: () => void;
  /** Changes that applying the manifests again does not revert. */
  readonly undo?: () => void;
  /** The ids of the differences with a part of their text, in their order. */
  readonly says: readonly (readonly [id: string, part: RegExp])[];
}

const json = (patch: object | object[]) => ['-p', JSON.stringify(patch)];
const patch = (kind: string, name: string, change: object, namespace = SHOP) => mustKubectl(['patch', kind, name, '-n', namespace, '--type=merge', ...json(change)]);
const remove = (kind: string, name: string, namespace = SHOP) => mustKubectl(['delete', kind, name, '-n', namespace, '--wait=true']);
const endpoint = (change: object) => patch('servicemonitor', 'web', { spec: { endpoints: [{ ...ENDPOINT, ...change }] } });
const scrapeLoop = (script: string) => patch('deployment', 'web', { spec: { template: { spec: { containers: [{ ...CONTAINER, command: ['sh', '-c', script] }] } } } });

export const ENDPOINT = { port: 'http', interval: '5s', scrapeTimeout: '3s' };

const METRICS = ['# TYPE shop_orders_total counter', 'shop_orders_total{kind=\\"a\\"} 1', 'shop_orders_total{kind=\\"b\\"} 2'];
const serve = (lines: readonly string[], settings = '') => `mkdir -p /tmp/www && printf '%b' "${lines.join('\\n')}\\n" > /tmp/www/metrics && echo '${settings}' > /tmp/httpd.conf && exec busybox httpd -f -p 8080 -h /tmp/www -c /tmp/httpd.conf`;

export const CONTAINER = {
  name: 'web',
  image: 'docker.io/library/busybox:1.35',
  command: ['sh', '-c', serve(METRICS)],
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '1m', memory: '8Mi' } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
};

export const RULES = [
  { record: 'shop:orders:rate1m', expr: 'sum(rate(shop_orders_total{job="web"}[1m]))' },
  { alert: 'ShopDown', expr: 'up{job="web"} == 0', labels: { severity: 'critical' } },
];
const rules = (changed: readonly object[]) => patch('prometheusrule', 'web', { spec: { groups: [{ name: 'shop', interval: '5s', rules: changed }] } });

const routes = (receiver: string) => JSON.stringify({ route: { receiver }, receivers: [{ name: receiver, webhook_configs: [{ url: 'http://localhost:9/' }] }] });

/** The configuration of the Alertmanager, which is among the manifests. */
export const ROUTES = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: MONITORING }, stringData: { 'alertmanager.yaml': routes('team') } };

const WEB = 'Service verify-shop/web, port http';
const down = (why: string): Fault['says'] => [['verify/down', new RegExp(`^${WEB} is down at http.*: ${why}`)]];

export const FAULTS: readonly Fault[] = [
  {
    title: 'a monitor that is not there',
    plant: () => remove('servicemonitor', 'web'),
    says: [['verify/not-taken', /^ServiceMonitor verify-shop\/web is not in the configuration of Prometheus verify\/main: the object is not in the cluster/]],
  },
  {
    title: 'a monitor that the operator rejects',
    isInBoth: true,
    plant: () => endpoint({ interval: '5s', scrapeTimeout: '10s' }),
    says: [['verify/not-taken', /: the operator reports: .*scrapeTimeout/i]],
  },
  {
    title: 'a monitor for another port',
    plant: () => endpoint({ port: 'metrics' }),
    says: [['verify/dropped', /^Service verify-shop\/web, port http is discovered by job "serviceMonitor\/verify-shop\/web\/0" but dropped by .*port_name.*metrics/]],
  },
  {
    title: 'no pods',
    isInBoth: true,
    plant: () => patch('deployment', 'web', { spec: { replicas: 0 } }),
    says: [['verify/no-target', /^Service verify-shop\/web, port http is not discovered by job .*kubectl get endpointslices -n verify-shop/]],
  },
  { title: 'one pod too few', plant: () => patch('deployment', 'web', { spec: { replicas: 1 } }), says: [['verify/too-few', /has 1 target, not 2/]] },
  { title: 'a Service that selects other pods', plant: () => patch('service', 'web', { spec: { selector: { app: 'other' } } }), says: [['verify/no-target', new RegExp(`^${WEB}`)]] },
  { title: 'a Service that is not there', plant: () => remove('service', 'web'), says: [['verify/no-target', new RegExp(`^${WEB}`)]] },
  {
    title: 'a Service with other labels',
    isInBoth: true,
    plant: () => patch('service', 'web', { metadata: { labels: { app: 'other' } } }),
    says: [['verify/dropped', /dropped by .*service_label_app.*web/]],
  },
  {
    title: 'a port of a Service with another name',
    plant: () => patch('service', 'web', { spec: { ports: [{ name: 'other', port: 80, targetPort: 'http' }] } }),
    says: [['verify/dropped', /^Service verify-shop\/web, port http .*dropped by .*port_name.*http/]],
  },
  { title: 'a program that does not listen', isInBoth: true, plant: () => scrapeLoop('exec busybox sleep 100000'), says: down('no process listens on the port') },
  { title: 'a program that does not answer', plant: () => scrapeLoop('busybox httpd -f -p 8080 & busybox sleep 2; kill -STOP $!; wait'), says: down('it does not respond in time') },
  { title: 'a program that wants a password', plant: () => scrapeLoop(serve(METRICS, '/:user:secret')), says: down('it requires authentication') },
  { title: 'another path', plant: () => endpoint({ path: '/other' }), says: down('the path does not exist') },
  { title: 'HTTPS for a program that speaks HTTP', plant: () => endpoint({ scheme: 'https' }), says: down('it serves HTTP, but Prometheus uses HTTPS') },
  { title: 'an answer of no known type', plant: () => patch('servicemonitor', 'web', { spec: { fallbackScrapeProtocol: null } }), says: down('its response has no valid Content-Type') },
  { title: 'too many samples', plant: () => patch('servicemonitor', 'web', { spec: { sampleLimit: 1 } }), says: down('it exposes more samples than "sampleLimit": raise the limit, or expose fewer series') },
  { title: 'an answer that is too large', plant: () => patch('servicemonitor', 'web', { spec: { bodySizeLimit: '10B' } }), says: down('its response is larger than "bodySizeLimit": raise the limit, or expose fewer series') },
  { title: 'too many labels', plant: () => patch('servicemonitor', 'web', { spec: { labelLimit: 1 } }), says: down('its series exceed the limits for the number or length of labels: raise them, or remove labels') },
  { title: 'an answer that is not metrics', plant: () => scrapeLoop(serve(['<html>'])), says: down('its response is not in a metrics format') },
  {
    title: 'a relabeling that drops',
    plant: () => endpoint({ relabelings: [{ action: 'drop', sourceLabels: ['__meta_kubernetes_namespace'], regex: SHOP }] }),
    says: [['verify/dropped', /dropped by \{"action":"drop","sourceLabels":\["__meta_kubernetes_namespace"\]/]],
  },
  {
    title: 'a relabeling that renames the job',
    isInBoth: true,
    plant: () => endpoint({ relabelings: [{ targetLabel: 'job', replacement: 'other' }] }),
    says: [['verify/other-labels', /has other labels than in its manifests: job is "other", not "web"/]],
  },
  { title: 'a label of the Service that is not copied', plant: () => patch('servicemonitor', 'web', { spec: { targetLabels: null } }), says: [['verify/other-labels', /team is missing, not "a"/]] },
  { title: 'none of the series that rules read', isInBoth: true, plant: () => scrapeLoop(serve(['other_total 1'])), says: [['verify/no-series', /^job "web" has none of the series that rules use \(shop_orders_total; record "shop:orders:rate1m"/]] },
  { title: 'a PrometheusRule that is not there', plant: () => remove('prometheusrule', 'web'), says: [['verify/not-taken', /^PrometheusRule verify-shop\/web is not in the configuration/]] },
  { title: 'an older PrometheusRule', isInBoth: true, plant: () => rules(RULES.slice(0, 1)), says: [['verify/rules-missing', /^Prometheus verify\/main does not evaluate alert "ShopDown" of PrometheusRule verify-shop\/web/]] },
  { title: 'one more rule', plant: () => rules([...RULES, { alert: 'ByHand', expr: 'vector(1)' }]), says: [['verify/not-in-manifests', /alert "ByHand" of PrometheusRule verify-shop\/web/]] },
  {
    title: 'a rule whose evaluation fails',
    isInBoth: true,
    plant: () => rules([RULES[0], { ...RULES[1], expr: 'shop_orders_total * on (job) shop_orders_total' }]),
    says: [['verify/rule-fails', /^the evaluation of alert "ShopDown" fails: /]],
  },
  {
    title: 'a monitor that is in no manifest',
    isInBoth: true,
    plant: () => mustApply([{ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'by-hand', namespace: SHOP }, spec: { selector: { matchLabels: { app: 'none' } }, endpoints: [{ port: 'http' }] } }]),
    undo: () => void kubectl(['delete', 'servicemonitor', 'by-hand', '-n', SHOP]),
    says: [['verify/not-in-manifests', /^Prometheus verify\/main has configuration that is in no manifest: job "serviceMonitor\/verify-shop\/by-hand\/0"/]],
  },
  {
    title: 'an Alertmanager under the wrong port',
    isInBoth: true,
    plant: () => patch('prometheus', 'main', { spec: { alerting: { alertmanagers: [{ namespace: MONITORING, name: 'alertmanager-main', port: 'other' }] } } }, MONITORING),
    says: [['verify/no-alertmanager', /^Prometheus verify\/main has no Alertmanager/]],
  },
  {
    title: 'an Alertmanager with another configuration',
    plant: () => mustApply([{ ...ROUTES, stringData: { 'alertmanager.yaml': routes('other') } }]),
    says: [['verify/unknown-receiver', /^Alertmanager verify\/main does not have the receivers "team"/]],
  },
  {
    title: 'a configuration that cannot be loaded',
    plant: () => {
      mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'broken', namespace: MONITORING }, stringData: { 'a.yaml': '- job_name: a\n  scrape_interval: never\n' } }]);
      patch('prometheus', 'main', { spec: { additionalScrapeConfigs: { name: 'broken', key: 'a.yaml' } } }, MONITORING);
    },
    undo: () => void kubectl(['patch', 'prometheus', 'main', '-n', MONITORING, '--type=merge', ...json({ spec: { additionalScrapeConfigs: null } })]),
    says: [['verify/not-loaded', /^Prometheus verify\/main could not load its newest configuration/]],
  },
  {
    title: 'permissions that are gone, after a restart',
    plant: () => {
      mustKubectl(['delete', 'rolebindings', '--all', '-n', SHOP]);
      mustKubectl(['delete', 'pod', 'prometheus-main-0', '-n', MONITORING, '--wait=true']);
    },
    says: [['verify/no-target', /or Prometheus has no permission to list them/]],
  },
];
