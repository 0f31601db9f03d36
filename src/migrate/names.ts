import { Release } from './part';

const CHART = 'kube-prometheus-stack';

/** The longest name that the chart derives from its release. The operator appends to it. */
const LONGEST = 26;

const textOr = (value: unknown, otherwise: string) => typeof value === 'string' && value !== '' ? value : otherwise;

/** The prefix of the names of all objects of the chart. */
export function fullNameOf(values: any, { name }: Release): string {
  const base = textOr(values?.nameOverride, CHART);
  const usual = name.includes(base) ? name : `${name}-${base}`;
  return textOr(values?.fullnameOverride, usual).slice(0, LONGEST).replace(/-$/, '');
}

/** The namespace of most objects of the chart. */
export function namespaceOf(values: any, { namespace }: Release): string {
  return textOr(values?.namespaceOverride, namespace);
}

/** Whether Helm installed an object. */
export function isOfHelm({ metadata: { labels = {} } }: HelmLabels): boolean {
  return labels['app.kubernetes.io/managed-by'] === 'Helm' || labels.heritage === 'Helm';
}

interface HelmLabels {
  readonly metadata: { readonly labels?: { readonly [name: string]: string } };
}

/** The names of the chart's custom resources. Names of StatefulSets and PersistentVolumeClaims derive from them, so they must stay. */
export function namesOf(values: any, release: Release): { readonly prometheus: string; readonly alertmanager: string } {
  const full = fullNameOf(values, release);
  const isClean = values?.cleanPrometheusOperatorObjectNames === true;
  return { prometheus: isClean ? full : `${full}-prometheus`, alertmanager: isClean ? full : `${full}-alertmanager` };
}
