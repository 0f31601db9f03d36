import { alertmanagerSecretFindings, alertmanagerSecretProblems } from '../../../src/admission/operator/alertmanager/secret';
import { OperatorEnv } from '../../../src/admission/operator/row';
import { ComponentVersion } from '../../../src/versions/component-version';

const operator = ComponentVersion.parse('prometheusOperator', 'version', '0.94.1').version;
const env: OperatorEnv = { operator };

const alertmanager = (spec: any = {}) => ({ kind: 'Alertmanager', metadata: { name: 'main', namespace: 'monitoring' }, spec: { version: 'v0.34.0', ...spec } });
const MANAGED = alertmanager({ alertmanagerConfigSelector: {} });
const PLAIN = alertmanager();

const secret = (text: string, key = 'alertmanager.yaml', name = 'alertmanager-main') => ({ kind: 'Secret', metadata: { name, namespace: 'monitoring' }, stringData: { [key]: text } });
const of = (text: string, user: any = MANAGED) => alertmanagerSecretProblems(secret(text), [user], env).map(({ effect, path }) => [effect, path.replace('stringData["alertmanager.yaml"]: ', '')]);

const GOOD = 'route:\n  receiver: a\nreceivers:\n- name: a\n';

// checkAlertmanagerConfigRootRoute of pkg/alertmanager/amcfg.go, and config/testdata of Alertmanager 0.35: the inputs in the fields that decide
const WRONG: readonly (readonly [title: string, text: string, path: string])[] = [
  ['no route', 'receivers:\n- name: a\n', 'route'],
  ['no receiver of the first route', 'route: {}\nreceivers:\n- name: a\n', 'route.receiver'],
  ['a first route that continues', 'route:\n  receiver: a\n  continue: true\nreceivers:\n- name: a\n', 'route.continue'],
  ['matchers of the first route', 'route:\n  receiver: a\n  matchers: [\'severity="critical"\']\nreceivers:\n- name: a\n', 'route.matchers'],
  ['match of the first route', 'route:\n  receiver: a\n  match: {severity: critical}\nreceivers:\n- name: a\n', 'route.match'],
  ['match_re of the first route', 'route:\n  receiver: a\n  match_re: {severity: critical}\nreceivers:\n- name: a\n', 'route.match_re'],
  ['a first route that is muted', 'route:\n  receiver: a\n  mute_time_intervals: [b]\nreceivers:\n- name: a\ntime_intervals:\n- name: b\n', 'route.mute_time_intervals'],
  ['a first route with active times', 'route:\n  receiver: a\n  active_time_intervals: [b]\nreceivers:\n- name: a\ntime_intervals:\n- name: b\n', 'route.active_time_intervals'],
  ['an unknown receiver', 'route:\n  receiver: b\nreceivers:\n- name: a\n', 'route.receiver'],
  ['an unknown receiver of a child', 'route:\n  receiver: a\n  routes:\n  - receiver: b\nreceivers:\n- name: a\n', 'route.routes[0].receiver'],
  ['a receiver twice', `${GOOD}- name: a\n`, 'receivers[1].name'],
  ['a receiver without a name', `${GOOD}- webhook_configs: []\n`, 'receivers[1].name'],
  ['an unknown time interval', 'route:\n  receiver: a\n  routes:\n  - mute_time_intervals: [b]\nreceivers:\n- name: a\n', 'route.routes[0].mute_time_intervals[0]'],
  ['a time interval twice', `${GOOD}time_intervals:\n- name: b\n- name: b\n`, 'time_intervals[1].name'],
  ['a label twice in group_by', 'route:\n  receiver: a\n  group_by: [b, b]\nreceivers:\n- name: a\n', 'route.group_by[1]'],
  ['all labels and one', 'route:\n  receiver: a\n  group_by: [b, ...]\nreceivers:\n- name: a\n', 'route.group_by'],
  ['a group interval of zero', 'route:\n  receiver: a\n  group_interval: 0s\nreceivers:\n- name: a\n', 'route.group_interval'],
  ['a repeat interval of zero', 'route:\n  receiver: a\n  repeat_interval: 0s\nreceivers:\n- name: a\n', 'route.repeat_interval'],
  ['a duration without a unit', 'route:\n  receiver: a\n  group_wait: 30\nreceivers:\n- name: a\n', 'route.group_wait'],
  ['a broken pattern', 'route:\n  receiver: a\n  routes:\n  - matchers: [\'a=~"("\']\nreceivers:\n- name: a\n', 'route.routes[0].matchers[0]'],
  ['a broken pattern of an inhibition rule', `${GOOD}inhibit_rules:\n- source_matchers: ['a=~"*"']\n`, 'inhibit_rules[0].source_matchers[0]'],
  ['a misspelled field', `${GOOD}templatess: []\n`, 'templatess'],
  ['a misspelled field of a route', 'route:\n  receiver: a\n  groupby: [b]\nreceivers:\n- name: a\n', 'route.groupby'],
];

describe('the Secret with the configuration of an Alertmanager', () => {
  test.each(WRONG)('%s: the operator rejects the Alertmanager', (_, text, path) => expect(of(text)).toContainEqual(['resource-rejected', path]));
  test.each(WRONG)('%s: without a selector the operator does not check it, and Alertmanager rejects it when it reloads', (_, text, path) => expect(of(text, PLAIN)).toContainEqual(['invalid-at-reload', path]));

  test.each([
    ['a small one', GOOD],
    ['names that are numbers', 'route:\n  receiver: 1\nreceivers:\n- name: "1"\n'],
    ['all fields', `global:\n  resolve_timeout: 5m\ntemplates: []\n${GOOD}  webhook_configs:\n  - url: https://a.example\ninhibit_rules:\n- source_matchers: [a="b"]\n  target_matchers: [a="c"]\n  equal: [d]\ntime_intervals:\n- name: b\n  time_intervals: []\n`],
    ['several matchers in one text', 'route:\n  receiver: a\n  routes:\n  - matchers: [\'a="b",c=~"d"\', "{e=f}"]\nreceivers:\n- name: a\n'],
    ['a pattern with a backslash', 'route:\n  receiver: a\n  routes:\n  - matchers: [\'a=~"b\\(c"\']\nreceivers:\n- name: a\n'],
    ['a group_wait of zero', 'route:\n  receiver: a\n  group_wait: 0s\nreceivers:\n- name: a\n'],
    ['JSON', '{"route": {"receiver": "a"}, "receivers": [{"name": "a"}]}'],
  ])('%s works', (_, text) => expect([of(text), of(text, PLAIN)]).toEqual([[], []]));

  // loadConfigurationFromSecret of pkg/alertmanager/operator.go: "empty configuration in the config secret, using default Alertmanager configuration"
  test('an empty configuration is replaced by one that drops every alert', () =>
    expect([of(''), of('', PLAIN)]).toEqual([[['works-otherwise', 'stringData["alertmanager.yaml"]']], [['works-otherwise', 'stringData["alertmanager.yaml"]']]]));

  test('fields that only Alertmanager has are rejected by the operator, and work without the operator\'s check', () => {
    const text = `tracing:\n  endpoint: a\n${GOOD}inhibit_rules:\n- name: b\n  source_matchers: [a=b]\n  target_matchers: [a=c]\n`;
    expect(of(text)).toEqual([['resource-rejected', 'inhibit_rules[0].name'], ['resource-rejected', 'tracing']]);
    expect(of(text, PLAIN)).toEqual([]);
  });

  test('names that are valid only as UTF-8 are, too', () => {
    const text = 'route:\n  receiver: a\n  routes:\n  - matchers: [\'"k8s.pod"="b"\']\nreceivers:\n- name: a\n';
    expect(of(text)).toEqual([['resource-rejected', 'route.routes[0].matchers[0]']]);
    expect(of(text, PLAIN)).toEqual([]);
  });

  test('an unknown field may belong to a newer version than the known ones', () => {
    const text = `${GOOD}templatess: []\n`;
    const newer = ComponentVersion.parse('prometheusOperator', 'version', '0.96.0').version;
    expect(alertmanagerSecretProblems(secret(text), [MANAGED], { operator: newer })).toEqual([]);
    expect(alertmanagerSecretProblems(secret(text), [MANAGED], {})).toEqual([]);
    expect(alertmanagerSecretProblems(secret(text), [alertmanager({ version: 'v0.40.0' })], env)).toEqual([]);
  });

  test('alertmanager.yml is not read: the key is alertmanager.yaml', () => {
    const [problem] = alertmanagerSecretProblems(secret(GOOD, 'alertmanager.yml'), [PLAIN], env);
    expect(problem).toMatchObject({ row: 'alertmanager-secret/key', path: 'stringData', alertmanager: 'main' });
    expect(problem.why).toBe('has the key "alertmanager.yml": rename it to "alertmanager.yaml"; the operator reads only this key, and otherwise uses a configuration that drops every alert');
  });

  test('base64 data is read, too, and stringData takes precedence', () => {
    const data = { 'alertmanager.yaml': Buffer.from('receivers: []').toString('base64') };
    const made = { metadata: { name: 'alertmanager-main', namespace: 'monitoring' }, data };
    expect(alertmanagerSecretProblems(made, [MANAGED], env).map(({ path }) => path)).toEqual(['data["alertmanager.yaml"]: route']);
    expect(alertmanagerSecretProblems({ ...made, stringData: { 'alertmanager.yaml': GOOD } }, [MANAGED], env)).toEqual([]);
  });

  test('a Secret with another name or namespace, or of an Alertmanager with "alertmanagerConfiguration", is ignored', () => {
    const bad = secret('receivers: []');
    expect(alertmanagerSecretProblems({ ...bad, metadata: { name: 'other', namespace: 'monitoring' } }, [MANAGED], env)).toEqual([]);
    expect(alertmanagerSecretProblems({ ...bad, metadata: { name: 'alertmanager-main', namespace: 'other' } }, [MANAGED], env)).toEqual([]);
    expect(alertmanagerSecretProblems(bad, [alertmanager({ alertmanagerConfiguration: { name: 'a' } })], env)).toEqual([]);
    expect(alertmanagerSecretProblems(secret('receivers: []', 'alertmanager.yaml', 'own'), [alertmanager({ configSecret: 'own' })], env)).toHaveLength(1);
  });

  test('a Secret without keys may be filled by another program', () => expect(alertmanagerSecretProblems({ metadata: { name: 'alertmanager-main', namespace: 'monitoring' } }, [PLAIN], env)).toEqual([]));

  test('a placeholder that is not a string is ignored', () => {
    const made = { metadata: { name: 'alertmanager-main', namespace: 'monitoring' }, data: { 'alertmanager.yaml': { BASE64: null } } };
    expect(alertmanagerSecretProblems(made, [PLAIN], env)).toEqual([]);
  });

  test('a file that cannot be parsed is reported as not checked', () => {
    expect(alertmanagerSecretProblems(secret('route: [\n'), [MANAGED], env).map(({ row, effect }) => [row, effect])).toEqual([['alertmanager-secret/unread', 'works-otherwise']]);
  });

  test('the finding names the Secret and the Alertmanager', () => {
    const of_ = (made: any) => alertmanagerSecretFindings(made, 'Secret monitoring/alertmanager-main', [MANAGED], env).map(({ severity, message }) => `${severity}: ${message}`);
    expect(of_(secret(GOOD, 'alertmanager.yml'))).toEqual(['error: Secret monitoring/alertmanager-main has the configuration of the Alertmanager "main", and has the key "alertmanager.yml": '
      + 'rename it to "alertmanager.yaml"; the operator reads only this key, and otherwise uses a configuration that drops every alert [operator/config-key]']);
    expect(of_(secret('route:\n  receiver: b\nreceivers:\n- name: a\n'))).toEqual(['error: stringData["alertmanager.yaml"]: route.receiver of Secret monitoring/alertmanager-main is "b", '
      + 'which is not a receiver in this file: add it to "receivers", or correct the name; the operator rejects the whole Alertmanager main [operator/rejected]']);
    expect(of_(secret('a: ['))[0]).toMatch(/^warning: .*\[operator\/config-unread\]$/);
  });

  test('values of unknown fields, which may be secrets, are not repeated', () => {
    const text = `${GOOD}slack_api_url: https://secret.example\n`;
    expect(JSON.stringify(alertmanagerSecretProblems(secret(text), [MANAGED], env))).not.toContain('secret.example');
  });
});
