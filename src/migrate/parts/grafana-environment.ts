import { at, entriesOf, Gathered } from './converted';
import { ADMIN_VARIABLES } from './grafana-admin';
import { isSecretSetting, SecretSetting, settingOfVariable } from './grafana-settings';
import { isFilledText } from '../../values/json';

/** Environment variables of the Grafana, as options. */
interface Environment {
  readonly env: Record<string, string>;
  readonly secretEnv: Record<string, unknown>;
}

type Reference = (key: string, path: string) => SecretSetting;

/**
 * Environment variables; secret ones become references.
 * @param needed the key of a Secret for a value that must not be in the program
 * @param settings options of the settings, which variables may override
 */
export function environmentOf(said: Gathered, values: unknown, needed: Reference, settings: Record<string, unknown>): object {
  const environment: Environment = { env: {}, secretEnv: {} };
  sayVariables(said, values, needed, settings, environment);
  saySecretVariables(said, values, needed, environment);
  sayReferences(said, values, environment);
  const envFromSecrets = wholeSecrets(said, values);
  const { env, secretEnv } = environment;
  return {
    ...Object.keys(env).length > 0 && { env },
    ...Object.keys(secretEnv).length > 0 && { secretEnv },
    ...envFromSecrets.length > 0 && { envFromSecrets },
  };
}

/** `env`: values, of which some are settings and some secret. */
function sayVariables(
  said: Gathered, values: unknown, needed: Reference, settings: Record<string, unknown>, { env, secretEnv }: Environment,
): void {
  for (const [name, value] of entriesOf(at(values, 'grafana.env'))) {
    const path = `grafana.env.${name}`;
    if (ADMIN_VARIABLES.includes(name)) {
      said.say(path, 'different', 'it belongs in the Secret of "admin" of the Grafana: write it there');
      continue;
    }
    const setting = settingOfVariable(settings, name, value);
    if (setting !== undefined) {
      said.say(path, 'mapped', setting);
      continue;
    }
    const isSecret = isSecretSetting(name.toLowerCase(), String(value));
    if (isSecret) { secretEnv[name] = needed(name, path); } else { env[name] = String(value); }
    said.say(path, 'mapped', isSecret ? 'secretEnv of the Grafana' : 'env of the Grafana');
  }
}

/** `envRenderSecret`: secret values, of which the chart makes a Secret. */
function saySecretVariables(said: Gathered, values: unknown, needed: Reference, { secretEnv }: Environment): void {
  for (const [name] of entriesOf(at(values, 'grafana.envRenderSecret'))) {
    const path = `grafana.envRenderSecret.${name}`;
    secretEnv[name] = needed(name, path);
    said.say(path, 'mapped', 'secretEnv of the Grafana');
  }
}

/** `envValueFrom`: references to keys of Secrets. */
function sayReferences(said: Gathered, values: unknown, { secretEnv }: Environment): void {
  for (const [name, source] of entriesOf(at(values, 'grafana.envValueFrom'))) {
    const path = `grafana.envValueFrom.${name}`;
    const [secretName, key] = [at(source, 'secretKeyRef.name'), at(source, 'secretKeyRef.key')];
    if (ADMIN_VARIABLES.includes(name)) {
      said.say(path, 'mapped', 'admin of the Grafana');
    } else if (isFilledText(secretName) && isFilledText(key)) {
      secretEnv[name] = { secretName, key };
      said.say(path, 'mapped', 'secretEnv of the Grafana');
    } else {
      said.say(path, 'unsupported', 'the option "secretEnv" reads only Secrets: write the value to "env"');
    }
  }
}

/** Secrets of which each key is a variable. */
function wholeSecrets(said: Gathered, values: unknown): string[] {
  const single = at(values, 'grafana.envFromSecret');
  const list = at(values, 'grafana.envFromSecrets');
  const named = (Array.isArray(list) ? list : []).map(each => isFilledText(at(each, 'name')) ? each.name : each);
  const secrets = [single, ...named].filter(isFilledText);
  for (const key of ['envFromSecret', 'envFromSecrets']) {
    if (at(values, `grafana.${key}`) === undefined) { continue; }
    const isUsed = secrets.length > 0;
    said.say(`grafana.${key}`, isUsed ? 'mapped' : 'same', isUsed ? 'envFromSecrets of the Grafana' : 'empty');
  }
  return secrets;
}
