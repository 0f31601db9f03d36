import { oauthSecrets, oauthSettings } from './oauth';
import { pluginVariable } from './plugins';
import { ResolvedProps } from './resolve-props';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A variable of the container. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

/** The variable with a field of `secureJsonData` of a datasource, or with its token. */
export const datasourceVariable = (at: number) => (field?: string): string => field === undefined ? `DATASOURCE_${at}_TOKEN` : `DATASOURCE_${at}_SECURE_${field}`;

/** The environment variable of a setting. */
export function variableOf(key: string): string {
  return `GF_${key.toUpperCase().replace(/[.-]/g, '_')}`;
}

const fromSecret = (name: string, secretName: string, key: string): Variable => ({ name, valueFrom: { secretKeyRef: { name: secretName, key } } });

/** The variables of Grafana's container, those of the user last. */
export function environment(props: ResolvedProps): Variable[] {
  const { env, secretEnv } = props;
  return [
    ...ownEnvironment(props),
    ...Object.keys(env).sort().map(name => ({ name, value: env[name] })),
    ...Object.keys(secretEnv).sort().map(name => fromSecret(name, secretEnv[name].secretName, secretEnv[name].key)),
  ];
}

/** The variables that options other than `env` and `secretEnv` write. */
export function ownEnvironment({ admin, datasources, oauth, plugins, rootUrl, secretSettings, settings, version }: ResolvedProps): Variable[] {
  return [
    fromSecret('GF_SECURITY_ADMIN_USER', admin.secretName, admin.userKey),
    fromSecret('GF_SECURITY_ADMIN_PASSWORD', admin.secretName, admin.passwordKey),
    // a pod of a cluster asks nobody outside of it for news
    { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
    { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
    ...rootUrl === undefined ? [] : [{ name: 'GF_SERVER_ROOT_URL', value: rootUrl }],
    ...plugins.length === 0 ? [] : [pluginVariable(plugins, version)],
    ...ofSettings(oauthSettings(oauth), oauthSecrets(oauth)),
    ...ofSettings(settings, secretSettings),
    ...datasources.flatMap(({ _bearerToken, _secure }, at) => [
      ..._bearerToken ? [fromSecret(datasourceVariable(at)(), _bearerToken.secretName, _bearerToken.key)] : [],
      ..._secure.map(({ field, secretName, key }) => fromSecret(datasourceVariable(at)(field), secretName, key)),
    ]),
  ];
}

function ofSettings(settings: Readonly<Record<string, string>>, secret: Readonly<Record<string, SecretKeyReference>>): Variable[] {
  return [
    ...Object.keys(settings).sort().map(key => ({ name: variableOf(key), value: settings[key] })),
    ...Object.keys(secret).sort().map(key => fromSecret(variableOf(key), secret[key].secretName, secret[key].key)),
  ];
}
