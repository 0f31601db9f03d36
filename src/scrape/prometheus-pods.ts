/** Labels of the pods of every Prometheus of the operator. */
export const PROMETHEUS_PODS = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus' };

/** Labels of the pods of every agent. */
export const AGENT_PODS = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus-agent' };

/** Pods that scrape, in one namespace. */
export const SCRAPERS = [{ pods: PROMETHEUS_PODS }, { pods: AGENT_PODS }];
