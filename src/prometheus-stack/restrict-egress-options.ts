/** Whose connections are restricted, and what else they connect to: what this app does not name, or names in Secrets. */
export interface RestrictEgressOptions {
  /**
   * Restrict the other components of the stack, too, and those near it that its settings reach: Alertmanager with its receivers, Grafana with its datasources, logins, database
   * and mail server, Thanos, probers with their targets, the operator. What people add in Grafana's user interface, such as contact points, is not known: use `egressPorts`.
   * Pods in the network of their node, such as those of node-exporter, have no policies.
   * @default false - Prometheus, or the agent in its place, alone
   */
  readonly allComponents?: boolean;

  /**
   * Further TCP ports, such as 9000 of an object storage that a Secret names: anywhere, or in `egressCidrs` if that is set. With this option, even if it
   * is empty, you confirm that you know what Secrets and files name: there is no warning of them. Prometheus may always connect to port 443.
   * @default - none
   */
  readonly egressPorts?: number[];

  /**
   * Further networks, as CIDR: at `egressPorts`, or at all ports if that is not set. Like `egressPorts` it ends the warning.
   * @default - none
   */
  readonly egressCidrs?: string[];

  /**
   * Further namespaces whose pods resolve names.
   * @default - `kube-system`; on OpenShift `openshift-dns`, too
   */
  readonly dnsNamespaces?: string[];

  /**
   * Further addresses of resolvers, as CIDR: the address of the DNS Service where NodeLocal DNSCache answers for it and your cluster has other Service addresses than its
   * platform by default, or resolvers outside of the cluster.
   * @default - NodeLocal DNSCache (`169.254.20.10/32`) and the platform's resolvers
   */
  readonly dnsCidrs?: string[];

  /**
   * Further ports at which resolvers listen, TCP and UDP.
   * @default - 53; on OpenShift 5353, too
   */
  readonly dnsPorts?: number[];

  /**
   * Further ports of the apiserver, such as 8443 of minikube and 16443 of MicroK8s. NetworkPolicies apply to the port of its endpoints, not to that of its Service.
   * @default - 443 and 6443
   */
  readonly apiServerPorts?: number[];
}
