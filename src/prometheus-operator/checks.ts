import { FLAG_OWNERS } from './arguments';
import { ResolvedProps } from './resolve-props';
import { DENY_NAMESPACES, KUBELET_SERVICE, KUBELETS_TWICE } from './rules';
import { checkExtraArgs } from '../manifest/extra-args';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkQuantity } from '../manifest/quantity';
import { checkReferences } from '../manifest/references';
import { isDnsLabel, isServiceName } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';
import { checkFeatureGates } from '../versions/feature-gates';
import { checkImage } from '../versions/releases';

const LEVELS = ['all', 'debug', 'info', 'warn', 'error', 'none'];

/** Checks that need only the props. */
export function checkProps(props: ResolvedProps): Finding[] {
  const {
    namespace,
    requestedNamespaces,
    allNamespaces,
    kubeletService,
    kubelet,
    featureGates,
    version,
    denyNamespaces,
    clientNamespaces,
    options,
  } = props;
  const isKubeletService = kubelet !== undefined && isDnsLabel(kubelet.namespace) && isServiceName(kubelet.name);
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceChoice(requestedNamespaces, allNamespaces), ...checkNamespaceNames('denyNamespaces', denyNamespaces),
    ...checkNamespaceNames('clientNamespaces', clientNamespaces),
    ...denyNamespaces.length > 0 && !allNamespaces ? [finding(DENY_NAMESPACES, {})] : [],
    ...checkLabels('podLabels', options.podLabels ?? {}), ...checkReferences([{ prop: 'tls.secretName', name: props.tls?.secretName }]),
    ...(['annotations', 'podAnnotations', 'serviceAccountAnnotations'] as const).flatMap(prop => checkAnnotations(
      prop, options[prop] ?? {},
    )),
    ...checkExtraArgs(props.extraArgs, FLAG_OWNERS),
    ...kubeletService === undefined || isKubeletService ? [] : [finding(KUBELET_SERVICE, { text: kubeletService })],
    ...isKubeletService && version.has('scrapesKubeletsTwice') ? [finding(KUBELETS_TWICE, { version: version.text })] : [],
    ...checkFeatureGates(Object.keys(featureGates), version),
    ...checkLog(props, LEVELS),
    ...checkQuantity('configReloaderCpu', props.configReloaderCpu), ...checkQuantity('configReloaderMemory', props.configReloaderMemory),
    ...checkQuantity('configReloaderCpuLimit', props.configReloaderCpuLimit),
    ...checkQuantity('configReloaderMemoryLimit', props.configReloaderMemoryLimit),
    ...checkImage(undefined, props.configReloaderImageDigest),
    ...checkPod(props.pod),
  ];
}
