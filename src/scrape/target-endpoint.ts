import { ApiObject } from 'cdk8s';
import { overTls } from './access';
import { endpointFields } from './endpoint-fields';
import { PORT_AMBIGUOUS, PORT_MISSING, PORT_UNKNOWN, PORT_UNNAMED } from './rules';
import { ScrapeTargetOptions } from './scrape-target';
import { finding, Finding, shown } from '../validation/rule';

interface ServicePort {
  readonly name?: string;
  readonly port: number;
}

interface FinishedService {
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly ports?: readonly ServicePort[] };
}

/**
 * The port of a Service that is scraped, by its name, as the finished Service has it.
 * @param wanted its name, or its number as digits
 */
export function choosePort(service: FinishedService, wanted: string | undefined): string | Finding {
  const name = String(service.metadata?.name);
  const ports = service.spec?.ports ?? [];
  const declared = ports.map(port => port.name === undefined ? String(port.port) : shown(port.name));
  if (ports.length === 0) { return finding(PORT_MISSING, { service: name }); }
  if (wanted === undefined && ports.length > 1) { return finding(PORT_AMBIGUOUS, { service: name, declared }); }
  const found = wanted === undefined
    ? ports[0]
    : ports.find(port => port.name === wanted) ?? ports.find(port => String(port.port) === wanted);
  if (!found) { return finding(PORT_UNKNOWN, { service: name, port: wanted!, declared }); }
  return found.name ?? finding(PORT_UNNAMED, { service: name, port: found.port });
}

/** The fields of an endpoint but its port, of a ServiceMonitor or a PodMonitor. */
export function targetEndpoint({ tls, ...options }: ScrapeTargetOptions, service?: ApiObject) {
  const { filterRunning, bearerTokenFile } = options;
  return {
    filterRunning, bearerTokenFile, ...endpointFields(options), ...tls && service && overTls(tls, service.name, service.metadata.namespace),
  };
}
