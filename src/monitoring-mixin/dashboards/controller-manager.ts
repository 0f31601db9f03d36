import { clientRow, processRow, queueRow, upStates, upStats } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, named, stat } from './dashboard';

const component = ({ controllerManager: selector }: BoardContext) => ({ name: 'kube-controller-manager', selector });

/** Nodes without a label for their zone. */
const ofNone = (expr: string) => named(expr, 'zone', '(none)');

export const CONTROLLER_MANAGER: DashboardDefinition = {
  id: 'controller-manager',
  title: 'Control plane / Controller manager',
  description: 'kube-controller-manager: whether its controllers keep up, and what they do about nodes that are lost.',
  folder: 'Control plane',
  questions: [
    { question: 'Do the controllers keep up?', panel: 'Objects waiting' },
    { question: 'How many nodes does it consider lost?', panel: 'Nodes that do not report, by zone' },
  ],
  needs: ['controllerManager'],
  groups: ['controller-manager'],
  alerts: { groups: ['controller-manager'], names: ['PodsLostWithNode'] },
  rows: context => {
    const { controllerManager, by } = context;
    return [
      {
        title: 'At a glance',
        panels: [
          ...upStats(component(context)),
          stat('Objects waiting', 'none', `sum(workqueue_depth{${controllerManager}})`, {
            description: 'Objects in all queues. Normally near 0. If it stays high, changes take effect late: see "Work queues" for the '
              + 'controller.',
            plain: 'Short peaks are normal, and a limit depends on the size of the cluster.',
          }),
          stat('Nodes not reporting', 'none', `max(sum ${by('instance')} (node_collector_unhealthy_nodes_in_zone{${controllerManager}})) `
            + 'or vector(0)', {
            description: 'Nodes whose kubelet does not report. Normally 0. If not, check these nodes: their pods move after five minutes.',
            thresholds: { warning: 1 },
          }),
          stat(
            'Pods collected (GC)',
            'none',
            `sum(increase(pod_gc_collector_force_delete_pods_total{${controllerManager},reason=~"orphaned|out-of-service"}[1h])) or `
              + 'vector(0)',
            {
              description: 'Pods that were deleted in an hour because their node is gone. A scale-down of nodes deletes pods of '
                + 'DaemonSets.',
              plain: 'Pods of DaemonSets are ended with each node that is removed.',
            },
          ),
        ],
      },
      queueRow(component(context)),
      {
        title: 'Nodes and pods',
        panels: [
          lines('Nodes by zone', 'short', ofNone(
            `sum by (zone) (max ${by('zone')} (node_collector_zone_size{${controllerManager}}))`,
          ), 'zone {{zone}}', {
            description: 'Nodes that the controller watches, by zone.',
          }),
          lines('Nodes that do not report, by zone', 'short', ofNone('sum by (zone) '
            + `(max ${by('zone')} (node_collector_unhealthy_nodes_in_zone{${controllerManager}}))`), 'zone {{zone}}', {
            description: 'Nodes whose kubelet does not report. Normally 0. If a whole zone is lost, pods are not evicted: the network '
              + 'may be at fault.',
          }),
          lines('Pods force deleted', 'ops', 'sum by (reason) '
            + `(rate(pod_gc_collector_force_delete_pods_total{${controllerManager}}[$__rate_interval]))`, '{{reason}}', {
            description: 'Pods that garbage collection deletes. "orphaned": their node is gone. "terminated": finished pods above the '
              + 'limit. "unscheduled": never ran.',
            empty: 'No pod was deleted',
          }),
          lines('Volumes by state', 'short', 'sum by (plugin_name, state) '
            + `(max ${by(
              'plugin_name', 'state',
            )} (attachdetach_controller_total_volumes{${controllerManager}}))`, '{{plugin_name}} {{state}}', {
            description: 'Volumes that should be attached, and those that are. Both are normally equal. If not, the driver of the '
              + 'storage fails.',
            empty: 'No volume is attached',
          }),
          upStates(component(context), context),
        ],
      },
      clientRow(component(context), context),
      processRow(component(context), context),
    ];
  },
};
