import { IConstruct } from 'constructs';
import { Notices } from './notices';
import { finding, Finding, Rule } from './rule';

/**
 * Gathers what is wrong with one construct. Errors fail the synthesis, all of them at once and each with the
 * construct's path; warnings become notices.
 */
export class Problems {
  private readonly errors = new Set<string>();

  public constructor(private readonly construct: IConstruct) {
    // cdk8s runs this once a chart over the whole app: it only reads what was gathered
    construct.node.addValidation({ validate: () => [...this.errors] });
  }

  public add<Args>(row: Rule<Args>, args: Args): void {
    this.addAll([finding(row, args)]);
  }

  public addAll(findings: readonly Finding[]): void {
    for (const found of findings) {
      if (found.severity === 'error') {
        this.errors.add(found.message);
      } else {
        Notices.of(this.construct).add(found);
      }
    }
  }
}
