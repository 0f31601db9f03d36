/** The pods of every Prometheus that the operator makes, in one namespace: who scrapes. */
export const PROMETHEUS_PODS = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus' };
