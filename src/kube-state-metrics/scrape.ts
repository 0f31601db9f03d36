import { portNames } from './containers';
import { ResolvedProps } from './resolve-props';
import { ServiceMonitorEndpoint, TlsConfig } from '../manifest/monitoring';
import { TOKEN_FILE } from '../scrape/service-account';

/**
 * Scrapes of kube-state-metrics. In metrics of the cluster, `namespace`, `pod` and `container` belong to the described object, so they take
 * precedence over target labels. For a metric without them, the labels of the exporter's pod must not be added.
 */
export function endpoints(props: ResolvedProps, service: string): ServiceMonitorEndpoint[] {
  const { metrics, telemetry } = portNames(props);
  const { tls, authFilter, authProxy, timing } = props;
  const access = {
    ...timing,
    ...(tls || authProxy) && { scheme: 'https' as const, tlsConfig: tlsConfig(props, service) },
    ...(authFilter || authProxy) && { bearerTokenFile: TOKEN_FILE },
  };
  return [
    { port: metrics, ...access, honorLabels: true, relabelings: [{ action: 'labeldrop', regex: '(pod|container)' }] },
    { port: telemetry, ...access },
  ];
}

function tlsConfig({ tls, namespace, authProxy }: ResolvedProps, service: string): TlsConfig {
  if (!tls || tls.insecureSkipVerify) { // without our certificate the proxy generates one that no client can verify
    return { insecureSkipVerify: true, ...tls && !authProxy && clientCertificate(tls.clientSecretName) };
  }
  return {
    ca: { secret: { name: tls.secretName, key: 'ca.crt' } },
    serverName: `${service}.${namespace}.svc`,
    ...!authProxy && clientCertificate(tls.clientSecretName),
  };
}

function clientCertificate(name: string | undefined) {
  return name !== undefined && { cert: { secret: { name, key: 'tls.crt' } }, keySecret: { name, key: 'tls.key' } };
}
