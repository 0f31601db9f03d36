import { Platform } from './platform';
import { Labels } from '../manifest/labels';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { ClientTls } from '../scrape/client-access-options';
import { Timing } from '../scrape/timing';

/** How a part is scraped. */
export interface PartScrape {
  /** The job, from which the names of objects are derived. */
  readonly job: string;
  /** The label of the Service that contains the job. Undefined if a relabeling sets it. */
  readonly jobLabel?: string;
  readonly namespace: string;
  /** Namespace and labels of an existing Service. */
  readonly selector?: Labels;
  /** Selector of a Service that has to be created: the pods behind it. */
  readonly pods?: Labels;
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  readonly endpoints: readonly ServiceMonitorEndpoint[];
}

/** Input of the decision. */
export interface PartContext {
  readonly platform: Platform;
  /** The Service for which the operator writes the addresses of the kubelets. */
  readonly kubeletService: { readonly namespace: string; readonly name: string };
  readonly kubeletInsecureSkipVerify: boolean;
  readonly kubeletResourceMetrics?: boolean;
  readonly schedulerResourceMetrics?: boolean;
  /** `/metrics/slis` of all parts that have it. That of the API server is always scraped. */
  readonly componentSlis?: boolean;
  readonly etcdTls?: ClientTls;
  readonly etcdPort?: number;
  readonly timing: Timing;
}
