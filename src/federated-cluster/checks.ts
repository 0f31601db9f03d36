import { FederationMode } from './federation-mode';
import { checkMatch } from './match';
import { ResolvedProps } from './resolve-props';
import {
  CLUSTER_NAME, DISCOVERY_ROLE, EXTERNAL_NAME_IS_ADDRESS, FIELD_VERSION, HOSTNAME_ALONE, PATH, REPLICA_LABEL, SERVER_NAME,
  SEVERAL_ADDRESSES, TARGET_ADDRESS,
  TARGET_HOSTNAME, TARGET_MISSING,
} from './rules';
import { externalNameOf, TargetAddresses } from './target';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkNumber } from '../manifest/references';
import { checkAccess } from '../scrape/client-access';
import { isDnsLabel, isDnsSubdomain } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

/** Checks that need only the props. */
export function checkProps(props: ResolvedProps, addresses: TargetAddresses): Finding[] {
  return [
    ...checkTarget(props, addresses),
    ...checkServerName(props),
    ...checkAccess(props, '', props.tls !== undefined),
    ...checkValues(props),
    ...checkMatch(props.match, ['cluster', 'prometheus', props.replicaLabel]),
  ];
}

function checkTarget(props: ResolvedProps, addresses: TargetAddresses): Finding[] {
  const { ips, hostname, mode, operator, hasSlices } = props;
  const isMonitor = mode === FederationMode.SERVICE_MONITOR;
  const name = externalNameOf(props, addresses);
  return [
    ...ips.length === 0 && hostname === undefined ? [finding(TARGET_MISSING, {})] : [],
    ...addresses.usable.length > 1 && (isMonitor || hostname === undefined)
      ? [finding(SEVERAL_ADDRESSES, { count: addresses.usable.length, label: props.replicaLabel })]
      : [],
    ...addresses.refused.length > 0 ? [finding(TARGET_ADDRESS, { refused: addresses.refused })] : [],
    ...hostname !== undefined && !isHostname(hostname) ? [finding(TARGET_HOSTNAME, { hostname })] : [],
    ...isMonitor && ips.length === 0 && hostname !== undefined ? [finding(HOSTNAME_ALONE, {})] : [],
    ...isMonitor && hostname === undefined && name !== undefined ? [finding(EXTERNAL_NAME_IS_ADDRESS, { address: name })] : [],
    ...isMonitor && hasSlices && !operator.has('serviceMonitorDiscoveryRole') ? [finding(DISCOVERY_ROLE, { operator: operator.text })] : [],
  ];
}

/** A name that is not an address. */
function isHostname(text: string): boolean {
  return isDnsSubdomain(text) && !/^[\d.]+$/.test(text);
}

function checkServerName({ tls, hostname }: ResolvedProps): Finding[] {
  return tls && tls.serverName === undefined && hostname === undefined && !tls.insecureSkipVerify ? [finding(SERVER_NAME, {})] : [];
}

function checkValues(props: ResolvedProps): Finding[] {
  const {
    cluster, name, namespace, labels, port, path, sampleLimit, labelLimit, bodySizeLimit, replicaLabel, mode, operator, alerts,
  } = props;
  const isBodyLimited = mode === FederationMode.SCRAPE_CONFIG ? 'scrapeConfigBodySizeLimit' : 'monitorBodySizeLimit';
  return [
    ...checkNamespace(namespace),
    ...checkLabels('labels', labels),
    ...name === `federate-${cluster}` && !(isDnsLabel(cluster) && cluster.length <= 40) ? [finding(CLUSTER_NAME, { cluster })] : [],
    ...checkNumber('target.port', port, 1, 65535),
    ...checkNumber('alerts.limitPercent', alerts.limitPercent, 1, 100),
    ...checkNumber('sampleLimit', sampleLimit, 1), ...checkNumber('labelLimit', labelLimit, 1),
    ...path.startsWith('/') && !/[?#\s]/.test(path) ? [] : [finding(PATH, { path })],
    ...bodySizeLimit && !operator.has(isBodyLimited)
      ? [finding(
        FIELD_VERSION,
        { field: 'bodySizeLimit', since: mode === FederationMode.SCRAPE_CONFIG ? '0.89.0' : '0.73.0', operator: operator.text },
      )]
      : [],
    ...replicaLabel.length <= 128 && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(replicaLabel) ? [] : [finding(REPLICA_LABEL, { label: replicaLabel })],
  ];
}
