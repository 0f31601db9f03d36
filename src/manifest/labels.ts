import { ANNOTATION_INVALID, LABEL_INVALID } from './rules';
import { isLabelValue, isQualifiedName } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

export type Labels = { readonly [key: string]: string };

/** The recommended labels, which identify what an object belongs to. */
export interface Identity {
  /** The program: `kube-state-metrics`. */
  readonly name: string;
  /** The instance: the name of the primary object. */
  readonly instance: string;
  /** The role of the component, for grouping. */
  readonly component?: string;
  /** Used in labels of objects, never in selectors. */
  readonly version?: string;
}

/** Value of `app.kubernetes.io/managed-by` for objects of this library. */
export const MANAGED_BY = 'cdk8s-prometheus';

/**
 * Selector labels of an identity. Selectors are immutable once applied, so they contain neither the version nor labels that users may
 * change.
 */
export function selectorLabels(identity: Identity): Labels {
  return { 'app.kubernetes.io/name': identity.name, 'app.kubernetes.io/instance': identity.instance };
}

/** Labels of an object. User labels never replace those that selectors use. */
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

/** The key of an annotation follows the rules of label keys. Its value is any text. */
export function checkAnnotations(prop: string, annotations: Labels): Finding[] {
  return Object.entries(annotations)
    .filter(([key, value]) => !isQualifiedName(key.toLowerCase()) || typeof value !== 'string')
    .map(([key, value]) => finding(ANNOTATION_INVALID, { prop, key, value: String(value) }));
}
