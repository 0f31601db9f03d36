import { Collected, Patch, add, remove, replace } from './collected';
import { APISERVER, CA_FILE, JobRow, TOKEN_FILE } from './control-plane-data';
import { changesMonitor, endpointsOf, flagsMonitor, MONITOR_PATCH } from './control-plane-objects';
import { duration, text } from '../convert';

const TEMPLATES = 'https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/'
  + 'kube-prometheus-stack/templates/exporters';
/** The endpoint of jobs with one path. */
const ENDPOINT = '/spec/endpoints/0';
/** The endpoint of the resource metrics of kube-scheduler. */
const RESOURCE = '/spec/endpoints/1';
/** Values of etcd that are fields of `tlsConfig`. */
const ETCD_FILES = ['caFile', 'certFile', 'keyFile', 'serverName'];

/** TLS of the API server. */
export function apiServerPatches(found: Collected): Patch[] {
  const patches: Patch[] = [];
  const onEach = (field: string, value: unknown) =>
    patches.push(...endpointsOf(APISERVER).map(endpoint => add(`${endpoint}/tlsConfig/${field}`, value)));
  found.value('kubeApiServer.tlsConfig.serverName', ['kubernetes'], changesMonitor(text, value => onEach('serverName', value)));
  found.value('kubeApiServer.tlsConfig.insecureSkipVerify', [false], flagsMonitor(true, () => onEach('insecureSkipVerify', true)));
  return patches;
}

/** kube-controller-manager and kube-scheduler. */
export function httpsPatches(found: Collected, { key }: JobRow): Patch[] {
  const at = `${key}.serviceMonitor`;
  const patches: Patch[] = [];
  if (found.given(`${at}.https`) === false) {
    found.result(`${at}.https`, 'mapped', `${MONITOR_PATCH}: over HTTP, without a token`);
    found.each('same', 'no TLS', `${at}.insecureSkipVerify`, `${at}.serverName`);
    return [replace(`${ENDPOINT}/scheme`, 'http'), remove(`${ENDPOINT}/tlsConfig`), remove(`${ENDPOINT}/bearerTokenFile`)];
  }
  found.each('same', 'same behavior', `${at}.https`);
  const verified = replace(`${ENDPOINT}/tlsConfig`, { caFile: CA_FILE });
  const serverName = (value: string) => patches.push(add(`${ENDPOINT}/tlsConfig/serverName`, value));
  found.value(`${at}.insecureSkipVerify`, [true, null], flagsMonitor(false, () => patches.push(verified)));
  found.value(`${at}.serverName`, [null], changesMonitor(text, serverName));
  return patches;
}

/** etcd is scraped over plain HTTP, unless the values have certificates. */
export function etcdPatches(found: Collected): Patch[] {
  const at = 'kubeEtcd.serviceMonitor';
  tokenPatches(found, at, false);
  if (found.given(`${at}.scheme`) !== 'https') {
    found.each('same', 'plain HTTP', ...['scheme', 'insecureSkipVerify', ...ETCD_FILES].map(each => `${at}.${each}`));
    return [];
  }
  const given = ETCD_FILES.map(file => [file, found.given(`${at}.${file}`)] as const);
  const tls = Object.fromEntries(given.filter(([, value]) => text(value)));
  found.each('mapped', MONITOR_PATCH, ...['scheme', 'insecureSkipVerify', ...ETCD_FILES].map(each => `${at}.${each}`));
  if (tls.certFile !== undefined) {
    found.warn('kubeEtcd: the certificate files are in a Secret that Prometheus mounts ("prometheus.prometheusSpec.secrets"). '
      + `With "controlPlane.etcdTls" the monitor refers to the Secret directly: ${TEMPLATES}/kube-etcd.`);
  }
  const insecureSkipVerify = found.given(`${at}.insecureSkipVerify`) === true;
  return [add(`${ENDPOINT}/scheme`, 'https'), add(`${ENDPOINT}/tlsConfig`, { ...tls, insecureSkipVerify })];
}

/** kube-proxy is scraped over plain HTTP, unless a proxy in front of it has TLS. */
export function kubeProxyPatches(found: Collected): Patch[] {
  const at = 'kubeProxy.serviceMonitor';
  const patches: Patch[] = [];
  found.value(`${at}.https`, [false], flagsMonitor(true, () => patches.push(
    add(`${ENDPOINT}/scheme`, 'https'),
    add(`${ENDPOINT}/tlsConfig`, { caFile: CA_FILE }),
    add(`${ENDPOINT}/bearerTokenFile`, TOKEN_FILE),
  )));
  return [...patches, ...tokenPatches(found, at, patches.length > 0)];
}

/** The chart sends the token of Prometheus over plain HTTP, which is not needed. */
export function tokenPatches(found: Collected, at: string, isHttps: boolean): Patch[] {
  const patches: Patch[] = [];
  found.value(`${at}.bearerTokenFile`, [TOKEN_FILE, ''], value => {
    if (!isHttps || !text(value)) { return ['different', 'no token is sent over plain HTTP']; }
    patches.push(replace(`${ENDPOINT}/bearerTokenFile`, value));
    return MONITOR_PATCH;
  });
  return patches;
}

/** Resource metrics of kube-scheduler. */
export function schedulerPatches(found: Collected): Patch[] {
  const at = 'kubeScheduler.serviceMonitor.resource';
  const option = 'controlPlane.schedulerResourceMetrics';
  const patches: Patch[] = [];
  if (!found.isOn(`${at}.enabled`, false)) { return patches; }
  found.option(option, true);
  found.each('mapped', option, `${at}.enabled`);
  found.value(`${at}.interval`, [''], changesMonitor(duration, value => patches.push(add(`${RESOURCE}/interval`, value))));
  found.value(`${at}.relabelings`, [[]], value => {
    if (!Array.isArray(value)) { return undefined; }
    patches.push(...value.map(each => add(`${RESOURCE}/relabelings/-`, each)));
    return MONITOR_PATCH;
  });
  return patches;
}
