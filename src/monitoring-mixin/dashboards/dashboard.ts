import { Link, linkTo, Row, Thresholds, Variable } from '../../dashboards/panels';
import { Context, Jobs } from '../definition';

export type { Panel } from '../../dashboards/panels';
export {
  bottom, column, largest, lines, named, observations, ofLargest, quantile, several, stat, states, table, top, value,
} from '../../dashboards/panels';

/** Context of panels. */
export interface BoardContext extends Context {
  /**
   * The thresholds of an alert, with changes by users, for the panel that shows its value. If the alert has several levels, both. An alert
   * without a threshold is a programming error.
   */
  readonly limits: (alert: string, options?: LimitOptions) => Thresholds;
}

export interface LimitOptions {
  /** Panel value for 1 of the alert: 0.01 if the alert is in percent and the panel shows a share. */
  readonly scale?: number;
  /** Added to the scaled value: with a scale of -0.01 and an offset of 1, 5 percent free is 0.95 used. */
  readonly offset?: number;
  readonly direction?: Thresholds['direction'];
}

/** A question that a dashboard answers, and the title of the panel with the answer. */
export interface Question {
  readonly question: string;
  readonly panel: string;
}

export interface DashboardDefinition {
  /** Part of its `uid`, of links and of object names: must never change. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The folder in Grafana, and the row of the home dashboard. */
  readonly folder: 'Kubernetes' | 'Control plane' | 'Monitoring';
  readonly questions: readonly Question[];
  /** Jobs without which it would be empty. */
  readonly needs: readonly (keyof Jobs)[];
  /** Groups of rules whose recorded series it shows. */
  readonly groups: readonly string[];
  /**
   * Alerts that it covers: by name, or all of a group. The link of an alert leads to the first dashboard that lists its name and whose
   * variables match labels of the alert, otherwise to the first that lists its group.
   */
  readonly alerts: { readonly groups?: readonly string[]; readonly names?: readonly string[] };
  /** Only if series of other clusters are federated. */
  readonly isOfFederation?: boolean;
  /** In addition to the data source and the clusters. */
  readonly variables?: (context: BoardContext) => readonly Variable[];
  readonly rows: (context: BoardContext) => readonly Row[];
}

/** The `uid` of a dashboard of the mixin. */
export const uidOf = (id: string): string => `cdk8s-prometheus-${id}`;

/** A link to a dashboard of the mixin, with the values of these labels as variables of the same names. */
export const toBoard = (id: string, title: string, ...labels: readonly string[]): Link => linkTo(uidOf(id), title, ...labels);

/** The same for labels whose names differ from the variables: `{ node: 'kubernetes_node' }`. */
export const toBoardWith = (id: string, title: string, variables: Link['variables']): Link => ({ board: uidOf(id), title, variables });
