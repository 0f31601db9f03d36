import { Jobs, RecordDefinition } from '../definition';

/** What one series is recorded for: the cost of a name. */
export type Per = 'container' | 'pod' | 'node' | 'cluster' | 'verb and scope';

/** A recorded series of kube-prometheus-stack that no rule and no panel of ours reads. */
export interface CompatibleSeries {
  readonly name: string;
  /** How many series there are. */
  readonly count: number;
  readonly per: Per;
  readonly needs: readonly (keyof Jobs)[];
  /** Other names of this table that it is computed from. */
  readonly from?: readonly string[];
  readonly records: readonly Omit<RecordDefinition, 'record'>[];
}
