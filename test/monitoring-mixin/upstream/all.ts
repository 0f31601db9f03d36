import { ALERTMANAGER } from './alertmanager';
import { API_SERVER_UPSTREAM } from './api-server';
import { CLUSTER_SERVICES } from './cluster-services';
import { GENERAL } from './general';
import { GRAFANA } from './grafana';
import { KUBE_STATE_METRICS } from './kube-state-metrics';
import { KUBELET_UPSTREAM } from './kubelet';
import { NODES_UPSTREAM } from './nodes';
import { OPERATOR } from './operator';
import { PROMETHEUS } from './prometheus';
import { RESOURCES } from './resources';
import { UpstreamRow, UpstreamRows } from './row';
import { STORAGE } from './storage';
import { WINDOWS_NODES } from './windows-nodes';
import { WORKLOADS } from './workloads';

/** THE table of upstream's rules and ours, part by part. */
export const UPSTREAM_PARTS: readonly (UpstreamRows & { readonly title: string })[] = [
  { title: 'General', ...GENERAL },
  { title: 'Workloads', ...WORKLOADS },
  { title: 'Resources', ...RESOURCES },
  { title: 'Storage', ...STORAGE },
  { title: 'Nodes', ...NODES_UPSTREAM },
  { title: 'Windows nodes', ...WINDOWS_NODES },
  { title: 'Kubelet', ...KUBELET_UPSTREAM },
  { title: 'API server', ...API_SERVER_UPSTREAM },
  { title: 'Other services of the cluster', ...CLUSTER_SERVICES },
  { title: 'kube-state-metrics', ...KUBE_STATE_METRICS },
  { title: 'Prometheus', ...PROMETHEUS },
  { title: 'Alertmanager', ...ALERTMANAGER },
  { title: 'prometheus-operator', ...OPERATOR },
  { title: 'Grafana', ...GRAFANA },
];

/** The names of ours in a row. */
export const oursIn = ({ ours }: UpstreamRow): readonly string[] => ours === undefined || typeof ours === 'string' ? [ours ?? []].flat() : ours;
