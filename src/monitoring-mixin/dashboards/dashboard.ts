import { Link, linkTo, Row, Thresholds, Variable } from '../../dashboards/panels';
import { Context, Jobs } from '../definition';

export type { Panel } from '../../dashboards/panels';
export { bottom, column, largest, lines, named, observations, ofLargest, quantile, several, stat, states, table, top, value } from '../../dashboards/panels';

/** What panels are made of. */
export interface BoardContext extends Context {
  /**
   * The thresholds of an alert, as the user has set them, for the panel that shows its value. Of an alert with several levels both.
   * An alert without a threshold is a programming mistake.
   */
  readonly limits: (alert: string, options?: LimitOptions) => Thresholds;
}

export interface LimitOptions {
  /** The value of the panel for 1 of the alert: 0.01 if the alert is in percent and the panel a share. */
  readonly scale?: number;
  /** What is added to it: with a scale of -0.01 and an offset of 1, 5 percent that are free are 0.95 that is used. */
  readonly offset?: number;
  readonly direction?: Thresholds['direction'];
}

/** A question that a dashboard answers, and the title of the panel that does. */
export interface Question {
  readonly question: string;
  readonly panel: string;
}

export interface DashboardDefinition {
  /** Part of its `uid`, of links to it and of names of objects: never changed. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The folder in Grafana, and the row of the home board. */
  readonly folder: 'Kubernetes' | 'Control plane' | 'Monitoring';
  readonly questions: readonly Question[];
  /** The jobs without which it would be empty. */
  readonly needs: readonly (keyof Jobs)[];
  /** The groups of rules whose recorded series it shows. */
  readonly groups: readonly string[];
  /**
   * The alerts that it shows: by name, or all of a group. The link of an alert leads to the first board that has its name and variables for which the alert has labels;
   * without one to the first that has its group.
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

/** The same with labels whose names are not those of the variables: `{ node: 'kubernetes_node' }`. */
export const toBoardWith = (id: string, title: string, variables: Link['variables']): Link => ({ board: uidOf(id), title, variables });
