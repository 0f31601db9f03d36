import { Platform } from './platform';
import { Labels } from '../manifest/labels';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { ClientTls } from '../scrape/client-access-options';
import { Timing } from '../scrape/timing';

/** How a part is scraped. */
export interface PartScrape {
  /** The job, and what its objects are called after. */
  readonly job: string;
  /** The label of the Service that has the job; undefined if a relabeling writes it. */
  readonly jobLabel?: string;
  readonly namespace: string;
  /** Where the Service is there already. */
  readonly selector?: Labels;
  /** Where the Service has to be made: the pods behind it. */
  readonly pods?: Labels;
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  readonly endpoints: readonly ServiceMonitorEndpoint[];
}

/** What decides it. */
export interface PartContext {
  readonly platform: Platform;
  /** The Service in which the operator keeps the kubelets. */
  readonly kubeletService: { readonly namespace: string; readonly name: string };
  readonly kubeletInsecureSkipVerify: boolean;
  readonly kubeletResourceMetrics?: boolean;
  readonly schedulerResourceMetrics?: boolean;
  /** `/metrics/slis` of all that have it; the apiserver's is always scraped. */
  readonly componentSlis?: boolean;
  readonly etcdTls?: ClientTls;
  readonly etcdPort?: number;
  readonly timing: Timing;
}
