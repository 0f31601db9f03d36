import { parseAllDocuments } from 'yaml';
import { appText } from '../../src/migrate/app-text';
import { migrateValues } from '../../src/migrate/migrate';
import { yamlOf } from '../support/run-program';

// By default the chart's Prometheus selects objects with the label of the release. So every generated object must have it, or it is not
// scraped or evaluated.
const RELEASE = { name: 'kps', namespace: 'monitoring' };
const KINDS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];
const RULES = { groups: [{ name: 'pool', rules: [{ alert: 'PoolDegraded', expr: 'pool_state > 0', labels: { severity: 'critical' } }] }] };
const VALUES = {
  additionalPrometheusRulesMap: { pool: RULES },
  prometheus: {
    additionalServiceMonitors: [{ name: 'a', selector: { matchLabels: { app: 'a' } }, endpoints: [{ port: 'web' }] }],
    additionalPodMonitors: [{ name: 'b', selector: { matchLabels: { app: 'b' } }, podMetricsEndpoints: [{ port: 'web' }] }],
  },
};

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

test('every object that the program creates for Prometheus has the label by which the release selects', () => {
  const yaml = yamlOf(appText(migrateValues(VALUES, RELEASE), VALUES, RELEASE));
  const objects = parseAllDocuments(yaml).map(document => document.toJS()).filter(object => KINDS.includes(object?.kind));
  expect(objects.length).toBeGreaterThan(10);
  expect(objects.filter(({ metadata }) => metadata.labels?.release !== 'kps').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  const prometheus = parseAllDocuments(yaml).map(document => document.toJS()).find(object => object?.kind === 'Prometheus');
  expect(prometheus.spec.ruleSelector).toEqual({ matchLabels: { release: 'kps' } });
});
