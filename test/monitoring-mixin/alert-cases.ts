import { AlertCase } from './alert-case';
import { ALERTMANAGER } from './cases/alertmanager';
import { API_SERVER } from './cases/api-server';
import { SERVICES } from './cases/cluster-services';
import { CONFIG_RELOADER } from './cases/config-reloader';
import { DISRUPTIONS } from './cases/disruptions';
import { GENERAL } from './cases/general';
import { GRAFANA } from './cases/grafana';
import { KUBE_STATE_METRICS } from './cases/kube-state-metrics';
import { KUBELET } from './cases/kubelet';
import { NODES } from './cases/nodes';
import { OPERATOR } from './cases/operator';
import { PROMETHEUS } from './cases/prometheus';
import { RESOURCES } from './cases/resources';
import { STORAGE } from './cases/storage';
import { WORKLOADS } from './cases/workloads';

/** By the group of their rules. */
export const ALERT_CASES: { readonly [group: string]: readonly AlertCase[] } = {
  'workloads': WORKLOADS,
  'resources': RESOURCES,
  'storage': STORAGE,
  'disruptions': DISRUPTIONS,
  'nodes': NODES,
  'kubelet': KUBELET,
  'apiserver': API_SERVER,
  'services': SERVICES,
  'prometheus': PROMETHEUS,
  'general': GENERAL,
  'config-reloader': CONFIG_RELOADER,
  'alertmanager': ALERTMANAGER,
  'operator': OPERATOR,
  'kube-state-metrics': KUBE_STATE_METRICS,
  'grafana': GRAFANA,
};

/** Alerts that have no case: they always fire. */
export const ALWAYS = ['Watchdog'];
