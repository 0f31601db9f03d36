/** Cloud that provides the load balancers of a cluster. */
export enum Cloud {
  /** Google Cloud. */
  GKE = 'gke',
  /** Amazon, with the AWS Load Balancer Controller. */
  EKS = 'eks',
  /** Azure. */
  AKS = 'aks',
}

/**
 * What makes a load balancer internal, and on Amazon a network load balancer that keeps a client at its target.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 * @see https://learn.microsoft.com/azure/aks/internal-lb
 */
const INTERNAL: Readonly<Record<Cloud, {
  readonly annotations: { readonly [key: string]: string }; readonly loadBalancerClass?: string;
}>> = {
  [Cloud.GKE]: { annotations: { 'networking.gke.io/load-balancer-type': 'Internal' } },
  [Cloud.EKS]: {
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
    },
    loadBalancerClass: 'service.k8s.aws/nlb',
  },
  [Cloud.AKS]: { annotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } },
};

/** How another cluster reaches the Prometheus of a cluster. */
export class Exposure {
  /** Within the cluster: for a gateway, a mesh or a VPN with access to Services. */
  public static clusterIp(): Exposure {
    return new Exposure('ClusterIP', {});
  }

  /** By a port of every node, for networks with access only to the nodes. */
  public static nodePort(): Exposure {
    return new Exposure('NodePort', {});
  }

  /**
   * By an internal load balancer of the cloud, which only its own network reaches.
   * @param cloud that runs the cluster.
   */
  public static internalLoadBalancer(cloud: Cloud): Exposure {
    return new Exposure('LoadBalancer', INTERNAL[cloud].annotations, INTERNAL[cloud].loadBalancerClass);
  }

  /** @internal */
  public readonly _type: string;
  /** @internal */
  public readonly _annotations: { readonly [key: string]: string };
  /** @internal */
  public readonly _loadBalancerClass?: string;

  private constructor(type: string, annotations: { readonly [key: string]: string }, loadBalancerClass?: string) {
    this._type = type;
    this._annotations = annotations;
    this._loadBalancerClass = loadBalancerClass;
  }
}
