import { masked } from '../../src/validation/secret-texts';
import { checkSecrets, plainSecrets, secretsOfOthers } from '../../src/validation/secrets';

const fieldsOf = (manifest: object) => checkSecrets({ kind: 'Deployment', ...manifest }).map(({ ruleId, message }) => `${ruleId} ${/^"(.*?)"/.exec(message)![1]}`);
const found = (...fields: string[]) => fields.map(field => `validation/plain-secret ${field}`);

test.each<[string, object, string[]]>([
  ['a Secret with data', { kind: 'Secret', data: { a: 'eA==' } }, ['data.a']],
  ['a Secret with text', { kind: 'Secret', stringData: { a: 'x' } }, ['stringData.a']],
  ['a URL with a password', { spec: { urls: ['https://a.example.org', 'https://me:pw@a.example.org/x'] } }, ['spec.urls[1]']],
  ['a private key', { data: { 'tls.key': '-----BEGIN RSA PRIVATE KEY-----\nx' } }, ['data.tls.key']],
  ['an environment variable', { spec: { env: [{ name: 'API_TOKEN', value: 'Tr0ub4dor' }] } }, ['spec.env[0].value']],
  ['fields that once took values', { spec: { remoteWrite: [{ bearerToken: 'x', basicAuth: { password: 'y' } }] } }, ['spec.remoteWrite[0].bearerToken', 'spec.remoteWrite[0].basicAuth.password']],
])('%s is found', (_, manifest, fields) => expect(fieldsOf(manifest)).toEqual(found(...fields)));

test.each<[string, object]>([
  ['a reference', { spec: { basicAuth: { password: { name: 'login', key: 'password' } } } }],
  ['a variable by reference', { spec: { env: [{ name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }] } }],
  ['a variable of another one', { spec: { env: [{ name: 'API_TOKEN', value: '$(OTHER)' }] } }],
  ['a URL without a password', { spec: { url: 'https://me@a.example.org:9090/a:b@c' } }],
  ['an image with a digest', { spec: { image: `registry:5000/a:v1@sha256:${'ab'.repeat(32)}` } }],
  ['a file with a token', { spec: { bearerTokenFile: '/var/run/token' } }],
  ['a Secret that is named alone', { kind: 'Secret', metadata: { name: 'x' } }],
])('%s is none', (_, manifest) => expect(fieldsOf(manifest)).toEqual([]));

test.each(['DB_PASSWORD', 'PGPASSWD', 'API_TOKEN', 'CLIENT_SECRET', 'APIKEY', 'API_KEY', 'AWS_CREDENTIAL', 'GOOGLE_CREDENTIALS', 'db_password'])('the variable %s is found', name => {
  expect(fieldsOf({ spec: { env: [{ name, value: 'Tr0ub4dor' }] } })).toEqual(found('spec.env[0].value'));
});

test.each(['PASSWORD_FILE', 'TOKENS', 'SECRET_NAME', 'KEY', 'CREDENTIALS_PATH'])('the variable %s is not secret', name => expect(fieldsOf({ spec: { env: [{ name, value: 'x' }] } })).toEqual([]));

test.each(['apiKey', 'apiSecret', 'bearerToken', 'password', 'secretKey', 'token'])('the field %s is found', field => expect(fieldsOf({ apiVersion: 'monitoring.coreos.com/v1', spec: { [field]: 'x' } })).toEqual(found(`spec.${field}`)));

test('long hostile text is parsed, and is not secret', () => {
  expect(fieldsOf({ spec: { a: `https://${'a:'.repeat(500_000)}`, b: '-----BEGIN '.repeat(100_000), c: 'a+'.repeat(500_000) } })).toEqual([]);
});

const whatOf = (manifest: object) => plainSecrets({ kind: 'Deployment', ...manifest }).map(({ field, what }) => `${field}: ${what}`);

test.each<[string, object, string]>([
  ['a header of an API', { spec: { remoteWrite: [{ headers: { 'X-Api-Key': 'k-123456' } }] } }, 'spec.remoteWrite[0].headers.X-Api-Key: a header with a credential'],
  ['a header of Datadog', { spec: { remoteWrite: [{ headers: { 'DD-API-KEY': 'k-123456' } }] } }, 'spec.remoteWrite[0].headers.DD-API-KEY: a header with a credential'],
  ['a cookie', { spec: { headers: { Cookie: 'session=1234' } } }, 'spec.headers.Cookie: a header with a credential'],
  ['a header with a list of values', { spec: { headers: { 'X-Auth-Token': ['abc'] } } }, 'spec.headers.X-Auth-Token: a header with a credential'],
  ['a token in a URL', { spec: { url: 'https://a.example.org/write?x=1&token=s3cr3t' } }, 'spec.url: a token in a URL'],
  ['parameters of OAuth2', { spec: { oauth2: { endpointParams: { client_secret: 'x' } } } }, 'spec.oauth2.endpointParams.client_secret: a credential'],
  ['a key of AWS in a variable', { spec: { env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'wJalrXUtnFEMI' }] } }, 'spec.env[0].value: a credential in a variable'],
  ['a password of PostgreSQL', { spec: { env: [{ name: 'PGPASS', value: 'x' }] } }, 'spec.env[0].value: a credential in a variable'],
  ['an argument', { spec: { args: ['--web=1', '--password=hunter2'] } }, 'spec.args[1]: a credential in an argument'],
  ['a webhook of Slack', { spec: { url: 'https://hooks.slack.com/services/T000/B000/XXXX0000' } }, 'spec.url: a webhook'],
  ['a bot of Telegram', { spec: { url: 'https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/send' } }, 'spec.url: a webhook'],
  ['a setting of Grafana', { kind: 'ConfigMap', data: { 'grafana.ini': '[database]\nurl = mysql://a:b@c/d\n[smtp]\npassword = \'x y\'\n' } }, 'data.grafana.ini: a password in a URL'],
  ['a password in JSON', { kind: 'ConfigMap', data: { 'blackbox.yml': 'modules: {a: {http: {body: {"password":"x"}}}}' } }, 'data.blackbox.yml: a credential in the setting "password"'],
  ['a password of a chart', { kind: 'HelmRelease', spec: { values: { grafana: { adminPassword: 'prom-operator' } } } }, 'spec.values.grafana.adminPassword: a credential'],
])('%s is reported with its kind', (_, manifest, expected) => expect(whatOf(manifest)).toContain(expected));

// each stands so in a public repository
test.each<[string, object]>([
  ['the key of a Secret', { kind: 'HelmRelease', spec: { values: { auth: { secretKeys: { password: 'token' } } } } }],
  ['the name of a Secret in a variable', { spec: { env: [{ name: 'WEBHOOK_SECRET', value: 'elastic-webhook-server-cert' }] } }],
  ['the name of a Secret in a parameter', { kind: 'Application', spec: { parameters: [{ name: 'secret', value: 'hypershift' }] } }],
  ['the key in a Secret that is named beside it', { kind: 'KafkaBridge', spec: { passwordSecret: { secretName: 'a', password: 'b' } } }],
  ['the key of an external secret', { kind: 'ExternalSecret', spec: { data: [{ secretKey: 'token', remoteRef: { key: 'a/b' } }] } }],
  ['a template of an external secret', { kind: 'ExternalSecret', spec: { target: { template: { data: { password: '{{ .password }}' } } } } }],
  ['a variable of the shell', { spec: { args: ['--password=$MYSQL_ROOT_PASSWORD'], url: 'postgres://a:${PASSWORD}@db/x' } }],
  ['a placeholder', { spec: { url: 'mongodb://user:<password>@host/x', env: [{ name: 'TOKEN', value: '$(TOKEN_FROM)' }] } }],
  ['a way to a file', { spec: { args: ['--token=/var/run/token', '--password-file=x'], env: [{ name: 'TLS_KEY', value: '/certs/tls.key' }] } }],
  ['a setting that Grafana reads from elsewhere', { kind: 'ConfigMap', data: { 'grafana.ini': '[database]\npassword = $__file{/etc/secrets/db}\n' } }],
  ['an environment of Python', { kind: 'ConfigMap', data: { 'config.yaml': 'api_key: os.environ/OPENAI_KEY\n' } }],
  ['a program', { kind: 'ConfigMap', data: { 'run.py': 'TOKEN = read_the_token()\n' } }],
  ['a kind of token', { kind: 'ConfigMap', data: { 'config.yaml': 'strategies:\n  access_token: jwt\n' } }],
  ['a tenant', { spec: { remoteWrite: [{ headers: { 'X-Scope-OrgID': 'team-a' } }] } }],
  ['a repository of Argo CD without credentials', { kind: 'Secret', stringData: { url: 'https://github.com/a/b', type: 'git', name: 'b' } }],
  ['a configuration in a Secret without one', { kind: 'Secret', stringData: { 'alertmanager.yaml': 'route: {receiver: a}\nreceivers: [{name: a}]\n' } }],
  ['a value of SOPS', { kind: 'HelmRelease', spec: { values: { adminPassword: 'ENC[AES256_GCM,data:a,type:str]' } } }],
  ['a secret that Sealed Secrets encrypts', { kind: 'SealedSecret', spec: { encryptedData: { password: 'AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq' } } }],
  ['the name of credentials', { kind: 'ConfigMap', data: { config: '{"smtpcredentials":"openshift", "redis":"openshift"}' } }],
  ['a price of tokens', { kind: 'ConfigMap', data: { 'config.yaml': 'models:\n  input_cost_per_token: 0.000003\n  output_cost_per_token: 1.5e-05\n' } }],
  ['a key that nobody reads', { kind: 'ConfigMap', data: { LLM_API_KEY: 'not-needed', OPENAI_API_KEY: 'sk-no-key-required' } }],
  ['a name in capitals', { kind: 'HelmRelease', spec: { values: { oauth: { clientSecret: 'REPLACED_BY_VALUES_FROM' }, env: [{ name: 'PULL_SECRET', value: 'REPLACE_WITH_IMAGEPULLSECRET' }] } } }],
  ['a name in braces', { kind: 'ConfigMap', data: { 'config.yml': "mqtt:\n  password: '{MQTT_PASSWORD}'\ncamera: rtsp://view:{CAMERA_PASSWORD}@camera.example.org:554/cam\n" } }],
  ['a reference of another tool', { kind: 'TeleportGithubConnector', spec: { client_secret: 'secret://connector/GITHUB_CLIENT_SECRET', password: 'op://vault/item/password' } }],
  ['a file of SOPS', { kind: 'Secret', data: { a: 'ENC[x]' }, sops: { mac: 'x' } }],
  ['a definition with an example', { kind: 'CustomResourceDefinition', spec: { description: 'like http://user:pass@host' } }],
])('%s is none', (_, manifest) => expect(whatOf(manifest)).toEqual([]));

test.each(['correct horse not staple', '9.81m', '<x', 'ADMIN', 'secret', 'op:en', 'needed-not'])('the password %s is found', password => {
  expect(plainSecrets({ kind: 'HelmRelease', spec: { values: { adminPassword: password } } })).toHaveLength(1);
});

test('for a manifest from another source one warning names all fields, and no value', () => {
  const [{ severity, message }, ...more] = secretsOfOthers({ kind: 'Deployment', spec: { a: 'https://me:hunter2@x', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] } });
  expect(more).toEqual([]);
  expect(severity).toBe('warning');
  expect(message).toContain('"spec.a" (a password in a URL), "spec.env[0].value" (a credential in a variable)');
  expect(message).not.toContain('hunter2');
});

test.each([
  ['https://me:hunter2@a.example.org/x', 'https://me:***@a.example.org/x'],
  ['a https://a/?a=b&token=t0 b', 'a https://a/?a=b&token=*** b'],
  ['https://hooks.slack.com/services/T0/B0/abcdef', 'https://hooks.slack.com/services/***'],
  ['https://a/?q=token', 'https://a/?q=token'],
])('%s is shown without its secret', (text, expected) => expect(masked(text)).toBe(expected));

test('settings in long hostile texts are found in linear time', () => {
  const texts = ['password='.repeat(100_000), 'a:'.repeat(500_000), '"'.repeat(1_000_000), '\n'.repeat(1_000_000), '?a='.repeat(300_000) + 'https://'];
  expect(() => texts.forEach(text => plainSecrets({ kind: 'ConfigMap', data: { x: text } }))).not.toThrow();
});
