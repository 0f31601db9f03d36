import { ClientAccessOptions, ClientTls } from './client-access-options';
import { AUTH_IN_CLEAR, AUTH_TWICE } from './rules';
import { asMap, asText, Json, nameAt } from '../manifest/finished';
import { SecretKey, TlsConfig } from '../manifest/monitoring';
import { checkReferences, checkUrl } from '../manifest/references';
import { finding, Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

const secret = (name: string, key: string): SecretKey => ({ name, key });

/** The fields with which all kinds of monitoring.coreos.com configure requests to a server. */
export function accessFields({ tls, basicAuth, bearerToken, oauth2 }: ClientAccessOptions, hostname?: string) {
  return {
    ...basicAuth && {
      basicAuth: {
        username: secret(basicAuth.secretName, basicAuth.usernameKey ?? 'username'),
        password: secret(basicAuth.secretName, basicAuth.passwordKey ?? 'password'),
      },
    },
    ...bearerToken && { authorization: { credentials: secret(bearerToken.secretName, bearerToken.key ?? 'token') } },
    ...oauth2 && {
      oauth2: {
        clientId: { secret: secret(oauth2.secretName, oauth2.clientIdKey ?? 'client-id') },
        clientSecret: secret(oauth2.secretName, oauth2.clientSecretKey ?? 'client-secret'),
        tokenUrl: oauth2.tokenUrl,
        ...oauth2.scopes && { scopes: oauth2.scopes },
        ...oauth2.endpointParams && { endpointParams: oauth2.endpointParams },
      },
    },
    ...tls && {
      tlsConfig: {
        serverName: tls.serverName ?? hostname,
        ...authority(tls),
        ...tls.clientSecretName !== undefined && {
          cert: { secret: secret(tls.clientSecretName, 'tls.crt') }, keySecret: secret(tls.clientSecretName, 'tls.key'),
        },
        ...tls.certFile !== undefined && { certFile: tls.certFile },
        ...tls.keyFile !== undefined && { keyFile: tls.keyFile },
        ...tls.insecureSkipVerify && { insecureSkipVerify: true },
      } as TlsConfig,
    },
  };
}

/** The options that produce the fields of an entry of a finished custom resource. */
export function accessOf(entry: Json): ClientAccessOptions {
  const { basicAuth, authorization, oauth2, tlsConfig } = entry;
  const named = (...paths: readonly [unknown, string][]) => paths.map(([value, path]) => nameAt(value, path))
    .find(name => name !== undefined) as string;
  return {
    ...asMap(basicAuth) && { basicAuth: { secretName: named([basicAuth, 'password'], [basicAuth, 'username']) } },
    ...asMap(authorization) && { bearerToken: { secretName: named([authorization, 'credentials']) } },
    ...asMap(oauth2)
      && {
        oauth2: {
          secretName: named([oauth2, 'clientSecret'], [oauth2, 'clientId.secret']), tokenUrl: asText(fieldAt(oauth2, 'tokenUrl')) as string,
        },
      },
    ...asMap(tlsConfig) && {
      tls: {
        caSecretName: nameAt(tlsConfig, 'ca.secret'),
        caConfigMapName: nameAt(tlsConfig, 'ca.configMap'),
        clientSecretName: named([tlsConfig, 'cert.secret'], [tlsConfig, 'keySecret']),
      },
    },
  };
}

/** The trusted CA. If there are several, the operator reports all of them. */
function authority({ caSecretName, caConfigMapName, caKey = 'ca.crt', caFile }: ClientTls) {
  const ca = {
    ...caSecretName !== undefined && { secret: secret(caSecretName, caKey) },
    ...caConfigMapName !== undefined && { configMap: secret(caConfigMapName, caKey) },
  };
  return { ...Object.keys(ca).length > 0 && { ca }, ...caFile !== undefined && { caFile } };
}

/**
 * @param prefix of the props in messages, as `remoteWrite[0].`
 * @param names of the props that are called otherwise by the construct
 */
export function checkAccess(
  { tls, basicAuth, bearerToken, oauth2 }: ClientAccessOptions, prefix: string, isEncrypted: boolean, names: AccessNames = {},
): Finding[] {
  const { tls: tlsName = 'tls', bearerToken: tokenName = 'bearerToken' } = names;
  const given = Object.entries({ basicAuth, [tokenName]: bearerToken, oauth2 })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${prefix}${name}`);
  return [
    ...given.length > 1 ? [finding(AUTH_TWICE, { given })] : [],
    ...given.length > 0 && !isEncrypted ? [finding(AUTH_IN_CLEAR, { given })] : [],
    ...checkReferences([
      { prop: `${prefix}basicAuth.secretName`, name: basicAuth?.secretName },
      { prop: `${prefix}${tokenName}.secretName`, name: bearerToken?.secretName },
      { prop: `${prefix}oauth2.secretName`, name: oauth2?.secretName },
      { prop: `${prefix}${tlsName}.caSecretName`, name: tls?.caSecretName },
      { prop: `${prefix}${tlsName}.caConfigMapName`, name: tls?.caConfigMapName },
      { prop: `${prefix}${tlsName}.clientSecretName`, name: tls?.clientSecretName },
    ]),
    ...checkUrl(`${prefix}oauth2.tokenUrl`, oauth2?.tokenUrl),
  ];
}

/** Constructs with the field names of custom resources have other names for some options. */
interface AccessNames {
  readonly tls?: string;
  readonly bearerToken?: string;
}
