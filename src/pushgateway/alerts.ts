import { AlertRow, RuleGroup } from '../manifest/prometheus-rule';
import { durationText } from '../scrape/timing';
import { escapedPattern } from '../values/texts';

const alert = (name: string, expr: string, after: string, summary: string, description: string): AlertRow => ({
  alert: name, expr, for: after, labels: { severity: 'warning' }, annotations: { summary, description },
});

/** A push that cannot be parsed belongs to no group. Only the status code of the request counts it. */
const REJECTED = 'pushgateway_http_requests_total{handler="push",code=~"4..|5.."}';

/** Maximum time of a group without a push, in milliseconds: for all jobs, and by job. */
export interface Staleness {
  readonly ofAll?: number;
  readonly byJob: { readonly [job: string]: number };
}

/** The alerts. Alerts for stale groups require a limit, of all jobs or of one. */
export function stalenessAlerts({ ofAll, byJob }: Staleness): RuleGroup {
  const jobs = Object.keys(byJob).sort();
  const others = jobs.length === 0 ? '' : `{job!~${JSON.stringify(jobs.map(escapedPattern).join('|'))}}`;
  return {
    name: 'pushgateway',
    rules: [
      alert('PushFailed', 'push_failure_time_seconds > push_time_seconds', '5m', 'The last push of job {{ $labels.job }} failed.',
        'Its series are those of an earlier push. Read the log of Pushgateway for the reason. Usual reasons are a timestamp, and '
          + 'a metric whose type or help differs from that in another group.'),
      // The first request with a status creates its series, so `increase` is 0.
      alert('PushRejected', `increase(${REJECTED}[15m]) > 0 or ${REJECTED} unless ${REJECTED} offset 15m`, '0m',
        'Pushgateway rejects pushes with status {{ $labels.code }}.',
        'Status 400: the body is not valid text format, or the push is inconsistent. Status 401: the password is wrong. '
          + 'The client shows the response, and Pushgateway logs it.'),
      ...jobs.map(job => stale(`{job=${JSON.stringify(job)}}`, byJob[job])),
      ...ofAll === undefined ? [] : [stale(others, ofAll)],
    ],
  };
}

function stale(selector: string, after: number): AlertRow {
  const limit = durationText(after);
  return alert('PushStale', `time() - push_time_seconds${selector} > ${after / 1000} and push_time_seconds${selector} > 0`, '0m',
    `Job {{ $labels.job }} pushed nothing for more than ${limit}.`,
    'Its last push was {{ $value | humanizeDuration }} ago, and its series have kept their values since. Look at the job. '
      + 'If the job no longer exists, delete its group.');
}
