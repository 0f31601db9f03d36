/** TLS for a server that the operator makes. */
export interface WebTls {
  /**
   * The Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager makes it; its certificate is for the Service's name. Client certificates cannot
   * be asked for: the operator's probes have none.
   */
  readonly secretName: string;
  /**
   * Do not verify the certificate; `secretName` needs no `ca.crt` then.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** An Alertmanager, as a Prometheus reaches it. */
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
   * It serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * The name of the headless Service of its pods, for who looks for them by DNS: each of them must hear of an alert.
   * @default - that of its Service
   */
  readonly headlessServiceName?: string;
  /**
   * The path below which it serves: its route prefix.
   * @default - none
   */
  readonly pathPrefix?: string;
}

/** What people look at with a browser. */
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
   * The URL that it believes to have: links in alerts lead there.
   * @default - not known
   */
  readonly externalUrl?: string;
  /**
   * It serves HTTPS.
   * @default false
   */
  readonly isHttps?: boolean;
  /**
   * It asks who is there: Grafana by a login, what is behind OAuth2Proxy or kube-rbac-proxy.
   * @default false
   */
  readonly requiresAuthentication?: boolean;
}

/** Something that answers PromQL over HTTP: a Prometheus, a Thanos Query. */
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
   * It serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * It asks for a token: kube-rbac-proxy stands before it.
   * @default false
   */
  readonly requiresToken?: boolean;
  /**
   * The path below which it serves: its route prefix.
   * @default - none
   */
  readonly pathPrefix?: string;
}
