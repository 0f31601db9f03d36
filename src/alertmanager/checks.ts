import { ResolvedProps } from './resolve-props';
import { NO_CONFIGURATION, TLS_RELOADER_PROBES } from './rules';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkNumber, checkReferences, checkUrl } from '../manifest/references';
import { checkService } from '../manifest/service';
import { checkStorage } from '../manifest/storage';
import { finding, Finding } from '../validation/rule';

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { namespace, requestedNamespaces, allNamespaces, tls, operator, operatorProbesConfigReloader, configSecret } = props;
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceChoice(requestedNamespaces, allNamespaces),
    ...checkNamespaceNames('clientNamespaces', props.clientNamespaces),
    ...tls && operatorProbesConfigReloader && operator.has('reloaderWebConfig') ? [finding(TLS_RELOADER_PROBES, {})] : [],
    ...configSecret === undefined ? [finding(NO_CONFIGURATION, {})] : [],
    ...checkNumber('replicas', props.replicas, 1, 100),
    ...checkLog(props),
    ...checkReferences([{ prop: 'configSecret', name: configSecret }, { prop: 'tls.secretName', name: tls?.secretName }]),
    ...checkStorage('storage', props.storage),
    ...checkUrl('externalUrl', props.externalUrl),
    ...checkService('serviceOptions', props.serviceOptions),
    ...checkLabels('labels', props.labels),
    ...checkPod(props.pod),
  ];
}
