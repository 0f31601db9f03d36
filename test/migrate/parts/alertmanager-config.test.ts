import options from '../../../data/options.json';
import { alertmanagerConfigPart } from '../../../src/migrate/parts/alertmanager-config';
import { isPlainUrl } from '../../../src/migrate/parts/alertmanager-fields';
import { INTEGRATIONS } from '../../../src/migrate/parts/alertmanager-receivers';
import { GLOBAL_FIELDS } from '../../../src/migrate/parts/alertmanager-routing';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (alertmanager: unknown) => alertmanagerConfigPart({ alertmanager }, RELEASE);
const optionsOf = (alertmanager: unknown) => Object.fromEntries(made(alertmanager).options.map(([path, { code }]) => [path, code.replace(/\s+/g, ' ')]));
const results = (alertmanager: unknown) => made(alertmanager).values.map(({ path, outcome, note }) => `${outcome} ${path.replace('alertmanager.', '')}: ${note}`);
const receiver = (fields: object) => {
  const { 'alertmanager.routing': routing } = optionsOf({ config: { receivers: [{ name: 'null' }, { name: 'team', ...fields }] } });
  return routing?.slice(routing.indexOf('receivers:'));
};

const STANDARD = 'groupBy: [\'namespace\'], groupWait: Duration.seconds(30), groupInterval: Duration.minutes(5), repeatInterval: Duration.hours(12)';

test('without values it is the configuration of the chart, with the standard inhibition rules', () => {
  expect(optionsOf({})).toEqual({
    'alertmanager.routing': `new AlertRouting({ route: { receiver: 'null', ${STANDARD}, routes: [{ receiver: 'null', matchers: ['alertname="Watchdog"'] }], }, receivers: [{ name: 'null' }], })`,
  });
  expect(results({})).toEqual([]);
  expect(made({}).options[0][1]).toMatchObject({ uses: ['Duration'], from: ['AlertRouting'] });
});

test('values are merged into the configuration of the chart as Helm does: maps are merged, lists are replaced, null removes', () => {
  const { 'alertmanager.routing': routing } = optionsOf({ config: { route: { receiver: 'chat', group_wait: null, routes: [] }, receivers: [{ name: 'chat' }], inhibit_rules: [] } });
  expect(routing).toBe('new AlertRouting({ route: { receiver: \'chat\', groupBy: [\'namespace\'], groupInterval: Duration.minutes(5), repeatInterval: Duration.hours(12), },'
    + ' receivers: [{ name: \'chat\' }], inhibitions: [], })');
});

test('routes keep their order, old matcher fields become matchers, and a backslash in a pattern stays', () => {
  const { 'alertmanager.routing': routing } = optionsOf({
    config: {
      route: {
        receiver: 'null',
        routes: [
          { match: { alertname: 'Watchdog' }, match_re: { namespace: 'a|b' }, receiver: 'null', repeat_interval: '1m', continue: true },
          { matchers: ['severity =~ "critical|page"', 'pod=~"a\\d+"', '{team="x",cluster!="y"}'], receiver: 'null', mute_time_intervals: ['night'] },
        ],
      },
      time_intervals: [{ name: 'night', time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }], weekdays: ['monday:friday'], days_of_month: [1] }] }],
    },
  });
  expect(routing).toContain('{ receiver: \'null\', matchers: [\'alertname="Watchdog"\', \'namespace=~"a|b"\'], repeatInterval: Duration.minutes(1), continueMatching: true, }');
  expect(routing).toContain('matchers: [\'severity=~"critical|page"\', \'pod=~"a\\\\d+"\', \'team="x"\', \'cluster!="y"\'], muteTimeIntervals: [\'night\']');
  expect(routing).toContain('timeIntervals: [ { name: \'night\', ranges: [{ startTime: \'22:00\', endTime: \'24:00\', weekdays: [\'monday:friday\'], daysOfMonth: [\'1\'] }], }, ]');
});

test('a receiver of the chart\'s routes that the values do not define is added, and drops its alerts', () => {
  const config = { route: { receiver: 'slack' }, receivers: [{ name: 'slack' }] };
  expect(optionsOf({ config })['alertmanager.routing']).toContain('receivers: [{ name: \'slack\' }, { name: \'null\' }]');
  expect(made({ config }).warnings).toEqual(['The program has a receiver "null": a route uses it, but the release does not define it. Alerts of this route are dropped.']);
});

test('parts that no alert can reach are omitted, and reported', () => {
  const config = { route: { routes: [{ receiver: 'null' }, { receiver: 'null', matchers: ['a=b'] }] } };
  expect(optionsOf({ config })['alertmanager.routing']).toContain('routes: [{ receiver: \'null\' }]');
  expect(made({ config }).warnings).toEqual(['Not carried over, since it has no effect: alertmanager.config.route.routes[1] and later routes: alertmanager.config.route.routes[0] matches all alerts, so no alert reaches them.']);
});

test('inhibition rules of the values replace those of the chart; one without a source is inhibited by any other alert', () => {
  const rules = [{ source_match: { severity: 'critical' }, target_match_re: { severity: 'warning|info' }, equal: ['alertname'] }, { target_matchers: ['alertname = InfoInhibitor'] }];
  expect(optionsOf({ config: { inhibit_rules: rules } })['alertmanager.routing']).toContain('inhibitions: ['
    + ' { sourceMatchers: [\'severity="critical"\'], targetMatchers: [\'severity=~"warning|info"\'], equal: [\'alertname\'] },'
    + ' { sourceMatchers: [\'alertname!="InfoInhibitor"\'], targetMatchers: [\'alertname="InfoInhibitor"\'] }, ]');
});

test('no secret is written to the program: each is a key of a Secret that must exist; equal secrets share a key', () => {
  const url = 'https://hooks.slack.com/services/T0/B0/verysecret';
  const config = {
    global: { slack_api_url: url, smtp_smarthost: 'mail.example.org:25', smtp_auth_password: 'verysecret', resolve_timeout: '5m' },
    receivers: [{ name: 'null' }, { name: 'Team A', slack_configs: [{ api_url: url, channel: '#a' }], webhook_configs: [{ url: 'https://hc-ping.com/verysecret', http_config: { basic_auth: { username: 'me', password: 'verysecret2' } } }] }],
  };
  const all = made({ config });
  const text = JSON.stringify(all);
  expect(text).not.toContain('verysecret');
  expect(optionsOf({ config })['alertmanager.global']).toBe('{ slackApiUrl: { secretName: \'alertmanager-secrets\', key: \'global-slack-api-url\' },'
    + ' smtp: { smarthost: \'mail.example.org:25\', authPassword: { secretName: \'alertmanager-secrets\', key: \'global-smtp-auth-password\' }, }, }');
  expect(optionsOf({ config })['alertmanager.routing']).toContain('AlertIntegration.slack({ apiUrl: { secretName: \'alertmanager-secrets\', key: \'global-slack-api-url\' }, channel: \'#a\' })');
  expect(all.warnings).toEqual([[
    'Create the Secret alertmanager-secrets in the namespace monitoring before you apply this. Its keys are:',
    '  global-smtp-auth-password: alertmanager.config.global.smtp_auth_password',
    '  global-slack-api-url: alertmanager.config.global.slack_api_url',
    '  team-a-webhook-url: alertmanager.config.receivers[1].webhook_configs[0].url',
    '  team-a-webhook-username: alertmanager.config.receivers[1].webhook_configs[0].http_config.basic_auth.username',
    '  team-a-webhook-password: alertmanager.config.receivers[1].webhook_configs[0].http_config.basic_auth.password',
    'Write each value to a file with the name of its key, without a line break at the end. Then:',
    '  kubectl --namespace monitoring create secret generic alertmanager-secrets'
      + ' --from-file global-smtp-auth-password --from-file global-slack-api-url --from-file team-a-webhook-url --from-file team-a-webhook-username --from-file team-a-webhook-password',
  ].join('\n')]);
});

test('a file of a mounted Secret becomes a reference to its key, and a webhook within the cluster stays a URL', () => {
  expect(receiver({ discord_configs: [{ webhook_url_file: '/etc/alertmanager/secrets/discord/url', title: 'x' }], webhook_configs: [{ url: 'http://bridge.tools.svc:8080/hook' }] })).toBe(
    'receivers: [ { name: \'null\' }, { name: \'team\', integrations: [ AlertIntegration.discord({ apiUrl: { secretName: \'discord\', key: \'url\' }, title: \'x\' }),'
    + ' AlertIntegration.webhook({ url: \'http://bridge.tools.svc:8080/hook\' }), ], }, ], })');
});

test.each([
  ['http://bridge.tools.svc.cluster.local:8080/hook', true], ['http://localhost:9094', true], ['http://bridge:8080', true],
  ['https://hooks.example.org/x', false], ['http://user:pass@bridge:80/', false], ['http://bridge:80/?token=x', false], ['http://discord.com/api', false],
])('%s is written unchanged: %s', (url, isPlain) => expect(isPlainUrl(url)).toBe(isPlain));

test('templates become a ConfigMap', () => {
  const { statements } = made({ templateFiles: { 'team.tmpl': '{{ define "x" }}y{{ end }}' } });
  expect(optionsOf({ templateFiles: { 'team.tmpl': 'x' } })['alertmanager.templates']).toBe('[{ configMapName: \'alertmanager-templates\', key: \'team.tmpl\' }]');
  expect(statements.map(({ code }) => code)).toEqual([`new ApiObject(chart, 'AlertTemplates', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'alertmanager-templates' },
  data: { 'team.tmpl': '{{ define "x" }}y{{ end }}' },
});`]);
});

test.each([
  ['an integration that AlertmanagerConfigs do not have', { config: { receivers: [{ name: 'null' }, { name: 'x', jira_configs: [{}] }] } }, 'alertmanager.config.receivers[1].jira_configs: an AlertmanagerConfig has no such integration'],
  ['a time zone', { config: { time_intervals: [{ name: 'x', time_intervals: [{ location: 'Europe/Berlin' }] }] } }, 'alertmanager.config.time_intervals[0].time_intervals[0].location: an AlertmanagerConfig supports only times in UTC'],
  ['a template of Helm', { tplConfig: true, config: { route: { receiver: '{{ .Values.receiver }}' } } }, 'it has Helm templates'],
  ['templates of a ConfigMap', { config: { templates: ['/etc/alertmanager/configmaps/t/*.tmpl'] } }, 'alertmanager.config.templates: /etc/alertmanager/configmaps/t/*.tmpl is not in templateFiles'],
])('%s keeps the configuration in a Secret, which is copied before the release is deleted', (_, alertmanager, why) => {
  const { warnings } = made(alertmanager);
  expect(optionsOf(alertmanager)).toEqual({ 'alertmanager.configSecret': '\'alertmanager-config\'' });
  expect(warnings).toEqual([`The configuration of Alertmanager is in the Secret alertmanager-kps-kube-prometheus-stack-alertmanager, which is deleted with the release. Copy it to alertmanager-config before you apply this; without it every alert is dropped:
  kubectl --namespace monitoring get secret alertmanager-kps-kube-prometheus-stack-alertmanager --output json | jq '{apiVersion, kind, type, data, metadata: {name: "alertmanager-config", namespace: .metadata.namespace}}' | kubectl create --filename -
It is not written as AlertRouting: ${why}.`]);
  expect(results(alertmanager).at(-1)).toBe(`different config: alertmanager.configSecret: alertmanager-config, a copy that you create, because AlertRouting does not support it: ${why}`);
});

test('a named AlertmanagerConfig is kept', () => {
  const alertmanager = { config: {}, alertmanagerSpec: { alertmanagerConfiguration: { name: 'routing' } } };
  expect(optionsOf(alertmanager)).toEqual({ 'alertmanager.spec.alertmanagerConfiguration': '{ name: \'routing\' }' });
  expect(results(alertmanager)).toEqual([
    'mapped alertmanagerSpec.alertmanagerConfiguration.name: alertmanager.spec.alertmanagerConfiguration.name', 'same config: replaced by alertmanagerConfiguration',
  ]);
});

test('a Secret of the user is kept, under its name or the name that the operator reads', () => {
  expect(optionsOf({ alertmanagerSpec: { useExistingSecret: true, configSecret: 'routing' } })).toEqual({ 'alertmanager.configSecret': '\'routing\'' });
  expect(optionsOf({ alertmanagerSpec: { useExistingSecret: true } })).toEqual({ 'alertmanager.configSecret': '\'alertmanager-kps-kube-prometheus-stack-alertmanager\'' });
});

test('the selectors of AlertmanagerConfigs are kept', () => {
  expect(optionsOf({ alertmanagerSpec: { alertmanagerConfigSelector: { matchLabels: { a: 'b' } }, alertmanagerConfigNamespaceSelector: { matchExpressions: [{ key: 'x', operator: 'Exists' }] }, alertmanagerConfigMatcherStrategy: { type: 'None' } } })).toMatchObject({
    'alertmanager.configSelection': '{ matchLabels: { a: \'b\' }, namespaceExpressions: [{ key: \'x\', operator: \'Exists\' }] }', 'alertmanager.configMatcher': 'AlertmanagerConfigMatcher.NONE',
  });
});

test('a disabled Alertmanager has no options', () => expect(made({ enabled: false, config: { route: { receiver: 'x' } } })).toEqual({ options: [], statements: [], values: [], warnings: [] }));

test('the fields of all integrations are options of AlertIntegration', () => {
  const structs: Record<string, Record<string, string>> = options.structs;
  // AlertHttpIntegrationOptions has them for all
  const OF_ALL = ['sendResolved', 'http'];
  for (const { method, fields } of Object.values(INTEGRATIONS)) {
    const struct = structs[`${method[0].toUpperCase()}${method.slice(1)}IntegrationOptions`];
    expect([method, Object.values(fields).map(([option]) => option).filter(option => struct[option] === undefined && !OF_ALL.includes(option))]).toEqual([method, []]);
  }
  const names = (fields: typeof GLOBAL_FIELDS.smtp) => Object.values(fields).map(([option]) => option);
  expect(names(GLOBAL_FIELDS.global).filter(option => structs.AlertmanagerGlobalOptions[option] === undefined)).toEqual([]);
  expect(names(GLOBAL_FIELDS.smtp).filter(option => structs.AlertSmtpOptions[option] === undefined)).toEqual([]);
});

test.each([null, 5, [], { config: 5 }, { config: { receivers: 'x' } }, { config: { route: [] } }, { config: { receivers: [null] } }, { config: { receivers: [{ name: 'x', slack_configs: [5] }] } }, { alertmanagerSpec: 'x', templateFiles: 5 }])('%j does not stop it', alertmanager => {
  expect(() => made(alertmanager)).not.toThrow();
});
