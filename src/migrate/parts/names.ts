import { Release } from '../part';

const CHART = 'kube-prometheus-stack';
const textOr = (value: unknown, otherwise: string) => typeof value === 'string' && value !== '' ? value : otherwise;

/** What the names of all objects of the chart begin with. */
export function fullNameOf(values: any, { name }: Release): string {
  const base = textOr(values?.nameOverride, CHART);
  const usual = name.includes(base) ? name : `${name}-${base}`;
  return textOr(values?.fullnameOverride, usual).slice(0, 26).replace(/-$/, '');
}
