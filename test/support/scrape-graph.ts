import { manifestsOf } from '../../src/scrape-graph/clusters';
import { explain as explainCluster, Explanation } from '../../src/scrape-graph/explanation';

/** The explanation of objects that are all for one cluster. */
export function explain(values: readonly unknown[]): Explanation {
  const { manifests, problems } = manifestsOf({ given: values.map(value => ({ origin: '', key: '', read: () => value })) });
  return explainCluster(manifests, { problems });
}

export const problemsOf = (...objects: readonly object[]) => explain(objects).problems.map(({ message }) => message);

type Texts = { [name: string]: string };

export const meta = (name: string, labels: Texts = {}, namespace = 'shop') => ({ metadata: { name, namespace, labels } });
export const prometheus = (spec: object = {}) =>
  ({ kind: 'Prometheus', ...meta('main', {}, 'monitoring'), spec: { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ruleSelector: {}, ruleNamespaceSelector: {}, alerting: ALERTING, ...spec } });
const ALERTING = { alertmanagers: [{ namespace: 'elsewhere', name: 'alertmanager', port: 'web' }] };
export const monitor = (spec: object = {}, labels: Texts = {}, name = 'web') => ({ kind: 'ServiceMonitor', ...meta(name, labels), spec: { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }], ...spec } });
export const service = (spec: object = {}, labels: Texts = { app: 'web' }) =>
  ({ kind: 'Service', ...meta('web', labels), spec: { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }], ...spec } });
export const deployment = (name = 'web', labels: object = { app: 'web' }, ports: object[] = [{ name: 'metrics', containerPort: 8080 }], image = 'web:1') =>
  ({ kind: 'Deployment', ...meta(name), spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'app', image, ports }] } } } });
export const rule = (expr: string, more: object = { alert: 'Down' }) => ({ kind: 'PrometheusRule', ...meta('rules'), spec: { groups: [{ name: 'g', rules: [{ ...more, expr }] }] } });
export const policy = (spec: object = {}, namespace = 'shop') => ({ kind: 'NetworkPolicy', ...meta('deny', {}, namespace), spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec } });

/** Bound to an unknown role, which may permit everything. */
export const BINDING = {
  kind: 'ClusterRoleBinding', metadata: { name: 'all' }, roleRef: { kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'monitoring' }],
};

/** Expects no problems. */
export const WELL: readonly object[] = [prometheus(), BINDING, monitor(), service(), deployment()];

/** What one rule finds in objects, without its id at the end. */
export const foundBy = (name: string) => (...objects: readonly object[]): string[] => {
  const end = ` [scrape-graph/${name}]`;
  return problemsOf(...objects).filter(message => message.endsWith(end)).map(message => message.slice(0, -end.length));
};
