import { additionsSpec } from './global-spec';
import { ResolvedProps } from './resolve-props';
import { ALERTMANAGER_FIELDS, ALERTMANAGER_ROWS } from './spec-rows';
import { reloaderProbes } from '../health/reloader-probes';
import { namespaceSelector } from '../manifest/namespaces';
import { CompleteSpec, completeSpec } from '../manifest/option-rows';
import { instanceFields } from '../manifest/pod';
import { podSecurityRows } from '../manifest/pod-security';
import { selectionFields } from '../manifest/selection';
import { storageSpec } from '../manifest/storage';
import { servesTls, webSpec } from '../scrape/access';

/** The ports of its pods, by the operator's names. */
export const WEB = { name: 'web', port: 9093 } as const;
export const RELOADER = { name: 'reloader-web', port: 8080 } as const;

/** The port for gossip between replicas, over TCP and UDP. */
export const MESH_PORT = 9094;

/** The labels that the operator adds to its pods. */
export function podLabelsOf({ id }: { readonly id: string }) {
  return {
    'app.kubernetes.io/instance': id, 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'alertmanager',
  };
}

/** The specification of the Alertmanager. */
export function alertmanagerSpec(props: ResolvedProps, serviceAccountName: string): CompleteSpec {
  const { version, operator, replicas, labels, pod, namespace, namespaces, allNamespaces, tls, logLevel, logFormat } = props;
  const where = namespaceSelector(namespace, allNamespaces ? 'all' : [...namespaces, ...namespace === undefined ? [] : [namespace]]);
  const isReloaderTls = (tls !== undefined || servesTls(props.options.spec)) && operator.has('reloaderWebConfig');
  const fields = props.namesConfiguration
    ? ALERTMANAGER_FIELDS.filter(({ path }) => path !== 'alertmanagerConfiguration.name')
    : ALERTMANAGER_FIELDS;
  return completeSpec({
    version: `v${version.text}`,
    image: props.image,
    ...instanceFields(pod, { replicas, labels, selector: podLabelsOf(props), serviceAccountName }),
    automountServiceAccountToken: false,
    ...!props.operatorProbesConfigReloader
      && { containers: [{ name: 'config-reloader', ...reloaderProbes({ listenLocal: false, isTls: isReloaderTls }) }] },
    configSecret: props.configSecret,
    ...(props.writtenRouting || props.namesConfiguration)
      && { alertmanagerConfiguration: { ...props.writtenRouting && { name: props.name }, ...additionsSpec(props.options) } },
    ...selectionFields('alertmanagerConfig', props.configSelection, where),
    alertmanagerConfigMatcherStrategy: { type: props.configMatcher },
    retention: props.retention,
    ...props.storage && { storage: storageSpec(props.storage) },
    portName: WEB.name,
    externalUrl: props.externalUrl,
    ...tls && { web: webSpec(tls) },
    ...logLevel !== 'info' && { logLevel },
    ...logFormat !== 'logfmt' && { logFormat },
  }, props.options, ALERTMANAGER_ROWS, [...fields, ...podSecurityRows(props.options)]);
}
