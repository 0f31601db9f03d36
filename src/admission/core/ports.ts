import { Fields, isInteger, isText, itemsOf, Report } from './report';
import { CONTAINER_PORT, PORT_TWICE } from './rules';
import { isPortName, isPortNumber } from '../../net/port';

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

export const PORT_NAME = 'use at most 15 lower-case letters, digits and single hyphens, with at least one letter, '
  + 'and no hyphen at either end';
export const PORT_NUMBER = 'use a number from 1 to 65535';

interface PortContext {
  readonly hostNetwork: boolean;
  /** Host ports that containers of the pod already use. */
  readonly hostPorts: Set<string>;
}

export function checkContainerPorts(report: Report, ports: unknown, path: string, { hostNetwork, hostPorts }: PortContext): void {
  const names = new Set<string>();
  const known = new Map<string, { readonly at: string; readonly hostPort: unknown; readonly hostIP: unknown }>();
  for (const { item, at } of itemsOf(ports, path)) {
    const { name, containerPort, protocol = 'TCP', hostIP = '' } = item;
    checkName(report, name, `${at}.name`, names);
    checkNumbers(report, item, at);
    if (isText(protocol) && protocol !== '' && !PROTOCOLS.includes(protocol)) {
      report.add(CONTAINER_PORT, `${at}.protocol`, protocol, 'which is not a valid protocol', `use one of ${PROTOCOLS.join(', ')}`);
    }
    const hostPort = item.hostPort === 0 ? undefined : item.hostPort;
    if (isInteger(hostPort)) {
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (hostPorts.has(key)) {
        report.add(CONTAINER_PORT, `${at}.hostPort`, hostPort, 'which another port of the pod also has', 'use another port');
      }
      hostPorts.add(key);
      if (hostNetwork && hostPort !== containerPort) {
        report.add(CONTAINER_PORT, `${at}.hostPort`, hostPort, `but with "hostNetwork" it must be the containerPort ${containerPort}`,
          'use the same number, or remove it');
      }
    }
    const port = `${containerPort}/${protocol}`;
    const other = known.get(port);
    // two host ports may lead to the same container port, so the list may contain it twice
    const isSame = other !== undefined && other.hostPort === hostPort && other.hostIP === hostIP;
    if (isSame) { report.add(PORT_TWICE, at, port, `which "${other.at}" also declares`, 'remove one of them'); }
    known.set(port, { at, hostPort, hostIP });
  }
}

function checkName(report: Report, name: unknown, at: string, names: Set<string>): void {
  if (!isText(name) || name === '') { return; }
  if (!isPortName(name)) {
    report.add(CONTAINER_PORT, at, name, 'which is not a valid port name', PORT_NAME);
  } else if (names.has(name)) {
    report.add(CONTAINER_PORT, at, name, 'which is also the name of another port of the container', 'use a different name for each port');
  }
  names.add(name);
}

function checkNumbers(report: Report, { containerPort, hostPort }: Fields, at: string): void {
  if (isInteger(containerPort) && !isPortNumber(containerPort)) {
    report.add(CONTAINER_PORT, `${at}.containerPort`, containerPort, 'which is not a valid port', PORT_NUMBER);
  }
  if (isInteger(hostPort) && hostPort !== 0 && !isPortNumber(hostPort)) {
    report.add(CONTAINER_PORT, `${at}.hostPort`, hostPort, 'which is not a valid port', PORT_NUMBER);
  }
}
