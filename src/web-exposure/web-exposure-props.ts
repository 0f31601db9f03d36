import { Duration } from 'cdk8s';
import { WebUiReference } from '../scrape/web';

/** From where a user interface is reached, and under which name. */
export interface WebExposureOptions {
  /** What people look at: `stack.prometheus.webUi`, `grafana.webUi`, `proxy.webUi`. */
  readonly ui: WebUiReference;
  /** The name under which people reach it: `prometheus.example.org`. */
  readonly host: string;
  /**
   * Its name.
   * @default - that of the Service
   */
  readonly name?: string;
  /**
   * Labels of its objects.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations, by which controllers are told more.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Whoever reaches the controller may read everything: there is something else that asks who is there, or all may know.
   * @default false
   */
  readonly insecure?: boolean;
}

/** By an Ingress. */
export interface WebIngressProps extends WebExposureOptions {
  /**
   * The IngressClass of the controller.
   * @default - the cluster's default
   */
  readonly ingressClassName?: string;
  /**
   * The Secret with the certificate for `host`, in the namespace of `ui`: cert-manager makes it where it is told to by an annotation.
   * @default - plain HTTP, or the certificate of the controller
   */
  readonly tlsSecretName?: string;
  /**
   * The namespace of the controller's pods, which a NetworkPolicy lets in: `ingress-nginx`.
   * @default - none: `controllerCidrs`
   */
  readonly controllerNamespace?: string;
  /**
   * The networks from which a controller outside of the cluster connects, as those of clouds do, as CIDR.
   * @default - none
   */
  readonly controllerCidrs?: string[];
}

/** A Gateway, which a route belongs to. */
export interface GatewayReference {
  /** Its name. */
  readonly name: string;
  /** Its namespace. It must let routes of other namespaces in (`allowedRoutes`). */
  readonly namespace: string;
  /**
   * The name of one of its listeners: that with TLS.
   * @default - each listener that fits
   */
  readonly sectionName?: string;
}

/** What carries the session of a client. */
export enum SessionToken {
  /** A cookie. */
  COOKIE = 'Cookie',
  /** A header, which the client must send back itself. */
  HEADER = 'Header',
}

/**
 * A client stays with one pod. Extended support and the experimental channel of the Gateway API: not every Gateway has it.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
 */
export interface SessionPersistence {
  /**
   * What carries the session.
   * @default SessionToken.COOKIE
   */
  readonly token?: SessionToken;
  /**
   * Name of the cookie or the header: at most 128 characters. Gateways may ignore it.
   * @default - the Gateway's
   */
  readonly sessionName?: string;
  /**
   * How long a session lasts, in full hours or seconds: at most 99999 of them.
   * @default - the Gateway's
   */
  readonly absoluteTimeout?: Duration;
  /**
   * The cookie survives the browser, for `absoluteTimeout`.
   * @default false
   */
  readonly permanentCookie?: boolean;
}

/** By an HTTPRoute of the Gateway API. */
export interface WebRouteProps extends WebExposureOptions {
  /** The Gateway. */
  readonly gateway: GatewayReference;
  /**
   * The namespace of the pods that carry its traffic, which a NetworkPolicy lets in: `envoy-gateway-system`.
   * @default - that of the Gateway
   */
  readonly dataPlaneNamespace?: string;
  /**
   * The networks from which a gateway outside of the cluster connects, as CIDR, in place of `dataPlaneNamespace`.
   * @default - none
   */
  readonly dataPlaneCidrs?: string[];
  /**
   * A client stays with one pod. The replicas of a Prometheus differ by a scrape, so that graphs do not jump. It requires HTTPRoute of the experimental
   * channel, Gateway API 1.1 or newer: without it the apiserver drops the field or rejects the route.
   * @default - each request reaches any pod
   */
  readonly sessionPersistence?: SessionPersistence;
}
