import { isEmpty } from '../../values/json';
import { givenAt, valueAt } from '../chart-values';
import { Expression, literal, literalText } from '../convert';
import { MigratedValue, Part, Statement } from '../part';

const say = (option: string, value: unknown) => [option, literal(value)!] as const;

/** What the chart does for the whole stack where its values say nothing, and this library does otherwise. */
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

/** What would be lost without a word: the program does not run until it is decided. */
function stopsOf(values: unknown): Statement[] {
  const reasons = [
    ...valueAt(values, 'prometheus.agentMode') === true ? [
      'prometheus.agentMode: the release has an agent. Set "agent" of the stack with the options of "prometheus" that an agent has,'
      + ' and "prometheusEnabled: false".',
    ] : [],
  ];
  return reasons.map(reason => ({ code: `throw new Error(${literalText(reason)});`, comment: 'This must be decided first.' }));
}

const POLICIES = [['prometheus', 'prometheus'], ['alertmanager', 'alertmanager'], ['prometheusOperator', 'operator']] as const;

const WEBHOOK = 'prometheusOperator.admissionWebhooks';

function isWebhookOn(values: unknown): boolean {
  return valueAt(values, 'prometheusOperator.enabled') !== false && valueAt(values, `${WEBHOOK}.enabled`) === true;
}

/** With cert-manager, the webhook of this library has the same certificates as that of the chart. */
function webhookOf(values: unknown): { readonly options: (readonly [string, Expression])[]; readonly values: MigratedValue[] } {
  if (!isWebhookOn(values) || valueAt(values, `${WEBHOOK}.certManager.enabled`) !== true) { return { options: [], values: [] }; }
  const results = ['enabled', 'certManager.enabled', 'timeoutSeconds', 'deployment.enabled', 'patch.enabled']
    .map((key): MigratedValue => ({ path: `${WEBHOOK}.${key}`, outcome: 'mapped', note: 'admissionWebhook' }));
  const seconds = givenAt(values, `${WEBHOOK}.timeoutSeconds`);
  const options = Number.isSafeInteger(seconds) ? { timeoutSeconds: seconds } : {};
  return { options: [['admissionWebhook', literal(options)!]], values: results };
}

/** Components whose image has the version of this library, unless the values name one. */
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
      `The values do not say the versions of ${unpinned.join(', ')}: set "version" of each to what the release runs, or upgrade`
      + ' them on purpose.',
    ] : [],
    'The chart requests no CPU and memory: "size" requests what a small cluster needs. Set it to the size of the cluster.',
    ...isOn('prometheusOperator.enabled') ? [
      'The operator makes the workloads of its own namespace alone. A Prometheus, an Alertmanager or a ThanosRuler in another namespace'
      + ' needs an operator of its own: new PrometheusOperator(...).',
    ] : [],
    ...hasWebhook ? [
      'The chart rejects rules that cannot be read by an admission webhook. With cert-manager, set "admissionWebhook: {}" to keep that.',
    ] : [],
    'ServiceAccounts are called prometheus-NAME and alertmanager-NAME, unless the values name them: change cloud identities that are'
    + ' bound by name.',
  ];
}
