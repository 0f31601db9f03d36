import { rulesOf } from '../../../diff/rule-states';
import { Side, Sides } from '../../../diff/side';
import { queriesIn } from '../../../scrape-graph/consumers';
import { seriesUsedBy, panelsIn, rulesByObject } from '../../../scrape-graph/expressions';
import { nameOf } from '../../../scrape-graph/manifest';
import { listed } from '../../../validation/rule';
import { Compared, compared, kept } from '../finding';
import { KnownName, Names } from '../names';
import { about, byName, withoutTargets } from './alerts';

/** Recorded series by name, and the readers of those that are gone. */
export function recordSection(sides: Sides, names: Names, scraped: ReadonlySet<string>): Compared[] {
  const [old, now] = [sides.before, sides.after].map(side => byName(rulesOf(side, sides).filter(({ kind }) => kind === 'record')));
  const readers = { before: readersIn(sides.before), after: readersIn(sides.after) };
  const found = [...old].map(([name, rules]): Compared => {
    const known = names('record', name);
    if (now.has(name)) { return kept('record', name); }
    const ours = known?.names.filter(each => each !== name && now.has(each)) ?? [];
    if (ours.length > 0) { return compared('record', 'renamed', name, `now ${listed(ours)}${readBy(name, readers)}`); }
    return withoutTargets(
      gone(name, `${reasonOf(known, rules[0].object)}${readBy(name, readers)}`, known, readers.after.has(name)), scraped,
    );
  });
  const added = [...now.keys()].filter(name => !old.has(name));
  return [...found, ...added.map(name => compared('record', 'new', name, `by ${now.get(name)![0].object}`))];
}

function reasonOf(known: KnownName | undefined, object: string): string {
  return known === undefined || known.note === '' ? `was recorded by ${object}` : known.note;
}

/** A series that this library deliberately omits is accepted, unless something on the new side reads it. */
function gone(name: string, text: string, known: KnownName | undefined, isRead: boolean): Compared {
  const item = compared('record', 'gone', name, text, about(name));
  return known?.outcome !== 'gone' || isRead ? item : { ...item, decided: 'not used by the new manifests' };
}

/** By recorded series. */
type Readers = ReadonlyMap<string, readonly string[]>;

function readersIn({ graph, manifests }: Side): Readers {
  const boards = manifests.filter(({ kind }) => kind === 'ConfigMap' || kind === 'GrafanaDashboard');
  const all = [...[...rulesByObject(graph.world).values()].flat(), ...boards.flatMap(panelsIn), ...queriesIn(graph.world)];
  const found = new Map<string, string[]>();
  // a recorded series that reads it is in the list itself
  for (const { expr, what, object } of all.filter(({ kind }) => kind !== 'record')) {
    for (const name of seriesUsedBy(expr).records) { found.set(name, [...found.get(name) ?? [], `${what} of ${nameOf(object)}`]); }
  }
  return found;
}

function readBy(name: string, { before, after }: { readonly before: Readers; readonly after: Readers }): string {
  const [old, now] = [before, after].map(readers => [...new Set(readers.get(name) ?? [])].sort());
  const past = old.filter(each => !now.includes(each));
  return [
    ...now.length > 0 ? [`; used by ${listed(now, 3)}`] : [],
    ...past.length > 0 ? [`; used in the old manifests by ${listed(past, 3)}`] : [],
  ].join('');
}
