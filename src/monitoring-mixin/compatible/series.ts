import { Jobs, RecordDefinition } from '../definition';

/** The scope of one series: the cost of a name. */
export type Per = 'container' | 'pod' | 'node' | 'cluster' | 'verb and scope';

/** A recorded series of kube-prometheus-stack that none of our rules and panels uses. */
export interface CompatibleSeries {
  readonly name: string;
  /** The number of series. */
  readonly count: number;
  readonly per: Per;
  readonly needs: readonly (keyof Jobs)[];
  /** Other names of this table that it is computed from. */
  readonly from?: readonly string[];
  readonly records: readonly Omit<RecordDefinition, 'record'>[];
}
