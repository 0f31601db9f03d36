/** The pods of every Prometheus that the operator makes. */
export const PROMETHEUS_PODS = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus' };

/** Those of every agent. */
export const AGENT_PODS = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus-agent' };

/** Who scrapes, in one namespace. */
export const SCRAPERS = [{ pods: PROMETHEUS_PODS }, { pods: AGENT_PODS }];
