import { agent, env, found, object, podMonitor, prometheus, scrapeConfig, secret, serviceMonitor, version } from './support';
import { operatorProblems } from '../../../src/admission/operator/problems';

const AT = 'spec.endpoints[0].relabelings[0]';
const step = (relabeling: object) => serviceMonitor({ relabelings: [relabeling] });
const effects = (manifest: unknown, where = env('3.16.0')) => operatorProblems(manifest, where).map(({ row, effect }) => `${row} ${effect}`);

/** model/relabel/relabel.go of Prometheus 3.16.0, Validate: `c.Regex != DefaultRelabelConfig.Regex` compares pointers. */
describe('what the operator writes and Prometheus rejects', () => {
  test.each(['keepequal', 'dropequal', 'DropEqual'])('%s with the default regex', action =>
    expect(effects(step({ action, sourceLabels: ['a'], targetLabel: 'b', regex: '(.*)' }))).toEqual(['relabeling/equal-regex invalid-at-reload']));

  test.each<[string, object]>([
    ['labelkeep with the default regex', { action: 'labelkeep', regex: '(.*)' }],
    ['keepequal with the default separator and replacement', { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b', separator: ';', replacement: '$1' }],
    ['replace with the default regex', { sourceLabels: ['a'], targetLabel: 'b', regex: '(.*)' }],
  ])('not %s', (_title, relabeling) => expect(effects(step(relabeling))).toEqual([]));

  test('a source label that is empty', () =>
    expect(found(step({ action: 'keep', sourceLabels: ['a', ''], regex: 'b' }), env('3.16.0'))).toEqual([`relabeling/source-labels at ${AT}.sourceLabels[1]`]));

  test('a source label in UTF-8 below Prometheus 3', () => {
    const relabeling = step({ action: 'keep', sourceLabels: ['k8s.pod'], regex: 'b' });
    expect(found(relabeling, env('2.55.1'))).toEqual([`relabeling/source-labels at ${AT}.sourceLabels[0]`]);
    expect(found(relabeling, env('3.0.0'))).toEqual([]);
    expect(found(relabeling, env())).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['replace', { sourceLabels: ['a'], targetLabel: 'k8s.pod' }, 'targetLabel'],
    ['lowercase', { action: 'lowercase', sourceLabels: ['a'], targetLabel: 'k8s.pod' }, 'targetLabel'],
    ['hashmod', { action: 'hashmod', modulus: 2, sourceLabels: ['a'], targetLabel: 'k8s.pod' }, 'targetLabel'],
    ['labelmap', { action: 'labelmap', regex: 'a_(.+)', replacement: 'k8s.$1' }, 'replacement'],
  ])('%s to a UTF-8 name while the name scheme is Legacy', (_title, relabeling, field) => {
    const legacy = (text: string) => env(text, { prometheusSpec: { nameValidationScheme: 'Legacy' } });
    expect(found(step(relabeling), legacy('3.7.0'))).toEqual([`relabeling/scheme at ${AT}.${field}`]);
    expect(found(step(relabeling), legacy('3.6.0'))).toEqual([]);
    expect(found(step(relabeling), env('3.7.0'))).toEqual([]);
    expect(effects(scrapeConfig({ nameValidationScheme: 'Legacy', relabelings: [relabeling] }))).toEqual(['relabeling/scheme invalid-at-reload']);
    expect(found(scrapeConfig({ nameValidationScheme: 'UTF8', relabelings: [relabeling] }), legacy('3.7.0'))).toEqual([]);
  });

  test('replace to a template while the name scheme is Legacy is accepted', () =>
    expect(found(step({ sourceLabels: ['a'], targetLabel: 'b_${1}' }), env('3.7.0', { prometheusSpec: { nameValidationScheme: 'Legacy' } }))).toEqual([]));

  test('the same for remote write and alerts, but not for a scrape class, which may be unused', () => {
    const relabeling = { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b', regex: '(.*)' };
    expect(effects(prometheus({ remoteWrite: [{ url: 'http://a', writeRelabelConfigs: [relabeling] }] }))).toEqual(['write-relabeling/equal-regex invalid-at-reload']);
    expect(effects(prometheus({ alerting: { alertmanagers: [{ name: 'a', namespace: 'b', port: 'c', relabelings: [relabeling] }] } }))).toEqual(['relabeling/equal-regex invalid-at-reload']);
    expect(effects(prometheus({ scrapeClasses: [{ name: 'a', relabelings: [relabeling] }] }))).toEqual([]);
  });

  test('two authentication methods of remote read', () => {
    const remoteRead = [{ url: 'http://a', basicAuth: { username: secret('u'), password: secret('p') }, authorization: { credentials: secret('t') } }];
    expect(effects(prometheus({ remoteRead }))).toEqual(['authentication/twice invalid-at-reload']);
    expect(effects(prometheus({ remoteRead, serviceMonitorSelector: undefined }))).toEqual(['prometheus/unmanaged field-ignored']);
  });

  test('escaping that allows what the legacy scheme does not', () => {
    const of = (more: object) => scrapeConfig({ nameEscapingScheme: 'AllowUTF8', ...more });
    expect(effects(of({ nameValidationScheme: 'Legacy' }))).toEqual(['scrape-config/escaping invalid-at-reload']);
    expect(effects(of({}))).toEqual([]);
    expect(effects(of({ nameValidationScheme: 'Legacy' }), env('3.3.0'))).toEqual(['ignored/scrapeconfig/nameescapingscheme field-ignored']);
  });
});

/** `[0]` of an empty list in addAuthorizationToYaml of pkg/prometheus/promcfg.go, 0.70.0 to 0.94.1; in monitors in 0.79.2 and newer. */
describe('an authorization for Prometheus below 2.26 makes the operator panic', () => {
  const authorization = { credentials: { name: 'a', key: 'b' } };

  test.each<[string, object]>([
    ['remote write', prometheus({ remoteWrite: [{ url: 'http://a', authorization }] })],
    ['remote write of an agent', agent({ remoteWrite: [{ url: 'http://a', authorization }] })],
    ['remote read', prometheus({ remoteRead: [{ url: 'http://a', authorization }] })],
    ['the API server', prometheus({ apiserverConfig: { host: 'http://a', authorization } })],
    ['a ServiceMonitor', serviceMonitor({ authorization })],
    ['a PodMonitor', podMonitor({ authorization })],
    ['a Probe', object('Probe', { prober: { url: 'a:80' }, targets: { staticConfig: { static: ['a'] } }, authorization })],
  ])('of %s', (_title, manifest) => {
    expect(effects(manifest, env('2.25.2'))).toEqual([expect.stringMatching(/^crash\/[a-z-]+ everything-blocked$/)]);
    expect(effects(manifest, env('2.26.0'))).toEqual([]);
  });

  test('not in a monitor for an operator below 0.79, which ignores it', () =>
    expect(effects(serviceMonitor({ authorization }), { ...env('2.25.2'), operator: version('0.78.2') })).toEqual(['ignored/servicemonitor/endpoints.authorization field-ignored']));

  test('not in the "alerting" of a Prometheus, where it is ignored', () =>
    expect(effects(prometheus({ alerting: { alertmanagers: [{ name: 'a', namespace: 'b', port: 'c', authorization }] } }), env('2.25.2'))).toEqual(['ignored/prometheus/alerting.alertmanagers.authorization field-ignored']));
});
