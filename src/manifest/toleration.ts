/**
 * A taint that a pod tolerates.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /**
   * The taint's key.
   * @default - every key; `operator` must be `Exists` then
   */
  readonly key?: string;
  /**
   * `Equal` or `Exists`.
   * @default 'Equal'
   */
  readonly operator?: string;
  /**
   * The taint's value, with `Equal`.
   * @default - an empty one
   */
  readonly value?: string;
  /**
   * `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   * @default - every effect
   */
  readonly effect?: string;
  /**
   * How long a `NoExecute` taint is tolerated, in seconds.
   * @default - indefinitely
   */
  readonly tolerationSeconds?: number;
}
