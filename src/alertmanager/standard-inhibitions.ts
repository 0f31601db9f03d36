import { AlertInhibition } from './alert-routing-props';

/**
 * The inhibition rules for the alerts of MonitoringMixin. InfoInhibitor notifies nobody: any other alert inhibits it, and it still inhibits
 * info alerts. Alerts without a cluster label in source and target count as equal.
 * @param clusters labels that distinguish clusters
 */
export function standardInhibitions(clusters: readonly string[]): AlertInhibition[] {
  const sameNamespace = [...clusters, 'namespace'];
  const sameAlert = [...sameNamespace, 'alertname'];
  return [
    { sourceMatchers: ['severity="critical"'], targetMatchers: ['severity=~"warning|info"'], equal: sameAlert },
    { sourceMatchers: ['severity="warning"'], targetMatchers: ['severity="info"'], equal: sameAlert },
    { sourceMatchers: ['alertname="InfoInhibitor"'], targetMatchers: ['severity="info"'], equal: sameNamespace },
    { sourceMatchers: ['alertname!="InfoInhibitor"'], targetMatchers: ['alertname="InfoInhibitor"'] },
  ];
}
