import { Compared, sortCompared } from './finding';
import { Names } from './names';
import { addressSection } from './sections/addresses';
import { alertSection } from './sections/alerts';
import { dashboardSection } from './sections/dashboards';
import { dataSection } from './sections/data';
import { permissionSection } from './sections/permissions';
import { recordSection } from './sections/records';
import { retentionSection } from './sections/retention';
import { routeSections } from './sections/routes';
import { targetSection } from './sections/targets';
import { updateSection } from './sections/updates';
import { versionSection } from './sections/versions';
import { Side, sideOf, sidesOf } from '../../diff/side';
import { Cluster } from '../../scrape-graph/clusters';

/** What happens to everything in the old manifests, and what is new. */
export function compareMove(old: Cluster, now: Cluster, names: Names): Compared[] {
  return compareSides(sideOf(old), sideOf(now), names);
}

function compareSides(before: Side, after: Side, names: Names): Compared[] {
  const sides = sidesOf(before, after);
  const targets = targetSection(sides);
  const scraped = new Set(targets.filter(({ verdict }) => verdict !== 'new').flatMap(({ component }) => component ?? []));
  return sortCompared([
    ...dataSection(sides),
    ...updateSection(sides),
    ...routeSections(sides),
    ...targets,
    ...alertSection(sides, names, scraped),
    ...recordSection(sides, names, scraped),
    ...addressSection(sides),
    ...dashboardSection(sides),
    ...permissionSection(sides),
    ...versionSection(sides),
    ...retentionSection(sides),
  ]);
}
