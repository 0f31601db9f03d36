import { accessFields, checkAccess } from './client-access';
import {
  AuthenticationOptions, BodySizeOptions, EndpointOptions, HttpOptions, MonitorOptions, ScrapeOptions, TimingOptions,
} from './endpoint-options';
import { resolveTiming } from './timing';
import { checkNumber } from '../manifest/references';
import { mebibytes } from '../manifest/storage';
import { Finding } from '../validation/rule';

/** The fields of TLS and credentials, the same in all kinds of monitors and discoveries. */
export function authenticationFields({ tlsConfig, basicAuth, authorization, oauth2 }: AuthenticationOptions) {
  const { authorization: token, ...access } = accessFields({ tls: tlsConfig, basicAuth, bearerToken: authorization, oauth2 });
  const type = authorization?.type;
  return { ...access, ...token && { authorization: { ...token, ...type !== undefined && { type } } } };
}

function sharedFields(options: ScrapeOptions) {
  return {
    ...authenticationFields(options),
    scheme: options.scheme ?? (options.tlsConfig ? 'https' : undefined),
    proxyUrl: options.proxyUrl,
    noProxy: options.noProxy,
    proxyFromEnvironment: options.proxyFromEnvironment,
    params: options.params,
    honorLabels: options.honorLabels,
    honorTimestamps: options.honorTimestamps,
    trackTimestampsStaleness: options.trackTimestampsStaleness,
    relabelings: options.relabelings,
    metricRelabelings: options.metricRelabelings,
  };
}

/** The fields of an endpoint of a ServiceMonitor or a PodMonitor. */
export function endpointFields(options: EndpointOptions) {
  const { path, followRedirects, enableHttp2 } = options;
  return { ...sharedFields(options), path, ...resolveTiming(options).timing, followRedirects, enableHttp2 };
}

/** The same for a ScrapeConfig, with its field names. */
export function scrapeConfigFields(options: ScrapeOptions & Pick<HttpOptions, 'enableHttp2'>) {
  const { interval, scrapeTimeout } = resolveTiming(options).timing;
  return { ...sharedFields(options), metricsPath: options.path, scrapeInterval: interval, scrapeTimeout, enableHTTP2: options.enableHttp2 };
}

/** The fields of a monitor itself, the same in all kinds. */
export function monitorFields({ bodySizeLimit, ...options }: MonitorOptions & BodySizeOptions) {
  return {
    sampleLimit: options.sampleLimit,
    targetLimit: options.targetLimit,
    labelLimit: options.labelLimit,
    labelNameLengthLimit: options.labelNameLengthLimit,
    labelValueLengthLimit: options.labelValueLengthLimit,
    keepDroppedTargets: options.keepDroppedTargets,
    // Prometheus uses powers of 1,024 for both MB and MiB
    ...bodySizeLimit && { bodySizeLimit: `${mebibytes(bodySizeLimit)}MB` },
    scrapeClass: options.scrapeClass,
    scrapeProtocols: options.scrapeProtocols,
    fallbackScrapeProtocol: options.fallbackScrapeProtocol,
  };
}

/**
 * What is wrong with the access to targets, and with its timing. The schema of the operator's version says the rest.
 * @param prefix of the options in messages, as `endpoints[0].`
 * @param isPrivate whether the traffic stays inside the cluster, where plain HTTP is usual
 */
export function checkEndpoint(
  options: AuthenticationOptions & TimingOptions & Pick<ScrapeOptions, 'scheme'>, prefix = '', isPrivate = true,
): Finding[] {
  const { tlsConfig, basicAuth, authorization, oauth2, scheme } = options;
  const isEncrypted = tlsConfig !== undefined || scheme?.toLowerCase() === 'https';
  return [
    ...checkAccess(
      { tls: tlsConfig, basicAuth, bearerToken: authorization, oauth2 },
      prefix,
      isEncrypted || isPrivate,
      { tls: 'tlsConfig', bearerToken: 'authorization' },
    ),
    ...resolveTiming(options).findings,
  ];
}

export const COUNTS = [
  'sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets',
] as const;

/** Problems of the limits of a monitor. 0 means no limit. */
export function checkMonitor(options: MonitorOptions): Finding[] {
  return COUNTS.flatMap(name => checkNumber(name, options[name], 0));
}
