import { TOKEN_FILE } from './service-account';
import { WebTls } from './web';
import { ServiceMonitorEndpoint, TlsConfig } from '../manifest/monitoring';

/** How clients verify the certificate of a TLS server, which is for the name of its Service. */
export function tlsConfigOf(tls: WebTls | undefined, service: string, namespace: string | undefined): TlsConfig {
  return tls && !tls.insecureSkipVerify
    ? { ca: { secret: { name: tls.secretName, key: 'ca.crt' } }, serverName: `${service}.${namespace}.svc` }
    : { insecureSkipVerify: true };
}

/** The fields of an endpoint behind TLS. */
export function overTls(tls: WebTls, service: string, namespace: string | undefined): Partial<ServiceMonitorEndpoint> {
  return { scheme: 'https', tlsConfig: tlsConfigOf(tls, service, namespace) };
}

/** The fields of an endpoint behind a proxy that verifies the token with the API server. */
export function throughAuthProxy(tls: WebTls | undefined, service: string, namespace: string | undefined): Partial<ServiceMonitorEndpoint> {
  return { scheme: 'https', tlsConfig: tlsConfigOf(tls, service, namespace), bearerTokenFile: TOKEN_FILE };
}

/** `web` of the operator's custom resources. */
export function webSpec({ secretName }: WebTls) {
  return { tlsConfig: { cert: { secret: { name: secretName, key: 'tls.crt' } }, keySecret: { name: secretName, key: 'tls.key' } } };
}

/** Whether fields that a user adds to a custom resource enable HTTPS. */
export function servesTls(spec: { readonly [field: string]: any } | undefined): boolean {
  return spec?.web?.tlsConfig !== undefined;
}
