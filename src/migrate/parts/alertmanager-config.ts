import { Inexpressible, SecretKeys } from './alertmanager-fields';
import { CHART_CONFIG, mergedValues, RoutingOptions, routingOptions } from './alertmanager-routing';
import { Call, shortened, option, ours, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { isEmpty, isFilledText } from '../../values/json';
import { labels, literal } from '../convert';
import { fullNameOf } from '../names';
import { Converted, Part, Release } from '../part';

/** The Secret that the engineer creates from secrets in the values. */
const SECRETS = 'alertmanager-secrets';
/** The Secret with a configuration that AlertRouting cannot express. */
const COPY = 'alertmanager-config';
const TEMPLATES = 'alertmanager-templates';
const SPEC = 'alertmanager.alertmanagerSpec';

/** Sources of Alertmanager's configuration, in the operator's order. */
export const alertmanagerConfigPart: Part = (values, release): Converted => {
  const said = new Gathered();
  if (at(values, 'alertmanager.enabled') === false) { return said.converted; }
  saySelection(said, at(values, SPEC));
  if (at(values, 'alertmanager.secret') !== undefined) {
    said.say('alertmanager.secret', 'same', 'the stack creates no Secret for the configuration');
  }
  const named = at(values, `${SPEC}.alertmanagerConfiguration`);
  if (!isEmpty(named)) {
    sayObject(said, named);
    sayUnused(said, values, 'replaced by alertmanagerConfiguration');
  } else if (at(values, `${SPEC}.useExistingSecret`) === true || isFilledText(at(values, `${SPEC}.configSecret`))) {
    saySecret(said, values, release);
  } else { sayInline(said, values, release); }
  return said.converted;
};

/** The Secret that the chart creates for its configuration. */
export function chartSecretOf(values: unknown, release: Release): string {
  const full = fullNameOf(values, release);
  return `alertmanager-${at(values, 'cleanPrometheusOperatorObjectNames') === true ? full : `${full}-alertmanager`}`;
}

const namespaceOf = (
  values: unknown, release: Release,
): string => [at(values, 'alertmanager.namespaceOverride'), at(values, 'namespaceOverride'), release.namespace].find(isFilledText)
  ?? 'default';

function sayObject(said: Gathered, named: unknown): void {
  const name = at(named, 'name');
  const path = `${SPEC}.alertmanagerConfiguration`;
  const expression = literal(named);
  if (!expression) { return; }
  const option_ = 'alertmanager.spec.alertmanagerConfiguration';
  said.options.push([option_, expression]);
  entriesOf(named).forEach(([key]) => said.say(`${path}.${key}`, 'mapped', `${option_}.${shortened(key)}`));
  if (isFilledText(name)) {
    said.warnings.push(
      `The AlertmanagerConfig ${literal(shortened(
        name,
      ))!.code} is the whole configuration of Alertmanager. `
      + 'It must be in the namespace of the stack, and must not be deleted with the release.',
    );
  }
}

function saySecret(said: Gathered, values: unknown, release: Release): void {
  const given = at(values, `${SPEC}.configSecret`);
  const name = isFilledText(given) ? given : chartSecretOf(values, release);
  said.options.push(option('alertmanager.configSecret', name));
  if (isFilledText(given)) { said.say(`${SPEC}.configSecret`, 'mapped', 'alertmanager.configSecret'); }
  if (at(values, `${SPEC}.useExistingSecret`) !== undefined) {
    said.say(`${SPEC}.useExistingSecret`, 'mapped', `alertmanager.configSecret: ${shortened(name)}`);
  }
  sayUnused(said, values, `the Secret ${shortened(name)} is the configuration`);
}

/** Values of a configuration that no program reads. */
function sayUnused(said: Gathered, values: unknown, why: string): void {
  for (const key of ['config', 'stringConfig', 'tplConfig', 'templateFiles']) {
    if (at(values, `alertmanager.${key}`) !== undefined) { said.say(`alertmanager.${key}`, 'same', why); }
  }
}

function sayInline(said: Gathered, values: unknown, release: Release): void {
  const isTemplate = at(values, 'alertmanager.tplConfig') === true;
  const given = at(values, 'alertmanager.config');
  const string = at(values, 'alertmanager.stringConfig');
  if (at(values, `${SPEC}.useExistingSecret`) !== undefined) {
    said.say(`${SPEC}.useExistingSecret`, 'same', 'the chart creates the Secret');
  }
  if (isFilledText(string) && !isTemplate) { said.say('alertmanager.stringConfig', 'same', 'the chart reads it only with tplConfig'); }
  const path = isTemplate && isFilledText(string) ? 'alertmanager.stringConfig' : 'alertmanager.config';
  if (at(values, 'alertmanager.tplConfig') !== undefined) {
    said.say(
      'alertmanager.tplConfig',
      'same',
      isTemplate ? 'Helm evaluated the templates once; their result does not change' : 'Helm templates are not evaluated',
    );
  }
  const config = mergedValues(CHART_CONFIG, given === null ? undefined : given);
  const isString = path === 'alertmanager.stringConfig' || typeof config === 'string';
  // Helm evaluates templates in braces before Alertmanager reads them
  const hasTemplates = isTemplate && JSON.stringify(config).includes('{{');
  const whyTemplates = hasTemplates ? 'it has Helm templates' : undefined;
  const why = isString ? 'it is a string that Helm renders' : whyTemplates;
  if (why !== undefined) { sayCopy(said, values, release, path, why); return; }
  const secrets = new SecretKeys(SECRETS);
  const files = entriesOf(at(values, 'alertmanager.templateFiles')).filter(([, file]) => isFilledText(file));
  try {
    const unread = templatesThatAreMissing(at(config, 'templates'));
    if (unread !== undefined) { throw new Inexpressible(`alertmanager.config.templates: ${unread}`); }
    sayRouting(said, routingOptions(config, secrets), secrets, { path, isGiven: !isEmpty(given), namespace: namespaceOf(values, release) });
    if (files.length > 0) {
      sayTemplates(said, files);
    } else if (at(values, 'alertmanager.templateFiles') !== undefined) { said.say('alertmanager.templateFiles', 'same', 'there are none'); }
  } catch (error) {
    if (!(error instanceof Inexpressible)) { throw error; }
    sayCopy(said, values, release, path, error.message);
  }
}

/** Template files that are neither in `templateFiles` nor built into Alertmanager. */
function templatesThatAreMissing(templates: unknown): string | undefined {
  const other = (Array.isArray(templates) ? templates : []).find(each => !/^\/etc\/alertmanager\/config\//.test(String(each)));
  return other === undefined ? undefined : `${shortened(other)} is not in templateFiles`;
}

interface Place {
  readonly path: string;
  readonly isGiven: boolean;
  readonly namespace: string;
}

function sayRouting(
  said: Gathered, { routing, global, dropped }: RoutingOptions, { needed }: SecretKeys, { path, isGiven, namespace }: Place,
): void {
  said.options.push(option('alertmanager.routing', new Call('new AlertRouting', [routing], [], ['AlertRouting'])));
  if (Object.keys(global).length > 0) { said.options.push(option('alertmanager.global', global)); }
  if (isGiven) {
    said.say(path, 'mapped', Object.keys(global).length > 0 ? 'alertmanager.routing, alertmanager.global' : 'alertmanager.routing');
  }
  dropped.forEach(each => said.warnings.push(each.startsWith('a receiver')
    ? `The program has ${shortened(each)}.`
    : `Not carried over, since it has no effect: ${shortened(each)}.`));
  if (needed.length === 0) { return; }
  const files = needed.map(({ key }) => `--from-file ${key}`).join(' ');
  said.warnings.push([
    `Create the Secret ${SECRETS} in the namespace ${shortened(namespace)} before you apply this. Its keys are:`,
    ...needed.map(({ key, path: from }) => `  ${key}: ${shortened(from)}`),
    'Write each value to a file with the name of its key, without a line break at the end. Then:',
    `  kubectl --namespace ${shortened(namespace)} create secret generic ${SECRETS} ${files}`,
  ].join('\n'));
}

/** Template files become a ConfigMap. */
function sayTemplates(said: Gathered, files: readonly (readonly [string, unknown])[]): void {
  const data = Object.fromEntries(files);
  const templates = files.map(([key]) => ({ configMapName: TEMPLATES, key }));
  said.options.push(option('alertmanager.templates', templates));
  const value = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: TEMPLATES }, data };
  said.statements.push({
    code: `new ApiObject(chart, 'AlertTemplates', ${written(value)});`, comment: 'Notification templates.', uses: ['ApiObject'],
  });
  said.say('alertmanager.templateFiles', 'mapped', `alertmanager.templates, with the ConfigMap ${TEMPLATES}`);
}

/** The configuration stays unchanged in a Secret that is not deleted with the release. */
function sayCopy(said: Gathered, values: unknown, release: Release, path: string, why: string): void {
  const [from, namespace] = [chartSecretOf(values, release), namespaceOf(values, release)];
  said.options.push(option('alertmanager.configSecret', COPY));
  if (at(values, path) !== undefined) {
    said.say(
      path,
      'different',
      `alertmanager.configSecret: ${COPY}, a copy that you create, because AlertRouting does not support it: ${shortened(why)}`,
    );
  }
  if (at(values, 'alertmanager.templateFiles') !== undefined && path !== 'alertmanager.templateFiles') {
    said.say('alertmanager.templateFiles', 'mapped', `files of the Secret ${COPY}`);
  }
  said.warnings.push([
    `The configuration of Alertmanager is in the Secret ${shortened(
      from,
    )}, which is deleted with the release. Copy it to ${COPY} before you apply this; without it every alert is dropped:`,
    `  kubectl --namespace ${shortened(
      namespace,
    )} get secret ${shortened(
      from,
    )} --output json | jq '{apiVersion, kind, type, data, metadata: {name: "${COPY}", namespace: `
    + '.metadata.namespace}}\' | kubectl create --filename -',
    `It is not written as AlertRouting: ${shortened(why)}.`,
  ].join('\n'));
}

// -- selected AlertmanagerConfigs --------------------------------------------------------------------

const STRATEGIES: Readonly<Record<string, string>> = {
  OnNamespace: 'ON_NAMESPACE', OnNamespaceExceptForAlertmanagerNamespace: 'ON_NAMESPACE_EXCEPT_ALERTMANAGER', None: 'NONE',
};

function saySelection(said: Gathered, spec: unknown): void {
  const sides = [
    ['alertmanagerConfigSelector', 'matchLabels', 'matchExpressions'],
    ['alertmanagerConfigNamespaceSelector', 'namespaceLabels', 'namespaceExpressions'],
  ] as const;
  const selection: Record<string, unknown> = {};
  for (const [key, ofLabels, ofExpressions] of sides) {
    const selector = at(spec, key);
    if (selector === undefined) { continue; }
    const path = `${SPEC}.${key}`;
    const [given, expressions] = [at(selector, 'matchLabels'), at(selector, 'matchExpressions')];
    if (selector === null) {
      said.say(path, 'different', 'all namespaces are read; the chart reads only its own: `alertmanager: { allNamespaces: false }`');
      continue;
    }
    if (isEmpty(given) && isEmpty(expressions)) { said.say(path, 'same', 'all are selected'); continue; }
    const isRead = (isEmpty(given) || labels(given) !== undefined) && (isEmpty(expressions) || Array.isArray(expressions));
    if (!isRead) { said.say(path, 'unsupported', 'it is not a selector of labels'); continue; }
    if (!isEmpty(given)) { selection[ofLabels] = Object.fromEntries(entriesOf(given).map(([label, value]) => [label, String(value)])); }
    if (!isEmpty(expressions)) { selection[ofExpressions] = expressions; }
    said.say(path, 'mapped', `alertmanager.configSelection.${isEmpty(given) ? ofExpressions : ofLabels}`);
  }
  if (Object.keys(selection).length > 0) { said.options.push(option('alertmanager.configSelection', selection)); }
  const strategy = at(spec, 'alertmanagerConfigMatcherStrategy');
  if (strategy === undefined) { return; }
  const path = `${SPEC}.alertmanagerConfigMatcherStrategy`;
  const type = at(strategy, 'type');
  const name = isFilledText(type) && Object.hasOwn(STRATEGIES, type) ? STRATEGIES[type] : undefined;
  if (isEmpty(strategy) || name === 'ON_NAMESPACE') { said.say(path, 'same', 'routes match only alerts of their namespace'); return; }
  if (name === undefined) { said.say(path, 'unsupported', `it must be one of ${Object.keys(STRATEGIES).join(', ')}`); return; }
  said.options.push(option('alertmanager.configMatcher', ours(`AlertmanagerConfigMatcher.${name}`, 'AlertmanagerConfigMatcher')));
  said.say(path, 'mapped', 'alertmanager.configMatcher');
}
