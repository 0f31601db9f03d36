import { StoreApiReference } from '../scrape/store-api';
import { STORE_API } from '../scrape/thanos-ports';
import { checkOptionsOf } from '../validation/options';

/**
 * Endpoint that a Query queries.
 * @see https://thanos.io/tip/components/query.md/
 */
export class ThanosEndpoint {
  /**
   * All pods behind a Service of this cluster: the sidecars of a Prometheus (`prometheus.storeApi`), a Store or a Receive.
   * @param reference reference to the Store API
   * @param externalLabels labels that all of its series have; default: those of the reference
   */
  public static of(reference: StoreApiReference, externalLabels?: { [name: string]: string }): ThanosEndpoint {
    checkOptionsOf('ThanosEndpoint.of()', 'StoreApiReference', reference);
    const { serviceName, namespace, port = STORE_API.name } = reference;
    return new ThanosEndpoint(`dnssrv+_${port}._tcp.${serviceName}.${namespace}.svc`, externalLabels ?? reference.externalLabels);
  }

  /**
   * One address, such as that of another cluster's Query: `thanos.eu-1.example.org:10901`. With `dns+` or `dnssrv+`, all addresses of a DNS
   * name.
   * @param address a host and a port
   * @param externalLabels labels that all of its series have
   */
  public static address(address: string, externalLabels?: { [name: string]: string }): ThanosEndpoint {
    return new ThanosEndpoint(address, externalLabels);
  }

  /** @internal */
  public readonly _address: string;
  /** @internal */
  public readonly _externalLabels?: { readonly [name: string]: string };

  private constructor(address: string, externalLabels?: { readonly [name: string]: string }) {
    this._address = address;
    this._externalLabels = externalLabels;
  }
}
