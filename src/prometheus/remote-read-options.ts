import { Duration } from 'cdk8s';
import { ClientAccessOptions } from '../scrape/client-access-options';

/** A server that answers for samples that this Prometheus does not have. */
export interface RemoteReadOptions extends ClientAccessOptions {
  /** Its URL, with the path: `https://thanos.example.org/api/v1/read`. */
  readonly url: string;
  /**
   * Its name in metrics and logs.
   * @default - made from the configuration
   */
  readonly name?: string;
  /**
   * Only queries with these label values are sent to it.
   * @default - all
   */
  readonly requiredMatchers?: { [label: string]: string };
  /**
   * Send queries for times of which this Prometheus has all samples, too.
   * @default false
   */
  readonly readRecent?: boolean;
  /**
   * How long a request may take.
   * @default - 1 minute
   */
  readonly remoteTimeout?: Duration;
  /**
   * Further HTTP headers; not `Authorization`.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * Add the external labels to each selector.
   * @default true
   */
  readonly filterExternalLabels?: boolean;
  /**
   * Further fields of this entry of `remoteRead`, in the spelling of the CustomResourceDefinition: `proxyUrl`, `followRedirects`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}
