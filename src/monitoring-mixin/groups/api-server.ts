import { API_SERVER_ALERTS } from './api-server-alerts';
import { mainApiServer, SHORT } from './api-server-series';
import { Context, GroupDefinition, RecordDefinition } from '../definition';

const VERBS = { read: 'verb=~"LIST|GET"', write: 'verb=~"POST|PUT|PATCH|DELETE|APPLY"' } as const;

type Verb = keyof typeof VERBS;

/** Maximum duration of a good request, by scope: one object, a namespace, or the cluster. */
const OBJECTIVES: Readonly<Record<Verb, readonly { readonly scope: string; readonly seconds: number }[]>> = {
  read: [
    { scope: 'scope=~"resource|",', seconds: 1 },
    { scope: 'scope="namespace",', seconds: 5 },
    { scope: 'scope="cluster",', seconds: 30 },
  ],
  write: [{ scope: '', seconds: 1 }],
};

/** The share of requests that fail with a server error or take longer than their objective. */
function burnRate(verb: Verb, window: string, context: Context): string {
  const { by } = context;
  const sum = (metric: string, more: string) =>
    `sum ${by()} (rate(apiserver_request_${metric}{${mainApiServer(context)},${SHORT},${more}${VERBS[verb]}}[${window}]))`;
  const all = sum('sli_duration_seconds_count', '');
  // there may be no requests of some scopes
  const orNone = (part: string) => `(${part} or 0 * ${all})`;
  const inTime = OBJECTIVES[verb].map(({ scope, seconds }) =>
    orNone(sum('sli_duration_seconds_bucket', `${scope}le=~"${seconds}(\\\\.0)?",`)));
  return `(${all} - (${inTime.join(' + ')}) + ${orNone(sum('total', 'code=~"5..",'))}) / (${all} > 0)`;
}

const BURN_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

const eachVerb = (definition: (verb: Verb) => RecordDefinition) => (['read', 'write'] as const).map(definition);

/** Names and labels are those of kubernetes-mixin, which public dashboards and SLO tools read. */
export const API_SERVER: GroupDefinition = {
  name: 'apiserver',
  title: 'kube-apiserver',
  needs: ['apiServer'],
  records: [
    ...BURN_WINDOWS.flatMap(window => eachVerb(verb => ({
      record: `apiserver_request:burnrate${window}`, labels: { verb }, expr: context => burnRate(verb, window, context),
    }))),
    ...eachVerb(verb => ({
      record: 'code_resource:apiserver_request_total:rate5m',
      labels: { verb },
      expr: context => `sum ${context.by(
        'code', 'resource',
      )} (rate(apiserver_request_total{${mainApiServer(context)},${VERBS[verb]}}[5m]))`,
    })),
    ...eachVerb(verb => ({
      record: 'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile',
      labels: { verb, quantile: '0.99' },
      expr: context => `histogram_quantile(0.99, sum ${context.by('resource', 'le')} (rate(apiserver_request_sli_duration_seconds_bucket`
        + `{${mainApiServer(context)},${SHORT},${VERBS[verb]}}[5m]))) > 0`,
    })),
  ],
  alerts: API_SERVER_ALERTS,
};
