import { Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaProps } from '../../src';
import { aChart, errorsOf, synth, theOne } from '../support/synth';

const PROPS: GrafanaProps = { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.cloudWatch('eu-west-2')], storage: { size: Size.gibibytes(1) } };

function chartOf(props: Partial<GrafanaProps>) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, ...props });
  return chart;
}

function variablesOf(props: Partial<GrafanaProps>, container = 0) {
  const { env } = theOne(synth(chartOf(props)), 'Deployment').spec.template.spec.containers[container];
  return Object.fromEntries(env.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom.secretKeyRef]));
}

/**
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/ for both spellings
 * @see https://github.com/grafana/grafana/pull/105292 for the first version of `preinstall_sync`
 */
describe('plugins', () => {
  const plugins = ['grafana-clock-panel', 'grafana-simple-json-datasource@1.3.5', 'custom-plugin@@https://example.org/custom-plugin.zip'];

  test('are installed before Grafana serves, so that their datasources can be provisioned', () => {
    expect(variablesOf({ plugins }).GF_PLUGINS_PREINSTALL_SYNC).toBe('grafana-clock-panel,grafana-simple-json-datasource@1.3.5,custom-plugin@@https://example.org/custom-plugin.zip');
    expect(variablesOf({ plugins })).not.toHaveProperty('GF_INSTALL_PLUGINS');
    expect(variablesOf({})).not.toHaveProperty('GF_PLUGINS_PREINSTALL_SYNC');
  });

  test.each([
    ['13.2.0', 'GF_PLUGINS_PREINSTALL_SYNC'], ['12.1.0', 'GF_PLUGINS_PREINSTALL_SYNC'], ['v12.1.0', 'GF_PLUGINS_PREINSTALL_SYNC'], ['main', 'GF_PLUGINS_PREINSTALL_SYNC'],
    ['12.0.1', 'GF_INSTALL_PLUGINS'], ['11.6.3', 'GF_INSTALL_PLUGINS'],
  ])('Grafana %s reads them from %s', (version, variable) => {
    expect(variablesOf({ version, plugins: ['grafana-clock-panel'] })[variable]).toBe('grafana-clock-panel');
  });

  test('before 12.1 versions and URLs have another spelling', () => {
    expect(variablesOf({ version: '11.6.3', plugins }).GF_INSTALL_PLUGINS).toBe('grafana-clock-panel,grafana-simple-json-datasource 1.3.5,https://example.org/custom-plugin.zip;custom-plugin');
  });
});

test('variables of the user and from Secrets are only in Grafana\'s container', () => {
  const props: Partial<GrafanaProps> = { env: { HTTPS_PROXY: 'http://proxy:3128', GF_LOG_LEVEL: 'debug' }, secretEnv: { AWS_SECRET_ACCESS_KEY: { secretName: 'aws', key: 'secret' } } };
  expect(variablesOf(props)).toMatchObject({ HTTPS_PROXY: 'http://proxy:3128', GF_LOG_LEVEL: 'debug', AWS_SECRET_ACCESS_KEY: { name: 'aws', key: 'secret' } });
  expect(variablesOf(props, 1)).not.toHaveProperty('HTTPS_PROXY');
});

/** @see https://github.com/kiwigrid/k8s-sidecar#configuration-environment-variables */
test('the sidecar reads folders from an annotation, which has a name', () => {
  expect(variablesOf({}, 1).FOLDER_ANNOTATION).toBe('grafana_folder');
  expect(variablesOf({ dashboards: { folderAnnotation: 'k8s-sidecar-target-directory' } }, 1).FOLDER_ANNOTATION).toBe('k8s-sidecar-target-directory');
});

const SECRET = { secretName: 'a', key: 'b' };
test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/plugin', { plugins: ['grafana-clock-panel 2.1.8'] }, '"grafana-clock-panel 2.1.8"'],
  ['grafana/plugin', { plugins: ['a,b'] }, 'write the id'],
  ['grafana/plugin', { plugins: ['grafana-clock-panel@'] }, 'write the id'],
  ['grafana/plugin', { plugins: ['https://example.org/a.zip;a'] }, 'write the id'],
  ['grafana/environment', { env: { '1A': 'x' } }, 'begin with a letter or "_"'],
  ['grafana/environment', { env: { GF_SERVER_ROOT_URL: 'x' }, rootUrl: 'https://grafana.example.org' }, 'another option already sets it'],
  ['grafana/environment', { secretEnv: { GF_SECURITY_ADMIN_PASSWORD: SECRET } }, '"secretEnv" has the variable "GF_SECURITY_ADMIN_PASSWORD"'],
  ['grafana/environment', { env: { A: 'x' }, secretEnv: { A: SECRET } }, 'remove one of them'],
  ['grafana/environment', { env: { GF_DATABASE_PASSWORD: 'x' } }, 'move it to "secretEnv"'],
  ['manifest/reference', { secretEnv: { A: { secretName: 'A B', key: 'b' } } }, 'secretEnv.A.secretName'],
  ['manifest/annotation', { dashboards: { folderAnnotation: 'a b' } }, 'dashboards.folderAnnotation'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test('a reference to a file is not a secret in plain text', () => {
  expect(errorsOf(chartOf({ env: { GF_DATABASE_PASSWORD: '$__file{/etc/secrets/password}', GF_SMTP_PASSWORD__FILE: '/etc/secrets/smtp' }, plugins: ['a-panel@1.0.0@https://example.org/a.zip'] }))).toBe('');
});
