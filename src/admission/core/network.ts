import { DNS_LABEL, SUBDOMAIN } from './names';
import { PORT_NAME, PORT_NUMBER, PROTOCOLS } from './ports';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report, textItems } from './report';
import { INGRESS, NETWORK_POLICY } from './rules';
import { checkSelector } from './selectors';
import { IpAddress } from '../../net/ip-address';
import { isPortName, isPortNumber } from '../../net/port';
import { isMap } from '../../values/json';

const POLICY_TYPES = ['Ingress', 'Egress'];

export function checkNetworkPolicy(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  checkSelector(report, spec.podSelector, 'spec.podSelector');
  for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
    for (const { item, at } of itemsOf(spec[direction], `spec.${direction}`)) {
      for (const port of itemsOf(item.ports, `${at}.ports`)) { checkPort(report, port.item, port.at); }
      for (const peer of itemsOf(item[peers], `${at}.${peers}`)) { checkPeer(report, peer.item, peer.at); }
    }
  }
  for (const { text, at } of textItems(spec.policyTypes, 'spec.policyTypes')) {
    if (!POLICY_TYPES.includes(text)) { report.add(NETWORK_POLICY, at, text, 'which is not a valid type', 'use Ingress or Egress'); }
  }
}

function checkPort(report: Report, { port, endPort, protocol }: Fields, at: string): void {
  if (isText(protocol) && !PROTOCOLS.includes(protocol)) {
    report.add(NETWORK_POLICY, `${at}.protocol`, protocol, 'which is not a valid protocol', `use one of ${PROTOCOLS.join(', ')}`);
  }
  if (isInteger(port) && !isPortNumber(port)) { report.add(NETWORK_POLICY, `${at}.port`, port, 'which is not a valid port', PORT_NUMBER); }
  if (isText(port) && !isPortName(port)) { report.add(NETWORK_POLICY, `${at}.port`, port, 'which is not a valid port name', PORT_NAME); }
  if (!isInteger(endPort)) { return; }
  if (!isInteger(port)) {
    report.add(NETWORK_POLICY, `${at}.endPort`, endPort, `but "port" ${port === undefined ? 'is missing' : 'is a name'}`,
      'write the first port as a number, or remove it');
  } else if (endPort < port) {
    report.add(NETWORK_POLICY, `${at}.endPort`, endPort, `below "port", which is ${port}`, 'swap the two values');
  } else if (!isPortNumber(endPort)) {
    report.add(NETWORK_POLICY, `${at}.endPort`, endPort, 'which is not a valid port', PORT_NUMBER);
  }
}

function checkPeer(report: Report, { podSelector, namespaceSelector, ipBlock }: Fields, at: string): void {
  const given = Object.entries({ podSelector, namespaceSelector, ipBlock }).filter(([, value]) => isMap(value)).map(([field]) => field);
  if (given.length === 0) {
    report.add(NETWORK_POLICY, at, undefined, 'has no peer',
      'use "podSelector", "namespaceSelector" or "ipBlock"; an empty selector selects everything');
  }
  if (given.length > 1 && isMap(ipBlock)) {
    report.add(NETWORK_POLICY, at, undefined, `has ${given.join(' and ')}`, 'use a separate list item for "ipBlock"');
  }
  checkSelector(report, podSelector, `${at}.podSelector`);
  checkSelector(report, namespaceSelector, `${at}.namespaceSelector`);
  const { cidr } = fieldsOf(ipBlock);
  if (isText(cidr) && !isNetwork(cidr)) {
    report.add(NETWORK_POLICY, `${at}.ipBlock.cidr`, cidr, 'which is not a valid CIDR', 'write it like "10.0.0.0/8" or "2001:db8::/32"');
  }
}

/**
 * Why no version accepts a network. Undefined if some version does. Other spellings, and bits behind the mask, are an error in Kubernetes
 * 1.36 and newer.
 */
function isNetwork(text: string): boolean {
  const [address, mask, ...more] = text.split('/');
  const ip = IpAddress.parse(address);
  return ip !== undefined && more.length === 0 && /^\d{1,3}$/.test(mask ?? '') && Number(mask) <= (address.includes(':') ? 128 : 32);
}

export function checkIngress(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const rules = itemsOf(spec.rules, 'spec.rules');
  if (isMap(manifest.spec) && rules.length === 0 && !isMap(spec.defaultBackend)) {
    report.add(INGRESS, 'spec', undefined, 'has neither "rules" nor "defaultBackend"', 'add one of them');
  }
  if (isMap(spec.defaultBackend)) { checkBackend(report, spec.defaultBackend, 'spec.defaultBackend'); }
  for (const { item: { host, http }, at } of rules) {
    checkHost(report, host, `${at}.host`);
    if (!isMap(http)) { continue; }
    const paths = itemsOf(http.paths, `${at}.http.paths`);
    if (paths.length === 0) { report.add(INGRESS, `${at}.http.paths`, undefined, 'is empty', 'list at least one path'); }
    for (const path of paths) { checkPath(report, path.item, path.at); }
  }
  for (const { item, at } of itemsOf(spec.tls, 'spec.tls')) {
    for (const { text, at: where } of textItems(item.hosts, `${at}.hosts`)) { checkHost(report, text, where); }
  }
  const { ingressClassName } = spec;
  if (isText(ingressClassName) && !SUBDOMAIN.accepts(ingressClassName)) {
    report.add(INGRESS, 'spec.ingressClassName', ingressClassName, 'which is not a valid IngressClass name', SUBDOMAIN.cure);
  }
}

function checkHost(report: Report, host: unknown, at: string): void {
  if (!isText(host) || host === '') { return; }
  if (IpAddress.parse(host)) {
    report.add(INGRESS, at, host, 'which is an IP address', 'write a DNS name, or remove it');
  } else if (!SUBDOMAIN.accepts(host.replace(/^\*\./, ''))) {
    report.add(INGRESS, at, host, 'which is not a valid DNS name',
      'use lower-case letters, digits, hyphens and dots, without a port; only the first part may be "*"');
  }
}

const PATH_TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];
const NEVER_INSIDE = ['//', '/./', '/../', '%2f', '%2F'];

function checkPath(report: Report, { path = '', pathType, backend }: Fields, at: string): void {
  if (isText(pathType) && !PATH_TYPES.includes(pathType)) {
    report.add(INGRESS, `${at}.pathType`, pathType, 'which is not a valid path type', `use one of ${PATH_TYPES.join(', ')}`);
  }
  const isOwn = pathType === 'ImplementationSpecific';
  if (isText(path) && pathType !== undefined && PATH_TYPES.includes(pathType)) {
    if (!path.startsWith('/') && !(isOwn && path === '')) {
      report.add(INGRESS, `${at}.path`, path, 'which does not begin with "/"', `write "/${path}"`);
    }
    const bad = NEVER_INSIDE.find(part => path.includes(part)) ?? ['/..', '/.'].find(end => path.endsWith(end));
    if (!isOwn && bad !== undefined) {
      report.add(INGRESS, `${at}.path`, path, `which has "${bad}"`, 'write the path without it');
    }
  }
  if (isMap(backend)) { checkBackend(report, backend, `${at}.backend`); }
}

function checkBackend(report: Report, { service, resource }: Fields, at: string): void {
  if (isMap(service) === isMap(resource)) {
    report.add(INGRESS, at, undefined, isMap(service) ? 'has "service" and "resource"' : 'has neither "service" nor "resource"',
      'set one of them');
  }
  if (!isMap(service)) { return; }
  const { name, number } = fieldsOf(service.port);
  if (isText(service.name) && !DNS_LABEL.accepts(service.name)) {
    report.add(INGRESS, `${at}.service.name`, service.name, 'which is not a valid Service name', DNS_LABEL.cure);
  }
  const hasName = isText(name) && name !== '';
  const hasNumber = isInteger(number) && number !== 0;
  if (hasName && hasNumber) { report.add(INGRESS, `${at}.service.port`, undefined, 'has "name" and "number"', 'keep one of them'); }
  if (name === undefined && number === undefined) {
    report.add(INGRESS, `${at}.service.port`, undefined, 'is missing', 'set a port of the Service');
  }
  if (hasName && !hasNumber && !isPortName(name)) {
    report.add(INGRESS, `${at}.service.port.name`, name, 'which is not a valid port name', PORT_NAME);
  }
  if (hasNumber && !hasName && !isPortNumber(number)) {
    report.add(INGRESS, `${at}.service.port.number`, number, 'which is not a valid port', PORT_NUMBER);
  }
}
