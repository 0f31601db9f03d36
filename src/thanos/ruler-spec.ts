import { ResolvedOptions } from './resolve-props';
import { RULER_FIELDS, RULER_ROWS } from './ruler-rows';
import { ThanosRulerProps } from './thanos-ruler-props';
import { Labels } from '../manifest/labels';
import { namespaceSelector } from '../manifest/namespaces';
import { CompleteSpec, completeSpec } from '../manifest/option-rows';
import { instanceFields } from '../manifest/pod';
import { podSecurityRows } from '../manifest/pod-security';
import { selectionFields } from '../manifest/selection';
import { storageSpec } from '../manifest/storage';
import { STORE_API } from '../scrape/thanos-ports';
import { inPromql } from '../scrape/timing';
import { AlertmanagerReference, QueryApiReference } from '../scrape/web';

/** The ports of its pods, by the operator's names. */
export const RULER_WEB = { name: 'web', port: 10902 } as const;
export const RULER_RELOADER = { name: 'reloader-web', port: 8080 } as const;
export const RULER_PORTS = [RULER_WEB, RULER_RELOADER, STORE_API];

/** The labels that the operator adds to its pods. */
export function podLabelsOf(id: string): Labels {
  return {
    'app.kubernetes.io/instance': id, 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'thanos-ruler',
  };
}

/** The specification of the Ruler. */
export function rulerSpec(
  props: ThanosRulerProps, { version, image, pod, labels, namespace, logLevel }: ResolvedOptions, id: string, serviceAccountName: string,
): CompleteSpec {
  const {
    query, queryEndpoints = [], alertmanagers = [], alertmanagersConfig, objectStorage, storage, externalLabels = {}, replicas = 2,
  } = props;
  const where = namespaceSelector(
    namespace, props.allNamespaces ? 'all' : [...props.namespaces ?? [], ...namespace === undefined ? [] : [namespace]],
  );
  return completeSpec({
    version: `v${version.text}`,
    image,
    ...instanceFields(pod, { replicas, labels, selector: podLabelsOf(id), serviceAccountName }),
    queryEndpoints: [...query ? [addressOf(query.queryApi)] : [], ...queryEndpoints],
    ...alertmanagers.length > 0 && { alertmanagersUrl: alertmanagers.map(urlOf) },
    ...alertmanagersConfig && { alertmanagersConfig: { name: alertmanagersConfig.secretName, key: alertmanagersConfig.key } },
    ...selectionFields('rule', props.ruleSelection ?? {}, where),
    ...Object.keys(externalLabels).length > 0 && { labels: externalLabels },
    evaluationInterval: inPromql(props.evaluationInterval) ?? '30s',
    retention: inPromql(props.retention) ?? (objectStorage ? '2d' : '15d'),
    ...storage && { storage: storageSpec(storage) },
    ...objectStorage && { objectStorageConfig: { name: objectStorage.secretName, key: objectStorage.key } },
    alertQueryUrl: props.alertQueryUrl,
    portName: RULER_WEB.name,
    ...logLevel !== 'info' && { logLevel },
  }, props, RULER_ROWS, [...RULER_FIELDS, ...podSecurityRows(props)]);
}

/** All pods behind a Service, through the SRV records of the port in the cluster's DNS. */
function addressOf({ serviceName, namespace, portName = 'web' }: QueryApiReference): string {
  return `dnssrv+_${portName}._tcp.${serviceName}.${namespace}.svc`;
}

/** Every pod: the members gossip about sent notifications, not about received alerts. */
function urlOf({
  serviceName, namespace, port = 'web', headlessServiceName = serviceName, pathPrefix = '',
}: AlertmanagerReference): string {
  return `dnssrv+http://_${port}._tcp.${headlessServiceName}.${namespace}.svc${pathPrefix}`;
}
