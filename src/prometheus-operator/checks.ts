import { FLAG_OWNERS } from './arguments';
import { ResolvedProps } from './resolve-props';
import { KUBELET_SERVICE, KUBELETS_TWICE } from './rules';
import { checkExtraArgs } from '../manifest/extra-args';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkQuantity } from '../manifest/quantity';
import { isDnsLabel, isServiceName } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';
import { checkFeatureGates } from '../versions/feature-gates';
import { checkImage } from '../versions/releases';

const LEVELS = ['all', 'debug', 'info', 'warn', 'error', 'none'];

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { namespace, requestedNamespaces, allNamespaces, kubeletService, kubelet, featureGates, version } = props;
  const isKubeletService = kubelet !== undefined && isDnsLabel(kubelet.namespace) && isServiceName(kubelet.name);
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceChoice(requestedNamespaces, allNamespaces),
    ...checkExtraArgs(props.extraArgs, FLAG_OWNERS),
    ...kubeletService === undefined || isKubeletService ? [] : [finding(KUBELET_SERVICE, { text: kubeletService })],
    ...isKubeletService && version.has('scrapesKubeletsTwice') ? [finding(KUBELETS_TWICE, { version: version.text })] : [],
    ...checkFeatureGates(Object.keys(featureGates), version),
    ...checkLog(props, LEVELS),
    ...checkQuantity('configReloaderCpu', props.configReloaderCpu), ...checkQuantity('configReloaderMemory', props.configReloaderMemory),
    ...checkImage(undefined, props.configReloaderImageDigest),
    ...checkPod(props.pod),
  ];
}
