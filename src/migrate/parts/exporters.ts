import { Collected, Patch, add, code, patched, pointer, replace } from './collected';
import { LIMITS } from './control-plane-data';
import { isEmpty, isMap } from '../../values/json';
import { count, duration, labels, map, maps, text, texts, version, versionOf } from '../convert';

/** A subchart, and the construct that replaces it. */
export interface Exporter {
  /** The key of the values of the subchart. */
  readonly at: string;
  /** The option of the stack, and its property. */
  readonly option: string;
  /** Code of the workload. */
  readonly workload: string;
  /** The key of the monitor's endpoint, if its values are separate. */
  readonly endpoint?: string;
  readonly component: 'kubeStateMetrics' | 'nodeExporter' | 'windowsExporter';
  readonly repository: string;
  readonly registry: string;
  /** Whether the container already has variables. */
  readonly hasEnvironment: boolean;
}

const RELABELING = ['action', 'sourceLabels', 'separator', 'regex', 'targetLabel', 'replacement', 'modulus'];

/** Relabelings in the library's format. Undefined if a relabeling has another field or type. */
export function relabelConfigs(value: unknown): readonly object[] | undefined {
  if (!Array.isArray(value) || value.length === 0) { return undefined; }
  const read = value.map((each): object | undefined => {
    if (!isMap(each) || Object.keys(each).some(key => !RELABELING.includes(key))) { return undefined; }
    const fields = Object.entries(each).filter(([, field]) => field !== null).map(([key, field]): [string, unknown] | undefined => {
      if (key === 'modulus') { return Number.isSafeInteger(field) ? [key, field] : undefined; }
      if (key === 'sourceLabels') { return texts(field) && [key, field]; }
      return ['string', 'number', 'boolean'].includes(typeof field) ? [key, String(field)] : undefined;
    });
    return fields.every(field => field !== undefined) ? Object.fromEntries(fields) : undefined;
  });
  return read.every(each => each !== undefined) ? read : undefined;
}

/** The name of a subchart's objects. */
export function exporterName(found: Collected, at: string, release: string): string {
  const given = (key: string) => {
    const value = found.given(`${at}.${key}`);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const name = given('nameOverride') ?? at;
  return (given('fullnameOverride') ?? (release.includes(name) ? release : `${release}-${name}`)).slice(0, 63).replace(/-$/, '');
}

/**
 * A Deployment with the same name and another selector cannot be applied, because selectors are immutable. And at the end Helm deletes its
 * own objects by name.
 */
export function renameIfTaken(found: Collected, { at, option }: Exporter, taken: string, usual: string): void {
  const isTaken = taken === usual;
  if (isTaken) {
    found.option(`${option}.name`, `${usual}-app`);
    found.warn(
      `${at}: the objects of the chart are named "${usual}". Their selector is immutable, and "helm uninstall" deletes them by name, so `
        + `the objects of the program are named "${usual}-app".`,
    );
  }
  found.each(
    'different',
    `objects are named "${isTaken ? `${usual}-app` : usual}": set "${option}.name"`,
    `${at}.fullnameOverride`,
    `${at}.nameOverride`,
  );
}

/** The tag is a version only for upstream's image or a mirror of it. */
export function image(found: Collected, { at, option, workload, repository, registry, component }: Exporter): Patch[] {
  const patches: Patch[] = [];
  const own = found.given(`${at}.image.repository`);
  const isUpstream = isEmpty(own) || String(own).endsWith(repository);
  const tag = found.given(`${at}.image.tag`);
  const digest = found.given(`${at}.image.digest`) ?? found.given(`${at}.image.sha`);
  if (!isUpstream) {
    const host = found.given('global.imageRegistry') ?? found.given(`${at}.image.registry`) ?? registry;
    const name = `${isEmpty(host)
      ? ''
      : `${String(host)}/`}${String(own)}${isEmpty(tag)
      ? ''
      : `:${String(tag)}`}${isEmpty(digest) ? '' : `@sha256:${String(digest).replace(/^sha256:/, '')}`}`;
    patches.push(replace('/spec/template/spec/containers/0/image', name));
    found.each('mapped', `a patch of ${workload}`, ...['registry', 'repository', 'tag', 'digest', 'sha'].map(key => `${at}.image.${key}`));
    return patches;
  }
  found.value(`${at}.image.repository`, [repository], value => {
    const prefix = String(value).slice(0, -repository.length).replace(/\/$/, '');
    if (prefix !== '') { found.option(`${option}.imageRegistry`, `${String(found.given(`${at}.image.registry`) ?? registry)}/${prefix}`); }
    return `${option}.imageRegistry`;
  });
  found.value(`${at}.image.registry`, [registry], value => {
    if (!text(value)) { return undefined; }
    if (isEmpty(own) || own === repository) { found.option(`${option}.imageRegistry`, value); }
    return `${option}.imageRegistry`;
  });
  found.value(`${at}.image.tag`, [], value => {
    const number = component === 'windowsExporter' ? version(value) : versionOf(component)(value);
    if (number) { found.expression(`${option}.version`, number); }
    return number ? `${option}.version` : ['different', `it is not a supported version: set "${option}.version"`];
  });
  for (const key of ['digest', 'sha']) {
    found.value(
      `${at}.image.${key}`,
      [],
      value => text(value)
        && (found.option(`${option}.imageDigest`, `sha256:${String(value).replace(/^sha256:/, '')}`), `${option}.imageDigest`),
    );
  }
  found.each('same', 'the image has no shell', `${at}.image.distroless`);
  return patches;
}

/** The ServiceMonitor of a subchart. */
export function monitor(found: Collected, { at, option, endpoint }: Exporter, object: string): void {
  const base = `${at}.prometheus.monitor`;
  const patches: Patch[] = [];
  if (!found.isOn(`${base}.enabled`) && !found.isOn(`${at}.prometheus.podMonitor.enabled`, false)) {
    found.statement({
      code: `${object}.node.tryRemoveChild('ServiceMonitor');`, comment: `${base}.enabled is false, so it is not scraped.`,
    });
    found.each('mapped', 'the ServiceMonitor is removed', `${base}.enabled`);
    return;
  }
  found.each('same', 'same behavior', `${base}.enabled`);
  const places = [...endpoint === undefined ? [] : [`${base}.${endpoint}`], base];
  const first = (key: string, usual: readonly unknown[], judge: (value: any) => string | undefined) => {
    const [chosen, ...others] = places.map(place => `${place}.${key}`).filter(path => !isEmpty(found.given(path)));
    if (chosen === undefined) { return found.each('same', 'empty', ...places.map(place => `${place}.${key}`)); }
    found.value(chosen, usual, judge);
    found.each('same', `${chosen} has precedence, as in the chart`, ...others);
  };
  for (const key of ['interval', 'scrapeTimeout']) {
    first(key, [], value => {
      const converted = duration(value);
      if (converted) { found.expression(`${option}.${key}`, converted); }
      return converted && `${option}.${key}`;
    });
  }
  for (const key of ['relabelings', 'metricRelabelings']) {
    first(key, [], value => {
      const list = relabelConfigs(value);
      if (list) { found.option(`${option}.monitor.${key}`, list); }
      return list && `${option}.monitor.${key}`;
    });
  }
  first('proxyUrl', [], value => text(value) && (patches.push(add('/spec/endpoints/0/proxyUrl', value)), 'a patch of its ServiceMonitor'));
  first(
    'honorLabels',
    [true],
    value => value === false ? (patches.push(replace('/spec/endpoints/0/honorLabels', false)), 'a patch of its ServiceMonitor') : undefined,
  );
  for (const limit of LIMITS) {
    found.value(
      `${base}.${limit}`, [0], value => count(value) && (found.option(`${option}.monitor.${limit}`, value), `${option}.monitor.${limit}`),
    );
  }
  for (const [key, name] of [['additionalLabels', 'labels'], ['annotations', 'annotations']]) {
    found.value(`${base}.${key}`, [{}], value => {
      const converted = labels(value);
      if (converted) { found.expression(`${option}.monitor.${name}`, converted); }
      return converted && `${option}.monitor.${name}`;
    });
  }
  for (const key of ['targetLabels', 'podTargetLabels']) {
    found.value(
      `${base}.${key}`,
      [[]],
      value => texts(value) && (found.option(`${option}.monitor.spec.${key}`, value), `${option}.monitor.spec.${key}`),
    );
  }
  found.value(`${base}.attachMetadata`, [{ node: false }], value => {
    if (!map(value)) { return undefined; }
    found.option(`${option}.monitor.spec.attachMetadata`, value);
    if (value.node === true) { grantNodes(found); }
    return `${option}.monitor.spec.attachMetadata`;
  });
  found.value(`${base}.jobLabel`, ['', 'jobLabel'], () => ['different', 'rules and dashboards use the job name']);
  const statement = patched(`${object}.serviceMonitor`, patches, `From the values of ${base}.`);
  if (statement) { found.statement(statement); }
}

/** Whether the stack has a Prometheus, not an agent. */
export const hasServer = (found: Collected): boolean => found.isOn('prometheus.enabled') && !found.isOn('prometheus.agentMode', false);

/** Prometheus of the stack may read nodes, whose metadata monitors attach. */
export function grantNodes(found: Collected): void {
  if (!hasServer(found)) { return; }
  found.once({
    code: 'stack.prometheus!.clusterRole.addJsonPatch(JsonPatch.add(\'/rules/-\', { apiGroups: [\'\'], resources: [\'nodes\'], verbs: '
      + '[\'get\', \'list\', \'watch\'] }));',
    uses: ['JsonPatch'],
    comment: 'Monitors attach metadata of nodes, so Prometheus must read nodes.',
  });
}

const NOT_ROOT = 'it runs as a user without privileges, with the seccomp profile of the runtime: set "podSecurity", or patch the pod';

/** Fields of the pods without options: patches of the workload. */
export function pods(found: Collected, { at, option, workload, hasEnvironment }: Exporter, patches: Patch[]): void {
  const note = `a patch of ${workload}`;
  const POD = '/spec/template/spec';
  const field = (key: string, usual: readonly unknown[], convert: (value: any) => unknown, path = `${POD}/${key}`) =>
    found.value(`${at}.${key}`, usual, value => convert(value) ? (patches.push(add(path, value)), note) : undefined);
  field('affinity', [{}], map);
  field('topologySpreadConstraints', [[]], maps);
  field('dnsPolicy', ['ClusterFirst', ''], text);
  field('dnsConfig', [{}], map);
  field('terminationGracePeriodSeconds', [], count);
  field(
    'podAnnotations', [{}, { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' }], labels, '/spec/template/metadata/annotations',
  );
  if (workload === 'its Deployment') {
    found.value(`${at}.updateStrategy`, ['RollingUpdate'], value =>
      value === 'Recreate' ? (patches.push(add('/spec/strategy', { type: value })), note) : undefined);
  } else {
    field('updateStrategy', [{ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } }], map, '/spec/updateStrategy');
  }
  found.value(`${at}.podLabels`, [{}, { jobLabel: 'node-exporter' }], value => {
    const given = labels(value) ? Object.entries(value as object).filter(([name]) => name !== 'jobLabel') : undefined;
    given?.forEach(([name, each]) => patches.push(add(`/spec/template/metadata/labels${pointer(name)}`, String(each))));
    return given && note;
  });
  found.value(`${at}.env`, [[], {}], value => {
    const list = isMap(value) ? Object.entries(value).map(([name, each]) => ({ name, value: String(each) })) : value;
    if (!maps(list)) { return undefined; }
    const path = `${POD}/containers/0/env`;
    if (hasEnvironment) { list.forEach((each: unknown) => patches.push(add(`${path}/-`, each))); } else { patches.push(add(path, list)); }
    return note;
  });
  const ids = ['runAsUser', 'runAsGroup', 'fsGroup'];
  for (const id of ids) {
    found.value(
      `${at}.securityContext.${id}`,
      [65534],
      value => {
        if (value === 0) { return ['different', NOT_ROOT]; }
        return count(value) && (found.option(`${option}.podSecurity.${id}`, value), `${option}.podSecurity.${id}`);
      },
    );
  }
  const usual = [['enabled', true], ['runAsNonRoot', true], ['seccompProfile.type', 'RuntimeDefault']] as const;
  for (const [key, value] of usual) { found.value(`${at}.securityContext.${key}`, [value], () => ['different', NOT_ROOT]); }
  found.value(`${at}.containerSecurityContext`, [{ readOnlyRootFilesystem: true }], value => {
    if (!map(value)) { return undefined; }
    Object.entries(value as object)
      .filter(([key]) => key !== 'readOnlyRootFilesystem' && key !== 'allowPrivilegeEscalation')
      .forEach(([key, each]) => patches.push(add(`${POD}/containers/0/securityContext/${key}`, each)));
    return note;
  });
  found.value(
    `${at}.serviceAccount.annotations`,
    [{}],
    value => labels(value)
      && (annotate(found, `stack.${option}!.serviceAccount`, value, `${at}.serviceAccount`), 'annotations of its ServiceAccount'),
  );
  found.value(
    `${at}.service.annotations`,
    [{}, { 'prometheus.io/scrape': 'true' }],
    value => labels(value) && (annotate(found, `stack.${option}!.service`, value, `${at}.service`), 'annotations of its Service'),
  );
  families(found, at, option);
  found.each(
    'same',
    'same behavior',
    `${at}.serviceAccount.automountServiceAccountToken`,
    `${at}.automountServiceAccountToken`,
    `${at}.serviceAccount.create`,
    `${at}.rbac.create`,
    `${at}.rbac.pspEnabled`,
    `${at}.releaseLabel`,
  );
}

/** A dual-stack Service. */
function families(found: Collected, at: string, option: string): void {
  const path = `${at}.service.ipDualStack`;
  const keys = ['enabled', 'ipFamilyPolicy', 'ipFamilies'].map(key => `${path}.${key}`);
  if (!found.isOn(`${path}.enabled`, false)) { return found.each('same', 'disabled', ...keys); }
  const patches = [
    add('/spec/ipFamilyPolicy', found.given(`${path}.ipFamilyPolicy`) ?? 'PreferDualStack'),
    add('/spec/ipFamilies', found.given(`${path}.ipFamilies`) ?? ['IPv6', 'IPv4']),
  ];
  found.statement(patched(`stack.${option}!.service`, patches, `From the values of ${at}.service.`)!);
  found.each('mapped', 'a patch of its Service', ...keys);
}

function annotate(found: Collected, object: string, annotations: object, at: string): void {
  const lines = Object.entries(annotations)
    .map(([name, value]) => `${object}.metadata.addAnnotation(${code(name)}, ${code(String(value))});`);
  found.statement({ code: lines.join('\n'), comment: `From the values of ${at}.` });
}

/** Flags of a process: `--name=value` or `--name`. Other arguments are dropped and reported. */
export function flagsOf(list: unknown): { readonly flags: ReadonlyMap<string, string>; readonly others: readonly string[] } {
  const all = Array.isArray(list) ? list.filter(each => typeof each === 'string') as string[] : [];
  const read = all.map(each => /^--([a-zA-Z][\w.-]*)(?:=([^]*))?$/.exec(each));
  return {
    flags: new Map(read.flatMap(match => match ? [[match[1], match[2] ?? ''] as const] : [])), others: all.filter((_, at) => !read[at]),
  };
}

/** `{ pods: ['app'] }` of `pods=[app],nodes=[*]`. */
export function keysByResource(list: unknown): { readonly [resource: string]: readonly string[] } | undefined {
  const isListOfTexts = Array.isArray(list) && list.every(each => typeof each === 'string');
  const all = isListOfTexts ? list.join(',') : list;
  if (typeof all !== 'string' || !/^(?:[a-z*]+=\[[^\][]*\],?)+$/.test(all.replace(/\s+/g, ''))) { return undefined; }
  const found = [...all.replace(/\s+/g, '').matchAll(/([a-z*]+)=\[([^\][]*)\]/g)].map(([, resource, keys]) => [
    resource, keys.split(',').filter(key => key !== ''),
  ] as const);
  return Object.fromEntries(found);
}

