import { Duration } from 'cdk8s';
import { WebUiReference } from '../scrape/web';

/** How a web UI is exposed, and under which host name. */
export interface WebExposureOptions {
  /** The web UI: `stack.prometheus.webUi`, `grafana.webUi`, `proxy.webUi`. */
  readonly ui: WebUiReference;
  /** Host name by which people reach it: `prometheus.example.org`. */
  readonly host: string;
  /**
   * Name of the objects that this construct creates.
   * @default - that of the Service
   */
  readonly name?: string;
  /**
   * Labels of the objects that this construct creates.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations, by which controllers are configured.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Whether anyone who can reach the controller may read everything: something else authenticates users, or the content is public.
   * @default false
   */
  readonly insecure?: boolean;
}

/** Properties of a WebIngress. */
export interface WebIngressProps extends WebExposureOptions {
  /**
   * Name of the IngressClass of the controller.
   * @default - the default of the cluster
   */
  readonly ingressClassName?: string;
  /**
   * Name of the Secret with the certificate for `host`, in the namespace of `ui`. cert-manager creates it if an annotation requests it.
   * @default - plain HTTP, or the certificate of the controller
   */
  readonly tlsSecretName?: string;
  /**
   * Namespace of the controller's pods, which the NetworkPolicy allows to connect: `ingress-nginx`.
   * @default - none: `controllerCidrs`
   */
  readonly controllerNamespace?: string;
  /**
   * Networks from which a controller outside of the cluster connects, as CIDR. Controllers of clouds are outside of the cluster.
   * @default - none
   */
  readonly controllerCidrs?: string[];
}

/** The Gateway to which a route is attached. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;
  /** Namespace of the Gateway. The Gateway must allow routes of other namespaces (`allowedRoutes`). */
  readonly namespace: string;
  /**
   * Name of one of its listeners: the one with TLS.
   * @default - each listener that matches
   */
  readonly sectionName?: string;
}

/** Where the session of a client is stored. */
export enum SessionToken {
  /** A cookie. */
  COOKIE = 'Cookie',
  /** A header, which the client must send back. */
  HEADER = 'Header',
}

/**
 * Session persistence: the requests of a client reach the same pod. Extended support and the experimental channel of the Gateway API: not
 * every Gateway supports it.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
 */
export interface SessionPersistence {
  /**
   * Where the session is stored.
   * @default SessionToken.COOKIE
   */
  readonly token?: SessionToken;
  /**
   * Name of the cookie or the header: at most 128 characters. Gateways may ignore it.
   * @default - the Gateway's
   */
  readonly sessionName?: string;
  /**
   * Duration of a session, in full hours or seconds: at most 99999 of them.
   * @default - the Gateway's
   */
  readonly absoluteTimeout?: Duration;
  /**
   * Whether the cookie survives a restart of the browser, for `absoluteTimeout`.
   * @default false
   */
  readonly permanentCookie?: boolean;
}

/** Properties of a WebRoute, an HTTPRoute of the Gateway API. */
export interface WebRouteProps extends WebExposureOptions {
  /** The Gateway. */
  readonly gateway: GatewayReference;
  /**
   * Namespace of the pods that carry its traffic, which the NetworkPolicy allows to connect: `envoy-gateway-system`.
   * @default - that of the Gateway
   */
  readonly dataPlaneNamespace?: string;
  /**
   * Networks from which a gateway outside of the cluster connects, as CIDR, in place of `dataPlaneNamespace`.
   * @default - none
   */
  readonly dataPlaneCidrs?: string[];
  /**
   * Session persistence: the requests of a client reach the same pod. The replicas of a Prometheus differ by a scrape; with it, graphs do
   * not jump. It requires HTTPRoute of the experimental channel, Gateway API 1.1 or newer. Without that, the API server drops the field or
   * rejects the route.
   * @default - each request reaches any pod
   */
  readonly sessionPersistence?: SessionPersistence;
}
