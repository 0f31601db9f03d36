import { PROXY, RELOADER, WEB } from './prometheus-spec';
import { ResolvedProps } from './resolve-props';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { overTls, throughAuthProxy } from '../scrape/access';

/** The ports of the Service, and the ports of the pods behind them. */
export function servicePorts({ authProxy }: ResolvedProps): { readonly name: string; readonly port: number; readonly targetPort: string }[] {
  return authProxy
    ? [{ ...WEB, targetPort: PROXY.name }]
    : [{ ...WEB, targetPort: WEB.name }, { ...RELOADER, targetPort: RELOADER.name }];
}

/** How it scrapes itself and its config reloader; with listenLocal the reloader is reached by nobody. */
export function endpoints({ authProxy, proxyTls, tls, namespace, operator }: ResolvedProps, service: string): ServiceMonitorEndpoint[] {
  if (authProxy) { return [{ port: WEB.name, ...throughAuthProxy(proxyTls, service, namespace) }]; }
  return [
    { port: WEB.name, ...tls && overTls(tls, service, namespace) },
    { port: RELOADER.name, ...tls && operator.has('reloaderWebConfig') && overTls(tls, service, namespace) },
  ];
}
