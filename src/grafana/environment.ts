import { POD_IP } from './peers';
import { pluginVariable } from './plugins';
import { ResolvedProps } from './resolve-props';
import { variableOf } from './settings';

/** A variable of the container. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef: {
      readonly name: string; readonly key: string;
    };
  } | { readonly fieldRef: { readonly fieldPath: string } };
}

/** The variable with a field of `secureJsonData` of a datasource, or with its token. */
export const datasourceVariable = (at: number) => (field?: string): string => field === undefined
  ? `DATASOURCE_${at}_TOKEN`
  : `DATASOURCE_${at}_SECURE_${field}`;

const fromSecret = (
  name: string, secretName: string, key: string,
): Variable => ({ name, valueFrom: { secretKeyRef: { name: secretName, key } } });

/** The variables of Grafana's container, with those of the user last. */
export function environment(props: ResolvedProps): Variable[] {
  const { env, secretEnv } = props;
  return [
    ...ownEnvironment(props),
    ...Object.keys(env).sort().map(name => ({ name, value: env[name] })),
    ...Object.keys(secretEnv).sort().map(name => fromSecret(name, secretEnv[name].secretName, secretEnv[name].key)),
  ];
}

/** The variables that options other than `env` and `secretEnv` write. */
export function ownEnvironment({ admin, all, datasources, plugins, replicas, version }: ResolvedProps): Variable[] {
  return [
    fromSecret('GF_SECURITY_ADMIN_USER', admin.secretName, admin.userKey),
    fromSecret('GF_SECURITY_ADMIN_PASSWORD', admin.secretName, admin.passwordKey),
    ...replicas > 1 ? [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] : [],
    ...plugins.length === 0 ? [] : [pluginVariable(plugins, version)],
    ...[...all.secret.keys()].sort().map(key => fromSecret(variableOf(key), all.secret.get(key)!.secretName, all.secret.get(key)!.key)),
    ...datasources.flatMap(({ _bearerToken, _secure, _userSecret }, at) => [
      ..._userSecret ? [fromSecret(datasourceVariable(at)('basicAuthUser'), _userSecret.secretName, _userSecret.key)] : [],
      ..._bearerToken ? [fromSecret(datasourceVariable(at)(), _bearerToken.secretName, _bearerToken.key)] : [],
      ..._secure.map(({ field, secretName, key }) => fromSecret(datasourceVariable(at)(field), secretName, key)),
    ]),
  ];
}
