import { IConstruct } from 'constructs';
import { FoundTargets, manifestOf } from './found-targets';
import { choosePort } from '../scrape/target-endpoint';
import { checkOptionsOf } from '../validation/options';

/** Which port of a Service is asked, and what there. */
export interface ServiceProbeOptions {
  /**
   * The name of its port.
   * @default - its only one
   */
  readonly port?: string;
  /**
   * The path, for modules of HTTP.
   * @default '/'
   */
  readonly path?: string;
  /**
   * `http` or `https`, for modules of HTTP.
   * @default 'http'
   */
  readonly scheme?: string;
}

/** What is asked of an Ingress that is not of this app, or not yet there. */
export interface IngressProbeOptions {
  /** The labels that it has. */
  readonly matchLabels: { [key: string]: string };
  /**
   * The namespaces in which Ingresses are looked for.
   * @default - that of the Probe
   */
  readonly namespaces?: string[];
}

/** What is asked. */
export class ProbeTargets {
  /**
   * Addresses as they are: URLs for a module of HTTP, `host:port` for TCP and gRPC, hosts for ICMP and DNS.
   * @param targets the addresses
   */
  public static of(...targets: string[]): ProbeTargets {
    return new ProbeTargets(() => targets);
  }

  /**
   * A Service, by its name in the cluster: an ApiObject, or one of cdk8s-plus. The port is taken from the Service, so that they cannot disagree.
   * @param service the Service
   * @param options which port, and what there
   */
  public static service(service: IConstruct, options: ServiceProbeOptions = {}): ProbeTargets {
    checkOptionsOf('ProbeTargets.service()', 'ServiceProbeOptions', options);
    const { path = '/', scheme = 'http' } = options;
    return new ProbeTargets(prober => {
      const manifest = manifestOf(service, 'Service');
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
   * Each host and path of an Ingress of this app: an ApiObject, or one of cdk8s-plus; by HTTPS where it has a certificate for the host.
   * @param ingress the Ingress
   */
  public static ingress(ingress: IConstruct): ProbeTargets {
    return new ProbeTargets(() => {
      const { tls = [], rules = [] } = manifestOf(ingress, 'Ingress')?.spec ?? {};
      const secure = new Set(tls.flatMap(({ hosts = [] }: any) => hosts));
      return rules.filter(({ host }: any) => typeof host === 'string' && !host.includes('*')).flatMap(({ host, http }: any) =>
        (http?.paths ?? [{}]).map(({ path = '/' }: any) => `${secure.has(host) ? 'https' : 'http'}://${host}${path}`));
    }, ingress, 'Ingress');
  }

  /**
   * Ingresses by their labels, whoever makes them: Prometheus discovers them.
   * @param options which
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
