import { env, serviceMonitor, version } from './support';
import { operatorFindings, operatorProblems } from '../../../src/admission/operator/problems';
import * as rules from '../../../src/admission/operator/rules';
import { operatorRows, tablesWithMissingKinds } from '../../../src/admission/operator/table';

const rows = operatorRows();

test('every row has a unique id', () => expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length));

test('every row names a file of upstream and a text in it', () => {
  for (const { id, see } of rows) { expect([id, see.file, see.text]).toEqual([id, expect.stringMatching(/^(?:pkg|alertmanager: [a-z]+|prometheus: [a-z]+)\/[a-z0-9/_]+\.go$/), expect.stringMatching(/.{4,}/)]); }
});

test('every row has kinds, fields and an effect', () => {
  const kinds = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager', 'AlertmanagerConfig'];
  for (const row of rows) {
    const [hasKinds, hasEffects] = [row.kinds.length > 0 && row.kinds.every(kind => kinds.includes(kind)), row.effects.length > 0 && row.effects.every(each => each)];
    expect([row.id, hasKinds, row.fields.length > 0, hasEffects]).toEqual([row.id, true, true, true]);
    expect([row.id, row.fields.every(field => /^spec(?:\.[\w]+(?:\[\]|\{\})*)*\.?$/.test(field))]).toEqual([row.id, true]);
  }
});

test('a table is loaded for every kind that has rows in it', () => expect(tablesWithMissingKinds()).toEqual([]));

test('versions of rows are valid', () => {
  for (const { id, since, until } of rows) { expect([id, [since, until].every(each => each === undefined || /^0\.\d+\.\d+$/.test(each))]).toEqual([id, true]); }
});

test('the table is data', () => expect(JSON.parse(JSON.stringify(rows))).toHaveLength(rows.length));

describe('findings', () => {
  const monitor = serviceMonitor({ interval: '30s', scrapeTimeout: '60s', path: '/a?b', keepDroppedTargets: 1 }, { keepDroppedTargets: 3 });

  test('messages contain object, path, value, reason, cure and effect', () => {
    expect(operatorFindings(monitor, 'ServiceMonitor shop/web', env('2.44.0')).map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'error: spec.endpoints[0].scrapeTimeout of ServiceMonitor shop/web is "60s", which is longer than "interval", "30s": shorten "scrapeTimeout"; the operator rejects this ServiceMonitor [operator/left-out]',
      'warning: spec.endpoints[0].path of ServiceMonitor shop/web is "/a?b", which has "?", which Prometheus escapes, so that the path is wrong: move the query to "params"; the operator accepts it [operator/otherwise]',
      'warning: spec.keepDroppedTargets of ServiceMonitor shop/web requires Prometheus 2.47.0 or newer; the version is 2.44.0: remove it, or update; the operator ignores it [operator/ignored]',
    ]);
  });

  test('know since when', () => expect(operatorProblems(serviceMonitor({ authorization: {} }), { operator: version('0.92.0') }).map(({ row, since }) => [row, since])).toEqual([['authorization/credentials', '0.92.0']]));

  test('effects that reject are errors, the others warnings', () => expect(Object.values(rules).map(({ id, severity }) => `${id} ${severity}`).sort()).toEqual([
    'operator/blocked error', 'operator/config-key error', 'operator/config-unread warning', 'operator/ignored warning', 'operator/left-out error', 'operator/otherwise warning', 'operator/rejected error', 'operator/reload error',
  ]));
});

test('ten thousand endpoints are checked in a short time', () => {
  const spec = { selector: {}, endpoints: Array.from({ length: 10_000 }, () => ({ port: 'http', interval: '30s', relabelings: [{ action: 'keep', sourceLabels: ['a'], regex: 'b' }] })) };
  const before = process.cpuUsage();
  expect(operatorProblems({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: {}, spec }, env('3.15.0'))).toEqual([]);
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000); // a loop in a loop takes minutes
});
