import { GroupDefinition } from './definition';
import { ALERTMANAGER } from './groups/alertmanager';
import { API_SERVER } from './groups/api-server';
import { CONTROLLER_MANAGER, CORE_DNS, KUBE_PROXY, SCHEDULER } from './groups/cluster-services';
import { CONFIG_RELOADER } from './groups/config-reloader';
import { DISRUPTION } from './groups/disruptions';
import { ETCD } from './groups/etcd';
import { GRAFANA } from './groups/grafana';
import { KUBE_STATE_METRICS } from './groups/kube-state-metrics';
import { KUBELET } from './groups/kubelet';
import { NODES } from './groups/nodes';
import { OPERATOR } from './groups/operator';
import { PROMETHEUS } from './groups/prometheus';
import { RESOURCES } from './groups/resources';
import { STORAGE } from './groups/storage';
import { WINDOWS_NODES } from './groups/windows-nodes';
import { WORKLOADS } from './groups/workloads';

/** The only list of rule groups: workloads first, then what they run on, then monitoring. */
export const GROUPS: readonly GroupDefinition[] = [
  WORKLOADS, RESOURCES, STORAGE, DISRUPTION, NODES, WINDOWS_NODES, KUBELET, API_SERVER, CORE_DNS, ETCD, SCHEDULER, CONTROLLER_MANAGER,
  KUBE_PROXY,
  PROMETHEUS, CONFIG_RELOADER, ALERTMANAGER, OPERATOR, KUBE_STATE_METRICS, GRAFANA,
];
