import { different, same, to, ValueRow } from './row';
import { flag } from '../convert';

const SCRAPE_OBJECT = 'the job is that of this library: set "monitor" of controlPlane for labels, relabelings and limits';

const PARTS = [
  ['kubeApiServer', 'apiServer'], ['kubelet', 'kubelet'], ['kubeControllerManager', 'controllerManager'], ['coreDns', 'dns'], ['kubeEtcd', 'etcd'],
  ['kubeScheduler', 'scheduler'], ['kubeProxy', 'kubeProxy'],
] as const;

/** The parts of Kubernetes that are scraped. */
export const CONTROL_PLANE_ROWS: readonly ValueRow[] = [
  to('kubernetesServiceMonitors.enabled', 'controlPlaneEnabled', flag),
  ...PARTS.flatMap(([key, option]) => [
    to(`${key}.enabled`, `controlPlane.${option}`, flag), ...different(SCRAPE_OBJECT, `${key}.**`),
  ]),
  same('kubeDns.enabled', false),
  ...different('"controlPlane.dns" scrapes what the platform has', 'kubeDns.**'),
];
