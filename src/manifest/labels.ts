import { ANNOTATION_INVALID, LABEL_INVALID } from './rules';
import { isLabelValue, isQualifiedName } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

export type Labels = { readonly [key: string]: string };

/** The recommended labels that say what an object belongs to. */
export interface Identity {
  /** What it is: `kube-state-metrics`. */
  readonly name: string;
  /** Which one of those: the name of the primary object. */
  readonly instance: string;
  /** The part that it plays, where others group by it. */
  readonly component?: string;
  /** Goes onto objects, never into selectors. */
  readonly version?: string;
}

/** The name under which this library signs what it makes. */
export const MANAGED_BY = 'cdk8s-prometheus';

/**
 * What selects the objects of one identity. A selector cannot be changed once applied: it has neither version nor any
 * label that a user may change.
 */
export function selectorLabels(identity: Identity): Labels {
  return { 'app.kubernetes.io/name': identity.name, 'app.kubernetes.io/instance': identity.instance };
}

/** Labels of an object: the user's own never replace what selectors rely on. */
export function objectLabels(identity: Identity, own: Labels = {}): Labels {
  return {
    ...own,
    ...(identity.version !== undefined && { 'app.kubernetes.io/version': identity.version }),
    ...(identity.component !== undefined && { 'app.kubernetes.io/component': identity.component }),
    'app.kubernetes.io/managed-by': MANAGED_BY,
    ...selectorLabels(identity),
  };
}

export function checkLabels(prop: string, labels: Labels): Finding[] {
  return Object.entries(labels)
    .filter(([key, value]) => !isQualifiedName(key) || typeof value !== 'string' || !isLabelValue(value))
    .map(([key, value]) => finding(LABEL_INVALID, { prop, key, value: String(value) }));
}

/** The key of an annotation is that of a label in any case; its value is any text. */
export function checkAnnotations(prop: string, annotations: Labels): Finding[] {
  return Object.entries(annotations)
    .filter(([key, value]) => !isQualifiedName(key.toLowerCase()) || typeof value !== 'string')
    .map(([key, value]) => finding(ANNOTATION_INVALID, { prop, key, value: String(value) }));
}
