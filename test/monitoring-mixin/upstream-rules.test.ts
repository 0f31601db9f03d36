import { oursIn, UPSTREAM_PARTS } from './upstream/all';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { NAMES } from '../../src/monitoring-mixin/compatible/compatible-series';
import * as upstream from '../data/upstream-rule-names.json';
import { allGroups } from '../support/mixin';

const alerts = UPSTREAM_PARTS.flatMap(part => part.alerts);
const records = UPSTREAM_PARTS.flatMap(part => part.records);
const renamed = UPSTREAM_PARTS.flatMap(part => part.renamed);
const ourAlerts = new Set(GROUPS.flatMap(group => group.alerts ?? []).map(({ alert }) => alert));
const ourRecords = new Set(GROUPS.flatMap(group => group.records ?? []).map(({ record }) => record));

/** What is in one list and not in the other, so that a failure says it all. */
const without = (names: readonly string[], others: Iterable<string>) => {
  const known = new Set(others);
  return names.filter(name => !known.has(name)).sort();
};

test('the data are those of the releases that docs name', () => {
  expect(upstream['kube-prometheus-stack'].version).toBe('88.5.3');
  expect([Object.keys(upstream.alerts).length, Object.keys(upstream.records).length]).toEqual([140, 65]);
});

test.each([
  ['alert', alerts, Object.keys(upstream.alerts)],
  ['recorded series', records, Object.keys(upstream.records)],
])('every %s of upstream has one row, and no row is about another', (_, rows, names) => {
  const listed = rows.map(row => row.upstream);
  expect({ missing: without(names, listed), unknown: without(listed, names), twice: listed.filter((name, at) => listed.indexOf(name) !== at) }).toEqual({ missing: [], unknown: [], twice: [] });
});

test('what a row calls ours is there; what it declines has a reason', () => {
  expect(without(alerts.flatMap(oursIn), ourAlerts)).toEqual([]);
  expect(without(records.flatMap(oursIn), [...ourRecords, ...NAMES])).toEqual([]);
  for (const row of [...alerts, ...records]) {
    if (row.verdict === 'declined') { expect([row.upstream, row.why ?? '']).toEqual([row.upstream, expect.stringMatching(/^.{15,}[.]$/)]); continue; }
    expect([row.upstream, oursIn(row).length > 0]).toEqual([row.upstream, true]);
    if (row.verdict !== 'same') { expect([row.upstream, row.why ?? '']).toEqual([row.upstream, expect.stringMatching(/^.{15,}[.]$/)]); }
  }
});

test('new names are those of today, and old names are gone', () => {
  const all = new Set([...ourAlerts, ...ourRecords]);
  expect(without(renamed.flatMap(({ now }) => now ?? []), all)).toEqual([]);
  expect(renamed.map(({ was }) => was).filter(was => all.has(was) && !renamed.some(row => row.was === was && row.now === was))).toEqual([]);
});

test('names, severities, durations and labels of the rules are API: a change is visible', () => {
  const lines = allGroups().flatMap(({ name: group, groups }) => groups.flatMap(({ rules }) => rules.map(rule => {
    const labels = Object.entries(rule.labels ?? {}).filter(([name]) => name !== 'severity').map(([name, value]) => `${name}=${value}`).sort().join(' ');
    const keys = [...new Set(('alert' in rule ? Object.values(rule.annotations).join(' ') : '').match(/\$labels\.\w+/g) ?? [])].map(label => label.slice(8)).sort().join(',');
    return 'alert' in rule
      ? [group, rule.alert, rule.labels.severity, rule.for ?? 'at once', labels, keys && `{${keys}}`].filter(Boolean).join('  ')
      : [group, rule.record, labels].filter(Boolean).join('  ');
  })));
  expect(`${[...new Set(lines)].join('\n')}\n`).toMatchSnapshotFile('mixin-names.txt');
});
