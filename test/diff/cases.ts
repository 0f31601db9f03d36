import { changed, Edit, without, withObject } from './worlds';
import { ClusterScale } from '../../src/scrape-graph/costs';

/** A change of the cluster, and all that `diff` reports about it. */
export interface Case {
  readonly title: string;
  /** The cluster of all cases if not given. */
  readonly before?: string;
  readonly after: string;
  /** All changes, as a person reads them. */
  readonly changes: readonly string[];
  /** Costs are estimated only for a given size of the cluster. */
  readonly scale?: ClusterScale;
}

const one = (title: string, edit: Edit | readonly Edit[], changes: readonly string[]): Case => ({
  title, after: changed(...typeof edit[0] === 'string' ? [edit as Edit] : edit as readonly Edit[]), changes,
});

/** At least one for each kind of change. */
export const CASES: readonly Case[] = [
  one('a port that no monitor selects any more', ['{ port: http, interval: 30s }', '{ port: metrics, interval: 30s }'], [
    'lost-target: Service monitoring/web, port http: Prometheus monitoring/main by ServiceMonitor monitoring/web; the monitor no longer selects port http of it',
    'blind-alert: WebDown: reads series of job "web", which has no target any more',
  ]),
  {
    title: 'a monitor that is gone',
    after: without('ServiceMonitor', 'web'),
    changes: [
      'lost-target: Service monitoring/web, port http: Prometheus monitoring/main by ServiceMonitor monitoring/web; the monitor is gone',
      'blind-alert: WebDown: reads series of job "web", which has no target any more',
      'object: ServiceMonitor: 1 deleted, if your tool prunes: monitoring/web',
    ],
  },
  one('a label of the target', ['endpoints: [{ port: http, interval: 30s }]', 'jobLabel: app.kubernetes.io/name\n  targetLabels: [app]\n  endpoints: [{ port: http, interval: 30s }]'], [
    'changed-series: Service monitoring/web, port http: new label app="web"',
  ]),
  one('external labels', ['{ cluster: eu }', '{ cluster: eu-1 }'], [
    'changed-series: Prometheus monitoring/main, external labels: cluster "eu" becomes "eu-1"',
  ]),
  one('how it is scraped', ['{ port: http, interval: 30s }', '{ port: http, interval: 60s, honorLabels: true, metricRelabelings: [{ action: labeldrop, regex: id }] }'], [
    'changed-scrape: Service monitoring/web, port http: honorLabels false becomes true; another relabeling of metrics; interval 30s becomes 1m',
  ]),
  {
    title: 'one more target',
    after: withObject('apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: fast, namespace: monitoring }\nspec: { selector: { matchLabels: { app: web } }, endpoints: [{ port: http, path: /fast }] }\n'),
    changes: [
      'new-target: Service monitoring/web, port http /fast: Prometheus monitoring/main by ServiceMonitor monitoring/fast',
      'object: ServiceMonitor: 1 created: monitoring/fast',
    ],
  },
  one('an alert that is gone', ["        - { alert: WebDown, expr: 'up{job=\"web\"} == 0', for: 5m, labels: { severity: critical } }\n", ''], [
    'lost-alert: WebDown (critical): was in group "web"',
  ]),
  {
    title: 'rules that no server evaluates any more',
    after: changed(['ruleSelector: {}', 'ruleSelector: { matchLabels: { team: a } }']),
    changes: [
      'lost-alert: WebBusy (warning): was in group "web"; no server evaluates PrometheusRule monitoring/web any more',
      'lost-alert: WebDown (critical): was in group "web"; no server evaluates PrometheusRule monitoring/web any more',
      'lost-record: web:requests:rate5m: read by panel "Requests" of ConfigMap monitoring/board',
      'empty-panel: panel "Requests" of ConfigMap monitoring/board: reads web:requests:rate5m, which nothing records any more',
    ],
  },
  one('an alert with another threshold and duration', ["'web:requests:rate5m > 100', for: 10m", "'web:requests:rate5m > 200', for: 600s, keep_firing_for: 5m"], [
    'changed-alert: WebBusy (warning): 100 becomes 200 in its expression; keep_firing_for 0s becomes 5m',
  ]),
  one('an alert whose expression differs in several places', [
    "'web:requests:rate5m > 100'", "'sum without (pod) (web:requests:rate5m) > on (cluster, job) max by (cluster, job) (limit)'",
  ], [
    'changed-alert: WebBusy (warning): sum without (pod) ( is new in its expression; 100 becomes on (cluster, job) max by (cluster, job) (limit) in its expression',
  ]),
  {
    title: 'an alert with a part that moved',
    before: changed(["'web:requests:rate5m > 100'", "'web:requests:rate5m{cluster != \"a\", code =~ \"4..|5..\", job = \"web\"} > 100'"]),
    after: changed(["'web:requests:rate5m > 100'", "'group by (job) (web:requests:rate5m{cluster != \"a\", job = \"web\", code =~ \"4..|5..\"} > 100)'"]),
    changes: ['changed-alert: WebBusy (warning): group by (job) ( is new in its expression'],
  },
  one('an alert whose text alone is other', ["'web:requests:rate5m > 100'", "'web:requests:rate5m  >  100 # busy'"], []),
  one('an alert with another severity, for which no other receiver hears', ['{ alert: WebDown, expr: \'up{job="web"} == 0\', for: 5m, labels: { severity: critical } }', '{ alert: WebDown, expr: \'up{job="web"} == 0\', for: 5m, labels: { severity: warning } }'], [
    'lost-receiver: receiver "pager" of Alertmanager monitoring/main: 1 alert: WebDown (warning)',
    'changed-alert: WebDown (warning): severity "critical" becomes "warning"',
    'new-receiver: receiver "chat" of Alertmanager monitoring/main: 1 alert: WebDown (warning)',
  ]),
  one('a route to a receiver that does nothing', ["- { name: pager, webhook_configs: [{ url: 'http://pager' }] }", '- { name: pager }'], [
    'lost-receiver: receiver "pager" of Alertmanager monitoring/main: 1 alert: WebDown (critical)',
  ]),
  one('an alert with another name', ['alert: WebBusy', 'alert: WebOverloaded'], [
    'renamed-alert: WebOverloaded (warning): was WebBusy',
  ]),
  one('one more alert', ['        - { alert: WebDown', "        - { alert: WebIdle, expr: 'web:requests:rate5m == 0' }\n        - { alert: WebDown"], [
    'new-alert: WebIdle: in group "web"',
  ]),
  one('a recorded series that is gone, and read', ["        - { record: 'web:requests:rate5m', expr: 'sum(rate(http_requests_total{job=\"web\"}[5m]))' }\n", ''], [
    'blind-alert: WebBusy: reads web:requests:rate5m, which nothing records any more',
    'lost-record: web:requests:rate5m: read by alert "WebBusy" of PrometheusRule monitoring/web, panel "Requests" of ConfigMap monitoring/board',
    'empty-panel: panel "Requests" of ConfigMap monitoring/board: reads web:requests:rate5m, which nothing records any more',
  ]),
  one('a recorded series with another window', ['http_requests_total{job="web"}[5m]', 'http_requests_total{job="web"}[10m]'], [
    'changed-record: web:requests:rate5m: 5m becomes 10m in its expression',
  ]),
  one('a recorded series with another name, which the others read', [
    ["record: 'web:requests:rate5m'", "record: 'web:requests:rate'"], ["'web:requests:rate5m > 100'", "'web:requests:rate > 100'"], ['"expr":"web:requests:rate5m"', '"expr":"web:requests:rate"'],
  ], [
    'changed-alert: WebBusy (warning): web:requests:rate5m becomes web:requests:rate in its expression',
    'new-record: web:requests:rate: by PrometheusRule monitoring/web',
    'removed-record: web:requests:rate5m: was recorded by PrometheusRule monitoring/web',
  ]),
  one('a selector', [['matchLabels: { app: web } }\n  template', 'matchLabels: { app: web, tier: a } }\n  template'], ['metadata: { labels: { app: web } }\n    spec', 'metadata: { labels: { app: web, tier: a } }\n    spec']], [
    'rejected-update: Deployment monitoring/web: spec.selector cannot be changed',
  ]),
  one('an object that the API server rejects from now on: it keeps the old one', [
    'kind: ServiceMonitor\nmetadata: { name: web, namespace: monitoring }', "kind: ServiceMonitor\nmetadata: { name: web, namespace: monitoring, annotations: { 'example.org/a-': '' } }",
  ], [
    'rejected-update: ServiceMonitor monitoring/web: it is invalid: "metadata.annotations["example.org/a-"]" is not a valid annotation key: write "name" or "prefix/name": a name with at most 63 letters, digits, "-", "_" and ".", and a prefix that is a lower-case DNS name',
  ]),
  one('a monitor that the operator leaves out from now on', ['{ port: http, interval: 30s }', '{ port: http, interval: 30s, scrapeTimeout: 60s }'], [
    'lost-target: Service monitoring/web, port http: Prometheus monitoring/main by ServiceMonitor monitoring/web; the operator rejects the monitor',
    'blind-alert: WebDown: reads series of job "web", which has no target any more',
  ]),
  one('a role of a binding', ['roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus }', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }'], [
    'rejected-update: ClusterRoleBinding prometheus: roleRef cannot be changed',
  ]),
  one('a shorter retention, in other words and really', ['retention: 30d', 'retention: 720h'], []),
  one('a shorter retention', ['retention: 30d', 'retention: 10d'], [
    'data-loss: Prometheus monitoring/main: retention 30d becomes 10d: older data is deleted',
  ]),
  one('fewer shards', ['shards: 2', 'shards: 1'], [
    'data-loss: Prometheus monitoring/main: 2 shards become 1: the samples of the others are no longer queried',
  ]),
  one('another name of the claim', ['volumeClaimTemplate: { spec:', 'volumeClaimTemplate: { metadata: { name: data }, spec:'], [
    'data-loss: Prometheus monitoring/main: it uses the new claim monitoring/data-prometheus-main-0 instead of monitoring/prometheus-main-db-prometheus-main-0: its existing samples are not used',
  ]),
  one('no volume', ['  storage: { volumeClaimTemplate: { spec: { storageClassName: fast, resources: { requests: { storage: 50Gi } } } } }\n', ''], [
    'data-loss: Prometheus monitoring/main: it no longer uses the claim monitoring/prometheus-main-db-prometheus-main-0: its existing samples are not used',
  ]),
  one('a larger volume', ['storage: 50Gi', 'storage: 100Gi'], [
    'recreated: Prometheus monitoring/main: the size of its claims changes from 50Gi to 100Gi: enlarge each claim by hand; existing claims do not change',
  ]),
  one('another class', ['storageClassName: fast', 'storageClassName: slow'], [
    'recreated: Prometheus monitoring/main: the storage class of its claims changes from "fast" to "slow"; existing claims do not change',
  ]),
  one('an older version', ['version: v3.16.0', 'version: v3.9.1'], [
    'downgrade: Prometheus monitoring/main: version v3.16.0 becomes v3.9.1',
  ]),
  one('a newer image', ['example/web:2.1.0', 'example/web:3.0.0'], [
    'image: example/web: 2.1.0 becomes 3.0.0, a new major version',
  ]),
  one('an image of another registry', ['example/web:2.1.0', 'registry.example.org/mirror/web:2.1.0'], [
    'image: registry.example.org/mirror/web: example/web:2.1.0 becomes registry.example.org/mirror/web:2.1.0, from another registry or repository',
  ]),
  one('an older image', ['example/web:2.1.0', 'example/web:2.0.9'], [
    'downgrade: example/web: 2.1.0 becomes 2.0.9',
  ]),
  one('more permissions', ['resources: [services, endpoints, pods]', 'resources: [services, endpoints, pods, secrets]'], [
    'wider-permission: ServiceAccount monitoring/prometheus: get, list, watch secrets',
  ]),
  one('fewer permissions', ['resources: [services, endpoints, pods]', 'resources: [services, pods]'], []),
  one('a policy for one more peer', ['from: [{ podSelector: {} }]', 'from: [{ podSelector: {} }, { namespaceSelector: {} }]'], [
    'wider-network: NetworkPolicy monitoring/web: ingress from {"namespaceSelector":{}}, port http/TCP',
  ]),
  {
    title: 'a policy that is gone',
    after: without('NetworkPolicy', 'web'),
    changes: [
      'wider-network: NetworkPolicy monitoring/web: deleted: it no longer restricts its pods',
      'object: NetworkPolicy: 1 deleted, if your tool prunes: monitoring/web',
    ],
  },
  {
    title: 'a longer interval, with estimated costs',
    after: changed(['interval: 30s', 'interval: 300s']),
    scale: { nodes: 10, pods: 300 },
    changes: [
      'changed-scrape: Service monitoring/web, port http: interval 30s becomes 5m',
      'cost: Prometheus monitoring/main: about 17 samples per second become 2',
    ],
  },
];
