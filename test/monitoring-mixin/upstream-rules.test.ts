import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { oursIn, UPSTREAM_PARTS } from './upstream/all';
import { NAMES } from '../../src/monitoring-mixin/compatible/compatible-series';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { resultLabels } from '../../src/promql/result-labels';
import * as upstream from '../data/upstream-rule-names.json';
import { allGroups } from '../support/mixin';

const alerts = UPSTREAM_PARTS.flatMap(part => part.alerts);
const records = UPSTREAM_PARTS.flatMap(part => part.records);
const renamed = UPSTREAM_PARTS.flatMap(part => part.renamed);
const ourAlerts = new Set(GROUPS.flatMap(group => group.alerts ?? []).map(({ alert }) => alert));
const ourRecords = new Set(GROUPS.flatMap(group => group.records ?? []).map(({ record }) => record));

/** Entries of one list that the other lacks, so that a failure shows all of them. */
const without = (names: readonly string[], others: Iterable<string>) => {
  const known = new Set(others);
  return names.filter(name => !known.has(name)).sort();
};

test('the data belongs to the releases that the docs name', () => {
  expect(upstream['kube-prometheus-stack'].version).toBe('88.5.3');
  expect([Object.keys(upstream.alerts).length, Object.keys(upstream.records).length]).toEqual([140, 97]);
});

test.each([
  ['alert', alerts, Object.keys(upstream.alerts)],
  ['recorded series', records, Object.keys(upstream.records)],
])('every %s of upstream has exactly one row, and every row is about one', (_, rows, names) => {
  const listed = rows.map(row => row.upstream);
  const twice = listed.filter((name, at) => listed.indexOf(name) !== at);
  expect({ missing: without(names, listed), unknown: without(listed, names), twice }).toEqual({ missing: [], unknown: [], twice: [] });
});

test('our names in a row exist; a declined row has a reason', () => {
  expect(without(alerts.flatMap(oursIn), ourAlerts)).toEqual([]);
  expect(without(records.flatMap(oursIn), [...ourRecords, ...NAMES])).toEqual([]);
  for (const row of [...alerts, ...records]) {
    if (row.verdict === 'declined') { expect([row.upstream, row.why ?? '']).toEqual([row.upstream, expect.stringMatching(/^.{15,}[.]$/)]); continue; }
    expect([row.upstream, oursIn(row).length > 0]).toEqual([row.upstream, true]);
    if (row.verdict !== 'same') { expect([row.upstream, row.why ?? '']).toEqual([row.upstream, expect.stringMatching(/^.{15,}[.]$/)]); }
  }
});

test('a row with "same" has upstream\'s severities', () => {
  const all = GROUPS.flatMap(group => group.alerts ?? []);
  const severitiesOf = (names: readonly string[]) => new Set(all.filter(({ alert }) => names.includes(alert)).map(({ severity }) => severity));
  const known = upstream.alerts as { readonly [alert: string]: { readonly levels: readonly string[] } };
  const different = alerts.filter(({ verdict }) => verdict === 'same').flatMap(row => {
    const theirs = [...new Set(known[row.upstream].levels.map(level => level.split(',')[0]))].sort().join();
    const own = [...severitiesOf(oursIn(row))].sort().join();
    return theirs === own ? [] : [`${row.upstream}: ${theirs}, ours ${own}`];
  });
  expect(different).toEqual([]);
});

test('new names are current ones, and no row appears twice', () => {
  const all = new Set([...ourAlerts, ...ourRecords]);
  expect(without(renamed.flatMap(({ now }) => now?.split(', ') ?? []), all)).toEqual([]);
  // for a name with a changed meaning, the difference is reported
  for (const { was, difference } of renamed) { expect([was, difference]).toEqual([was, expect.stringMatching(/^.{4,}[.]$/)]); }
  expect(renamed.map(({ was, now }) => `${was} ${now}`).filter((row, at, rows) => rows.indexOf(row) !== at)).toEqual([]);
});

/** A line for each rule: its group, name, level, duration, the labels that it adds, and those of its result. */
function namesOfRules(): string {
  const lines = allGroups().flatMap(({ name: group, groups }) => groups.flatMap(({ rules }) => rules.map(rule => {
    const { isOpen, labels } = resultLabels(rule.expr);
    const own = Object.entries(rule.labels ?? {}).filter(([name]) => name !== 'severity').map(([name, value]) => `${name}=${value}`).sort();
    const found = `${isOpen ? 'any but' : 'by'} ${[...labels].filter(label => label !== '__name__').sort().join(', ') || 'none'}`;
    const what = 'alert' in rule ? ['alert', rule.alert, rule.labels.severity, rule.for ?? 'at once'] : ['record', rule.record];
    return [group, ...what, ...own, found].join(' | ');
  })));
  return `${[...new Set(lines)].join('\n')}\n`;
}

test('names, severities, durations and labels of the rules are API: a change is visible', () => {
  const file = join(__dirname, 'names.txt');
  if (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS === 'true') { writeFileSync(file, namesOfRules()); }
  expect(namesOfRules()).toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'names.txt is missing: run "npm run update-goldens"');
});
