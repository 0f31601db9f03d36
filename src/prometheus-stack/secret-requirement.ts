/** A Secret that must exist. */
export interface SecretRequirement {
  /**
   * Namespace of the Secret.
   * @default - the namespace of the objects that name the Secret is not known
   */
  readonly namespace?: string;
  /** Name of the Secret. */
  readonly name: string;
  /** Keys that are read from it; empty if any key may be used. */
  readonly keys: string[];
  /** Whether everything that names it also works without it. */
  readonly isOptional: boolean;
  /** Objects that name it: `Deployment monitoring/grafana`. */
  readonly by: string[];
}
