import { Context } from '../definition';

/** The kubelet itself, not its containers and probes. */
export const mainKubelet = ({ kubelet }: Context) => `${kubelet},metrics_path="/metrics"`;

/**
 * Adds the label `node` to series of kubelets: as the kubelet reports it now, as reported before a failed scrape, or from the target. An
 * address that had another node before gets one name, because two would be an evaluation error.
 */
export function withNode(expr: string, context: Context): string {
  const { by, on, kubelet } = context;
  const said = `kubelet_node_name{${mainKubelet(context)}}`;
  const names = [said, `last_over_time(${said}[5m])`, `up{${kubelet}}`].join(` or ${on('instance')} `);
  return `${expr} * ${on('instance')} group_left (node) topk ${by('instance')} (1, group ${by('instance', 'node')} (${names}))`;
}
