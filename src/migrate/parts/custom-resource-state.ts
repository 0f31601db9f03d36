import { Collected, code, literalLines } from './collected';
import { isMap } from '../../values/json';
import { propertyName } from '../convert';

type Fields = { readonly [key: string]: unknown };

/** Fields of the values of metrics, by type. */
const VALUES: { readonly [type: string]: { readonly method: string; readonly key: string; readonly fields: readonly string[] } } = {
  Gauge: { method: 'gauge', key: 'gauge', fields: ['path', 'labelsFromPath', 'labelFromKey', 'valueFrom', 'nilIsZero'] },
  Info: { method: 'info', key: 'info', fields: ['path', 'labelsFromPath', 'labelFromKey'] },
  StateSet: { method: 'stateSet', key: 'stateSet', fields: ['path', 'labelsFromPath', 'labelName', 'list', 'valueFrom'] },
};
const OF_METRIC = ['name', 'help', 'each', 'labelsFromPath', 'commonLabels', 'errorLogV'];
const OF_RESOURCE = ['groupVersionKind', 'resourcePlural', 'metricNamePrefix', 'metrics', 'labelsFromPath', 'commonLabels', 'errorLogV'];
const INDENT = '      ';

/** Metrics of custom resources, as typed options. */
export function customResourceState(found: Collected, at: string): void {
  const path = `${at}.customResourceState`;
  const config = found.given(`${path}.config`);
  if (!found.isOn(`${path}.enabled`, false)) {
    return found.each('same', 'disabled', `${path}.enabled`, `${path}.config`, `${path}.create`, `${path}.name`, `${path}.key`);
  }
  if (found.given(`${path}.create`) === false) {
    found.each(
      'different',
      'the configuration is in your own ConfigMap: write it to "kubeStateMetrics.customResourceState"',
      `${path}.enabled`,
      `${path}.create`,
      `${path}.name`,
      `${path}.key`,
    );
    found.warn(
      `${path}: the metrics of custom resources are in the ConfigMap ${code(
        String(found.given(`${path}.name`)),
      )}: write them to "kubeStateMetrics.customResourceState", or their series are missing.`,
    );
    return;
  }
  const rules = found.given(`${at}.rbac.extraRules`);
  const resources = isMap(config) && isMap(config.spec) && Array.isArray(config.spec.resources)
    ? config.spec.resources.map(each => resourceCode(each, rules))
    : undefined;
  if (!resources || resources.some(each => each === undefined)) {
    found.each(
      'different',
      'it has fields without an option: write it to "kubeStateMetrics.customResourceState"',
      `${path}.enabled`,
      `${path}.config`,
    );
    found.warn(
      `${path}: its configuration is ignored: write it to "kubeStateMetrics.customResourceState", or the series of custom resources are `
        + 'missing.',
    );
    return;
  }
  const list = resources.map(each => `${INDENT}${each},\n`).join('');
  found.expression(
    'kubeStateMetrics.customResourceState.resources', { code: `[\n${list}${INDENT.slice(2)}]`, from: ['CustomResourceValue'] },
  );
  found.each('mapped', 'kubeStateMetrics.customResourceState', `${path}.enabled`, `${path}.config`, `${path}.create`);
}

function onlyHas(map: Fields, keys: readonly string[]): boolean {
  return Object.keys(map).every(key => keys.includes(key));
}

/** A label with a fixed value, and one whose value comes from the object. */
function areLabels({ commonLabels = {}, labelsFromPath = {}, errorLogV = 0 }: Fields): boolean {
  const isPath = (value: unknown) => Array.isArray(value) && value.every(each => typeof each === 'string');
  return isMap(commonLabels) && Object.values(commonLabels).every(each => typeof each === 'string') && isMap(labelsFromPath)
    && Object.values(labelsFromPath).every(isPath) && Number.isSafeInteger(errorLogV);
}

function resourceCode(resource: unknown, rules: unknown): string | undefined {
  if (!isMap(resource) || !onlyHas(resource, OF_RESOURCE) || !areLabels(resource)) { return undefined; }
  const { groupVersionKind: kind, metrics, resourcePlural } = resource;
  if (!isMap(kind) || !['group', 'version', 'kind'].every(key => typeof kind[key] === 'string') || !Array.isArray(metrics)) {
    return undefined;
  }
  const metricCodes = metrics.map(metricCode);
  if (metricCodes.some(each => each === undefined)) { return undefined; }
  const plural = typeof resourcePlural === 'string' ? resourcePlural : pluralOf(String(kind.kind), String(kind.group), rules);
  const prefix = resource.metricNamePrefix;
  if (prefix !== undefined && typeof prefix !== 'string') { return undefined; }
  const inner = `${INDENT}  `;
  const fields = [
    `groupVersionKind: ${code({ group: kind.group, version: kind.version, kind: kind.kind })}`, `resourcePlural: ${code(plural)}`,
    ...[
      'metricNamePrefix', 'commonLabels', 'labelsFromPath', 'errorLogV',
    ].flatMap(key => resource[key] === undefined ? [] : [`${propertyName(key)}: ${literalLines(resource[key], inner)}`]),
    `metrics: [\n${metricCodes.map(each => `${inner}  ${each},\n`).join('')}${inner}]`,
  ];
  return `{\n${fields.map(field => `${inner}${field},\n`).join('')}${INDENT}}`;
}

function metricCode(metric: unknown): string | undefined {
  if (!isMap(metric) || !onlyHas(metric, OF_METRIC) || !areLabels(metric) || typeof metric.name !== 'string' || !isMap(metric.each)) {
    return undefined;
  }
  const { type } = metric.each;
  const row = typeof type === 'string' && Object.hasOwn(VALUES, type) ? VALUES[type] : undefined;
  const value = row && metric.each[row.key];
  if (!row || !isMap(value) || !onlyHas(value, row.fields) || !isOptions(value, row.fields.includes('labelName'))) { return undefined; }
  const inner = `${INDENT}    `;
  const fields = [
    `name: ${code(metric.name)}`, `help: ${code(typeof metric.help === 'string' ? metric.help : '')}`,
    ...[
      'commonLabels', 'labelsFromPath', 'errorLogV',
    ].flatMap(key => metric[key] === undefined ? [] : [`${key}: ${literalLines(metric[key], inner)}`]),
    `each: CustomResourceValue.${row.method}(${literalLines(value, `${inner}  `)})`,
  ];
  return `{\n${fields.map(field => `${inner}  ${field},\n`).join('')}${inner}}`;
}

function isOptions(value: Fields, isStateSet: boolean): boolean {
  const isTexts = (each: unknown) => each === undefined || Array.isArray(each) && each.every(one => typeof one === 'string');
  return areLabels({ labelsFromPath: value.labelsFromPath ?? {} }) && isTexts(value.path) && isTexts(value.valueFrom)
    && ['undefined', 'boolean'].includes(typeof value.nilIsZero)
    && ['undefined', 'string'].includes(typeof value.labelFromKey)
      && (!isStateSet || typeof value.labelName === 'string' && Array.isArray(value.list) && isTexts(value.list));
}

/** The plural name in the permissions. Otherwise derived from the kind like kube-state-metrics does. */
function pluralOf(kind: string, group: string, rules: unknown): string {
  const small = kind.toLowerCase();
  const named = (Array.isArray(rules)
    ? rules
    : []).filter(rule => isMap(rule) && Array.isArray(rule.apiGroups) && rule.apiGroups.includes(group))
    .flatMap(rule => Array.isArray(rule.resources) ? rule.resources as unknown[] : [])
    .find(each => typeof each === 'string' && each.startsWith(small.slice(0, -1)) && Math.abs(each.length - small.length) <= 3);
  if (typeof named === 'string') { return named; }
  if (/[^aeiou]y$/.test(small)) { return `${small.slice(0, -1)}ies`; }
  return /(?:s|x|z|ch|sh)$/.test(small) ? `${small}es` : `${small}s`;
}
