import { Expression, literal, nameOf } from './convert';
import { Migration } from './migrate';

/** Where the release of the chart is. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

const CHART = 'kube-prometheus-stack';

/** The names of the chart's custom resources: of them come those of StatefulSets and PersistentVolumeClaims, which so are kept. */
export function namesOf(values: any, { name }: Release): { readonly prometheus: string; readonly alertmanager: string } {
  const base = typeof values?.nameOverride === 'string' && values.nameOverride !== '' ? values.nameOverride : CHART;
  const own = typeof values?.fullnameOverride === 'string' && values.fullnameOverride !== '' ? values.fullnameOverride : name.includes(base) ? name : `${name}-${base}`;
  const full = own.slice(0, 26).replace(/-$/, '');
  const isClean = values?.cleanPrometheusOperatorObjectNames === true;
  return { prometheus: isClean ? full : `${full}-prometheus`, alertmanager: isClean ? full : `${full}-alertmanager` };
}

/** What the chart does where its values say nothing, and this library does otherwise. */
function assumed(values: any, release: Release): readonly (readonly [string, Expression])[] {
  const names = namesOf(values, release);
  const days = { code: 'Duration.days(10)', uses: ['Duration'] };
  const say = (option: string, value: unknown) => [option, literal(value)!] as const;
  return [
    say('highAvailability', false), say('allNamespaces', true),
    say('prometheus.name', names.prometheus), ['prometheus.retention', days],
    say('alertmanager.name', names.alertmanager), say('alertmanager.configSecret', `alertmanager-${names.alertmanager}`),
    say('mixin.dashboards', true),
  ];
}

/** Options of components that the values switch off would be an error. */
const SWITCHES: { readonly [option: string]: string } = {
  prometheusEnabled: 'prometheus', alertmanagerEnabled: 'alertmanager', nodeExporterEnabled: 'nodeExporter', kubeStateMetricsEnabled: 'kubeStateMetrics', controlPlaneEnabled: 'controlPlane', mixinEnabled: 'mixin', operatorEnabled: 'operator',
};

/** The program that makes what the release has made. */
export function appText({ options, values: outcomes }: Migration, values: unknown, release: Release): string {
  const all = new Map<string, Expression>([...assumed(values, release), ...options]);
  for (const [option, component] of Object.entries(SWITCHES)) {
    if (all.get(option)?.code === 'false') { for (const key of all.keys()) { if (key.startsWith(`${component}.`)) { all.delete(key); } } } else { all.delete(option); }
  }
  const namespace = all.get('namespace')?.code ?? literal(release.namespace)!.code;
  all.delete('namespace');
  const uses = [...new Set(['App', 'Chart', ...[...all.values()].flatMap(each => each.uses ?? [])])].sort();
  const left = [...outcomes.filter(({ outcome }) => outcome === 'unsupported').map(({ path, note }) => `// - ${line(path)}: ${line(note)}\n`), ...unasked(values).map(text => `// - ${text}\n`)].join('');
  return `import { ${uses.join(', ')} } from 'cdk8s';
import { PrometheusStack } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: ${namespace} });
new PrometheusStack(chart, 'Monitoring', ${objectText(treeOf(all), '')});
app.synth();
${left && `\n// what has no option here:\n${left}`}`;
}

/** What the chart scrapes everywhere, whether it can be reached or not, and the option that has it scraped here. */
const ON_LOOPBACK: readonly (readonly [key: string, option: string])[] = [['kubeControllerManager', 'controllerManager'], ['kubeScheduler', 'scheduler'], ['kubeEtcd', 'etcd'], ['kubeProxy', 'kubeProxy']];

/** What the chart does unasked, and this library does not: whoever moves must not lose it unseen. */
function unasked(values: any): string[] {
  const isOn = (key: string) => values?.[key]?.enabled !== false;
  const parts = isOn('kubernetesServiceMonitors') && isOn('prometheus') ? ON_LOOPBACK.filter(([key]) => isOn(key)) : [];
  return [
    ...isOn('grafana') ? ['grafana: the chart makes one; here it is a construct of its own: new Grafana(chart, "Grafana", { admin: { secretName }, datasources: [...] })'] : [],
    ...parts.length > 0 ? [`${parts.map(([key]) => key).join(', ')}: the chart scrapes them, and alerts where they listen on loopback alone; here you switch on those that do not: controlPlane: { ${parts.map(([, option]) => `${option}: true`).join(', ')} }`] : [],
  ];
}

type Tree = Map<string, Tree | Expression>;

function treeOf(options: ReadonlyMap<string, Expression>): Tree {
  const tree: Tree = new Map();
  for (const [path, expression] of options) {
    const parts = path.split('.');
    let at = tree;
    for (const part of parts.slice(0, -1)) {
      const inner = at.get(part) ?? new Map();
      at.set(part, inner);
      at = inner as Tree;
    }
    at.set(parts.at(-1)!, expression);
  }
  return tree;
}

function objectText(tree: Tree, indent: string): string {
  const inner = `${indent}  `;
  const lines = [...tree].map(([key, value]) => `${inner}${nameOf(key)}: ${value instanceof Map ? objectText(value, inner) : value.code},\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** In a comment of one line. */
function line(text: string): string {
  return text.replace(/[\s\u2028\u2029\u0000-\u001f]+/g, ' ').slice(0, 300);
}
