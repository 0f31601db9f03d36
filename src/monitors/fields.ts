import { PodMetricsEndpoint, PodMonitorProps } from './pod-monitor-props';
import { ProbeProps } from './probe-props';
import { DnsSdConfig, HttpSdConfig, KubernetesSdConfig, ScrapeConfigProps } from './scrape-config-props';
import { ServiceMonitorEndpoint, ServiceMonitorProps } from './service-monitor-props';
import { SpecRow } from '../manifest/extra-spec';
import { authenticationFields, endpointFields, monitorFields, scrapeConfigFields } from '../scrape/endpoint-fields';
import { HttpOptions, ProxyOptions } from '../scrape/endpoint-options';
import { inPromql, resolveTiming } from '../scrape/timing';

/** A container port by number, otherwise by name. Port names contain a letter, so digits alone are a number. */
export function portOf(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

export function serviceMonitorSpec(props: ServiceMonitorProps) {
  const {
    selector, namespaceSelector, jobLabel, targetLabels, podTargetLabels, attachMetadata, selectorMechanism, serviceDiscoveryRole,
  } = props;
  return {
    selector,
    namespaceSelector,
    jobLabel,
    targetLabels,
    podTargetLabels,
    attachMetadata,
    selectorMechanism,
    serviceDiscoveryRole,
    ...monitorFields(props),
    endpoints: props.endpoints.map(serviceEndpoint),
  };
}

function serviceEndpoint(endpoint: ServiceMonitorEndpoint) {
  const { port, targetPort, filterRunning, bearerTokenFile } = endpoint;
  return {
    port, ...targetPort !== undefined && { targetPort: portOf(targetPort) }, filterRunning, bearerTokenFile, ...endpointFields(endpoint),
  };
}

export function podMonitorSpec(props: PodMonitorProps) {
  const { selector, namespaceSelector, jobLabel, podTargetLabels, attachMetadata, selectorMechanism } = props;
  return {
    selector,
    namespaceSelector,
    jobLabel,
    podTargetLabels,
    attachMetadata,
    selectorMechanism,
    ...monitorFields(props),
    podMetricsEndpoints: props.podMetricsEndpoints.map(podEndpoint),
  };
}

function podEndpoint(endpoint: PodMetricsEndpoint) {
  const { port, portNumber, filterRunning } = endpoint;
  return { port, portNumber, filterRunning, ...endpointFields(endpoint) };
}

export function probeSpec(props: ProbeProps) {
  const { prober, targets, jobName, module, params, metricRelabelings, followRedirects, enableHttp2 } = props;
  return {
    jobName,
    module,
    prober,
    targets,
    metricRelabelings,
    followRedirects,
    enableHttp2,
    ...params && { params: Object.entries(params).map(([name, values]) => ({ name, values })) },
    ...authenticationFields(props),
    ...resolveTiming(props).timing,
    ...monitorFields(props),
  };
}

export function scrapeConfigSpec(props: ScrapeConfigProps) {
  const { jobName, staticConfigs, httpSdConfigs, dnsSdConfigs, kubernetesSdConfigs, enableCompression } = props;
  return {
    jobName,
    staticConfigs,
    enableCompression,
    httpSDConfigs: httpSdConfigs?.map(httpDiscovery),
    dnsSDConfigs: dnsSdConfigs?.map(dnsDiscovery),
    kubernetesSDConfigs: kubernetesSdConfigs?.map(kubernetesDiscovery),
    ...scrapeConfigFields(props),
    ...monitorFields(props),
  };
}

function clientFields({ proxyUrl, noProxy, proxyFromEnvironment, followRedirects, enableHttp2 }: ProxyOptions & HttpOptions) {
  return { proxyUrl, noProxy, proxyFromEnvironment, followRedirects, enableHTTP2: enableHttp2 };
}

function httpDiscovery(config: HttpSdConfig) {
  return { url: config.url, refreshInterval: inPromql(config.refreshInterval), ...authenticationFields(config), ...clientFields(config) };
}

function dnsDiscovery({ names, type, port, refreshInterval }: DnsSdConfig) {
  return { names, type, port, refreshInterval: inPromql(refreshInterval) };
}

function kubernetesDiscovery(config: KubernetesSdConfig) {
  const { role, namespaces, selectors, attachMetadata, apiServer } = config;
  return { role, namespaces, selectors, attachMetadata, apiServer, ...authenticationFields(config), ...clientFields(config) };
}

/** Fields that an option of the same name writes. */
const same = (...names: readonly string[]): SpecRow[] => names.map(name => ({ path: name, option: name }));
/** Lists and maps that options start, and that `spec` may extend. */
const shared = (...names: readonly string[]): SpecRow[] => names.map(name => ({ path: name, option: name, isShared: true }));

const LIMITS = same(
  'sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets', 'scrapeClass',
  'scrapeProtocols', 'fallbackScrapeProtocol',
);
const ACCESS = [...shared('tlsConfig', 'basicAuth', 'authorization', 'oauth2')];

/** The fields that options write, by kind. */
export const ROWS = {
  ServiceMonitor: [
    ...LIMITS, ...same('bodySizeLimit', 'jobLabel', 'targetLabels', 'podTargetLabels', 'selectorMechanism', 'serviceDiscoveryRole'),
    ...shared('selector', 'namespaceSelector', 'attachMetadata', 'endpoints'),
  ],
  PodMonitor: [
    ...LIMITS,
    ...same('bodySizeLimit', 'jobLabel', 'podTargetLabels', 'selectorMechanism'),
    ...shared('selector', 'namespaceSelector', 'attachMetadata', 'podMetricsEndpoints'),
  ],
  Probe: [
    ...LIMITS,
    ...same('jobName', 'module', 'interval', 'scrapeTimeout', 'followRedirects', 'enableHttp2'),
    ...ACCESS,
    ...shared('prober', 'targets', 'params', 'metricRelabelings'),
  ],
  ScrapeConfig: [
    ...LIMITS,
    ...same(
      'bodySizeLimit',
      'jobName',
      'enableCompression',
      'scheme',
      'scrapeTimeout',
      'honorLabels',
      'honorTimestamps',
      'trackTimestampsStaleness',
      'proxyUrl',
      'noProxy',
      'proxyFromEnvironment',
    ),
    { path: 'metricsPath', option: 'path' }, { path: 'scrapeInterval', option: 'interval' }, { path: 'enableHTTP2', option: 'enableHttp2' },
    ...ACCESS, ...shared('params', 'relabelings', 'metricRelabelings', 'staticConfigs'),
    { path: 'httpSDConfigs', option: 'httpSdConfigs', isShared: true }, { path: 'dnsSDConfigs', option: 'dnsSdConfigs', isShared: true },
    { path: 'kubernetesSDConfigs', option: 'kubernetesSdConfigs', isShared: true },
  ],
} as const satisfies { readonly [kind: string]: readonly SpecRow[] };
