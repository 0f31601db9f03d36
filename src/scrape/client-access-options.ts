/** A user and a password, in a Secret in the namespace of the object that refers to it. */
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

/** A key of a Secret, in the namespace of the object that refers to it. */
export interface SecretKeyReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}

/**
 * TLS settings for requests to a server, such as one outside of this cluster. Secrets are in the namespace of the object that refers to
 * them.
 */
export interface ClientTls {
  /**
   * Name for which the server's certificate is valid.
   * @default - the host name that is requested; required if that is an IP address
   */
  readonly serverName?: string;
  /**
   * Secret with the `ca.crt` of the authority that signed the certificate.
   * @default - the authorities that the image trusts
   */
  readonly caSecretName?: string;
  /**
   * The key of the authority in `caSecretName` or `caConfigMapName`.
   * @default 'ca.crt'
   */
  readonly caKey?: string;
  /**
   * ConfigMap with the authority, in place of `caSecretName`.
   * @default - none
   */
  readonly caConfigMapName?: string;
  /**
   * File with the authority in the container of Prometheus: `/var/run/secrets/kubernetes.io/serviceaccount/ca.crt` is that of the cluster.
   * Not for PodMonitors, Probes and ScrapeConfigs, which have no such field.
   * @default - none
   */
  readonly caFile?: string;
  /**
   * Secret with the client certificate that Prometheus presents: `tls.crt` and `tls.key`.
   * @default - none
   */
  readonly clientSecretName?: string;
  /**
   * File with the client certificate, in place of `clientSecretName`. For the same objects as `caFile`.
   * @default - none
   */
  readonly certFile?: string;
  /**
   * File with the key of the client certificate, in place of `clientSecretName`. For the same objects as `caFile`.
   * @default - none
   */
  readonly keyFile?: string;
  /**
   * Whether to skip verification of the server's certificate.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** A token, in a Secret in the namespace of the object that refers to it. */
export interface BearerTokenReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the token.
   * @default 'token'
   */
  readonly key?: string;
}

/** An OAuth 2.0 client. Its id and secret are in a Secret in the namespace of the object that refers to it. */
export interface OAuth2Reference {
  /** The name of the Secret. */
  readonly secretName: string;
  /** URL of the token endpoint: `https://login.example.org/oauth2/token`. */
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
   * Scopes that are requested.
   * @default - none
   */
  readonly scopes?: string[];
  /**
   * Further parameters of the token request, such as `audience`.
   * @default - none
   */
  readonly endpointParams?: { [name: string]: string };
}

/** TLS and credentials for requests to a server outside of this cluster. At most one of `basicAuth`, `bearerToken` and `oauth2`. */
export interface ClientAccessOptions {
  /**
   * TLS settings of HTTPS.
   * @default - plain HTTP, or the scheme of the URL
   */
  readonly tls?: ClientTls;
  /**
   * User and password, if the server requires them.
   * @default - none
   */
  readonly basicAuth?: BasicAuthReference;
  /**
   * Token, if the server requires one.
   * @default - none
   */
  readonly bearerToken?: BearerTokenReference;
  /**
   * OAuth 2.0 client that gets the token, if the server requires one.
   * @default - none
   */
  readonly oauth2?: OAuth2Reference;
}
