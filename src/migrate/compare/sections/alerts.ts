import { plainExpression, rulesOf, RuleState } from '../../../diff/rule-states';
import { Sides } from '../../../diff/side';
import { nameOf } from '../../../scrape-graph/manifest';
import { listed, shown } from '../../../validation/rule';
import { millisecondsOf } from '../../../values/durations';
import { Compared, compared, kept } from '../finding';
import { KnownName, Names } from '../names';

/** The parts of Kubernetes and of the stack that alerts are about, by the first words of their names. */
const ABOUT: readonly (readonly [name: RegExp, component: string])[] = [
  [/^etcd/, 'etcd'],
  [/^KubeProxy/, 'kube-proxy'],
  [/^KubeScheduler|:scheduler_/, 'kube-scheduler'],
  [/^KubeControllerManager/, 'kube-controller-manager'],
  [/^Grafana/, 'grafana'],
  [/^Alertmanager/, 'alertmanager'],
  [/^Thanos/, 'thanos'],
];

export const about = (name: string): string | undefined => ABOUT.find(([pattern]) => pattern.test(name))?.[1];

/** Alerts by name and severity: kept, renamed, changed or gone. */
export function alertSection(sides: Sides, names: Names, scraped: ReadonlySet<string>): Compared[] {
  const [before, after] = [sides.before, sides.after].map(side => rulesOf(side, sides).filter(({ kind }) => kind === 'alert'));
  const now = byName(after);
  const old = byName(before);
  const unread = new Set(unreadObjects(sides));
  const found = [...old].flatMap(([name, levels]) => alertOf({ name, levels, now, after, known: names('alert', name), unread }));
  const successors = new Set(found.flatMap(({ now: own }) => own));
  const added = [...now].filter(([name]) => !old.has(name) && !successors.has(name));
  return [
    ...found.map(({ item }) => withoutTargets(item, scraped)),
    ...added.map(([name, rules]) => compared('alert', 'new', alertTitle(name, rules), `in group ${shown(rules[0].group)}`)),
  ];
}

/** The parts of Kubernetes that many installations cannot scrape. */
const OFTEN_HIDDEN: readonly string[] = ['etcd', 'kube-proxy', 'kube-scheduler', 'kube-controller-manager'];

/** Rules for which no target was scraped never had a correct result. */
export function withoutTargets(item: Compared, scraped: ReadonlySet<string>): Compared {
  const { component, verdict, decided } = item;
  if (verdict !== 'gone' || decided !== undefined || component === undefined || !OFTEN_HIDDEN.includes(component)
    || scraped.has(component)) { return item; }
  return { ...item, decided: `the old manifests also do not scrape ${component}` };
}

export function byName(rules: readonly RuleState[]): ReadonlyMap<string, readonly RuleState[]> {
  const found = new Map<string, RuleState[]>();
  for (const rule of rules) { found.set(rule.name, [...found.get(rule.name) ?? [], rule]); }
  return found;
}

/** Objects with rules that no server of the new side evaluates. */
function unreadObjects({ after: { graph } }: Sides): string[] {
  return graph.world.ofKind('PrometheusRule').filter(each => graph.selectedBy(each).length === 0).map(nameOf);
}

interface ComparedAlert {
  readonly name: string;
  readonly levels: readonly RuleState[];
  readonly now: ReadonlyMap<string, readonly RuleState[]>;
  readonly after: readonly RuleState[];
  readonly known: KnownName | undefined;
  readonly unread: ReadonlySet<string>;
}

interface Answer {
  readonly item: Compared;
  /** Its current names. */
  readonly now: readonly string[];
}

function alertOf({ name, levels, now, after, known, unread }: ComparedAlert): Answer {
  const title = alertTitle(name, levels);
  const same = now.get(name);
  if (same) { return { item: sameName(title, levels, same, known), now: [name] }; }
  const ours = known?.names.filter(each => now.has(each)) ?? [];
  if (ours.length > 0) { return { item: compared('alert', 'renamed', title, `now ${listed(ours)}`), now: ours }; }
  const alike = after.find(rule => levels.some(({ expr }) => plainExpression(expr) === plainExpression(rule.expr)));
  if (alike) { return { item: compared('alert', 'renamed', title, `now ${alike.name}: it has the same expression`), now: [alike.name] }; }
  const gone = compared('alert', 'gone', title, whyGone(levels[0], known, unread), about(name));
  return { item: known?.outcome === 'gone' ? { ...gone, decided: `not in the mixin: ${known.note}` } : gone, now: [] };
}

function whyGone({ object, group }: RuleState, known: KnownName | undefined, unread: ReadonlySet<string>): string {
  if (unread.has(object)) { return `no server selects ${object} any more`; }
  if (known !== undefined && known.names.length > 0) {
    return `the mixin has ${listed(known.names)}, but the program does not: its group, part or component is disabled`;
  }
  return `was in group ${shown(group)} of ${object}`;
}

/** The severities, in the order of the file. */
export function alertTitle(name: string, rules: readonly RuleState[]): string {
  const levels = [...new Set(rules.flatMap(({ labels: { severity } }) => severity ?? []))].sort();
  return levels.length === 0 ? name : `${name} (${levels.join(', ')})`;
}

function sameName(title: string, old: readonly RuleState[], now: readonly RuleState[], known: KnownName | undefined): Compared {
  const texts = [...levelTexts(old, now), ...old.flatMap(rule => timeText(rule, now))];
  // the table contains the differences between upstream's alerts and ours; for others the expression is compared
  const isChanged = known === undefined && !old.every(({ expr }) => now.some(each => plainExpression(each.expr) === plainExpression(expr)));
  const all = [...new Set([...texts, ...isChanged ? ['another expression'] : []])];
  return all.length === 0 ? { ...kept('alert', title), text: known?.note ?? '' } : compared('alert', 'changed', title, all.join('; '));
}

function levelTexts(old: readonly RuleState[], now: readonly RuleState[]): string[] {
  const [before, after] = [old, now].map(rules => [...new Set(rules.map(({ labels: { severity = 'none' } }) => severity))].sort());
  const [gone, added] = [before.filter(each => !after.includes(each)), after.filter(each => !before.includes(each))];
  if (gone.length === 1 && added.length === 1) { return [`severity ${gone[0]} becomes ${added[0]}`]; }
  return [...gone.map(each => `severity ${each} is gone`), ...added.map(each => `severity ${each} is new`)];
}

function timeText(rule: RuleState, now: readonly RuleState[]): string[] {
  const severityOf = ({ labels }: RuleState) => labels.severity;
  const same = now.filter(each => severityOf(each) === severityOf(rule));
  const level = same.length > 0 ? same : now;
  if (level.some(each => each.for === rule.for || millisecondsOf(each.for) === millisecondsOf(rule.for))) { return []; }
  return [`for ${rule.for} becomes ${level[0].for}`];
}

