import { MonitorMetadata } from './common-props';
import { PodMonitorProps } from './pod-monitor-props';
import { ProbeProps } from './probe-props';
import { FIELD_IGNORED } from './rules';
import { ScrapeConfigProps } from './scrape-config-props';
import { ServiceMonitorProps } from './service-monitor-props';
import { checkLabels } from '../manifest/labels';
import { checkEndpoint, checkMonitor } from '../scrape/endpoint-fields';
import { MonitorOptions } from '../scrape/endpoint-options';
import { finding, Finding } from '../validation/rule';

// What the schema of the operator's version says of the finished object is not said here.

function checkCommon(props: MonitorMetadata & MonitorOptions): Finding[] {
  return [...checkLabels('labels', props.labels ?? {}), ...checkMonitor(props)];
}

export function checkServiceMonitor(props: ServiceMonitorProps): Finding[] {
  return [
    ...checkCommon(props),
    ...props.endpoints.flatMap((endpoint, at) => [
      ...checkOne(`endpoints[${at}]`, ['port', 'targetPort'], [endpoint.port, endpoint.targetPort]),
      ...checkEndpoint(endpoint, `endpoints[${at}].`),
    ]),
  ];
}

export function checkPodMonitor(props: PodMonitorProps): Finding[] {
  return [
    ...checkCommon(props),
    ...props.podMetricsEndpoints.flatMap((endpoint, at) => [
      ...checkOne(`podMetricsEndpoints[${at}]`, ['port', 'portNumber'], [endpoint.port, endpoint.portNumber]),
      ...checkEndpoint(endpoint, `podMetricsEndpoints[${at}].`),
    ]),
  ];
}

/** Of two fields the operator uses the first alone. */
function checkOne(where: string, [used, ignored]: readonly [string, string], fields: readonly [unknown, unknown]): Finding[] {
  return fields.every(value => value !== undefined) ? [finding(FIELD_IGNORED, { where, used, ignored })] : [];
}

export function checkProbeProps(props: ProbeProps): Finding[] {
  const { staticConfig, ingress } = props.targets;
  return [...checkCommon(props), ...checkEndpoint(props), ...checkOne('targets', ['staticConfig', 'ingress'], [staticConfig, ingress])];
}

export function checkScrapeConfig(props: ScrapeConfigProps): Finding[] {
  return [
    ...checkCommon(props), ...checkEndpoint(props),
    ...(props.httpSdConfigs ?? []).flatMap((config, at) => checkEndpoint(config, `httpSdConfigs[${at}].`)),
    ...(props.kubernetesSdConfigs ?? []).flatMap((config, at) => checkEndpoint(config, `kubernetesSdConfigs[${at}].`)),
  ];
}
