import { UpstreamRows } from './row';

/** Upstream has no rule about disrupted pods; evictions by kubelets (KubeNodeEviction) are with the kubelets. */
export const DISRUPTIONS: UpstreamRows = { alerts: [], records: [], renamed: [] };
