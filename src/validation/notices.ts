import { IConstruct } from 'constructs';
import { Finding } from './rule';

/** With this context key set to true (or "true"), warnings are errors. */
export const STRICT_CONTEXT_KEY = 'cdk8s-prometheus:strict';

/** The type of the construct metadata that keeps a notice. */
export const NOTICE_METADATA = 'cdk8s-prometheus:notice';

/** The name of the process warning, as `node --disable-warning=<name>` takes it. */
export const NOTICE_NAME = 'Cdk8sPrometheusNotice';

const known = new WeakMap<IConstruct, Notices>();

/**
 * Warnings of one construct. cdk8s has no channel for them: they are kept as construct metadata and said once, at
 * synth, as a process warning, which goes to stderr and leaves `--stdout` YAML clean.
 */
export class Notices {
  public static of(construct: IConstruct): Notices {
    let notices = known.get(construct);
    if (!notices) {
      notices = new Notices(construct);
      known.set(construct, notices);
    }
    return notices;
  }

  private readonly pending = new Map<string, Finding>();
  private readonly said = new Set<string>();

  private constructor(private readonly construct: IConstruct) {
    // validation is the one thing that cdk8s runs on every way to synthesize
    construct.node.addValidation({ validate: () => this.say() });
  }

  public add(notice: Finding): void {
    if (this.pending.has(notice.message)) { return; }
    this.pending.set(notice.message, notice);
    this.construct.node.addMetadata(NOTICE_METADATA, notice.message);
  }

  private say(): string[] {
    if (isTrue(this.construct.node.tryGetContext(STRICT_CONTEXT_KEY))) {
      return [...this.pending.keys()];
    }
    for (const notice of this.pending.values()) {
      if (this.said.has(notice.message)) { continue; }
      this.said.add(notice.message);
      process.emitWarning(`[${this.construct.node.path}] ${notice.message}`, NOTICE_NAME);
    }
    return [];
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
