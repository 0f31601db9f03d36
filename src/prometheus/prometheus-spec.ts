import { commonSpec, selectorsOf } from './common-spec';
import { ResolvedProps } from './resolve-props';
import { SERVER_FIELDS, SERVER_ROWS } from './spec-rows';
import { CompleteSpec, completeSpec } from '../manifest/option-rows';
import { podSecurityRows } from '../manifest/pod-security';
import { resourcesOf } from '../manifest/resource-limits';
import { mebibytes } from '../manifest/storage';
import { tlsConfigOf } from '../scrape/access';
import { inPromql } from '../scrape/timing';
import { AlertmanagerReference } from '../scrape/web';

/** The specification of the Prometheus. */
export function prometheusSpec(props: ResolvedProps, serviceAccountName: string): CompleteSpec {
  const { shardRetention, rulesEnabled, evaluationInterval, thanos, query, alertmanagers } = props;
  const { maxConcurrency, maxSamples, timeout, lookbackDelta } = query ?? {};
  return completeSpec({
    ...commonSpec(props, serviceAccountName),
    ...selectorsOf(props, ['podMonitor', 'probe', 'scrapeConfig', 'serviceMonitor', ...rulesEnabled ? ['rule'] as const : []]),
    ...shardRetention !== undefined && { shardRetentionPolicy: { whenScaled: 'Retain', retain: { retentionPeriod: shardRetention } } },
    evaluationInterval,
    ...retentionFields(props),
    ...query && { query: { maxConcurrency, maxSamples, timeout: inPromql(timeout), lookbackDelta: inPromql(lookbackDelta) } },
    ...thanos && { thanos: sidecarOf(thanos, props) },
    ...alertmanagers.length > 0 && { alerting: { alertmanagers: alertmanagers.map(alertingEndpoint) } },
  }, props.serverOptions, SERVER_ROWS, [...SERVER_FIELDS, ...podSecurityRows(props.serverOptions)]);
}

/** What the operator adds to each pod. */
function sidecarOf(
  { version, image, objectStorage, cpu, memory }: NonNullable<ResolvedProps['thanos']>, { pod: { resourceLimits } }: ResolvedProps,
) {
  return {
    version: `v${version}`,
    image,
    resources: resourcesOf({ cpu, memory, resourceLimits }),
    ...objectStorage && { objectStorageConfig: { name: objectStorage.secretName, key: objectStorage.key } },
  };
}

/** Prometheus uses powers of 1,024 for both MB and MiB. */
function retentionFields({ retention, retentionSize }: ResolvedProps) {
  return { retention, ...retentionSize && { retentionSize: `${mebibytes(retentionSize)}MiB` } };
}

function alertingEndpoint({ serviceName, namespace, port = 'web', tls, pathPrefix }: AlertmanagerReference) {
  return {
    apiVersion: 'v2',
    name: serviceName,
    namespace,
    port,
    pathPrefix,
    ...tls && { scheme: 'https', tlsConfig: tlsConfigOf(tls, serviceName, namespace) },
  };
}
