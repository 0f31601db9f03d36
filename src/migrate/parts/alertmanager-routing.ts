import {
  convertFields, Fields, FieldConverter, flagField, http, list, refuse, secret, file, SecretKeys, textField, time, tlsOptions,
} from './alertmanager-fields';
import { receiverOf } from './alertmanager-receivers';
import { at, entriesOf } from './converted';
import { readAlertMatcher } from '../../promql/alert-matcher';
import { readAlertMatchers } from '../../promql/alert-matchers';
import { isEmpty, isFilledText, isMap } from '../../values/json';

/**
 * `alertmanager.config` of the chart, merged with the values like Helm does.
 * @see https://github.com/prometheus-community/helm-charts/blob/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/values.yaml
 */
export const CHART_CONFIG: { readonly [key: string]: unknown } = {
  global: { resolve_timeout: '5m' },
  inhibit_rules: [
    { source_matchers: ['severity = critical'], target_matchers: ['severity =~ warning|info'], equal: ['namespace', 'alertname'] },
    { source_matchers: ['severity = warning'], target_matchers: ['severity = info'], equal: ['namespace', 'alertname'] },
    { source_matchers: ['alertname = InfoInhibitor'], target_matchers: ['severity = info'], equal: ['namespace'] },
    { target_matchers: ['alertname = InfoInhibitor'] },
  ],
  route: {
    group_by: ['namespace'],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '12h',
    receiver: 'null',
    routes: [{ receiver: 'null', matchers: ['alertname = "Watchdog"'] }],
  },
  receivers: [{ name: 'null' }],
  templates: ['/etc/alertmanager/config/*.tmpl'],
};

/** Like Helm merges values into a chart's defaults: maps are merged, null removes a key, everything else replaces. */
export function mergedValues(chart: unknown, given: unknown): unknown {
  if (given === undefined) { return chart; }
  if (!isMap(chart) || !isMap(given)) { return given; }
  const keys = [...new Set([...Object.keys(chart), ...Object.keys(given)])].filter(
    key => !(Object.hasOwn(given, key) && given[key] === null),
  );
  return Object.fromEntries(keys.map(key => [
    key, mergedValues(Object.hasOwn(chart, key) ? chart[key] : undefined, Object.hasOwn(given, key) ? given[key] : undefined),
  ]));
}

/** The configuration as AlertRouting and options of an Alertmanager. */
export interface RoutingOptions {
  readonly routing: Record<string, unknown>;
  readonly global: Record<string, unknown>;
  /** What is dropped because it has no effect. */
  readonly dropped: readonly string[];
}

const TOP = ['global', 'route', 'receivers', 'inhibit_rules', 'templates', 'mute_time_intervals', 'time_intervals'];

/** Throws Inexpressible. */
export function routingOptions(config: unknown, secrets: SecretKeys): RoutingOptions {
  const path = 'alertmanager.config';
  if (!isMap(config)) { return refuse(path, 'it is not a map'); }
  const other = Object.keys(config).find(key => !TOP.includes(key) && !isEmpty(config[key]));
  if (other !== undefined) { return refuse(`${path}.${other}`, 'an AlertmanagerConfig has no such field'); }
  const dropped: string[] = [];
  const { global, receivers, inhibit_rules: inhibitions } = config;
  const made = isEmpty(global) ? {} : globalOptions(global, `${path}.global`, secrets);
  const isStandard = JSON.stringify(inhibitions) === JSON.stringify(CHART_CONFIG.inhibit_rules);
  const intervals = [
    ...intervalsOf(config.time_intervals, `${path}.time_intervals`),
    ...intervalsOf(config.mute_time_intervals, `${path}.mute_time_intervals`),
  ];
  if (!Array.isArray(receivers)) { return refuse(`${path}.receivers`, 'it is not a list'); }
  const { matchers, continueMatching, ...route } = routeOf(config.route, `${path}.route`, dropped) as Record<string, unknown>;
  const written = receivers.map((each, index) => receiverOf(each, `${path}.receivers[${index}]`, secrets));
  const missing = receiversIn(config.route).filter(name => !receivers.some(each => at(each, 'name') === name));
  missing.forEach(
    name => dropped.push(
      `a receiver ${JSON.stringify(name)}: a route uses it, but the release does not define it. Alerts of this route are dropped`,
    ),
  );
  return {
    routing: {
      route,
      receivers: [...written, ...missing.map(name => ({ name }))],
      ...!isStandard
        && {
          inhibitions: Array.isArray(inhibitions)
            ? inhibitions.map((each, index) => inhibitionOf(each, `${path}.inhibit_rules[${index}]`))
            : [],
        },
      ...intervals.length > 0 && { timeIntervals: intervals },
    },
    global: made,
    dropped,
  };
}

/** Receivers that routes refer to, without duplicates. */
function receiversIn(route: unknown): string[] {
  const routes = at(route, 'routes');
  const own = at(route, 'receiver');
  return [...new Set([...isFilledText(own) ? [own] : [], ...Array.isArray(routes) ? routes.flatMap(receiversIn) : []])];
}

// -- routes ------------------------------------------------------------------------------------------

const matchersText: FieldConverter = (value, path) => matcherTexts(value, path);

function routeOf(value: unknown, path: string, dropped: string[]): object {
  const routes: FieldConverter = (list_, where) => {
    if (!Array.isArray(list_)) { return refuse(where, 'it is not a list'); }
    const end = list_.findIndex(
      each => isMap(each) && each.continue !== true && ['matchers', 'match', 'match_re'].every(key => isEmpty(each[key])),
    );
    if (end >= 0 && end < list_.length - 1) {
      dropped.push(`${where}[${end + 1}] and later routes: ${where}[${end}] matches all alerts, so no alert reaches them`);
    }
    return list_.slice(0, end < 0 ? list_.length : end + 1).map((each, index) => routeOf(each, `${where}[${index}]`, dropped));
  };
  const fields: Fields = {
    receiver: ['receiver', textField],
    matchers: ['matchers', matchersText],
    continue: ['continueMatching', value_ => value_ === true ? true : undefined],
    group_by: ['groupBy', list],
    group_wait: ['groupWait', time],
    group_interval: ['groupInterval', time],
    repeat_interval: ['repeatInterval', time],
    mute_time_intervals: ['muteTimeIntervals', list],
    active_time_intervals: ['activeTimeIntervals', list],
    routes: ['routes', routes],
  };
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const { match, match_re: pattern, ...others } = value;
  const context = { secrets: new SecretKeys(''), name: '' };
  const made = convertFields(others, fields, path, context);
  const { receiver, matchers, ...rest } = made;
  const all = [
    ...pairsOf(match, '=', `${path}.match`), ...pairsOf(pattern, '=~', `${path}.match_re`), ...(matchers as string[] | undefined) ?? [],
  ];
  return { receiver, ...all.length > 0 && { matchers: all }, ...rest };
}

function matchersIn(text: string): ReturnType<typeof readAlertMatchers> {
  const single = readAlertMatcher(text);
  return single ? [single] : readAlertMatchers(text, 'fallback');
}

/** Matchers in the shortest format that every Alertmanager accepts. */
function matcherTexts(value: unknown, path: string): string[] {
  const all = isFilledText(value) ? [value] : value;
  if (!Array.isArray(all)) { return refuse(path, 'it is not a list'); }
  return all.flatMap((each, index) => {
    const found = isFilledText(each) ? matchersIn(each) : undefined;
    return found
      ? found.map(({ label, operator, value: wanted }) => matcherText(label, operator, wanted, `${path}[${index}]`))
      : refuse(`${path}[${index}]`, 'it cannot be read as a matcher');
  });
}

/** In Alertmanager's first parser a backslash of a pattern is literal. It is escaped if that changes the meaning. */
function matcherText(label: string, operator: string, value: string, path: string): string {
  const name = /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) ? label : JSON.stringify(label);
  const spellings = [
    value.replace(/"/g, '\\"'), value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n'),
  ].map(each => `${name}${operator}"${each}"`);
  const found = spellings.find(each => {
    const read = readAlertMatcher(each);
    return read?.label === label && read.value === value && read.operator === operator;
  });
  return found ?? refuse(path, 'it cannot be written as a matcher');
}

function pairsOf(value: unknown, operator: string, path: string): string[] {
  if (isEmpty(value)) { return []; }
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  return entriesOf(value).map(([label, wanted]) => matcherText(label, operator, String(wanted), path));
}

// -- inhibition rules --------------------------------------------------------------------------------

const INHIBITION = [
  'source_matchers', 'target_matchers', 'source_match', 'target_match', 'source_match_re', 'target_match_re', 'equal', 'name',
];

function inhibitionOf(value: unknown, path: string): object {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const other = Object.keys(value).find(key => !INHIBITION.includes(key));
  if (other !== undefined) { return refuse(`${path}.${other}`, 'an AlertmanagerConfig has no such field'); }
  const side = (kind: 'source' | 'target') => [
    ...pairsOf(value[`${kind}_match`], '=', `${path}.${kind}_match`),
    ...pairsOf(value[`${kind}_match_re`], '=~', `${path}.${kind}_match_re`),
    ...isEmpty(value[`${kind}_matchers`]) ? [] : matcherTexts(value[`${kind}_matchers`], `${path}.${kind}_matchers`),
  ];
  const [source, target] = [side('source'), side('target')];
  // without matchers it applies to every alert
  const all = ['alertname=~".+"'];
  const equal = isEmpty(value.equal) ? undefined : list(value.equal, `${path}.equal`, { secrets: new SecretKeys(''), name: '' });
  return {
    sourceMatchers: source.length > 0 ? source : otherThan(target) ?? all,
    targetMatchers: target.length > 0 ? target : all,
    ...equal !== undefined && { equal },
  };
}

/** Any alert inhibits InfoInhibitor. Written as a plain rule, because no alert inhibits itself. */
const otherThan = (target: readonly string[]): string[] | undefined => target.length === 1 && target[0] === 'alertname="InfoInhibitor"'
  ? ['alertname!="InfoInhibitor"']
  : undefined;

// -- times -------------------------------------------------------------------------------------------

const RANGE: Fields = {
  weekdays: ['weekdays', list], days_of_month: ['daysOfMonth', texts], months: ['months', texts], years: ['years', texts],
};

function texts(value: unknown, path: string): string[] {
  return Array.isArray(value) && value.every(each => isFilledText(each) || typeof each === 'number')
    ? value.map(String)
    : refuse(path, 'it is not a list of strings');
}

function intervalsOf(value: unknown, path: string): object[] {
  if (isEmpty(value)) { return []; }
  if (!Array.isArray(value)) { return refuse(path, 'it is not a list'); }
  return value.map((each, index) => {
    const where = `${path}[${index}]`;
    if (!isMap(each) || !isFilledText(each.name) || !Array.isArray(each.time_intervals)) {
      return refuse(where, 'it has no name or no time intervals');
    }
    return { name: each.name, ranges: each.time_intervals.flatMap((range, at_) => rangesOf(range, `${where}.time_intervals[${at_}]`)) };
  });
}

function rangesOf(value: unknown, path: string): object[] {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const { times, location, ...others } = value;
  if (!isEmpty(location) && location !== 'UTC') { return refuse(`${path}.location`, 'an AlertmanagerConfig supports only times in UTC'); }
  const range = convertFields(others, RANGE, path, { secrets: new SecretKeys(''), name: '' });
  if (isEmpty(times)) { return [range]; }
  if (!Array.isArray(times)) { return refuse(`${path}.times`, 'it is not a list'); }
  return times.map(each => isFilledText(at(each, 'start_time')) && isFilledText(at(each, 'end_time'))
    ? { startTime: each.start_time, endTime: each.end_time, ...range } : refuse(`${path}.times`, 'it is not a time of the day'));
}

// -- global ------------------------------------------------------------------------------------------

const SMTP: Fields = {
  smtp_smarthost: ['smarthost', textField],
  smtp_from: ['from', textField],
  smtp_hello: ['hello', textField],
  smtp_auth_username: ['authUsername', textField],
  smtp_auth_password: ['authPassword', secret],
  smtp_auth_password_file: ['authPassword', file],
  smtp_auth_secret: ['authSecret', secret],
  smtp_auth_identity: ['authIdentity', textField],
  smtp_require_tls: ['requireTls', flagField],
  smtp_tls_config: ['tls', tlsOptions],
};

const GLOBAL: Fields = {
  resolve_timeout: ['resolveTimeout', (value, path, context) => value === '5m' ? undefined : time(value, path, context)],
  http_config: ['http', http],
  slack_api_url: ['slackApiUrl', secret],
  slack_api_url_file: ['slackApiUrl', file],
  pagerduty_url: ['pagerDutyUrl', textField],
  opsgenie_api_key: ['opsgenieApiKey', secret],
  opsgenie_api_key_file: ['opsgenieApiKey', file],
  opsgenie_api_url: ['opsgenieApiUrl', secret],
  victorops_api_key: ['victorOpsApiKey', secret],
  victorops_api_key_file: ['victorOpsApiKey', file],
  victorops_api_url: ['victorOpsApiUrl', textField],
  wechat_api_secret: ['weChatApiSecret', secret],
  wechat_api_corp_id: ['weChatCorpId', textField],
  wechat_api_url: ['weChatApiUrl', textField],
  webex_api_url: ['webexApiUrl', textField],
  telegram_api_url: ['telegramApiUrl', textField],
  rocketchat_api_url: ['rocketChatApiUrl', textField],
};

/** Rows of `global`, for tests. */
export const GLOBAL_FIELDS = { global: GLOBAL, smtp: SMTP };

function globalOptions(value: unknown, path: string, secrets: SecretKeys): Record<string, unknown> {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const context = { secrets, name: 'global' };
  const split = (isMail: boolean) => Object.fromEntries(Object.entries(value).filter(([key]) => key.startsWith('smtp_') === isMail));
  const smtp = convertFields(split(true), SMTP, path, context);
  return { ...convertFields(split(false), GLOBAL, path, context), ...Object.keys(smtp).length > 0 && { smtp } };
}
