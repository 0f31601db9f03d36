import { configSecretOf, secretValue } from './global-config';
import { GENERATION, OPERATOR, STATEFUL_SET } from './rows';
import { whyNoHttpUrl } from './urls';
import { isVariable } from '../../../validation/placeholder';
import { asList, fieldAt, isFilledText, isMap, isSet, textOf } from '../../../values/json';
import { AtLeast } from '../../../versions/at-least';
import { argumentFaults, OwnArgument } from '../additional-args';
import { CheckContext, Effect, Fault, isBelow, OperatorRow } from '../row';
import { whyNoUrl } from '../shared/go-url';
import { Json } from '../shared/json';
import { selectorFaults } from '../shared/label-selector';
import { isEmptyReference } from '../shared/references';
import { readVersion } from '../shared/version';

interface Options {
  readonly field: string;
  readonly text: string;
  readonly file?: string;
  readonly effect?: Effect;
  readonly since?: string;
}

function row(
  id: string, { field, text, file = OPERATOR, effect = 'resource-rejected', since }: Options, find: OperatorRow['find'],
): OperatorRow {
  return {
    id: `alertmanager/${id}`,
    kinds: ['Alertmanager'],
    field: field === '' ? 'spec' : `spec.${field}`,
    effect,
    since,
    see: { file, text },
    find,
  };
}

const specOf = ({ spec }: Json): Json => isMap(spec) ? spec : {};

/** The version in the resource, or that of its surroundings. */
export function alertmanagerVersion(manifest: Json | undefined, otherwise: AtLeast | undefined): AtLeast | undefined {
  const own = textOf(fieldAt(manifest, 'spec.version'));
  return own === '' ? otherwise : readVersion(own);
}

const versionIn = (manifest: Json, { env }: CheckContext) => alertmanagerVersion(manifest, env.alertmanager);

/** A field or a group of fields of the global configuration that requires a version of Alertmanager. */
const GLOBAL_VERSIONS: readonly (readonly [field: string, alertmanager: string, text: string, since?: string])[] = [
  ['smtp.forceImplicitTLS', '0.31.0', '\'forceImplicitTLS\' integration requires Alertmanager', '0.90.0'],
  ['telegram', '0.24.0', '\'telegram\' integration requires Alertmanager'],
  ['jira', '0.28.0', '\'jira\' integration requires Alertmanager'],
  ['rocketChat', '0.28.0', '\'rocketChat\' integration requires Alertmanager'],
  ['webex', '0.25.0', '\'webex\' integration requires Alertmanager'],
  ['mattermost', '0.32.0', '\'mattermost\' global parameters require Alertmanager', '0.91.0'],
];

const GLOBAL_URLS = ['telegram', 'jira', 'victorops', 'rocketChat', 'webex', 'wechat'];

/** A field that the operator drops for an older Alertmanager. */
const DROPPED: readonly (readonly [field: string, alertmanager: string, text: string])[] = [
  ['enableFeatures', '0.27.0', 'len(a.Spec.EnableFeatures) > 0'],
  ['web.getConcurrency', '0.17.0', 'web.GetConcurrency != nil'],
  ['web.timeout', '0.17.0', 'web.Timeout != nil'],
  ['web.tlsConfig', '0.22.0', 'a.Spec.Web.TLSConfig != nil && version.GTE'],
  ['limits', '0.28.0', 'limits != nil'],
  ['clusterTLS', '0.24.0', 'clustertlsconfig.New(clusterTLSConfigDir, a)'],
  ['clusterLabel', '0.26.0', 'a.Spec.ClusterLabel != nil'],
  ['clusterPeerName', '0.30.0', 'a.Spec.ClusterPeerName != nil'],
];

const requires = (version: string, own: AtLeast, cure: string) =>
  `requires Alertmanager ${version} or newer; the version is ${own.text}: ${cure}`;

const isNoTime = (text: string) => /^(?:-.*|[+]?(?:0+(?:\.0*)?(?:ns|us|µs|ms|s|m|h))+|[+-]?0)$/.test(text);

const selector = (field: string): OperatorRow =>
  row(`selector-${field}`, { field, text: `metav1.LabelSelectorAsSelector(am.Spec.${field[0].toUpperCase()}${field.slice(1)})` },
    (value, _, manifest) => isManaged(specOf(manifest)) ? selectorFaults(value) : []);

/** Whether the operator writes the configuration. Without both it uses the Secret unchanged. */
const isManaged = (spec: Json) => isSet(spec.alertmanagerConfigSelector) || isSet(spec.alertmanagerConfiguration);

const set = (field: string) => (spec: Json) => isSet(fieldAt(spec, field)) && fieldAt(spec, field) !== '';
const from = (version: string, when: NonNullable<OwnArgument['when']>) => (spec: Json, process: AtLeast | undefined) =>
  process?.isAtLeast(version) === true && when(spec, process);

const ARGUMENTS: readonly OwnArgument[] = [
  ...['config.file', 'storage.path', 'data.retention', 'web.listen-address', 'web.route-prefix', 'cluster.reconnect-timeout'].map(name =>
    ({ name })),
  // with one replica the operator writes another spelling
  { name: 'cluster.listen-address', when: spec => (isSet(spec.replicas) && spec.replicas !== 1) || spec.forceEnableClusterMode === true },
  { name: 'cluster.peer', when: spec => spec.replicas !== 0 || asList(spec.additionalPeers).length > 0 },
  { name: 'web.external-url', when: set('externalUrl') },
  { name: 'web.config.file', when: from('0.22.0', () => true) },
  { name: 'web.get-concurrency', when: from('0.17.0', set('web.getConcurrency')) },
  { name: 'web.timeout', when: from('0.17.0', set('web.timeout')) },
  { name: 'enable-feature', when: from('0.27.0', spec => asList(spec.enableFeatures).length > 0) },
  { name: 'silences.max-silences', when: from('0.28.0', set('limits.maxSilences')) },
  { name: 'silences.max-per-silence-bytes', when: from('0.28.0', set('limits.maxPerSilenceBytes')) },
  { name: 'log.level', when: spec => isFilledText(spec.logLevel) && spec.logLevel !== 'info' },
  { name: 'log.format', when: from('0.16.0', spec => isFilledText(spec.logFormat) && spec.logFormat !== 'logfmt') },
  { name: 'cluster.advertise-address', when: set('clusterAdvertiseAddress') },
  {
    name: 'cluster.gossip-interval',
    when: spec => isFilledText(spec.clusterGossipInterval) && !isNoTime(textOf(spec.clusterGossipInterval)),
  },
  { name: 'cluster.pushpull-interval', when: ({ clusterPushpullInterval: text }) => isFilledText(text) && !isNoTime(textOf(text)) },
  { name: 'cluster.peer-timeout', when: spec => isFilledText(spec.clusterPeerTimeout) && !isNoTime(textOf(spec.clusterPeerTimeout)) },
  { name: 'cluster.label', when: from('0.26.0', () => true) },
];

const KEY = 'alertmanager.yaml';

/** The Secret does not contain the configuration. The operator then uses its own, which drops every alert. */
function secretFaults(spec: Json, { env: { lookup }, namespace }: CheckContext, manifest: Json): readonly Fault[] {
  if (!isFilledText(spec.configSecret) || isSet(spec.alertmanagerConfiguration) || !lookup || namespace === undefined) { return []; }
  const name = configSecretOf(manifest);
  const secret = lookup('Secret', namespace, name);
  if (secret === 'unknown') { return []; }
  const fault = (why: string): readonly Fault[] =>
    [{ at: 'configSecret', value: name, why: `${why}, and the operator then uses a configuration that drops every alert` }];
  if (!secret) { return fault('refers to a Secret that does not exist'); }
  return secretValue(secret, KEY) === undefined ? fault(`refers to a Secret without the key "${KEY}"`) : [];
}

/** Checks of an Alertmanager. */
export const ALERTMANAGER_ROWS: readonly OperatorRow[] = [
  row('version', { field: 'version', text: 'failed to parse alertmanager version' }, value =>
    !isFilledText(value) || isVariable(textOf(value)) || readVersion(textOf(value))
      ? []
      : [{ at: '', value, why: 'is not a version: write it like "v0.34.0"' }]),
  row('version-range', { field: 'version', since: '0.78.0', text: 'unsupported Alertmanager version %q' }, value => {
    const version = readVersion(textOf(value));
    return version === undefined || (version.major === 0 && version.isAtLeast('0.15.0')) ? []
      : [{ at: '', value, why: 'is a version that the operator does not support: use 0.15 or newer, below 1.0' }];
  }),
  row('configuration-name', { field: 'alertmanagerConfiguration', text: 'failed to get global AlertmanagerConfig' }, (value, context) => {
    const { env, namespace } = context;
    const name = isMap(value) ? textOf(value.name) : '';
    if (name === '') { return [{ at: 'name', why: 'is missing: set the name of an AlertmanagerConfig in this namespace' }]; }
    return namespace !== undefined && env.lookup && env.lookup('AlertmanagerConfig', namespace, name) === undefined
      ? [{ at: 'name', value: name, why: 'is not an AlertmanagerConfig in this namespace: create it, or correct the name' }] : [];
  }),
  selector('alertmanagerConfigSelector'),
  selector('alertmanagerConfigNamespaceSelector'),
  ...GLOBAL_VERSIONS.map(([field, version, text, since]) => row(`global-${field}-version`, {
    field: `alertmanagerConfiguration.global.${field}`, file: GENERATION, text, since,
  }, (_, context, manifest) => {
    const own = versionIn(manifest, context);
    return isBelow(own, version) ? [{ at: '', why: requires(version, own!, 'remove it, or use a newer Alertmanager') }] : [];
  })),
  ...GLOBAL_URLS.map(name => row(`global-${name}-url`, {
    field: `alertmanagerConfiguration.global.${name}.apiURL`,
    since: '0.92.0',
    file: 'pkg/alertmanager/validation/v1/validation.go',
    text: 'invalid \'apiURL\': %w',
  }, value => {
    const why = isFilledText(value) ? whyNoHttpUrl(textOf(value)) : undefined;
    return why === undefined ? [] : [{ at: '', value, why: `is not a URL: ${why}; write one like "https://api.example.org"` }];
  })),
  row('global-pagerduty-url', {
    field: 'alertmanagerConfiguration.global.pagerdutyUrl',
    file: GENERATION,
    text: 'parse Pagerduty URL: %w',
  }, value => {
    const why = isFilledText(value) ? whyNoUrl(textOf(value)) : undefined;
    return why === undefined ? [] : [{ at: '', value, why: `is not a URL: ${why}; write one like "https://events.example.org"` }];
  }),
  row('cluster-certificate', {
    field: 'clusterTLS.client',
    file: 'pkg/alertmanager/clustertlsconfig/config.go',
    text: 'invalid client TLS configuration: certificate is required',
  }, value =>
    isMap(value) && isEmptyReference(value.cert)
      ? [{ at: 'cert', why: 'is missing, but members of the cluster require it: refer to a certificate' }] : []),
  row('arguments', {
    field: '',
    since: '0.82.0',
    file: 'pkg/operator/argument.go',
    text: "can't set arguments which are already managed by the operator",
  }, (spec, context, manifest) =>
    argumentFaults(ARGUMENTS, spec, versionIn(manifest, context))),
  ...DROPPED.map(([field, version, text]) =>
    row(`${field}-dropped`, { field, effect: 'field-ignored', file: STATEFUL_SET, text }, (value, context, manifest) => {
      const own = versionIn(manifest, context);
      return value !== '' && !(Array.isArray(value) && value.length === 0) && isBelow(own, version)
        ? [{ at: '', why: requires(version, own!, 'use a newer Alertmanager') }] : [];
    })),
  ...['retention', 'clusterGossipInterval', 'clusterPushpullInterval', 'clusterPeerTimeout'].map(field =>
    row(`${field}-zero`, { field, effect: 'field-ignored', since: '0.94.0', file: STATEFUL_SET, text: 'zero value not supported' }, value =>
      isFilledText(value) && isNoTime(textOf(value))
        ? [{ at: '', value, why: 'is zero, so the default is used: write a duration such as "120h", or remove the field' }] : [])),
  row('namespaces-unused', { field: '', effect: 'field-ignored', text: 'using the configuration from secret as-is' }, spec =>
    isMap(spec) && !isSet(spec.alertmanagerConfigSelector)
      ? ['alertmanagerConfigNamespaceSelector', 'alertmanagerConfigMatcherStrategy'].filter(field => isSet(spec[field]))
        .map(at => ({
          at,
          why: 'has no effect without "alertmanagerConfigSelector", which selects nothing if it is missing: add '
            + '"alertmanagerConfigSelector: {}"',
        })) : []),
  row('secret-unused', { field: '', effect: 'field-ignored', text: 'am.Spec.AlertmanagerConfiguration != nil' }, spec =>
    isMap(spec) && isFilledText(spec.configSecret) && isSet(spec.alertmanagerConfiguration)
      ? [{
        at: 'configSecret',
        value: spec.configSecret,
        why: 'is ignored if it is set together with "alertmanagerConfiguration": remove one of them',
      }]
      : []),
  row('secret-missing', { field: '', effect: 'works-otherwise', text: 'using default Alertmanager configuration' },
    (spec, context, manifest) => secretFaults(isMap(spec) ? spec : {}, context, manifest)),
  ...['baseImage', 'tag', 'sha'].map(field =>
    row(`${field}-deprecated`, { field, effect: 'works-otherwise', text: `"spec.${field}", "spec.image"` }, value =>
      isFilledText(value) ? [{ at: '', value, why: 'is deprecated: write the whole reference in "image"' }] : [])),
];
