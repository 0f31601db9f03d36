import { RelabelStep } from '../../scrape/relabeling';
import { Manifest } from '../manifest';

/** One entry of `scrape_configs`, as far as it decides what is scraped and how it is called. */
export interface ScrapeJob {
  /** `serviceMonitor/shop/web/0` */
  readonly name: string;
  readonly monitor: Manifest;
  /** Which of the monitor's endpoints. */
  readonly endpoint: number;
  readonly discoveries: readonly Discovery[];
  readonly path: string;
  readonly scheme: string;
  /** Undefined if the Prometheus decides. */
  readonly interval?: string;
  readonly timeout?: string;
  readonly params: { readonly [name: string]: readonly string[] };
  readonly honorLabels: boolean;
  readonly relabelings: readonly RelabelStep[];
  /** From which on they are those that somebody wrote. */
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
  | { readonly kind: 'kubernetes'; readonly role: Role; readonly namespaces?: readonly string[]; readonly selectors: readonly RoleSelector[]; readonly withNode: boolean }
  | { readonly kind: 'static'; readonly targets: readonly string[]; readonly labels: { readonly [name: string]: string } }
  /** Something outside of the cluster, of which nothing is known here: `consulSDConfigs`. */
  | { readonly kind: 'elsewhere'; readonly field: string };

/** What the apiserver is asked for, instead of all objects of a role. */
export interface RoleSelector {
  readonly role: string;
  // a label selector
  readonly labels: any;
}
