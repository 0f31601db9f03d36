import { Case, CASES, Outcome } from './alertmanager-cases';
import { alertmanagerConfigFaults } from '../../../src/admission/operator/alertmanager/alertmanager-config';
import { Effect, OperatorEnv } from '../../../src/admission/operator/row';
import { ComponentVersion } from '../../../src/versions/component-version';

const version = (component: 'prometheusOperator' | 'alertmanager', text: string) => ComponentVersion.parse(component, 'version', text).version;

const EFFECTS: { readonly [outcome in Outcome]?: Effect } = {
  'left out': 'object-left-out',
  'blocks everything': 'everything-blocked',
  'refused at reload': 'invalid-at-reload',
  'field ignored': 'field-ignored',
  'works otherwise': 'works-otherwise',
  'rejected': 'resource-rejected',
};

/** An Alertmanager that selects the object, and the existing Secrets. */
function envOf({ keys, raw, isWhole, version: text = '0.34.0' }: Case): OperatorEnv {
  const spec = isWhole ? { alertmanagerConfiguration: { name: 'config' } } : { alertmanagerConfigSelector: {} };
  const secrets: { [name: string]: any } = {
    ...keys && { 'team/keys': { stringData: keys } },
    ...raw !== undefined && { 'monitoring/alertmanager-main': { data: { 'alertmanager.yaml': Buffer.from(raw).toString('base64') } } },
  };
  return {
    operator: version('prometheusOperator', '0.94.1'),
    alertmanager: version('alertmanager', text),
    alertmanagerManifest: { metadata: { name: 'main', namespace: isWhole ? 'team' : 'monitoring' }, spec },
    lookup: (kind, namespace, name) => kind === 'Secret' ? secrets[`${namespace}/${name}`] : 'unknown',
  };
}

const faultsOf = (each: Case) => alertmanagerConfigFaults({ apiVersion: 'monitoring.coreos.com/v1alpha1', metadata: { name: 'config', namespace: 'team' }, spec: each.spec }, envOf(each));

describe('an AlertmanagerConfig, as prometheus-operator 0.94.1 and Alertmanager read it', () => {
  test.each(CASES.filter(({ outcome }) => outcome === 'works').map(each => [each.title, each] as const))('%s works', (_, each) => {
    expect(faultsOf(each).map(({ row, fault }) => [row.id, fault.at, fault.why])).toEqual([]);
  });

  test.each(CASES.filter(({ outcome }) => outcome !== 'works').map(each => [each.title, each.outcome, each] as const))('%s: %s', (_, outcome, each) => {
    const found = faultsOf(each);
    expect(found.map(({ fault, effect }) => [fault.at, effect])).toContainEqual([each.at, EFFECTS[outcome]]);
  });

  test('there are valid and invalid cases', () => {
    expect(CASES.filter(({ outcome }) => outcome === 'works').length).toBeGreaterThan(60);
    expect(CASES.filter(({ outcome }) => outcome !== 'works').length).toBeGreaterThan(140);
    expect(new Set(CASES.map(({ title }) => title)).size).toBe(CASES.length);
  });
});
