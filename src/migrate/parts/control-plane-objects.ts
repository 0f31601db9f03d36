import { Collected } from './collected';
import { JobRow } from './control-plane-data';
import { Converter, propertyName, texts } from '../convert';

/** Notes of values that change an object. */
export const MONITOR_PATCH = 'a patch of its ServiceMonitor';
export const SERVICE_PATCH = 'a patch of its Service';

/** Judges a value that changes the ServiceMonitor of a job, if it can be converted. */
export function changesMonitor(convert: Converter, change: (value: any) => void): (value: unknown) => string | undefined {
  return value => {
    if (!convert(value)) { return undefined; }
    change(value);
    return MONITOR_PATCH;
  };
}

/** Judges a flag: only this value changes the ServiceMonitor of a job. */
export function flagsMonitor(wanted: boolean, change: () => void): (value: unknown) => string | undefined {
  return value => {
    if (value !== wanted) { return undefined; }
    change();
    return MONITOR_PATCH;
  };
}

/** The object of a job, as code. */
export function objectOf(list: string, { job }: JobRow): string {
  const name = propertyName(job);
  return `stack.controlPlane!.${list}${name.startsWith('\'') ? `[${name}]` : `.${name}`}`;
}

/** The endpoints of a ServiceMonitor, as JSON pointers. */
export const endpointsOf = ({ endpoints }: JobRow): string[] => Array.from({ length: endpoints }, (_, at) => `/spec/endpoints/${at}`);

/** Whether the values list addresses instead of pods. */
export const hasAddresses = (found: Collected, { key, addresses }: JobRow): boolean =>
  addresses !== undefined && texts(found.given(`${key}.endpoints`)) !== undefined;
