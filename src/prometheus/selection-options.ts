import { ObjectSelection } from '../manifest/selection-options';

/**
 * Which monitors and rules a Prometheus selects. The conditions hold for all kinds; those of one kind replace them for this kind.
 *
 * Everything: `{}`. By label: `{ matchLabels: { release: 'main' } }`. By label of the namespace: `{ namespaceLabels: { monitored: 'yes' } }`. Monitors by label and all rules:
 * `{ matchLabels: { release: 'main' }, rules: {} }`.
 */
export interface SelectionPolicy extends ObjectSelection {
  /**
   * ServiceMonitors.
   * @default - the conditions of all kinds
   */
  readonly serviceMonitors?: ObjectSelection;
  /**
   * PodMonitors.
   * @default - the conditions of all kinds
   */
  readonly podMonitors?: ObjectSelection;
  /**
   * Probes.
   * @default - the conditions of all kinds
   */
  readonly probes?: ObjectSelection;
  /**
   * ScrapeConfigs.
   * @default - the conditions of all kinds
   */
  readonly scrapeConfigs?: ObjectSelection;
  /**
   * PrometheusRules. An agent evaluates none.
   * @default - the conditions of all kinds
   */
  readonly rules?: ObjectSelection;
}
