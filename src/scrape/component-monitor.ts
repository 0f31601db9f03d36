import { IConstruct } from 'constructs';
import { ComponentMonitorOptions, TimedMonitorOptions } from './component-monitor-options';
import { checkMonitor, monitorFields } from './endpoint-fields';
import { resolveTiming, Timing } from './timing';
import { mergeSpec, SpecRow } from '../manifest/extra-spec';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { decorateMonitors, MonitorParts } from '../manifest/monitor-decoration';
import { withAnnotations } from '../manifest/object';
import { Problems } from '../validation/problems';
import { withoutUndefined } from '../values/json';

const LIMITS = [
  'sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets', 'bodySizeLimit',
  'scrapeClass', 'scrapeProtocols', 'fallbackScrapeProtocol',
];
const ROWS: readonly SpecRow[] = [
  ...LIMITS.map(name => ({ path: name, option: `monitor.${name}` })),
  { path: 'selector', why: 'it must match the objects of the construct' },
  { path: 'jobLabel', why: 'rules and dashboards select the job by its name' },
];

interface Endpoint {
  readonly relabelings?: readonly object[];
  readonly metricRelabelings?: readonly object[];
}

/** Allows a user to change the monitors that a construct creates. Must be called before they are created. */
export function useMonitorOptions(scope: IConstruct, monitor: TimedMonitorOptions | undefined): void {
  if (!monitor) { return; }
  const { timing, findings } = resolveTiming(monitor);
  const problems = Problems.of(scope);
  problems.addAll([
    ...findings, ...checkMonitor(monitor), ...checkLabels('monitor.labels', monitor.labels ?? {}),
    ...checkAnnotations('monitor.annotations', monitor.annotations ?? {}),
  ]);
  decorateMonitors(scope, (kind, { metadata, spec }) => {
    const own = kind === 'ScrapeConfig'
      ? scrapeConfig(spec, monitor, timing)
      : withEndpoints(spec, kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints', monitor, timing);
    const merged = mergeSpec({ ...own, ...withoutUndefined(monitorFields(monitor)) }, monitor.spec, ROWS, 'monitor.spec');
    problems.addAll(merged.findings);
    return { metadata: monitorMetadata({ metadata, spec }, monitor), spec: merged.spec };
  });
}

function monitorMetadata({ metadata }: MonitorParts, { labels, annotations }: ComponentMonitorOptions): MonitorParts['metadata'] {
  return withAnnotations(labels ? { ...metadata, labels: { ...labels, ...metadata.labels } } : metadata, annotations);
}

function withEndpoints(spec: object, list: string, monitor: ComponentMonitorOptions, timing: Timing): object {
  const endpoints = (spec as { readonly [list: string]: readonly Endpoint[] })[list];
  return { ...spec, [list]: endpoints.map(endpoint => ({ ...relabeled(endpoint, monitor), ...withoutUndefined(timing) })) };
}

function scrapeConfig(spec: Endpoint, monitor: ComponentMonitorOptions, { interval, scrapeTimeout }: Timing): object {
  return { ...relabeled(spec, monitor), ...withoutUndefined({ scrapeInterval: interval, scrapeTimeout }) };
}

function relabeled(endpoint: Endpoint, { relabelings, metricRelabelings }: ComponentMonitorOptions): Endpoint {
  return {
    ...endpoint,
    ...relabelings && { relabelings: [...endpoint.relabelings ?? [], ...relabelings] },
    ...metricRelabelings && { metricRelabelings: [...endpoint.metricRelabelings ?? [], ...metricRelabelings] },
  };
}
