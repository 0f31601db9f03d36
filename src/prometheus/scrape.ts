import { PROXY, RELOADER, WEB } from './common-spec';
import { ResolvedCommon } from './resolve-props';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { overTls, throughAuthProxy } from '../scrape/access';
import { THANOS_HTTP } from '../scrape/thanos-ports';

/** The Service port of the sidecar's metrics. */
const SIDECAR = 'thanos-http';

/** The ports of the Service, and the ports of the pods behind them. */
export function servicePorts(
  { authProxy }: ResolvedCommon, hasSidecar: boolean,
): { readonly name: string; readonly port: number; readonly targetPort: string }[] {
  const sidecar = hasSidecar ? [{ name: SIDECAR, port: THANOS_HTTP.port, targetPort: THANOS_HTTP.name }] : [];
  return authProxy
    ? [{ ...WEB, targetPort: PROXY.name }, ...sidecar]
    : [{ ...WEB, targetPort: WEB.name }, { ...RELOADER, targetPort: RELOADER.name }, ...sidecar];
}

/** How it scrapes itself and its config reloader. With listenLocal the reloader is unreachable. */
export function endpoints(
  { authProxy, proxyTls, tls, namespace, operator, routePrefix }: ResolvedCommon, service: string, hasSidecar: boolean,
): ServiceMonitorEndpoint[] {
  const sidecar = hasSidecar ? [{ port: SIDECAR }] : [];
  const path = routePrefix === '' ? {} : { path: `${routePrefix}/metrics` };
  if (authProxy) { return [{ port: WEB.name, ...path, ...throughAuthProxy(proxyTls, service, namespace) }, ...sidecar]; }
  return [
    { port: WEB.name, ...path, ...tls && overTls(tls, service, namespace) },
    { port: RELOADER.name, ...tls && operator.has('reloaderWebConfig') && overTls(tls, service, namespace) },
    ...sidecar,
  ];
}
