import { Graph } from './graph';
import { Labels, listOf, Manifest, textOf, textsOf } from './manifest';
import { parseDocuments } from '../files/documents';
import { readAlertMatcher } from '../promql/alert-matcher';
import { receiversFor as receiversOf, Route } from '../promql/alert-routes';
import { Matcher } from '../promql/matcher';

/** Routing of an Alertmanager, from its own configuration and from AlertmanagerConfigs. */
export interface Routing {
  readonly route: Route;
  /** The number of integrations of each receiver. */
  readonly receivers: ReadonlyMap<string, number>;
  /** Whether AlertmanagerConfigs of namespaces receive some alerts. The namespace of an alert is rarely known before it fires. */
  readonly isShared: boolean;
}

/** The configuration of an Alertmanager as the operator generates it. Undefined if the base Secret or AlertmanagerConfig is not given. */
export function routingOf(alertmanager: Manifest, { world, selectedBy }: Pick<Graph, 'world' | 'selectedBy'>): Routing | undefined {
  const { spec, metadata: { namespace } } = alertmanager;
  const globalName = textOf(spec.alertmanagerConfiguration?.name);
  const global = globalName === '' ? undefined : world.named('AlertmanagerConfig', namespace, globalName);
  const base = globalName === ''
    ? ofSecret(world.named('Secret', namespace, textOf(spec.configSecret, `alertmanager-${alertmanager.metadata.name}`)))
    : global && ofConfig(global);
  if (!base) { return undefined; }
  const chosen = world.ofKind('AlertmanagerConfig').filter(config => config !== global && selectedBy(config).includes(alertmanager))
    .sort((a, b) => prefixOf(a) < prefixOf(b) ? -1 : 1).map(config => ({ config, own: ofConfig(config) }));
  // they precede all others, with `continue`
  const routes = chosen.flatMap(({ config, own }): Route[] => own
    ? [{ ...own.route, continues: true, matchers: [...own.route.matchers, ...enforced(config, alertmanager)] }]
    : []);
  return {
    route: { ...base.route, routes: [...routes, ...base.route.routes] },
    receivers: new Map([...base.receivers, ...chosen.flatMap(({ own }) => [...own?.receivers ?? []])]),
    isShared: routes.length > 0,
  };
}

/** The receivers that an alert reaches. */
export function routedReceivers({ route }: Routing, labels: Labels): string[] {
  return receiversOf(route, labels);
}

type Part = Pick<Routing, 'route' | 'receivers'>;

function ofSecret(secret: Manifest | undefined): Part | undefined {
  const plain = secret?.raw?.stringData?.['alertmanager.yaml'];
  const text = typeof plain === 'string' ? plain : Buffer.from(textOf(secret?.raw?.data?.['alertmanager.yaml']), 'base64').toString('utf8');
  const read = secret && text !== '' ? parseDocuments(text) : undefined;
  if (!read || !('documents' in read)) { return undefined; }
  const [config] = read.documents as any[];
  if (typeof config?.route !== 'object' || config.route === null) { return undefined; }
  return { route: fromFile(config.route), receivers: receiversIn(config.receivers, '_configs', '') };
}

/** The number of integrations of each receiver. */
function receiversIn(receivers: unknown, suffix: string, prefix: string): ReadonlyMap<string, number> {
  const sends = (receiver: any) => Object.entries(receiver ?? {})
    .filter(([field, list]) => field.toLowerCase().endsWith(suffix) && listOf(list).length > 0).length;
  return new Map(listOf(receivers).map(receiver => [`${prefix}${textOf(receiver?.name)}`, sends(receiver)]));
}

/** A route of Alertmanager's own configuration. */
function fromFile(route: any): Route {
  const old = [
    ...Object.entries(textsOf(route?.match)).map(([label, value]): Matcher => ({ label, operator: '=', value })),
    ...Object.entries(textsOf(route?.match_re)).map(([label, value]): Matcher => ({ label, operator: '=~', value })),
  ];
  return {
    receiver: textOf(route?.receiver) || undefined,
    matchers: [...old, ...listOf(route?.matchers).flatMap(text => readAlertMatcher(String(text).trim().replace(/^\{|\}$/g, '')) ?? [])],
    continues: route?.continue === true,
    routes: listOf(route?.routes).map(fromFile),
  };
}

/** The operator's prefix of receiver names. */
function prefixOf({ metadata: { namespace, name } }: Manifest): string {
  return `${namespace ?? ''}/${name}/`;
}

/** An AlertmanagerConfig without a route has no effect. */
function ofConfig(config: Manifest): Part | undefined {
  const prefix = prefixOf(config);
  const { route, receivers } = config.spec ?? {};
  return typeof route === 'object' && route !== null
    ? { route: fromResource(route, prefix), receivers: receiversIn(receivers, 'configs', prefix) }
    : undefined;
}

const OPERATORS: readonly unknown[] = ['=', '!=', '=~', '!~'];

function fromResource(route: any, prefix: string): Route {
  const receiver = textOf(route?.receiver);
  return {
    receiver: receiver === '' ? undefined : `${prefix}${receiver}`,
    matchers: listOf(route?.matchers).map(({ name, value, matchType, regex }): Matcher => {
      const oldOperator = regex === true ? '=~' : '=';
      return { label: textOf(name), operator: OPERATORS.includes(matchType) ? matchType : oldOperator, value: textOf(value) };
    }),
    continues: route?.continue === true,
    routes: listOf(route?.routes).map(child => fromResource(child, prefix)),
  };
}

/** An AlertmanagerConfig matches only alerts of the namespace that it is in, unless the Alertmanager sets another strategy. */
function enforced({ metadata: { namespace = '' } }: Manifest, { spec, metadata }: Manifest): Matcher[] {
  const type = spec.alertmanagerConfigMatcherStrategy?.type;
  const isFree = type === 'None' || type === 'OnNamespaceExceptForAlertmanagerNamespace' && namespace === metadata.namespace;
  return isFree ? [] : [{ label: 'namespace', operator: '=', value: namespace }];
}
