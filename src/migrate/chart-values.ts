import { chartDefault, isChartKey } from './chart-keys';
import { isMap } from '../values/json';

/** The value of a file at a path. Undefined if it is not set. A key may contain dots: `grafana.grafana.ini`. */
export function givenAt(values: unknown, path: string): unknown {
  if (!isMap(values)) { return undefined; }
  if (Object.hasOwn(values, path)) { return values[path]; }
  for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) {
    const key = path.slice(0, at);
    const found = Object.hasOwn(values, key) ? givenAt(values[key], path.slice(at + 1)) : undefined;
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/**
 * The value that the templates of the chart see at a path: that of the file, or the default. In Helm, null removes a default. A map of the
 * file is returned as is, without the other keys of the chart.
 */
export function valueAt(values: unknown, path: string): unknown {
  const given = givenAt(values, path);
  if (given === null) { return undefined; }
  return given === undefined && !isRemoved(values, path) ? chartDefault(path) : given;
}

/** Whether a map above has the value null, which removes all defaults in it. */
function isRemoved(values: unknown, path: string): boolean {
  for (let at = path.lastIndexOf('.'); at > 0; at = path.lastIndexOf('.', at - 1)) {
    if (givenAt(values, path.slice(0, at)) === null) { return true; }
  }
  return false;
}

/** Keys of the chart that enable subcharts. */
const SUBCHARTS: { readonly [key: string]: string } = {
  'kube-state-metrics': 'kubeStateMetrics.enabled',
  'prometheus-node-exporter': 'nodeExporter.enabled',
  'prometheus-windows-exporter': 'windowsMonitoring.enabled',
};

/** The nearest key above a path that disables it, if any. */
export function switchAbove(values: unknown, path: string): string | undefined {
  const [first] = path.split('.', 1);
  if (Object.hasOwn(SUBCHARTS, first) && valueAt(values, SUBCHARTS[first]) === false) { return SUBCHARTS[first]; }
  for (let at = path.lastIndexOf('.'); at > 0; at = path.lastIndexOf('.', at - 1)) {
    const key = `${path.slice(0, at)}.enabled`;
    if (key !== path && isChartKey(key) && valueAt(values, key) === false) { return key; }
  }
  return undefined;
}
