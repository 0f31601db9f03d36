import { Platform } from './platform';

/** Where pods of a platform resolve names, for NetworkPolicies. */
export interface PlatformNetwork {
  /** Namespaces with DNS pods. */
  readonly dnsNamespaces: readonly string[];
  /** Addresses of resolvers that are not pods, or that run on the node. */
  readonly dnsCidrs: readonly string[];
  /** The ports of the DNS pods. */
  readonly dnsPorts: readonly number[];
}

/** NodeLocal DNSCache, which runs in the network of each node. */
const NODE_LOCAL = '169.254.20.10/32';

/**
 * The Service of the cluster's DNS as each platform has it by default, since NodeLocal DNSCache answers on its address, too, so that no
 * packet of a pod reaches another
 * pod; and the resolvers of the platform itself.
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/ 169.254.20.10, and the address of kube-dns where kube-proxy uses iptables
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html 10.100.0.10 or 172.20.0.10
 * @see https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns 169.254.169.254
 * @see https://learn.microsoft.com/en-us/azure/aks/dns-concepts 169.254.10.10 and 169.254.10.11 of LocalDNS
 * @see https://github.com/openshift/cluster-dns-operator/blob/master/assets/dns/service.yaml the pods listen at 5353
 */
const CIDRS: { readonly [platform in Platform]: readonly string[] } = {
  [Platform.KUBEADM]: ['10.96.0.10/32'],
  [Platform.EKS]: ['10.100.0.10/32', '172.20.0.10/32'],
  [Platform.GKE]: ['169.254.169.254/32', '34.118.224.10/32'],
  [Platform.GKE_AUTOPILOT]: ['169.254.169.254/32', '34.118.224.10/32'],
  [Platform.AKS]: ['10.0.0.10/32', '169.254.10.10/32', '169.254.10.11/32'],
  [Platform.OKE]: ['10.96.5.5/32'],
  [Platform.K3S]: ['10.43.0.10/32'],
  [Platform.RKE2]: ['10.43.0.10/32'],
  [Platform.TALOS]: ['10.96.0.10/32', '169.254.116.108/32'],
  [Platform.OPENSHIFT]: ['172.30.0.10/32'],
  [Platform.GENERIC]: ['10.96.0.10/32'],
};

export function networkOf(platform: Platform): PlatformNetwork {
  const isOpenShift = platform === Platform.OPENSHIFT;
  return {
    dnsNamespaces: isOpenShift ? ['kube-system', 'openshift-dns'] : ['kube-system'],
    dnsCidrs: [NODE_LOCAL, ...CIDRS[platform]],
    dnsPorts: isOpenShift ? [53, 5353] : [53],
  };
}
