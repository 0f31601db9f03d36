import { GrafanaOAuthOptions, GrafanaOAuthProvider } from './grafana-oauth-options';
import { OAUTH, OAUTH_ROOT_URL } from './rules';
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
  return Object.fromEntries(providers.flatMap(each => Object.entries(keysOf(each)).map(([key, value]) => [`${sectionOf(each)}.${key}`, value])));
}

/** The same of what is secret. */
export function oauthSecrets(providers: readonly GrafanaOAuthOptions[]): Readonly<Record<string, SecretKeyReference>> {
  return Object.fromEntries(providers.map(each => [`${sectionOf(each)}.client_secret`, each.clientSecret]));
}

function keysOf(each: GrafanaOAuthOptions): Record<string, string> {
  const all: Readonly<Record<string, string | boolean | readonly string[] | undefined>> = {
    enabled: true,
    name: each.name,
    client_id: each.clientId,
    scopes: each.scopes,
    auth_url: each.authUrl,
    token_url: each.tokenUrl,
    api_url: each.apiUrl,
    allowed_domains: each.allowedDomains,
    allowed_organizations: each.allowedOrganizations,
    allowed_groups: each.allowedGroups,
    role_attribute_path: each.roleAttributePath,
    role_attribute_strict: each.roleAttributeStrict,
    allow_sign_up: each.allowSignUp,
    auto_login: each.autoLogin,
    ...each.settings,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => value === undefined ? [] : [[key, Array.isArray(value) ? listOf(value) : String(value)]]));
}

/** Grafana splits lists at commas and blanks; names with these are JSON. */
function listOf(values: readonly string[]): string {
  return values.some(value => /[\s,]/.test(value)) ? JSON.stringify(values) : values.join(',');
}

/**
 * What is wrong with the providers.
 * @param isReachable whether an option says under which URL people reach Grafana
 */
export function checkOAuth(providers: readonly GrafanaOAuthOptions[], isReachable: boolean): Finding[] {
  const twice = providers.filter(({ provider }, at) => providers.findIndex(each => each.provider === provider) !== at);
  return [
    ...twice.map(({ provider }) => finding(OAUTH, { provider, why: 'it is there twice: keep one of them' })),
    ...providers.flatMap(each => (NEEDED[each.provider] ?? []).filter(url => each[url] === undefined).map(url => finding(OAUTH, { provider: each.provider, why: `it has no "${url}": add it` }))),
    ...providers.flatMap(({ provider, settings = {} }) => Object.keys(settings).filter(key => /(^|_)(secret|password)$/.test(key)).map(key =>
      finding(OAUTH, { provider, why: `"settings" has "${key}", which is secret: use "clientSecret" or "secretSettings"` }))),
    ...providers.length > 0 && !isReachable ? [finding(OAUTH_ROOT_URL, { provider: providers[0].provider })] : [],
  ];
}
