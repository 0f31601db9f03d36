import { AlertCase } from './alert-case';
import { ALERTMANAGER } from './cases/alertmanager';
import { API_SERVER } from './cases/api-server';
import { SERVICES } from './cases/cluster-services';
import { CONFIG_RELOADER } from './cases/config-reloader';
import { DISRUPTIONS } from './cases/disruptions';
import { alsoOfEachLabel } from './cases/each-label';
import { GENERAL } from './cases/general';
import { GRAFANA } from './cases/grafana';
import { KUBE_STATE_METRICS } from './cases/kube-state-metrics';
import { KUBELET } from './cases/kubelet';
import { NODES } from './cases/nodes';
import { OPERATOR } from './cases/operator';
import { PROMETHEUS } from './cases/prometheus';
import { RESOURCES } from './cases/resources';
import { alsoBesideZeros } from './cases/second-exporter';
import { STORAGE } from './cases/storage';
import { WORKLOADS } from './cases/workloads';

/** By the group of their rules. */
export const ALERT_CASES: { readonly [group: string]: readonly AlertCase[] } = {
  'workloads': alsoBesideZeros(WORKLOADS),
  'resources': alsoBesideZeros(RESOURCES),
  'storage': alsoOfEachLabel(alsoBesideZeros(STORAGE)),
  'disruptions': alsoBesideZeros(DISRUPTIONS),
  'nodes': alsoOfEachLabel(alsoBesideZeros(NODES)),
  'kubelet': alsoOfEachLabel(alsoBesideZeros(KUBELET)),
  'apiserver': alsoOfEachLabel(alsoBesideZeros(API_SERVER)),
  'services': alsoOfEachLabel(alsoBesideZeros(SERVICES)),
  'prometheus': alsoOfEachLabel(alsoBesideZeros(PROMETHEUS)),
  'general': alsoBesideZeros(GENERAL),
  'config-reloader': alsoBesideZeros(CONFIG_RELOADER),
  'alertmanager': alsoOfEachLabel(alsoBesideZeros(ALERTMANAGER)),
  'operator': alsoOfEachLabel(alsoBesideZeros(OPERATOR)),
  'kube-state-metrics': alsoBesideZeros(KUBE_STATE_METRICS),
  'grafana': alsoBesideZeros(GRAFANA),
};

/** Alerts that have no case: they always fire. */
export const ALWAYS = ['Watchdog'];
