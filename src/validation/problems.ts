import { IConstruct } from 'constructs';
import { Notices } from './notices';
import { oncePerSynth } from './once-per-synth';
import { finding, Finding, Rule } from './rule';
import { Attached } from '../values/attached';

const known = new Attached<IConstruct, Problems>();

/**
 * Collects the problems of one construct. Errors fail the synthesis, all at once and with the construct's path. Warnings become notices.
 */
export class Problems {
  public static of(construct: IConstruct): Problems {
    let problems = known.get(construct);
    if (!problems) {
      problems = new Problems(construct);
      known.set(construct, problems);
    }
    return problems;
  }

  /** Whether a construct had problems when it was created: their consequences in its objects need no second error. */
  public static hasErrors(construct: IConstruct): boolean {
    return (known.get(construct)?.errors.size ?? 0) > 0;
  }

  /** Whether a construct or one of its parents reported a rule about its options. */
  public static hasReported(construct: IConstruct, ruleId: string): boolean {
    return construct.node.scopes.some(scope => [...known.get(scope)?.errors.values() ?? []].includes(ruleId));
  }

  /** Whether a construct or one of its parents reported the common cause of all findings of a rule. */
  public static isCovered(construct: IConstruct, ruleId: string): boolean {
    return construct.node.scopes.some(scope => known.get(scope)?.covers(ruleId));
  }

  /** Whether a construct reports problems itself, as those of this library do. */
  public static isReporting(construct: IConstruct): boolean {
    return known.has(construct);
  }

  /** The messages, with their rules. */
  private readonly errors = new Map<string, string>();
  private readonly covered = new Set<string>();
  private readonly checks: (() => readonly Finding[])[] = [];
  private readonly judgments: (() => readonly Finding[])[] = [];
  private readonly notices: Notices;

  private constructor(private readonly construct: IConstruct) {
    this.notices = new Notices(construct);
    // cdk8s runs validation in every way to synthesize, once per chart over the whole app
    construct.node.addValidation({ validate: () => this.validate() });
  }

  public add<Args>(row: Rule<Args>, args: Args): void {
    this.addAll([finding(row, args)]);
  }

  public addAll(findings: readonly Finding[]): void {
    for (const { severity, message, ruleId, covers = [] } of findings) {
      if (severity === 'error') {
        this.errors.set(message, ruleId);
        covers.forEach(id => this.covered.add(id));
      } else { this.notices.add(message); }
    }
  }

  /**
   * Checks of the finished objects, with patches applied. Run once at synthesis, whatever the number of charts.
   * @param state tells whether something has changed since
   */
  public check(find: () => readonly Finding[], state?: () => unknown): void {
    this.checks.push(oncePerSynth(find, state));
  }

  /**
   * Checks of the finished object for the same rules as options: `spec`, patches and options alike. One mistake is reported once for these
   * findings too, so they must not depend on other findings.
   * @param state tells whether something has changed since
   */
  public judge(find: () => readonly Finding[], state: () => unknown): void {
    this.judgments.push(oncePerSynth(find, state));
  }

  /** One mistake is reported once: a problem in the options of a construct also appears in all of its objects. */
  private isReportedAbove(message: string, ruleId: string): boolean {
    return this.construct.node.scopes.some(scope => scope !== this.construct && known.get(scope)?.reports(message, ruleId));
  }

  private reports(message: string, ruleId: string): boolean {
    return this.errors.has(message) || this.covers(ruleId) || this.judged()
      .some(found => found.severity === 'error' && found.message === message);
  }

  private covers(ruleId: string): boolean {
    return this.covered.has(ruleId) || this.judged().some(({ severity, covers = [] }) => severity === 'error' && covers.includes(ruleId));
  }

  private judged(): readonly Finding[] {
    return this.judgments.flatMap(judgment => judgment());
  }

  private validate(): string[] {
    // a problem of the options also appears in the object
    const judged = this.judged().filter(({ ruleId }) => !this.covered.has(ruleId));
    judged.filter(({ severity }) => severity === 'warning').forEach(({ message }) => this.notices.add(message));
    const found = this.checks.flatMap(check => check());
    found.filter(({ severity }) => severity === 'warning').forEach(({ message, path }) => this.notices.add(message, path));
    const late = found.filter(({ severity }) => severity === 'error')
      .map(({ message, path }) => path === undefined ? message : `${path}: ${message}`);
    const own = [
      ...this.errors, ...judged.filter(({ severity }) => severity === 'error').map(({ message, ruleId }) => [message, ruleId] as const),
    ];
    const early = own.filter(([message, ruleId]) => !this.isReportedAbove(message, ruleId)).map(([message]) => message);
    return [...new Set([...early, ...late]), ...this.notices.say()];
  }
}
