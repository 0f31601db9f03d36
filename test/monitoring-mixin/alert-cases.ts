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
import { alsoBesideOthers } from './cases/second-exporter';
import { STORAGE } from './cases/storage';
import { WINDOWS_NODES } from './cases/windows-nodes';
import { WORKLOADS } from './cases/workloads';

/** By the group of their rules. */
export const ALERT_CASES: { readonly [group: string]: readonly AlertCase[] } = {
  'workloads': alsoBesideOthers(WORKLOADS),
  'resources': alsoBesideOthers(RESOURCES),
  'storage': alsoOfEachLabel(alsoBesideOthers(STORAGE)),
  'disruptions': alsoBesideOthers(DISRUPTIONS),
  'nodes': alsoOfEachLabel(alsoBesideOthers(NODES)),
  'windows-nodes': alsoOfEachLabel(alsoBesideOthers(WINDOWS_NODES)),
  'kubelet': alsoOfEachLabel(alsoBesideOthers(KUBELET)),
  'apiserver': alsoOfEachLabel(alsoBesideOthers(API_SERVER)),
  'services': alsoOfEachLabel(alsoBesideOthers(SERVICES)),
  'prometheus': alsoOfEachLabel(alsoBesideOthers(PROMETHEUS)),
  'general': alsoBesideOthers(GENERAL),
  'config-reloader': alsoBesideOthers(CONFIG_RELOADER),
  'alertmanager': alsoOfEachLabel(alsoBesideOthers(ALERTMANAGER)),
  'operator': alsoOfEachLabel(alsoBesideOthers(OPERATOR)),
  'kube-state-metrics': alsoBesideOthers(KUBE_STATE_METRICS),
  'grafana': alsoBesideOthers(GRAFANA),
};

/** Alerts that have no case: they always fire. */
export const ALWAYS = ['Watchdog'];
