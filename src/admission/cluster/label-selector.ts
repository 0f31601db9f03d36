/** Labels of an object. */
export type Labels = { readonly [name: string]: string };

/** A condition of a label selector: its text, and whether labels meet it. */
export interface Requirement {
  readonly label: string;
  readonly text: string;
  readonly isMet: (value: string | undefined) => boolean;
}

/**
 * The conditions of a label selector that these labels do not meet. A selector without conditions matches everything. A missing selector
 * matches nothing, which the caller handles.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function unmet(selector: any, labels: Labels): { readonly label: string; readonly text: string }[] {
  return requirementsOf(selector).filter(({ label, isMet }) => !isMet(labels[label])).map(({ label, text }) => ({ label, text }));
}

export function matchesSelector(selector: any, labels: Labels): boolean {
  return unmet(selector, labels).length === 0;
}

/** Text of a selector: `app=web, tier in (a, b)`; without conditions `everything`. */
export function selectorText(selector: any): string {
  const requirements = requirementsOf(selector);
  return requirements.length === 0 ? 'everything' : requirements.map(({ text }) => text).join(', ');
}

/** The conditions of a label selector. */
export function requirementsOf(selector: any): Requirement[] {
  const labels = Object.entries(selector?.matchLabels ?? {})
    .map(([label, wanted]): Requirement => ({ label, text: `${label}=${String(wanted)}`, isMet: value => value === wanted }));
  const expressions = Array.isArray(selector?.matchExpressions) ? selector.matchExpressions : [];
  return [...labels, ...expressions.map(requirementOf)];
}

function requirementOf({ key, operator, values }: any): Requirement {
  const list: string[] = Array.isArray(values) ? values.map(String) : [];
  const label = String(key);
  switch (operator) {
    case 'In': return { label, text: `${label} in (${list.join(', ')})`, isMet: value => value !== undefined && list.includes(value) };
    case 'NotIn': return {
      label, text: `${label} not in (${list.join(', ')})`, isMet: value => value === undefined || !list.includes(value),
    };
    case 'Exists': return { label, text: label, isMet: value => value !== undefined };
    case 'DoesNotExist': return { label, text: `no ${label}`, isMet: value => value === undefined };
    default: return { label, text: `${label} ${String(operator)}`, isMet: () => false }; // the API server rejects it
  }
}
