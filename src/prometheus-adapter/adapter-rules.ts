import { Duration } from 'cdk8s';
import {
  AdapterMetricOptions, AdapterResource, AdapterResourceMetricsOptions, AdapterResourceRules, AdapterRule,
} from './adapter-rule-options';
import { CADVISOR, OF_CONTAINERS } from '../scrape/kubelet';
import { inPromql } from '../scrape/timing';
import { checkOptionsOf } from '../validation/options';

const MATCHERS = '<<.LabelMatchers>>';
const BY = 'by (<<.GroupBy>>)';
const OF_PODS: { [label: string]: AdapterResource } = { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } };

/** Rules with the selectors and jobs of a PrometheusStack. */
export class AdapterRules {
  /**
   * A counter as a rate per second: `http_requests_total` becomes `http_requests_per_second`.
   * @param options which series, and how the metric is called
   */
  public static counter(options: AdapterMetricOptions): AdapterRule {
    checkOptionsOf('AdapterRules.counter()', 'AdapterMetricOptions', options);
    const { series, window = Duration.minutes(5) } = options;
    const selector = `<<.Series>>{${[MATCHERS, ...matchersOf(options)].join(',')}}`;
    return ruleOf(
      options, options.name ?? `${series.replace(/_total$/, '')}_per_second`, `sum ${BY} (rate(${selector}[${inPromql(window)}]))`,
    );
  }

  /**
   * A gauge, summed over all labels except those of the object.
   * @param options which series, and how the metric is called
   */
  public static gauge(options: AdapterMetricOptions): AdapterRule {
    checkOptionsOf('AdapterRules.gauge()', 'AdapterMetricOptions', options);
    return ruleOf(options, options.name ?? options.series, `sum ${BY} (<<.Series>>{${[MATCHERS, ...matchersOf(options)].join(',')}})`);
  }

  /**
   * CPU and memory of pods and nodes, from the jobs that the stack scrapes and with the selectors of its rules.
   * @param options the jobs, and the window
   */
  public static resourceRules(options: AdapterResourceMetricsOptions = {}): AdapterResourceRules {
    checkOptionsOf('AdapterRules.resourceRules()', 'AdapterResourceMetricsOptions', options);
    const { kubeletJob = 'kubelet', nodeExporterJob, window = Duration.minutes(5) } = options;
    const more = matchersOf(options);
    const range = inPromql(window);
    const select = (metric: string, ...matchers: string[]) => `${metric}{${[...matchers, ...more, MATCHERS].join(',')}}`;
    const cadvisor = `job=${JSON.stringify(kubeletJob)},${CADVISOR}`;
    const node = nodeExporterJob === undefined ? undefined : `job=${JSON.stringify(nodeExporterJob)}`;
    const resources = { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' }, node: { resource: 'node' } } };
    const sum = (expr: string) => `sum ${BY} (${expr})`;
    const cpu = 'container_cpu_usage_seconds_total';
    const memory = 'container_memory_working_set_bytes';
    return {
      cpu: {
        containerQuery: sum(`rate(${select(cpu, cadvisor, OF_CONTAINERS)}[${range}])`),
        nodeQuery: sum(node === undefined
          ? `rate(${select(cpu, cadvisor, 'id="/"')}[${range}])`
          : `rate(${select('node_cpu_seconds_total', node, 'mode!~"idle|iowait|steal"')}[${range}])`),
        resources,
        containerLabel: 'container',
      },
      memory: {
        containerQuery: sum(select(memory, cadvisor, OF_CONTAINERS)),
        nodeQuery: sum(node === undefined
          ? select(memory, cadvisor, 'id="/"')
          : `${select('node_memory_MemTotal_bytes', node)} - ${select('node_memory_MemAvailable_bytes', node)}`),
        resources,
        containerLabel: 'container',
      },
      window,
    };
  }

  private constructor() {}
}

function matchersOf({ job, matchLabels = {} }: Pick<AdapterMetricOptions, 'job' | 'matchLabels'>): string[] {
  const all = { ...job !== undefined && { job }, ...matchLabels };
  return Object.keys(all).sort().map(label => `${label}=${JSON.stringify(all[label as keyof typeof all])}`);
}

/** Only series with labels of objects are read. */
function ruleOf(options: AdapterMetricOptions, name: string, metricsQuery: string): AdapterRule {
  const { series, overrides = OF_PODS } = options;
  const named = Object.keys(overrides).sort().map(label => `${label}!=""`);
  return {
    seriesQuery: `${series}{${[...matchersOf(options), ...named].join(',')}}`,
    resources: { overrides },
    name: { matches: `^${series}$`, as: name },
    metricsQuery,
  };
}
