/** A user and a password, in a Secret of the namespace of the object that refers to it. */
export interface BasicAuthReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the user.
   * @default 'username'
   */
  readonly usernameKey?: string;
  /**
   * The key of the password.
   * @default 'password'
   */
  readonly passwordKey?: string;
}

/** A key of a Secret in the namespace of who refers to it. */
export interface SecretKeyReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}

/** HTTPS to a server outside of this cluster. Secrets are in the namespace of who asks. */
export interface ClientTls {
  /**
   * The name for which its certificate is.
   * @default - the host name by which it is asked; where that is an address it must be given
   */
  readonly serverName?: string;
  /**
   * A Secret with the `ca.crt` that has signed it.
   * @default - the authorities that everybody knows
   */
  readonly caSecretName?: string;
  /**
   * The key of the authority in `caSecretName` or `caConfigMapName`.
   * @default 'ca.crt'
   */
  readonly caKey?: string;
  /**
   * A ConfigMap with the authority, in place of `caSecretName`.
   * @default - none
   */
  readonly caConfigMapName?: string;
  /**
   * A file with the authority in the container of Prometheus: `/var/run/secrets/kubernetes.io/serviceaccount/ca.crt` is that of the cluster. Not for PodMonitors, Probes and
   * ScrapeConfigs, which have no such field.
   * @default - none
   */
  readonly caFile?: string;
  /**
   * A Secret with the `tls.crt` and `tls.key` that this Prometheus shows.
   * @default - none
   */
  readonly clientSecretName?: string;
  /**
   * A file with the client certificate, in place of `clientSecretName`. Where there is `caFile`.
   * @default - none
   */
  readonly certFile?: string;
  /**
   * A file with the key of the client certificate, in place of `clientSecretName`. Where there is `caFile`.
   * @default - none
   */
  readonly keyFile?: string;
  /**
   * Do not verify its certificate.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** A token, in a Secret of the namespace of who asks. */
export interface BearerTokenReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the token.
   * @default 'token'
   */
  readonly key?: string;
}

/** A client of OAuth 2.0, whose id and secret are in a Secret of the namespace of who asks. */
export interface OAuth2Reference {
  /** The name of the Secret. */
  readonly secretName: string;
  /** Where tokens are had: `https://login.example.org/oauth2/token`. */
  readonly tokenUrl: string;
  /**
   * The key of the client's id.
   * @default 'client-id'
   */
  readonly clientIdKey?: string;
  /**
   * The key of the client's secret.
   * @default 'client-secret'
   */
  readonly clientSecretKey?: string;
  /**
   * What is asked for.
   * @default - none
   */
  readonly scopes?: string[];
  /**
   * Further parameters of the request for a token, like `audience`.
   * @default - none
   */
  readonly endpointParams?: { [name: string]: string };
}

/** How a server outside of this cluster is asked: whom it believes, and whom it lets in. At most one of `basicAuth`, `bearerToken` and `oauth2`. */
export interface ClientAccessOptions {
  /**
   * Over HTTPS.
   * @default - plain HTTP, or what the URL says
   */
  readonly tls?: ClientTls;
  /**
   * It wants a user and a password.
   * @default - it does not
   */
  readonly basicAuth?: BasicAuthReference;
  /**
   * It wants a token.
   * @default - it does not
   */
  readonly bearerToken?: BearerTokenReference;
  /**
   * It wants a token that is had by OAuth 2.0.
   * @default - it does not
   */
  readonly oauth2?: OAuth2Reference;
}
