import { Duration } from 'cdk8s';
import { MetricsServerProps } from './metrics-server-props';
import { ADDRESS_TYPE, HOST_PORT, KUBELET_TLS, RESOLUTION, VERSION } from './rules';
import { checkExtraArgs, FIXED, FlagOwners } from '../manifest/extra-args';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkNumber, checkReferences } from '../manifest/references';
import { ServingCertificate } from '../manifest/serving-certificate';
import { inGo } from '../scrape/timing';
import { Finding, finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The kubelet's own port. */
const KUBELET = 10250;

/** The types of node addresses. */
const ADDRESS_TYPES = ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'];

/** Name of the construct, for messages about flags. */
const FLAG_OWNERS: FlagOwners = {
  'secure-port': 'port',
  'cert-dir': FIXED,
  'tls-cert-file': 'certificate',
  'tls-private-key-file': 'certificate',
  'metric-resolution': 'resolution',
  'kubelet-request-timeout': 'kubeletRequestTimeout',
  'kubelet-preferred-address-types': 'kubeletAddressTypes',
  'kubelet-certificate-authority': 'kubeletCertificateAuthority',
  'kubelet-insecure-tls': 'kubeletInsecureTls',
  'node-selector': 'scrapedNodes',
};

function withDefaults(props: MetricsServerProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('metricsServer', props.versions);
  const { version, findings } = ComponentVersion.parse('metricsServer', 'version', text);
  const {
    imageRegistry: registry, imageDigest: digest, labels = {}, replicas = 2, port = KUBELET, extraArgs = {}, hostNetwork = false,
  } = props;
  const namespace = props.namespace ?? chartNamespace;
  const pod = resolvePod(props, { cpu: '100m', memory: '200Mi' });
  const certificate = props.certificate ?? ServingCertificate.generated();
  return {
    version,
    name: props.name ?? 'metrics-server',
    namespace,
    labels,
    image: props.image ?? imageOf('metricsServer', { version: text, registry, digest }),
    replicas,
    port,
    hostNetwork,
    pod,
    certificate,
    resolution: props.resolution ?? Duration.seconds(15),
    kubeletRequestTimeout: props.kubeletRequestTimeout,
    kubeletAddressTypes: props.kubeletAddressTypes ?? ['InternalIP', 'ExternalIP', 'Hostname'],
    kubeletCertificateAuthority: props.kubeletCertificateAuthority,
    kubeletInsecureTls: props.kubeletInsecureTls ?? false,
    scrapedNodes: props.scrapedNodes,
    networkPolicy: props.networkPolicy ?? true,
    extraArgs,
    findings: [
      ...findings, ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkNumber('replicas', replicas, 1, 100),
      ...checkNumber('port', port, 1, 65535), ...checkPod(pod),
      ...certificate._check(), ...checkExtraArgs(extraArgs, FLAG_OWNERS), ...checkLabels('scrapedNodes', props.scrapedNodes ?? {}),
      ...checkReferences([{ prop: 'kubeletCertificateAuthority', name: props.kubeletCertificateAuthority }]),
    ] as readonly Finding[],
  };
}

export type ResolvedProps = ReturnType<typeof withDefaults>;

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: MetricsServerProps, chartNamespace: string | undefined): ResolvedProps {
  const resolved = withDefaults(props, chartNamespace);
  return { ...resolved, findings: [...resolved.findings, ...checkServer(resolved)] };
}

/** Combinations that make it exit. */
function checkServer(props: ResolvedProps): Finding[] {
  const { version, kubeletRequestTimeout, scrapedNodes, kubeletAddressTypes, hostNetwork, port } = props;
  const newer = (option: string) => finding(VERSION, { option, since: '0.7.0', version: version.text });
  return [
    ...checkResolution(props),
    ...kubeletRequestTimeout && !version.has('kubeletRequestTimeout') ? [newer('kubeletRequestTimeout')] : [],
    ...scrapedNodes && !version.has('nodeSelector') ? [newer('scrapedNodes')] : [],
    ...props.kubeletCertificateAuthority !== undefined && props.kubeletInsecureTls ? [finding(KUBELET_TLS, {})] : [],
    ...kubeletAddressTypes.filter(type => !ADDRESS_TYPES.includes(type))
      .map(type => finding(ADDRESS_TYPE, { type, allowed: ADDRESS_TYPES })),
    ...hostNetwork && port === KUBELET ? [finding(HOST_PORT, { port })] : [],
  ];
}

function checkResolution({ resolution, kubeletRequestTimeout, version }: ResolvedProps): Finding[] {
  const timeout = kubeletRequestTimeout ?? Duration.seconds(10);
  const [shown, least] = [inGo(resolution), resolution.toMilliseconds()];
  if (least < 10_000) { return [finding(RESOLUTION, { resolution: shown, why: 'it must be at least 10s' })]; }
  if (!version.has('kubeletRequestTimeout') || least * 9 / 10 >= timeout.toMilliseconds()) { return []; }
  return [finding(
    RESOLUTION,
    {
      resolution: shown,
      why: `nine tenths of it must be at least "kubeletRequestTimeout" (${inGo(timeout)}): use a longer resolution or a shorter timeout`,
    },
  )];
}
