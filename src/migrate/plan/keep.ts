import { PlanObject } from './objects';

/** The parts of a release: kube-prometheus-stack's own, and its subcharts. */
type Component = 'prometheus' | 'alertmanager' | 'thanosRuler' | 'operator' | 'kubeStateMetrics' | 'nodeExporter' | 'grafana';

const SUBCHARTS: readonly (readonly [prefix: string, component: Component])[] = [
  ['kube-state-metrics-', 'kubeStateMetrics'], ['prometheus-node-exporter-', 'nodeExporter'], ['grafana-', 'grafana'],
];

/** Suffix of the chart's label `app`, which starts with `nameOverride`. */
const ENDINGS: readonly (readonly [ending: string, component: Component])[] = [
  ['-prometheus', 'prometheus'], ['-alertmanager', 'alertmanager'], ['-thanos-ruler', 'thanosRuler'], ['-operator', 'operator'],
];

/**
 * The values of the chart that annotate an object: the only way to get an annotation into the manifests that Helm stores.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates `.Values.prometheus.annotations`
 */
const ANNOTATIONS: { readonly [component in Component]: { readonly [kind: string]: string } } = {
  prometheus: {
    Prometheus: 'prometheus.annotations',
    PrometheusAgent: 'prometheus.annotations',
    Service: 'prometheus.service.annotations',
    ServiceAccount: 'prometheus.serviceAccount.annotations',
    Ingress: 'prometheus.ingress.annotations',
  },
  alertmanager: {
    Alertmanager: 'alertmanager.annotations',
    Secret: 'alertmanager.secret.annotations',
    Service: 'alertmanager.service.annotations',
    ServiceAccount: 'alertmanager.serviceAccount.annotations',
    Ingress: 'alertmanager.ingress.annotations',
  },
  thanosRuler: {
    ThanosRuler: 'thanosRuler.annotations',
    Service: 'thanosRuler.service.annotations',
    ServiceAccount: 'thanosRuler.serviceAccount.annotations',
    Ingress: 'thanosRuler.ingress.annotations',
  },
  operator: { Service: 'prometheusOperator.service.annotations', ServiceAccount: 'prometheusOperator.serviceAccount.annotations' },
  kubeStateMetrics: {
    Deployment: 'kube-state-metrics.annotations',
    Service: 'kube-state-metrics.service.annotations',
    ServiceAccount: 'kube-state-metrics.serviceAccount.annotations',
    ServiceMonitor: 'kube-state-metrics.prometheus.monitor.annotations',
  },
  nodeExporter: {
    DaemonSet: 'prometheus-node-exporter.daemonsetAnnotations',
    Service: 'prometheus-node-exporter.service.annotations',
    ServiceAccount: 'prometheus-node-exporter.serviceAccount.annotations',
  },
  grafana: {
    PersistentVolumeClaim: 'grafana.persistence.annotations',
    Service: 'grafana.service.annotations',
    ServiceAccount: 'grafana.serviceAccount.annotations',
    Ingress: 'grafana.ingress.annotations',
  },
};

/** The values path that annotates an object of the release. Undefined if there is none. */
export function annotationsPath({ kind, raw }: PlanObject): string | undefined {
  const component = componentOf(kind, raw.metadata.labels ?? {});
  return component === undefined ? undefined : ANNOTATIONS[component][kind];
}

function componentOf(kind: string, labels: { readonly [name: string]: unknown }): Component | undefined {
  const own = Object.entries(ANNOTATIONS)
    .find(([, kinds]) => kind in kinds && /^(Prometheus|PrometheusAgent|Alertmanager|ThanosRuler)$/.test(kind));
  if (own) { return own[0] as Component; }
  const chart = String(labels['helm.sh/chart'] ?? '');
  const [, subchart] = SUBCHARTS.find(([prefix]) => chart.startsWith(prefix)) ?? [];
  return subchart ?? ENDINGS.find(([ending]) => String(labels.app ?? '').endsWith(ending))?.[1];
}

export const KEEP = 'helm.sh/resource-policy';

/**
 * The lines of a values file that annotates these objects with `helm.sh/resource-policy: keep`. `prefix` is the key of the chart in an
 * umbrella chart.
 */
export function keepValues(paths: readonly string[], prefix?: string): string[] {
  const tree: Tree = new Map();
  for (const path of [...new Set(paths)].sort()) {
    let at = tree;
    for (const part of [...prefix === undefined ? [] : [prefix], ...path.split('.')]) {
      const inner = at.get(part) ?? new Map();
      at.set(part, inner);
      at = inner;
    }
  }
  return linesOf(tree, '');
}

interface Tree extends Map<string, Tree> {}

function linesOf(tree: Tree, indent: string): string[] {
  return [...tree].flatMap(([key, inner]) => [
    `${indent}${/^[A-Za-z][\w-]*$/.test(key) ? key : JSON.stringify(key)}:`,
    ...inner.size === 0 ? [`${indent}  ${KEEP}: keep`] : linesOf(inner, `${indent}  `),
  ]);
}
