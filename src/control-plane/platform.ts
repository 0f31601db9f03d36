/** Platform that runs the control plane. It determines which parts can be scraped, and some defaults of a stack. */
export enum Platform {
  /** Created by kubeadm, or in the same way. */
  KUBEADM = 'kubeadm',
  /** Amazon EKS. */
  EKS = 'eks',
  /** Google GKE in Standard mode. */
  GKE = 'gke',
  /** Google GKE in Autopilot mode: users cannot run anything in `kube-system`, and no pod has access to the node. */
  GKE_AUTOPILOT = 'gke-autopilot',
  /** Azure AKS. */
  AKS = 'aks',
  /** Oracle OKE. */
  OKE = 'oke',
  /** k3s: everything in one process. */
  K3S = 'k3s',
  /** RKE2: static pods, as with kubeadm. */
  RKE2 = 'rke2',
  /** Talos Linux: etcd runs outside of pods, on the nodes of the API server. */
  TALOS = 'talos',
  /** OpenShift and OKD 4: a stack in `openshift-monitoring` exists, and each part has its own namespace. */
  OPENSHIFT = 'openshift',
  /** Anything else. */
  GENERIC = 'generic',
}
