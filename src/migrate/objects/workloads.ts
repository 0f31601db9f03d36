import { CONTAINER_FIELDS, POD_FIELDS, readFields } from './fields';
import { FoundStack } from './found';
import { FoundVersion, keptVersion } from './version';
import { restOf } from './workload-rest';
import { Manifest, listOf, nameOf, textOf } from '../../scrape-graph/manifest';
import { podSpecOf } from '../../validation/workload';
import { Component as Versioned } from '../../versions/capabilities';
import { ofImage } from '../compare/component';
import { Expression, labels, literal, text, texts } from '../convert';
import { Converted, MigratedValue } from '../part';

type Option = readonly [option: string, value: Expression];
type Part = Pick<Converted, 'options' | 'values' | 'warnings'>;

/** A component of a workload, and how its flags are parsed. */
interface Component {
  readonly name: string;
  readonly option: string;
  readonly versions: Versioned;
  readonly switch: string;
  readonly flags: (flags: Flags, outerPort?: string) => readonly Option[];
  /** Flags that become options, or that this library sets itself: addresses, images of the reloader, the Service of the kubelets. */
  readonly inProgram: RegExp;
}

/** Flags by name, in their order. A repeated flag has several values. */
type Flags = ReadonlyMap<string, readonly string[]>;

const COMPONENTS: readonly Component[] = [
  {
    name: 'prometheus-operator',
    option: 'operator',
    versions: 'prometheusOperator',
    switch: 'operatorEnabled',
    flags: operatorFlags,
    inProgram: new RegExp('^(log-(level|format)|feature-gates|deny-namespaces|kubelet-(service|endpoints|endpointslice)'
      + '|prometheus-config-reloader|config-reloader-image|web\\.listen-address|logtostderr|manage-crds)$'),
  },
  {
    name: 'kube-state-metrics',
    option: 'kubeStateMetrics',
    versions: 'kubeStateMetrics',
    switch: 'kubeStateMetricsEnabled',
    flags: kubeStateMetricsFlags,
    inProgram: new RegExp('^(resources|namespaces|namespaces-denylist|metric-(allowlist|denylist|opt-in-list)'
      + '|metric-(labels|annotations)-allowlist|(telemetry-)?(host|port)|logtostderr|v)$'),
  },
  {
    name: 'node-exporter',
    option: 'nodeExporter',
    versions: 'nodeExporter',
    switch: 'nodeExporterEnabled',
    flags: nodeExporterFlags,
    inProgram: /./,
  },
];

/** The operator and the exporters of the stack: version, resources, placement and flags. */
export function workloadParts(stack: FoundStack): Part[] {
  return COMPONENTS.map(component => partOf(component, stack));
}

function partOf(component: Component, stack: FoundStack): Part {
  const workload = stack.workloads.get(component.name);
  if (!workload) { return { options: [[component.switch, literal(false)!]], values: [], warnings: [] }; }
  const pod = podSpecOf(workload);
  const containers = listOf(pod?.containers);
  const container = containers.find(each => ofImage(textOf(each?.image)) === component.name) ?? containers[0] ?? {};
  const object = nameOf(workload);
  const resources = readFields({
    object,
    component: component.option,
    spec: { resources: container.resources },
    rows: CONTAINER_FIELDS,
    without: ['resources.limits.cpu'],
    hasSpec: false,
  });
  const place = readFields({ object, component: component.option, spec: placeOf(pod), rows: POD_FIELDS, hasSpec: false });
  const number = keptVersion(component.versions, /:([^:@/]+)(?:@|$)/.exec(textOf(container.image))?.[1]);
  const { namespace } = workload.metadata;
  // a stack has its components in one namespace, except node-exporter
  const isElsewhere = namespace !== undefined && namespace !== stack.namespace && component.name !== 'node-exporter';
  const hasNamespace = namespace !== undefined && component.name === 'node-exporter';
  const proxied = containers.some(each => imageName(each?.image) === 'kube-rbac-proxy') && component.name !== 'prometheus-operator';
  const proxy = proxied ? containers.find(each => imageName(each?.image) === 'kube-rbac-proxy') : undefined;
  const given = flagsOf(container);
  const flags = component.flags(given, portOf(proxy));
  return {
    options: [
      ...number ? [[`${component.option}.version`, number.version] as const] : [],
      ...hasNamespace ? [[`${component.option}.namespace`, literal(namespace)!] as const] : [],
      ...proxied ? [[`${component.option}.authProxy`, literal(true)!] as const] : [],
      ...resources.options, ...place.options, ...flags,
    ],
    values: [
      {
        path: `${object}: image`, outcome: number && number.note === undefined ? 'mapped' : 'different', note: imageNote(component, number),
      },
      ...isElsewhere ? [{ path: `${object}: namespace`, outcome: 'different', note: `moves to ${stack.namespace}` } as const] : [],
      ...isUsual(textOf(container.image))
        ? []
        : [{
          path: `${object}: image`,
          outcome: 'different',
          note: `${textOf(container.image)} is replaced by the upstream image: set "imageRegistry" for a mirror`,
        } as const],
      ...resources.values, ...place.values,
      ...flags.map(([option]): MigratedValue => ({ path: `${object}: args`, outcome: 'mapped', note: option })),
      ...restOf({ workload, pod, container, inProgram: component.inProgram, flags: [...given.keys()], option: component.option }),
    ],
    warnings: [...number?.note === undefined ? [] : [`${component.name} ${number.note}`], ...selectorWarning(workload, component),
      ...isElsewhere
        ? [`${component.name} moves from the namespace ${namespace} to ${stack.namespace}: delete ${object} just before you apply`]
        : []],
  };
}

/** Images of upstream, from any registry. Older manifests of kube-prometheus use quay.io/coreos. Docker Hub has node-exporter in "prom". */
const USUAL = new RegExp('(^|/)((prometheus-operator|coreos)/prometheus-operator|(prometheus|prom)/node-exporter'
  + '|(kube-state-metrics|coreos)/kube-state-metrics)([:@]|$)');

function isUsual(image: string): boolean {
  return USUAL.test(image);
}

function imageNote({ option }: Component, number: FoundVersion | undefined): string {
  return number ? number.note ?? `${option}.version` : 'its version is unknown: the default of this library is used';
}

/** The API server rejects a changed selector under the same name. */
function selectorWarning(workload: Manifest, { name: component }: Component): string[] {
  return workload.metadata.name === component
    ? [
      `delete the ${nameOf(workload)} just before you apply: it has the same name, but another selector, which is immutable`,
    ]
    : [];
}

/** Fields that restrict nodes. Every DaemonSet of this library runs on all nodes. */
function placeOf(pod: any): object {
  return {
    nodeSelector: pod?.nodeSelector,
    tolerations: pod?.tolerations,
    priorityClassName: pod?.priorityClassName,
    imagePullSecrets: pod?.imagePullSecrets,
  };
}

function imageName(image: unknown): string {
  return textOf(image).replace(/@.*$/, '').replace(/:[^/]*$/, '').split('/').at(-1)!;
}

/** The port of the proxy, which clients use as that of the component. */
function portOf(proxy: any): string | undefined {
  const port = listOf(proxy?.ports)[0]?.containerPort;
  return port === undefined ? undefined : String(port);
}

/** Flags of the command and the arguments. A boolean flag has an empty value. */
function flagsOf(container: any): Flags {
  const found = new Map<string, string[]>();
  for (const argument of [...listOf(container?.command), ...listOf(container?.args)]) {
    const [, name, value = ''] = /^--?([\w.-]+)(?:=([^]*))?$/.exec(String(argument)) ?? [];
    if (name !== undefined) { found.set(name, [...found.get(name) ?? [], value]); }
  }
  return found;
}

const listIn = (
  flags: Flags, flag: string,
): string[] => (flags.get(flag) ?? []).flatMap(value => value.split(',')).map(each => each.trim()).filter(each => each !== '');

function some(option: string, expression: Expression | undefined): Option[] {
  return expression ? [[option, expression]] : [];
}

function operatorFlags(flags: Flags): Option[] {
  const gates = Object.fromEntries(listIn(flags, 'feature-gates').flatMap(each => {
    const [, name, value] = /^(\w+)=(true|false)$/.exec(each) ?? [];
    return name === undefined ? [] : [[name, value === 'true']];
  }));
  return [
    ...some('operator.logLevel', text(flags.get('log-level')?.[0])),
    ...some('operator.logFormat', text(flags.get('log-format')?.[0])),
    ...Object.keys(gates).length > 0 ? some('operator.featureGates', literal(gates)) : [],
    ...some('operator.denyNamespaces', texts(listIn(flags, 'deny-namespaces'))),
  ];
}

/** `pods=[a,b],nodes=[*]`. */
function allowlist(value: string): Expression | undefined {
  const found = [...value.matchAll(/([\w*]+)=\[([^\]]*)\]/g)].map(([, resource, names]) => [
    resource, names.split(',').map(name => name.trim()).filter(name => name !== ''),
  ]);
  return found.length > 0 ? literal(Object.fromEntries(found)) : undefined;
}

function kubeStateMetricsFlags(flags: Flags): Option[] {
  const of = (option: string, flag: string) => some(`kubeStateMetrics.${option}`, texts(listIn(flags, flag)));
  return [
    ...of('resources', 'resources'), ...of('namespaces', 'namespaces'), ...of('namespacesDenylist', 'namespaces-denylist'),
    ...of('metricAllowlist', 'metric-allowlist'), ...of('metricDenylist', 'metric-denylist'),
    ...of('metricOptInList', 'metric-opt-in-list'),
    ...some('kubeStateMetrics.metricLabelsAllowlist', allowlist((flags.get('metric-labels-allowlist') ?? []).join(','))),
    ...some('kubeStateMetrics.metricAnnotationsAllowlist', allowlist((flags.get('metric-annotations-allowlist') ?? []).join(','))),
  ];
}

/** Paths and the address are derived from the pod. */
const FOLLOWS = /^(path\.|web\.|log\.|runtime\.)/;

function nodeExporterFlags(flags: Flags, outerPort?: string): Option[] {
  const port = outerPort ?? /:(\d+)$/.exec(flags.get('web.listen-address')?.[0] ?? '')?.[1];
  const names = (pattern: RegExp) => [...flags.keys()].flatMap(flag => pattern.exec(flag)?.[1] ?? []);
  const own = [...flags].filter(([flag]) => !FOLLOWS.test(flag) && !/^(no-)?collector\.\w+$/.test(flag));
  return [
    ...port === undefined || port === '9100' ? [] : some('nodeExporter.port', literal(Number(port))),
    ...some('nodeExporter.enableCollectors', texts(names(/^collector\.(\w+)$/))),
    ...some('nodeExporter.disableCollectors', texts(names(/^no-collector\.(\w+)$/))),
    ...some('nodeExporter.extraArgs', labels(Object.fromEntries(own.map(([flag, [value]]) => [flag, value])))),
  ];
}
