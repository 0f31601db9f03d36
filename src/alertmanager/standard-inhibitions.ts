import { AlertInhibition } from './alert-routing-props';

/**
 * The inhibition rules that the alerts of MonitoringMixin are made for. InfoInhibitor is for nobody: any other alert inhibits it, and it
 * still inhibits info alerts.
 * What has no cluster label in the source and in the target counts as equal.
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
