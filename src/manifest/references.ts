import { NUMBER, REFERENCE, ROUTE_PREFIX, URL_INVALID } from './rules';
import { isDnsSubdomain } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

/** References to objects by name. Undefined refers to nothing. */
export function checkReferences(references: readonly { readonly prop: string; readonly name: string | undefined }[]): Finding[] {
  return references.flatMap(({ prop, name }) => name === undefined || isDnsSubdomain(name) ? [] : [finding(REFERENCE, { prop, name })]);
}

/** The URL of a server, with its path if it has one. */
export function checkUrl(prop: string, url: string | undefined): Finding[] {
  return url === undefined || (url.length <= 2048 && /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(url))
    ? []
    : [finding(URL_INVALID, { prop, url })];
}

/** A whole number in a range. */
export function checkNumber(prop: string, value: number | undefined, least: number, most = Infinity): Finding[] {
  const allowed = most === Infinity ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`;
  return value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ? []
    : [finding(NUMBER, { prop, value, allowed })];
}

/** The path prefix of a server. */
export function checkRoutePrefix(routePrefix: string | undefined): Finding[] {
  return routePrefix === undefined || (routePrefix.length <= 2048 && /^\/$|^(\/[\w.~-]+)+\/?$/.test(routePrefix))
    ? []
    : [finding(ROUTE_PREFIX, { routePrefix })];
}

/** The URL of a Service. */
export function serviceUrl({ serviceName, namespace, port, tls, pathPrefix = '' }: ServedAt): string {
  return `${tls ? 'https' : 'http'}://${serviceName}.${namespace}.svc:${port}${pathPrefix}`;
}

interface ServedAt {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port: number;
  readonly tls?: object;
  readonly pathPrefix?: string;
}

/** The path prefix without a trailing slash. */
export function prefixOf(routePrefix = '/'): string {
  return routePrefix.replace(/\/+$/, '');
}
