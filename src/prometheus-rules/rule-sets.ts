import { basename } from 'path';
import { rewritten, Rewriting } from './rewrite';
import { FILE_UNREADABLE, JOB_UNUSED, RULE_DOUBT, RULE_INVALID } from './rules';
import { checkRuleGroups } from '../admission/rules/rule-groups';
import { inWords, readDocuments } from '../files/documents';
import { filesUnder } from '../files/folder';
import { RuleGroup } from '../manifest/prometheus-rule';
import { groupsIn, soundGroups } from '../manifest/rule-file';
import { slug } from '../validation/kubernetes-names';
import { finding, Finding, listed } from '../validation/rule';

/** Groups of one source: the program, a rule file, a PrometheusRule. Names of groups are unique in it. */
export interface RuleSet {
  /** Suffix of the name of the construct. Empty for the only one. */
  readonly key: string;
  readonly groups: readonly RuleGroup[];
}

export interface RuleSets {
  readonly sets: readonly RuleSet[];
  readonly findings: readonly Finding[];
}

/** Groups in Prometheus' format. Rules that it would reject are omitted and reported. */
export function checkedSet(
  key: string, raw: readonly unknown[], prefix = '',
): { readonly set: RuleSet; readonly findings: readonly Finding[] } {
  // duplicates are reported when the app is checked
  const problems = checkRuleGroups(raw).filter(({ effect }) => effect !== 'duplicate' && effect !== 'ignored');
  const findings = problems.map(({ effect, where, why }) => finding(
    effect === 'doubt' ? RULE_DOUBT : RULE_INVALID, { where: `${prefix}${where}`, why },
  ));
  const asRefused = problems.map(problem => problem.effect === 'doubt' ? problem : { ...problem, effect: 'refused' as const });
  return { set: { key, groups: soundGroups(raw, asRefused) }, findings };
}

interface Document {
  readonly file: string;
  readonly name?: string;
  readonly groups: readonly unknown[];
}

/**
 * The rules of files and folders, for other names of jobs and clusters. Never throws.
 * @param hasOthers whether there are other rules, so that even a single file needs a name
 */
export function readRuleSets(paths: readonly string[], rewriting: Rewriting, hasOthers = false): RuleSets {
  const findings: Finding[] = [];
  const documents = paths.flatMap(path => documentsUnder(path, findings));
  const names = namesOf(documents);
  const jobs = new Set<string>();
  const sets = documents.map(({ file, groups }, at): RuleSet => {
    const checked = checkedSet(documents.length === 1 && !hasOthers ? '' : names[at], groups, `${file}: `);
    findings.push(...checked.findings);
    const changed = rewritten(checked.set.groups, rewriting);
    changed.jobs.forEach(job => jobs.add(job));
    return { key: checked.set.key, groups: changed.groups };
  });
  const isRead = findings.every(({ severity }) => severity !== 'error');
  const unused = Object.keys(rewriting.jobs).filter(job => isRead && !jobs.has(job));
  return { sets, findings: [...findings, ...unused.map(job => finding(JOB_UNUSED, { job, jobs: [...jobs].sort() }))] };
}

function documentsUnder(path: string, findings: Finding[]): Document[] {
  const { files, isFolder } = filesUnder(path);
  const kinds = new Set<string>();
  const found = files.flatMap(file => documentsIn(file, findings, kinds));
  if (found.length === 0 && !findings.some(({ ruleId }) => ruleId === FILE_UNREADABLE.id)) {
    const others = kinds.size === 0 ? '' : `; it has ${listed([...kinds].sort())}`;
    const why = `${isFolder ? 'no file in it has rules' : 'it has neither "groups" of rules nor a PrometheusRule'}${others}`;
    findings.push(finding(FILE_UNREADABLE, { path, why }));
  }
  return found;
}

function documentsIn(file: string, findings: Finding[], kinds: Set<string>): Document[] {
  const read = readDocuments(file, 'kubernetes');
  if ('problem' in read) {
    findings.push(finding(
      FILE_UNREADABLE,
      {
        path: file,
        why: `${inWords(read.problem)}${isTemplate(read.problem) ? '; if it is a Helm template, pass the output of "helm template"' : ''}`,
      },
    ));
    return [];
  }
  return read.documents.flatMap(itemsOf).flatMap((document: any): Document[] => {
    const groups = groupsIn(document);
    const name = document?.metadata?.name;
    if (typeof document?.kind === 'string') { kinds.add(document.kind); }
    return groups.length === 0 ? [] : [{ file, groups, ...typeof name === 'string' && { name } }];
  });
}

const isTemplate = ({ kind }: { readonly kind: string }) => kind === 'syntax';

/** The items of a List, each with its own groups. */
function itemsOf(value: any): unknown[] {
  return Array.isArray(value?.items) && !Array.isArray(value.groups) ? value.items : [value];
}

/** Named after files. Several PrometheusRules of one file also have their own names. */
function namesOf(documents: readonly Document[]): string[] {
  const used = new Map<string, number>();
  return documents.map(({ file, name }, at) => {
    const isAlone = documents.filter(each => each.file === file).length === 1;
    const isOnlyFile = documents.every(each => each.file === file);
    const stem = slug(basename(file).replace(/\.(ya?ml|json)$/, ''));
    const own = isAlone ? stem : [...isOnlyFile ? [] : [stem], slug(name ?? String(at))].join('-');
    const count = (used.get(own) ?? 0) + 1;
    used.set(own, count);
    return count === 1 ? own : `${own}-${count}`;
  });
}
