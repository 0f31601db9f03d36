import { addressOf, connectionTo } from './address';
import { publicApi } from './clouds';
import { filesOf } from './command-line';
import { Connections, joinedConnections, known, NONE, Place, Reader } from './connection';
import { fromReference } from './secrets';
import { parseDocuments } from '../../files/documents';
import { podSpecOf } from '../../validation/workload';
import { listOf, textOf } from '../manifest';

const IMAGE = /(^|\/)grafana(-oss|-enterprise)?(:|@|$)/;

/** Settings with a server that Grafana calls, not its users' browsers, with the default port. Sections are patterns. */
const ADDRESSES: readonly (readonly [section: RegExp, key: RegExp, port: number])[] = [
  [/^database$/, /^(host|url)$/, 3306],
  [/^smtp$/, /^host$/, 25],
  [/^auth\..+$/, /^(token_url|api_url|jwk_set_url|jwks_url|teams_url|emails_url)$/, 443],
  [/^rendering$/, /^server_url$/, 80],
  [/^unified_alerting$/, /^(ha_redis_address|ha_peers)$/, 9094],
  [/^external_image_storage\..+$/, /^(endpoint|url|path_style_endpoint)$/, 443],
  [/^tracing\.opentelemetry\.(otlp|jaeger)$/, /^address$/, 4317],
  [/^tracing\.jaeger$/, /^address$/, 6831],
  [/^log\.frontend$/, /^custom_endpoint$/, 443],
  [/^metrics\.graphite$/, /^address$/, 2003],
  [/^(grafana_net|grafana_com)$/, /^(url|api_url)$/, 443],
  [/^unified_alerting\.state_history$/, /^(loki_remote_url|loki_remote_read_url|loki_remote_write_url)$/, 3100],
  [/^recording_rules$/, /^url$/, 80],
  [/^live$/, /^ha_engine_address$/, 6379],
];

/** Logins whose servers are built into Grafana, all on port 443. */
const PUBLIC_LOGIN = /^auth\.(github|gitlab|google|azuread|okta|grafana_com|grafananet)$/;

/** Connections of Grafana: its settings in the file and in the environment, and its datasources. */
export const grafana: Reader = place => {
  const containers = listOf((podSpecOf(place.object) as any)?.containers);
  const at = containers.findIndex(each => IMAGE.test(textOf(each?.image)));
  if (at < 0) { return NONE; }
  const files = filesOf(place);
  const settings = files.filter(({ file }) => file === 'grafana.ini').flatMap(({ text }) => settingsIn(text));
  return joinedConnections([
    ...settings.map(({ section, key, value }) => settingOf(section, key, value, { ...place, field: `grafana.ini ${section}.${key}` })),
    ...listOf(containers[at].env).map(variable => variableOf(variable, place)),
    ...files.filter(({ file, text }) => /\.ya?ml$/.test(file) && /^datasources:/m.test(text))
      .map(({ file, text }) => datasources(text, { ...place, field: file })),
  ]);
};

interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

function settingsIn(ini: string): Setting[] {
  let section = '';
  return ini.split(/\r?\n/).flatMap((line): Setting[] => {
    const [, name] = /^\s*\[([^\]]+)\]\s*$/.exec(line) ?? [];
    if (name !== undefined) { section = name.trim(); }
    const [, key, value] = name !== undefined || /^\s*[;#]/.test(line) ? [] : /^\s*([\w.]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [{ section, key, value: value.replace(/^(["'`]+)(.*)\1$/, '$2') }];
  });
}

function settingOf(section: string, key: string, value: string, place: Place): Connections {
  if (PUBLIC_LOGIN.test(section) && key === 'enabled' && value === 'true') { return known(publicApi('*', place.field)); }
  if (section === 'remote_cache' && key === 'connstr') {
    return connectionTo({ field: place.field, value: /addr=([^,\s]+)/.exec(value)?.[1] ?? value }, 6379);
  }
  if (section === 'plugins' && /^(preinstall|preinstall_sync)$/.test(key) && value !== '') {
    return known(publicApi('grafana.com', place.field));
  }
  const [, , port] = ADDRESSES.find(([sections, keys]) => sections.test(section) && keys.test(key)) ?? [];
  return port === undefined ? NONE : joinedConnections(value.split(/[\s,]+/).map(each => serverOf(section, each, port, place.field)));
}

/** The port of a database depends on its type. A path is a socket. */
function serverOf(section: string, value: string, port: number, field: string): Connections {
  if (value.startsWith('/')) { return NONE; }
  const ports = section === 'database' && addressOf(value)?.port === undefined ? [3306, 5432] : [port];
  return joinedConnections(ports.map(each => connectionTo({ field, value }, each)));
}

/** `GF_DATABASE_HOST`, `GF_AUTH_GENERIC_OAUTH_TOKEN_URL`: dots and hyphens are underscores. */
function variableOf(variable: any, place: Place): Connections {
  const name = textOf(variable?.name);
  const [, rest] = /^GF_([A-Z0-9_]+)$/.exec(name) ?? [];
  if (name === 'GF_INSTALL_PLUGINS' || name === 'GF_PLUGINS_PREINSTALL') { return known(publicApi('grafana.com', name)); }
  if (rest === undefined) { return NONE; }
  const candidates = [...rest.matchAll(/_/g)].map(({ index }) => [
    rest.slice(0, index).toLowerCase(), rest.slice(index + 1).toLowerCase(),
  ] as const);
  const found = candidates.map((
    [section, key],
  ) => ADDRESSES.find(([sections, keys]) => keys.test(key) && (sections.test(section) || sections.test(section.replace('_', '.')))))
    .find(each => each !== undefined);
  if (!found) { return NONE; }
  const [, , port] = found;
  const section = rest.split('_')[0].toLowerCase();
  if (typeof variable.value === 'string') { return serverOf(section, variable.value, port, name); }
  const reference = variable.valueFrom?.secretKeyRef ?? variable.valueFrom?.configMapKeyRef;
  const kind = variable.valueFrom?.secretKeyRef ? 'Secret' as const : 'ConfigMap' as const;
  return fromReference(
    { kind, name: textOf(reference?.name), key: textOf(reference?.key) },
    { ...place, field: name },
    text => serverOf(section, text, port, name),
  );
}

/** Datasources that Grafana calls itself; with `access: direct` the browser does. One without a URL uses a public API. */
function datasources(text: string, place: Place): Connections {
  const read = parseDocuments(text);
  const sources: readonly any[] = 'documents' in read ? listOf((read.documents[0] as any)?.datasources) : [];
  return joinedConnections(sources.filter(({ access }) => access !== 'direct').map(({ name, url }): Connections => {
    const field = `${place.field} ${JSON.stringify(textOf(name))}`;
    return textOf(url) === '' ? known(publicApi('*', field)) : connectionTo({ field, value: url }, 443);
  }));
}
