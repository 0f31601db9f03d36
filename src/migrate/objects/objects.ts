import { FoundStack, stackIn } from './found';
import { keptPart } from './kept';
import { monitorOptions } from './monitors';
import { Fate, fatesOf, ownRulesIn, plainServers } from './replaced';
import { serviceValues } from './replaced-services';
import { alertmanagerObjectPart, prometheusObjectPart } from './servers';
import { workloadParts } from './workloads';
import { Side, sideOf } from '../../diff/side';
import { Cluster } from '../../scrape-graph/clusters';
import { listOf, Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { podSpecOf } from '../../validation/workload';
import { UPSTREAM_NAMES } from '../compare/names';
import { Expression, literal } from '../convert';
import { ON_REQUEST } from '../name-table';
import { Converted, MigratedValue, Release } from '../part';

type Option = readonly [option: string, value: Expression];

/** A stack of objects as a program, and the release that it belongs to. */
export interface ConvertedObjects extends Converted {
  readonly release: Release;
}

/** The result for the objects of a rendered stack: of kube-prometheus, rancher-monitoring or any other. */
export function convertObjects(cluster: Cluster): ConvertedObjects {
  return convertSide(sideOf(cluster));
}

function convertSide(side: Side): ConvertedObjects {
  const stack = stackIn(side);
  const fates = fatesOf(stack);
  const servers = [prometheusObjectPart(stack), alertmanagerObjectPart(stack)];
  const parts = [...servers, ...workloadParts(stack)];
  const monitors = monitorOptions(stack);
  const kept = keptPart(stack, fates);
  const services = serviceValues(fates);
  return {
    release: { name: stack.prometheus?.metadata.name ?? 'monitoring', namespace: stack.namespace },
    options: [
      ...generalOptions(stack),
      ...controlPlaneOptions(stack),
      ...mixinOptions(stack, fates),
      ...parts.flatMap(each => each.options),
      ...monitors.options,
    ],
    statements: [...servers.flatMap(each => each.statements), ...kept.statements],
    values: [
      ...parts.flatMap(each => each.values), ...monitors.values, ...replacedValues(fates), ...services.values,
      ...plainServers(stack).map(plainServer), ...kept.values, ...stack.others.map(otherServer),
    ],
    warnings: [
      ...parts.flatMap(each => each.warnings), ...ruleWarnings(fates), ...stayWarnings(fates), ...services.warnings,
      ...plainWarnings(stack), ...kept.warnings,
    ],
  };
}

/** Behavior of the old manifests that this library does not have by default. */
function generalOptions({ side: { manifests }, prometheus, alertmanager }: FoundStack): Option[] {
  const replicasOf = (each: Manifest | undefined) => Number(each?.spec?.replicas ?? 1);
  const isSingle = replicasOf(prometheus) <= 1 && replicasOf(alertmanager) <= 1;
  return [
    ...isSingle ? [['highAvailability', literal(false)!] as const] : [],
    ['createNamespaces', literal(false)!],
    ...manifests.some(({ kind }) => kind === 'NetworkPolicy') ? [] : [['networkPolicy', literal(false)!] as const],
  ];
}

/** Parts of the control plane that are scraped, and disabled by default here. */
const OFF: readonly (readonly [component: string, option: string])[] = [
  ['kube-controller-manager', 'controllerManager'], ['kube-scheduler', 'scheduler'], ['etcd', 'etcd'], ['kube-proxy', 'kubeProxy'],
];

function controlPlaneOptions({ scraped }: FoundStack): Option[] {
  return OFF.filter(([component]) => scraped.has(component)).map(([, option]) => [`controlPlane.${option}`, literal(true)!]);
}

function mixinOptions({ workloads }: FoundStack, fates: ReadonlyMap<Manifest, Fate>): Option[] {
  const hasRules = [...fates].some(([{ kind }, fate]) => kind === 'PrometheusRule' && fate === 'replaced');
  if (!hasRules) { return [['mixinEnabled', literal(false)!]]; }
  const series = recordedOnRequest(fates);
  return [
    ...dashboardOptions(workloads.get('grafana')),
    ...series.length > 0 ? [['mixin.compatibleSeries', literal(series.length === ON_REQUEST.length ? ['all'] : series)!] as const] : [],
  ];
}

/** Dashboards for a Grafana whose sidecar reads them, with its label. A Grafana without a sidecar would not read them. */
function dashboardOptions(grafana: Manifest | undefined): Option[] {
  const sidecars = listOf(podSpecOf(grafana)?.containers).filter(({
    name, image,
  }) => /k8s-sidecar/.test(textOf(image)) && /dashboard/.test(textOf(name)));
  if (sidecars.length === 0) { return [['mixin.dashboards', literal(false)!]]; }
  const valueOf = (variable: string) => textOf(listOf(sidecars[0].env).find(({ name }) => name === variable)?.value);
  const label = valueOf('LABEL');
  return [
    ['mixin.dashboards', literal(true)!],
    ...label === '' || label === 'grafana_dashboard'
      ? []
      : [['mixin.dashboardLabels', literal({ [label]: valueOf('LABEL_VALUE') || '1' })!] as const],
  ];
}

/** Recorded series of the old rules that the mixin records only on request: other dashboards and queries may use them. */
function recordedOnRequest(fates: ReadonlyMap<Manifest, Fate>): string[] {
  const replaced = [...fates].filter(([{ kind }, fate]) => kind === 'PrometheusRule' && fate === 'replaced').map(([object]) => object);
  const names = replaced.flatMap(({ spec }) => listOf(spec?.groups))
    .flatMap(group => listOf(group?.rules))
    .map(rule => textOf(rule?.record));
  return [...new Set(names)].flatMap(name => UPSTREAM_NAMES('record', name)?.names ?? [])
    .filter((name, at, all) => ON_REQUEST.includes(name) && all.indexOf(name) === at)
    .sort();
}

function replacedValues(fates: ReadonlyMap<Manifest, Fate>): MigratedValue[] {
  const isServer = ({ kind }: Manifest) => ['Prometheus', 'Alertmanager'].includes(kind);
  return [...fates].filter(([object, fate]) => fate !== 'kept' && !isServer(object)).map(([object, fate]): MigratedValue => fate === 'stays'
    ? { path: nameOf(object), outcome: 'same', note: 'do not delete it with the old manifests' }
    : { path: nameOf(object), outcome: 'mapped', note: 'replaced by an object of the program' });
}

function otherServer(object: Manifest): MigratedValue {
  return { path: nameOf(object), outcome: 'different', note: 'a stack has only one of this kind: this one is copied unchanged' };
}

/** The configuration file of a server cannot be converted: it has no objects for what it scrapes and where it sends alerts. */
function plainServer(object: Manifest): MigratedValue {
  return { path: nameOf(object), outcome: 'different', note: 'it runs without the operator, so its configuration file is not converted' };
}

function plainWarnings(stack: FoundStack): string[] {
  const servers = plainServers(stack).map(nameOf);
  return servers.length === 0
    ? []
    : ['these servers run without the operator and stay as they are; write what their configuration files have with "prometheus", '
      + `ScrapeConfig, ServiceMonitor and PrometheusRules, then remove them: ${listed([...servers].sort(), 20)}`];
}

/** Rules of upstream's objects that neither current upstream nor this library has. */
function ruleWarnings(fates: ReadonlyMap<Manifest, Fate>): string[] {
  const rules = [...new Set([...fates].filter(([{ kind }, fate]) => kind === 'PrometheusRule' && fate === 'replaced')
    .flatMap(([object]) => ownRulesIn(object)))].sort();
  return rules.length === 0
    ? []
    : [`the mixin has no rules with these names; write the rules that you need with PrometheusRules: ${listed(rules, 30)}`];
}

function stayWarnings(fates: ReadonlyMap<Manifest, Fate>): string[] {
  const definitions = [...fates].filter(([{ kind }, fate]) => fate === 'stays' && kind === 'CustomResourceDefinition').length;
  return definitions === 0
    ? []
    : ['do not delete the CustomResourceDefinitions and Namespaces of the old manifests: the API server then deletes their objects'];
}
