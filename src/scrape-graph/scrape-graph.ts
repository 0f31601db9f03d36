import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Explanation, explain, explanationText } from './explanation';
import { readFolder } from './folder';
import { objectsByKind } from '../validation/app-objects';
import { Problems } from '../validation/problems';
import { Finding } from '../validation/rule';

/**
 * Who scrapes what: every Prometheus, monitor, Service, workload and rule of an app or of a folder of YAML, whoever made them, read as the operator and Prometheus read them.
 * What does not meet is said, with what is missing.
 */
export class ScrapeGraph {
  /**
   * The graph of all objects of an app, as they are now: ask when everything is defined.
   * @param scope the app
   */
  public static of(scope: IConstruct): ScrapeGraph {
    return new ScrapeGraph(explain(scope.node.root.node.findAll().filter(ApiObject.isApiObject).map(object => object.toJson())), []);
  }

  /**
   * The graph of YAML or JSON that is there already: files, or folders of them, from any tool.
   * @param paths the files and folders
   * @throws where one cannot be read
   */
  public static fromFiles(paths: string[]): ScrapeGraph {
    const { documents, unreadable } = readFolder(paths);
    return new ScrapeGraph(explain(documents), unreadable);
  }

  /**
   * Have an app checked at synth: what surely does not work is an error, what an object elsewhere could make work a notice.
   * @param scope the app
   */
  public static addTo(scope: IConstruct): void {
    const manifests = () => [...objectsByKind(scope.node.root).values()].flatMap(objects => objects.map(object => object.toJson()));
    Problems.of(scope).check(() => explain(manifests()).problems.map(({ id, severity, message }) => ({ ruleId: id, severity, message } as Finding)));
  }

  /** What is wrong, errors and warnings, each with its id. */
  public readonly problems: string[];
  /** Whether something surely does not work. */
  public readonly hasErrors: boolean;
  /** Files in which there is no YAML that could be read, and why. */
  public readonly unreadable: string[];
  private readonly explanation: Explanation;

  private constructor(explanation: Explanation, unreadable: string[]) {
    this.explanation = explanation;
    this.unreadable = unreadable;
    this.problems = explanation.problems.map(({ severity, message }) => `${severity}: ${message}`);
    this.hasErrors = explanation.problems.some(({ severity }) => severity === 'error');
  }

  /** What is scraped, by whom, with which job, labels and interval; rules, images and problems: for reading, and for committing beside the YAML. */
  public explain(): string {
    return explanationText(this.explanation);
  }

  /** The same as JSON. */
  public explainAsJson(): string {
    return `${JSON.stringify(this.explanation, undefined, 2)}\n`;
  }
}
