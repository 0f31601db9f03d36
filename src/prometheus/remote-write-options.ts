import { Duration } from 'cdk8s';
import { ClientAccessOptions } from '../scrape/client-access-options';

/** Where samples are sent as they are scraped. With `tls` for what a URL of HTTPS does not say. */
export interface RemoteWriteOptions extends ClientAccessOptions {
  /** The URL of the receiver: `https://mimir.example.org/api/v1/push`. */
  readonly url: string;

  /**
   * Its name, in metrics and logs: no two of a Prometheus are the same.
   * @default - a hash that Prometheus makes
   */
  readonly name?: string;

  /**
   * Headers of every request, like `X-Scope-OrgID` for the tenant. Never a secret: they stand in the YAML.
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * How long an answer may take.
   * @default - 30 seconds
   */
  readonly remoteTimeout?: Duration;

  /**
   * Which series are sent: instant vector selectors, of which one must match, by `=` and `=~` alone. Aggregated ones: `{__name__=~"job:.*"}`.
   * @default - all
   */
  readonly match?: string[];
}
