import { convertedImage } from './image';
import { serviceOf, Served } from './service';
import { hasTemplate, storageOf } from './storage';
import { isEmpty, isMap } from '../../values/json';
import { givenAt, valueAt } from '../chart-values';
import { Expression, flag, literal, quantity, text } from '../convert';
import { fullNameOf, namesOf, namespaceOf } from '../names';
import { Converted, MigratedValue, Release, Statement } from '../part';

type Options = (readonly [option: string, value: Expression])[];

export interface Component extends Served {
  readonly storage: string;
}

/** Common to Prometheus and Alertmanager: everything with data, an address or an identity. */
export function customResourceOf(values: unknown, release: Release, component: Component): Converted {
  const { component: name, spec, storage: path } = component;
  const storage = storageOf(values, path, name);
  const image = convertedImage(values, spec, name);
  const service = serviceOf(values, release, component);
  const account = accountOf(values, release, name);
  const security = securityOf(values, `${spec}.securityContext`, name);
  const affinity = affinityOf(values, release, component);
  const disruption = disruptionOf(values, component);
  return {
    options: [
      [`${name}.name`, literal(namesOf(values, release)[name])!],
      ...image.options, ...storage.options, ...requestsOf(values, spec, name), ...security.options, ...affinity.options,
      ...urlOf(values, release, component), ...account.options, ...disruption.options,
    ],
    statements: [...account.statements, ...storage.statements, ...service.statements],
    values: [
      ...storage.values, ...image.values, ...service.values, ...security.values, ...affinity.values, ...account.values,
      ...disruption.values,
    ],
    warnings: [...image.warnings, ...storage.warnings],
  };
}

/** This library creates a PodDisruptionBudget for several replicas, the chart only on request. */
function disruptionOf(values: unknown, { component, spec }: Component): { readonly options: Options; readonly values: MigratedValue[] } {
  const path = `${component}.podDisruptionBudget.enabled`;
  const isOn = valueAt(values, path) === true;
  const isUsual = Number(valueAt(values, `${spec}.replicas`)) > 1;
  const option = `${component}.podDisruptionBudget`;
  if (isOn === isUsual) { return { options: [], values: [{ path, outcome: 'same', note: 'same behavior' }] }; }
  return { options: [[option, flag(isOn)!]], values: [{ path, outcome: 'mapped', note: option }] };
}

/** Kubernetes uses a limit as the request if that is missing. This library has default requests. */
function requestsOf(values: unknown, spec: string, name: string): Options {
  const limit = (kind: string) => givenAt(
    values, `${spec}.resources.requests.${kind}`,
  ) ?? givenAt(values, `${spec}.resources.limits.${kind}`);
  return [
    ['cpu', quantity(limit('cpu'))] as const, ['memory', quantity(limit('memory'))] as const,
  ].flatMap(([option, value]) => value ? [[`${name}.${option}`, value] as const] : []);
}

const NO_ROOT = 'pods never run as root: change the owner of the files first';
const IDS = ['runAsUser', 'runAsGroup', 'fsGroup'];

/** Files on volumes belong to the user and group of the release. */
function securityOf(values: unknown, path: string, name: string) {
  const context = valueAt(values, path) ?? {};
  const at = (key: string) => isMap(context) ? valueAt(values, `${path}.${key}`) : undefined;
  const ids = Object.fromEntries(IDS.map(key => [key, at(key)]).filter(([, id]) => Number.isSafeInteger(id)));
  const groups = at('supplementalGroups');
  const security = { ...ids, ...Array.isArray(groups) && groups.length > 0 && { supplementalGroups: groups } };
  const policy = at('fsGroupChangePolicy');
  const change = typeof policy === 'string' && Object.hasOwn(CHANGE_POLICIES, policy) ? CHANGE_POLICIES[policy] : undefined;
  const found = (
    key: string, outcome: MigratedValue['outcome'], note: string,
  ): MigratedValue => ({ path: `${path}.${key}`, outcome, note });
  const isRoot = at('runAsNonRoot') === false || at('runAsUser') === 0;
  const options: Options = [
    ...Object.keys(security).length === 0 ? [
      ['podSecurity.idsFromPlatform', flag(true)!] as const,
    ] : Object.entries(security).map(([key, value]) => [`podSecurity.${key}`, literal(value)!] as const),
    ...change ? [['podSecurity.fsGroupChangePolicy', { code: change, from: ['FsGroupChangePolicy'] }] as const] : [],
  ].map(([option, value]) => [`${name}.${option}`, value] as const);
  return {
    options: isRoot ? [] : options,
    values: [
      ...[...IDS, 'supplementalGroups', 'fsGroupChangePolicy']
        .map(key => isRoot ? found(key, 'unsupported', NO_ROOT) : found(key, 'mapped', `${name}.podSecurity`)),
      isRoot ? found('runAsNonRoot', 'unsupported', NO_ROOT) : found('runAsNonRoot', 'same', 'same behavior'),
      found('seccompProfile', 'same', 'same behavior, or the profile of the runtime'),
    ],
  };
}

const CHANGE_POLICIES: { readonly [policy: string]: string } = {
  Always: 'FsGroupChangePolicy.ALWAYS', OnRootMismatch: 'FsGroupChangePolicy.ON_ROOT_MISMATCH',
};

const TOPOLOGY = 'kubernetes.io/hostname';

/** The chart adds an anti-affinity to the affinity. Soft and by node is the default of this library. */
function affinityOf(values: unknown, release: Release, { component: name, spec, selector }: Component) {
  const kind = valueAt(values, `${spec}.podAntiAffinity`);
  const topologyKey = String(valueAt(values, `${spec}.podAntiAffinityTopologyKey`) ?? TOPOLOGY);
  const own = valueAt(values, `${spec}.affinity`);
  const labelSelector = { matchLabels: selector(namesOf(values, release)[name]) };
  const results = (note: string) => [
    'podAntiAffinity', 'podAntiAffinityTopologyKey',
  ].map((key): MigratedValue => ({ path: `${spec}.${key}`, outcome: 'mapped', note }));
  const isUsual = (kind !== 'hard' && topologyKey === TOPOLOGY) && isEmpty(own);
  if (isUsual || !['hard', 'soft'].includes(String(kind))) {
    return { options: [], values: results('several replicas prefer different nodes') };
  }
  const podAntiAffinity = kind === 'hard'
    ? { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector }] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey, labelSelector } }] };
  const options: Options = [[`${name}.affinity`, literal({ podAntiAffinity, ...isMap(own) ? own : {} })!]];
  return { options, values: results(`${name}.affinity`) };
}

/** The URL in alerts: from the values, the Ingress, the route, or the Service. */
function urlOf(values: unknown, release: Release, { component, spec }: Component): Options {
  const given = valueAt(values, `${spec}.externalUrl`);
  if (!isEmpty(given)) { return []; }
  const first = (key: string) => {
    const list = valueAt(values, `${component}.${key}`);
    return Array.isArray(list) && typeof list[0] === 'string' && !hasTemplate(list[0]) ? list[0] : undefined;
  };
  const prefix = String(valueAt(values, `${spec}.routePrefix`) ?? '');
  const scheme = component === 'prometheus' && !isEmpty(valueAt(values, `${component}.ingress.tls`)) ? 'https' : 'http';
  const port = String(valueAt(values, `${component}.service.port`));
  const host = valueAt(values, `${component}.ingress.enabled`) === true ? first('ingress.hosts') : undefined;
  const route = valueAt(values, `${component}.route.main.enabled`) === true ? first('route.main.hostnames') : undefined;
  const own = `http://${fullNameOf(values, release)}-${component}.${namespaceOf(values, release)}:${port}`;
  const ofRoute = route === undefined ? own : `http://${route}${prefix}`;
  const url = text(host === undefined ? ofRoute : `${scheme}://${host}${prefix}`);
  return url ? [[`${component}.externalUrl`, url]] : [];
}

/** Cloud identities are bound to the name of a ServiceAccount. */
function accountOf(values: unknown, release: Release, component: string) {
  const at = (key: string) => givenAt(values, `${component}.serviceAccount.${key}`);
  const [name, annotations, create] = [at('name'), at('annotations'), at('create')];
  const results: MigratedValue[] = ['name', 'create', 'annotations'].map(key => (
    { path: `${component}.serviceAccount.${key}`, outcome: 'mapped', note: `${component}.serviceAccountName` }
  ));
  if (create !== false && isEmpty(name) && isEmpty(annotations)) {
    return { options: [] as Options, statements: [] as Statement[], values: [] as MigratedValue[] };
  }
  const usual = create === false ? 'default' : `${fullNameOf(values, release)}-${component}`;
  const kept = isEmpty(name) ? usual : String(name);
  const account = {
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: kept, ...isMap(annotations) && !isEmpty(annotations) && { annotations } },
  };
  const statement: Statement = {
    code: `new ApiObject(chart, '${component === 'prometheus' ? 'Prometheus' : 'Alertmanager'}ServiceAccount', ${literal(account)!.code});`,
    comment: 'The ServiceAccount of the release: cloud identities are bound to its name.',
    uses: ['ApiObject'],
  };
  const options: Options = [[`${component}.serviceAccountName`, literal(kept)!]];
  return { options, statements: create === false ? [] : [statement], values: results };
}
