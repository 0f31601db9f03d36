import { Call, classesIn, Code, Ids, written } from './code';
import { code, Collected } from './collected';
import { relabelConfigs } from './exporters';
import { isEmpty, isMap } from '../../values/json';
import { duration, labels, text, texts } from '../convert';
import { InputError, valuesIn } from '../input/found';
import { fullNameOf } from '../names';
import { Part } from '../part';

const SPEC = 'prometheus.prometheusSpec';
type Fields = { readonly [key: string]: any };

/** Additional jobs, monitors and objects in the values. */
export const monitorsPart: Part = (values, release) => {
  const found = new Collected(values);
  const ids = new Ids();
  const full = fullNameOf(values, release);
  if (found.isOn('prometheus.enabled')) {
    ownMonitors(found, ids, 'additionalServiceMonitors', 'ServiceMonitor', 'endpoints', release.name);
    ownMonitors(found, ids, 'additionalPodMonitors', 'PodMonitor', 'podMetricsEndpoints', release.name);
    scrapeConfigs(found, full);
    for (const [key, option, secret, file] of ALERTING) { inSecret(found, key, option, `${full}-${secret}`, file); }
  }
  extraManifests(found, ids);
  return found.done();
};

/** Lists that the chart stores in a Secret. */
const ALERTING = [
  ['additionalAlertManagerConfigs', 'additionalAlertmanagerConfigs', 'prometheus-am-confg', 'additional-alertmanager-configs.yaml'],
  [
    'additionalAlertRelabelConfigs',
    'additionalAlertRelabelConfigs',
    'prometheus-am-relabel-confg',
    'additional-alert-relabel-configs.yaml',
  ],
] as const;

const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit'];
const MONITOR_FIELDS = [
  'jobLabel', 'selector', 'namespaceSelector', 'targetLabels', 'podTargetLabels', 'fallbackScrapeProtocol', 'attachMetadata', ...LIMITS,
];

/** An object as code. */
function objectStatement(found: Collected, id: string, object: unknown, comment?: string): void {
  found.statement({
    code: `new ApiObject(chart, ${code(id)}, ${written(object)});`, uses: ['ApiObject'], ...comment !== undefined && { comment },
  });
}

function ownMonitors(found: Collected, ids: Ids, key: string, kind: string, endpoints: string, release: string): void {
  found.value(`prometheus.${key}`, [[]], value => {
    if (!Array.isArray(value) || !value.every(each => isMap(each) && text(each.name) && Array.isArray(each[endpoints]))) {
      return undefined;
    }
    for (const each of value as Fields[]) {
      const spec = Object.fromEntries([...MONITOR_FIELDS, endpoints].filter(field => !isEmpty(each[field]) && each[field] !== 0)
        .map(field => [field, each[field]]));
      objectStatement(found, ids.unique(`${kind}-${each.name}`), {
        apiVersion: 'monitoring.coreos.com/v1',
        kind,
        metadata: { name: each.name, labels: { release, ...labels(each.additionalLabels) && each.additionalLabels } },
        spec: { ...spec, selector: each.selector ?? {} },
      });
    }
    return `${kind} objects of the program`;
  });
}

/** A job of Prometheus' own configuration, if it uses only fields that a ScrapeConfig also has, and no file and no secret. */
const JOB_FIELDS = [
  'job_name', 'static_configs', 'metrics_path', 'scheme', 'scrape_interval', 'scrape_timeout', 'params', 'honor_labels',
  'honor_timestamps', 'relabel_configs', 'metric_relabel_configs', 'tls_config', 'sample_limit',
];

function scrapeConfigs(found: Collected, full: string): void {
  const path = `${SPEC}.additionalScrapeConfigs`;
  const given = found.given(path);
  if (isEmpty(given) || isOnlyComment(given)) { return found.each('same', 'empty', path); }
  const taken = new Set<string>();
  const jobs = Array.isArray(given) ? given.map(job => jobOf(job, taken)) : [undefined];
  if (jobs.every(job => job !== undefined)) {
    for (const job of jobs) { found.statement({ code: `${written(job)};`, ...classesIn(job) }); }
    found.result(path, 'mapped', 'external targets of the stack');
    return;
  }
  inSecret(
    found, 'additionalScrapeConfigs', 'additionalScrapeConfigs', `${full}-prometheus-scrape-confg`, 'additional-scrape-configs.yaml',
  );
}

const isOnlyComment = (value: unknown) => typeof value === 'string' && value.split('\n').every(line => /^\s*(?:#.*)?$/.test(line));

const SECRETS: { readonly [option: string]: string } = {
  additionalScrapeConfigs: 'prometheus-scrape-configs',
  additionalAlertmanagerConfigs: 'prometheus-alertmanagers',
  additionalAlertRelabelConfigs: 'prometheus-alert-relabelings',
};

/** What the chart stores in a Secret stays in one: it may contain passwords, and programs are in repositories. */
function inSecret(found: Collected, key: string, option: string, old: string, file: string): void {
  const path = `${SPEC}.${key}`;
  const value = found.given(path);
  if (isEmpty(value) || isOnlyComment(value)) { return found.each('same', 'empty', path); }
  const secretName = SECRETS[option];
  found.option(`prometheus.${option}`, { secretName, key: file });
  found.result(path, 'mapped', `prometheus.${option}: the Secret "${secretName}", which you create`);
  found.warn(`${path} can have passwords, so it is not in the program: create the Secret "${secretName}" with the key "${file}" from `
    + `"${old}", which "helm uninstall" deletes: `
    + `kubectl get secret ${old} -o jsonpath='{.data.${file.replace(
      /\./g, '\\.',
    )}}' | base64 -d > ${file}; kubectl create secret generic ${secretName} --from-file=${file}.`);
}

/** A job as a call of `addExternalTarget`. Undefined if anything would differ. */
function jobOf(job: unknown, taken: Set<string>): Call | undefined {
  if (!isMap(job) || !text(job.job_name) || !Object.keys(job).every(key => JOB_FIELDS.includes(key)) || JSON.stringify(job)
    .includes('{{')) { return undefined; }
  const { job_name: name, static_configs: groups, tls_config: tls } = job as Fields;
  if (!Array.isArray(groups) || groups.length === 0) { return undefined; }
  const isGroup = (group: unknown) =>
    isMap(group) && Object.keys(group).every(key => ['targets', 'labels'].includes(key)) && texts(group.targets)
      && (group.labels === undefined || labels(group.labels));
  const isPlainTls = tls === undefined
    || isMap(tls) && Object.keys(tls).join() === 'insecure_skip_verify' && typeof tls.insecure_skip_verify === 'boolean';
  if (!groups.every(isGroup) || !isPlainTls) { return undefined; }
  const options = optionsOf(job as Fields);
  if (!options) { return undefined; }
  const labelsOf = (map: object) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]));
  const targets = groups.map(group => ({ targets: group.targets, ...group.labels && { labels: labelsOf(group.labels) } }));
  const isSimple = targets.length === 1 && targets[0].labels === undefined;
  const call = isSimple
    ? new Call('ExternalTargets.addresses', targets[0].targets, [], ['ExternalTargets'])
    : new Call('ExternalTargets.groups', targets, [], ['ExternalTargets']);
  const objectName = String(name).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'job';
  if (taken.has(objectName)) { return undefined; }
  taken.add(objectName);
  const all = { ...objectName !== name && { job: name }, ...options };
  return new Call('stack.addExternalTarget', [objectName, call, ...Object.keys(all).length > 0 ? [all] : []]);
}

function optionsOf(job: Fields): Fields | undefined {
  const options: { [key: string]: unknown } = {};
  const take = (key: string, option: string, convert: (value: any) => unknown) => {
    if (isEmpty(job[key])) { return true; }
    const converted = convert(job[key]);
    options[option] = converted;
    return converted !== undefined;
  };
  const span = (value: unknown) => { const read = duration(value); return read && new Code(read.code, read.uses); };
  const flag = (value: unknown) => typeof value === 'boolean' ? value : undefined;
  const isRead = [
    take('metrics_path', 'path', value => text(value) && value), take('scheme', 'scheme', value => text(value) && value),
    take('scrape_interval', 'interval', span), take('scrape_timeout', 'scrapeTimeout', span), take('honor_labels', 'honorLabels', flag),
    take('honor_timestamps', 'honorTimestamps', flag),
    take('sample_limit', 'sampleLimit', value => Number.isSafeInteger(value) ? value : undefined),
    take('params', 'params', value => isMap(value) && Object.values(value).every(each => texts(each)) ? value : undefined),
    take('tls_config', 'tlsConfig', value => ({ insecureSkipVerify: value.insecure_skip_verify })),
    take('relabel_configs', 'relabelings', relabelings), take('metric_relabel_configs', 'metricRelabelings', relabelings),
  ];
  return isRead.every(Boolean) ? options : undefined;
}

const CAMEL: { readonly [field: string]: string } = { source_labels: 'sourceLabels', target_label: 'targetLabel' };

function relabelings(value: unknown): unknown {
  const inCamelCase = (each: unknown) => isMap(each)
    ? Object.fromEntries(Object.entries(each).map(([key, field]) => [CAMEL[key] ?? key, field]))
    : each;
  return Array.isArray(value) ? relabelConfigs(value.map(inCamelCase)) : undefined;
}

/** Objects that are deleted with the release. Those with secrets are not copied. */
function extraManifests(found: Collected, ids: Ids): void {
  const given = found.given('extraManifests');
  if (isEmpty(given)) { return found.each('same', 'empty', 'extraManifests'); }
  const entries = isMap(given)
    ? Object.entries(given).map(([key, value]) => [`extraManifests.${key}`, value] as const)
    : (Array.isArray(given) ? given : []).map((value, at) => [`extraManifests[${at}]`, value] as const);
  if (entries.length === 0) { return found.result('extraManifests', 'unsupported', 'it is not a list of objects'); }
  for (const [path, entry] of entries) { extraObject(found, ids, path, entry); }
}

function extraObject(found: Collected, ids: Ids, path: string, entry: unknown): void {
  if (JSON.stringify(entry)?.includes('{{')) {
    return found.result(path, 'unsupported', 'a Helm template: write the resulting object into the program');
  }
  const object = typeof entry === 'string' ? parsed(entry) : entry;
  if (!isMap(object) || !text(object.apiVersion) || !text(object.kind)) {
    return found.result(path, 'unsupported', 'it is not an object with "apiVersion" and "kind"');
  }
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const name = String(metadata.name ?? '');
  if (object.kind === 'Secret') {
    found.result(path, 'different', 'a Secret is not in the program: create it separately');
    found.warn(
      `extraManifests: the Secret ${code(name)} is not in the program: keep it when the release is deleted, or create it separately.`,
    );
    return;
  }
  objectStatement(found, ids.unique(`${String(object.kind)}-${name}`), object);
  found.result(path, 'mapped', `${String(object.kind)} of the program`);
}

function parsed(entry: string): unknown {
  try {
    return valuesIn(entry, 'extraManifests');
  } catch (error) {
    if (!(error instanceof InputError)) { throw error; }
    return undefined;
  }
}

