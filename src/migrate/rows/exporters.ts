import { pod } from './pods';
import { different, same, to, ValueRow } from './row';
import { flag } from '../convert';

/** kube-state-metrics, node-exporter and windows-exporter: subchart values that their parts do not judge. */
export const EXPORTER_ROWS: readonly ValueRow[] = [
  to('kubeStateMetrics.enabled', 'kubeStateMetricsEnabled', flag),
  ...pod('kube-state-metrics', 'kubeStateMetrics'),
  ...different('kube-state-metrics is that of this library: change its objects with JSON patches', 'kube-state-metrics.**'),
  to('nodeExporter.enabled', 'nodeExporterEnabled', flag),
  same('nodeExporter.operatingSystems.linux.enabled', true),
  ...different(
    'rules and dashboards are those of Linux; "windowsExporter" brings those of Windows',
    'nodeExporter.operatingSystems.**', 'nodeExporter.forceDeployDashboards',
  ),
  ...pod('prometheus-node-exporter', 'nodeExporter'),
  // here DaemonSets tolerate every taint
  same('prometheus-node-exporter.tolerations', [{ effect: 'NoSchedule', operator: 'Exists' }]),
  same('prometheus-node-exporter.nodeSelector', { 'kubernetes.io/os': 'linux' }),
  ...different('node-exporter is that of this library: change its objects with JSON patches', 'prometheus-node-exporter.**'),
  same('windowsMonitoring.enabled', false),
  ...different('set it in "windowsExporter" of the stack', 'windowsMonitoring.**', 'prometheus-windows-exporter.**'),
];
