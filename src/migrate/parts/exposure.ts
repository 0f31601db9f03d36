import { Ids, idOf, shortened, option, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { asList, isEmpty, isFilledText, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { fullNameOf, namespaceOf } from '../names';
import { Converted, Part, Release } from '../part';
import { hasTemplate } from './storage';

/** The backend of an Ingress or a route of the chart. */
export interface Exposed {
  /** The key of the chart: `prometheus`. */
  readonly key: string;
  /** The Service of the chart, which the program keeps. */
  readonly service: string;
  readonly port: unknown;
  readonly namespace: string;
  readonly routePrefix: string;
}

/** Ingresses, routes and Services of each replica of Prometheus, Alertmanager and Thanos Ruler, and their URLs. */
export const exposurePart: Part = (values, release): Converted => {
  const said = new Gathered();
  const full = fullNameOf(values, release);
  const namespace = namespaceOf(values, release);
  for (const [key, spec] of [['prometheus', 'prometheusSpec'], ['alertmanager', 'alertmanagerSpec']] as const) {
    if (valueAt(values, `${key}.enabled`) === false) { continue; }
    const exposed: Exposed = {
      key,
      service: `${full}-${key}`,
      port: valueAt(values, `${key}.service.port`),
      namespace,
      routePrefix: prefixOf(valueAt(values, `${key}.${spec}.routePrefix`)),
    };
    sayIngress(said, values, release, exposed);
    sayRoutes(said, values, release, exposed);
    sayReplicas(said, values, release, exposed, valueAt(values, `${key}.${spec}.replicas`));
    sayUrl(said, values, release, exposed, spec);
  }
  return said.converted;
};

const INGRESS_KEYS = [
  'enabled', 'ingressClassName', 'annotations', 'labels', 'servicePort', 'hosts', 'paths', 'path', 'pathType', 'tls', 'extraPaths',
];
const ROUTE_KEYS = [
  'enabled', 'apiVersion', 'kind', 'annotations', 'labels', 'hostnames', 'parentRefs', 'httpsRedirect', 'matches', 'filters', 'timeouts',
  'sessionPersistence', 'additionalRules',
];

/** Results for keys that the chart reads. Others are judged as keys of the chart. */
export function sayKeys(
  said: Gathered, path: string, value: unknown, known: readonly string[], outcome: 'same' | 'mapped' | 'different', note: string,
): void {
  for (const [key] of entriesOf(value)) {
    if (known.includes(key)) { said.say(`${path}.${key}`, outcome, note); }
  }
}

const prefixOf = (value: unknown): string => isFilledText(value) ? value : '/';

/** Texts that Helm evaluates: common variables are filled in, others are reported. */
export function rendered(value: unknown, release: Release): unknown {
  if (Array.isArray(value)) { return value.map(each => rendered(each, release)); }
  if (isMap(value)) { return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rendered(each, release)])); }
  return typeof value === 'string'
    ? value.replace(
      /\{\{-?\s*(?:\$?\.)Release\.(Name|Namespace)\s*-?\}\}/g, (_, name: string) => name === 'Name' ? release.name : release.namespace,
    )
    : value;
}
const given = (value: unknown) => isEmpty(value) ? undefined : value;

function exposedMetadata(name: string, config: unknown) {
  return { name, labels: given(at(config, 'labels')), annotations: given(at(config, 'annotations')) };
}

/** An Ingress like the chart's, with the same name, so that the controller sees the same object. */
export function sayIngress(said: Gathered, values: unknown, release: Release, { key, service, port, routePrefix }: Exposed): void {
  const raw = at(values, `${key}.ingress`);
  if (raw === undefined) { return; }
  const path = `${key}.ingress`;
  const keys = key === 'grafana' ? INGRESS_KEYS.filter(each => each !== 'paths') : INGRESS_KEYS;
  if (at(raw, 'enabled') !== true) { sayKeys(said, path, raw, keys, 'same', 'no Ingress'); return; }
  const config = rendered(raw, release);
  const number = given(at(config, 'servicePort')) ?? port;
  const backend = { service: { name: service, port: typeof number === 'number' ? { number } : { name: String(number) } } };
  const pathType = given(at(config, 'pathType')) ?? (key === 'grafana' ? 'Prefix' : 'ImplementationSpecific');
  const usual = key === 'grafana' ? [given(at(config, 'path')) ?? '/'] : [routePrefix];
  const ownPaths = key === 'grafana' ? [] : asList(at(config, 'paths')).filter(each => typeof each !== 'object');
  const http = {
    paths: [
      ...asList(at(config, 'extraPaths')),
      ...(ownPaths.length > 0 ? ownPaths : usual).map(each => ({ path: String(each), pathType, backend })),
    ],
  };
  const hosts = asList(at(config, 'hosts')).filter(host => typeof host !== 'object');
  const spec = {
    ingressClassName: given(at(config, 'ingressClassName')),
    tls: given(asList(at(config, 'tls'))),
    rules: hosts.length > 0 ? hosts.map(host => ({ host: String(host), http })) : [{ http }],
  };
  const value = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: exposedMetadata(service, config), spec };
  sayKeys(said, path, raw, keys, 'mapped', 'new ApiObject(...): the Ingress of the chart');
  say(said, path, value, `${idOf(key)}Ingress`, 'Ingress');
}

/** Routes of the Gateway API, by their names in the values. */
export function sayRoutes(said: Gathered, values: unknown, release: Release, { key, service, port }: Exposed): void {
  const ids = new Ids();
  for (const [name, raw] of entriesOf(at(values, `${key}.route`))) {
    const path = `${key}.route.${name}`;
    if (at(raw, 'enabled') !== true) { sayKeys(said, path, raw, ROUTE_KEYS, 'same', 'no route'); continue; }
    const route = rendered(raw, release);
    const value = routeOf(
      route, { name: name === 'main' ? service : `${service}-${name}`, hostnames: given(at(route, 'hostnames')), service, port },
    );
    sayKeys(said, path, raw, ROUTE_KEYS, 'mapped', 'new ApiObject(...): the route of the chart');
    say(said, path, value, ids.unique(`${idOf(key)}Route${name === 'main' ? '' : idOf(name)}`), 'route');
  }
}

interface Target {
  readonly name: string;
  readonly hostnames: unknown;
  readonly service: string;
  readonly port: unknown;
}

/** A route like the chart's template creates it. */
function routeOf(route: unknown, { name, hostnames, service, port }: Target): object {
  const matches = given(at(route, 'matches')) ?? (at(route, 'matches') === undefined
    ? [{ path: { type: 'PathPrefix', value: '/' } }]
    : undefined);
  const redirect = { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] };
  const fields = ['filters', 'timeouts', 'sessionPersistence'].map(field => [field, given(at(route, field))] as const);
  const rule = at(route, 'httpsRedirect') === true
    ? redirect
    : { backendRefs: [{ name: service, port }], matches, ...Object.fromEntries(fields) };
  return {
    apiVersion: given(at(route, 'apiVersion')) ?? 'gateway.networking.k8s.io/v1',
    kind: given(at(route, 'kind')) ?? 'HTTPRoute',
    metadata: exposedMetadata(name, route),
    spec: { parentRefs: given(at(route, 'parentRefs')), hostnames, rules: [...asList(at(route, 'additionalRules')), rule] },
  };
}

function say(said: Gathered, path: string, value: object, id: string, kind: string): void {
  said.statements.push({
    code: `new ApiObject(chart, '${id}', ${written(value)});`,
    comment: `The ${kind} of the chart (${shortened(path)}), with its name and its host.`,
    uses: ['ApiObject'],
  });
  if (hasTemplate(value)) { said.warnings.push(`The ${kind} of ${shortened(path)} has Helm templates ("{{ ... }}"): write their result.`); }
}

// -- one Service for each replica --------------------------------------------------------------------

const MOST = 50;

function sayReplicas(said: Gathered, values: unknown, release: Release, { key, service }: Exposed, replicas: unknown): void {
  const isOn = at(values, `${key}.servicePerReplica.enabled`) === true;
  const count = Number.isSafeInteger(replicas) ? Math.min(Number(replicas), MOST) : 1;
  const indexes = isOn ? Array.from({ length: count }, (_, index) => index) : [];
  const of = (field: string) => valueAt(values, `${key}.servicePerReplica.${field}`);
  const names = {
    prometheus: ['operator.prometheus.io/name', 'prometheus'], alertmanager: ['alertmanager', 'alertmanager'],
  }[key as 'prometheus' | 'alertmanager'];
  const custom = at(values, 'cleanPrometheusOperatorObjectNames') === true ? fullNameOf(values, release) : service;
  const type = String(of('type') ?? 'ClusterIP');
  for (const index of indexes) {
    const pod = `${key}-${custom}-${index}`;
    const port = {
      name: String(valueAt(values, `${key}.${key}Spec.portName`) ?? 'http-web'),
      port: of('port'),
      targetPort: of('targetPort'),
      nodePort: type === 'NodePort' ? given(of('nodePort')) : undefined,
    };
    const spec = {
      type,
      clusterIP: given(of('clusterIP')),
      loadBalancerSourceRanges: given(of('loadBalancerSourceRanges')),
      externalTrafficPolicy: type === 'ClusterIP' ? undefined : of('externalTrafficPolicy'),
      ports: [port],
      selector: { 'app.kubernetes.io/name': key, [names[0]]: custom, 'statefulset.kubernetes.io/pod-name': pod },
    };
    const value = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${service}-${index}`, annotations: given(at(values, `${key}.servicePerReplica.annotations`)) },
      spec,
    };
    said.statements.push({
      code: `new ApiObject(chart, '${idOf(key)}Service${index}', ${written(value)});`,
      comment: 'The Service of one replica.',
      uses: ['ApiObject'],
    });
    sayReplicaIngress(said, values, release, { key, service: `${service}-${index}`, port: of('port') }, index);
  }
  for (const field of ['servicePerReplica', 'ingressPerReplica', 'routePerReplica']) {
    const value = at(values, `${key}.${field}`);
    if (value === undefined) { continue; }
    const isUsed = isOn
      && (at(
        value, 'enabled',
      ) === true || field === 'routePerReplica' && entriesOf(value).some(([, route]) => at(route, 'enabled') === true));
    said.say(`${key}.${field}`, isUsed ? 'mapped' : 'same', isUsed ? 'new ApiObject(...) for each replica' : 'none for a replica');
  }
}

function sayReplicaIngress(
  said: Gathered, values: unknown, release: Release, { key, service, port }: Pick<Exposed, 'key' | 'service' | 'port'>, index: number,
): void {
  const config = rendered(at(values, `${key}.ingressPerReplica`), release);
  if (at(config, 'enabled') === true) {
    const host = `${String(at(config, 'hostPrefix'))}-${index}.${String(at(config, 'hostDomain'))}`;
    const perReplica = at(config, 'tlsSecretPerReplica.enabled') === true;
    const secretName = perReplica
      ? `${String(at(config, 'tlsSecretPerReplica.prefix') ?? key)}-${index}`
      : given(at(config, 'tlsSecretName'));
    const backend = { service: { name: service, port: { number: port } } };
    const paths = asList(at(
      config, 'paths',
    )).map(path => ({ path: String(path), pathType: given(at(config, 'pathType')) ?? 'ImplementationSpecific', backend }));
    const spec = {
      ingressClassName: given(at(config, 'ingressClassName')),
      tls: secretName === undefined ? undefined : [{ hosts: [host], secretName }],
      rules: [{ host, http: { paths } }],
    };
    const value = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: exposedMetadata(service, config), spec };
    said.statements.push({ code: `new ApiObject(chart, '${idOf(key)}Ingress${index}', ${written(value)});`, uses: ['ApiObject'] });
  }
  for (const [name, raw] of entriesOf(at(values, `${key}.routePerReplica`))) {
    if (at(raw, 'enabled') !== true) { continue; }
    const route = rendered(raw, release);
    const hostnames = [`${String(at(route, 'hostPrefix'))}-${index}.${String(at(route, 'hostDomain'))}`];
    const value = routeOf(route, { name: name === 'main' ? service : `${service}-${name}`, hostnames, service, port });
    said.statements.push({
      code: `new ApiObject(chart, '${idOf(key)}Route${name === 'main' ? '' : idOf(name)}${index}', ${written(value)});`,
      uses: ['ApiObject'],
    });
  }
}

// -- URLs --------------------------------------------------------------------------------------------

/**
 * The URL in alerts if the values do not set it. The chart uses the first host of the Ingress, then of the route, then the Service.
 * @see https://github.com/prometheus-community/helm-charts/blob/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates/prometheus/prometheus.yaml
 */
function sayUrl(
  said: Gathered, values: unknown, release: Release, { key, service, port, namespace, routePrefix }: Exposed, spec: string,
): void {
  if (isFilledText(at(values, `${key}.${spec}.externalUrl`))) { return; }
  const [ingress, route] = [at(values, `${key}.ingress`), at(values, `${key}.route.main`)];
  const first = (config: unknown, hosts: string) => at(config, 'enabled') === true ? asList(at(config, hosts))[0] : undefined;
  const host = rendered(first(ingress, 'hosts') ?? first(route, 'hostnames'), release);
  // the chart uses https only for the Ingress of Prometheus
  const isTls = first(ingress, 'hosts') !== undefined && !isEmpty(at(ingress, 'tls'));
  const isHttps = isTls && key === 'prometheus';
  const url = isFilledText(host)
    ? `${isHttps ? 'https' : 'http'}://${host}${routePrefix}`
    : `http://${service}.${namespace}:${String(port)}`;
  if (hasTemplate(url)) { return; }
  said.options.push(option(`${key}.externalUrl`, url));
  if (isFilledText(host) && !isHttps && (isTls || first(route, 'hostnames') === host)) {
    said.warnings.push(
      `The chart uses ${url} in notifications. Set "${key}: { externalUrl }" to the https URL if users reach it over HTTPS.`,
    );
  }
}
