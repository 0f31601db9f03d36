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
 * What a change does to monitoring: targets and alerts that are lost or new, series with other labels, data that is lost, updates that the
 * apiserver rejects. It compares what manifests mean, not their text.
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
   * Compare YAML or JSON of any tool: files, or folders of them.
   * @param before the old files and folders
   * @param after the new ones
   * @throws where a path cannot be read
   */
  public static ofFiles(before: string[], after: string[]): MonitoringDiff {
    const [old, now] = [before, after].map(paths => clustersOf(readFolder(paths).given));
    return new MonitoringDiff(compareClusters(old, now));
  }

  /**
   * Compare an app with the YAML that was committed.
   * @param before the files and folders with the old YAML
   * @param after the app, or anything in it
   * @throws where a path cannot be read
   */
  public static withFiles(before: string[], after: IConstruct): MonitoringDiff {
    return new MonitoringDiff(compareClusters(clustersOf(readFolder(before).given), clustersIn(after)));
  }

  /** @internal */
  public static _of(before: readonly Cluster[], after: readonly Cluster[], scale?: ClusterScale): MonitoringDiff {
    return new MonitoringDiff(compareClusters(before, after, scale));
  }

  /** How many changes of which kind there are: `2 lost-target, 1 new-alert`; `no change`. */
  public readonly summary: string;

  private constructor(/** @internal */ public readonly _clusters: readonly ClusterChanges[]) {
    this.summary = countsText(_clusters.flatMap(({ changes }) => changes));
  }

  /**
   * The changes of some kinds, a line each: `lost-target: Service shop/web, port http: ...`.
   * @param kinds `lost-target`, `lost-alert`, `data-loss`, ...
   * @default - of all kinds
   * @throws for an unknown kind
   */
  public changes(kinds?: string[]): string[] {
    checkKinds(kinds ?? []);
    return this._clusters.flatMap(({ cluster, changes }) => changes.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
      .map(({ kind, subject, text }) => `${kind}: ${cluster === undefined ? '' : `${cluster}: `}${subject}: ${text}`));
  }

  /**
   * Asserts that there is no change of these kinds. For tests.
   * @param kinds `lost-target`, `lost-alert`, `data-loss`, ...
   * @throws if there is such a change, with all of them, and for an unknown kind
   */
  public expectNone(kinds: string[]): void {
    const found = this.changes(kinds);
    if (found.length > 0) { throw new Error(`monitoring changes:\n${found.map(line => `  ${line}`).join('\n')}`); }
  }

  /** For a terminal: what matters most comes first. */
  public asText(): string {
    return diffAsText(this._clusters);
  }

  /** For a pull request: folded, and never longer than a comment on GitHub may be. */
  public asMarkdown(): string {
    return diffAsMarkdown(this._clusters);
  }

  /** For programs: the changes of each cluster, and how many there are of each kind. */
  public asJson(): string {
    return diffAsJson(this._clusters);
  }
}

function clustersIn({ node }: IConstruct): Cluster[] {
  return clustersOf(givenBy(node.root.node.findAll().filter(ApiObject.isApiObject)));
}
