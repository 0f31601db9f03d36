import { Row, Variable } from '../../dashboards/panels';
import { Context, Jobs } from '../definition';

export type { Panel } from '../../dashboards/panels';
export { lines, several, stat, table } from '../../dashboards/panels';

export interface DashboardDefinition {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The jobs without which it would be empty. */
  readonly needs: readonly (keyof Jobs)[];
  /** The groups of rules whose recorded series it shows. */
  readonly groups: readonly string[];
  /** Only if series of other clusters are federated. */
  readonly isOfFederation?: boolean;
  readonly variables?: (context: Context) => readonly Variable[];
  readonly rows: (context: Context) => readonly Row[];
}
