import { below, different, differentUnless, to, ValueRow } from './row';
import { Converter, count, labels, literal, map, maps, namedValues, quantity, text, tolerations } from '../convert';

/** Templates treat it like an empty list, map or text, and old releases have it as the default of some. */
export const OFF = false;

/** Pod fields that all components have, below a key of the chart, and their options. */
export function pod(path: string, option: string): ValueRow[] {
  return below(path, [
    to('nodeSelector', `${option}.nodeSelector`, labels),
    to('tolerations', `${option}.tolerations`, tolerations),
    to('priorityClassName', `${option}.priorityClassName`, text),
    to('resources.requests.cpu', `${option}.cpu`, quantity),
    to('resources.requests.memory', `${option}.memory`, quantity),
    to('resources.limits.memory', `${option}.memoryLimit`, quantity),
    ...different('no CPU limit, because throttling delays scrapes and probes', 'resources.limits.cpu'),
  ]);
}

const replicas: Converter = value => value === 0 ? undefined : count(value);

/** Fields that the operator's custom resources share. */
export function customResource(path: string, option: string): ValueRow[] {
  const field = (name: string, ...values: unknown[]) => to(name, `${option}.spec.${name}`, literal, ...values);
  return [...pod(path, option), ...below(path, [
    to('affinity', `${option}.affinity`, map),
    to('topologySpreadConstraints', `${option}.topologySpreadConstraints`, maps),
    {
      ...to('replicas', `${option}.replicas`, replicas, 1),
      unsupported: `it is not a number of at least 1: set "${option}.replicas", or "${option}Enabled: false" for none`,
    },
    to('externalUrl', `${option}.externalUrl`, text),
    to('routePrefix', `${option}.routePrefix`, text, '/'),
    to('logLevel', `${option}.logLevel`, text, 'info'),
    to('logFormat', `${option}.logFormat`, text, 'logfmt'),
    to('podMetadata.labels', `${option}.podLabels`, labels),
    to('podMetadata.annotations', `${option}.podAnnotations`, labels),
    to('volumes', `${option}.volumes`, maps),
    to('volumeMounts', `${option}.volumeMounts`, maps),
    to('initContainers', `${option}.initContainers`, maps),
    to('containers', `${option}.containers`, maps),
    to('hostAliases', `${option}.hostAliases`, maps),
    to('dnsPolicy', `${option}.dnsPolicy`, text),
    to('dnsConfig', `${option}.dnsConfig`, map),
    to('minReadySeconds', `${option}.minReadySeconds`, count, 0),
    to('terminationGracePeriodSeconds', `${option}.terminationGracePeriodSeconds`, count),
    to('persistentVolumeClaimRetentionPolicy', `${option}.persistentVolumeClaimRetentionPolicy`, map),
    to('additionalArgs', `${option}.additionalArgs`, namedValues),
    field('paused', false), field('hostNetwork', false), field('web', OFF), field('secrets', OFF), field('configMaps', OFF),
    field('serviceName', OFF), field('hostUsers', true), field('schedulerName', OFF), field('enableServiceLinks'),
    field('podManagementPolicy', OFF), field('updateStrategy', OFF),
    to('image.pullPolicy', `${option}.spec.imagePullPolicy`, text, 'IfNotPresent'),
    to('resources.requests.ephemeral-storage', `${option}.spec.resources.requests.ephemeral-storage`, quantity),
    to('resources.limits.ephemeral-storage', `${option}.spec.resources.limits.ephemeral-storage`, quantity),
    ...different(
      `no CPU limit, because it throttles the pods; to keep it, set "${option}: { spec: { resources: { limits: { cpu } } } }"`,
      'resources.limits.cpu',
    ),
    ...different(`set them in "${option}: { spec: { resources } }"`, 'resources.**'),
    to('podMetadata.name', `${option}.spec.podMetadata.name`, text),
    ...differentUnless(
      ['http-web'], 'the port is named "web"; the Service with the old name in the program keeps its name and port', 'portName',
    ),
  ])];
}
