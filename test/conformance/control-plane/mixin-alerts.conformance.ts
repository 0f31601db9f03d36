import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { allGroups } from '../../support/mixin';
import { failuresOf } from '../../support/promtool';
import { mustRun } from '../support/cluster';

// Every alert on both sides of its threshold, and every rule as Prometheus reads it, judged by promtool.
test.each(Object.keys(ALERT_CASES))('alerts of %s fire and are quiet as they should', group => expect(failuresOf(group)).toEqual([]), 120_000);

test.each(['2.13.0', '2.18.0', '2.19.0', '2.20.0'])('with kube-state-metrics %s promtool takes all rules, and finds none twice', version => {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: allGroups(version).flatMap(({ groups }) => groups) }));
    expect(mustRun('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', join(folder, 'rules.yaml'))).toContain('SUCCESS');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
