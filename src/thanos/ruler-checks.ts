import { checkAddress, checkBucket } from './checks';
import { finishedRuler } from './finished-ruler';
import { ResolvedOptions } from './resolve-props';
import { RULER_ALERTMANAGERS, RULER_LABEL, RULER_LISTEN_LOCAL, RULER_NO_QUERY, RULER_SILENT, RULER_VOLUMES } from './rules';
import { ThanosRulerProps } from './thanos-ruler-props';
import { asMap, asTexts, finishedPod, metadataOf, versionAt } from '../manifest/finished';
import { checkInstance } from '../manifest/instance-spec';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespaceChoice } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkNumber, checkReferences, checkRoutePrefix, checkUrl } from '../manifest/references';
import { checkSelection } from '../manifest/selection';
import { checkStorage } from '../manifest/storage';
import { whyNoExternalLabel } from '../scrape/external-labels';
import { finding, Finding } from '../validation/rule';

/** Checks that need the options. */
export function checkOptionsAlone(props: ThanosRulerProps): Finding[] {
  const { alertmanagers = [], alertmanagersConfig } = props;
  const withTls = alertmanagers.filter(({ tls }) => tls !== undefined).map(({ serviceName }) => serviceName);
  return [
    ...withTls.length > 0 || alertmanagersConfig && alertmanagers.length > 0
      ? [finding(RULER_ALERTMANAGERS, { withTls, isConfigured: alertmanagersConfig !== undefined })] : [],
    ...checkSelection('ruleSelection', props.ruleSelection ?? {}), ...checkNamespaceChoice(props.namespaces, props.allNamespaces ?? false),
    ...props.persistentVolumeClaimRetentionPolicy ? [finding(RULER_VOLUMES, {})] : [],
  ];
}

/**
 * Whom a Ruler queries, and what it calls what it records, as the finished custom resource has it: a patch is judged as an option is.
 * @param isHeard whether it has somebody to alert
 */
export function checkRuler(props: ThanosRulerProps, isHeard: boolean): Finding[] {
  const { query, queryEndpoints = [], alertmanagersConfig, externalLabels = {}, replicas } = props;
  return [
    ...!query && queryEndpoints.length === 0 && props.spec?.queryConfig === undefined ? [finding(RULER_NO_QUERY, {})] : [],
    ...queryEndpoints.flatMap(checkAddress),
    ...!alertmanagersConfig && !isHeard ? [finding(RULER_SILENT, {})] : [],
    ...Object.entries(externalLabels).flatMap(([name, value]) => {
      const why = whyNoExternalLabel(name, value, ['thanos_ruler_replica']);
      return why === undefined ? [] : [finding(RULER_LABEL, { name, why })];
    }),
    ...checkNumber('replicas', replicas, 1, 100), ...checkLog({ logLevel: props.logLevel ?? 'info', logFormat: 'logfmt' }),
    ...checkReferences([{ prop: 'alertmanagersConfig.secretName', name: alertmanagersConfig?.secretName }]),
    ...checkBucket(props.objectStorage), ...checkStorage('storage', props.storage), ...checkUrl('alertQueryUrl', props.alertQueryUrl),
    ...checkInstance(props, props.storage), ...checkRoutePrefix(props.routePrefix),
  ];
}

/** Problems of the finished custom resource. */
export function checkFinished(props: ThanosRulerProps, { version, pod }: ResolvedOptions, manifest: any): Finding[] {
  const spec = asMap(manifest?.spec) ?? {};
  return [
    ...versionAt(version, spec.version).findings, ...checkLabels('labels', metadataOf(manifest).labels),
    ...checkPod(finishedPod(pod, spec)),
    ...checkRuler(finishedRuler(props, manifest), asTexts(spec.alertmanagersUrl).length > 0),
  ];
}

/** Access to the pods, read from the finished custom resource: only a patch can set it. */
export function checkRulerListening({ spec }: any): Finding[] {
  return spec?.listenLocal === true ? [finding(RULER_LISTEN_LOCAL, {})] : [];
}
