import { shortened } from './code';
import { at, entriesOf, Gathered } from './converted';
import { isFilledText } from '../../values/json';

const ADMIN = 'grafana-admin';
const FIELDS = ['existingSecret', 'userKey', 'passwordKey'];

/** The environment variables of the admin, in this order: name, password. */
export const ADMIN_VARIABLES = ['GF_SECURITY_ADMIN_USER', 'GF_SECURITY_ADMIN_PASSWORD'];

/**
 * The Secret of the admin: the user's, or a copy of the chart's, which is deleted with the release.
 * @param old name of the Grafana of the chart
 */
export function adminOf(said: Gathered, values: unknown, old: string, namespace: string): object {
  const existing = at(values, 'grafana.admin.existingSecret');
  sayAdmin(said, values, isFilledText(existing));
  const inEnvironment = adminInEnvironment(said, values, namespace);
  if (inEnvironment && !isFilledText(existing)) { return inEnvironment; }
  if (isFilledText(existing)) {
    const key = (name: string, usual: string): string | undefined => {
      const value = at(values, `grafana.admin.${name}`);
      return isFilledText(value) && value !== usual ? value : undefined;
    };
    return { secretName: existing, userKey: key('userKey', 'admin-user'), passwordKey: key('passwordKey', 'admin-password') };
  }
  said.warnings.push(copyWarning(old, namespace));
  return { secretName: ADMIN };
}

/** The results of the values of the admin. */
function sayAdmin(said: Gathered, values: unknown, isExisting: boolean): void {
  for (const [field] of entriesOf(at(values, 'grafana.admin'))) {
    if (FIELDS.includes(field)) { said.say(`grafana.admin.${field}`, 'mapped', 'admin of the Grafana'); }
  }
  const note = isExisting ? 'it is in the Secret' : `it is in the Secret ${ADMIN}, which you copy`;
  for (const field of ['adminUser', 'adminPassword']) {
    if (at(values, `grafana.${field}`) !== undefined) { said.say(`grafana.${field}`, isExisting ? 'same' : 'different', note); }
  }
}

/** How the Secret of the chart is copied. */
function copyWarning(old: string, namespace: string): string {
  const fields = `{apiVersion, kind, type, data, metadata: {name: "${ADMIN}", namespace: .metadata.namespace}}`;
  return [
    `The password of Grafana's admin is in the Secret ${shortened(old)}, which is deleted with the release. `
      + `Copy it to ${ADMIN} before you apply this:`,
    `  kubectl --namespace ${shortened(namespace)} get secret ${shortened(old)} --output json | jq '${fields}' | `
      + 'kubectl create --filename -',
  ].join('\n');
}

/** The admin from environment variables: the chart then creates no Secret. */
function adminInEnvironment(said: Gathered, values: unknown, namespace: string): object | undefined {
  const [user, password] = ADMIN_VARIABLES.map(name => at(values, `grafana.envValueFrom.${name}.secretKeyRef`));
  const [name, key] = [at(password, 'name'), at(password, 'key')];
  if (isFilledText(name) && isFilledText(key)) {
    const isSame = at(user, 'name') === name && isFilledText(at(user, 'key'));
    if (!isSame) {
      said.warnings.push(`The Secret ${shortened(name)} has the password of Grafana's admin. `
        + 'Also write the name of the admin to its key admin-user.');
    }
    return { secretName: name, userKey: isSame ? at(user, 'key') : undefined, passwordKey: key };
  }
  if (ADMIN_VARIABLES.every(each => at(values, `grafana.env.${each}`) === undefined)) { return undefined; }
  said.warnings.push([
    `Grafana's admin is in environment variables of the values. Create the Secret ${ADMIN} from them before you apply this. `
      + 'Write each to a file without a line break at the end:',
    `  kubectl --namespace ${shortened(namespace)} create secret generic ${ADMIN} --from-file admin-user --from-file admin-password`,
  ].join('\n'));
  return { secretName: ADMIN };
}
