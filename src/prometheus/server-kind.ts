import { AGENT_PODS, PROMETHEUS_PODS } from '../scrape/prometheus-pods';

/** Names that the operator uses for a custom resource's objects. */
export interface ServerKind {
  readonly kind: 'Prometheus' | 'PrometheusAgent';
  /** Prefix of the names of all objects. */
  readonly prefix: string;
  /** Its application name, and its job. */
  readonly application: string;
  /** Labels of all such pods. */
  readonly pods: { readonly [label: string]: string };
  /** The governing Service that the operator creates for the pods. */
  readonly governing: { readonly name: string; readonly label: string };
  /** Default memory request of a pod: an agent stores unsent samples, and no index. */
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
