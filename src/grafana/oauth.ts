import { GrafanaOAuthOptions, GrafanaOAuthProvider } from './grafana-oauth-options';
import { OAUTH, OAUTH_OPTION, OAUTH_ROOT_URL } from './rules';
import { keysOf as keysOfSection } from './settings-table';
import { SecretKeyReference } from '../scrape/client-access-options';
import { finding, Finding } from '../validation/rule';

type Urls = readonly ('authUrl' | 'tokenUrl' | 'apiUrl')[];

/** The URLs for which Grafana has no default. Source: the tables of its documentation, by provider. */
const NEEDED: Readonly<Partial<Record<GrafanaOAuthProvider, Urls>>> = {
  [GrafanaOAuthProvider.GENERIC]: ['authUrl', 'tokenUrl'],
  [GrafanaOAuthProvider.ENTRA_ID]: ['authUrl', 'tokenUrl'],
  [GrafanaOAuthProvider.OKTA]: ['authUrl', 'tokenUrl', 'apiUrl'],
};

const sectionOf = ({ provider }: GrafanaOAuthOptions) => `auth.${provider}`;

/** The settings of all providers, by section and key. */
export function oauthSettings(providers: readonly GrafanaOAuthOptions[]): Readonly<Record<string, string>> {
  return Object.fromEntries(providers.flatMap(each => Object.entries(keysOf(each))
    .map(([key, value]) => [`${sectionOf(each)}.${key}`, value])));
}

/** The same for secret settings. */
export function oauthSecrets(providers: readonly GrafanaOAuthOptions[]): Readonly<Record<string, SecretKeyReference>> {
  return Object.fromEntries(providers.flatMap(each => [
    [`${sectionOf(each)}.client_secret`, each.clientSecret],
    ...each.clientIdSecret ? [[`${sectionOf(each)}.client_id`, each.clientIdSecret]] : [],
  ]));
}

/** Options and their keys. */
const KEYS = {
  name: 'name',
  clientId: 'client_id',
  scopes: 'scopes',
  authUrl: 'auth_url',
  tokenUrl: 'token_url',
  apiUrl: 'api_url',
  allowedDomains: 'allowed_domains',
  allowedOrganizations: 'allowed_organizations',
  allowedGroups: 'allowed_groups',
  roleAttributePath: 'role_attribute_path',
  roleAttributeStrict: 'role_attribute_strict',
  allowAssignGrafanaAdmin: 'allow_assign_grafana_admin',
  skipOrgRoleSync: 'skip_org_role_sync',
  orgMapping: 'org_mapping',
  loginAttributePath: 'login_attribute_path',
  nameAttributePath: 'name_attribute_path',
  emailAttributePath: 'email_attribute_path',
  groupsAttributePath: 'groups_attribute_path',
  usePkce: 'use_pkce',
  useRefreshToken: 'use_refresh_token',
  signoutRedirectUrl: 'signout_redirect_url',
  allowSignUp: 'allow_sign_up',
  autoLogin: 'auto_login',
} as const satisfies Partial<Readonly<Record<keyof GrafanaOAuthOptions, string>>>;

type Option = keyof typeof KEYS;
const OPTIONS = Object.keys(KEYS) as Option[];

function keysOf(each: GrafanaOAuthOptions): Record<string, string> {
  const all: Readonly<Record<string, string | boolean | readonly string[] | undefined>> = {
    enabled: true, ...Object.fromEntries(OPTIONS.map(option => [KEYS[option], each[option]])), ...each.settings,
  };
  return Object.fromEntries(Object.entries(all)
    .flatMap(([key, value]) => value === undefined ? [] : [[key, Array.isArray(value) ? settingList(value) : String(value)]]));
}

/** Grafana splits lists at commas and spaces. Names that contain them require JSON. */
function settingList(values: readonly string[]): string {
  return values.some(value => /[\s,]/.test(value)) ? JSON.stringify(values) : values.join(',');
}

/** Problems of the providers. @param isReachable whether an option sets the URL at which users reach Grafana */
export function checkOAuth(providers: readonly GrafanaOAuthOptions[], isReachable: boolean): Finding[] {
  const twice = providers.filter(({ provider }, at) => providers.findIndex(each => each.provider === provider) !== at);
  return [
    ...twice.map(({ provider }) => finding(OAUTH, { provider, why: 'it appears twice: keep one of them' })),
    ...providers.flatMap(each => (NEEDED[each.provider] ?? []).filter(url => each[url] === undefined)
      .map(url => finding(OAUTH, { provider: each.provider, why: `it has no "${url}": add it` }))),
    ...providers.flatMap(({ provider, settings = {} }) => Object.keys(settings)
      .filter(key => /(^|_)(secret|password)$/.test(key))
      .map(key =>
        finding(OAUTH, { provider, why: `"settings" has "${key}", which is secret: use "clientSecret" or "secretSettings"` }))),
    ...providers.flatMap(({ provider, clientId, clientIdSecret }) => {
      if ((clientId === undefined) !== (clientIdSecret === undefined)) { return []; }
      return [finding(
        OAUTH,
        {
          provider,
          why: clientId === undefined
            ? 'it has no "clientId": add it, or "clientIdSecret"'
            : 'it has "clientId" and "clientIdSecret": remove one of them',
        },
      )];
    }),
    ...providers.flatMap(checkSupport),
    ...providers.length > 0 && !isReachable ? [finding(OAUTH_ROOT_URL, { provider: providers[0].provider })] : [],
  ];
}

/** Options that do not exist for a provider. */
function checkSupport(each: GrafanaOAuthOptions): Finding[] {
  const known = keysOfSection(sectionOf(each)) ?? [];
  return OPTIONS.filter(option => each[option] !== undefined && !known.includes(KEYS[option])).map(option =>
    finding(
      OAUTH_OPTION,
      {
        provider: each.provider,
        option,
        hint: option === 'roleAttributePath' ? 'use app roles of the application, Viewer, Editor and Admin; ' : '',
      },
    ));
}
