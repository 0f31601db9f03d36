import { ResolvedProps } from './resolve-props';
import { LOG, NAMESPACE_LISTS, NO_CONFIGURATION, TLS_RELOADER_PROBES } from './rules';
import { checkLabels } from '../manifest/labels';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkNumber, checkReferences, checkUrl } from '../manifest/references';
import { checkService } from '../manifest/service';
import { checkStorage } from '../manifest/storage';
import { finding, Finding } from '../validation/rule';

const LEVELS = ['debug', 'info', 'warn', 'error'];
const FORMATS = ['logfmt', 'json'];

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { namespace, requestedNamespaces, allNamespaces, tls, operator, operatorProbesConfigReloader, configSecret, logLevel, logFormat } = props;
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceNames('namespaces', requestedNamespaces ?? []),
    ...checkNamespaceNames('clientNamespaces', props.clientNamespaces),
    ...allNamespaces && requestedNamespaces ? [finding(NAMESPACE_LISTS, {})] : [],
    ...tls && operatorProbesConfigReloader && operator.has('reloaderWebConfig') ? [finding(TLS_RELOADER_PROBES, {})] : [],
    ...configSecret === undefined ? [finding(NO_CONFIGURATION, {})] : [],
    ...checkNumber('replicas', props.replicas, 1, 100),
    ...LEVELS.includes(logLevel) ? [] : [finding(LOG, { prop: 'logLevel', value: logLevel, allowed: LEVELS })],
    ...FORMATS.includes(logFormat) ? [] : [finding(LOG, { prop: 'logFormat', value: logFormat, allowed: FORMATS })],
    ...checkReferences([{ prop: 'configSecret', name: configSecret }, { prop: 'tls.secretName', name: tls?.secretName }]),
    ...checkStorage('storage', props.storage),
    ...checkUrl('externalUrl', props.externalUrl),
    ...checkService('serviceOptions', props.serviceOptions),
    ...checkLabels('labels', props.labels),
    ...checkPod(props.pod),
  ];
}
