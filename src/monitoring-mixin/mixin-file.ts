import { BoardFormat, boardOf, ReadBoard } from './board-formats';
import { filledVariables, expressionProblems } from './board-variables';
import { FILE_DOUBT, FILE_RULE, FILE_UNREADABLE } from './rules';
import { checkRuleGroups } from '../admission/rules/rule-groups';
import { RuleProblem } from '../admission/rules/rule-problem';
import { boardQueries, isPrometheusType } from '../dashboards/queries';
import { inWords, readDocuments } from '../files/documents';
import { inputsIn } from '../manifest/dashboard';
import { RuleGroup } from '../manifest/prometheus-rule';
import { groupsIn, onceEach, soundGroups } from '../manifest/rule-file';
import { finding, Finding, shown } from '../validation/rule';
import { repeatedIn, slugOf } from '../values/texts';

/** A dashboard as rendered. */
export interface FileDashboard {
  readonly name: string;
  readonly json: string;
  readonly format: BoardFormat;
  /** As in the file, in the classic format. */
  readonly value: any;
  /** Inputs are filled in on import. */
  readonly inputs: readonly BoardInput[];
}

export interface BoardInput {
  readonly name: string;
  /** Possible values: the uid of this library's data source, a placeholder for one of another kind, or the value of a constant. */
  readonly example: string;
}

/** The contents of a file, and its problems. */
export interface MixinFile {
  readonly groups: readonly RuleGroup[];
  readonly dashboards: readonly FileDashboard[];
  readonly findings: readonly Finding[];
}

/**
 * Parses rules (PrometheusRules, Lists of them, or Prometheus' rule files, as YAML or JSON, also with several documents) or a dashboard.
 * Never throws.
 */
export function readMixinFile(path: string): MixinFile {
  const read = readDocuments(path);
  return 'problem' in read ? {
    groups: [],
    dashboards: [],
    findings: [finding(FILE_UNREADABLE, { path, why: inWords(read.problem) })],
  } : readMixin(path, read.documents);
}

export function readMixin(path: string, values: readonly unknown[]): MixinFile {
  const read = values.map(value => ({ value, board: boardOf(value) }));
  const boards = read.flatMap(({ board }) => board ?? []);
  const dashboards = boards.map(({ format, written, value }: ReadBoard) => ({
    name: slugOf(String(value.uid ?? value.title), 'dashboard'),
    json: `${JSON.stringify(written, undefined, 2)}\n`,
    format,
    value,
    inputs: inputsOf(written),
  }));
  const raw = read.filter(({ board }) => board === undefined).flatMap(({ value }) => groupsIn(value));
  const findings: Finding[] = [];
  if (raw.length === 0 && dashboards.length === 0) {
    findings.push(finding(FILE_UNREADABLE, { path, why: 'it has neither "groups" of rules, nor a PrometheusRule, nor a dashboard' }));
  }
  const problems = checkRuleGroups(raw);
  findings.push(...problems.map(problem => inFile(path, problem)));
  for (const name of repeatedIn(dashboards.map(each => each.name))) {
    const where = `${path}: dashboard ${shown(name)}`;
    findings.push(finding(FILE_RULE, { where, why: 'it appears twice: rename one of them' }));
  }
  for (const { value } of boards) { findings.push(...checkDashboard(path, value)); }
  return { groups: soundGroups(raw, problems), dashboards: onceEach(dashboards), findings };
}

function inFile(path: string, { effect, where, why }: RuleProblem): Finding {
  const isDoubt = effect === 'doubt' || effect === 'duplicate' || effect === 'ignored';
  return finding(isDoubt ? FILE_DOUBT : FILE_RULE, { where: `${path}: ${where}`, why });
}

function inputsOf({ __inputs }: any): BoardInput[] {
  return (inputsIn(__inputs) as readonly any[]).flatMap(input => typeof input.name === 'string'
    ? [{ name: input.name, example: exampleOf(input) }]
    : []);
}

function exampleOf({ type, pluginId, value }: any): string {
  if (type === 'constant') { return typeof value === 'string' && /^.{1,60}$/.test(value) ? value : '<value>'; }
  return typeof pluginId === 'string' && !isPrometheusType(pluginId) ? `<uid of your data source ${pluginId}>` : 'prometheus';
}

function checkDashboard(path: string, dashboard: any): Finding[] {
  return boardQueries(dashboard).flatMap(({ panel, expr }) => {
    const where = `${path}: dashboard ${shown(dashboard.title)}, panel ${shown(panel)}`;
    // variables may be in places that the grammar does not allow: unparsable expressions are reported, not as errors
    return expressionProblems(filledVariables(expr)).map(({ why }) => finding(FILE_DOUBT, { where, why }));
  });
}
