import { escapedPattern, sanitizedLabel } from '../values/texts';

/** A relabeling step, in upstream's fields. */
export interface RelabelConfig {
  /**
   * replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase or uppercase.
   * @default 'replace'
   */
  readonly action?: string;
  /**
   * Labels whose values are concatenated.
   * @default - none
   */
  readonly sourceLabels?: string[];
  /**
   * Separator between the concatenated values.
   * @default ';'
   */
  readonly separator?: string;
  /**
   * RE2 regular expression. It must match the whole text.
   * @default '(.*)'
   */
  readonly regex?: string;
  /**
   * Label that is written.
   * @default - none
   */
  readonly targetLabel?: string;
  /**
   * Value that is written; `$1` is the first group of `regex`.
   * @default '$1'
   */
  readonly replacement?: string;
  /**
   * Divisor of `hashmod`.
   * @default - none
   */
  readonly modulus?: number;
}

/**
 * Named relabeling steps, for `relabelings` (labels of targets), `metricRelabelings` (labels of samples) and ScrapeClasses. They can be
 * mixed with steps that are written in upstream's fields.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { Relabel, ServiceMonitor } from 'cdk8s-prometheus';
 *
 * new ServiceMonitor(new Chart(new App(), 'shop', { namespace: 'shop' }), 'Web', {
 *   name: 'web',
 *   selector: { matchLabels: { app: 'web' } },
 *   endpoints: [{
 *     port: 'metrics',
 *     relabelings: [Relabel.setLabel('team', 'shop')],
 *     metricRelabelings: [Relabel.dropMetrics('go_gc_.*', 'promhttp_.*'), Relabel.dropLabels('replica')],
 *   }],
 * });
 */
export class Relabel {
  /**
   * Drop metrics by name. Only for `metricRelabelings`.
   * @param patterns regular expressions; each must match a whole name: `go_gc_.*`
   */
  public static dropMetrics(...patterns: string[]): RelabelConfig {
    return { action: 'drop', sourceLabels: ['__name__'], regex: anyOf(patterns) };
  }

  /**
   * Keep the metrics with these names, and drop all others. Only for `metricRelabelings`.
   * @param patterns regular expressions; each must match a whole name: `http_requests_total`
   */
  public static keepMetrics(...patterns: string[]): RelabelConfig {
    return { action: 'keep', sourceLabels: ['__name__'], regex: anyOf(patterns) };
  }

  /**
   * Drop the targets or samples whose label has one of these values.
   * @param label name of the label
   * @param patterns regular expressions; each must match a whole value
   */
  public static dropIf(label: string, ...patterns: string[]): RelabelConfig {
    return { action: 'drop', sourceLabels: [label], regex: anyOf(patterns) };
  }

  /**
   * Keep the targets or samples whose label has one of these values, and drop all others.
   * @param label name of the label
   * @param patterns regular expressions; each must match a whole value
   */
  public static keepIf(label: string, ...patterns: string[]): RelabelConfig {
    return { action: 'keep', sourceLabels: [label], regex: anyOf(patterns) };
  }

  /**
   * Set a label to a fixed value.
   * @param label name of the label
   * @param value its value; an empty one removes the label
   */
  public static setLabel(label: string, value: string): RelabelConfig {
    // a dollar sign in a replacement starts the name of a group
    return { targetLabel: label, replacement: value.replace(/\$/g, '$$$$') };
  }

  /**
   * Copy the value of a label into another one, if it is not empty.
   * @param from name of the label that is read, such as `__meta_kubernetes_pod_node_name`
   * @param to name of the label that is written
   */
  public static copyLabel(from: string, to: string): RelabelConfig {
    return { sourceLabels: [from], regex: '(.+)', targetLabel: to, replacement: '${1}' };
  }

  /**
   * Copy a label of the pod to its target. `podTargetLabels` does the same for label names that stay as they are.
   * @param podLabel label of the pod: `app.kubernetes.io/version`
   * @param to name of the label that is written
   */
  public static podLabel(podLabel: string, to: string): RelabelConfig {
    return Relabel.copyLabel(`__meta_kubernetes_pod_label_${sanitizedLabel(podLabel)}`, to);
  }

  /**
   * Copy an annotation of the pod to its target.
   * @param annotation annotation of the pod: `example.org/team`
   * @param to name of the label that is written
   */
  public static podAnnotation(annotation: string, to: string): RelabelConfig {
    return Relabel.copyLabel(`__meta_kubernetes_pod_annotation_${sanitizedLabel(annotation)}`, to);
  }

  /**
   * Rename a label, in two steps: Prometheus has no single step for it. Samples without the label stay as they are.
   * @param from present name
   * @param to new name
   */
  public static renameLabel(from: string, to: string): RelabelConfig[] {
    return [Relabel.copyLabel(from, to), Relabel.dropLabels(escapedPattern(from))];
  }

  /**
   * Remove labels. The remaining labels must still distinguish the series of a target; otherwise the scrape fails.
   * @param patterns regular expressions; each must match a whole name
   */
  public static dropLabels(...patterns: string[]): RelabelConfig {
    return { action: 'labeldrop', regex: anyOf(patterns) };
  }

  /**
   * Rename all labels that match, such as the labels of pods: `Relabel.mapLabels('__meta_kubernetes_pod_label_(.+)')`.
   * @param pattern regular expression that must match a whole name
   * @param replacement new name
   * @default '$1'
   */
  public static mapLabels(pattern: string, replacement?: string): RelabelConfig {
    return { action: 'labelmap', regex: pattern, ...replacement !== undefined && { replacement } };
  }

  private constructor() { /* only static methods */ }
}

function anyOf(patterns: readonly string[]): string {
  return patterns.join('|');
}
