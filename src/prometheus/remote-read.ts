import { RemoteReadOptions } from './remote-read-options';
import { LABEL_NAME } from './rules';
import { mergeSpec } from '../manifest/extra-spec';
import { asLabels, asText, Json } from '../manifest/finished';
import { partly } from '../manifest/option-rows';
import { checkUrl } from '../manifest/references';
import { accessFields, accessOf, checkAccess } from '../scrape/client-access';
import { whyNoExternalLabel } from '../scrape/external-labels';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

const ENTRY_FIELDS = partly({
  url: 'url',
  name: 'name',
  requiredMatchers: 'requiredMatchers',
  readRecent: 'readRecent',
  remoteTimeout: 'remoteTimeout',
  headers: 'headers',
  filterExternalLabels: 'filterExternalLabels',
  basicAuth: 'basicAuth',
  authorization: 'bearerToken',
  oauth2: 'oauth2',
  tlsConfig: 'tls',
});

/** An entry of `remoteRead` of the custom resource. */
export function remoteReadSpec(options: RemoteReadOptions): object {
  return mergeSpec(ownSpec(options), options.spec, ENTRY_FIELDS).spec;
}

function ownSpec({
  url, name, requiredMatchers, readRecent, remoteTimeout, headers, filterExternalLabels, spec: _spec, ...access
}: RemoteReadOptions): object {
  return {
    url, name, requiredMatchers, readRecent, remoteTimeout: inPromql(remoteTimeout), headers, filterExternalLabels, ...accessFields(access),
  };
}

/** Checks that need the options. */
export function checkReadOptions(options: RemoteReadOptions, prefix: string): Finding[] {
  return [...mergeSpec(ownSpec(options), options.spec, ENTRY_FIELDS, `${prefix}spec`).findings];
}

/** The options of an entry of the finished custom resource. Undefined if it has no URL, which the schema check reports. */
export function readerOf(entry: Json): RemoteReadOptions | undefined {
  const url = asText(entry.url);
  return url === undefined ? undefined : { url, requiredMatchers: asLabels(entry.requiredMatchers), ...accessOf(entry) };
}

export function checkRemoteRead(options: RemoteReadOptions, prefix: string): Finding[] {
  const { url, requiredMatchers = {} } = options;
  return [
    ...checkUrl(`${prefix}url`, url), ...checkAccess(options, prefix, url.startsWith('https://')),
    ...Object.keys(requiredMatchers)
      .filter(name => whyNoExternalLabel(name, 'x', []) !== undefined)
      .map(name => finding(LABEL_NAME, { prop: `${prefix}requiredMatchers`, name })),
  ];
}
