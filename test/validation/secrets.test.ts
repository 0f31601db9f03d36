import { checkSecrets } from '../../src/validation/secrets';

const fieldsOf = (manifest: object) => checkSecrets({ kind: 'Deployment', ...manifest }).map(({ ruleId, message }) => `${ruleId} ${/^"(.*?)"/.exec(message)![1]}`);
const found = (...fields: string[]) => fields.map(field => `validation/plain-secret ${field}`);

test.each<[string, object, string[]]>([
  ['a Secret with data', { kind: 'Secret', data: { a: 'eA==' } }, ['data']],
  ['a Secret with text', { kind: 'Secret', stringData: { a: 'x' } }, ['stringData']],
  ['a URL with a password', { spec: { urls: ['https://a.example.org', 'https://me:pw@a.example.org/x'] } }, ['spec.urls[1]']],
  ['a private key', { data: { 'tls.key': '-----BEGIN RSA PRIVATE KEY-----\nx' } }, ['data.tls.key']],
  ['an environment variable', { spec: { env: [{ name: 'API_TOKEN', value: 'x' }] } }, ['spec.env[0].value']],
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
  expect(fieldsOf({ spec: { env: [{ name, value: 'x' }] } })).toEqual(found('spec.env[0].value'));
});

test.each(['PASSWORD_FILE', 'TOKENS', 'SECRET_NAME', 'KEY', 'CREDENTIALS_PATH'])('the variable %s is none', name => expect(fieldsOf({ spec: { env: [{ name, value: 'x' }] } })).toEqual([]));

test.each(['apiKey', 'apiSecret', 'bearerToken', 'password', 'secretKey', 'token'])('the field %s is found', field => expect(fieldsOf({ spec: { [field]: 'x' } })).toEqual(found(`spec.${field}`)));

test('long hostile text is read, and is none', () => {
  expect(fieldsOf({ spec: { a: `https://${'a:'.repeat(500_000)}`, b: '-----BEGIN '.repeat(100_000), c: 'a+'.repeat(500_000) } })).toEqual([]);
});
