import { valueAt } from '../chart-values';
import { literal } from '../convert';
import { Part } from '../part';

/** What the chart does for the whole stack where its values say nothing, and this library does otherwise. */
export const stackPart: Part = values => {
  const say = (option: string, value: unknown) => [option, literal(value)!] as const;
  const isOn = (path: string) => valueAt(values, path) !== false;
  const policies = ['prometheus', 'alertmanager', 'prometheusOperator'].filter(key => valueAt(values, `${key}.networkPolicy.enabled`) === true);
  return {
    options: [
      ['size', { code: 'StackSize.SMALL', from: ['StackSize'] }],
      say('highAvailability', false), say('allNamespaces', true), say('createNamespaces', false), say('networkPolicy', false),
      ...policies.map(key => say(`${key === 'prometheusOperator' ? 'operator' : key}.networkPolicy`, true)),
    ],
    statements: [],
    values: [],
    warnings: [
      'The chart requests no CPU and memory: "size" requests what a small cluster needs. Set it to the size of the cluster.',
      ...isOn('prometheusOperator.enabled') ? [
        'The operator makes the workloads of its own namespace alone. A Prometheus, an Alertmanager or a ThanosRuler in another namespace needs an operator of its own: new PrometheusOperator(...).',
      ] : [],
      'ServiceAccounts are called prometheus-NAME and alertmanager-NAME, unless the values name them: change cloud identities that are bound by name.',
    ],
  };
};
