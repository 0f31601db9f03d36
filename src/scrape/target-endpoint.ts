import { overTls } from './access';
import { PORT_AMBIGUOUS, PORT_MISSING, PORT_UNKNOWN, PORT_UNNAMED } from './rules';
import { ScrapeTargetConfig } from './scrape-target';
import { resolveTiming } from './timing';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { finding, Finding, shown } from '../validation/rule';

interface ServicePort {
  readonly name?: string;
  readonly port: number;
}

interface FinishedService {
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly ports?: readonly ServicePort[] };
}

/** The port of a Service that is scraped, by its name, as the finished Service has it. */
export function choosePort(service: FinishedService, wanted: string | undefined): string | Finding {
  const name = String(service.metadata?.name);
  const ports = service.spec?.ports ?? [];
  const declared = ports.map(port => port.name === undefined ? String(port.port) : shown(port.name));
  if (ports.length === 0) { return finding(PORT_MISSING, { service: name }); }
  if (wanted !== undefined) {
    return ports.some(port => port.name === wanted) ? wanted : finding(PORT_UNKNOWN, { service: name, port: wanted, declared });
  }
  if (ports.length > 1) { return finding(PORT_AMBIGUOUS, { service: name, declared }); }
  return ports[0].name ?? finding(PORT_UNNAMED, { service: name, port: ports[0].port });
}

/** The endpoint of a ServiceMonitor. */
export function targetEndpoint(port: string, { service, path, honorLabels, tls, basicAuth, ...timing }: ScrapeTargetConfig): ServiceMonitorEndpoint {
  return {
    port,
    path,
    ...resolveTiming(timing).timing,
    honorLabels,
    ...tls && overTls(tls, service.name, service.metadata.namespace),
    ...basicAuth && {
      basicAuth: {
        username: { name: basicAuth.secretName, key: basicAuth.usernameKey ?? 'username' },
        password: { name: basicAuth.secretName, key: basicAuth.passwordKey ?? 'password' },
      },
    },
  };
}
