import { AlertHttpOptions } from './integration-options';
import { checkReferences } from '../manifest/references';
import { accessFields, checkAccess } from '../scrape/client-access';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';
import { AUTH_TWICE } from '../scrape/rules';
import { finding, Finding } from '../validation/rule';

/** A key of a Secret, in the operator's format. */
export function secretKeySelector({ secretName, key }: SecretKeyReference): { readonly name: string; readonly key: string } {
  return { name: secretName, key };
}

/** `httpConfig` of an integration, and of the global configuration: both have the same fields. */
export function httpSpec(options: AlertHttpOptions): object {
  const { authorization, proxyUrl, noProxy, proxyFromEnvironment, followRedirects, enableHttp2 } = options;
  return {
    ...accessFields(options),
    ...authorization
      && {
        authorization: {
          ...authorization.type !== undefined && { type: authorization.type }, credentials: secretKeySelector(authorization.credentials),
        },
      },
    proxyUrl,
    noProxy,
    proxyFromEnvironment,
    followRedirects,
    enableHttp2,
  };
}

/** Files that a TLS configuration of Alertmanager cannot refer to. */
export function tlsFiles(tls: ClientTls | undefined): string[] {
  return (['caFile', 'certFile', 'keyFile'] as const).filter(file => tls?.[file] !== undefined);
}

/** @param isEncrypted whether the server uses TLS, as far as that is known */
export function checkHttp(options: AlertHttpOptions, where: string, isEncrypted: boolean): Finding[] {
  const { authorization, basicAuth, bearerToken, oauth2 } = options;
  const others = Object.entries({ basicAuth, bearerToken, oauth2 })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${where}.${name}`);
  return [
    ...checkAccess(options, `${where}.`, isEncrypted),
    ...authorization && others.length > 0 ? [finding(AUTH_TWICE, { given: [`${where}.authorization`, ...others] })] : [],
    ...checkReferences([{ prop: `${where}.authorization.credentials`, name: authorization?.credentials.secretName }]),
  ];
}
