/** A command that verifies a step. */
export interface Check {
  readonly command: string;
  /** Its expected output, without the final line break. Empty if there is none. If it is not set, only exit status 0 is expected. */
  readonly prints?: string;
}

/** One step of the migration. */
export interface Step {
  /** One-word name for references. */
  readonly id: string;
  /** The action, as an imperative. */
  readonly title: string;
  readonly why: string;
  /** Commands for a shell, in this order. */
  readonly commands: readonly string[];
  readonly checks: readonly Check[];
  /** Commands that undo only this step, after later steps are undone. Empty if nothing has to be undone. */
  readonly back: readonly string[];
  /** What the rollback cannot restore, or its cost. */
  readonly backNote?: string;
}

/** The migration of one release. */
export interface Plan {
  readonly title: string;
  /** Decisions and facts before the first step. */
  readonly warnings: readonly string[];
  /** Variables that the reader sets first. */
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** What installed the release. `kubectl`: its objects were applied by hand or by a script. */
export type Manager = 'helm' | 'argocd' | 'flux' | 'kubectl';

/** Inputs, as commands refer to them. */
export interface Files {
  /** The manifests of the release. */
  readonly manifest: string;
  /** Files and folders of the program. */
  readonly dist: readonly string[];
}
