import { Collected, Patch, add, isEqual, pointer, replace } from './collected';
import { JobRow, KUBELET, LIMITS } from './control-plane-data';
import { changesMonitor, endpointsOf, MONITOR_PATCH } from './control-plane-objects';
import { relabelingPatches } from './control-plane-relabelings';
import { isEmpty, isMap } from '../../values/json';
import { count, duration, labels, text, texts } from '../convert';
import { mergeValues } from '../input/merge';

/** Values that all jobs share, as changes of the ServiceMonitor. */
export function commonPatches(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.serviceMonitor`;
  const fixedJob = ['different', `the job is "${row.job}", which rules and dashboards use`] as const;
  const patches = fieldPatches(found, row);
  found.value(`${at}.jobLabel`, [row.jobLabel], () => fixedJob);
  found.value(`${at}.additionalLabels`, [{}], changesMonitor(labels, value => patches.push(...labelPatches(value))));
  const endpoints = endpointsOf(row);
  patches.push(...relabelingPatches(found, row, {
    targets: `${at}.relabelings`,
    samples: `${at}.metricRelabelings`,
    endpoints: row === KUBELET ? endpoints.slice(0, 1) : endpoints,
  }));
  found.value(`${row.key}.jobNameOverride`, [''], () => fixedJob);
  return row === KUBELET ? patches : [...patches, ...selectorPatches(found, row)];
}

/** Fields of each endpoint, and of the monitor. */
function fieldPatches(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.serviceMonitor`;
  const patches: Patch[] = [];
  const endpoints = endpointsOf(row);
  const onEach = (field: string) => (value: unknown) => patches.push(...endpoints.map(endpoint => add(`${endpoint}/${field}`, value)));
  const onSpec = (field: string) => (value: unknown) => patches.push(add(`/spec/${field}`, value));
  found.value(`${at}.interval`, [''], changesMonitor(duration, onEach('interval')));
  found.value(`${at}.scrapeTimeout`, [''], changesMonitor(duration, onEach('scrapeTimeout')));
  found.value(`${at}.proxyUrl`, [''], changesMonitor(text, onEach('proxyUrl')));
  for (const limit of LIMITS) { found.value(`${at}.${limit}`, [0], changesMonitor(count, onSpec(limit))); }
  found.value(`${at}.targetLabels`, [[]], changesMonitor(texts, onSpec('targetLabels')));
  return patches;
}

const labelPatches = (value: object): Patch[] =>
  Object.entries(value).map(([name, each]) => add(`/metadata/labels${pointer(name)}`, String(each)));

/** A Service of the user instead of the chart's. */
function selectorPatches(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.serviceMonitor`;
  const patches: Patch[] = [];
  const isOwn = !isEmpty(found.given(`${at}.selector`)) && found.given(`${row.key}.service.enabled`) === false;
  found.value(`${at}.selector`, [row.selector], value => {
    if (!isMap(value)) { return undefined; }
    const merged = mergedSelector(row.selector, value);
    if (isEmpty(merged) || isEqual(merged, row.selector)) {
      return ['same', 'Kubernetes reads only "matchLabels" and "matchExpressions"'];
    }
    patches.push(replace('/spec/selector', merged));
    if (!isOwn) { return MONITOR_PATCH; }
    // an existing Service has no label with the job
    patches.push(add('/spec/endpoints/0/relabelings', [{ targetLabel: 'job', replacement: row.job }]));
    return `${MONITOR_PATCH}; the job stays "${row.job}"`;
  });
  found.value(`${at}.port`, ['http-metrics'], value => {
    if (!isOwn || !text(value)) { return ['same', 'the Service of the program has its own port name']; }
    patches.push(replace('/spec/endpoints/0/port', value));
    return MONITOR_PATCH;
  });
  return patches;
}

/** Helm merges a selector with the default, and no program reads other fields. */
function mergedSelector(usual: unknown, own: Readonly<Record<string, unknown>>): object {
  const { matchLabels, matchExpressions } = mergeValues(isMap(usual) ? usual : {}, own);
  return { ...!isEmpty(matchLabels) && { matchLabels }, ...!isEmpty(matchExpressions) && { matchExpressions } };
}
