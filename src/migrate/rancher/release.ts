import { isMap } from '../../values/json';
import { Release } from '../part';

/** The usual release of rancher-monitoring. */
export const RANCHER_RELEASE: Release = { name: 'rancher-monitoring', namespace: 'cattle-monitoring-system' };

/** Parts whose metrics PushProx carries. No other chart has these keys. */
export const PUSHED: readonly string[] = [
  'rkeControllerManager', 'rkeScheduler', 'rkeProxy', 'rkeEtcd', 'k3sServer', 'kubeAdmControllerManager', 'kubeAdmScheduler',
  'kubeAdmProxy', 'kubeAdmEtcd', 'rke2ControllerManager', 'rke2Scheduler', 'rke2Proxy', 'rke2Etcd', 'hardenedKubelet',
  'hardenedNodeExporter',
];

/** Whether values are those of rancher-monitoring: by the names of the charts in the files, or by keys that only it has. */
export function isOfRancher(values: unknown, charts: readonly string[]): boolean {
  return charts.includes('rancher-monitoring') || isMap(values) && PUSHED.some(key => Object.hasOwn(values, key));
}
