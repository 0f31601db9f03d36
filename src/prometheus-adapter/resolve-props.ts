import { Duration } from 'cdk8s';
import { checkResourceRules, checkAdapterRule } from './checks';
import { PrometheusAdapterProps } from './prometheus-adapter-props';
import { EMPTY, MAX_AGE, VERSION } from './rules';
import { checkExtraArgs, FIXED, FlagOwners } from '../manifest/extra-args';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkNumber } from '../manifest/references';
import { ServingCertificate } from '../manifest/serving-certificate';
import { inGo } from '../scrape/timing';
import { Finding, finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** Name of the construct, for messages about flags. */
const FLAG_OWNERS: FlagOwners = {
  'secure-port': 'port',
  'cert-dir': FIXED,
  'tls-cert-file': 'certificate',
  'tls-private-key-file': 'certificate',
  'config': 'rules',
  'prometheus-url': 'prometheus',
  'prometheus-auth-config': 'prometheus',
  'metrics-relist-interval': 'relistInterval',
  'metrics-max-age': 'maxAge',
  'prometheus-verb': 'usePost',
};

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: PrometheusAdapterProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('prometheusAdapter', props.versions);
  const { version, findings } = ComponentVersion.parse('prometheusAdapter', 'version', text);
  const { imageRegistry: registry, imageDigest: digest, labels = {}, replicas = 2, port = 6443, extraArgs = {} } = props;
  const { rules = [], externalRules = [], resourceRules, usePost = false } = props;
  const namespace = props.namespace ?? chartNamespace;
  const pod = resolvePod(props, { cpu: '100m', memory: '150Mi' });
  const certificate = props.certificate ?? ServingCertificate.generated();
  const relistInterval = props.relistInterval ?? Duration.minutes(1);
  const maxAge = props.maxAge ?? Duration.millis(Math.max(Duration.minutes(10).toMilliseconds(), relistInterval.toMilliseconds()));
  return {
    version,
    name: props.name ?? 'prometheus-adapter',
    namespace,
    labels,
    image: props.image ?? imageOf('prometheusAdapter', { version: text, registry, digest }),
    replicas,
    port,
    hostNetwork: props.hostNetwork ?? false,
    pod,
    certificate,
    prometheus: props.prometheus,
    rules,
    externalRules,
    resourceRules,
    relistInterval,
    maxAge,
    usePost,
    networkPolicy: props.networkPolicy ?? true,
    extraArgs,
    findings: [
      ...findings, ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkNumber('replicas', replicas, 1, 100),
      ...checkNumber('port', port, 1, 65535), ...checkPod(pod),
      ...certificate._check(), ...checkExtraArgs(extraArgs, FLAG_OWNERS),
      ...rules.length + externalRules.length === 0 && !resourceRules ? [finding(EMPTY, {})] : [],
      ...rules.flatMap((rule, at) => checkAdapterRule(rule, `rules[${at}]`, 'rules')),
      ...externalRules.flatMap((rule, at) => checkAdapterRule(rule, `externalRules[${at}]`, 'externalRules')),
      ...resourceRules ? checkResourceRules(resourceRules) : [],
      ...maxAge.toMilliseconds() < relistInterval.toMilliseconds()
        ? [finding(MAX_AGE, { maxAge: inGo(maxAge), relistInterval: inGo(relistInterval) })]
        : [],
      ...usePost && !version.has('prometheusVerb') ? [finding(VERSION, { version: version.text })] : [],
    ] as readonly Finding[],
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
