import { Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaOAuthOptions, GrafanaOAuthProvider, GrafanaProps } from '../../src';
import { settingsIn } from '../support/ini';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const PROPS: GrafanaProps = {
  admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.cloudWatch('eu-west-2')], storage: { size: Size.gibibytes(1) }, rootUrl: 'https://grafana.example.org',
};
const SECRET = { secretName: 'sso', key: 'client-secret' };
const GITHUB: GrafanaOAuthOptions = { provider: GrafanaOAuthProvider.GITHUB, clientId: 'id', clientSecret: SECRET };

function chartOf(props: Partial<GrafanaProps>) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, ...props });
  return chart;
}

/** Settings of the section, and the Secrets of the variables that they refer to. */
function settingsOf(oauth: GrafanaOAuthOptions[]) {
  const objects = synth(chartOf({ oauth }));
  const [{ env }] = theOne(objects, 'Deployment').spec.template.spec.containers;
  const secretOf = (name: string) => env.find((each: any) => each.name === name).valueFrom.secretKeyRef;
  return Object.fromEntries(Object.entries(settingsIn(theOne(objects, 'ConfigMap').data['grafana.ini'])).filter(([key]) => key.startsWith('auth.'))
    .map(([key, value]) => [key, value.startsWith('$__env{') ? secretOf(value.slice(7, -1)) : value]));
}

/** @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/ */
test('generic OAuth has the settings of Grafana\'s example, the secret by reference', () => {
  expect(settingsOf([{
    provider: GrafanaOAuthProvider.GENERIC,
    name: 'Auth0',
    clientId: 'client',
    clientSecret: SECRET,
    authUrl: 'https://example.auth0.com/authorize',
    tokenUrl: 'https://example.auth0.com/oauth/token',
    apiUrl: 'https://example.auth0.com/userinfo',
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    allowSignUp: true,
    autoLogin: false,
    settings: { use_pkce: 'true', use_refresh_token: 'true' },
  }])).toEqual({
    'auth.generic_oauth.enabled': 'true',
    'auth.generic_oauth.name': 'Auth0',
    'auth.generic_oauth.client_id': 'client',
    'auth.generic_oauth.client_secret': { name: 'sso', key: 'client-secret' },
    'auth.generic_oauth.auth_url': 'https://example.auth0.com/authorize',
    'auth.generic_oauth.token_url': 'https://example.auth0.com/oauth/token',
    'auth.generic_oauth.api_url': 'https://example.auth0.com/userinfo',
    'auth.generic_oauth.scopes': 'openid,profile,email,offline_access',
    'auth.generic_oauth.allow_sign_up': 'true',
    'auth.generic_oauth.auto_login': 'false',
    'auth.generic_oauth.use_pkce': 'true',
    'auth.generic_oauth.use_refresh_token': 'true',
  });
});

/** @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/github/ */
test('GitHub has its own section, and names with blanks are a list in JSON', () => {
  const github = {
    ...GITHUB,
    allowedOrganizations: ['My Organization', 'Octocats'],
    allowedDomains: ['mycompany.com', 'mycompany.org'],
    roleAttributePath: '[login==\'octocat\'][0] && \'GrafanaAdmin\' || \'Viewer\'',
    roleAttributeStrict: true,
  };
  expect(settingsOf([github])).toEqual({
    'auth.github.enabled': 'true',
    'auth.github.client_id': 'id',
    'auth.github.client_secret': { name: 'sso', key: 'client-secret' },
    'auth.github.allowed_organizations': '["My Organization","Octocats"]',
    'auth.github.allowed_domains': 'mycompany.com,mycompany.org',
    'auth.github.role_attribute_path': '[login==\'octocat\'][0] && \'GrafanaAdmin\' || \'Viewer\'',
    'auth.github.role_attribute_strict': 'true',
  });
});

test('all other options, and a client id from a Secret', () => {
  expect(settingsOf([{
    provider: GrafanaOAuthProvider.GENERIC,
    clientIdSecret: { secretName: 'sso', key: 'client-id' },
    clientSecret: SECRET,
    authUrl: 'https://l/a',
    tokenUrl: 'https://l/t',
    allowAssignGrafanaAdmin: true,
    skipOrgRoleSync: false,
    orgMapping: ['sre:Main Org.:Admin', '*:2:Viewer'],
    loginAttributePath: 'preferred_username',
    nameAttributePath: 'name',
    emailAttributePath: 'email',
    groupsAttributePath: 'groups',
    usePkce: true,
    useRefreshToken: true,
    signoutRedirectUrl: 'https://l/out',
  }])).toEqual({
    'auth.generic_oauth.enabled': 'true',
    'auth.generic_oauth.client_id': { name: 'sso', key: 'client-id' },
    'auth.generic_oauth.client_secret': { name: 'sso', key: 'client-secret' },
    'auth.generic_oauth.auth_url': 'https://l/a',
    'auth.generic_oauth.token_url': 'https://l/t',
    'auth.generic_oauth.allow_assign_grafana_admin': 'true',
    'auth.generic_oauth.skip_org_role_sync': 'false',
    'auth.generic_oauth.org_mapping': '["sre:Main Org.:Admin","*:2:Viewer"]',
    'auth.generic_oauth.login_attribute_path': 'preferred_username',
    'auth.generic_oauth.name_attribute_path': 'name',
    'auth.generic_oauth.email_attribute_path': 'email',
    'auth.generic_oauth.groups_attribute_path': 'groups',
    'auth.generic_oauth.use_pkce': 'true',
    'auth.generic_oauth.use_refresh_token': 'true',
    'auth.generic_oauth.signout_redirect_url': 'https://l/out',
  });
});

test('providers are there together', () => {
  const google = { provider: GrafanaOAuthProvider.GOOGLE, clientId: 'g', clientSecret: SECRET };
  expect(settingsOf([GITHUB, google])).toMatchObject({ 'auth.github.client_id': 'id', 'auth.google.client_id': 'g', 'auth.google.enabled': 'true' });
});

const of = (provider: GrafanaOAuthProvider, more: Partial<GrafanaOAuthOptions> = {}): GrafanaOAuthOptions => ({ ...GITHUB, provider, ...more });
const { GENERIC, ENTRA_ID, OKTA } = GrafanaOAuthProvider;
const URLS = { authUrl: 'https://login.example.org/authorize', tokenUrl: 'https://login.example.org/token' };

test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/oauth', { oauth: [GITHUB, GITHUB] }, 'keep one of them'],
  ['grafana/oauth', { oauth: [of(GENERIC, { authUrl: URLS.authUrl })] }, 'it has no "tokenUrl"'],
  ['grafana/oauth', { oauth: [{ ...GITHUB, clientId: undefined }] }, 'it has no "clientId": add it'],
  ['grafana/oauth', { oauth: [{ ...GITHUB, clientIdSecret: SECRET }] }, 'remove one of them'],
  ['manifest/reference', { oauth: [{ ...GITHUB, clientId: undefined, clientIdSecret: { secretName: 'A B', key: 'b' } }] }, 'oauth.clientIdSecret.secretName'],
  ['grafana/oauth', { oauth: [of(ENTRA_ID)] }, 'it has no "authUrl"'],
  ['grafana/oauth', { oauth: [of(OKTA, URLS)] }, 'it has no "apiUrl"'],
  ['grafana/oauth', { oauth: [{ ...GITHUB, settings: { client_secret: 'x' } }] }, '"settings" has "client_secret", which is secret'],
  ['grafana/setting', { oauth: [GITHUB], settings: { 'auth.github.client_id': 'x' } }, '"oauth" already sets it'],
  ['grafana/setting', { oauth: [GITHUB], secretSettings: { 'auth.github.client_secret': SECRET } }, 'remove it from "secretSettings"'],
  ['grafana/environment', { oauth: [GITHUB], env: { GF_AUTH_GITHUB_ENABLED: 'false' } }, 'another option already sets it'],
  ['manifest/reference', { oauth: [{ ...GITHUB, clientSecret: { secretName: 'A B', key: 'b' } }] }, 'oauth.clientSecret.secretName'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test('with the required URLs there is no error', () => expect(errorsOf(chartOf({ oauth: [of(GENERIC, URLS), of(ENTRA_ID, URLS), of(OKTA, { ...URLS, apiUrl: 'https://login.example.org/userinfo' })] }))).toBe(''));

test('without a URL of Grafana the callback is wrong, which is a warning', () => {
  expect(noticesOf(chartOf({ oauth: [GITHUB], rootUrl: undefined })).join()).toContain('http://localhost:3000/login/github');
  expect(noticesOf(chartOf({ oauth: [GITHUB], rootUrl: undefined, settings: { 'server.domain': 'grafana.example.org' } })).join()).not.toContain('oauth-root-url');
  expect(noticesOf(chartOf({ oauth: [GITHUB] })).join()).not.toContain('oauth-root-url');
});

/** @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/entraid/#configuration-options and those of the other providers */
test.each<[GrafanaOAuthProvider, Partial<GrafanaOAuthOptions>, string]>([
  [GrafanaOAuthProvider.GITHUB, { allowedGroups: ['sre'] }, '"github" with "allowedGroups", which is not a setting of that provider: remove "allowedGroups"'],
  [GrafanaOAuthProvider.GITLAB, { allowedOrganizations: ['a'] }, '"gitlab" with "allowedOrganizations"'],
  [OKTA, { ...URLS, apiUrl: 'https://login.example.org/userinfo', allowedOrganizations: ['a'] }, '"okta" with "allowedOrganizations"'],
  [ENTRA_ID, { ...URLS, roleAttributePath: 'a' }, 'use app roles of the application'],
  [ENTRA_ID, { ...URLS, apiUrl: 'https://login.example.org/userinfo' }, '"azuread" with "apiUrl"'],
])('an option that %s does not have is a warning: %#', (provider, more, text) => {
  const chart = chartOf({ oauth: [of(provider, more)] });
  expect(errorsOf(chart)).toBe('');
  expect(noticesOf(chart).join()).toContain(text);
});

test('each provider has the options that its page lists', () => {
  const common = { name: 'a', scopes: ['a'], ...URLS, allowedDomains: ['a.org'], roleAttributeStrict: true, allowSignUp: true, autoLogin: true };
  const groups = { allowedGroups: ['a'], roleAttributePath: 'a', apiUrl: 'https://a' };
  const all = [
    of(GENERIC, { ...common, ...groups, allowedOrganizations: ['a'] }), of(GrafanaOAuthProvider.GITLAB, { ...common, ...groups }), of(GrafanaOAuthProvider.GOOGLE, { ...common, ...groups }),
    of(OKTA, { ...common, ...groups }), of(ENTRA_ID, { ...common, allowedGroups: ['a'], allowedOrganizations: ['a'] }),
    of(GrafanaOAuthProvider.GITHUB, { ...common, apiUrl: 'https://a', roleAttributePath: 'a', allowedOrganizations: ['a'] }),
  ];
  expect(noticesOf(chartOf({ oauth: all })).join()).toBe('');
});
