import { alertsOf, AlertsByGroup, selectorOf } from './alert-panels';
import { BoardContext, DashboardDefinition, stat, uidOf } from './dashboard';
import { Board } from '../../dashboards/grafana';
import { Panel } from '../../dashboards/panels';

export const HOME = 'home';

const SIZE = { w: 6, h: 4 };

/** The dashboard that lists all others, each with the number of its firing alerts. */
export function homeBoard(
  definitions: readonly DashboardDefinition[], existing: AlertsByGroup, context: BoardContext,
): Omit<Board, 'variables'> {
  const folders = [...new Set(definitions.map(({ folder }) => folder))];
  return {
    uid: uidOf(HOME),
    title: 'Monitoring / Home',
    description: 'All dashboards, each with the number of its firing alerts.',
    rows: folders.map(folder => ({
      title: folder,
      panels: definitions.filter(each => each.folder === folder).map(each => boardPanel(each, alertsOf(each, existing), context)),
    })),
  };
}

function boardPanel({ id, title, description }: DashboardDefinition, alerts: readonly string[], { here }: BoardContext): Panel {
  const expr = alerts.length === 0 ? 'vector(0)' : `count(${selectorOf(alerts, here)}) or vector(0)`;
  // its folder is the title of the row
  return stat(title.replace(/^.* \/ /, ''), 'none', expr, {
    description: `${description} The number of its firing alerts, normally 0. Click on it to open the dashboard.`,
    thresholds: { warning: 1 },
    links: [{ title: `Open ${title}`, board: uidOf(id), variables: {} }],
    size: SIZE,
  });
}
