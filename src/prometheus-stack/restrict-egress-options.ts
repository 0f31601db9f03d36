/** What else Prometheus connects to: what this app does not name, or names in Secrets. */
export interface RestrictEgressOptions {
  /**
   * Further TCP ports to which Prometheus connects, such as 9000 of an object storage that a Secret names: anywhere, or in `egressCidrs` if that is set. With this option, even if it
   * is empty, you confirm that you know what Secrets and files name: there is no warning of them. Port 443 is always open.
   * @default - none
   */
  readonly egressPorts?: number[];

  /**
   * Further networks to which Prometheus connects, as CIDR: at `egressPorts`, or at all ports if that is not set. Like `egressPorts` it ends the warning.
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
