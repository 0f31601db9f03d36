import { WHERE } from './operator-verdicts';
import { Manifest } from './synth';

// Secrets with the configuration of an Alertmanager, valid and invalid, each with an Alertmanager that uses it unchanged or adds
// AlertmanagerConfigs.

/** An Alertmanager and its Secret. */
export interface SecretCase {
  readonly name: string;
  readonly alertmanager: Manifest;
  readonly secret: Manifest;
}

const GOOD = 'route:\n  receiver: a\nreceivers:\n- name: a\n';
const withRoute = (line: string, more = '') => `route:\n  receiver: a\n  ${line}\nreceivers:\n- name: a\n${more}`;
const withReceiver = (fields: string) => `${GOOD}  ${fields}\n`;
const file = (text: string): object => ({ 'alertmanager.yaml': text });

const SECRETS: readonly object[] = [
  file(GOOD),
  { 'alertmanager.yml': GOOD },
  { 'config.yaml': GOOD },
  { ...file(GOOD), 'template.tmpl': '{{ define "x" }}y{{ end }}' },
  file(''),
  file('receivers:\n- name: a\n'),
  file('route: {}\nreceivers:\n- name: a\n'),
  file(withRoute('continue: true')),
  file(withRoute("matchers: ['severity=\"critical\"']")),
  file(withRoute('match: {severity: critical}')),
  file(withRoute('match_re: {severity: crit.*}')),
  file(withRoute('mute_time_intervals: [b]', 'time_intervals:\n- name: b\n')),
  file(withRoute('active_time_intervals: [b]', 'time_intervals:\n- name: b\n')),
  file(withRoute('routes: [{receiver: b}]')),
  file(withRoute("routes: [{matchers: ['severity=\"critical\"']}]")),
  file(withRoute("routes: [{matchers: ['severity']}]")),
  file(withRoute('routes: [{mute_time_intervals: [nowhere]}]')),
  file(withRoute('group_by: [a, a]')),
  file(withRoute("group_by: ['...', a]")),
  file(withRoute('group_wait: soon')),
  file(withRoute('group_interval: 0s')),
  file(withRoute('repeat_interval: 0s')),
  file('route:\n  receiver: b\nreceivers:\n- name: a\n'),
  file(`${GOOD}- name: a\n`),
  file(`${GOOD}- webhook_configs: []\n`),
  file(`${GOOD}inhibit_rules:\n- source_matchers: ['a=b']\n  target_matchers: ['c=d']\n`),
  file(`${GOOD}inhibit_rules:\n- sourcematchers: ['a=b']\n`),
  file(`${GOOD}unknown: 1\n`),
  file(withRoute('groupby: [a]')),
  file(withReceiver('webhook_configs: [{url: "https://x.example"}]')),
  file(`${GOOD}time_intervals:\n- name: b\n- name: b\n`),
  file('just a text'),
  file('- a\n'),
];

const namedConfig = (at: number, way: string) => `config-${at}-${way}`;

/** Each Secret for an Alertmanager that uses it unchanged, and for one that adds selected objects. */
export function secretCases(version: string): SecretCase[] {
  const ways = { plain: {}, managed: { alertmanagerConfigSelector: { matchLabels: { selects: 'nothing' } } } };
  return SECRETS.flatMap((stringData, at) => Object.entries(ways).map(([way, spec]): SecretCase => {
    const metadata = { name: namedConfig(at, way), namespace: WHERE };
    return {
      name: `${way} ${at} ${JSON.stringify(stringData)}`,
      alertmanager: { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata, spec: { version, replicas: 0, configSecret: metadata.name, ...spec } } as Manifest,
      secret: { apiVersion: 'v1', kind: 'Secret', metadata, stringData } as any,
    };
  }));
}
