import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkKinds } from './change';
import { ClusterChanges, compareClusters } from './compare';
import { diffAsJson } from './views/json';
import { diffAsMarkdown } from './views/markdown';
import { countsText } from './views/summary';
import { diffAsText } from './views/text';
import { givenBy } from '../scrape-graph/app-graph';
import { Cluster, clustersOf } from '../scrape-graph/clusters';
import { ClusterScale } from '../scrape-graph/costs';
import { readFolder } from '../scrape-graph/folder';

/**
 * Effects of a change on monitoring: lost or new targets and alerts, series with other labels, lost data, and updates that the API server
 * rejects. It compares the meaning of manifests, not their text.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { MonitoringDiff, PrometheusStack } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Stack', { prometheus: { replicas: 2 } });
 * // `dist` has the YAML that was committed
 * MonitoringDiff.withFiles(['dist'], app).expectNone(['lost-target', 'lost-alert', 'data-loss']);
 */
export class MonitoringDiff {
  /**
   * Compare two apps, as they are now.
   * @param before the old app, or anything in it
   * @param after the new app, or anything in it
   */
  public static of(before: IConstruct, after: IConstruct): MonitoringDiff {
    return new MonitoringDiff(compareClusters(clustersIn(before), clustersIn(after)));
  }

  /**
   * Compare YAML or JSON from any tool: files, or folders of them.
   * @param before the old files and folders
   * @param after the new files and folders
   * @throws if a path cannot be read
   */
  public static ofFiles(before: string[], after: string[]): MonitoringDiff {
    const [old, now] = [before, after].map(paths => clustersOf(readFolder(paths).given));
    return new MonitoringDiff(compareClusters(old, now));
  }

  /**
   * Compare an app with the YAML that was committed.
   * @param before the files and folders with the old YAML
   * @param after the app, or anything in it
   * @throws if a path cannot be read
   */
  public static withFiles(before: string[], after: IConstruct): MonitoringDiff {
    return new MonitoringDiff(compareClusters(clustersOf(readFolder(before).given), clustersIn(after)));
  }

  /** @internal */
  public static _of(before: readonly Cluster[], after: readonly Cluster[], scale?: ClusterScale): MonitoringDiff {
    return new MonitoringDiff(compareClusters(before, after, scale));
  }

  /** Number of changes of each kind: `2 lost-target, 1 new-alert`; `no change`. */
  public readonly summary: string;

  private constructor(/** @internal */ public readonly _clusters: readonly ClusterChanges[]) {
    this.summary = countsText(_clusters.flatMap(({ changes }) => changes));
  }

  /**
   * List the changes of some kinds, one line for each: `lost-target: Service shop/web, port http: ...`.
   * @param kinds `lost-target`, `lost-alert`, `data-loss`, ...
   * @default - of all kinds
   * @throws if a kind is unknown
   */
  public changes(kinds?: string[]): string[] {
    checkKinds(kinds ?? []);
    return this._clusters.flatMap(({ cluster, changes }) => changes.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
      .map(({ kind, subject, text }) => `${kind}: ${cluster === undefined ? '' : `${cluster}: `}${subject}: ${text}`));
  }

  /**
   * Assert in a test that there is no change of these kinds.
   * @param kinds `lost-target`, `lost-alert`, `data-loss`, ...
   * @throws if there is such a change, with a list of all of them; if a kind is unknown
   */
  public expectNone(kinds: string[]): void {
    const found = this.changes(kinds);
    if (found.length > 0) { throw new Error(`monitoring changes:\n${found.map(line => `  ${line}`).join('\n')}`); }
  }

  /** Format the changes for a terminal. The most important ones come first. */
  public asText(): string {
    return diffAsText(this._clusters);
  }

  /** Format the changes for a pull request: collapsed, and within the maximum length of a GitHub comment. */
  public asMarkdown(): string {
    return diffAsMarkdown(this._clusters);
  }

  /** Format the changes as JSON for programs: the changes of each cluster, and their number by kind. */
  public asJson(): string {
    return diffAsJson(this._clusters);
  }
}

function clustersIn({ node }: IConstruct): Cluster[] {
  return clustersOf(givenBy(node.root.node.findAll().filter(ApiObject.isApiObject)));
}
