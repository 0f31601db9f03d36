import { shortened } from './code';
import { at, entriesOf, Gathered } from './converted';
import { SecretSetting } from './grafana-settings';
import { isFilledText } from '../../values/json';

/** The Secret that the engineer creates from secrets in the values. */
const SECRETS = 'grafana-secrets';

/** Keys of one Secret, each for a value that must not be in the program. */
export class NeededSecrets {
  private readonly keys: { readonly key: string; readonly path: string }[] = [];

  /** Where a value is read from: a free key of the Secret. */
  public readonly reference = (name: string, path: string): SecretSetting => {
    const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
    const base = plain.slice(0, 80) || 'secret';
    let key = base;
    for (let count = 2; this.keys.some(each => each.key === key); count += 1) { key = `${base}-${count}`; }
    this.keys.push({ key, path });
    return { secretName: SECRETS, key };
  };

  /** How the Secret is created; undefined if it is not needed. */
  public warning(namespace: string): string | undefined {
    if (this.keys.length === 0) { return undefined; }
    const files = this.keys.map(({ key }) => `--from-file ${key}`).join(' ');
    return [
      `Create the Secret ${SECRETS} in the namespace ${shortened(namespace)} before you apply this. Its keys are:`,
      ...this.keys.map(({ key, path }) => `  ${key}: ${shortened(path)}`),
      'Write each value to a file with the name of its key, without a line break at the end. Then:',
      `  kubectl --namespace ${shortened(namespace)} create secret generic ${SECRETS} ${files}`,
    ].join('\n');
  }
}

const SMTP_FIELDS = ['existingSecret', 'userKey', 'passwordKey'];

/** The user's Secret for the mail server. */
export function smtpSecrets(said: Gathered, values: unknown): Record<string, SecretSetting> {
  const name = at(values, 'grafana.smtp.existingSecret');
  const hasSecret = isFilledText(name);
  for (const [field] of entriesOf(at(values, 'grafana.smtp'))) {
    if (!SMTP_FIELDS.includes(field)) { continue; }
    const note = hasSecret ? 'secretSettings["smtp.user"], secretSettings["smtp.password"]' : 'no Secret';
    said.say(`grafana.smtp.${field}`, hasSecret ? 'mapped' : 'same', note);
  }
  const key = (field: string, usual: string): string => {
    const value = at(values, `grafana.smtp.${field}`);
    return isFilledText(value) ? value : usual;
  };
  if (!hasSecret) { return {}; }
  return {
    'smtp.user': { secretName: name, key: key('userKey', 'user') },
    'smtp.password': { secretName: name, key: key('passwordKey', 'password') },
  };
}
