/** Which components are restricted, and which further connections they need: those that the app does not name, or names only in Secrets. */
export interface RestrictEgressOptions {
  /**
   * Whether to restrict also the other components of the stack and those that its settings reach. These are Alertmanager with its
   * receivers, Grafana with its datasources, logins, database and mail server, Thanos, probers with their targets, and the operator.
   * Connections that users add in Grafana's user interface, such as contact points, are not known: use `egressPorts`.
   * Pods in the host network, such as those of node-exporter, have no policies.
   * @default false - only Prometheus, or the agent in its place
   */
  readonly allComponents?: boolean;

  /**
   * Additional TCP ports, such as 9000 of an object storage that a Secret names. They are open to all addresses, or only to `egressCidrs`
   * if that is set.
   * Setting this option, even to an empty list, confirms that you know the connections in Secrets and files: they are not reported as
   * warnings.
   * Prometheus may always connect to port 443.
   * @default - none
   */
  readonly egressPorts?: number[];

  /**
   * Additional networks, as CIDRs: at `egressPorts`, or at all ports if that is not set. Like `egressPorts`, it turns the warning off.
   * @default - none
   */
  readonly egressCidrs?: string[];

  /**
   * Additional namespaces whose pods resolve DNS names.
   * @default - `kube-system`; on OpenShift `openshift-dns`, too
   */
  readonly dnsNamespaces?: string[];

  /**
   * Additional addresses of DNS resolvers, as CIDRs, such as resolvers outside of the cluster.
   * Add the address of the DNS Service if NodeLocal DNSCache serves it and the Service addresses of your cluster differ from the platform's
   * defaults.
   * @default - NodeLocal DNSCache (`169.254.20.10/32`) and the platform's resolvers
   */
  readonly dnsCidrs?: string[];

  /**
   * Additional ports of DNS resolvers, TCP and UDP.
   * @default - 53; on OpenShift 5353, too
   */
  readonly dnsPorts?: number[];

  /**
   * Additional ports of the API server, such as 8443 of minikube and 16443 of MicroK8s. NetworkPolicies apply to the port of its endpoints,
   * not to that of its Service.
   * @default - 443 and 6443
   */
  readonly apiServerPorts?: number[];
}
