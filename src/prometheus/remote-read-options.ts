import { Duration } from 'cdk8s';
import { ClientAccessOptions } from '../scrape/client-access-options';

/** A server from which queries read samples that this Prometheus does not have. */
export interface RemoteReadOptions extends ClientAccessOptions {
  /** URL of the server, with the path: `https://thanos.example.org/api/v1/read`. */
  readonly url: string;
  /**
   * Name of the server in metrics and logs.
   * @default - generated from the configuration
   */
  readonly name?: string;
  /**
   * Labels and values that a query must select; other queries are not sent to the server.
   * @default - none: all queries are sent
   */
  readonly requiredMatchers?: { [label: string]: string };
  /**
   * Whether to send also queries for times of which this Prometheus has all samples.
   * @default false
   */
  readonly readRecent?: boolean;
  /**
   * Timeout of a request.
   * @default - 1 minute
   */
  readonly remoteTimeout?: Duration;
  /**
   * Additional HTTP headers of each request, except `Authorization`.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * Whether to add the external labels to each selector.
   * @default true
   */
  readonly filterExternalLabels?: boolean;
  /**
   * Additional fields of this entry of `remoteRead`, in the spelling of the CustomResourceDefinition: `proxyUrl`, `followRedirects`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}
