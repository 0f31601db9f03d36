import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { givenBy } from './app-graph';
import { Cluster, ClusterOptions, clustersOf, SourceObject, manifestsOf } from './clusters';
import { costsOf, PODS_A_NODE } from './costs';
import { explain, Explanation } from './explanation';
import { Progress, ReadOptions, readFolder } from './folder';
import { nameOf } from './manifest';
import { UNKNOWN_RULE } from './rules';
import { RULE_IDS } from './silence';
import { asHtml } from './views/html';
import { asMermaid } from './views/mermaid';
import { explanationsText, costsAsText } from './views/text';
import { SchemaChecks } from '../admission/schema-checks';
import { Versions } from '../schema/findings';
import { objectsByKind } from '../validation/app-objects';
import { Problems } from '../validation/problems';
import { Finding, listed } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';

/**
 * Who scrapes what: every Prometheus, monitor, Service, workload and rule of an app, or of a folder of YAML from any tool. They are read as
 * the operator and Prometheus read them. Objects that do not match are reported, with what is missing.
 */
export class ScrapeGraph {
  /**
   * Create the graph of all objects of an app, as they are now: call it after everything is defined. If parts of the app have an object in
   * common, each child of the app is a separate cluster.
   * @param scope the app
   */
  public static of(scope: IConstruct): ScrapeGraph {
    return new ScrapeGraph(
      explainAll(
        givenBy(scope.node.root.node.findAll().filter(ApiObject.isApiObject)), { versionsOf: SchemaChecks._versionsIn(scope.node.root) },
      ),
      [],
    );
  }

  /**
   * Create the graph of existing YAML or JSON: files, or folders of them, from any tool. If several have an object in common, each
   * subfolder of the given folder, or each file, is a separate cluster.
   * @param paths the files and folders
   * @throws if one cannot be read
   */
  public static fromFiles(paths: string[]): ScrapeGraph {
    return ScrapeGraph._fromFiles(paths);
  }

  /** @internal The same, with each target as a separate scrape. */
  public static _ofEachTarget(scope: IConstruct): ScrapeGraph {
    const { root } = scope.node;
    return new ScrapeGraph(
      explainAll(
        givenBy(root.node.findAll().filter(ApiObject.isApiObject)), { versionsOf: SchemaChecks._versionsIn(root), eachTarget: true },
      ),
      [],
    );
  }

  /** @internal The same, with options of the command line. */
  public static _fromFiles(paths: readonly string[], options: FileOptions = {}): ScrapeGraph {
    const { given, unreadable, notes } = readFolder(paths, options);
    const nothing = given.length === 0 && unreadable.length === 0 ? ['the input contains no manifest'] : [];
    const clusters = clustersOf(given, options);
    const all = [...notes, ...splitNotes(clusters), ...nothing];
    return new ScrapeGraph(explainClusters(clusters, options), unreadable, { notes: all, isEmpty: given.length === 0 });
  }

  /**
   * Check an app at synth. What certainly does not work is an error. What an object outside the app could make work is a warning.
   * @param scope the app
   */
  public static addTo(scope: IConstruct): void {
    const { root } = scope.node;
    // problems of single objects are already reported if the app contains one of our constructs
    SchemaChecks.addTo(root);
    const objects = () => [...objectsByKind(root).values()].flat();
    const found = () => explainAll(givenBy(objects()), { withAdmission: false }).flatMap(({ problems }) => problems);
    Problems.of(scope).check(() => {
      const pathOf = pathsOf(objects());
      return found().map(({
        id, severity, message, objects: [about],
      }) => ({ ruleId: id, severity, message, path: about && pathOf(about) } as Finding));
    });
  }

  /**
   * Silence a rule for all objects of a construct, with a reason. The objects get the annotation `cdk8s-prometheus/silence-…` with the
   * reason, so that the YAML has it, too, and the explanation shows it. An unknown rule, or a missing reason, is an error at synth.
   * @param scope the construct with the objects
   * @param rule the id of a rule of the graph: `scrape-graph/no-pods`
   * @param reason why the finding is acceptable, for later readers
   */
  public static silence(scope: IConstruct, rule: string, reason: string): void {
    if (!RULE_IDS.isOne(rule) || reason.trim() === '') {
      Problems.of(scope).add(UNKNOWN_RULE, { rule, reason, similar: RULE_IDS.similarTo(rule) });
      return;
    }
    for (const object of scope.node.findAll().filter(ApiObject.isApiObject)) {
      object.metadata.addAnnotation(RULE_IDS.annotation(rule), reason.trim());
    }
  }

  /** Errors and warnings, each with its id, without the silenced ones. */
  public readonly problems: string[];
  /** Whether something certainly does not work. */
  public readonly hasErrors: boolean;
  /** Files that could not be parsed as YAML, and why. */
  public readonly unreadable: string[];
  /** @internal What a person should know of the input. */
  public readonly _notes: readonly string[];
  /** @internal Whether there is no object at all. */
  public readonly _isEmpty: boolean;
  /** @internal */
  public readonly _explanations: readonly Explanation[];

  private constructor(
    explanations: readonly Explanation[], unreadable: string[], { notes, isEmpty }: Input = { notes: [], isEmpty: false },
  ) {
    this._explanations = explanations;
    this._notes = notes;
    this._isEmpty = isEmpty;
    this.unreadable = unreadable;
    const all = explanations.flatMap(({
      problems, cluster,
    }) => problems.map(({ severity, message }) => ({
      severity, text: `${severity}: ${cluster === undefined ? '' : `${cluster}: `}${message}`,
    })));
    this.problems = all.map(({ text }) => text);
    this.hasErrors = all.some(({ severity }) => severity === 'error');
  }

  /**
   * Explain the graph as text: what is scraped, by whom, with which job, labels, interval and limits; which rules read it, where alerts go,
   * images and problems. Read it, or commit it next to the YAML.
   */
  public explain(): string {
    return explanationsText(this._explanations);
  }

  /**
   * Estimate the load of each Prometheus from its targets: targets, series, samples per second and memory, and the samples and connections
   * of remote write. Numbers are rounded to two digits.
   * @param nodes number of nodes of a cluster
   * @param pods number of pods
   * @default - 30 pods per node
   * @param kubernetesVersion version of the kubelets; 1.37 and newer expose fewer series
   * @default - an older Kubernetes, which exposes more
   */
  public explainCosts(nodes: number, pods?: number, kubernetesVersion?: string): string {
    const scale = {
      nodes, pods: pods ?? nodes * PODS_A_NODE, ...kubernetesVersion !== undefined && { kubernetes: kubernetesOf(kubernetesVersion) },
    };
    return costsAsText(
      this._explanations.map(explanation => ({ cluster: explanation.cluster, costs: costsOf(explanation, scale) })), scale,
    );
  }

  /** Explain the graph as JSON: an object for each cluster. */
  public explainAsJson(): string {
    return `${JSON.stringify(this._explanations, undefined, 2)}\n`;
  }

  /** Draw the graph as a Mermaid flowchart, for a README or a pull request. */
  public explainAsMermaid(): string {
    return asMermaid(this._explanations);
  }

  /** Explain the graph as one self-contained HTML page, with a drawing. */
  public explainAsHtml(): string {
    return asHtml(this._explanations);
  }
}

/** The path of the construct of an object, by the object's name: `ServiceMonitor shop/web`. Undefined if several charts have it. */
function pathsOf(objects: readonly ApiObject[]): (name: string) => string | undefined {
  let paths: Map<string, string | undefined> | undefined;
  return name => {
    if (!paths) {
      paths = new Map();
      for (const object of objects) {
        const { kind, metadata: { namespace } } = object;
        const key = nameOf({ kind, metadata: { name: object.name, namespace } });
        paths.set(key, paths.has(key) ? undefined : object.node.path);
      }
    }
    return paths.get(name);
  };
}

/** How files are read and interpreted. */
interface FileOptions extends ReadOptions, ClusterOptions {}

interface Input {
  readonly notes: readonly string[];
  readonly isEmpty: boolean;
}

interface ExplainOptions {
  readonly onProgress?: Progress;
  /** Whether each manifest is also checked by itself. */
  readonly withAdmission?: boolean;
  readonly eachTarget?: boolean;
  /** The versions of a cluster, if they come from elsewhere than its manifests. */
  readonly versionsOf?: (cluster: string | undefined) => Versions;
}

function explainAll(given: readonly SourceObject[], options: ExplainOptions): Explanation[] {
  return explainClusters(clustersOf(given), options);
}

/** Why there are several clusters, for users who expected one. */
function splitNotes(clusters: readonly Cluster[]): string[] {
  const [{ common } = { common: undefined }] = clusters;
  if (clusters.length < 2 || common === undefined) { return []; }
  return [
    `explained as ${clusters.length} clusters (${listed(
      clusters.map(({ name = '' }) => name),
    )}), because several have ${common}: use "--one-cluster" if they are one cluster`,
  ];
}

function explainClusters(
  clusters: readonly Cluster[], { onProgress = () => undefined, withAdmission = true, eachTarget, versionsOf }: ExplainOptions,
): Explanation[] {
  return clusters.map((cluster, at, all) => {
    onProgress('clusters explained', at, all.length);
    const { manifests, sources, problems } = manifestsOf(cluster);
    return explain(
      manifests,
      { sources, problems, cluster: cluster.name, common: cluster.common, withAdmission, eachTarget, versions: versionsOf?.(cluster.name) },
    );
  });
}

function kubernetesOf(text: string): ComponentVersion<'kubernetes'> {
  const { version, findings } = ComponentVersion.parse('kubernetes', 'kubernetesVersion', text);
  if (findings.length > 0) { throw new Error(findings.map(({ message }) => message).join('\n')); }
  return version;
}
