/** A command that shows whether a step has worked. */
export interface Check {
  readonly command: string;
  /** What it prints, without the line break at its end; empty for nothing. Without it the exit status 0 is what counts. */
  readonly prints?: string;
}

/** One step of the day. */
export interface Step {
  /** Name in one word, by which others refer to it. */
  readonly id: string;
  /** What is done, as an imperative. */
  readonly title: string;
  readonly why: string;
  /** For a shell, in this order. */
  readonly commands: readonly string[];
  readonly checks: readonly Check[];
  /** Undo this step alone, after the later ones are undone. Empty where nothing is to be undone. */
  readonly back: readonly string[];
  /** What the way back cannot restore, or takes. */
  readonly backNote?: string;
}

/** The move of one release. */
export interface Plan {
  readonly title: string;
  /** What must be decided or known before the first step. */
  readonly warnings: readonly string[];
  /** What a reader sets first. */
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** What has installed the release. `kubectl`: its objects were applied by hand or by a script. */
export type Manager = 'helm' | 'argocd' | 'flux' | 'kubectl';

/** What was given, as commands name it. */
export interface Files {
  /** The manifests of the release. */
  readonly manifest: string;
  /** Files and folders of the program. */
  readonly dist: readonly string[];
}
