import { isEmpty } from '../../values/json';
import { givenAt, valueAt } from '../chart-values';
import { Expression, literal, literalText } from '../convert';
import { MigratedValue, Part, Statement } from '../part';

const say = (option: string, value: unknown) => [option, literal(value)!] as const;

/** Defaults of the chart for the whole stack that differ from this library's. */
export const stackPart: Part = values => {
  const policies = POLICIES.filter(([key]) => valueAt(values, `${key}.networkPolicy.enabled`) === true);
  const webhook = webhookOf(values);
  return {
    options: [
      ['size', { code: 'StackSize.SMALL', from: ['StackSize'] }],
      say('highAvailability', false), say('allNamespaces', true), say('createNamespaces', false), say('networkPolicy', false),
      ...policies.map(([, component]) => say(`${component}.networkPolicy`, true)),
      ...webhook.options,
    ],
    statements: stopsOf(values),
    values: webhook.values,
    warnings: warningsOf(values),
  };
};

/** What would be lost silently: the program fails until it is decided. */
function stopsOf(values: unknown): Statement[] {
  const reasons = [
    ...valueAt(values, 'prometheus.agentMode') === true ? [
      'prometheus.agentMode: the release has an agent. Set "agent" of the stack with the options of "prometheus" that an agent has,'
      + ' and "prometheusEnabled: false".',
    ] : [],
  ];
  return reasons.map(reason => ({ code: `throw new Error(${literalText(reason)});`, comment: 'Decide this first.' }));
}

const POLICIES = [['prometheus', 'prometheus'], ['alertmanager', 'alertmanager'], ['prometheusOperator', 'operator']] as const;

const WEBHOOK = 'prometheusOperator.admissionWebhooks';

function isWebhookOn(values: unknown): boolean {
  return valueAt(values, 'prometheusOperator.enabled') !== false && valueAt(values, `${WEBHOOK}.enabled`) === true;
}

/** With cert-manager, the webhook of this library uses the same certificates as the chart's. */
function webhookOf(values: unknown): { readonly options: (readonly [string, Expression])[]; readonly values: MigratedValue[] } {
  if (!isWebhookOn(values) || valueAt(values, `${WEBHOOK}.certManager.enabled`) !== true) { return { options: [], values: [] }; }
  const results = ['enabled', 'certManager.enabled', 'timeoutSeconds', 'deployment.enabled', 'patch.enabled']
    .map((key): MigratedValue => ({ path: `${WEBHOOK}.${key}`, outcome: 'mapped', note: 'admissionWebhook' }));
  const seconds = givenAt(values, `${WEBHOOK}.timeoutSeconds`);
  const options = Number.isSafeInteger(seconds) ? { timeoutSeconds: seconds } : {};
  return { options: [['admissionWebhook', literal(options)!]], values: results };
}

/** Components whose image has this library's version, unless the values set one. */
const TAGS = [
  ['prometheusOperator.image.tag', 'prometheusOperator.enabled', 'operator'],
  ['kube-state-metrics.image.tag', 'kubeStateMetrics.enabled', 'kubeStateMetrics'],
  ['prometheus-node-exporter.image.tag', 'nodeExporter.enabled', 'nodeExporter'],
] as const;

function warningsOf(values: unknown): string[] {
  const isOn = (path: string) => valueAt(values, path) !== false;
  const unpinned = TAGS.filter(([tag, enabled]) => isOn(enabled) && isEmpty(givenAt(values, tag))).map(([,, component]) => component);
  const hasWebhook = isWebhookOn(values) && valueAt(values, `${WEBHOOK}.certManager.enabled`) !== true;
  return [
    ...unpinned.length > 0 ? [
      `The values have no versions of ${unpinned.join(', ')}: set "version" of each to the version that the release runs, or upgrade`
      + ' them on purpose.',
    ] : [],
    'The chart requests no CPU and memory: "size" requests what a small cluster needs. Set it to the size of the cluster.',
    ...isOn('prometheusOperator.enabled') ? [
      'The operator creates workloads only in its own namespace. A Prometheus, an Alertmanager or a ThanosRuler in another namespace'
      + ' requires a separate operator: new PrometheusOperator(...).',
    ] : [],
    ...hasWebhook ? [
      'The chart rejects invalid rules with an admission webhook. With cert-manager, set "admissionWebhook: {}" to keep that.',
    ] : [],
    'ServiceAccounts are named prometheus-NAME and alertmanager-NAME, unless the values set their names: change cloud identities that are'
    + ' bound by name.',
  ];
}
