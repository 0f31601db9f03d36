import { AlertCase, flag, GROWS, growth, OFF, ON, prometheus, share } from '../alert-case';

const counter = (alert: string, metric: string, labels = '', at = '1h'): AlertCase => ({ alert, fires: { [prometheus(metric, labels)]: GROWS }, quiet: { [prometheus(metric, labels)]: '7x600' }, at });

export const PROMETHEUS: readonly AlertCase[] = [
  flag('PrometheusConfigReloadFailed', prometheus('prometheus_config_last_reload_successful'), OFF, ON),
  {
    alert: 'PrometheusNotIngesting',
    fires: { [prometheus('prometheus_tsdb_head_samples_appended_total', 'type="float"')]: '9x600', [prometheus('prometheus_target_metadata_cache_entries', 'scrape_job="a"')]: '5x600' },
    quiet: { [prometheus('prometheus_tsdb_head_samples_appended_total', 'type="float"')]: GROWS, [prometheus('prometheus_target_metadata_cache_entries', 'scrape_job="a"')]: '5x600' },
  },
  counter('PrometheusDiscoveryFailing', 'prometheus_sd_refresh_failures_total', 'mechanism="dns"'),
  counter('PrometheusKubernetesDiscoveryFailing', 'prometheus_sd_kubernetes_failures_total'),
  counter('PrometheusTargetSyncFailing', 'prometheus_target_sync_failed_total', 'scrape_job="a"'),
  {
    alert: 'PrometheusNotificationQueueFilling',
    fires: { [prometheus('prometheus_notifications_queue_length')]: '0+500x600', [prometheus('prometheus_notifications_queue_capacity')]: '10000x600' },
    quiet: { [prometheus('prometheus_notifications_queue_length')]: '5x600', [prometheus('prometheus_notifications_queue_capacity')]: '10000x600' },
  },
  growth('PrometheusAlertsNotSent', prometheus('prometheus_notifications_errors_total', 'alertmanager="a"'), prometheus('prometheus_notifications_sent_total', 'alertmanager="a"'), 40, 20),
  {
    alert: 'PrometheusAlertsNotSent',
    what: 'to one of two is enough',
    fires: {
      [prometheus('prometheus_notifications_errors_total', 'alertmanager="a"')]: '0+40x600',
      [prometheus('prometheus_notifications_sent_total', 'alertmanager="a"')]: '0+1000x600',
      [prometheus('prometheus_notifications_errors_total', 'alertmanager="b"')]: '0+40x600',
      [prometheus('prometheus_notifications_sent_total', 'alertmanager="b"')]: '0+1000x600',
    },
    quiet: {
      [prometheus('prometheus_notifications_errors_total', 'alertmanager="a"')]: '0+900x600',
      [prometheus('prometheus_notifications_sent_total', 'alertmanager="a"')]: '0+1000x600',
      [prometheus('prometheus_notifications_errors_total', 'alertmanager="b"')]: '0x600',
      [prometheus('prometheus_notifications_sent_total', 'alertmanager="b"')]: '0+1000x600',
    },
  },
  flag('PrometheusNoAlertmanager', prometheus('prometheus_notifications_alertmanagers_discovered'), OFF, ON),
  counter('PrometheusDatabaseFailing', 'prometheus_tsdb_compactions_failed_total', '', '9h'),
  counter('PrometheusWalCorrupted', 'prometheus_tsdb_wal_corruptions_total'),
  counter('PrometheusDuplicateSamples', 'prometheus_target_scrapes_sample_duplicate_timestamp_total'),
  counter('PrometheusOutOfOrderSamples', 'prometheus_target_scrapes_sample_out_of_order_total'),
  growth('PrometheusRemoteWriteFailing', prometheus('prometheus_remote_storage_samples_failed_total', 'remote_name="a",url="https://a"'), prometheus('prometheus_remote_storage_samples_total', 'remote_name="a",url="https://a"'), 20, 5),
  {
    alert: 'PrometheusRemoteWriteBehind',
    fires: { [prometheus('prometheus_remote_storage_highest_timestamp_in_seconds')]: '200+60x600', [prometheus('prometheus_remote_storage_queue_highest_sent_timestamp_seconds', 'remote_name="a",url="https://a"')]: '0+60x600' },
    quiet: { [prometheus('prometheus_remote_storage_highest_timestamp_in_seconds')]: '100+60x600', [prometheus('prometheus_remote_storage_queue_highest_sent_timestamp_seconds', 'remote_name="a",url="https://a"')]: '0+60x600' },
  },
  {
    alert: 'PrometheusRemoteWriteShardsShort',
    fires: { [prometheus('prometheus_remote_storage_shards_desired', 'url="https://a"')]: '60x600', [prometheus('prometheus_remote_storage_shards_max', 'url="https://a"')]: '50x600' },
    quiet: { [prometheus('prometheus_remote_storage_shards_desired', 'url="https://a"')]: '40x600', [prometheus('prometheus_remote_storage_shards_max', 'url="https://a"')]: '50x600' },
  },
  counter('PrometheusRuleFailures', 'prometheus_rule_evaluation_failures_total', 'rule_group="a"'),
  counter('PrometheusRulesMissed', 'prometheus_rule_group_iterations_missed_total', 'rule_group="a"'),
  counter('PrometheusScrapeLimitHit', 'prometheus_target_scrapes_exceeded_sample_limit_total'),
  counter('PrometheusScrapeLimitHit', 'prometheus_target_scrape_pool_exceeded_target_limit_total'),
  share('PrometheusQueriesBusy', prometheus('prometheus_engine_queries'), prometheus('prometheus_engine_queries_concurrent_max'), 90, 70),
  flag('PrometheusManySeries', prometheus('prometheus_tsdb_head_series'), '6000000x600', '4000000x600'),
  {
    alert: 'TargetsDown',
    fires: { 'up{job="shop",namespace="shop",instance="a"}': OFF, 'up{job="shop",namespace="shop",instance="b"}': ON },
    quiet: { 'up{job="shop",namespace="shop",instance="a"}': ON, 'up{job="shop",namespace="shop",instance="b"}': ON },
  },
  {
    alert: 'InfoInhibitor',
    fires: { 'ALERTS{alertname="A",severity="info",alertstate="firing",namespace="shop"}': ON },
    quiet: { 'ALERTS{alertname="A",severity="info",alertstate="firing",namespace="shop"}': ON, 'ALERTS{alertname="B",severity="warning",alertstate="firing",namespace="shop"}': ON },
  },
  flag('ConfigReloaderFailing', prometheus('reloader_last_reload_successful', 'container="config-reloader"'), OFF, ON),
];
