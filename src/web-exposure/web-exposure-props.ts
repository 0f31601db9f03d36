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
}
