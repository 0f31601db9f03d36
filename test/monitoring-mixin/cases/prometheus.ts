import { AlertCase, flag, GROWS, growth, Input, OFF, ON, prometheus, share } from '../alert-case';
import { althoughReplaced, lasting, replaced } from '../timing';

/** What identifies a Prometheus: each of these differs in one label from the first. */
const PLACES = [
  ['a', 'monitoring', 'prometheus-main-0'], ['b', 'monitoring', 'prometheus-main-0'], ['a', 'team', 'prometheus-main-0'], ['a', 'monitoring', 'prometheus-main-1'],
] as const;

type Place = (metric: string, labels?: string) => string;

const placeOf = ([cluster, namespace, pod]: readonly [cluster: string, namespace: string, pod: string]): Place => (metric, labels = '') =>
  `${metric}{job="prometheus",cluster="${cluster}",namespace="${namespace}",pod="${pod}",container="prometheus",endpoint="web",instance="10.0.0.7:9090"${labels && `,${labels}`}}`;

const isAt = (where: typeof PLACES[number], place: Place) => place('x') === placeOf(where)('x');

/** One alert for each Prometheus, and for each further value of the labels that the alert has. */
function each(alert: string, labels: readonly string[], ill: (series: Place, labels: string) => Input, well: (series: Place, labels: string) => Input, at?: string): AlertCase {
  const own = labels.map(label => `${label}="x"`).join();
  const inputs = (make: typeof ill) => Object.assign({}, ...PLACES.map(place => make(placeOf(place), own)), ...labels.map(changed =>
    make(placeOf(PLACES[0]), labels.map(label => `${label}="${label === changed ? 'y' : 'x'}"`).join())));
  return { alert, what: 'one for each', count: PLACES.length + labels.length, at, fires: inputs(ill), quiet: inputs(well) };
}

/** Grows by one every three minutes. */
const SLOWLY = Array.from({ length: 400 }, (_, at) => Math.floor(at / 3)).join(' ');

/** A counter that must not grow, with its `for` in minutes. */
function counter(alert: string, metric: string, minutes: number, ...labels: string[]): AlertCase[] {
  const own = labels.map(label => `${label}="x"`).join();
  const series = (instance: string) => placeOf(PLACES[0])(metric, own).replace('10.0.0.7:9090', instance);
  const at = minutes > 60 ? '5h' : '2h';
  return [
    each(alert, labels, (place, its) => ({ [place(metric, its)]: GROWS }), (place, its) => ({ [place(metric, its)]: '7x600' }), at),
    { alert, what: 'from time to time', at, fires: { [prometheus(metric, own)]: SLOWLY }, quiet: { [prometheus(metric, own)]: '0x3 1x600' } },
    ...minutes > 0 ? [
      lasting({ alert, minutes, changes: { [prometheus(metric, own)]: ['0', '1+1'] } }),
      {
        alert,
        what: 'although its pod is replaced',
        at: `${minutes > 5 ? 38 + minutes : 50}m`,
        count: 1,
        fires: replaced(series, '0x30 1+1x8', '0+1'),
        quiet: replaced(series, '0x39', '0'),
      },
    ] : [],
  ];
}

/** A gauge that should not be 0, with a window of 5 minutes. */
const gauge = (alert: string, metric: string): AlertCase[] => [
  each(alert, [], place => ({ [place(metric)]: OFF }), place => ({ [place(metric)]: ON })),
  lasting({ alert, minutes: 10, window: 5, changes: { [prometheus(metric)]: ['1', '0'] } }),
  { alert, what: 'scrapes fail', fires: { [prometheus(metric)]: '0x27 _ 0 _ 0x600' }, quiet: { [prometheus(metric)]: '1 0 1x20 0x3 1x600' }, at: '38m' },
];

const APPENDED = 'prometheus_tsdb_head_samples_appended_total';
const ENTRIES = prometheus('prometheus_target_metadata_cache_entries', 'scrape_job="a"');
const RULES = prometheus('prometheus_rule_group_rules', 'rule_group="a"');

const INGESTING: readonly AlertCase[] = [
  {
    alert: 'PrometheusNotIngestingSamples',
    what: 'it scrapes',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [prometheus(APPENDED, 'type="histogram"')]: '0x600', [ENTRIES]: '5x600' },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '9x600', [prometheus(APPENDED, 'type="histogram"')]: GROWS, [ENTRIES]: '5x600' },
  },
  {
    alert: 'PrometheusNotIngestingSamples',
    what: 'it evaluates rules alone',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [ENTRIES]: '0x600', [RULES]: '3x600' },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '9x600', [ENTRIES]: '0x600', [RULES]: '0x600' },
  },
  ...[['prometheus_target_metadata_cache_entries', 'scrape_job="a"'], ['prometheus_rule_group_rules', 'rule_group="a"']].flatMap(([metric, labels]) => PLACES.slice(1).map((busy): AlertCase => ({
    ...each('PrometheusNotIngestingSamples', [],
      place => ({ [place(APPENDED, 'type="float"')]: '9x600', [place(metric, labels)]: '5x600' }),
      place => ({ [place(APPENDED, 'type="float"')]: isAt(busy, place) ? GROWS : '9x600', [place(metric, labels)]: isAt(busy, place) ? '5x600' : '0x600' })),
    what: `${metric}: this one has none, another one has (${busy.join()})`,
  }))),
  {
    alert: 'PrometheusNotIngestingSamples',
    what: 'jobs come and go',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [ENTRIES]: '5 0 0 '.repeat(60).trim() },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '0+9x600', [ENTRIES]: '5 0 0 '.repeat(60).trim() },
  },
  {
    alert: 'PrometheusNotIngestingSamples',
    what: 'rules come and go',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [RULES]: '5 0 0 '.repeat(60).trim() },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '0+9x600', [RULES]: '5 0 0 '.repeat(60).trim() },
  },
  lasting({ alert: 'PrometheusNotIngestingSamples', minutes: 10, window: 4, changes: { [prometheus(APPENDED, 'type="float"')]: ['0+9', '540'] }, others: { [ENTRIES]: '5x600' } }),
  {
    alert: 'PrometheusNotIngestingSamples',
    what: 'a scrape fails',
    at: '38m',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [ENTRIES]: '5x30 _ 5x600' },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '0+9x600', [ENTRIES]: '5x30 _ 5x600' },
  },
];

const errors = (alertmanager: string) => prometheus('prometheus_notifications_errors_total', `alertmanager="http://10.0.0.${alertmanager}:9093/api/v2/alerts"`);
const sent = (alertmanager: string) => prometheus('prometheus_notifications_sent_total', `alertmanager="http://10.0.0.${alertmanager}:9093/api/v2/alerts"`);
const SOME = 'PrometheusErrorSendingAlertsToSomeAlertmanagers';
const ANY = 'PrometheusErrorSendingAlertsToAnyAlertmanager';

const rates = (bad: number) => (place: Place, labels: string): Input => ({
  [place('prometheus_notifications_errors_total', labels)]: `0+${bad}x600`, [place('prometheus_notifications_sent_total', labels)]: '0+1000x600',
});

const NOTIFYING: readonly AlertCase[] = [
  growth(SOME, errors('1'), sent('1'), 11, 10),
  each(SOME, ['alertmanager'], rates(11), rates(9)),
  lasting({ alert: SOME, minutes: 15, changes: { [errors('1')]: ['0', '900+900'] }, others: { [sent('1')]: '0+1000x600' } }),
  ...[SOME, ANY].map((alert): AlertCase => (
    { alert, what: '3.10 and newer: while all fail nothing is sent', fires: { [errors('1')]: '0+100x600', [sent('1')]: '0x600' }, quiet: { [errors('1')]: '0x600', [sent('1')]: '0x600' } })),
  {
    alert: SOME,
    what: 'one of two, to which alerts are still sent',
    count: 1,
    fires: { [errors('1')]: '0+900x600', [sent('1')]: '0+1000x600', [errors('2')]: '0x600', [sent('2')]: '0+1000x600' },
    quiet: { [errors('1')]: '900x600', [sent('1')]: '1000x600', [errors('2')]: '0x600', [sent('2')]: '0+1000x600' },
  },
  growth(ANY, errors('1'), sent('1'), 31, 30),
  lasting({ alert: ANY, minutes: 15, changes: { [errors('1')]: ['0', '900+900'] }, others: { [sent('1')]: '0+1000x600' } }),
  each(ANY, [], place => rates(31)(place, 'alertmanager="x"'), place => rates(29)(place, 'alertmanager="x"')),
  {
    alert: ANY,
    what: 'each of two, not one of two',
    count: 1,
    fires: { [errors('1')]: '0+40x600', [sent('1')]: '0+1000x600', [errors('2')]: '0+50x600', [sent('2')]: '0+1000x600' },
    quiet: { [errors('1')]: '0+900x600', [sent('1')]: '0+1000x600', [errors('2')]: '0x600', [sent('2')]: '0+1000x600' },
  },
  {
    alert: ANY,
    what: 'one that is gone has no say',
    fires: { [errors('1')]: '0+40x600', [sent('1')]: '0+1000x600', [errors('2')]: '0x600', [sent('2')]: '500x600' },
    quiet: { [errors('1')]: '0+20x600', [sent('1')]: '0+1000x600', [errors('2')]: '0x600', [sent('2')]: '500x600' },
  },
  ...gauge('PrometheusNotConnectedToAlertmanagers', 'prometheus_notifications_alertmanagers_discovered'),
];

const QUEUE = 'PrometheusNotificationQueueRunningFull';
const LENGTH = 'prometheus_notifications_queue_length';
const CAPACITY = 'prometheus_notifications_queue_capacity';
const AM = 'alertmanager="http://10.0.0.1:9093/api/v2/alerts"';
const queue = (length: string) => (place: Place, labels: string): Input => ({ [place(LENGTH, labels)]: length, [place(CAPACITY)]: '10000x600' });

const QUEUES: readonly AlertCase[] = [
  {
    alert: QUEUE,
    what: '3.10 and newer: a queue for each Alertmanager',
    fires: { [prometheus(LENGTH, AM)]: '0+200x600', [prometheus(CAPACITY)]: '10000x600' },
    // 5800 after 29 minutes, and 100 more a minute: 8800 in half an hour
    quiet: { [prometheus(LENGTH, AM)]: '2900+100x600', [prometheus(CAPACITY)]: '10000x600' },
    at: '40m',
  },
  {
    alert: QUEUE,
    what: 'before 3.10: one queue',
    fires: { [prometheus(LENGTH)]: '0+200x600', [prometheus(CAPACITY)]: '10000x600' },
    quiet: { [prometheus(LENGTH)]: '5x600', [prometheus(CAPACITY)]: '10000x600' },
  },
  each(QUEUE, ['alertmanager'], queue('0+300x600'), queue('5x600')),
  lasting({ alert: QUEUE, minutes: 15, window: 3, changes: { [prometheus(LENGTH, AM)]: ['0', '0+400'] }, others: { [prometheus(CAPACITY)]: '10000x600' } }),
  {
    alert: QUEUE,
    what: 'a scrape fails',
    at: '38m',
    fires: { [prometheus(LENGTH, AM)]: '0+400x600', [prometheus(CAPACITY)]: '10000x32 _ 10000x600' },
    quiet: { [prometheus(LENGTH, AM)]: '5x600', [prometheus(CAPACITY)]: '10000x32 _ 10000x600' },
  },
];

const RW = 'remote_name="a",url="https://a"';
const FAILED = 'prometheus_remote_storage_samples_failed_total';
const SAMPLES = 'prometheus_remote_storage_samples_total';
const STORED = 'prometheus_remote_storage_highest_timestamp_in_seconds';
const GIVEN = 'prometheus_remote_storage_queue_highest_timestamp_seconds';
const SENT = 'prometheus_remote_storage_queue_highest_sent_timestamp_seconds';
const BEHIND = 'PrometheusRemoteWriteBehind';
const SHARDS = 'PrometheusRemoteWriteDesiredShards';
const DESIRED = 'prometheus_remote_storage_shards_desired';
const MAX = 'prometheus_remote_storage_shards_max';

const REMOTE_WRITE: readonly AlertCase[] = [
  growth('PrometheusRemoteStorageFailures', prometheus(FAILED, RW), prometheus(SAMPLES, RW), 11, 10),
  each('PrometheusRemoteStorageFailures', ['remote_name', 'url'],
    (place, labels) => ({ [place(FAILED, labels)]: '0+11x600', [place(SAMPLES, labels)]: '0+1000x600' }),
    (place, labels) => ({ [place(FAILED, labels)]: '0+9x600', [place(SAMPLES, labels)]: '0+1000x600' })),
  lasting({ alert: 'PrometheusRemoteStorageFailures', minutes: 15, changes: { [prometheus(FAILED, RW)]: ['0', '900+900'] }, others: { [prometheus(SAMPLES, RW)]: '0+1000x600' } }),
  {
    alert: BEHIND,
    what: '3.7 and newer',
    fires: { [prometheus(STORED)]: '121+60x600', [prometheus(GIVEN, RW)]: '121+60x600', [prometheus(SENT, RW)]: '0+60x600' },
    quiet: { [prometheus(STORED)]: '120+60x600', [prometheus(GIVEN, RW)]: '120+60x600', [prometheus(SENT, RW)]: '0+60x600' },
  },
  {
    alert: BEHIND,
    what: '3.7 and newer: a queue that relabeling leaves few series has nothing to send',
    fires: { [prometheus(STORED)]: '0+60x600', [prometheus(GIVEN, RW)]: '0+60x600', [prometheus(SENT, RW)]: '900x600' },
    quiet: { [prometheus(STORED)]: '0+60x600', [prometheus(GIVEN, RW)]: '900x600', [prometheus(SENT, RW)]: '900x600' },
  },
  {
    alert: BEHIND,
    what: 'before 3.7',
    fires: { [prometheus(STORED)]: '121+60x600', [prometheus(SENT, RW)]: '0+60x600' },
    quiet: { [prometheus(STORED)]: '120+60x600', [prometheus(SENT, RW)]: '0+60x600' },
  },
  each(BEHIND, ['remote_name', 'url'],
    (place, labels) => ({ [place(GIVEN, labels)]: '200+60x600', [place(SENT, labels)]: '0+60x600' }),
    (place, labels) => ({ [place(GIVEN, labels)]: '0+60x600', [place(SENT, labels)]: '0+60x600' })),
  {
    // one cluster has an old Prometheus, another a new one
    ...each(BEHIND, ['remote_name', 'url'],
      (place, labels) => ({ [place(STORED)]: '200+60x600', [place(SENT, labels)]: '0+60x600' }),
      (place, labels) => ({ [place(STORED)]: '0+60x600', [place(SENT, labels)]: '0+60x600' })),
    what: 'one for each, before 3.7',
  },
  {
    alert: BEHIND,
    what: 'three before 3.7, beside a newer one whose queue is empty',
    count: 3,
    fires: Object.assign({}, ...PLACES.map(placeOf).map((place, at) => ({
      [place(STORED)]: '200+60x600', [place(SENT, RW)]: '0+60x600', ...at === 0 && { [place(GIVEN, RW)]: '0+60x600' },
    }))),
    quiet: { [prometheus(STORED)]: '200+60x600', [prometheus(SENT, RW)]: '0+60x600', [prometheus(GIVEN, RW)]: '0+60x600' },
  },
  lasting({ alert: BEHIND, minutes: 15, window: 2, changes: { [prometheus(SENT, RW)]: ['0+60', '3540'] }, others: { [prometheus(GIVEN, RW)]: '0+60x600' } }),
  {
    alert: BEHIND,
    what: 'scrapes fail',
    at: '38m',
    fires: { [prometheus(GIVEN, RW)]: '300+60x30 _ 2160+60x600', [prometheus(SENT, RW)]: '0+60x30 _ 1860+60x600' },
    quiet: { [prometheus(GIVEN, RW)]: '0+60x30 _ 1860+60x600', [prometheus(SENT, RW)]: '0+60x30 _ 1860+60x600' },
  },
  {
    alert: BEHIND,
    what: 'before 3.7, scrapes fail',
    at: '38m',
    fires: { [prometheus(STORED)]: '300+60x30 _ 2160+60x600', [prometheus(SENT, RW)]: '0+60x30 _ 1860+60x600' },
    quiet: { [prometheus(STORED)]: '0+60x30 _ 1860+60x600', [prometheus(SENT, RW)]: '0+60x30 _ 1860+60x600' },
  },
  { alert: SHARDS, fires: { [prometheus(DESIRED, RW)]: '51x600', [prometheus(MAX, RW)]: '50x600' }, quiet: { [prometheus(DESIRED, RW)]: '50x600', [prometheus(MAX, RW)]: '50x600' } },
  each(SHARDS, ['remote_name', 'url'],
    (place, labels) => ({ [place(DESIRED, labels)]: '60x600', [place(MAX, labels)]: '50x600' }),
    (place, labels) => ({ [place(DESIRED, labels)]: '40x600', [place(MAX, labels)]: '50x600' })),
  lasting({ alert: SHARDS, minutes: 15, changes: { [prometheus(DESIRED, RW)]: ['40', '60'] }, others: { [prometheus(MAX, RW)]: '50x600' } }),
  {
    alert: SHARDS,
    what: 'a scrape fails',
    at: '38m',
    fires: { [prometheus(DESIRED, RW)]: '60x32 _ 60x600', [prometheus(MAX, RW)]: '50x32 _ 50x600' },
    quiet: { [prometheus(DESIRED, RW)]: '40x32 _ 40x600', [prometheus(MAX, RW)]: '50x32 _ 50x600' },
  },
];

const POOL = 'prometheus_target_scrape_pool_targets';
const LIMIT = 'prometheus_target_scrape_pool_target_limit';
const pool = (all: number, limit: number) => (place: Place): Input => ({ [place(POOL, 'scrape_job="a"')]: `${all}x600`, [place(LIMIT, 'scrape_job="a"')]: `${limit}x600` });
const HIT = 'PrometheusTargetLimitHit';

/** The counter grows only when discovery changes something. */
const TARGET_LIMIT: readonly AlertCase[] = [
  { ...each(HIT, [], pool(11, 10), pool(10, 10)), what: 'one for each, while nothing changes' },
  { alert: HIT, what: 'no limit is 0', fires: pool(5, 4)(prometheus), quiet: pool(5, 0)(prometheus) },
  { alert: HIT, what: 'one alert for both signs', count: 1, fires: { ...pool(5, 4)(prometheus), [prometheus('prometheus_target_scrape_pool_exceeded_target_limit_total')]: GROWS }, quiet: pool(3, 4)(prometheus) },
  {
    alert: HIT,
    what: 'a scrape fails',
    at: '38m',
    fires: { [prometheus(POOL, 'scrape_job="a"')]: '11x32 _ 11x600', [prometheus(LIMIT, 'scrape_job="a"')]: '10x32 _ 10x600' },
    quiet: { [prometheus(POOL, 'scrape_job="a"')]: '10x32 _ 10x600', [prometheus(LIMIT, 'scrape_job="a"')]: '10x32 _ 10x600' },
  },
];

const QUERIES = 'prometheus_engine_queries';
const ALLOWED = 'prometheus_engine_queries_concurrent_max';

const OTHERS: readonly AlertCase[] = [
  { alert: 'PrometheusHighQueryLoad', fires: { [prometheus(QUERIES)]: '17x600', [prometheus(ALLOWED)]: '20x600' }, quiet: { [prometheus(QUERIES)]: '16x600', [prometheus(ALLOWED)]: '20x600' } },
  each('PrometheusHighQueryLoad', [], place => ({ [place(QUERIES)]: '20x600', [place(ALLOWED)]: '20x600' }), place => ({ [place(QUERIES)]: '2x600', [place(ALLOWED)]: '20x600' })),
  lasting({ alert: 'PrometheusHighQueryLoad', minutes: 15, window: 3, changes: { [prometheus(QUERIES)]: ['2', '20'] }, others: { [prometheus(ALLOWED)]: '20x600' } }),
  {
    alert: 'PrometheusHighQueryLoad',
    what: 'a scrape fails',
    at: '38m',
    fires: { [prometheus(QUERIES)]: '19x32 _ 19x600', [prometheus(ALLOWED)]: '20x32 _ 20x600' },
    // a moment alone
    quiet: { [prometheus(QUERIES)]: '1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1 1 20 1x600', [prometheus(ALLOWED)]: '20x600' },
  },
  flag('PrometheusManySeries', prometheus('prometheus_tsdb_head_series'), '5000001x600', '5000000x600'),
  each('PrometheusManySeries', [], place => ({ [place('prometheus_tsdb_head_series')]: '6000000x600' }), place => ({ [place('prometheus_tsdb_head_series')]: '4000000x600' })),
  lasting({ alert: 'PrometheusManySeries', minutes: 60, changes: { [prometheus('prometheus_tsdb_head_series')]: ['4000000', '6000000'] } }),
  { alert: 'PrometheusManySeries', what: 'a scrape fails', at: '64m', fires: { [prometheus('prometheus_tsdb_head_series')]: '6000000x32 _ 6000000x600' }, quiet: { [prometheus('prometheus_tsdb_head_series')]: '4000000x32 _ 4000000x600' } },
];

const REPLACED: readonly AlertCase[] = [
  althoughReplaced(flag('PrometheusNotConnectedToAlertmanagers', prometheus('prometheus_notifications_alertmanagers_discovered'), OFF, ON), 10),
  althoughReplaced({
    alert: 'PrometheusNotIngestingSamples',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [ENTRIES]: '5x600' },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '0+9x600', [ENTRIES]: '5x600' },
  }, 10),
  althoughReplaced({
    alert: 'PrometheusNotIngestingSamples',
    fires: { [prometheus(APPENDED, 'type="float"')]: '9x600', [RULES]: '5x600' },
    quiet: { [prometheus(APPENDED, 'type="float"')]: '0+9x600', [RULES]: '5x600' },
  }, 10),
  althoughReplaced(growth(SOME, errors('1'), sent('1'), 20, 5), 15),
  althoughReplaced(growth(ANY, errors('1'), sent('1'), 50, 20), 15),
  althoughReplaced({ alert: QUEUE, fires: { [prometheus(LENGTH, AM)]: '0+300x600', [prometheus(CAPACITY)]: '10000x600' }, quiet: { [prometheus(LENGTH, AM)]: '5x600', [prometheus(CAPACITY)]: '10000x600' } }, 15),
  althoughReplaced(growth('PrometheusRemoteStorageFailures', prometheus(FAILED, RW), prometheus(SAMPLES, RW), 20, 5), 15),
  althoughReplaced({
    alert: BEHIND,
    fires: { [prometheus(GIVEN, RW)]: '200+60x600', [prometheus(SENT, RW)]: '0+60x600' },
    quiet: { [prometheus(GIVEN, RW)]: '0+60x600', [prometheus(SENT, RW)]: '0+60x600' },
  }, 15),
  althoughReplaced({
    alert: BEHIND,
    fires: { [prometheus(STORED)]: '200+60x600', [prometheus(SENT, RW)]: '0+60x600' },
    quiet: { [prometheus(STORED)]: '0+60x600', [prometheus(SENT, RW)]: '0+60x600' },
  }, 15),
  althoughReplaced({ alert: SHARDS, fires: { [prometheus(DESIRED, RW)]: '60x600', [prometheus(MAX, RW)]: '50x600' }, quiet: { [prometheus(DESIRED, RW)]: '40x600', [prometheus(MAX, RW)]: '50x600' } }, 15),
  althoughReplaced(share('PrometheusHighQueryLoad', prometheus(QUERIES), prometheus(ALLOWED), 90, 70), 15),
  althoughReplaced({ alert: HIT, fires: pool(5, 4)(prometheus), quiet: pool(3, 4)(prometheus) }, 15),
];

export const PROMETHEUS: readonly AlertCase[] = [
  ...gauge('PrometheusBadConfig', 'prometheus_config_last_reload_successful'),
  {
    alert: 'PrometheusBadConfig',
    what: 'although its pod is replaced',
    at: '47m',
    count: 1,
    fires: replaced(instance => prometheus('prometheus_config_last_reload_successful', `instance="${instance}"`), '1x31 0x7', '0'),
    quiet: replaced(instance => prometheus('prometheus_config_last_reload_successful', `instance="${instance}"`), '1x39', '1'),
  },
  ...counter('PrometheusSDRefreshFailure', 'prometheus_sd_refresh_failures_total', 20, 'mechanism', 'config'),
  ...counter('PrometheusKubernetesListWatchFailures', 'prometheus_sd_kubernetes_failures_total', 15),
  ...counter('PrometheusTargetSyncFailure', 'prometheus_target_sync_failed_total', 5, 'scrape_job'),
  ...INGESTING,
  ...NOTIFYING,
  ...QUEUES,
  ...counter('PrometheusTSDBReloadsFailing', 'prometheus_tsdb_reloads_failures_total', 240),
  ...counter('PrometheusTSDBCompactionsFailing', 'prometheus_tsdb_compactions_failed_total', 240),
  ...counter('PrometheusWalCorrupted', 'prometheus_tsdb_wal_corruptions_total', 0),
  ...counter('PrometheusDuplicateTimestamps', 'prometheus_target_scrapes_sample_duplicate_timestamp_total', 10),
  ...counter('PrometheusOutOfOrderTimestamps', 'prometheus_target_scrapes_sample_out_of_order_total', 10),
  ...REMOTE_WRITE,
  ...counter('PrometheusRuleFailures', 'prometheus_rule_evaluation_failures_total', 15, 'rule_group'),
  ...counter('PrometheusMissingRuleEvaluations', 'prometheus_rule_group_iterations_missed_total', 15, 'rule_group'),
  ...TARGET_LIMIT,
  ...counter(HIT, 'prometheus_target_scrape_pool_exceeded_target_limit_total', 15),
  ...counter('PrometheusLabelLimitHit', 'prometheus_target_scrape_pool_exceeded_label_limits_total', 15),
  ...counter('PrometheusScrapeBodySizeLimitHit', 'prometheus_target_scrapes_exceeded_body_size_limit_total', 15),
  ...counter('PrometheusScrapeSampleLimitHit', 'prometheus_target_scrapes_exceeded_sample_limit_total', 15),
  ...OTHERS,
  ...REPLACED,
];
