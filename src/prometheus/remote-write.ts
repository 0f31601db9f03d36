import { AzureAdOptions, RemoteWriteOptions, RemoteWriteQueue, SigV4Options, WriteRelabeling } from './remote-write-options';
import { checkQueue, checkQueueOptions, queueOf, queueSpec } from './remote-write-queue';
import { replicaRelabelings } from './remote-write-replicas';
import {
  REMOTE_WRITE_AZURE, REMOTE_WRITE_CLUSTER, REMOTE_WRITE_CREDENTIALS, REMOTE_WRITE_HEADER, REMOTE_WRITE_IN_CLEAR, REMOTE_WRITE_MATCH,
  REMOTE_WRITE_NAME_TWICE,
  REMOTE_WRITE_RELABELING, REMOTE_WRITE_TOO_NEW, REMOTE_WRITE_URL,
} from './rules';
import { mergeSpec } from '../manifest/extra-spec';
import { asLabels, asMap, asMaps, asText, Json, nameAt } from '../manifest/finished';
import { RelabelConfig } from '../manifest/monitoring';
import { partly } from '../manifest/option-rows';
import { checkReferences } from '../manifest/references';
import { Matcher, whyNotPatterns } from '../promql/matcher';
import { whyNoPattern } from '../promql/regex';
import { readSelector } from '../promql/selector';
import { accessFields, accessOf, checkAccess } from '../scrape/client-access';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';
import { fieldAt } from '../values/json';
import { escapedPattern, repeatedIn } from '../values/texts';
import { ComponentVersion } from '../versions/component-version';

/**
 * Headers that Prometheus sets itself, or has a field for.
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go
 */
const RESERVED_HEADERS = [
  'accept-encoding', 'authorization', 'connection', 'content-encoding', 'content-length', 'content-type', 'host', 'keep-alive',
  'proxy-authenticate', 'proxy-authorization',
  'user-agent', 'www-authenticate', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token', 'x-prometheus-remote-read-version',
  'x-prometheus-remote-write-version',
];

/** Marks kept series during the relabeling. Dropped at its end. */
const CHOSEN = '__tmp_remote_write';

/** Fields of an entry of `remoteWrite` from options. Its `spec` adds the rest. */
const ENTRY_FIELDS = partly({
  url: 'url',
  name: 'name',
  headers: 'headers',
  remoteTimeout: 'remoteTimeout',
  messageVersion: 'protocol',
  sendExemplars: 'sendExemplars',
  sendNativeHistograms: 'sendNativeHistograms',
  metadataConfig: 'sendMetadata',
  basicAuth: 'basicAuth',
  authorization: 'bearerToken',
  oauth2: 'oauth2',
  tlsConfig: 'tls',
  sigv4: 'sigV4',
  azureAd: 'azureAd',
  writeRelabelConfigs: 'writeRelabelings',
  queueConfig: 'queue',
});

/** `remoteWrite` of the custom resource. */
export function remoteWriteSpec(options: RemoteWriteOptions, replicas: number): object {
  return mergeSpec(ownSpec(options, replicas), options.spec, ENTRY_FIELDS).spec;
}

function ownSpec(options: RemoteWriteOptions, replicas: number): object {
  const { url, name, headers, remoteTimeout, match, queue, protocol, sigV4, azureAd } = options;
  const relabelings = [
    ...match ? relabelingsOf(match) : [], ...replicaRelabelings(options.deduplication, replicas), ...options.writeRelabelings ?? [],
  ];
  return {
    url,
    name,
    ...headers && { headers },
    remoteTimeout: inPromql(remoteTimeout),
    ...protocol !== undefined && { messageVersion: `V${protocol}` },
    ...options.sendExemplars && { sendExemplars: true },
    ...options.sendNativeHistograms && { sendNativeHistograms: true },
    ...options.sendMetadata === false && { metadataConfig: { send: false } },
    ...accessFields(options),
    ...sigV4 && { sigv4: sigV4Of(sigV4) },
    ...azureAd && { azureAd: azureAdOf(azureAd) },
    ...relabelings.length > 0 && { writeRelabelConfigs: relabelings },
    ...queue && { queueConfig: queueSpec(queue) },
  };
}

function sigV4Of({ region, roleArn, secretName }: SigV4Options): object {
  return {
    region,
    roleArn,
    ...secretName !== undefined && {
      accessKey: { name: secretName, key: 'access-key' }, secretKey: { name: secretName, key: 'secret-key' },
    },
  };
}

function azureAdOf({ clientId, tenantId, secretName, cloud }: AzureAdOptions): object {
  if (tenantId === undefined) { return { cloud, managedIdentity: { clientId } }; }
  if (secretName === undefined) { return { cloud, workloadIdentity: { clientId, tenantId } }; }
  return { cloud, oauth: { clientId, tenantId, clientSecret: { name: secretName, key: 'client-secret' } } };
}

/** A selector matches a series if all of its matchers do. One matching selector is enough. */
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
  return operator === '=~' ? `(?:${value})` : escapedPattern(value);
}

/** The sender. */
interface Versions {
  readonly operator: ComponentVersion<'prometheusOperator'>;
  readonly version: ComponentVersion<'prometheus'>;
}

/** Checks that need the options: the finished custom resource contains only their result. */
export function checkWriteOptions(receivers: readonly RemoteWriteOptions[]): Finding[] {
  return receivers.flatMap((options, index) => {
    const prefix = `remoteWrite[${index}].`;
    const { match, queue, writeRelabelings = [], protocol, azureAd } = options;
    const isHalf = azureAd?.secretName !== undefined && azureAd.tenantId === undefined;
    return [
      ...isHalf ? [finding(REMOTE_WRITE_AZURE, { prop: `${prefix}azureAd`, why: 'an application also requires "tenantId": set it' })] : [],
      ...mergeSpec(ownSpec(options, 1), options.spec, ENTRY_FIELDS, `${prefix}spec`).findings,
      ...match === undefined ? [] : checkMatch(match, `${prefix}match`),
      ...queue ? checkQueueOptions(queue, `${prefix}queue`) : [],
      ...checkPatterns(writeRelabelings, `${prefix}writeRelabelings`),
      ...protocol === undefined || PROTOCOLS.includes(protocol)
        ? []
        : [finding(REMOTE_WRITE_TOO_NEW, { prop: `${prefix}protocol`, value: protocol, cure: 'use "1.0" or "2.0"' })],
    ];
  });
}

function checkPatterns(relabelings: readonly WriteRelabeling[], prop: string): Finding[] {
  return relabelings.flatMap(({ regex = '' }, index) => {
    const why = typeof regex === 'string' ? whyNoPattern(regex) : undefined;
    return why === undefined ? [] : [finding(REMOTE_WRITE_RELABELING, { prop: `${prop}[${index}].regex`, regex, why })];
  });
}

/** Replaces a placeholder for a URL. */
const LATER = 'https://filled-in-later.invalid';

/** The receivers of the finished custom resource, as options. The schema check reports an entry without a URL. */
export function finishedReceivers(remoteWrite: unknown, given: readonly RemoteWriteOptions[]): readonly RemoteWriteOptions[] {
  const known = new Set(
    given.flatMap(options => asMaps(fieldAt(remoteWriteSpec(options, 2), 'writeRelabelConfigs')).map(({ regex }) => regex)),
  );
  return asMaps(remoteWrite).filter(({ url }) => typeof url === 'string').map(entry => {
    const { queueConfig, messageVersion, sigv4, azureAd, writeRelabelConfigs } = entry;
    const queue = asMap(queueConfig);
    return {
      url: asText(entry.url) ?? LATER,
      name: asText(entry.name),
      headers: asLabels(entry.headers),
      protocol: asText(messageVersion)?.replace(/^V/, ''),
      sendExemplars: entry.sendExemplars === true,
      ...queue && { queue: { ...queueOf(queue), ...ageOf(queue) } },
      ...accessOf(entry),
      ...asMap(sigv4) && { sigV4: { region: '', secretName: nameAt(sigv4, 'secretKey') ?? nameAt(sigv4, 'accessKey') } },
      ...asMap(azureAd) && { azureAd: azureOf(azureAd) },
      // those from options are checked there
      writeRelabelings: asMaps(writeRelabelConfigs).map(each => known.has(each.regex) ? {} : each as WriteRelabeling),
    };
  });
}

/** Only its existence matters. */
function ageOf({ sampleAgeLimit }: Json): Pick<RemoteWriteQueue, 'sampleAgeLimit'> {
  return sampleAgeLimit === undefined ? {} : { sampleAgeLimit: sampleAgeLimit as RemoteWriteQueue['sampleAgeLimit'] };
}

/** Undefined if the custom resource sets no client, as with an SDK. */
function azureOf(azureAd: unknown): AzureAdOptions | undefined {
  const [oauth, workload, managed] = ['oauth', 'workloadIdentity', 'managedIdentity'].map(field => asMap(fieldAt(azureAd, field)));
  const found = oauth ?? workload ?? managed;
  const clientId = asText(found?.clientId);
  if (clientId === undefined) { return undefined; }
  const cloud = asText(fieldAt(azureAd, 'cloud'));
  return found === managed
    ? { clientId, cloud }
    : { clientId, tenantId: asText(found?.tenantId), secretName: oauth && nameAt(oauth, 'clientSecret'), cloud };
}

/** All receivers of one Prometheus, from the finished custom resource. */
export function checkRemoteWrite(receivers: readonly RemoteWriteOptions[], hasCluster: boolean, versions: Versions): Finding[] {
  const names = receivers.map(({ name }) => name).filter(name => name !== undefined);
  return [
    ...receivers.flatMap((
      receiver, index,
    ) => [...checkReceiver(receiver, `remoteWrite[${index}].`), ...checkAge(receiver, `remoteWrite[${index}].`, versions)]),
    ...repeatedIn(names).map(name => finding(REMOTE_WRITE_NAME_TWICE, { name })),
    ...receivers.length > 0 && !hasCluster ? [finding(REMOTE_WRITE_CLUSTER, {})] : [],
  ];
}

function checkReceiver(options: RemoteWriteOptions, prefix: string): Finding[] {
  const { url, headers = {}, queue, sigV4, azureAd, writeRelabelings = [] } = options;
  const isUrl = url.length <= 2048 && /^https?:\/\/[^\s/?#@]+(\/[^\s#]*)?$/.test(url);
  const isEncrypted = url.startsWith('https://');
  const kinds = { basicAuth: options.basicAuth, bearerToken: options.bearerToken, oauth2: options.oauth2, sigV4, azureAd };
  const credentials = Object.entries(kinds).filter(([, value]) => value !== undefined).map(([name]) => `${prefix}${name}`);
  const isReserved = (header: string) => !/^[\w!#$%&'*+.^`|~-]{1,256}$/.test(header) || RESERVED_HEADERS.includes(header.toLowerCase());
  return [
    ...isUrl ? [] : [finding(REMOTE_WRITE_URL, { prop: `${prefix}url`, url })],
    ...isUrl && !isEncrypted && !isInCluster(url) ? [finding(REMOTE_WRITE_IN_CLEAR, { prop: `${prefix}url`, url })] : [],
    ...Object.keys(headers).filter(isReserved).map(header => finding(REMOTE_WRITE_HEADER, { header })),
    ...checkAccess(options, prefix, isEncrypted || isInCluster(url)),
    ...(sigV4 || azureAd) && credentials.length > 1 ? [finding(REMOTE_WRITE_CREDENTIALS, { given: credentials })] : [],
    ...checkReferences([
      { prop: `${prefix}sigV4.secretName`, name: sigV4?.secretName }, { prop: `${prefix}azureAd.secretName`, name: azureAd?.secretName },
    ]),
    ...azureAd ? checkAzure(azureAd, `${prefix}azureAd`) : [],
    ...queue ? checkQueue(queue, `${prefix}queue`) : [],
    ...checkPatterns(writeRelabelings, `${prefix}writeRelabelings`),
  ];
}

const PROTOCOLS = ['1.0', '2.0'];
const CLOUDS = ['AzurePublic', 'AzureChina', 'AzureGovernment'];

function checkAzure({ clientId, tenantId, cloud }: AzureAdOptions, prop: string): Finding[] {
  const isId = (text: string) => /^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/.test(text);
  const whys = [
    ...isId(clientId) ? [] : ['"clientId" is not a UUID such as 00000000-0000-0000-0000-000000000000'],
    ...tenantId === undefined || isId(tenantId) ? [] : ['"tenantId" is not a UUID such as 00000000-0000-0000-0000-000000000000'],
    ...cloud === undefined || CLOUDS.includes(cloud) ? [] : [`"cloud" is not one of ${CLOUDS.join(', ')}`],
  ];
  return whys.map(why => finding(REMOTE_WRITE_AZURE, { prop, why }));
}

/** Features that are newer than the versions in use. */
function checkAge({ protocol, queue, azureAd }: RemoteWriteOptions, prefix: string, { operator, version }: Versions): Finding[] {
  const tooNew = (
    prop: string, value: string, since: string,
  ) => finding(REMOTE_WRITE_TOO_NEW, { prop: `${prefix}${prop}`, value, cure: `it requires ${since}` });
  const workload = azureAd?.tenantId !== undefined && azureAd.secretName === undefined;
  return [
    ...protocol === '2.0' && !(operator.has('remoteWriteMessageVersion') && version.has('remoteWrite2'))
      ? [tooNew('protocol', protocol, 'prometheus-operator 0.78 and Prometheus 2.54')]
      : [],
    ...queue?.sampleAgeLimit && !(operator.has('remoteWriteSampleAge') && version.has('remoteWriteSampleAge'))
      ? [tooNew('queue.sampleAgeLimit', 'set', 'prometheus-operator 0.73 and Prometheus 2.50')]
      : [],
    ...workload && !(operator.has('azureWorkloadIdentity') && version.has('azureWorkloadIdentity'))
      ? [tooNew('azureAd', 'a workload identity', 'prometheus-operator 0.88 and Prometheus 3.7')]
      : [],
  ];
}

/** A Service of the same cluster, by name. */
function isInCluster(url: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/:?#]+)/.exec(url) ?? [];
  return !host.includes('.') || /\.svc(\.cluster\.local)?$/.test(host);
}

/** Why relabeling cannot match what a selector matches. */
function whyNoMatch(selector: string): string | undefined {
  const read = readSelector(selector);
  if ('why' in read) { return read.why; }
  if (read.matchers.length === 0) { return 'it has no matcher: add one'; }
  if (read.matchers.some(({ operator }) => operator === '!=' || operator === '!~')) {
    return 'relabeling supports only "=" and "=~" here, not "!=" and "!~"';
  }
  return whyNotPatterns(read.matchers);
}

function checkMatch(match: readonly string[], prop: string): Finding[] {
  if (match.length === 0) { return [finding(REMOTE_WRITE_MATCH, { prop, why: 'is empty: remove it to send all series' })]; }
  return match.flatMap(selector => {
    const why = whyNoMatch(selector);
    return why === undefined ? [] : [finding(REMOTE_WRITE_MATCH, { prop, why: `has ${JSON.stringify(selector.slice(0, 80))}: ${why}` })];
  });
}
