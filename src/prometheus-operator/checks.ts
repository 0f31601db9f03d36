import { ResolvedProps } from './resolve-props';
import { KUBELET_SERVICE, LOG, NAMESPACE_LISTS } from './rules';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkQuantity } from '../manifest/quantity';
import { isDnsLabel, isServiceName } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';
import { checkFeatureGates } from '../versions/feature-gates';
import { checkImage } from '../versions/releases';

const LEVELS = ['all', 'debug', 'info', 'warn', 'error', 'none'];
const FORMATS = ['logfmt', 'json'];

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { namespace, requestedNamespaces, allNamespaces, kubeletService, kubelet, featureGates, version, logLevel, logFormat } = props;
  const isKubeletService = kubelet !== undefined && isDnsLabel(kubelet.namespace) && isServiceName(kubelet.name);
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceNames('namespaces', requestedNamespaces ?? []),
    ...allNamespaces && requestedNamespaces ? [finding(NAMESPACE_LISTS, {})] : [],
    ...kubeletService === undefined || isKubeletService ? [] : [finding(KUBELET_SERVICE, { text: kubeletService })],
    ...checkFeatureGates(Object.keys(featureGates), version),
    ...LEVELS.includes(logLevel) ? [] : [finding(LOG, { prop: 'logLevel', value: logLevel, allowed: LEVELS })],
    ...FORMATS.includes(logFormat) ? [] : [finding(LOG, { prop: 'logFormat', value: logFormat, allowed: FORMATS })],
    ...checkQuantity('configReloaderCpu', props.configReloaderCpu), ...checkQuantity('configReloaderMemory', props.configReloaderMemory),
    ...checkImage(undefined, props.configReloaderImageDigest),
    ...checkPod(props.pod),
  ];
}
