import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { mustRun } from './cluster';
import { RuleGroup } from '../../../src/manifest/prometheus-rule';
import { POD_OWNER } from '../../../src/monitoring-mixin/groups/workload-owners';

/**
 * Findings of promtool in rules, in addition to rejected ones. Owners of pods have several rules without a distinguishing label, like
 * upstream's: each is about pods of other owners.
 */
export function lintOf(groups: readonly RuleGroup[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, stringify({ groups }));
    const said = mustRun('promtool', 'check', 'rules', '--lint=all', file);
    const isKnown = (line: string) => line.includes(POD_OWNER) || /\d+ duplicate rule/.test(line);
    const lines = said.split('\n').filter(line => /^\s*(Metric:|Alert:|lint error)/.test(line) && !isKnown(line));
    return lines.map(line => line.trim());
  } finally {
    rmSync(folder, { recursive: true });
  }
}
