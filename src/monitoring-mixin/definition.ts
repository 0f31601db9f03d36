import { MixinJobs } from './monitoring-mixin-props';
import { ComponentVersion } from '../versions/component-version';

/** Jobs whose series the rules read. Jobs that are not scraped are undefined. */
export type Jobs = MixinJobs;

/** Building blocks of expressions. */
export interface Context {
  readonly jobs: Jobs;
  /** The label that distinguishes clusters. */
  readonly cluster: string;
  readonly kubeStateMetrics: ComponentVersion<'kubeStateMetrics'>;
  /** Names of clusters without a job, by job. */
  readonly clustersWithoutJob: { readonly [job: string]: readonly string[] };
  /** Matchers of every selector in addition to its job, and the only matchers of recorded series: `cluster="$cluster"` in a dashboard. */
  readonly here: string;
  /** Matchers of the jobs: `job="kube-state-metrics"`. Those of jobs that are not scraped select nothing. */
  readonly ksm: string;
  readonly node: string;
  readonly kubelet: string;
  readonly cadvisor: string;
  readonly apiServer: string;
  readonly coreDns: string;
  readonly etcd: string;
  readonly scheduler: string;
  readonly controllerManager: string;
  readonly kubeProxy: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly operator: string;
  readonly karpenter: string;
  readonly grafana: string;
  readonly windows: string;
  /** `by (cluster, namespace, pod)`. */
  readonly by: (...labels: string[]) => string;
  /** `on (cluster, namespace, pod)`. */
  readonly on: (...labels: string[]) => string;
  /**
   * One series per object, even if several exporters report it: `max by (cluster, node) (selector)`. While two kube-state-metrics run, as
   * in every rollout, each object has two series, and a join on it would be an evaluation error.
   */
  readonly once: (selector: string, ...labels: string[]) => string;
  /**
   * Clusters in which no target of a job is up, although another of our jobs is scraped; or a result if there are no series at all.
   * Excludes clusters that do not have the job.
   * @param up the selector of the job's targets: `job="kubelet",metrics_path="/metrics"`
   */
  readonly absent: (up: string) => string;
}

export type Severity = 'critical' | 'warning' | 'info' | 'none';

/** An alert: its expression and texts. Two levels of one alert (warning and critical) are two definitions with the same name. */
export interface AlertDefinition {
  readonly alert: string;
  /** Labels that distinguish it from others of the same name. */
  readonly labels?: { readonly [name: string]: string };
  readonly severity: Severity;
  readonly for?: string;
  /** How long it keeps firing after its condition is no longer true. */
  readonly keepFiringFor?: string;
  /** Threshold that users may change. The summary shows its unit. */
  readonly threshold?: number;
  readonly expr: (context: Context, threshold: number) => string;
  /** Condition for the alert to exist: for example, that a job is scraped. */
  readonly when?: (context: Context) => boolean;
  /** One line: what is wrong, with the labels of the object. */
  readonly summary: string;
  /** What it means for users of the cluster, and what to do first. Everything else is in docs/runbooks. */
  readonly description: string;
}

/** A recorded series. */
export interface RecordDefinition {
  readonly record: string;
  readonly labels?: { readonly [name: string]: string };
  readonly expr: (context: Context) => string;
  readonly when?: (context: Context) => boolean;
}

/** A group of rules about one component. */
export interface GroupDefinition {
  /** Part of the names of its objects and of its runbook. */
  readonly name: string;
  readonly title: string;
  /** Jobs that all of its rules need. */
  readonly needs: readonly (keyof Jobs)[];
  readonly records?: readonly RecordDefinition[];
  readonly alerts?: readonly AlertDefinition[];
}
