import { alertmanagerVersion } from './alertmanager';
import { configSecretOf, secretValue } from './global-config';
import { rawConfigFaults, whyUnread } from './raw-config';
import { Finding, finding, listed, shown } from '../../../validation/rule';
import { fieldAt, isMap, isSet, textOf } from '../../../values/json';
import { AtLeast } from '../../../versions/at-least';
import { Effect, isBelow, OperatorEnv } from '../row';
import { CONFIG_KEY, CONFIG_UNREAD, REJECTED, RELOAD } from '../rules';
import { Json } from '../shared/json';

/** Problems of the Secret with the configuration of an Alertmanager. */
export interface SecretProblem {
  /** `secret-key` if the configuration is missing. */
  readonly row: 'alertmanager-secret/key' | 'alertmanager-secret/content' | 'alertmanager-secret/empty' | 'alertmanager-secret/unread';
  readonly effect: Effect;
  /** In the Secret: `stringData["alertmanager.yaml"]`, then the path in the file. */
  readonly path: string;
  readonly value?: unknown;
  readonly why: string;
  /** The Alertmanager that uses the Secret. */
  readonly alertmanager: string;
}

const FILE = 'alertmanager.yaml';

/** The first versions whose fields are unknown here. */
const NEXT_OPERATOR = '0.95.0';
const NEXT_ALERTMANAGER = '0.36.0';

/** The Alertmanagers of a namespace that read a Secret as their configuration. */
export function usersOf(secret: Json, alertmanagers: readonly Json[]): readonly Json[] {
  const [name, namespace] = [textOf(fieldAt(secret, 'metadata.name')), fieldAt(secret, 'metadata.namespace')];
  return alertmanagers.filter(each => configSecretOf(each) === name && fieldAt(each, 'metadata.namespace') === namespace
    && !isSet(fieldAt(each, 'spec.alertmanagerConfiguration')));
}

/**
 * Problems of a Secret that Alertmanagers read as their configuration: the key is missing, or its content is rejected. Content that is not
 * plain, such as that of a sealed or an external Secret, is not checked.
 */
export function alertmanagerSecretProblems(secret: Json, alertmanagers: readonly Json[], env: OperatorEnv = {}): readonly SecretProblem[] {
  return usersOf(secret, alertmanagers).flatMap(each => problemsFor(secret, each, env));
}

/**
 * The same as findings. `object` names the Secret, such as `Secret monitoring/alertmanager-main`. Undefined if the caller names it in the
 * message.
 */
export function alertmanagerSecretFindings(
  secret: Json, object: string | undefined, alertmanagers: readonly Json[], env: OperatorEnv = {},
): readonly Finding[] {
  return alertmanagerSecretProblems(secret, alertmanagers, env).map(({ row, effect, path, value, why, alertmanager }) => {
    if (row === 'alertmanager-secret/key') { return finding(CONFIG_KEY, { object, alertmanager, why }); }
    if (row === 'alertmanager-secret/unread' || row === 'alertmanager-secret/empty') {
      return finding(CONFIG_UNREAD, { object, alertmanager, why });
    }
    return finding(effect === 'resource-rejected' ? REJECTED : RELOAD, { object, kind: `Alertmanager ${alertmanager}`, path, value, why });
  });
}

function problemsFor(secret: Json, alertmanager: Json, env: OperatorEnv): readonly SecretProblem[] {
  const name = textOf(fieldAt(alertmanager, 'metadata.name'));
  const content = secretValue(secret, FILE);
  if (content === undefined) { return missingKey(secret, name); }
  if (content === 'unknown') { return []; }
  const { text } = content;
  const isManaged = isSet(fieldAt(alertmanager, 'spec.alertmanagerConfigSelector'));
  const process = alertmanagerVersion(alertmanager, env.alertmanager);
  const operators = [env.operator ?? []].flat() as readonly AtLeast[];
  const knowsFields = isManaged ? operators.length > 0 && operators.every(each => isBelow(each, NEXT_OPERATOR))
    : isBelow(process, NEXT_ALERTMANAGER);
  const place = isMap(secret.stringData) && FILE in secret.stringData ? 'stringData' : 'data';
  if (text === '') {
    const why = 'is empty, so the operator uses a configuration that drops every alert: write "route" and "receivers"';
    return [{ row: 'alertmanager-secret/empty', effect: 'works-otherwise', path: `${place}["${FILE}"]`, why, alertmanager: name }];
  }
  const unread = whyUnread(text);
  if (unread !== undefined) {
    const why = `cannot be parsed as YAML here, so it is not checked: ${unread}`;
    return [{ row: 'alertmanager-secret/unread', effect: 'works-otherwise', path: `${place}["${FILE}"]`, why, alertmanager: name }];
  }
  return rawConfigFaults(text, { isManaged, knowsFields }).map(({ at, value, why }) => ({
    row: 'alertmanager-secret/content',
    effect: isManaged ? 'resource-rejected' : 'invalid-at-reload',
    path: `${place}["${FILE}"]${at === '' ? '' : `: ${at}`}`,
    value,
    why,
    alertmanager: name,
  }));
}

/** Another program may fill a Secret without keys. */
function missingKey(secret: Json, alertmanager: string): readonly SecretProblem[] {
  const keys = [secret.stringData, secret.data].flatMap(each => isMap(each) ? Object.keys(each) : []);
  if (keys.length === 0) { return []; }
  const meant = keys.find(key => /^alertmanager\.ya?ml$/i.test(key) || /^(?:alertmanager[-_.]?)?config(?:uration)?\.ya?ml$/i.test(key));
  const why = meant === undefined ? `has only ${listed(keys.map(key => shown(key)))}: add the key "${FILE}"`
    : `has the key ${shown(meant)}: rename it to "${FILE}"`;
  return [{
    row: 'alertmanager-secret/key',
    effect: 'field-ignored',
    path: isMap(secret.stringData) ? 'stringData' : 'data',
    why: `${why}; the operator reads only this key, and otherwise uses a configuration that drops every alert`,
    alertmanager,
  }];
}
