import { Context } from '../definition';

/** The kubelet itself, not its containers and probes. */
export const main = ({ kubelet }: Context) => `${kubelet},metrics_path="/metrics"`;

/** Adds the label `node` to series of kubelets: not every setup has it on the target. An address that had another node is named once. */
export function withNode(expr: string, context: Context): string {
  const { once, by, on } = context;
  const names = once(`last_over_time(kubelet_node_name{${main(context)}}[5m])`, 'instance', 'node');
  return `${expr} * ${on('instance')} group_left (node) topk ${by('instance')} (1, ${names})`;
}
