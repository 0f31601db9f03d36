import { different, same, to, ValueRow } from './row';
import { flag } from '../convert';

/** kube-state-metrics, node-exporter and windows-exporter, subcharts: what their parts do not judge. */
export const EXPORTER_ROWS: readonly ValueRow[] = [
  to('kubeStateMetrics.enabled', 'kubeStateMetricsEnabled', flag),
  ...different('kube-state-metrics is that of this library: change its objects by JSON patches', 'kube-state-metrics.**'),
  to('nodeExporter.enabled', 'nodeExporterEnabled', flag),
  same('nodeExporter.operatingSystems.linux.enabled', true),
  ...different(
    'rules and dashboards are those of Linux; "windowsExporter" brings those of Windows',
    'nodeExporter.operatingSystems.**', 'nodeExporter.forceDeployDashboards',
  ),
  ...different('node-exporter is that of this library: change its objects by JSON patches', 'prometheus-node-exporter.**'),
  same('windowsMonitoring.enabled', false),
  ...different('set it in "windowsExporter" of the stack', 'windowsMonitoring.**', 'prometheus-windows-exporter.**'),
];
