import { Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaOAuthOptions, GrafanaOAuthProvider, GrafanaProps } from '../../src';
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

function variablesOf(oauth: GrafanaOAuthOptions[]) {
  const [{ env }] = theOne(synth(chartOf({ oauth })), 'Deployment').spec.template.spec.containers;
  return Object.fromEntries(env.filter(({ name }: any) => name.startsWith('GF_AUTH_')).map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom.secretKeyRef]));
}

/** @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/ */
test('generic OAuth has the settings of Grafana\'s example, the secret by reference', () => {
  expect(variablesOf([{
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
    GF_AUTH_GENERIC_OAUTH_ENABLED: 'true',
    GF_AUTH_GENERIC_OAUTH_NAME: 'Auth0',
    GF_AUTH_GENERIC_OAUTH_CLIENT_ID: 'client',
    GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { name: 'sso', key: 'client-secret' },
    GF_AUTH_GENERIC_OAUTH_AUTH_URL: 'https://example.auth0.com/authorize',
    GF_AUTH_GENERIC_OAUTH_TOKEN_URL: 'https://example.auth0.com/oauth/token',
    GF_AUTH_GENERIC_OAUTH_API_URL: 'https://example.auth0.com/userinfo',
    GF_AUTH_GENERIC_OAUTH_SCOPES: 'openid,profile,email,offline_access',
    GF_AUTH_GENERIC_OAUTH_ALLOW_SIGN_UP: 'true',
    GF_AUTH_GENERIC_OAUTH_AUTO_LOGIN: 'false',
    GF_AUTH_GENERIC_OAUTH_USE_PKCE: 'true',
    GF_AUTH_GENERIC_OAUTH_USE_REFRESH_TOKEN: 'true',
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
  expect(variablesOf([github])).toEqual({
    GF_AUTH_GITHUB_ENABLED: 'true',
    GF_AUTH_GITHUB_CLIENT_ID: 'id',
    GF_AUTH_GITHUB_CLIENT_SECRET: { name: 'sso', key: 'client-secret' },
    GF_AUTH_GITHUB_ALLOWED_ORGANIZATIONS: '["My Organization","Octocats"]',
    GF_AUTH_GITHUB_ALLOWED_DOMAINS: 'mycompany.com,mycompany.org',
    GF_AUTH_GITHUB_ROLE_ATTRIBUTE_PATH: '[login==\'octocat\'][0] && \'GrafanaAdmin\' || \'Viewer\'',
    GF_AUTH_GITHUB_ROLE_ATTRIBUTE_STRICT: 'true',
  });
});

test('providers are there together', () => {
  const google = { provider: GrafanaOAuthProvider.GOOGLE, clientId: 'g', clientSecret: SECRET };
  expect(variablesOf([GITHUB, google])).toMatchObject({ GF_AUTH_GITHUB_CLIENT_ID: 'id', GF_AUTH_GOOGLE_CLIENT_ID: 'g', GF_AUTH_GOOGLE_ENABLED: 'true' });
});

const of = (provider: GrafanaOAuthProvider, more: Partial<GrafanaOAuthOptions> = {}): GrafanaOAuthOptions => ({ ...GITHUB, provider, ...more });
const { GENERIC, ENTRA_ID, OKTA } = GrafanaOAuthProvider;
const URLS = { authUrl: 'https://login.example.org/authorize', tokenUrl: 'https://login.example.org/token' };

test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/oauth', { oauth: [GITHUB, GITHUB] }, 'keep one of them'],
  ['grafana/oauth', { oauth: [of(GENERIC, { authUrl: URLS.authUrl })] }, 'it has no "tokenUrl"'],
  ['grafana/oauth', { oauth: [of(ENTRA_ID)] }, 'it has no "authUrl"'],
  ['grafana/oauth', { oauth: [of(OKTA, URLS)] }, 'it has no "apiUrl"'],
  ['grafana/oauth', { oauth: [{ ...GITHUB, settings: { client_secret: 'x' } }] }, '"settings" has "client_secret", which is secret'],
  ['grafana/setting', { oauth: [GITHUB], settings: { 'auth.github.client_id': 'x' } }, '"oauth" writes it already'],
  ['grafana/setting', { oauth: [GITHUB], secretSettings: { 'auth.github.client_secret': SECRET } }, 'remove it from "secretSettings"'],
  ['grafana/environment', { oauth: [GITHUB], env: { GF_AUTH_GITHUB_ENABLED: 'false' } }, 'another option writes it already'],
  ['manifest/reference', { oauth: [{ ...GITHUB, clientSecret: { secretName: 'A B', key: 'b' } }] }, 'oauth.clientSecret.secretName'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test('with the URLs that they need there is no error', () => expect(errorsOf(chartOf({ oauth: [of(GENERIC, URLS), of(ENTRA_ID, URLS), of(OKTA, { ...URLS, apiUrl: 'https://login.example.org/userinfo' })] }))).toBe(''));

test('without a URL of Grafana the callback is wrong, which is a warning', () => {
  expect(noticesOf(chartOf({ oauth: [GITHUB], rootUrl: undefined })).join()).toContain('http://localhost:3000/login/github');
  expect(noticesOf(chartOf({ oauth: [GITHUB], rootUrl: undefined, settings: { 'server.domain': 'grafana.example.org' } })).join()).not.toContain('oauth-root-url');
  expect(noticesOf(chartOf({ oauth: [GITHUB] })).join()).not.toContain('oauth-root-url');
});
