/** TLS for a server that the operator creates. */
export interface WebTls {
  /**
   * Name of the Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager creates it. The certificate must be for the name of the
   * Service. Client certificates cannot be required: the operator's probes have none.
   */
  readonly secretName: string;
  /**
   * Whether to skip verification of the certificate. `secretName` then needs no `ca.crt`.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** How clients, such as a Prometheus, reach an Alertmanager. */
export interface AlertmanagerReference {
  /** The name of its Service. */
  readonly serviceName: string;
  /** The namespace of its Service. */
  readonly namespace: string;
  /**
   * The name of the Service's port.
   * @default 'web'
   */
  readonly port?: string;
  /**
   * TLS settings, if it serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * Name of the headless Service of its pods, for clients that discover the pods by DNS. Each pod must receive every alert.
   * @default - that of its Service
   */
  readonly headlessServiceName?: string;
  /**
   * Route prefix: the path below which it serves.
   * @default - none
   */
  readonly pathPrefix?: string;
}

/** How to reach a web UI. */
export interface WebUiReference {
  /** The name of its Service. */
  readonly serviceName: string;
  /** The namespace of its Service. */
  readonly namespace: string;
  /** The port of the Service. */
  readonly port: number;
  /** The labels of its pods. */
  readonly podLabels: { [label: string]: string };
  /** The port of its pods. */
  readonly podPort: number;
  /**
   * External URL that it is configured with. Links in alerts use it.
   * @default - not known
   */
  readonly externalUrl?: string;
  /**
   * Whether it serves HTTPS.
   * @default false
   */
  readonly isHttps?: boolean;
  /**
   * Whether it authenticates users: Grafana by a login, other UIs by OAuth2Proxy or kube-rbac-proxy in front of them.
   * @default false
   */
  readonly requiresAuthentication?: boolean;
}

/** How to reach a server that answers PromQL queries over HTTP: a Prometheus or a Thanos Query. */
export interface QueryApiReference {
  /** The name of its Service. */
  readonly serviceName: string;
  /** The namespace of its Service. */
  readonly namespace: string;
  /**
   * The port of the Service.
   * @default 9090
   */
  readonly port?: number;
  /**
   * The name of that port.
   * @default 'web'
   */
  readonly portName?: string;
  /**
   * TLS settings, if it serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * Whether it requires a token, because kube-rbac-proxy is in front of it.
   * @default false
   */
  readonly requiresToken?: boolean;
  /**
   * Route prefix: the path below which it serves.
   * @default - none
   */
  readonly pathPrefix?: string;
}
