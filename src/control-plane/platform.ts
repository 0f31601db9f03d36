/** Who runs the control plane, which decides what of it can be scraped. */
export enum Platform {
  /** Made by kubeadm, or as kubeadm does it. */
  KUBEADM = 'kubeadm',
  /** Amazon EKS. */
  EKS = 'eks',
  /** Google GKE. */
  GKE = 'gke',
  /** Azure AKS. */
  AKS = 'aks',
  /** k3s, and RKE2 as far as it is the same. */
  K3S = 'k3s',
  /** Anything else. */
  GENERIC = 'generic',
}
