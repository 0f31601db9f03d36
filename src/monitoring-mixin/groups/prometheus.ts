import { GroupDefinition } from '../definition';
import { GENERAL_ALERTS } from './general';
import { ofPod, SCRAPING_ALERTS } from './prometheus-scraping';
import { SENDING_ALERTS } from './prometheus-sending';

export const PROMETHEUS: GroupDefinition = {
  name: 'prometheus',
  title: 'Prometheus',
  needs: ['prometheus'],
  records: [
    { record: 'job:up:sum', expr: ({ by }) => `sum ${by('job')} (up)` },
    { record: 'job:up:count', expr: ({ by }) => `count ${by('job')} (up)` },
    {
      record: 'job:scrape_samples_post_metric_relabeling:sum', expr: ({ by }) => `sum ${by('job')} (scrape_samples_post_metric_relabeling)`,
    },
    { record: 'job:scrape_duration_seconds:max', expr: ({ by }) => `max ${by('job')} (scrape_duration_seconds)` },
    {
      record: 'pod:prometheus_tsdb_head_samples_appended:rate5m',
      expr: context => ofPod(context, 'sum', `rate(prometheus_tsdb_head_samples_appended_total{${context.prometheus}}[5m])`),
    },
    {
      record: 'pod:prometheus_tsdb_head_series_created:rate1h',
      expr: context => ofPod(context, 'sum', `rate(prometheus_tsdb_head_series_created_total{${context.prometheus}}[1h])`),
    },
  ],
  alerts: [...SCRAPING_ALERTS, ...SENDING_ALERTS, ...GENERAL_ALERTS],
};
