import { RelabelStep } from '../../scrape/relabeling';
import { Manifest } from '../manifest';

/** An entry of `scrape_configs`, limited to what decides targets and labels. */
export interface ScrapeJob {
  /** `serviceMonitor/shop/web/0` */
  readonly name: string;
  readonly monitor: Manifest;
  /** Index of the monitor's endpoint. */
  readonly endpoint: number;
  readonly discoveries: readonly Discovery[];
  readonly path: string;
  readonly scheme: string;
  /** Undefined: the default of the Prometheus. */
  readonly interval?: string;
  readonly timeout?: string;
  readonly params: { readonly [name: string]: readonly string[] };
  readonly honorLabels: boolean;
  readonly relabelings: readonly RelabelStep[];
  /** Index of the first one that the user wrote. */
  readonly ownFrom: number;
  readonly metricRelabelings: readonly RelabelStep[];
  /** Undefined if there is none. */
  readonly sampleLimit?: number;
  readonly targetLimit?: number;
  readonly labelLimits?: { readonly labels?: number; readonly nameLength?: number };
}

export type Role = 'endpoints' | 'endpointslice' | 'pod' | 'service' | 'node' | 'ingress';

/** Where targets come from. */
export type Discovery =
  | {
    readonly kind: 'kubernetes';
    readonly role: Role;
    readonly namespaces?: readonly string[];
    readonly selectors: readonly RoleSelector[];
    readonly withNode: boolean;
  }
  | { readonly kind: 'static'; readonly targets: readonly string[]; readonly labels: { readonly [name: string]: string } }
  /** A discovery outside of the cluster, with unknown targets: `consulSDConfigs`. */
  | { readonly kind: 'elsewhere'; readonly field: string };

/** Selectors of the discovery, instead of all objects of a role. */
export interface RoleSelector {
  readonly role: string;
  // a label selector
  readonly labels: any;
}
