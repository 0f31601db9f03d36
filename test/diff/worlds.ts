import { parseAllDocuments } from 'yaml';

/** Objects of one cluster as YAML, which a test changes by replacing text. */
export const CLUSTER = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec:
  version: v3.16.0
  serviceAccountName: prometheus
  serviceMonitorSelector: {}
  ruleSelector: {}
  retention: 30d
  shards: 2
  externalLabels: { cluster: eu }
  alerting: { alertmanagers: [{ name: alertmanager, namespace: monitoring, port: web }] }
  storage: { volumeClaimTemplate: { spec: { storageClassName: fast, resources: { requests: { storage: 50Gi } } } } }
---
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: { name: main, namespace: monitoring }
spec: { configSecret: routes }
---
apiVersion: v1
kind: Secret
metadata: { name: routes, namespace: monitoring }
stringData:
  alertmanager.yaml: |
    route:
      receiver: chat
      routes: [{ matchers: ['severity="critical"'], receiver: pager }]
    receivers:
      - { name: chat, webhook_configs: [{ url: 'http://chat' }] }
      - { name: pager, webhook_configs: [{ url: 'http://pager' }] }
---
apiVersion: v1
kind: Service
metadata: { name: alertmanager, namespace: monitoring }
spec: { selector: { alertmanager: main }, ports: [{ name: web, port: 9093 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: monitoring }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'example/web:2.1.0', ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: monitoring, labels: { app: web } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web, namespace: monitoring }
spec:
  selector: { matchLabels: { app: web } }
  endpoints: [{ port: http, interval: 30s }]
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: web, namespace: monitoring }
spec:
  groups:
    - name: web
      rules:
        - { record: 'web:requests:rate5m', expr: 'sum(rate(http_requests_total{job="web"}[5m]))' }
        - { alert: WebDown, expr: 'up{job="web"} == 0', for: 5m, labels: { severity: critical } }
        - { alert: WebBusy, expr: 'web:requests:rate5m > 100', for: 10m, labels: { severity: warning } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: board, namespace: monitoring, labels: { grafana_dashboard: '1' } }
data:
  web.json: '{"title":"Web","panels":[{"title":"Requests","targets":[{"expr":"web:requests:rate5m"}]}]}'
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: prometheus }
rules: [{ apiGroups: [''], resources: [services, endpoints, pods], verbs: [get, list, watch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: prometheus }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus }
subjects: [{ kind: ServiceAccount, name: prometheus, namespace: monitoring }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: monitoring }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: http }] }]
`;

export function objectsOf(yaml: string): any[] {
  return parseAllDocuments(yaml).map(document => document.toJS()).filter(object => object !== null);
}

export type Edit = readonly [from: string, to: string];

/** The cluster with some of its text replaced. Each text must be there. */
export function changed(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) { throw new Error(`the cluster has no ${JSON.stringify(from)}`); }
    return text.replace(from, to);
  }, CLUSTER);
}

/** The cluster without one of its objects. */
export function without(kind: string, name: string): string {
  const documents = CLUSTER.split('---\n');
  const left = documents.filter(text => !(text.includes(`kind: ${kind}\n`) && text.includes(`metadata: { name: ${name}`)));
  if (left.length !== documents.length - 1) { throw new Error(`the cluster has not one ${kind} ${name}`); }
  return left.join('---\n');
}

/** The cluster with one more object. */
export function withObject(yaml: string): string {
  return `${CLUSTER}---\n${yaml}`;
}
