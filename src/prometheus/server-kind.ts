import { AGENT_PODS, PROMETHEUS_PODS } from '../scrape/prometheus-pods';

/** What the operator makes of a custom resource, by the names that it gives. */
export interface ServerKind {
  readonly kind: 'Prometheus' | 'PrometheusAgent';
  /** Before the name, in those of all objects. */
  readonly prefix: string;
  /** Its name as an application, and that of its job. */
  readonly application: string;
  /** What all such pods are labeled with. */
  readonly pods: { readonly [label: string]: string };
  /** The Service that the operator makes for the pods, which has their names. */
  readonly governing: { readonly name: string; readonly label: string };
  /** What a pod requests by default: an agent keeps what it has not sent yet, and no index of what it has. */
  readonly requests: { readonly cpu: string; readonly memory: string };
}

export const SERVER: ServerKind = {
  kind: 'Prometheus',
  prefix: 'prometheus',
  application: 'prometheus',
  pods: PROMETHEUS_PODS,
  governing: { name: 'prometheus-operated', label: 'operated-prometheus' },
  requests: { cpu: '250m', memory: '1Gi' },
};

export const AGENT: ServerKind = {
  kind: 'PrometheusAgent',
  prefix: 'prom-agent',
  application: 'prometheus-agent',
  pods: AGENT_PODS,
  governing: { name: 'prometheus-agent-operated', label: 'operated-prometheus' },
  requests: { cpu: '200m', memory: '512Mi' },
};
