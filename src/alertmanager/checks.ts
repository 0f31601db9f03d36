import { checkAdditions } from './global-spec';
import { ResolvedProps } from './resolve-props';
import { checkRouting } from './routing-checks';
import { GLOBAL_SECRET, LISTEN_LOCAL, NO_CONFIGURATION, ROUTING_SPEC, ROUTING_TWICE, TLS_RELOADER_PROBES } from './rules';
import { checkInstance } from '../manifest/instance-spec';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkNumber, checkReferences, checkRoutePrefix, checkUrl } from '../manifest/references';
import { checkSelection } from '../manifest/selection';
import { checkService } from '../manifest/service';
import { checkStorage } from '../manifest/storage';
import { finding, Finding } from '../validation/rule';

/** Checks that need the options. */
export function checkOptionsAlone(props: ResolvedProps): Finding[] {
  const { namespace, requestedNamespaces, allNamespaces, operator, routing, version } = props;
  const hasOwn = props.writtenRouting !== undefined || props.namesConfiguration;
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceChoice(requestedNamespaces, allNamespaces), ...checkSelection('configSelection', props.configSelection),
    ...checkNamespaceNames('clientNamespaces', props.clientNamespaces),
    ...routing ? checkRouting(routing, { operator, version }) : [],
    ...checkAdditions(props.options),
    ...hasOwn
      ? []
      : (['global', 'templates'] as const).filter(option => props.options[option] !== undefined)
        .map(option => finding(GLOBAL_SECRET, { option })),
    ...checkService('serviceOptions', props.serviceOptions),
    ...props.options.routingSpec !== undefined && !props.writtenRouting ? [finding(ROUTING_SPEC, {})] : [],
  ];
}

/** Problems of the props, as in the finished custom resource: a patch is checked like an option. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { tls, configSecret, routing } = props;
  return [
    ...props.findings,
    ...configSecret === undefined && !routing && !props.namesConfiguration ? [finding(NO_CONFIGURATION, {})] : [],
    ...configSecret !== undefined && routing ? [finding(ROUTING_TWICE, {})] : [],
    ...checkNumber('replicas', props.replicas, 1, 100),
    ...checkLog(props),
    ...checkReferences([{ prop: 'configSecret', name: configSecret }, { prop: 'tls.secretName', name: tls?.secretName }]),
    ...checkStorage('storage', props.storage),
    ...checkUrl('externalUrl', props.externalUrl),
    ...checkLabels('labels', props.labels),
    ...checkPod(props.pod), ...checkInstance(props.options, props.storage), ...checkRoutePrefix(props.options.routePrefix),
  ];
}

/**
 * Access to the processes of the pods, and whether their probes work. Read from the finished custom resource, so a patch is checked like an
 * option.
 */
export function checkListening(
  { spec }: any, { operator, operatorProbesConfigReloader }: Pick<ResolvedProps, 'operator' | 'operatorProbesConfigReloader'>,
): Finding[] {
  const isReloaderTls = spec?.web?.tlsConfig !== undefined && operator.has('reloaderWebConfig');
  return [
    ...spec?.listenLocal === true ? [finding(LISTEN_LOCAL, {})] : [],
    ...isReloaderTls && operatorProbesConfigReloader ? [finding(TLS_RELOADER_PROBES, {})] : [],
  ];
}
