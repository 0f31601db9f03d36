import { CompatibleSeries } from './series';
import { Context } from '../definition';
import { mainApiServer, SHORT } from '../groups/api-server-series';

const READ = 'verb=~"LIST|GET"';
const WRITE = 'verb=~"POST|PUT|PATCH|DELETE|APPLY"';
const BOTH = 'verb=~"LIST|GET|POST|PUT|PATCH|DELETE|APPLY"';

const HOUR = 'increase1h';
const MONTH = 'increase30d';
const CODES = 'code_verb:apiserver_request_total';
const BY_CODE = 'code:apiserver_request_total';
const COUNT = 'cluster_verb_scope:apiserver_request_sli_duration_seconds_count';
const BUCKETS = 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket';

const hourly = (name: string, metric: string, count: number, ...labels: string[]): CompatibleSeries => ({
  name: `${name}:${HOUR}`,
  count,
  per: 'verb and scope',
  needs: ['apiServer'],
  records: [{ expr: context => `sum ${context.by(...labels)} (increase(${metric}{${mainApiServer(context)},${SHORT},${BOTH}}[1h]))` }],
});

/** Thirty days are 720 hours: one value per hour is enough. All values would be several hundred million samples. */
const monthly = (name: string, count: number): CompatibleSeries => ({
  name: `${name}:${MONTH}`,
  count,
  per: 'verb and scope',
  needs: ['apiServer'],
  from: [`${name}:${HOUR}`],
  records: [{ expr: () => `720 * avg_over_time(${name}:${HOUR}[30d:1h])` }],
});

const of = (verbs: string, { by }: Context) => {
  const all = `sum ${by()} (${COUNT}:${MONTH}{${verbs}})`;
  const orNone = (part: string) => `(${part} or 0 * ${all})`;
  const inTime = (
    scope: string, seconds: number,
  ) => orNone(`sum ${by()} (${BUCKETS}:${MONTH}{${verbs},${scope}le=~"${seconds}(\\\\.0)?"})`);
  const errors = orNone(`sum ${by()} (${CODES}:${MONTH}{${verbs},code=~"5.."})`);
  return { all, errors, inTime };
};

/** Good requests succeed in time and without a server error: the complement of `apiserver_request:burnrate`, over 30 days. */
function bad(kind: 'read' | 'write', context: Context): { readonly all: string; readonly bad: string } {
  const { all, errors, inTime } = of(kind === 'read' ? READ : WRITE, context);
  const good = kind === 'read'
    ? [inTime('scope=~"resource|",', 1), inTime('scope="namespace",', 5), inTime('scope="cluster",', 30)]
    : [inTime('', 1)];
  return { all, bad: `(${all} - (${good.join(' + ')}) + ${errors})` };
}

function both(context: Context): string {
  const [read, write] = [bad('read', context), bad('write', context)];
  return `1 - (${read.bad} + ${write.bad}) / (${read.all} + ${write.all})`;
}

const single = (kind: 'read' | 'write') => (context: Context) => {
  const { all, bad: wrong } = bad(kind, context);
  return `1 - ${wrong} / ${all}`;
};

export const API_SERVER_SERIES: readonly CompatibleSeries[] = [
  hourly(CODES, 'apiserver_request_total', 40, 'code', 'verb'),
  monthly(CODES, 40),
  {
    name: `${BY_CODE}:${MONTH}`,
    count: 20,
    per: 'cluster',
    needs: ['apiServer'],
    from: [`${CODES}:${MONTH}`],
    records: [
      ['read', READ], ['write', WRITE],
    ].map(([verb, verbs]) => ({ labels: { verb }, expr: ({ by }) => `sum ${by('code')} (${CODES}:${MONTH}{${verbs}})` })),
  },
  hourly(COUNT, 'apiserver_request_sli_duration_seconds_count', 1, 'verb', 'scope'),
  monthly(COUNT, 1),
  hourly(BUCKETS, 'apiserver_request_sli_duration_seconds_bucket', 22, 'verb', 'scope', 'le'),
  monthly(BUCKETS, 22),
  {
    name: 'apiserver_request:availability30d',
    count: 3,
    per: 'cluster',
    needs: ['apiServer'],
    from: [`${CODES}:${MONTH}`, `${COUNT}:${MONTH}`, `${BUCKETS}:${MONTH}`],
    records: [
      { labels: { verb: 'all' }, expr: both },
      { labels: { verb: 'read' }, expr: single('read') },
      { labels: { verb: 'write' }, expr: single('write') },
    ],
  },
];
