import { add, blackbox, Case, kubeStateMetrics, Make, metricsServer, nodeExporter, operator, pushgateway } from './make';

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

const COMPONENTS: { readonly [name: string]: Make } = { kubeStateMetrics, nodeExporter, operator, pushgateway, metricsServer, blackbox };

/** Options that all workloads share, and the fields that they set. */
const MISTAKES: readonly Omit<Case, 'make'>[] = [
  {
    title: 'nodeSelector',
    option: { nodeSelector: { 'a b': 'c' } },
    ids: ['manifest/label'],
    patches: [add(`${POD}/nodeSelector`, { 'a b': 'c' })],
  },
  {
    title: 'tolerations',
    option: { tolerations: [{ key: 'a', operator: 'Any' }] },
    ids: ['manifest/toleration'],
    patches: [add(`${POD}/tolerations`, [{ key: 'a', operator: 'Any' }])],
  },
  {
    title: 'priorityClassName',
    option: { priorityClassName: 'A B' },
    ids: ['manifest/reference'],
    patches: [add(`${POD}/priorityClassName`, 'A B')],
  },
  {
    title: 'imagePullSecrets',
    option: { imagePullSecrets: ['A B'] },
    ids: ['manifest/reference'],
    patches: [add(`${POD}/imagePullSecrets`, [{ name: 'A B' }])],
  },
  { title: 'cpu', option: { cpu: 'much' }, patches: [add(`${CONTAINER}/resources/requests/cpu`, 'much')], ids: ['manifest/quantity'] },
  {
    title: 'memoryLimit',
    option: { memoryLimit: 'much' },
    ids: ['manifest/quantity'],
    patches: [add(`${CONTAINER}/resources/limits`, { memory: 'much' })],
  },
  { title: 'labels', option: { labels: { 'a b': 'c' } }, patches: [add('/metadata/labels', { 'a b': 'c' })], ids: ['manifest/label'] },
  {
    title: 'podSecurity.runAsUser',
    option: { podSecurity: { runAsUser: -1 } },
    patches: [add(`${POD}/securityContext`, { runAsNonRoot: true, runAsUser: -1 })],
    ids: ['manifest/number'],
  },
];

export const WORKLOAD_CASES: readonly Case[] = Object.entries(COMPONENTS)
  .flatMap(([name, make]) => MISTAKES.map(mistake => ({ ...mistake, title: `${name} ${mistake.title}`, make })));
