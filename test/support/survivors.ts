import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { allGroups } from './mixin';
import { rulesFor, setsOf, testsOf } from './promtool';
import { Mutant } from './rule-mutants';
import { AlertRow, RecordRow } from '../../src/manifest/prometheus-rule';
import { AlertCase } from '../monitoring-mixin/alert-case';

/** Most mutants are killed by the first of these parts of the cases. The rest is tested with the next one. */
const PARTS = 4;

/** Mutants of an alert that none of its cases detects. */
export function survivorsOf(alert: string, cases: readonly AlertCase[], mutants: readonly Mutant[], original: AlertRow): string[] {
  // a case of another level does not test this one
  const own = cases.filter(each => each.alert === alert && (each.severity ?? original.labels.severity) === original.labels.severity);
  const parts = Array.from({ length: PARTS }, (_, part) => own.filter((__, at) => at % PARTS === part)).filter(part => part.length > 0);
  const left = parts.reduce<readonly Mutant[]>((alive, part) => outliving(part, alive, original), [{ what: UNCHANGED, rule: original }, ...mutants]).map(({ what }) => what);
  // if the original fails, its mutants are killed by problems of the cases
  if (left[0] !== UNCHANGED) { throw new Error(`the cases of ${alert} do not hold: run test/monitoring-mixin/alerts.test.ts`); }
  return left.slice(1);
}

const UNCHANGED = 'unchanged';

/**
 * Mutants that these cases do not detect. promtool ends a test with the first error of a rule, so rules with errors are excluded, and the
 * rest is tested again.
 */
function outliving(cases: readonly AlertCase[], mutants: readonly Mutant[], original: AlertRow): readonly Mutant[] {
  let left = mutants;
  for (let isCut = true; isCut && left.length > 0;) {
    const { killed, failed } = outcomeOf(cases, left, original);
    isCut = failed.size > 0;
    left = left.filter((_, at) => !killed.has(at) && !failed.has(at));
  }
  return left;
}

interface Outcome {
  readonly killed: ReadonlySet<number>;
  /** Mutants that cannot be evaluated. */
  readonly failed: ReadonlySet<number>;
}

const nameOf = (alert: string, at: number) => `${alert}_mutant_${at}`;

/** All mutants are alerts of one file: promtool creates a database for each case, so one serves all of them. */
function outcomeOf(cases: readonly AlertCase[], mutants: readonly Mutant[], original: AlertRow): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const isOfLevel = ({ severity }: AlertCase) => severity !== undefined;
    const sets = [...setsOf(cases.filter(isOfLevel)), ...setsOf(cases.filter(each => !isOfLevel(each)))];
    const files = sets.map((set, at) => writeTest(folder, String(at), set, mutants, original));
    const { stdout, stderr, error } = spawnSync('promtool', ['test', 'rules', ...files], { encoding: 'utf8', maxBuffer: 1e9, timeout: 900_000 });
    const said = `${stdout}${stderr}`;
    const numbers = (pattern: RegExp) => new Set([...said.matchAll(pattern)].map(([, at]) => Number(at)));
    const [killed, failed] = [numbers(/expr: "[^\n]*?alertname=\\"\w+_mutant_(\d+)\\"/g), numbers(/rule: \w+_mutant_(\d+), time: /g)];
    // without promtool, or with an incomplete report, results would be wrong
    const ended = said.match(/^ +(?:SUCCESS|FAILED:)$/gm)?.length ?? 0;
    if (error !== undefined || ended !== files.length || said.includes('FAILED:') && killed.size + failed.size === 0) {
      throw new Error(`promtool said: ${error?.message ?? ''}${said.slice(0, 5000)}`);
    }
    return { killed, failed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeTest(folder: string, name: string, cases: readonly AlertCase[], mutants: readonly Mutant[], original: AlertRow): string {
  const { alert, severity, interval = '1m' } = cases[0];
  // other levels matter for cases that cover all levels
  const isRead = (rule: AlertRow | RecordRow) => 'record' in rule || severity === undefined || rule.labels.severity === severity;
  const groups = rulesFor(alert, allGroups()).map(group => ({ ...group, rules: group.rules.filter(isRead).flatMap(rule => mutatedRules(rule, mutants, original)) }));
  const [rules, file] = [join(folder, `${name}-rules.yaml`), join(folder, `${name}.yaml`)];
  writeFileSync(rules, stringify({ groups }, { aliasDuplicateObjects: false }));
  const names = mutants.map((_, at) => nameOf(alert, at));
  const tests = cases.flatMap(each => testsOf(each, names));
  const order = groups.map(group => group.name);
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: interval, group_eval_order: order, tests }, { aliasDuplicateObjects: false }));
  return file;
}

function mutatedRules(rule: AlertRow | RecordRow, mutants: readonly Mutant[], original: AlertRow): readonly (AlertRow | RecordRow)[] {
  if (!('alert' in rule)) { return [rule]; }
  return mutants.map((mutant, at) => ({ ...isSame(rule, original) ? mutant.rule : rule, alert: nameOf(rule.alert, at) }));
}

const isSame = (one: AlertRow, other: AlertRow) => one.alert === other.alert && one.expr === other.expr && one.labels.severity === other.labels.severity;
