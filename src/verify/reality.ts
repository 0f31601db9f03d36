import { parseDocuments } from '../files/documents';
import { RelabelStep } from '../scrape/relabeling';
import { Labels, listOf, textOf, textsOf } from '../scrape-graph/manifest';
import { fieldAt, mapsIn } from '../values/json';

export interface ActiveTarget {
  readonly pool: string;
  readonly discovered: Labels;
  readonly labels: Labels;
  readonly url: string;
  /** `up`, `down`, or `unknown` before the first scrape. */
  readonly health: string;
  readonly error: string;
}

export interface DroppedTarget {
  readonly pool: string;
  readonly discovered: Labels;
}

export interface SeenRule {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly file: string;
  readonly error: string;
}

export interface SeenJob {
  readonly name: string;
  readonly relabelings: readonly RelabelStep[];
}

export interface SeenTargets {
  readonly active: readonly ActiveTarget[];
  readonly dropped: readonly DroppedTarget[];
  /** Number of dropped targets of each job: `keepDroppedTargets` limits those that are listed. Empty if Prometheus does not report it. */
  readonly droppedCounts: ReadonlyMap<string, number>;
}

/** What a Prometheus and an Alertmanager report. A part that was not requested is undefined, and is not checked. */
export interface Reality {
  readonly targets?: SeenTargets;
  readonly rules?: readonly SeenRule[];
  readonly config?: { readonly jobs: readonly SeenJob[]; readonly externalLabels: Labels };
  readonly alertmanagers?: readonly string[];
  readonly version?: string;
  readonly isLoaded?: boolean;
  /** Of the Alertmanager. */
  readonly receivers?: readonly string[];
  /** The names of series by label `job`. */
  readonly series?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Objects of the cluster, by kind, namespace and name. */
  readonly objects?: readonly any[];
}

/** The responses of the HTTP API, by endpoint. */
export const ENDPOINTS = {
  targets: '/api/v1/targets',
  rules: '/api/v1/rules',
  config: '/api/v1/status/config',
  alertmanagers: '/api/v1/alertmanagers',
  buildinfo: '/api/v1/status/buildinfo',
  runtimeinfo: '/api/v1/status/runtimeinfo',
} as const;

export type Endpoint = keyof typeof ENDPOINTS;

/** Parses the response of one endpoint. @throws an error message if it has another format */
export function readAnswer(endpoint: Endpoint, text: string): Reality {
  const body = jsonOf(text);
  if (body?.status !== 'success' || typeof body.data !== 'object' || body.data === null) {
    throw new Error(`it is not a response of ${ENDPOINTS[endpoint]}: ${textOf(body?.error, 'there is no "data"')}`);
  }
  return READERS[endpoint](body.data);
}

function jsonOf(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}

const READERS: { readonly [endpoint in Endpoint]: (data: any) => Reality } = {
  targets: data => ({
    targets: {
      active: mapsIn(data.activeTargets).map(each => ({
        pool: poolOf(each),
        discovered: textsOf(each.discoveredLabels),
        labels: textsOf(each.labels),
        url: textOf(each.scrapeUrl),
        health: textOf(each.health),
        error: textOf(each.lastError),
      })),
      dropped: mapsIn(data.droppedTargets).map(each => ({ pool: poolOf(each), discovered: textsOf(each.discoveredLabels) })),
      droppedCounts: new Map(Object.entries(data.droppedTargetCounts ?? {}).map(([pool, count]) => [pool, Number(count)])),
    },
  }),
  rules: data => ({
    rules: listOf(data.groups).flatMap(group => mapsIn(group?.rules).map((rule): SeenRule => ({
      kind: rule.type === 'alerting' ? 'alert' : 'record',
      name: textOf(rule.name),
      file: textOf(group.file),
      error: rule.health === 'err' ? textOf(rule.lastError, 'unknown') : '',
    }))),
  }),
  config: data => ({ config: configOf(textOf(data.yaml)) }),
  alertmanagers: data => ({ alertmanagers: listOf(data.activeAlertmanagers).map(each => textOf(each?.url)) }),
  buildinfo: data => ({ version: textOf(data.version) }),
  runtimeinfo: data => typeof data.reloadConfigSuccess === 'boolean' ? { isLoaded: data.reloadConfigSuccess } : {},
};

/** The label `job` is the name of the job before relabeling. Older versions of Prometheus report nothing else for dropped targets. */
function poolOf({ scrapePool, discoveredLabels }: any): string {
  return textOf(scrapePool) || textOf(discoveredLabels?.job);
}

function configOf(yaml: string): NonNullable<Reality['config']> {
  const read = parseDocuments(yaml);
  if ('problem' in read) { throw new Error('its configuration is not YAML'); }
  const [config] = read.documents as any[];
  return {
    externalLabels: textsOf(config?.global?.external_labels),
    jobs: mapsIn(config?.scrape_configs).map(each => ({
      name: textOf(each.job_name), relabelings: mapsIn(each.relabel_configs).map(stepOf),
    })),
  };
}

/** Converts Prometheus' field names to the operator's. */
function stepOf(step: any): RelabelStep {
  const { action, source_labels: sourceLabels, separator, regex, target_label: targetLabel, replacement, modulus } = step;
  const given = {
    action, sourceLabels, separator, regex: regex === undefined ? undefined : String(regex), targetLabel, replacement, modulus,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Parses the response of Alertmanager's `/api/v2/status`. @throws an error message if it has another format */
export function readAlertmanager(text: string): Reality {
  const original = jsonOf(text)?.config?.original;
  const read = typeof original === 'string' ? parseDocuments(original) : undefined;
  if (!read || 'problem' in read) { throw new Error('it is not a response of /api/v2/status: there is no "config.original"'); }
  return { receivers: listOf((read.documents[0] as any)?.receivers).map(each => textOf(each?.name)) };
}

/** The query whose saved response `readSeries` reads. */
export const SERIES_QUERY = 'group by (job, __name__) ({job!=""})';

/** Parses the response of the query: names of series by job. @throws an error message if it has another format */
export function readSeries(text: string): Reality {
  const body = jsonOf(text);
  if (body?.status !== 'success' || !Array.isArray(body.data?.result)) {
    throw new Error(`it is not a response of /api/v1/query: ${textOf(body?.error, 'there is no "data.result"')}`);
  }
  const series = new Map<string, Set<string>>();
  for (const { metric } of mapsIn(body.data.result)) {
    const job = textOf(fieldAt(metric, 'job'));
    series.set(job, (series.get(job) ?? new Set<string>()).add(textOf(fieldAt(metric, '__name__'))));
  }
  return { series };
}

/** The names of the series that a query finds now. */
export function readNames(text: string): ReadonlySet<string> {
  return new Set(listOf(jsonOf(text)?.data?.result).map(each => textOf(each?.metric?.__name__)));
}
