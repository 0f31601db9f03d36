import { isEmpty, valueAt } from '../chart-values';
import { relabelConfigs } from './exporters';
import { Converter, duration, Expression, labels, literal } from '../convert';
import { MigratedValue, Part } from '../part';

/** Components that Prometheus scrapes by a monitor of their own, and the options. */
const COMPONENTS = [['prometheus', 'prometheus'], ['alertmanager', 'alertmanager'], ['prometheusOperator', 'operator']] as const;

type Row = readonly [key: string, option: string, as: Converter];

const positive: Converter = value => typeof value === 'number' && value > 0 ? literal(value) : undefined;

const relabelings: Converter = value => literal(relabelConfigs(value));

const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit'];

function rowsOf(component: string): readonly Row[] {
  const isOperator = component === 'operator';
  return [
    ['interval', isOperator ? 'interval' : 'monitor.interval', duration],
    ['scrapeTimeout', isOperator ? 'scrapeTimeout' : 'monitor.scrapeTimeout', duration],
    ['additionalLabels', 'monitor.labels', labels],
    ['relabelings', 'monitor.relabelings', relabelings],
    ['metricRelabelings', 'monitor.metricRelabelings', relabelings],
    ...LIMITS.map((key): Row => [key, `monitor.${key}`, positive]),
  ];
}

/** How often Prometheus, Alertmanager and the operator are scraped, and with which labels. */
export const ownMonitorsPart: Part = values => {
  const options: (readonly [string, Expression])[] = [];
  const results: MigratedValue[] = [];
  for (const [key, component] of COMPONENTS) {
    if (valueAt(values, `${key}.enabled`) === false) { continue; }
    for (const [name, option, as] of rowsOf(component)) {
      const path = `${key}.serviceMonitor.${name}`;
      const value = valueAt(values, path);
      const expression = JSON.stringify(value)?.includes('{{') ? undefined : as(value);
      if (expression) { options.push([`${component}.${option}`, expression]); }
      results.push(resultOf(path, value, expression && `${component}.${option}`));
    }
  }
  return { options, statements: [], values: results, warnings: [] };
};

function resultOf(path: string, value: unknown, option: string | undefined): MigratedValue {
  if (option !== undefined) { return { path, outcome: 'mapped', note: option }; }
  if (isEmpty(value) || value === 0) { return { path, outcome: 'same', note: 'it sets nothing' }; }
  return { path, outcome: 'unsupported', note: 'this value cannot be read: set "monitor" of the component' };
}
