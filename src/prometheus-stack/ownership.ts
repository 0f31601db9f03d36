import { IConstruct } from 'constructs';
import { KUBELET_OWNER, NAMESPACE_TAKEN } from './rules';
import { finding, Finding } from '../validation/rule';

/** What a stack takes for itself in its cluster. */
export interface Claim {
  readonly path: string;
  readonly cluster?: string;
  readonly namespace: string;
  readonly kubeletService?: string;
}

const claims = new WeakMap<IConstruct, Claim[]>();

/** Takes it, and says what another stack of the app has taken already. Two clusters of different names share nothing. */
export function claim(app: IConstruct, mine: Claim): Finding[] {
  const others = (claims.get(app) ?? []).filter(({ cluster }) => cluster === mine.cluster);
  claims.set(app, [...claims.get(app) ?? [], mine]);
  const sameNamespace = others.find(({ namespace }) => namespace === mine.namespace);
  const sameService = others.find(({ kubeletService }) => kubeletService !== undefined && kubeletService === mine.kubeletService);
  return [
    ...sameNamespace ? [finding(NAMESPACE_TAKEN, { namespace: mine.namespace, cluster: mine.cluster, other: sameNamespace.path })] : [],
    ...sameService && !sameNamespace ? [finding(KUBELET_OWNER, { service: mine.kubeletService!, other: sameService.path })] : [],
  ];
}
