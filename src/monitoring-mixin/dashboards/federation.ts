import { BoardContext, column, DashboardDefinition, lines, several, stat, states, table, toBoardWith, value } from './dashboard';
import { Row } from '../../dashboards/panels';

const ALL = 'job="federation"';

export const FEDERATION: DashboardDefinition = {
  id: 'federation',
  title: 'Monitoring / Federation',
  description: 'Clusters that this Prometheus federates.',
  folder: 'Monitoring',
  isOfFederation: true,
  questions: [
    { question: 'Which federated cluster sends no data?', panel: 'Clusters over time' },
    { question: 'How many series does each cluster send?', panel: 'Samples' },
    { question: 'Which cluster responds slowly?', panel: 'Scrape duration' },
  ],
  needs: ['prometheus'],
  groups: [],
  alerts: {},
  rows: context => [glance(context), clusters(context)],
};

function glance({ cluster }: BoardContext): Row {
  const chosen = `${ALL},${cluster}=~"$cluster"`;
  return {
    title: 'At a glance',
    panels: [
      stat('Clusters', 'none', `count(count by (${cluster}) (up{${chosen}}))`, {
        description: 'Clusters that are federated.',
        plain: 'any number of clusters is valid',
        empty: 'Nothing is federated',
      }),
      stat('Clusters down', 'none', `count(max by (${cluster}) (up{${chosen}}) == 0) or vector(0)`, {
        description: 'Clusters with no target that can be scraped. Normally 0. If not, look at the network to this cluster and at its '
          + 'Prometheus.',
        thresholds: { critical: 1 },
      }),
      stat('Clusters without data', 'none', `count(sum by (${cluster}) (scrape_samples_scraped{${chosen}}) == 0) or vector(0)`, {
        description: 'Clusters that respond without series. Normally 0. If not, the selectors ("match") select nothing there, or its '
          + 'Prometheus has just started.',
        thresholds: { warning: 1 },
      }),
    ],
  };
}

function clusters({ cluster, prometheus }: BoardContext): Row {
  const chosen = `${ALL},${cluster}=~"$cluster"`;
  const legend = `{{${cluster}}}`;
  const links = [toBoardWith('cluster', `Cluster \${__field.labels.${cluster}}`, { cluster })];
  const dropped = (kind: string) => `sum by (pod) (rate(prometheus_target_scrapes_sample_${kind}_total{${prometheus}}[$__rate_interval]))`;
  return {
    title: 'By cluster',
    panels: [
      states('Clusters over time', 'bool_on_off', `max by (${cluster}) (up{${chosen}})`, legend, {
        links,
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each cluster could be scraped. For a colored band there is no data.',
      }),
      lines('Samples', 'short', `sum by (${cluster}) (scrape_samples_post_metric_relabeling{${chosen}})`, legend, {
        links,
        description: 'Series that each cluster sends. A step down means that a job or a rule there is missing; a step up that a selector '
          + 'became wider.',
      }),
      lines('Scrape duration', 's', `max by (${cluster}) (scrape_duration_seconds{${chosen}})`, legend, {
        links,
        description: 'How long a federation request takes. At the timeout no sample is stored: federate fewer series, or less often.',
      }),
      several('Samples dropped here', 'ops', [
        { expr: dropped('duplicate_timestamp'), legend: '{{pod}} duplicate' },
        { expr: dropped('out_of_order'), legend: '{{pod}} out of order' },
      ], {
        description: 'Samples that were federated and not stored. Normally none. Duplicates: two Prometheis of one cluster send the '
          + 'same series.',
      }),
      table('Targets', 'bool_on_off', [
        { ...column(cluster, 'Cluster', toBoardWith('cluster', 'Cluster ${__value.text}', { cluster })) },
        column('instance', 'Address'),
      ],
      [value('Up', `max by (${cluster}, instance) (up{${chosen}})`, { thresholds: { critical: 1, direction: 'below' } })], {
        description: 'Each target that is federated. Click on a cluster to see its nodes and namespaces.', empty: 'Nothing is federated',
      }),
    ],
  };
}
