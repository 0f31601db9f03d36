import { Collected, NOTHING, Patch, add, code, isEqual, isTemplate, patched, pointer, remove, replace } from './collected';
import { APISERVER, CA_FILE, DROPPED, JobRow, JOBS, KUBELET, LIMITS, METRICS_PATH, OFF_HERE, TOKEN_FILE, WITH_SERVICE } from './control-plane-data';
import { grantNodes } from './exporters';
import { isEmpty, isMap } from '../../values/json';
import { count, duration, labels, propertyName, text, texts } from '../convert';
import { mergeValues } from '../input/merge';
import { Part } from '../part';

const SWITCH = 'kubernetesServiceMonitors.enabled';
const TEMPLATES = 'https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates/exporters';

/**
 * The parts of Kubernetes that are scraped. The chart scrapes all of them, with separate values for each job.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates/exporters
 */
export const controlPlanePart: Part = values => {
  const found = new Collected(values);
  if (!found.isOn(SWITCH)) { return NOTHING; }
  for (const row of JOBS) { convertJob(found, row); }
  kubeDns(found);
  const unusual = OFF_HERE.filter(option => isScraped(found, WITH_SERVICE.find(row => row.option === option)!));
  if (unusual.length > 0) {
    found.warn(`controlPlane: ${unusual.join(', ')}: the chart scrapes ${unusual.length > 1 ? 'them' : 'it'} by default. On a managed cluster, or if metrics are served only on loopback, remove the option and `
      + 'set "platform": docs/platforms.md has the settings.');
  }
  return found.done();
};

const isScraped = (found: Collected, { key }: JobRow) => found.isOn(`${key}.enabled`) && found.isOn(`${key}.serviceMonitor.enabled`);

function convertJob(found: Collected, row: JobRow): void {
  const { key, option } = row;
  const isOn = isScraped(found, row);
  if (row === KUBELET && isOn && !found.isOn('prometheusOperator.enabled')) { return withoutOperator(found); }
  found.each('mapped', `controlPlane.${option}`, `${key}.enabled`);
  if (!isOn) {
    found.option(`controlPlane.${option}`, false);
    found.each('mapped', `controlPlane.${option}`, ...found.isOn(`${key}.enabled`) ? [`${key}.serviceMonitor.enabled`] : []);
    return;
  }
  found.each('same', 'same behavior', `${key}.serviceMonitor.enabled`);
  if (OFF_HERE.includes(option) && !hasAddresses(found, row)) { found.option(`controlPlane.${option}`, true); }
  const monitor: Patch[] = [...common(found, row)];
  if (row === KUBELET) { monitor.push(...kubelet(found)); }
  if (row === APISERVER) { monitor.push(...apiserverTls(found)); }
  if (WITH_SERVICE.includes(row)) { service(found, row); }
  if (row.isHttps) { monitor.push(...https(found, row)); }
  if (option === 'etcd') { monitor.push(...etcd(found)); }
  if (option === 'dns') { token(found, `${key}.serviceMonitor`, []); }
  if (option === 'kubeProxy') { monitor.push(...proxy(found)); }
  if (option === 'scheduler') { monitor.push(...resources(found)); }
  const statement = patched(objectOf('serviceMonitors', row), monitor, commentOf(found, row));
  if (statement) { found.statement(statement); }
}

/** The operator writes the addresses of the kubelets. Without one here, another operator does. */
function withoutOperator(found: Collected): void {
  found.each('different', 'the operator is disabled: the kubelet Service is managed by another operator', 'kubelet.enabled');
  found.warn('kubelet: the operator is disabled, so the program creates no kubelet Service. Scrape the kubelets with new ControlPlane(chart, "Kubelets", { kubeletService: "kube-system/NAME" }), where NAME is the Service of the running operator.');
}

function commentOf(found: Collected, { key }: JobRow): string {
  const isUsual = found.given(`${key}.serviceMonitor`) === undefined && found.given(`${key}.tlsConfig`) === undefined;
  if (!isUsual) { return `From the values of ${key}, and the defaults of the chart.`; }
  return key === KUBELET.key ? 'Series of kubelets that the chart drops. It always scrapes cAdvisor every 10 seconds.' : 'Series of the API server that the chart drops.';
}

const hasAddresses = (found: Collected, { key, addresses }: JobRow) => addresses !== undefined && texts(found.given(`${key}.endpoints`)) !== undefined;

function objectOf(list: string, { job }: JobRow): string {
  const name = propertyName(job);
  return `stack.controlPlane!.${list}${name.startsWith('\'') ? `[${name}]` : `.${name}`}`;
}

const endpointsOf = ({ endpoints }: JobRow) => Array.from({ length: endpoints }, (_, at) => `/spec/endpoints/${at}`);

/** Values that all jobs share. */
function common(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.serviceMonitor`;
  const patches: Patch[] = [];
  const endpoints = endpointsOf(row);
  const onEach = (field: string, value: unknown) => endpoints.forEach(endpoint => patches.push(add(`${endpoint}/${field}`, value)));
  found.value(`${at}.interval`, [''], value => duration(value) && (onEach('interval', value), MONITOR));
  found.value(`${at}.scrapeTimeout`, [''], value => duration(value) && (onEach('scrapeTimeout', value), MONITOR));
  found.value(`${at}.proxyUrl`, [''], value => text(value) && (onEach('proxyUrl', value), MONITOR));
  for (const limit of LIMITS) { found.value(`${at}.${limit}`, [0], value => count(value) && (patches.push(add(`/spec/${limit}`, value)), MONITOR)); }
  found.value(`${at}.targetLabels`, [[]], value => texts(value) && (patches.push(add('/spec/targetLabels', value)), MONITOR));
  found.value(`${at}.jobLabel`, [row.jobLabel], () => ['different', `the job is "${row.job}", which rules and dashboards use`]);
  found.value(`${at}.additionalLabels`, [{}], value => {
    const converted = labels(value);
    if (converted) { Object.entries(value as object).forEach(([name, each]) => patches.push(add(`/metadata/labels${pointer(name)}`, String(each)))); }
    return converted && MONITOR;
  });
  relabelings(found, at, ['relabelings', 'metricRelabelings'], row === KUBELET ? endpoints.slice(0, 1) : endpoints, row, patches);
  found.value(`${row.key}.jobNameOverride`, [''], () => ['different', `the job is "${row.job}", which rules and dashboards use`]);
  if (row !== KUBELET) { selector(found, row, patches); }
  return patches;
}

const MONITOR = 'a patch of its ServiceMonitor';
const SERVICE = 'a patch of its Service';

/** Lists of relabelings. Those of targets are appended to those of the construct, which has no metric relabelings. */
function relabelings(found: Collected, at: string, [targets, samples]: readonly [string, string], endpoints: readonly string[], row: JobRow, patches: Patch[]): void {
  const isList = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every(isMap);
  found.value(`${at}.${targets}`, [[], ...row === KUBELET ? [METRICS_PATH] : []], value => {
    if (!isList(value)) { return undefined; }
    for (const endpoint of endpoints) {
      if (row.hasRelabelings) { value.forEach(each => patches.push(add(`${endpoint}/relabelings/-`, each))); } else { patches.push(add(`${endpoint}/relabelings`, value)); }
    }
    return MONITOR;
  });
  const path = `${at}.${samples}`;
  const given = found.given(path);
  const usual = Object.hasOwn(DROPPED, path) ? DROPPED[path] : [];
  const wanted = given === undefined ? usual : given;
  if (isList(wanted) && wanted.length > 0 && !isTemplate(wanted)) {
    // the chart's metric relabelings of the API server are only in its first path
    for (const endpoint of given === undefined ? endpoints.slice(0, 1) : endpoints) { patches.push(add(`${endpoint}/metricRelabelings`, wanted)); }
  }
  if (usual.length > 0 && given !== undefined && isEmpty(given)) { return found.result(path, 'mapped', 'nothing is dropped'); }
  found.value(path, [[]], value => isList(value) ? MONITOR : undefined);
}

/** A Service of the user instead of the chart's. */
function selector(found: Collected, row: JobRow, patches: Patch[]): void {
  const at = `${row.key}.serviceMonitor`;
  const isOwn = !isEmpty(found.given(`${at}.selector`)) && found.given(`${row.key}.service.enabled`) === false;
  found.value(`${at}.selector`, [row.selector], value => {
    if (!isMap(value)) { return undefined; }
    // Helm merges it with the default, and no program reads other fields
    const { matchLabels, matchExpressions } = mergeValues(isMap(row.selector) ? row.selector : {}, value);
    const merged = { ...!isEmpty(matchLabels) && { matchLabels }, ...!isEmpty(matchExpressions) && { matchExpressions } };
    if (isEmpty(merged) || isEqual(merged, row.selector)) { return ['same', 'Kubernetes reads only "matchLabels" and "matchExpressions"']; }
    patches.push(replace('/spec/selector', merged));
    if (!isOwn) { return MONITOR; }
    // an existing Service has no label with the job
    patches.push(add('/spec/endpoints/0/relabelings', [{ targetLabel: 'job', replacement: row.job }]));
    return `${MONITOR}; the job stays "${row.job}"`;
  });
  found.value(`${at}.port`, ['http-metrics'], value => {
    if (!isOwn || !text(value)) { return ['same', 'the Service of the program has its own port name']; }
    patches.push(replace('/spec/endpoints/0/port', value));
    return MONITOR;
  });
}

function apiserverTls(found: Collected): Patch[] {
  const patches: Patch[] = [];
  const onEach = (field: string, value: unknown) => endpointsOf(APISERVER).forEach(endpoint => patches.push(add(`${endpoint}/tlsConfig/${field}`, value)));
  found.value('kubeApiServer.tlsConfig.serverName', ['kubernetes'], value => text(value) && (onEach('serverName', value), MONITOR));
  found.value('kubeApiServer.tlsConfig.insecureSkipVerify', [false], value => value === true ? (onEach('insecureSkipVerify', true), MONITOR) : undefined);
  return patches;
}

/** The paths of kubelets are endpoints in this order. */
const PATHS: readonly (readonly [key: string, prefix: string | undefined])[] = [['kubelet', undefined], ['cAdvisor', 'cAdvisor'], ['probes', 'probes'], ['resource', 'resource']];

function kubelet(found: Collected): Patch[] {
  const at = 'kubelet.serviceMonitor';
  const patches: Patch[] = [];
  const hasResource = found.isOn(`${at}.resource`, false);
  const shown = hasResource ? PATHS : PATHS.slice(0, 3);
  const endpoints = shown.map((_, place) => `/spec/endpoints/${place}`);
  const onEach = (change: (endpoint: string) => Patch) => endpoints.forEach(endpoint => patches.push(change(endpoint)));
  const interval = found.given(`${at}.interval`);
  const ofPath = (key: string, place: number) => {
    const path = `${at}.${key}`;
    const value = found.given(path) ?? '10s';
    if (duration(value) && isEmpty(interval)) { patches.push(add(`${endpoints[place]}/interval`, value)); }
    found.value(path, [], own => isEmpty(interval) ? duration(own) && MONITOR : ['same', `${at}.interval has precedence, as in the chart`]);
  };
  if (found.isOn(`${at}.cAdvisor`)) { ofPath('cAdvisorInterval', 1); }
  if (hasResource) {
    found.option('controlPlane.kubeletResourceMetrics', true);
    found.each('mapped', 'controlPlane.kubeletResourceMetrics', `${at}.resource`);
    ofPath('resourceInterval', 3);
  } else { found.each('same', 'same behavior', `${at}.resource`, ...['Interval', 'Relabelings', 'MetricRelabelings'].map(each => `${at}.resource${each}`)); }
  found.value(`${at}.resourcePath`, ['/metrics/resource'], () => ['different', 'the path is /metrics/resource, as of Kubernetes 1.20']);
  for (const [place, [, prefix]] of shown.entries()) {
    if (prefix === undefined) { continue; }
    relabelings(found, at, [`${prefix}Relabelings`, `${prefix}MetricRelabelings`], [endpoints[place]], KUBELET, patches);
  }
  found.value(`${at}.honorLabels`, [true], value => value === false ? (onEach(endpoint => replace(`${endpoint}/honorLabels`, false)), MONITOR) : undefined);
  found.value(`${at}.honorTimestamps`, [true], value => value === false ? (onEach(endpoint => add(`${endpoint}/honorTimestamps`, false)), MONITOR) : undefined);
  found.value(`${at}.trackTimestampsStaleness`, [true], value => value === false ? (patches.push(replace('/spec/endpoints/1/trackTimestampsStaleness', false)), MONITOR) : undefined);
  found.value(`${at}.insecureSkipVerify`, [true], value => value === false ? (found.option('controlPlane.kubeletInsecureSkipVerify', false), 'controlPlane.kubeletInsecureSkipVerify') : undefined);
  found.value(`${at}.https`, [true], () => ['different', 'kubelets are scraped over HTTPS with a token; the read-only port is not supported']);
  found.value(`${at}.attachMetadata`, [{ node: false }], value => {
    if (!isMap(value)) { return undefined; }
    patches.push(add('/spec/attachMetadata', value));
    if (value.node === true) { grantNodes(found); }
    return MONITOR;
  });
  found.value('kubelet.namespace', ['kube-system'], () => ['different', 'the Service of the kubelets is in kube-system: set "operator.kubeletService" to "namespace/name" for another place']);
  // the last first, so that the indexes of the others stay valid
  for (const [place, [key]] of [...PATHS.slice(0, 3).entries()].reverse()) {
    found.value(`${at}.${key}`, [true], value => value === false ? (patches.push(remove(`/spec/endpoints/${place}`)), MONITOR) : undefined);
  }
  return patches;
}

/** The Service of the pods, or addresses instead. */
function service(found: Collected, row: JobRow): void {
  const { key, job, option, addresses } = row;
  const patches: Patch[] = [];
  const at = `${key}.service`;
  if (addresses !== undefined) {
    found.value(`${key}.endpoints`, [[]], value => texts(value) && (found.option(`controlPlane.${addresses}`, value), `controlPlane.${addresses}`));
  }
  found.value(`${at}.enabled`, [true], () => isEmpty(found.given(`${key}.serviceMonitor.selector`))
    ? ['different', `the program creates the Service "${job}", which scraping requires`] : ['different', 'the Service that the program creates is not used']);
  found.value(`${at}.selector`, [], value => labels(value) && (patches.push(replace('/spec/selector', labelsOf(value))), SERVICE));
  port(found, row, patches);
  const isDual = found.isOn(`${at}.ipDualStack.enabled`, false);
  if (isDual) {
    patches.push(add('/spec/ipFamilyPolicy', found.given(`${at}.ipDualStack.ipFamilyPolicy`) ?? 'PreferDualStack'), add('/spec/ipFamilies', found.given(`${at}.ipDualStack.ipFamilies`) ?? ['IPv6', 'IPv4']));
  }
  const dual = ['enabled', 'ipFamilyPolicy', 'ipFamilies'].map(each => `${at}.ipDualStack.${each}`);
  if (isDual) { found.each('mapped', SERVICE, ...dual); } else { found.each('same', 'disabled', ...dual); }
  const statement = patched(objectOf('services', row), patches, `From the values of ${at}.${option === 'etcd' && isTalos(found) ? ' With "platform: Platform.TALOS" this is not needed.' : ''}`);
  if (statement) { found.statement(statement); }
}

const labelsOf = (value: object) => Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));

/** etcd of Talos is found through the pods of the API server. */
const isTalos = (found: Collected) => (found.given('kubeEtcd.service.selector') as { component?: unknown } | undefined)?.component === 'kube-apiserver';

/** The Service is headless, so only the port of the pods matters. */
function port(found: Collected, row: JobRow, patches: Patch[]): void {
  const at = `${row.key}.service`;
  const isHttp = row.isHttps && found.given(`${row.key}.serviceMonitor.https`) === false;
  const usual = isHttp ? undefined : row.port;
  const wanted = found.given(`${at}.targetPort`) ?? found.given(`${at}.port`);
  const isOther = !isEmpty(wanted) && wanted !== usual;
  const has = hasAddresses(found, row);
  const change = (): string | undefined => {
    if (!Number.isSafeInteger(wanted)) { return undefined; }
    if (row.option === 'etcd') { found.option('controlPlane.etcdPort', wanted); return 'controlPlane.etcdPort'; }
    patches.push(replace('/spec/ports/0/port', wanted));
    if (has) {
      found.statement({
        code: `for (const slice of ${objectOf('endpoints', row)}) { slice.addJsonPatch(JsonPatch.replace('/ports/0/port', ${code(wanted)})); }`,
        uses: ['JsonPatch'],
        comment: `Also use the port of ${at} for the addresses.`,
      });
    }
    return SERVICE;
  };
  const mapped = isOther ? change() : 'the same port';
  for (const path of [`${at}.targetPort`, `${at}.port`]) { found.value(path, [row.port, null], () => mapped ?? ['unsupported', 'the port is not a number']); }
}

/** kube-controller-manager and kube-scheduler. */
function https(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.serviceMonitor`;
  const patches: Patch[] = [];
  const endpoint = '/spec/endpoints/0';
  if (found.given(`${at}.https`) === false) {
    patches.push(replace(`${endpoint}/scheme`, 'http'), remove(`${endpoint}/tlsConfig`), remove(`${endpoint}/bearerTokenFile`));
    found.result(`${at}.https`, 'mapped', `${MONITOR}: over HTTP, without a token`);
    found.each('same', 'no TLS', `${at}.insecureSkipVerify`, `${at}.serverName`);
    return patches;
  }
  found.each('same', 'same behavior', `${at}.https`);
  const isVerified = found.given(`${at}.insecureSkipVerify`) === false;
  found.value(`${at}.insecureSkipVerify`, [true, null], () => isVerified ? (patches.push(replace(`${endpoint}/tlsConfig`, { caFile: CA_FILE })), MONITOR) : undefined);
  found.value(`${at}.serverName`, [null], value => text(value) && (patches.push(add(`${endpoint}/tlsConfig/serverName`, value)), MONITOR));
  return patches;
}

function etcd(found: Collected): Patch[] {
  const at = 'kubeEtcd.serviceMonitor';
  const files = ['caFile', 'certFile', 'keyFile', 'serverName'];
  token(found, at, []);
  if (found.given(`${at}.scheme`) !== 'https') {
    found.each('same', 'plain HTTP', `${at}.scheme`, `${at}.insecureSkipVerify`, ...files.map(file => `${at}.${file}`));
    return [];
  }
  const tls = Object.fromEntries(files.map(file => [file, found.given(`${at}.${file}`)] as const).filter(([, value]) => text(value)));
  found.each('mapped', MONITOR, ...['scheme', 'insecureSkipVerify', ...files].map(each => `${at}.${each}`));
  if (tls.certFile !== undefined) {
    found.warn(`kubeEtcd: the certificate files are in a Secret that Prometheus mounts ("prometheus.prometheusSpec.secrets"). With "controlPlane.etcdTls" the monitor refers to the Secret directly: ${TEMPLATES}/kube-etcd.`);
  }
  return [add('/spec/endpoints/0/scheme', 'https'), add('/spec/endpoints/0/tlsConfig', { ...tls, insecureSkipVerify: found.given(`${at}.insecureSkipVerify`) === true })];
}

function proxy(found: Collected): Patch[] {
  const at = 'kubeProxy.serviceMonitor';
  const patches: Patch[] = [];
  found.value(`${at}.https`, [false], value => value === true
    ? (patches.push(add('/spec/endpoints/0/scheme', 'https'), add('/spec/endpoints/0/tlsConfig', { caFile: CA_FILE }), add('/spec/endpoints/0/bearerTokenFile', TOKEN_FILE)), MONITOR) : undefined);
  token(found, at, patches);
  return patches;
}

/** The chart sends the token of Prometheus over plain HTTP, which is not needed. */
function token(found: Collected, at: string, patches: Patch[]): void {
  found.value(`${at}.bearerTokenFile`, [TOKEN_FILE, ''], value => patches.length > 0 && text(value) ? (patches.push(replace('/spec/endpoints/0/bearerTokenFile', value)), MONITOR) : ['different', 'no token is sent over plain HTTP']);
}

function resources(found: Collected): Patch[] {
  const at = 'kubeScheduler.serviceMonitor.resource';
  const patches: Patch[] = [];
  if (!found.isOn(`${at}.enabled`, false)) { return patches; }
  found.option('controlPlane.schedulerResourceMetrics', true);
  found.each('mapped', 'controlPlane.schedulerResourceMetrics', `${at}.enabled`);
  found.value(`${at}.interval`, [''], value => duration(value) && (patches.push(add('/spec/endpoints/1/interval', value)), MONITOR));
  found.value(`${at}.relabelings`, [[]], value => Array.isArray(value) ? (value.forEach(each => patches.push(add('/spec/endpoints/1/relabelings/-', each))), MONITOR) : undefined);
  return patches;
}

/** kube-dns runs on GKE. */
function kubeDns(found: Collected): void {
  if (!found.isOn('kubeDns.enabled', false)) { return; }
  found.result('kubeDns.enabled', 'different', 'set "platform: Platform.GKE", with which "controlPlane.dns" scrapes kube-dns');
  found.warn('kubeDns: kube-dns is scraped on GKE: set "platform: Platform.GKE", and "controlPlane.dns" to true.');
}
