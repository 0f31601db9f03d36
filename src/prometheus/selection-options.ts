import { ObjectSelection } from '../manifest/selection-options';

/**
 * Which monitors and rules a Prometheus selects. The conditions apply to all kinds; conditions of one kind replace them for this kind.
 *
 * All objects: `{}`. By label: `{ matchLabels: { release: 'main' } }`. By label of the namespace:
 * `{ namespaceLabels: { monitored: 'yes' } }`.
 * Monitors by label, and all rules: `{ matchLabels: { release: 'main' }, rules: {} }`.
 */
export interface SelectionPolicy extends ObjectSelection {
  /**
   * Conditions for ServiceMonitors.
   * @default - the conditions of all kinds
   */
  readonly serviceMonitors?: ObjectSelection;
  /**
   * Conditions for PodMonitors.
   * @default - the conditions of all kinds
   */
  readonly podMonitors?: ObjectSelection;
  /**
   * Conditions for Probes.
   * @default - the conditions of all kinds
   */
  readonly probes?: ObjectSelection;
  /**
   * Conditions for ScrapeConfigs.
   * @default - the conditions of all kinds
   */
  readonly scrapeConfigs?: ObjectSelection;
  /**
   * Conditions for PrometheusRules. An agent evaluates no rules.
   * @default - the conditions of all kinds
   */
  readonly rules?: ObjectSelection;
}
