import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { groupsAt } from '../../support/mixin';
import { failuresAt } from '../../support/promtool';
import { mustRun } from '../support/cluster';

// Every alert at the longest scrape interval that is allowed: the same signals, with wider windows. 15 seconds and a minute are in the full tier.
test.each(Object.keys(ALERT_CASES))('scraped every two minutes, alerts of %s fire and are quiet as every minute', group => {
  expect(failuresAt(120, group).failed).toEqual([]);
}, 120_000);

test.each([60, 120])('promtool takes all rules for an interval of %s seconds, and finds none twice', seconds => {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: groupsAt(seconds).groups.flatMap(({ groups }) => groups) }));
    expect(mustRun('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', join(folder, 'rules.yaml'))).toContain('SUCCESS');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
