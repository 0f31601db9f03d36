/** What becomes of an AlertmanagerConfig. */
export type Outcome = 'works' | 'left out' | 'blocks everything' | 'refused at reload' | 'field ignored' | 'works otherwise' | 'rejected';

/**
 * An AlertmanagerConfig, and the result in prometheus-operator 0.94.1 and in its Alertmanager. The inputs are those of upstream's own
 * tests, reduced to the decisive fields, and similar ones. Every result comes from upstream's code.
 */
export interface Case {
  readonly title: string;
  readonly spec: any;
  readonly outcome: Outcome;
  /** Where it is wrong. */
  readonly at?: string;
  /** Of Alertmanager. */
  readonly version?: string;
  /** Alertmanager's own file, from which its configuration begins. */
  readonly raw?: string;
  /** The object is the whole configuration of its Alertmanager. */
  readonly isWhole?: boolean;
  /** Keys of the Secret `keys`. */
  readonly keys?: { readonly [key: string]: string };
}

/** A reference to a key of the Secret `keys`. */
const key = (name: string) => ({ name: 'keys', key: name });

/** One receiver with one notification. */
const receiver = (field: string, config: any) => ({ route: { receiver: 'team' }, receivers: [{ name: 'team', [field]: [config] }] });

/** A first route with another one below it. */
const child = (route: any, more: any = {}) => ({ route: { receiver: 'team', routes: [route] }, receivers: [{ name: 'team' }], ...more });

const route = (fields: any, more: any = {}) => ({ route: { receiver: 'team', ...fields }, receivers: [{ name: 'team' }], ...more });

const interval = (range: any) => ({ ...route({}), muteTimeIntervals: [{ name: 'night', timeIntervals: [range] }] });

const client = (httpConfig: any) => receiver('webhookConfigs', { url: 'https://a.example', httpConfig });

const works = (title: string, spec: any, more: Partial<Case> = {}): Case => ({ title, spec, outcome: 'works', ...more });
const wrong = (outcome: Outcome) => (title: string, spec: any, at: string, more: Partial<Case> = {}): Case => ({ title, spec, outcome, at, ...more });
const out = wrong('left out');
const blocked = wrong('blocks everything');
const reload = wrong('refused at reload');
const ignored = wrong('field ignored');

const AT = 'spec.receivers[0]';
const KEYS = {
  'url': 'https://val1.example',
  'template': '{{ .labels.url }}',
  'invalid': '://foo',
  'open-template': '{{ .labels.url',
  'token': 'abc1243',
  'empty': '',
  'newline': 'https://val1.example/path\n',
};

export const ROUTE_CASES: readonly Case[] = [
  works('an empty object', {}),
  works('inhibition rules alone', { inhibitRules: [{ sourceMatch: [{ name: 'alertname', value: 'NodeNotReady' }], targetMatch: [{ name: 'alertname', value: 'TargetDown' }], equal: ['node'] }] }),
  works('receivers that routes name', { route: { receiver: 'one', routes: [{ receiver: 'two' }] }, receivers: [{ name: 'one' }, { name: 'two' }] }),
  works('a route without a receiver, with one below it', { route: { receiver: 'one', routes: [{ routes: [{ receiver: 'two' }] }] }, receivers: [{ name: 'one' }, { name: 'two' }] }),
  out('a receiver that does not exist', { route: { receiver: 'nobody' } }, 'spec.route.receiver'),
  out('a first route without a receiver', { route: {}, receivers: [{ name: 'one' }] }, 'spec.route.receiver'),
  out('a receiver twice', { route: { receiver: 'one' }, receivers: [{ name: 'one' }, { name: 'one' }] }, 'spec.receivers[1].name'),
  out('an unknown receiver two levels below', child({ routes: [{ receiver: 'nobody' }] }), 'spec.route.routes[0].routes[0].receiver'),
  out('a label twice in groupBy', route({ groupBy: ['job', 'job'] }), 'spec.route.groupBy[1]'),
  out('a label twice in groupBy of a child', child({ groupBy: ['job', 'job'] }), 'spec.route.routes[0].groupBy[1]'),
  out('"..." next to a label', route({ groupBy: ['job', '...'] }), 'spec.route.groupBy'),
  works('"..." alone', route({ groupBy: ['...'] })),
  works('no label in groupBy', route({ groupBy: [] })),
  reload('an empty label in groupBy', route({ groupBy: [''] }), 'spec.route.groupBy[0]'),
  works('a label with a dot, which UTF-8 names allow', route({ groupBy: ['k8s.pod'] })),
  out('an unknown time interval', route({ muteTimeIntervals: ['night'] }), 'spec.route.muteTimeIntervals[0]'),
  out('an unknown active time interval in a child', child({ activeTimeIntervals: ['day'] }), 'spec.route.routes[0].activeTimeIntervals[0]'),
  works('a time interval of the object', child({ muteTimeIntervals: ['night'] }, { muteTimeIntervals: [{ name: 'night', timeIntervals: [{ weekdays: ['sunday'] }] }] })),
  out('an unknown field in a child route', child({ receiver: 'team', groupwaitt: '1m' }), 'spec.route.routes[0].groupwaitt'),
  out('an unknown field in a matcher of a child route', child({ matchers: [{ name: 'a', value: 'b', operator: '=' }] }), 'spec.route.routes[0].matchers[0].operator'),
  works('names of a child route in the wrong case', child({ Receiver: 'team', GROUPWAIT: '1m' })),
  out('an unknown receiver by a name in the wrong case', child({ RECEIVER: 'nobody' }), 'spec.route.routes[0].receiver'),
  out('a number for a duration in a child route', child({ groupWait: 30 }), 'spec.route.routes[0].groupWait'),
  out('a text for a boolean in a child route', child({ continue: 'true' }), 'spec.route.routes[0].continue'),
  out('a text for a list in a child route', child({ groupBy: 'job' }), 'spec.route.routes[0].groupBy'),
  out('a number for the value of a matcher in a child route', child({ matchers: [{ name: 'code', value: 500 }] }), 'spec.route.routes[0].matchers[0].value'),
  out('a text for a child route', child('team'), 'spec.route.routes[0]'),
  works('null in a child route', child({ receiver: null, matchers: null, continue: null })),
  blocked('a word for a duration in a child route', child({ groupWait: 'soon' }), 'spec.route.routes[0].groupWait'),
  blocked('a duration with a space', child({ groupInterval: '1 h' }), 'spec.route.routes[0].groupInterval'),
  blocked('smaller units before larger ones', child({ repeatInterval: '30m1h' }), 'spec.route.routes[0].repeatInterval'),
  blocked('a fraction in a duration', child({ routes: [{ repeatInterval: '1.5h' }] }), 'spec.route.routes[0].routes[0].repeatInterval'),
  works('durations of a child route', child({ groupWait: '0s', groupInterval: '1m30s', repeatInterval: '1d' })),
  works('an empty duration in a child route', child({ groupWait: '' })),
  ignored('a repeat interval of zero', child({ repeatInterval: '0s' }), 'spec.route.routes[0].repeatInterval'),
  ignored('a group interval of zero', route({ groupInterval: '0m' }), 'spec.route.groupInterval'),
  ignored('receivers without a route', { receivers: [{ name: 'team' }] }, 'spec.receivers'),
  out('what is wrong in a receiver without a route', { receivers: [{ name: 'team', webhookConfigs: [{}] }] }, `${AT}.webhookConfigs[0].url`),
];

const match = (matcher: any) => route({ matchers: [matcher] });

export const MATCHER_CASES: readonly Case[] = [
  ...['=', '!=', '=~', '!~'].map(matchType => works(`a matcher with ${matchType}`, match({ name: 'severity', matchType, value: 'critical' }))),
  works('a matcher with regex: true', match({ name: 'severity', value: 'a|b', regex: true })),
  works('a matcher without an operator', match({ name: 'severity', value: '(' })),
  works('a pattern that closes a group and opens one', match({ name: 'severity', matchType: '=~', value: 'a)|(b' })),
  works('a value with quotes and backslashes', match({ name: 'path', matchType: '=', value: 'a"b\\c\nd' })),
  works('a name that only UTF-8 allows', match({ name: 'k8s.pod-name', matchType: '=', value: 'a' })),
  works('spaces around a name', match({ name: ' severity ', matchType: '=', value: 'a' })),
  out('an unknown operator in a child route', child({ matchers: [{ name: 'a', matchType: '==', value: 'b' }] }), 'spec.route.routes[0].matchers[0].matchType'),
  out('a blank name with an operator', match({ name: ' ', matchType: '=', value: 'b' }), 'spec.route.matchers[0].name'),
  out('no name with an operator, in a child route', child({ matchers: [{ matchType: '=', value: 'b' }] }), 'spec.route.routes[0].matchers[0].name'),
  out('a blank name in an inhibition rule', { inhibitRules: [{ targetMatch: [{ name: ' ', matchType: '=', value: 'b' }] }] }, 'spec.inhibitRules[0].targetMatch[0].name'),
  out('an unknown operator two levels below', child({ routes: [{ matchers: [{ name: 'a', matchType: '~=', value: 'b' }] }] }), 'spec.route.routes[0].routes[0].matchers[0].matchType'),
  reload('no name and no operator, in a child route', child({ matchers: [{ value: 'b' }] }), 'spec.route.routes[0].matchers[0].name'),
  reload('a name with a space', match({ name: 'my label', matchType: '=', value: 'b' }), 'spec.route.matchers[0].name'),
  reload('an open group in a pattern', match({ name: 'a', matchType: '=~', value: '(' }), 'spec.route.matchers[0].value'),
  reload('an open group in a pattern, by regex: true', match({ name: 'a', value: '(', regex: true }), 'spec.route.matchers[0].value'),
  reload('a lookahead', child({ matchers: [{ name: 'a', matchType: '!~', value: '(?!b).*' }] }), 'spec.route.routes[0].matchers[0].value'),
  reload('nothing to repeat', { inhibitRules: [{ sourceMatch: [{ name: 'a', matchType: '=~', value: '*b' }] }] }, 'spec.inhibitRules[0].sourceMatch[0].value'),
  reload('an empty label in equal', { inhibitRules: [{ equal: [''] }] }, 'spec.inhibitRules[0].equal[0]'),
  works('a label in equal that only UTF-8 allows', { inhibitRules: [{ equal: ['k8s.pod'] }] }),
  { title: 'regex: true next to "="', spec: match({ name: 'a', matchType: '=', value: 'b|c', regex: true }), outcome: 'works otherwise', at: 'spec.route.matchers[0].regex' },
  { title: 'a matcher on another namespace', spec: match({ name: 'namespace', matchType: '=', value: 'other' }), outcome: 'works otherwise', at: 'spec.route.matchers[0].value' },
  works('a matcher on the own namespace', match({ name: 'namespace', matchType: '=', value: 'team' })),
];

export const INTERVAL_CASES: readonly Case[] = [
  works('working hours', interval({ times: [{ startTime: '09:00', endTime: '17:00' }], weekdays: ['monday:friday'], months: ['january:march', '12'], years: ['2030:2032'], daysOfMonth: [{ start: 1, end: -1 }] })),
  works('the whole day', interval({ times: [{ startTime: '00:00', endTime: '24:00' }] })),
  works('days in capitals', interval({ weekdays: ['Monday:FRIDAY'] })),
  out('a range without an end', interval({ times: [{ startTime: '09:00' }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].times[0].endTime'),
  out('a range over midnight', interval({ times: [{ startTime: '22:00', endTime: '06:00' }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].times[0]'),
  out('a range without length', interval({ times: [{ startTime: '09:00', endTime: '09:00' }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].times[0]'),
  out('a weekend over the end of the week', interval({ weekdays: ['saturday:sunday'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].weekdays[0]'),
  out('three days in a range', interval({ weekdays: ['monday:tuesday:wednesday'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].weekdays[0]'),
  out('no day', interval({ weekdays: ['funday'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].weekdays[0]'),
  out('a range of months that is reversed', interval({ months: ['march:january'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].months[0]'),
  out('month 13', interval({ months: ['1:13'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].months[0]'),
  works('months in words and in numbers', interval({ months: ['january:3'] })),
  out('a range of years that is reversed', interval({ years: ['2032:2030'] }), 'spec.muteTimeIntervals[0].timeIntervals[0].years[0]'),
  out('day 0 of a month', interval({ daysOfMonth: [{ start: 0, end: 1 }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].daysOfMonth[0]'),
  out('a range of days without an end', interval({ daysOfMonth: [{ start: 1 }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].daysOfMonth[0]'),
  out('a negative first day and a positive last one', interval({ daysOfMonth: [{ start: -25, end: 24 }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].daysOfMonth[0]'),
  out('days that are reversed', interval({ daysOfMonth: [{ start: 5, end: 1 }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].daysOfMonth[0]'),
  out('a last day that is always before the first', interval({ daysOfMonth: [{ start: 28, end: -5 }] }), 'spec.muteTimeIntervals[0].timeIntervals[0].daysOfMonth[0]'),
  works('the last days of a month', interval({ daysOfMonth: [{ start: -7, end: -1 }] })),
  out('an interval without a name', { ...route({}), muteTimeIntervals: [{ timeIntervals: [{ weekdays: ['sunday'] }] }] }, 'spec.muteTimeIntervals[0].name'),
  reload('an interval without ranges', { ...route({}), muteTimeIntervals: [{ name: 'night' }] }, 'spec.muteTimeIntervals[0].timeIntervals'),
  reload('an interval twice', { ...route({}), muteTimeIntervals: [{ name: 'night', timeIntervals: [{ weekdays: ['sunday'] }] }, { name: 'night', timeIntervals: [{ weekdays: ['monday'] }] }] }, 'spec.muteTimeIntervals[1].name'),
  works('an interval without ranges, and no route', { muteTimeIntervals: [{ name: 'night' }] }),
];

export const CLIENT_CASES: readonly Case[] = [
  works('no authentication', client({ followRedirects: true })),
  works('one way of authentication', client({ basicAuth: { username: key('token'), password: key('token') } }), { keys: KEYS }),
  out('basicAuth and bearerTokenSecret', client({ basicAuth: {}, bearerTokenSecret: key('token') }), `${AT}.webhookConfigs[0].httpConfig.bearerTokenSecret`, { keys: KEYS }),
  out('authorization and bearerTokenSecret', client({ authorization: { credentials: key('token') }, bearerTokenSecret: key('token') }), `${AT}.webhookConfigs[0].httpConfig.bearerTokenSecret`, { keys: KEYS }),
  out('authorization and basicAuth', client({ authorization: { credentials: key('token') }, basicAuth: { username: key('token'), password: key('token') } }), `${AT}.webhookConfigs[0].httpConfig.basicAuth`, { keys: KEYS }),
  out('authorization without credentials', client({ authorization: { type: 'Bearer' } }), `${AT}.webhookConfigs[0].httpConfig.authorization.credentials`),
  out('authorization of type Basic', client({ authorization: { type: 'Basic', credentials: key('token') } }), `${AT}.webhookConfigs[0].httpConfig.authorization.type`, { keys: KEYS }),
  out('basicAuth without a password', client({ basicAuth: { username: key('token') } }), `${AT}.webhookConfigs[0].httpConfig.basicAuth.password`, { keys: KEYS }),
  out('oauth2 without a client', client({ oauth2: { clientId: {}, clientSecret: key('token'), tokenUrl: 'https://a.example' } }), `${AT}.webhookConfigs[0].httpConfig.oauth2.clientId`, { keys: KEYS }),
  out('a client certificate without its key', client({ tlsConfig: { cert: { secret: key('token') } } }), `${AT}.webhookConfigs[0].httpConfig.tlsConfig.cert`, { keys: KEYS }),
  out('a maxVersion below minVersion', client({ tlsConfig: { minVersion: 'TLS13', maxVersion: 'TLS12' } }), `${AT}.webhookConfigs[0].httpConfig.tlsConfig.maxVersion`),
  out('noProxy without proxyUrl', client({ noProxy: 'a.example' }), `${AT}.webhookConfigs[0].httpConfig.noProxy`),
  out('noProxy next to proxyURL, the older spelling', client({ noProxy: 'a.example', proxyURL: 'http://proxy:3128' }), `${AT}.webhookConfigs[0].httpConfig.noProxy`),
  works('noProxy next to proxyUrl', client({ noProxy: 'a.example', proxyUrl: 'http://proxy:3128' })),
  out('proxyFromEnvironment and proxyUrl', client({ proxyFromEnvironment: true, proxyUrl: 'http://proxy:3128' }), `${AT}.webhookConfigs[0].httpConfig.proxyUrl`),
  blocked('proxyFromEnvironment and proxyURL', client({ proxyFromEnvironment: true, proxyURL: 'http://proxy:3128' }), `${AT}.webhookConfigs[0].httpConfig.proxyURL`),
  works('proxyFromEnvironment and proxyURL, which Alertmanager 0.25 is not given', client({ proxyURL: 'http://proxy:3128' }), { version: '0.25.0' }),
  reload('a proxyURL that is not a URL', client({ proxyURL: 'http://proxy:port' }), `${AT}.webhookConfigs[0].httpConfig.proxyURL`),
  ignored('TLS settings of oauth2', client({ oauth2: { clientId: { secret: key('token') }, clientSecret: key('token'), tokenUrl: 'https://a.example', tlsConfig: { insecureSkipVerify: true } } }),
    `${AT}.webhookConfigs[0].httpConfig.oauth2.tlsConfig`, { keys: KEYS }),
  ignored('proxyURL and another proxyUrl', client({ proxyURL: 'http://one:3128', proxyUrl: 'http://two:3128' }), `${AT}.webhookConfigs[0].httpConfig.proxyUrl`),
  ignored('enableHttp2 before 0.25', client({ enableHttp2: false }), `${AT}.webhookConfigs[0].httpConfig.enableHttp2`, { version: '0.24.0' }),
  out('noProxy before 0.25', client({ noProxy: 'a.example', proxyUrl: 'http://proxy:3128' }), `${AT}.webhookConfigs[0].httpConfig.noProxy`, { version: '0.24.0' }),
  ignored('noProxy before 0.26', client({ noProxy: 'a.example', proxyUrl: 'http://proxy:3128' }), `${AT}.webhookConfigs[0].httpConfig.noProxy`, { version: '0.25.0' }),
];

const SMTP = 'global:\n  smtp_smarthost: mail.example:25\n  smtp_from: a@b.example\nroute:\n  receiver: "null"\nreceivers:\n- name: "null"\n';
const SLACK = 'global:\n  slack_api_url: https://slack.example\nroute:\n  receiver: "null"\nreceivers:\n- name: "null"\n';
const MAIL = { to: 'a@b.example', from: 'c@d.example', smarthost: 'mail.example:25' };

export const BASIC_CASES: readonly Case[] = [
  out('a webhook without a URL', receiver('webhookConfigs', {}), `${AT}.webhookConfigs[0].url`),
  works('a webhook with a URL', receiver('webhookConfigs', { url: 'http://test.example.com' })),
  out('a webhook with a URL without slashes', receiver('webhookConfigs', { url: 'http:test.example.com' }), `${AT}.webhookConfigs[0].url`),
  out('a webhook with a URL without a scheme', receiver('webhookConfigs', { url: 'test.example.com/x' }), `${AT}.webhookConfigs[0].url`),
  out('a webhook with a URL of another scheme', receiver('webhookConfigs', { url: 'ftp://test.example.com' }), `${AT}.webhookConfigs[0].url`),
  works('a webhook with a template', receiver('webhookConfigs', { url: '{{ .labels.url }}' })),
  out('a webhook with a template that does not end', receiver('webhookConfigs', { url: '{{ .labels.value ' }), `${AT}.webhookConfigs[0].url`),
  works('a webhook with a URL in a Secret', receiver('webhookConfigs', { urlSecret: key('url') }), { keys: KEYS }),
  works('a webhook with a template in a Secret', receiver('webhookConfigs', { urlSecret: key('template') }), { keys: KEYS }),
  out('a webhook with a missing key', receiver('webhookConfigs', { urlSecret: key('not-existing') }), `${AT}.webhookConfigs[0].urlSecret.key`, { keys: KEYS }),
  out('a webhook with a broken template in a Secret', receiver('webhookConfigs', { urlSecret: key('open-template') }), `${AT}.webhookConfigs[0].urlSecret`, { keys: KEYS }),
  out('a webhook with an empty URL in a Secret', receiver('webhookConfigs', { urlSecret: key('empty') }), `${AT}.webhookConfigs[0].urlSecret`, { keys: KEYS }),
  blocked('a webhook with a line feed after the URL in a Secret', receiver('webhookConfigs', { urlSecret: key('newline') }), `${AT}.webhookConfigs[0].urlSecret`, { keys: KEYS }),
  ignored('a webhook with url and urlSecret', receiver('webhookConfigs', { url: 'https://a.example', urlSecret: key('url') }), `${AT}.webhookConfigs[0].url`, { keys: KEYS }),
  out('a payload before 0.32', receiver('webhookConfigs', { url: 'https://a.example', payload: '{}' }), `${AT}.webhookConfigs[0].payload`, { version: '0.31.0' }),
  works('a payload with 0.32', receiver('webhookConfigs', { url: 'https://a.example', payload: '{}' }), { version: '0.32.0' }),
  ignored('a timeout of a webhook before 0.28', receiver('webhookConfigs', { url: 'https://a.example', timeout: '5s' }), `${AT}.webhookConfigs[0].timeout`, { version: '0.27.0' }),
  works('a mail', receiver('emailConfigs', MAIL)),
  works('a mail whose server is global', receiver('emailConfigs', { to: 'a@b.example' }), { raw: SMTP }),
  works('a mail to a server with an IPv6 address', receiver('emailConfigs', { ...MAIL, smarthost: '[::1]:25' })),
  out('a mail to nobody', receiver('emailConfigs', { ...MAIL, to: '' }), `${AT}.emailConfigs[0].to`),
  out('a smarthost without a port', receiver('emailConfigs', { ...MAIL, smarthost: 'mail.example' }), `${AT}.emailConfigs[0].smarthost`),
  out('a smarthost with two colons', receiver('emailConfigs', { ...MAIL, smarthost: 'mail.example:25:25' }), `${AT}.emailConfigs[0].smarthost`),
  reload('a smarthost with a colon and no port', receiver('emailConfigs', { ...MAIL, smarthost: 'mail.example:' }), `${AT}.emailConfigs[0].smarthost`),
  out('a header twice', receiver('emailConfigs', { ...MAIL, headers: [{ key: 'Subject', value: 'a' }, { key: 'subject', value: 'b' }] }), `${AT}.emailConfigs[0].headers[1].key`),
  blocked('no smarthost anywhere', receiver('emailConfigs', { to: 'a@b.example', from: 'c@d.example' }), `${AT}.emailConfigs[0].smarthost`),
  blocked('no sender anywhere', receiver('emailConfigs', { to: 'a@b.example', smarthost: 'mail.example:25' }), `${AT}.emailConfigs[0].from`),
  out('forceImplicitTLS before 0.31', receiver('emailConfigs', { ...MAIL, forceImplicitTLS: true }), `${AT}.emailConfigs[0].forceImplicitTLS`, { version: '0.30.0' }),
  out('threading before 0.30', receiver('emailConfigs', { ...MAIL, threading: { threadByDate: 'Daily' } }), `${AT}.emailConfigs[0].threading`, { version: '0.29.0' }),
  reload('threading with a header of threads', receiver('emailConfigs', { ...MAIL, threading: { threadByDate: 'Daily' }, headers: [{ key: 'references', value: 'a' }] }), `${AT}.emailConfigs[0].headers[0].key`),
];

export const CHAT_CASES: readonly Case[] = [
  works('Slack whose URL is global', receiver('slackConfigs', {}), { raw: SLACK }),
  reload('Slack without a URL anywhere', receiver('slackConfigs', {}), `${AT}.slackConfigs[0].apiURL`),
  works('Slack with a URL in a Secret', receiver('slackConfigs', { apiURL: key('url') }), { keys: KEYS }),
  out('Slack with no URL in a Secret', receiver('slackConfigs', { apiURL: key('invalid') }), `${AT}.slackConfigs[0].apiURL`, { keys: KEYS }),
  works('Slack with a line feed after the URL in a Secret', receiver('slackConfigs', { apiURL: key('newline') }), { keys: KEYS }),
  out('an action without a type', receiver('slackConfigs', { actions: [{ text: 'a', name: 'b' }] }), `${AT}.slackConfigs[0].actions[0].type`, { raw: SLACK }),
  out('an action without a text', receiver('slackConfigs', { actions: [{ type: 'button', name: 'b' }] }), `${AT}.slackConfigs[0].actions[0].text`, { raw: SLACK }),
  out('an action without url and name', receiver('slackConfigs', { actions: [{ type: 'button', text: 'a' }] }), `${AT}.slackConfigs[0].actions[0]`, { raw: SLACK }),
  out('a confirmation without a text', receiver('slackConfigs', { actions: [{ type: 'button', text: 'a', url: 'https://a.example', confirm: {} }] }), `${AT}.slackConfigs[0].actions[0].confirm.text`, { raw: SLACK }),
  out('a field without a value', receiver('slackConfigs', { fields: [{ title: 'a' }] }), `${AT}.slackConfigs[0].fields[0].value`, { raw: SLACK }),
  works('an action and a field', receiver('slackConfigs', { actions: [{ type: 'button', text: 'a', url: 'https://a.example' }], fields: [{ title: 'a', value: 'b' }] }), { raw: SLACK }),
  out('messageText before 0.31', receiver('slackConfigs', { apiURL: key('url'), messageText: 'a' }), `${AT}.slackConfigs[0].messageText`, { keys: KEYS, version: '0.30.0' }),
  works('messageText with 0.31', receiver('slackConfigs', { apiURL: key('url'), messageText: 'a' }), { keys: KEYS, version: '0.31.0' }),
  out('updateMessage before 0.32', receiver('slackConfigs', { apiURL: key('url'), updateMessage: false }), `${AT}.slackConfigs[0].updateMessage`, { keys: KEYS, version: '0.31.0' }),
  out('updateMessage with a webhook', receiver('slackConfigs', { apiURL: key('url'), updateMessage: true }), `${AT}.slackConfigs[0].updateMessage`, { keys: KEYS }),
  works('updateMessage with the API of bots', receiver('slackConfigs', { apiURL: key('bot'), updateMessage: true }), { keys: { bot: 'https://slack.com/api/chat.postMessage' } }),
  reload('updateMessage without a URL of its own', receiver('slackConfigs', { updateMessage: true }), `${AT}.slackConfigs[0].updateMessage`, { raw: SLACK }),
  ignored('a timeout of Slack before 0.30', receiver('slackConfigs', { apiURL: key('url'), timeout: '5s' }), `${AT}.slackConfigs[0].timeout`, { keys: KEYS, version: '0.29.0' }),
  works('Discord', receiver('discordConfigs', { apiURL: key('url') }), { keys: KEYS }),
  out('Discord before 0.25', receiver('discordConfigs', { apiURL: key('url') }), `${AT}.discordConfigs[0]`, { keys: KEYS, version: '0.24.0' }),
  out('Discord with no URL in a Secret', receiver('discordConfigs', { apiURL: key('token') }), `${AT}.discordConfigs[0].apiURL`, { keys: KEYS }),
  ...['content', 'username'].map(field => ignored(`${field} of Discord before 0.28`, receiver('discordConfigs', { apiURL: key('url'), [field]: 'a' }), `${AT}.discordConfigs[0].${field}`, { keys: KEYS, version: '0.27.0' })),
  works('Teams', receiver('msteamsConfigs', { webhookUrl: key('url') }), { keys: KEYS }),
  out('Teams before 0.26', receiver('msteamsConfigs', { webhookUrl: key('url') }), `${AT}.msteamsConfigs[0]`, { keys: KEYS, version: '0.25.0' }),
  blocked('Teams with an empty URL in a Secret', receiver('msteamsConfigs', { webhookUrl: key('empty') }), `${AT}.msteamsConfigs[0].webhookUrl`, { keys: KEYS }),
  blocked('Teams with no URL in a Secret', receiver('msteamsConfigs', { webhookUrl: key('token') }), `${AT}.msteamsConfigs[0].webhookUrl`, { keys: KEYS }),
  blocked('Teams with a line feed after the URL in a Secret', receiver('msteamsConfigs', { webhookUrl: key('newline') }), `${AT}.msteamsConfigs[0].webhookUrl`, { keys: KEYS }),
  ignored('summary of Teams before 0.27', receiver('msteamsConfigs', { webhookUrl: key('url'), summary: 'a' }), `${AT}.msteamsConfigs[0].summary`, { keys: KEYS, version: '0.26.0' }),
  works('Teams by workflows', receiver('msteamsv2Configs', { webhookURL: key('url') }), { keys: KEYS }),
  out('Teams by workflows before 0.28', receiver('msteamsv2Configs', { webhookURL: key('url') }), `${AT}.msteamsv2Configs[0]`, { keys: KEYS, version: '0.27.0' }),
  blocked('Teams by workflows without a URL', receiver('msteamsv2Configs', { title: 'a' }), `${AT}.msteamsv2Configs[0].webhookURL`),
  blocked('Teams by workflows with an empty URL in a Secret', receiver('msteamsv2Configs', { webhookURL: key('empty') }), `${AT}.msteamsv2Configs[0].webhookURL`, { keys: KEYS }),
  works('Telegram', receiver('telegramConfigs', { botToken: key('token'), chatID: 1 }), { keys: KEYS }),
  out('Telegram without a token', receiver('telegramConfigs', { chatID: 1 }), `${AT}.telegramConfigs[0].botToken`),
  out('Telegram with two tokens', receiver('telegramConfigs', { botToken: key('token'), botTokenFile: '/token', chatID: 1 }), `${AT}.telegramConfigs[0].botTokenFile`, { keys: KEYS }),
  out('Telegram without a chat', receiver('telegramConfigs', { botToken: key('token') }), `${AT}.telegramConfigs[0].chatID`, { keys: KEYS }),
  out('Telegram with a URL without a host', receiver('telegramConfigs', { botToken: key('token'), chatID: 1, apiURL: 'http://' }), `${AT}.telegramConfigs[0].apiURL`, { keys: KEYS }),
  out('a file with the token before 0.26', receiver('telegramConfigs', { botTokenFile: '/token', chatID: 1 }), `${AT}.telegramConfigs[0].botTokenFile`, { version: '0.25.0' }),
  blocked('Telegram with an empty token in a Secret', receiver('telegramConfigs', { botToken: key('empty'), chatID: 1 }), `${AT}.telegramConfigs[0].botToken`, { keys: KEYS }),
  ignored('messageThreadID before 0.26', receiver('telegramConfigs', { botToken: key('token'), chatID: 1, messageThreadID: 2 }), `${AT}.telegramConfigs[0].messageThreadID`, { keys: KEYS, version: '0.25.0' }),
  works('Webex', receiver('webexConfigs', { roomID: 'a', httpConfig: { authorization: { credentials: key('token') } } }), { keys: KEYS }),
  works('Webex with a bearer token', receiver('webexConfigs', { roomID: 'a', httpConfig: { bearerTokenSecret: key('token') } }), { keys: KEYS }),
  reload('Webex without authorization', receiver('webexConfigs', { roomID: 'a' }), `${AT}.webexConfigs[0].httpConfig.authorization`),
  reload('Webex with basicAuth', receiver('webexConfigs', { roomID: 'a', httpConfig: { basicAuth: { username: key('token'), password: key('token') } } }), `${AT}.webexConfigs[0].httpConfig.authorization`, { keys: KEYS }),
  out('Webex with an invalid URL', receiver('webexConfigs', { roomID: 'a', apiURL: 'http://a b.example' }), `${AT}.webexConfigs[0].apiURL`),
  works('Rocket.Chat', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token') }), { keys: KEYS }),
  out('Rocket.Chat before 0.28', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token') }), `${AT}.rocketchatConfigs[0]`, { keys: KEYS, version: '0.27.0' }),
  out('Rocket.Chat with an invalid icon', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token'), iconURL: 'a' }), `${AT}.rocketchatConfigs[0].iconURL`, { keys: KEYS }),
  out('Rocket.Chat with an invalid URL in an action', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token'), actions: [{ url: 'a' }] }), `${AT}.rocketchatConfigs[0].actions[0].url`, { keys: KEYS }),
  reload('Rocket.Chat with actions', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token'), actions: [{ text: 'a' }] }), `${AT}.rocketchatConfigs[0].actions`, { keys: KEYS }),
  works('Rocket.Chat with fields', receiver('rocketchatConfigs', { token: key('token'), tokenID: key('token'), fields: [{ title: 'a', value: 'b', short: true }] }), { keys: KEYS }),
  reload('Webex with an empty token in a Secret', receiver('webexConfigs', { roomID: 'a', httpConfig: { authorization: { credentials: key('empty') } } }), `${AT}.webexConfigs[0].httpConfig.authorization`, { keys: KEYS }),
  works('WeChat', receiver('wechatConfigs', { apiSecret: key('token'), corpID: 'a', messageType: 'markdown' }), { keys: KEYS }),
  out('WeChat with an invalid URL', receiver('wechatConfigs', { apiSecret: key('token'), corpID: 'a', apiURL: 'http://::invalid-url' }), `${AT}.wechatConfigs[0].apiURL`, { keys: KEYS }),
  out('WeChat with a missing key', receiver('wechatConfigs', { corpID: 'a', apiSecret: key('not-existing') }), `${AT}.wechatConfigs[0].apiSecret.key`, { keys: KEYS }),
  reload('WeChat without a secret anywhere', receiver('wechatConfigs', { corpID: 'a' }), `${AT}.wechatConfigs[0].apiSecret`),
  reload('WeChat without a corporation anywhere', receiver('wechatConfigs', { apiSecret: key('token') }), `${AT}.wechatConfigs[0].corpID`, { keys: KEYS }),
  reload('WeChat with an unknown type', receiver('wechatConfigs', { apiSecret: key('token'), corpID: 'a', messageType: 'html' }), `${AT}.wechatConfigs[0].messageType`, { keys: KEYS }),
];

const PUSHOVER = { userKey: key('token'), token: key('token') };

export const PAGING_CASES: readonly Case[] = [
  works('PagerDuty', receiver('pagerdutyConfigs', { routingKey: key('token') }), { keys: KEYS }),
  works('PagerDuty with a service key', receiver('pagerdutyConfigs', { serviceKey: key('token') }), { keys: KEYS }),
  out('PagerDuty without a key', receiver('pagerdutyConfigs', {}), `${AT}.pagerdutyConfigs[0].routingKey`),
  out('PagerDuty with a missing key', receiver('pagerdutyConfigs', { routingKey: key('not-existing') }), `${AT}.pagerdutyConfigs[0].routingKey.key`, { keys: KEYS }),
  out('PagerDuty with a missing service key', receiver('pagerdutyConfigs', { serviceKey: key('not-existing') }), `${AT}.pagerdutyConfigs[0].serviceKey.key`, { keys: KEYS }),
  out('PagerDuty with a Secret that does not exist', receiver('pagerdutyConfigs', { routingKey: { name: 'other', key: 'a' } }), `${AT}.pagerdutyConfigs[0].routingKey.name`, { keys: KEYS }),
  reload('PagerDuty with an empty key in a Secret', receiver('pagerdutyConfigs', { routingKey: key('empty') }), `${AT}.pagerdutyConfigs[0].routingKey`, { keys: KEYS }),
  out('PagerDuty with an invalid URL', receiver('pagerdutyConfigs', { routingKey: key('token'), url: 'example.com' }), `${AT}.pagerdutyConfigs[0].url`, { keys: KEYS }),
  out('PagerDuty with an invalid clientURL', receiver('pagerdutyConfigs', { routingKey: key('token'), clientURL: 'example.com' }), `${AT}.pagerdutyConfigs[0].clientURL`, { keys: KEYS }),
  works('PagerDuty with a template for clientURL', receiver('pagerdutyConfigs', { routingKey: key('token'), clientURL: '{{ .ExternalURL }}' }), { keys: KEYS }),
  out('PagerDuty with an invalid link', receiver('pagerdutyConfigs', { routingKey: key('token'), pagerDutyLinkConfigs: [{ href: 'example.com' }] }), `${AT}.pagerdutyConfigs[0].pagerDutyLinkConfigs[0].href`, { keys: KEYS }),
  out('PagerDuty with an invalid image', receiver('pagerdutyConfigs', { routingKey: key('token'), pagerDutyImageConfigs: [{ href: 'example.com' }] }), `${AT}.pagerdutyConfigs[0].pagerDutyImageConfigs[0].href`, { keys: KEYS }),
  ignored('source of PagerDuty before 0.25', receiver('pagerdutyConfigs', { routingKey: key('token'), source: 'a' }), `${AT}.pagerdutyConfigs[0].source`, { keys: KEYS, version: '0.24.0' }),
  ignored('timeout of PagerDuty before 0.30', receiver('pagerdutyConfigs', { routingKey: key('token'), timeout: '5s' }), `${AT}.pagerdutyConfigs[0].timeout`, { keys: KEYS, version: '0.29.0' }),
  works('Opsgenie', receiver('opsgenieConfigs', { apiKey: key('token'), responders: [{ type: 'team', name: 'a' }] }), { keys: KEYS }),
  reload('Opsgenie without a key anywhere', receiver('opsgenieConfigs', {}), `${AT}.opsgenieConfigs[0].apiKey`),
  reload('Opsgenie with an empty key in a Secret', receiver('opsgenieConfigs', { apiKey: key('empty') }), `${AT}.opsgenieConfigs[0].apiKey`, { keys: KEYS }),
  out('a responder without a name', receiver('opsgenieConfigs', { apiKey: key('token'), responders: [{ type: 'team' }] }), `${AT}.opsgenieConfigs[0].responders[0]`, { keys: KEYS }),
  out('a responder of an unknown type', receiver('opsgenieConfigs', { apiKey: key('token'), responders: [{ type: 'wrong', name: 'a' }] }), `${AT}.opsgenieConfigs[0].responders[0].type`, { keys: KEYS }),
  works('a responder by a template', receiver('opsgenieConfigs', { apiKey: key('token'), responders: [{ type: '{{ .x }}', name: 'a' }] }), { keys: KEYS }),
  out('teams before 0.24', receiver('opsgenieConfigs', { apiKey: key('token'), responders: [{ type: 'teams', name: 'a' }] }), `${AT}.opsgenieConfigs[0].responders[0].type`, { keys: KEYS, version: '0.23.0' }),
  out('Opsgenie with an invalid URL', receiver('opsgenieConfigs', { apiKey: key('token'), apiURL: 'a' }), `${AT}.opsgenieConfigs[0].apiURL`, { keys: KEYS }),
  ...['actions', 'entity'].map(field => ignored(`${field} of Opsgenie before 0.24`, receiver('opsgenieConfigs', { apiKey: key('token'), [field]: 'a' }), `${AT}.opsgenieConfigs[0].${field}`, { keys: KEYS, version: '0.23.0' })),
  works('VictorOps', receiver('victoropsConfigs', { apiKey: key('token'), routingKey: 'a', customFields: [{ key: 'b', value: 'c' }] }), { keys: KEYS }),
  out('VictorOps without a routing key', receiver('victoropsConfigs', { apiKey: key('token'), routingKey: '' }), `${AT}.victoropsConfigs[0].routingKey`, { keys: KEYS }),
  out('VictorOps with a reserved field', receiver('victoropsConfigs', { apiKey: key('token'), routingKey: 'a', customFields: [{ key: 'monitoring_tool', value: 'c' }] }), `${AT}.victoropsConfigs[0].customFields[0].key`, { keys: KEYS }),
  out('VictorOps with an invalid URL', receiver('victoropsConfigs', { apiKey: key('token'), routingKey: 'a', apiUrl: 'a' }), `${AT}.victoropsConfigs[0].apiUrl`, { keys: KEYS }),
  reload('VictorOps without a key anywhere', receiver('victoropsConfigs', { routingKey: 'a' }), `${AT}.victoropsConfigs[0].apiKey`),
  works('Pushover', receiver('pushoverConfigs', { ...PUSHOVER, retry: '1m', expire: '1h' }), { keys: KEYS }),
  out('Pushover without a user key', receiver('pushoverConfigs', { token: key('token') }), `${AT}.pushoverConfigs[0].userKey`, { keys: KEYS }),
  out('Pushover without a token', receiver('pushoverConfigs', { userKey: key('token') }), `${AT}.pushoverConfigs[0].token`, { keys: KEYS }),
  out('Pushover with files alone', receiver('pushoverConfigs', { userKeyFile: '/a', tokenFile: '/b' }), `${AT}.pushoverConfigs[0].userKeyFile`),
  out('Pushover with an empty token in a Secret', receiver('pushoverConfigs', { ...PUSHOVER, token: key('empty') }), `${AT}.pushoverConfigs[0].token`, { keys: KEYS }),
  out('Pushover with html and monospace', receiver('pushoverConfigs', { ...PUSHOVER, html: true, monospace: true }), `${AT}.pushoverConfigs[0].monospace`, { keys: KEYS }),
  out('Pushover with an invalid URL', receiver('pushoverConfigs', { ...PUSHOVER, url: 'a' }), `${AT}.pushoverConfigs[0].url`, { keys: KEYS }),
  out('Pushover with a word for a duration', receiver('pushoverConfigs', { ...PUSHOVER, expire: 'soon' }), `${AT}.pushoverConfigs[0].expire`, { keys: KEYS }),
  ignored('Pushover with a key and a file', receiver('pushoverConfigs', { ...PUSHOVER, userKeyFile: '/a' }), `${AT}.pushoverConfigs[0].userKeyFile`, { keys: KEYS }),
  ignored('sound of Pushover', receiver('pushoverConfigs', { ...PUSHOVER, sound: 'siren' }), `${AT}.pushoverConfigs[0].sound`, { keys: KEYS }),
  ignored('ttl of Pushover before 0.27', receiver('pushoverConfigs', { ...PUSHOVER, ttl: '1h' }), `${AT}.pushoverConfigs[0].ttl`, { keys: KEYS, version: '0.26.0' }),
  ignored('device of Pushover before 0.26', receiver('pushoverConfigs', { ...PUSHOVER, device: 'a' }), `${AT}.pushoverConfigs[0].device`, { keys: KEYS, version: '0.25.0' }),
  ignored('monospace of Pushover before 0.29', receiver('pushoverConfigs', { ...PUSHOVER, monospace: true }), `${AT}.pushoverConfigs[0].monospace`, { keys: KEYS, version: '0.28.0' }),
  works('SNS with a topic', receiver('snsConfigs', { topicARN: 'arn:a', sigv4: { region: 'a' } })),
  out('SNS without a target', receiver('snsConfigs', { subject: 'a' }), `${AT}.snsConfigs[0]`),
  out('SNS with two targets', receiver('snsConfigs', { topicARN: 'arn:a', phoneNumber: '1', sigv4: { region: 'a' } }), `${AT}.snsConfigs[0]`),
  works('SNS with all three targets', receiver('snsConfigs', { topicARN: 'arn:a', phoneNumber: '1', targetARN: 'arn:b', sigv4: { region: 'a' } })),
  out('SNS with an invalid URL', receiver('snsConfigs', { topicARN: 'arn:a', apiURL: 'a' }), `${AT}.snsConfigs[0].apiURL`),
  out('SNS with one of two keys', receiver('snsConfigs', { topicARN: 'arn:a', sigv4: { accessKey: key('token') } }), `${AT}.snsConfigs[0].sigv4`, { keys: KEYS }),
  out('useAWSHTTPClient before 0.33', receiver('snsConfigs', { topicARN: 'arn:a', sigv4: { region: 'a' }, useAWSHTTPClient: true }), `${AT}.snsConfigs[0].useAWSHTTPClient`, { version: '0.32.0' }),
  blocked('externalId without a role', receiver('snsConfigs', { topicARN: 'arn:a', sigv4: { region: 'a', externalId: 'b' } }), `${AT}.snsConfigs[0].sigv4.externalId`),
  ignored('externalId before 0.34', receiver('snsConfigs', { topicARN: 'arn:a', sigv4: { region: 'a', roleArn: 'arn:c', externalId: 'b' } }), `${AT}.snsConfigs[0].sigv4.externalId`, { version: '0.33.0' }),
];

const rejected = wrong('rejected');
const whole = { isWhole: true };

export const WHOLE_CASES: readonly Case[] = [
  works('a whole configuration', route({ routes: [{ matchers: [{ name: 'a', matchType: '=', value: 'b' }] }] }), whole),
  rejected('a whole configuration without a route', { receivers: [{ name: 'team' }] }, 'spec.route', whole),
  rejected('a whole configuration whose first route continues', route({ continue: true }), 'spec.route.continue', whole),
  rejected('a whole configuration whose first route has matchers', match({ name: 'a', matchType: '=', value: 'b' }), 'spec.route.matchers', whole),
  rejected('a whole configuration whose first route is muted', route({ muteTimeIntervals: ['night'] }, { muteTimeIntervals: [{ name: 'night', timeIntervals: [{ weekdays: ['sunday'] }] }] }), 'spec.route.muteTimeIntervals', whole),
  rejected('a whole configuration with an unknown receiver', { route: { receiver: 'nobody' }, receivers: [] }, 'spec.route.receiver', whole),
  reload('a whole configuration with a broken pattern', child({ matchers: [{ name: 'a', matchType: '=~', value: '[' }] }), 'spec.route.routes[0].matchers[0].value', whole),
];

export const CASES: readonly Case[] = [...ROUTE_CASES, ...MATCHER_CASES, ...INTERVAL_CASES, ...CLIENT_CASES, ...BASIC_CASES, ...CHAT_CASES, ...PAGING_CASES, ...WHOLE_CASES];
