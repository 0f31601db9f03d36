import { different, same, to, ValueRow } from './row';
import { flag } from '../convert';

const SCRAPE_OBJECT = 'the job is that of this library: set "monitor" of controlPlane for labels, relabelings and limits';

/** Parts that are scraped by default here, too, and parts that are not. */
const PARTS = [
  ['kubeApiServer', 'apiServer', true], ['kubelet', 'kubelet', true], ['coreDns', 'dns', true],
  ['kubeControllerManager', 'controllerManager', undefined], ['kubeEtcd', 'etcd', undefined], ['kubeScheduler', 'scheduler', undefined],
  ['kubeProxy', 'kubeProxy', undefined],
] as const;

/** The parts of Kubernetes that are scraped. */
export const CONTROL_PLANE_ROWS: readonly ValueRow[] = [
  to('kubernetesServiceMonitors.enabled', 'controlPlaneEnabled', flag),
  ...PARTS.flatMap(([key, option, usual]) => [
    to(`${key}.enabled`, `controlPlane.${option}`, flag, ...usual ? [usual] : []), ...different(SCRAPE_OBJECT, `${key}.**`),
  ]),
  same('kubeDns.enabled', false),
  ...different('"controlPlane.dns" scrapes what the platform has', 'kubeDns.**'),
];
