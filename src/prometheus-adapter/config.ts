import { AdapterResourceMapping, AdapterResourceRule, AdapterResourceRules, AdapterRule } from './adapter-rule-options';
import { TOKEN_FILE } from '../scrape/service-account';
import { inPromql } from '../scrape/timing';
import { QueryApiReference } from '../scrape/web';
import { withoutUndefined } from '../values/json';

/** Folder of the adapter's files. */
export const CONFIG = { name: 'config', folder: '/etc/adapter', file: 'config.yaml' };
export const CONNECTION = 'prometheus.kubeconfig';
export const AUTHORITY = { name: 'prometheus-ca', folder: '/etc/prometheus-ca' };

export interface Rules {
  readonly rules: readonly AdapterRule[];
  readonly externalRules: readonly AdapterRule[];
  readonly resourceRules?: AdapterResourceRules;
}

/** The configuration. It is decoded strictly, so it contains no other fields. */
export function configOf({ rules, externalRules, resourceRules }: Rules): object {
  return {
    ...rules.length > 0 && { rules: rules.map(discovery) },
    ...externalRules.length > 0 && { externalRules: externalRules.map(discovery) },
    ...resourceRules
      && {
        resourceRules: {
          cpu: resourceRule(resourceRules.cpu), memory: resourceRule(resourceRules.memory), window: inPromql(resourceRules.window),
        },
      },
  };
}

function discovery({ seriesQuery, seriesFilters, resources, name, metricsQuery }: AdapterRule) {
  return {
    seriesQuery,
    ...seriesFilters && { seriesFilters },
    ...resources && { resources: mapping(resources) },
    ...name && { name: withoutUndefined({ matches: name.matches, as: name.as }) },
    metricsQuery,
  };
}

function resourceRule({ containerQuery, nodeQuery, resources, containerLabel }: AdapterResourceRule) {
  return { containerQuery, nodeQuery, resources: mapping(resources), containerLabel };
}

function mapping({ template, overrides, namespaced }: AdapterResourceMapping) {
  return withoutUndefined({ template, overrides, namespaced });
}

export function urlOf({ serviceName, namespace, port = 9090, tls, pathPrefix = '' }: QueryApiReference): string {
  return `${tls ? 'https' : 'http'}://${serviceName}.${namespace}.svc:${port}${pathPrefix}/`;
}

/**
 * How it connects with TLS or a token: a kubeconfig, because a token from a flag is read only once, and expires. Undefined for plain HTTP.
 */
export function connectionOf(prometheus: QueryApiReference): object | undefined {
  const { tls, requiresToken } = prometheus;
  if (!tls && !requiresToken) { return undefined; }
  const trust = tls?.insecureSkipVerify ? { 'insecure-skip-tls-verify': true } : { 'certificate-authority': `${AUTHORITY.folder}/ca.crt` };
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'prometheus', cluster: { server: urlOf(prometheus), ...tls && trust } }],
    'users': [{ name: 'adapter', user: requiresToken ? { tokenFile: TOKEN_FILE } : {} }],
    'contexts': [{ name: 'prometheus', context: { cluster: 'prometheus', user: 'adapter' } }],
    'current-context': 'prometheus',
  };
}

/** Permissions that a proxy in front of Prometheus checks: the paths that the adapter requests, by method. */
export function pathsOf({ pathPrefix = '' }: QueryApiReference, usePost: boolean) {
  return {
    nonResourceURLs: ['/api/v1/query', '/api/v1/series'].map(path => `${pathPrefix}${path}`), verbs: usePost ? ['create', 'get'] : ['get'],
  };
}
