import { checkObjectLabels } from './metadata';
import { SUBDOMAIN, DNS_LABEL } from './names';
import { PORT_NAME, PORT_NUMBER, PROTOCOLS } from './ports';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report } from './report';
import { SERVICE } from './rules';
import { IpAddress } from '../../net/ip-address';
import { isPortName, isPortNumber } from '../../net/port';
import { isQualifiedName } from '../../validation/kubernetes-names';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

export function checkServiceObject(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const { type = 'ClusterIP', clusterIP, ports, selector } = spec;
  const isHeadless = clusterIP === 'None';
  const isExternal = type === 'ExternalName';
  if (isText(type) && !TYPES.includes(type)) {
    report.add(SERVICE, 'spec.type', type, 'which is not a valid type',
      `use one of ${TYPES.join(', ')} (a headless Service has "clusterIP: None")`);
  }
  const hasPorts = Array.isArray(ports) && ports.length > 0;
  if (!hasPorts && !isHeadless && !isExternal) {
    report.add(SERVICE, 'spec.ports', undefined, Array.isArray(ports) ? 'is empty' : 'is missing', 'list at least one port');
  }
  if (isHeadless && (type === 'NodePort' || type === 'LoadBalancer')) {
    report.add(SERVICE, 'spec.clusterIP', clusterIP, `but a Service of type ${type} requires an address`,
      'remove "clusterIP", or use "type: ClusterIP"');
  }
  if (isExternal) { checkExternalName(report, spec); }
  if (isText(clusterIP) && clusterIP !== '' && !isHeadless && !isExternal && !IpAddress.parse(clusterIP)) {
    report.add(SERVICE, 'spec.clusterIP', clusterIP, 'which is not an IP address',
      'use "None" for a headless Service, or remove it');
  }
  checkPorts(report, ports, type);
  checkObjectLabels(report, selector, 'spec.selector');
  checkAffinity(report, spec);
  checkExposure(report, spec, type);
}

function checkExternalName(report: Report, { externalName, clusterIP }: Fields): void {
  const name = typeof externalName === 'string' ? externalName.replace(/\.$/, '') : '';
  if (name === '') {
    report.add(SERVICE, 'spec.externalName', undefined, externalName === undefined ? 'is missing' : 'is empty',
      'set the target name, or change the type');
  } else if (isText(name) && !SUBDOMAIN.accepts(name)) {
    report.add(SERVICE, 'spec.externalName', externalName, 'which is not a valid DNS name', SUBDOMAIN.cure);
  }
  if (isText(clusterIP) && clusterIP !== '') {
    report.add(SERVICE, 'spec.clusterIP', clusterIP, 'but a Service of type ExternalName has no address', 'remove it');
  }
}

function checkPorts(report: Report, ports: unknown, type: unknown): void {
  const items = itemsOf(ports, 'spec.ports');
  const names = new Map<string, string>();
  const numbers = new Map<string, string>();
  const nodePorts = new Map<string, string>();
  for (const { item, at } of items) {
    const { name, port, nodePort, protocol = 'TCP' } = item;
    checkName(report, name, `${at}.name`, items.length > 1);
    if (isText(name) && name !== '') { checkTwice(report, names, name, `${at}.name`, name, 'use a different name for each port'); }
    checkPort(report, item, at);
    if (isInteger(port)) { checkTwice(report, numbers, `${port}/${protocol}`, at, `${port}/${protocol}`, 'remove one of them'); }
    if (!isInteger(nodePort) || nodePort === 0) { continue; }
    checkTwice(report, nodePorts, `${nodePort}/${protocol}`, `${at}.nodePort`, nodePort, 'use another port');
    if (type === 'ClusterIP') {
      report.add(
        SERVICE, `${at}.nodePort`, nodePort, 'but a Service of type ClusterIP has no node port', 'remove it, or use "type: NodePort"',
      );
    }
  }
}

function checkTwice(report: Report, known: Map<string, string>, key: string, at: string, value: unknown, cure: string): void {
  const other = known.get(key);
  if (other !== undefined) { report.add(SERVICE, at, value, `which "${other}" also has`, cure); } else { known.set(key, at); }
}

function checkName(report: Report, name: unknown, at: string, isRequired: boolean): void {
  if (name === undefined || name === null || name === '') {
    if (isRequired) { report.add(SERVICE, at, undefined, 'is missing, but the Service has several ports', 'name each port'); }
  } else if (isText(name) && !DNS_LABEL.accepts(name)) {
    report.add(SERVICE, at, name, 'which is not a valid port name', DNS_LABEL.cure);
  }
}

function checkPort(report: Report, { port, targetPort, protocol, appProtocol }: Fields, at: string): void {
  if (isInteger(port) && !isPortNumber(port)) { report.add(SERVICE, `${at}.port`, port, 'which is not a valid port', PORT_NUMBER); }
  // the API server replaces 0 by the port
  if (isInteger(targetPort) && targetPort !== 0 && !isPortNumber(targetPort)) {
    report.add(SERVICE, `${at}.targetPort`, targetPort, 'which is not a valid port', PORT_NUMBER);
  }
  if (isText(targetPort) && targetPort !== '' && !isPortName(targetPort)) {
    const isNumber = /^\d+$/.test(targetPort);
    report.add(SERVICE, `${at}.targetPort`, targetPort,
      isNumber ? 'a number in quotes, which is used as a name' : 'which is not a valid port name',
      isNumber ? 'write it without quotes' : PORT_NAME);
  }
  if (isText(protocol) && protocol !== '' && !PROTOCOLS.includes(protocol)) {
    report.add(SERVICE, `${at}.protocol`, protocol, 'which is not a valid protocol', `use one of ${PROTOCOLS.join(', ')}`);
  }
  if (isText(appProtocol) && !isQualifiedName(appProtocol)) {
    report.add(SERVICE, `${at}.appProtocol`, appProtocol, 'which is not a valid protocol', 'write it like "http" or "kubernetes.io/h2c"');
  }
}

function checkAffinity(report: Report, { sessionAffinity, sessionAffinityConfig }: Fields): void {
  if (isText(sessionAffinity) && sessionAffinity !== '' && !['ClientIP', 'None'].includes(sessionAffinity)) {
    report.add(SERVICE, 'spec.sessionAffinity', sessionAffinity, 'which does not exist', 'use ClientIP or None');
  }
  const { timeoutSeconds: seconds } = fieldsOf(fieldsOf(sessionAffinityConfig).clientIP);
  if (isInteger(seconds) && (seconds < 1 || seconds > 86_400)) {
    report.add(
      SERVICE, 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, 'but must be from 1 to 86400', 'use at most one day',
    );
  }
}

/** Fields that only some types have. */
function checkExposure(report: Report, spec: Fields, type: unknown): void {
  const { loadBalancerSourceRanges, loadBalancerClass, allocateLoadBalancerNodePorts, externalTrafficPolicy, externalIPs } = spec;
  const isBalanced = type === 'LoadBalancer';
  const isReached = isBalanced || type === 'NodePort' || (type === 'ClusterIP' && Array.isArray(externalIPs) && externalIPs.length > 0);
  const only: readonly (readonly [string, boolean])[] = [
    ['loadBalancerSourceRanges', Array.isArray(loadBalancerSourceRanges) && loadBalancerSourceRanges.length > 0],
    ['loadBalancerClass', isText(loadBalancerClass)], ['allocateLoadBalancerNodePorts', typeof allocateLoadBalancerNodePorts === 'boolean'],
  ];
  for (const [field] of only.filter(([, isSet]) => isSet && !isBalanced)) {
    report.add(SERVICE, `spec.${field}`, undefined, 'is set, but the type is not LoadBalancer', 'remove it, or use "type: LoadBalancer"');
  }
  if (isText(externalTrafficPolicy) && externalTrafficPolicy !== '' && !isReached) {
    report.add(
      SERVICE,
      'spec.externalTrafficPolicy',
      externalTrafficPolicy,
      'but the type of the Service is neither LoadBalancer nor NodePort',
      'remove it, or use "type: LoadBalancer" or "type: NodePort"',
    );
  } else if (isText(externalTrafficPolicy) && externalTrafficPolicy !== '' && !['Cluster', 'Local'].includes(externalTrafficPolicy)) {
    report.add(SERVICE, 'spec.externalTrafficPolicy', externalTrafficPolicy, 'which does not exist', 'use Cluster or Local');
  }
}
