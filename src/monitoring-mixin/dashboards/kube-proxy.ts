import { byInstance, clientRow, downStates, INSTANCE, processRow, upStats } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, observations, quantile, several, stat } from './dashboard';

const component = ({ kubeProxy: selector }: BoardContext) => ({ name: 'kube-proxy', selector });

export const KUBE_PROXY: DashboardDefinition = {
  id: 'kube-proxy',
  title: 'Control plane / kube-proxy',
  description: 'kube-proxy: how fast endpoint changes reach the rules of each node.',
  folder: 'Control plane',
  questions: [
    { question: 'How long do changes of endpoints take to reach the nodes?', panel: 'Delay of endpoint changes (p99)' },
    { question: 'Does kube-proxy write its rules?', panel: 'Rules not written' },
  ],
  needs: ['kubeProxy'],
  groups: ['kube-proxy'],
  alerts: { groups: ['kube-proxy'] },
  rows: context => {
    const { kubeProxy, by } = context;
    const failed = ['iptables_restore_failures_total', 'nftables_sync_failures_total'];
    const failures = (name: string, window: string) => `increase(kubeproxy_sync_proxy_rules_${name}{${kubeProxy}}[${window}])`;
    const pending = (what: string) => `sum(kubeproxy_sync_proxy_rules_${what}_changes_pending{${kubeProxy}})`;
    return [
      {
        title: 'At a glance',
        panels: [
          ...upStats(component(context)),
          stat('Rules not written', 'none', `sum(${failures(failed[0], '1h')} or ${failures(failed[1], '1h')}) or vector(0)`, {
            description: 'Failed attempts to write the rules, in an hour. Normally 0. If not, Services send traffic to pods that no '
              + 'longer exist: read the log.',
            thresholds: { warning: 1 },
          }),
          stat('Oldest rules', 's', `max(time() - kubeproxy_sync_proxy_rules_last_timestamp_seconds{${kubeProxy}})`, {
            description: 'The longest time since a kube-proxy wrote its rules. Without changes it writes them from time to time.',
            plain: 'Without a change there is nothing to write.',
          }),
        ],
      },
      {
        title: 'Rules',
        panels: [
          lines('Delay of endpoint changes (p99)', 's', quantile(
            0.99, 'kubeproxy_network_programming_duration_seconds', kubeProxy, 'by ()',
          ), 'kube-proxy', {
            description: 'Time from a change of a Service or its pods until the rules of a node include it. Normally below 10 s. If not, '
              + 'check "Time to write the rules".',
            empty: 'No Service has changed',
          }),
          byInstance('Rule sync duration (p99)', 's', quantile(
            0.99, 'kubeproxy_sync_proxy_rules_duration_seconds', kubeProxy, by(...INSTANCE),
          ), {
            description: '99% of the attempts are faster. Normally below 1 s. Thousands of Services make iptables '
              + 'slow: nftables is faster.',
            empty: 'No rules were written',
          }),
          several('Rules written', 'ops', [
            { expr: observations('kubeproxy_sync_proxy_rules_duration_seconds', kubeProxy, 'by ()'), legend: 'attempts' },
            { expr: observations('kubeproxy_sync_full_proxy_rules_duration_seconds', kubeProxy, 'by ()'), legend: 'of all rules' },
          ], { description: 'How often rules are written, on all nodes. Most attempts write only changes.' }),
          several('Pending changes', 'short', [
            { expr: pending('endpoint'), legend: 'endpoints' },
            { expr: pending('service'), legend: 'Services' },
          ], {
            description: 'Changes that are not in the rules yet, on all nodes. Normally near 0. If it grows, rules cannot be written.',
          }),
          lines('Rules of iptables', 'short', `max by (table) (kubeproxy_sync_proxy_rules_iptables_total{${kubeProxy}})`, '{{table}}', {
            description: 'Rules on the node with the most. Above some ten thousand, writing them is slow: use the mode nftables.',
            empty: 'The mode is not iptables',
          }),
          downStates(component(context), context),
        ],
      },
      clientRow(component(context), context),
      processRow(component(context), context),
    ];
  },
};
