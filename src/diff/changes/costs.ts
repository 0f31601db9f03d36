import { ClusterScale, Cost, costsOf } from '../../scrape-graph/costs';
import { explain } from '../../scrape-graph/explanation';
import { nameOf } from '../../scrape-graph/manifest';
import { Change } from '../change';
import { Side, Sides } from '../side';

/** Figures are estimates: relative differences below this are ignored. */
const NOISE = 0.05;

/** Estimated load of each Prometheus before and after, for a cluster of this size. */
export function costChanges({ before, after, serverName }: Sides, scale: ClusterScale): Change[] {
  const [old, now] = [costsIn(before, scale), costsIn(after, scale)];
  const names = new Map(before.graph.prometheuses.map(server => [nameOf(server), serverName(server)]));
  const byName = new Map(old.map(cost => [names.get(cost.prometheus), cost]));
  return now.flatMap((cost): Change[] => {
    const was = byName.get(cost.prometheus);
    const texts = was
      ? FIGURES.flatMap(([what, of]) => figureText(what, of(was), of(cost)))
      : FIGURES.map(([what, of]) => `${round(of(cost))} ${what}`);
    return texts.length === 0 ? [] : [{ kind: 'cost', subject: cost.prometheus, text: texts.join('; '), object: cost.prometheus }];
  });
}

const FIGURES: readonly (readonly [what: string, of: (cost: Cost) => number])[] = [
  ['series', ({ series }) => series],
  ['samples per second', ({ samplesPerSecond }) => samplesPerSecond],
  ['MiB of memory a pod', ({ memory }) => memory],
];

function costsIn({ manifests }: Side, scale: ClusterScale): Cost[] {
  return costsOf(explain(manifests), scale);
}

function figureText(what: string, old: number, now: number): string[] {
  if (Math.abs(now - old) <= NOISE * Math.max(old, now)) { return []; }
  return [`about ${round(old)} ${what} become ${round(now)}`];
}

/** The figures have two significant digits. */
function round(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-US');
}
