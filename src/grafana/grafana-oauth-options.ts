import { SecretKeyReference } from '../scrape/client-access-options';

/** Identity providers of OAuth 2, by the section of Grafana's configuration. */
export enum GrafanaOAuthProvider {
  /** Any provider of OpenID Connect, such as Keycloak, Dex, Auth0 or Authentik. */
  GENERIC = 'generic_oauth',
  /** GitHub. */
  GITHUB = 'github',
  /** GitLab. */
  GITLAB = 'gitlab',
  /** Google. */
  GOOGLE = 'google',
  /** Microsoft Entra ID, formerly Azure AD. */
  ENTRA_ID = 'azuread',
  /** Okta. */
  OKTA = 'okta',
}

/**
 * Login by an identity provider. The callback URL at the provider is `<rootUrl>/login/<provider>`, such as
 * `https://grafana.example.org/login/generic_oauth`.
 */
export interface GrafanaOAuthOptions {
  /** Identity provider. */
  readonly provider: GrafanaOAuthProvider;
  /**
   * Client id of Grafana at the provider. One of `clientId` and `clientIdSecret` is needed.
   * @default - `clientIdSecret`
   */
  readonly clientId?: string;
  /**
   * Client id, in a Secret of the namespace of Grafana.
   * @default - `clientId`
   */
  readonly clientIdSecret?: SecretKeyReference;
  /** Client secret, in a Secret of the namespace of Grafana. */
  readonly clientSecret: SecretKeyReference;
  /**
   * Name on the button of the login page.
   * @default - the provider's
   */
  readonly name?: string;
  /**
   * Scopes that Grafana requests: `['openid', 'profile', 'email']`.
   * @default - Grafana's, by provider
   */
  readonly scopes?: string[];
  /**
   * Authorization endpoint. GENERIC, ENTRA_ID and OKTA need it.
   * @default - Grafana's, by provider
   */
  readonly authUrl?: string;
  /**
   * Token endpoint. GENERIC, ENTRA_ID and OKTA need it.
   * @default - Grafana's, by provider
   */
  readonly tokenUrl?: string;
  /**
   * User information endpoint. OKTA needs it.
   * @default - Grafana's, by provider
   */
  readonly apiUrl?: string;
  /**
   * Domains of the email addresses of users who may log in.
   * @default - all
   */
  readonly allowedDomains?: string[];
  /**
   * Organizations whose members may log in. Only for GITHUB, GENERIC and ENTRA_ID (tenants).
   * @default - all
   */
  readonly allowedOrganizations?: string[];
  /**
   * Groups whose members may log in. Only for GENERIC, GITLAB, GOOGLE, ENTRA_ID and OKTA.
   * @default - all
   */
  readonly allowedGroups?: string[];
  /**
   * JMESPath expression that returns the role: `contains(groups[*], 'sre') && 'Admin' || 'Viewer'`.
   * @default - none: users get the role of `users.auto_assign_org_role`
   */
  readonly roleAttributePath?: string;
  /**
   * Whether users without a role from `roleAttributePath` are rejected.
   * @default - Grafana's: false
   */
  readonly roleAttributeStrict?: boolean;
  /**
   * Whether the role `GrafanaAdmin` of `roleAttributePath` makes a user an admin of the server.
   * @default - Grafana's: false
   */
  readonly allowAssignGrafanaAdmin?: boolean;
  /**
   * Whether users keep the role that they have in Grafana.
   * @default - Grafana's: false; true for GOOGLE
   */
  readonly skipOrgRoleSync?: boolean;
  /**
   * Mappings of groups to organizations and roles: `['sre:Main Org.:Admin', '*:Main Org.:Viewer']`.
   * @default - none
   */
  readonly orgMapping?: string[];
  /**
   * JMESPath expression that returns the login. Only for GENERIC.
   * @default - Grafana's
   */
  readonly loginAttributePath?: string;
  /**
   * JMESPath expression that returns the name. Only for GENERIC.
   * @default - Grafana's
   */
  readonly nameAttributePath?: string;
  /**
   * JMESPath expression that returns the email address. Only for GENERIC.
   * @default - Grafana's
   */
  readonly emailAttributePath?: string;
  /**
   * JMESPath expression that returns the groups, for `allowedGroups` and `orgMapping`. Only for GENERIC.
   * @default - Grafana's
   */
  readonly groupsAttributePath?: string;
  /**
   * Whether the login is protected by PKCE.
   * @default - Grafana's: true; false for GENERIC and GITHUB
   */
  readonly usePkce?: boolean;
  /**
   * Whether the session ends with the access token, which is refreshed.
   * @default - Grafana's, by provider
   */
  readonly useRefreshToken?: boolean;
  /**
   * URL to which people are sent after they have signed out.
   * @default - the login page
   */
  readonly signoutRedirectUrl?: string;
  /**
   * Whether a first login creates the user.
   * @default - Grafana's: true
   */
  readonly allowSignUp?: boolean;
  /**
   * Whether the login page is skipped.
   * @default - Grafana's: false
   */
  readonly autoLogin?: boolean;
  /**
   * Further keys of the section: `{ icon: 'signin', team_ids: '150,300' }`.
   * @default - none
   */
  readonly settings?: { [key: string]: string };
}
