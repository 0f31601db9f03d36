import { Labels, listOf, Manifest, textOf } from './manifest';
import { parseDocuments } from '../files/documents';
import { readPattern } from '../promql/regex';

/** What an Alertmanager does with alerts, by its own configuration. */
export interface Routing {
  readonly route: any;
  /** How many places each receiver has to which it sends. */
  readonly receivers: ReadonlyMap<string, number>;
}

/** The configuration of an Alertmanager, where the Secret is here in which it is. */
export function routingOf(alertmanager: Manifest, secretOf: (namespace: string | undefined, name: string) => Manifest | undefined): Routing | undefined {
  const secret = secretOf(alertmanager.metadata.namespace, textOf(alertmanager.spec?.configSecret, `alertmanager-${alertmanager.metadata.name}`));
  const plain = secret?.raw?.stringData?.['alertmanager.yaml'];
  const text = typeof plain === 'string' ? plain : Buffer.from(textOf(secret?.raw?.data?.['alertmanager.yaml']), 'base64').toString('utf8');
  const read = secret && text !== '' ? parseDocuments(text) : undefined;
  if (!read || !('documents' in read)) { return undefined; }
  const [config] = read.documents as any[];
  if (typeof config?.route !== 'object' || config.route === null) { return undefined; }
  const sends = (receiver: any) => Object.entries(receiver ?? {}).filter(([field, list]) => field.endsWith('_configs') && listOf(list).length > 0).length;
  return { route: config.route, receivers: new Map(listOf(config.receivers).map(receiver => [textOf(receiver?.name), sends(receiver)])) };
}

/**
 * The receivers to which an alert comes: the first route that takes it, deepest first, and the next ones where one says `continue`.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function receiversFor({ route }: Routing, labels: Labels): string[] {
  return [...new Set(below(route, labels, textOf(route.receiver)))];
}

function below(route: any, labels: Labels, inherited: string): string[] {
  const receiver = textOf(route.receiver, inherited);
  const found: string[] = [];
  for (const child of listOf(route.routes)) {
    if (!takes(child, labels)) { continue; }
    found.push(...below(child, labels, receiver));
    if (child.continue !== true) { break; }
  }
  return found.length > 0 ? found : [receiver];
}

function takes(route: any, labels: Labels): boolean {
  const all = [
    ...Object.entries(route?.match ?? {}).map(([label, value]) => ({ label, operator: '=', value: String(value) })), ...Object.entries(route?.match_re ?? {}).map(([label, value]) => ({ label, operator: '=~', value: String(value) })),
    ...listOf(route?.matchers).map(readMatcher),
  ];
  return all.every(({ label, operator, value }) => {
    const own = labels[label] ?? '';
    if (operator === '=' || operator === '!=') { return (own === value) === (operator === '='); }
    const read = readPattern(value);
    return 'matches' in read && read.matches(own) === (operator === '=~');
  });
}

/** `severity="critical"`, `team=~"a|b"`, with quotes or without. */
function readMatcher(text: unknown): { readonly label: string; readonly operator: string; readonly value: string } {
  const [, label = '', operator = '=', quoted, bare = ''] = /^\s*\{?\s*"?([^"=!~\s]+)"?\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"]*?))\s*\}?\s*$/.exec(String(text)) ?? [];
  return { label, operator, value: quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1') };
}
