import { IConstruct } from 'constructs';
import { FoundTargets, primaryManifestOf } from './found-targets';
import { choosePort } from '../scrape/target-endpoint';
import { checkOptionsOf } from '../validation/options';

/** Which port of a Service is probed, and with which path and scheme. */
export interface ServiceProbeOptions {
  /**
   * Name of the port.
   * @default - the only port of the Service
   */
  readonly port?: string;
  /**
   * Path of the URL, for modules of HTTP.
   * @default '/'
   */
  readonly path?: string;
  /**
   * Scheme of the URL: `http` or `https`, for modules of HTTP.
   * @default 'http'
   */
  readonly scheme?: string;
}

/** Selection of Ingresses that are not part of this app, or do not exist yet. */
export interface IngressProbeOptions {
  /** Labels of the Ingresses. */
  readonly matchLabels: { [key: string]: string };
  /**
   * Namespaces of the Ingresses.
   * @default - that of the Probe
   */
  readonly namespaces?: string[];
}

/** Targets of a Probe. */
export class ProbeTargets {
  /**
   * Literal addresses: URLs for a module of HTTP, `host:port` for TCP and gRPC, hosts for ICMP and DNS.
   * @param targets the addresses
   */
  public static of(...targets: string[]): ProbeTargets {
    return new ProbeTargets(() => targets);
  }

  /**
   * A Service, by its name in the cluster: an ApiObject, or one of cdk8s-plus. The port is read from the Service, so that the two always
   * agree.
   * @param service the Service
   * @param options port, path and scheme
   */
  public static service(service: IConstruct, options: ServiceProbeOptions = {}): ProbeTargets {
    checkOptionsOf('ProbeTargets.service()', 'ServiceProbeOptions', options);
    const { path = '/', scheme = 'http' } = options;
    return new ProbeTargets(prober => {
      const manifest = primaryManifestOf(service, 'Service');
      if (!manifest) { return []; }
      const host = `${manifest.metadata.name}.${manifest.metadata.namespace ?? 'default'}.svc`;
      if (prober === 'icmp' || prober === 'dns') { return [host]; }
      const port = choosePort(manifest, options.port);
      if (typeof port !== 'string') { return [port]; }
      const { port: number } = manifest.spec.ports.find(({ name }: { name?: string }) => name === port);
      return [prober === 'http' ? `${scheme}://${host}:${number}${path}` : `${host}:${number}`];
    }, service, 'Service');
  }

  /**
   * Each host and path of an Ingress of this app: an ApiObject, or one of cdk8s-plus. The scheme is HTTPS if the Ingress has a certificate
   * for the host.
   * @param ingress the Ingress
   */
  public static ingress(ingress: IConstruct): ProbeTargets {
    return new ProbeTargets(() => {
      const { tls = [], rules = [] } = primaryManifestOf(ingress, 'Ingress')?.spec ?? {};
      const secure = new Set(tls.flatMap(({ hosts = [] }: any) => hosts));
      return rules.filter(({ host }: any) => typeof host === 'string' && !host.includes('*')).flatMap(({ host, http }: any) =>
        (http?.paths ?? [{}]).map(({ path = '/' }: any) => `${secure.has(host) ? 'https' : 'http'}://${host}${path}`));
    }, ingress, 'Ingress');
  }

  /**
   * Ingresses by their labels, from any source: Prometheus discovers them.
   * @param options labels and namespaces
   */
  public static ingresses(options: IngressProbeOptions): ProbeTargets {
    checkOptionsOf('ProbeTargets.ingresses()', 'IngressProbeOptions', options);
    return new ProbeTargets(() => [], undefined, undefined, options);
  }

  /** @internal */
  public readonly _find: (prober: string) => FoundTargets;
  /** @internal */
  public readonly _construct?: IConstruct;
  /** @internal */
  public readonly _kind?: string;
  /** @internal */
  public readonly _ingresses?: IngressProbeOptions;

  private constructor(find: (prober: string) => FoundTargets, construct?: IConstruct, kind?: string, ingresses?: IngressProbeOptions) {
    this._find = find;
    this._construct = construct;
    this._kind = kind;
    this._ingresses = ingresses;
  }
}
