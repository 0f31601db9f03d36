import { RemoteWriteOptions } from './remote-write-options';
import {
  REMOTE_WRITE_CLUSTER, REMOTE_WRITE_HEADER, REMOTE_WRITE_IN_CLEAR, REMOTE_WRITE_MATCH, REMOTE_WRITE_NAME_TWICE, REMOTE_WRITE_URL,
} from './rules';
import { RelabelConfig } from '../manifest/monitoring';
import { Matcher, whyNotPatterns } from '../promql/matcher';
import { readSelector } from '../promql/selector';
import { accessFields, checkAccess } from '../scrape/client-access';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

/** What Prometheus sets itself, or has a field for. */
const RESERVED_HEADERS = [
  'accept-encoding', 'authorization', 'connection', 'content-encoding', 'content-length', 'content-type', 'host', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'user-agent', 'www-authenticate', 'x-prometheus-remote-read-version', 'x-prometheus-remote-write-version',
];

/** Marks what is sent while the relabeling goes on, and is dropped at its end. */
const CHOSEN = '__tmp_remote_write';

/** `remoteWrite` of the custom resource. */
export function remoteWriteSpec(options: RemoteWriteOptions): object {
  const { url, name, headers, remoteTimeout, match } = options;
  return {
    url,
    name,
    ...headers && { headers },
    remoteTimeout: inPromql(remoteTimeout),
    ...accessFields(options),
    ...match && { writeRelabelConfigs: relabelingsOf(match) },
  };
}

/** A selector takes a series where all of its matchers do; one selector is enough. */
function relabelingsOf(selectors: readonly string[]): RelabelConfig[] {
  const conditions = [...new Set(selectors)].sort().map(selector => {
    const read = readSelector(selector);
    const matchers = 'matchers' in read ? read.matchers : [];
    return { sourceLabels: matchers.map(({ label }) => label), regex: matchers.map(patternOf).join(';') };
  });
  if (conditions.length === 1) { return [{ action: 'keep', ...conditions[0] }]; }
  return [
    ...conditions.map((condition): RelabelConfig => ({ action: 'replace', ...condition, targetLabel: CHOSEN, replacement: 'true' })),
    { action: 'keep', sourceLabels: [CHOSEN], regex: 'true' },
    { action: 'labeldrop', regex: CHOSEN },
  ];
}

function patternOf({ operator, value }: Matcher): string {
  return operator === '=~' ? `(?:${value})` : value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** All receivers of one Prometheus. */
export function checkRemoteWrite(receivers: readonly RemoteWriteOptions[], hasCluster: boolean): Finding[] {
  const names = receivers.map(({ name }) => name).filter(name => name !== undefined);
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  return [
    ...receivers.flatMap((receiver, at) => checkReceiver(receiver, `remoteWrite[${at}].`)),
    ...twice.map(name => finding(REMOTE_WRITE_NAME_TWICE, { name })),
    ...receivers.length > 0 && !hasCluster ? [finding(REMOTE_WRITE_CLUSTER, {})] : [],
  ];
}

function checkReceiver(options: RemoteWriteOptions, prefix: string): Finding[] {
  const { url, headers = {}, match } = options;
  const isUrl = url.length <= 2048 && /^https?:\/\/[^\s/?#@]+(\/[^\s#]*)?$/.test(url);
  const isEncrypted = url.startsWith('https://');
  return [
    ...isUrl ? [] : [finding(REMOTE_WRITE_URL, { prop: `${prefix}url`, url })],
    ...isUrl && !isEncrypted && !isInCluster(url) ? [finding(REMOTE_WRITE_IN_CLEAR, { prop: `${prefix}url`, url })] : [],
    ...Object.keys(headers).filter(header => !/^[\w!#$%&'*+.^`|~-]{1,256}$/.test(header) || RESERVED_HEADERS.includes(header.toLowerCase())).map(header => finding(REMOTE_WRITE_HEADER, { header })),
    ...checkAccess(options, prefix, isEncrypted || isInCluster(url)),
    ...match === undefined ? [] : checkMatch(match, `${prefix}match`),
  ];
}

/** A Service of the same cluster, by its name. */
function isInCluster(url: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/:?#]+)/.exec(url) ?? [];
  return !host.includes('.') || /\.svc(\.cluster\.local)?$/.test(host);
}

function checkMatch(match: readonly string[], prop: string): Finding[] {
  if (match.length === 0) { return [finding(REMOTE_WRITE_MATCH, { prop, why: 'is empty: leave it out to send all series' })]; }
  return match.flatMap(selector => {
    const read = readSelector(selector);
    const why = 'why' in read ? read.why
      : read.matchers.length === 0 ? 'it has no matcher'
        : read.matchers.some(({ operator }) => operator === '!=' || operator === '!~') ? 'relabeling can take series by "=" and "=~", and cannot leave out by "!=" and "!~"' : whyNotPatterns(read.matchers);
    return why === undefined ? [] : [finding(REMOTE_WRITE_MATCH, { prop, why: `has ${JSON.stringify(selector.slice(0, 80))}: ${why}` })];
  });
}
