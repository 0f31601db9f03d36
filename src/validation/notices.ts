import { IConstruct } from 'constructs';
import { SharedMessages } from './shared-messages';
import { Attached } from '../values/attached';

/** With this context key set to true (or "true"), warnings are errors. */
export const STRICT_CONTEXT_KEY = 'cdk8s-prometheus:strict';

/** The type of the construct metadata that stores a notice. */
export const NOTICE_METADATA = 'cdk8s-prometheus:notice';

/** The name of the process warning, for `node --disable-warning=<name>`. */
export const NOTICE_NAME = 'Cdk8sPrometheusNotice';

/** Apps that are synthesized together. */
const sharing = new Attached<IConstruct, SharedMessages | undefined>();

/**
 * Warnings of one construct. cdk8s has no channel for them: they are stored as construct metadata and emitted once at synthesis as a
 * process warning, which goes to stderr and keeps `--stdout` YAML clean.
 */
export class Notices {
  /** Each with the path of its construct, if it is another one. */
  private readonly messages = new Map<string, string | undefined>();
  private readonly said = new Set<string>();

  public constructor(private readonly construct: IConstruct) {}

  public add(message: string, path?: string): void {
    if (this.messages.has(message)) { return; }
    this.messages.set(message, path);
    this.construct.node.addMetadata(NOTICE_METADATA, message);
  }

  /** Emits notices that were not emitted yet. If warnings are errors, returns the errors. */
  public say(): string[] {
    if (isTrue(this.construct.node.tryGetContext(STRICT_CONTEXT_KEY))) {
      return [...this.messages].map(([message, path]) => path === undefined ? message : `${path}: ${message}`);
    }
    const shared = sharing.get(this.construct.node.root);
    for (const [message, path = this.construct.node.path] of this.messages) {
      if (this.said.has(message)) { continue; }
      this.said.add(message);
      if (shared) { shared.add(path, message); } else { emitNotice(`[${path}] ${message}`); }
    }
    return [];
  }
}

/** Notices of these apps are gathered while they are synthesized, and emitted at the end, even if that fails. */
export function withSharedNotices(apps: readonly IConstruct[], work: () => void): void {
  const notices = new SharedMessages();
  for (const app of apps) { sharing.set(app, notices); }
  try {
    work();
  } finally {
    for (const app of apps) { sharing.set(app, undefined); }
    notices.lines().forEach(emitNotice);
  }
}

/** Without a stack trace: it would show where cdk8s validates, and keep the whole app in memory until the program pauses. */
export function emitNotice(message: string): void {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    process.emitWarning(message, NOTICE_NAME);
  } finally {
    Error.stackTraceLimit = before;
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
