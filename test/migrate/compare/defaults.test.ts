import { readFileSync } from 'fs';
import { parse } from 'yaml';
import { alert, comparedOf, monitor, prometheus, record, rules, secret, service, yamlOf } from './compare-of';
import { appText } from '../../../src/migrate/app-text';
import { decidedByValues } from '../../../src/migrate/compare/decisions';
import { Compared, isUndecided } from '../../../src/migrate/compare/finding';
import { migrateValues } from '../../../src/migrate/migrate';
import upstream from '../../data/upstream-rule-names.json';
import { synthesizeApps } from '../../support/example';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const CHART = 'kube-prometheus-stack';
const FULL = 'kps-kube-prometheus-stack';

/** `critical, after 5m` */
function levelOf(name: string, text: string): object {
  const [severity, after] = text.split(', ');
  return alert(name, severity, 'vector(1)', after === 'at once' ? '0s' : after.replace('after ', ''));
}

const ALERTS = Object.entries(upstream.alerts).filter(([, { by }]) => by.includes(CHART)).flatMap(([name, { levels }]) => levels.map(level => levelOf(name, level)));
// series of Windows nodes need an exporter on them
const RECORDS = Object.entries(upstream.records).filter(([name, by]) => by.includes(CHART) && !name.includes('windows')).map(([name]) => record(name, 'vector(1)'));
const LABEL = { release: 'kps' };
const labelled = (object: any) => ({ ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...LABEL } } });

/**
 * The chart's objects with its default values, as far as the comparison reads them: names, kinds, selectors and ports of version 88.5.3.
 */
const OLD = yamlOf(
  prometheus(`${FULL}-prometheus`, {
    version: 'v3.14.0',
    retention: '10d',
    portName: 'http-web',
    serviceAccountName: `${FULL}-prometheus`,
    securityContext: { fsGroup: 2000, runAsGroup: 2000, runAsNonRoot: true, runAsUser: 1000 },
    serviceMonitorSelector: { matchLabels: LABEL },
    serviceMonitorNamespaceSelector: {},
    ruleSelector: { matchLabels: LABEL },
    ruleNamespaceSelector: {},
    alerting: { alertmanagers: [{ name: `${FULL}-alertmanager`, namespace: 'monitoring', port: 'http-web' }] },
  }),
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: `${FULL}-alertmanager`, namespace: 'monitoring' }, spec: { version: 'v0.34.0', retention: '120h', portName: 'http-web' } },
  secret(`alertmanager-${FULL}-alertmanager`, { 'alertmanager.yaml': JSON.stringify({ route: { receiver: 'null' }, receivers: [{ name: 'null' }] }) }, { 'app.kubernetes.io/managed-by': 'Helm' }),
  service(`${FULL}-prometheus`, { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': `${FULL}-prometheus` }, [{ name: 'http-web', port: 9090, targetPort: 9090 }], { 'app': `${CHART}-prometheus`, 'release': 'kps', 'self-monitor': 'true' }),
  service(`${FULL}-alertmanager`, { 'app.kubernetes.io/name': 'alertmanager', 'alertmanager': `${FULL}-alertmanager` }, [{ name: 'http-web', port: 9093, targetPort: 9093 }], { 'app': `${CHART}-alertmanager`, 'release': 'kps', 'self-monitor': 'true' }),
  labelled(monitor(`${FULL}-prometheus`, { 'app': `${CHART}-prometheus`, 'release': 'kps', 'self-monitor': 'true' }, 'http-web')),
  labelled(monitor(`${FULL}-alertmanager`, { 'app': `${CHART}-alertmanager`, 'release': 'kps', 'self-monitor': 'true' }, 'http-web')),
  labelled(rules(`${FULL}-all`, ...ALERTS, ...RECORDS)),
);

/** The objects of the program for these values, next to those of the release. */
function comparedWith(old: string, values: unknown): Compared[] {
  const migration = migrateValues(values, RELEASE);
  const { files } = synthesizeApps([{ source: appText(migration, values, RELEASE) }])[0]();
  return decidedByValues(comparedOf(old, Object.values(files).join('\n---\n')), migration.values);
}

const WITHOUT_GRAFANA = { grafana: { enabled: false } };
let found: Compared[];
beforeAll(() => { found = comparedWith(OLD, WITHOUT_GRAFANA); });

test('the program for the defaults of the chart has no loss without a decision', () => {
  expect(ALERTS.length).toBeGreaterThan(150);
  expect(found.filter(isUndecided)).toEqual([]);
});

const countOf = (section: string, verdict: string) => found.filter(each => each.section === section && each.verdict === verdict).length;

test('all alerts and StatefulSets keep their names', () => {
  expect(countOf('alert', 'gone') + countOf('alert', 'renamed')).toBe(0);
  expect(found.filter(({ section, verdict }) => section === 'data' && verdict === 'kept').map(({ subject }) => subject)).toEqual(expect.arrayContaining([
    `StatefulSet monitoring/alertmanager-${FULL}-alertmanager`, `StatefulSet monitoring/prometheus-${FULL}-prometheus`,
  ]));
  expect(found.filter(({ section }) => section === 'retention').map(({ verdict }) => verdict)).toEqual(['kept', 'kept']);
});

test('the old addresses stay', () => {
  expect(found.filter(({ section, verdict }) => section === 'address' && verdict === 'kept').map(({ subject }) => subject)).toEqual(expect.arrayContaining([
    `${FULL}-alertmanager.monitoring:9093`, `${FULL}-prometheus.monitoring:9090`,
  ]));
});

// the real chart: CHART_MANIFESTS has what "helm template kps CHART --namespace monitoring" prints, CHART_VALUES its values.yaml
const { CHART_MANIFESTS, CHART_VALUES } = process.env;
if (CHART_MANIFESTS !== undefined && CHART_VALUES !== undefined) {
  test('the real chart loses nothing that migrate does not report', () => {
    const all = comparedWith(readFileSync(CHART_MANIFESTS, 'utf8'), parse(readFileSync(CHART_VALUES, 'utf8')));
    expect(all.filter(isUndecided)).toEqual([]);
  });
}
