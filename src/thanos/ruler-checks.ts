import { checkAddress, checkBucket } from './checks';
import { RULER_ALERTMANAGERS, RULER_LABEL, RULER_LISTEN_LOCAL, RULER_NO_QUERY, RULER_SILENT, RULER_VOLUMES } from './rules';
import { ThanosRulerProps } from './thanos-ruler-props';
import { checkInstance } from '../manifest/instance-spec';
import { checkNamespaceChoice } from '../manifest/namespaces';
import { checkNumber, checkReferences, checkRoutePrefix, checkUrl } from '../manifest/references';
import { checkSelection } from '../manifest/selection';
import { checkStorage } from '../manifest/storage';
import { whyNoExternalLabel } from '../scrape/external-labels';
import { finding, Finding } from '../validation/rule';

/** Whom a Ruler asks, whom it tells, and what it calls what it records. */
export function checkRuler(props: ThanosRulerProps): Finding[] {
  const { query, queryEndpoints = [], alertmanagers = [], alertmanagersConfig, externalLabels = {}, replicas } = props;
  const withTls = alertmanagers.filter(({ tls }) => tls !== undefined).map(({ serviceName }) => serviceName);
  return [
    ...!query && queryEndpoints.length === 0 && props.spec?.queryConfig === undefined ? [finding(RULER_NO_QUERY, {})] : [],
    ...queryEndpoints.flatMap(checkAddress),
    ...withTls.length > 0 || alertmanagersConfig && alertmanagers.length > 0
      ? [finding(RULER_ALERTMANAGERS, { withTls, isConfigured: alertmanagersConfig !== undefined })] : [],
    ...!alertmanagersConfig && alertmanagers.length === 0 ? [finding(RULER_SILENT, {})] : [],
    ...Object.entries(externalLabels).flatMap(([name, value]) => {
      const why = whyNoExternalLabel(name, value, ['thanos_ruler_replica']);
      return why === undefined ? [] : [finding(RULER_LABEL, { name, why })];
    }),
    ...checkSelection('ruleSelection', props.ruleSelection ?? {}), ...checkNamespaceChoice(props.namespaces, props.allNamespaces ?? false), ...checkNumber('replicas', replicas, 1, 100),
    ...checkReferences([{ prop: 'alertmanagersConfig.secretName', name: alertmanagersConfig?.secretName }]),
    ...checkBucket(props.objectStorage), ...checkStorage('storage', props.storage), ...checkUrl('alertQueryUrl', props.alertQueryUrl),
    ...checkInstance(props, props.storage), ...checkRoutePrefix(props.routePrefix),
    ...props.persistentVolumeClaimRetentionPolicy ? [finding(RULER_VOLUMES, {})] : [],
  ];
}

/** Who reaches the pods, read from the finished custom resource: a patch is the one way to set it. */
export function checkRulerListening({ spec }: any): Finding[] {
  return spec?.listenLocal === true ? [finding(RULER_LISTEN_LOCAL, {})] : [];
}
