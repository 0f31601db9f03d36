import { comparedTarget, PLACES, Scraped, scrapedIn } from '../../../diff/changes/targets';
import { pairUp } from '../../../diff/pairs';
import { Side, Sides } from '../../../diff/side';
import { componentBehind, componentOf } from '../component';
import { Compared, compared, kept } from '../finding';

/** What is scraped, by component. */
interface Known extends Scraped {
  readonly component?: string;
}

/** The same place first, then the same port of the same component under any name. */
const KEYS: readonly ((each: Known) => string | undefined)[] = [
  ...PLACES.slice(0, 2),
  ({ component, port, path, query }) => component === undefined ? undefined : [component, port, path, query].join('\n'),
  ({ component, port, path, query }) => component === undefined ? undefined : [component, roleOf(port), path, query].join('\n'),
  ...PLACES.slice(2),
];

/** Targets, and the identifying labels of their series. */
export function targetSection(sides: Sides): Compared[] {
  const [before, after] = [knownIn(sides.before, sides), knownIn(sides.after, sides)];
  const { both, gone, added } = pairUp(before, after, KEYS);
  return [
    ...gone.map(each => compared('target', 'gone', titleOf(each), sizeText(each), each.component)),
    ...both.flatMap(([old, now]) => bothOf(old, now)),
    ...added.map(each => compared('target', 'new', titleOf(each), sizeText(each), each.component)),
  ];
}

function knownIn(side: Side, sides: Sides): Known[] {
  const { world } = side.graph;
  return scrapedIn(side, sides).map(each => {
    const component = each.workload && componentOf(each.workload) || each.service && componentBehind(each.service, world);
    return { ...each, ...component !== undefined && { component } };
  });
}

/** The main port of a component. The reloader next to it has another. */
function roleOf(port: string): string {
  return /reloader|telemetry|self|grpc|sidecar/.exec(port)?.[0] ?? 'own';
}

function titleOf({ what, targets }: Known): string {
  const job = [...targets.values()][0]?.job;
  return job === undefined ? what : `${what} (job ${JSON.stringify(job)})`;
}

function sizeText({ monitor }: Known): string {
  return `by ${monitor}`;
}

function bothOf(old: Known, now: Known): Compared[] {
  const changes = comparedTarget(old, now);
  const texts = (kind: string) => changes.filter(each => each.kind === kind).map(({ text }) => text);
  const lost = texts('lost-target');
  const how = texts('changed-scrape');
  const labels = texts('changed-series');
  const isSame = old.what === now.what && old.by === now.by;
  const [subject, component] = [titleOf(old), old.component ?? now.component];
  const moved = isSame ? [] : [compared('target', 'renamed', subject, `now ${now.what}`, component)];
  const changed = how.length > 0 ? [compared('target', 'changed', subject, how.join('; '), component)] : [];
  return [
    ...lost.map(text => compared('target', 'gone', subject, text, component)),
    ...texts('new-target').map(text => compared('target', 'new', titleOf(now), text, component)),
    ...moved,
    ...changed,
    ...[...lost, ...moved, ...changed].length === 0 ? [kept('target', subject, component)] : [],
    labels.length > 0 ? compared('series', 'changed', subject, labels.join('; '), component) : kept('series', subject, component),
  ];
}
