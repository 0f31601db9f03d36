import { AlertRow, RuleGroup } from '../manifest/prometheus-rule';

const alert = (name: string, expr: string, after: string, severity: string, summary: string, description: string): AlertRow => ({
  alert: name, expr, for: after, labels: { severity }, annotations: { summary, description },
});

const DAY = 86_400;

/** Of every probe, whichever Probe asks for it. */
export const ALERTS: RuleGroup = {
  name: 'blackbox-exporter',
  rules: [
    alert('ProbeFailed', 'probe_success == 0', '5m', 'critical', '{{ $labels.instance }} does not answer as it should.',
      'Ask it as the exporter does, from a pod: GET /probe?target={{ $labels.instance }}&module=…&debug=true of the exporter says each step. A name that is not found and a certificate that is not trusted look like a server that is away.'),
    alert('ProbeCertificateExpiresSoon', `probe_ssl_earliest_cert_expiry - time() < ${14 * DAY} and probe_ssl_earliest_cert_expiry - time() > 0`, '1h', 'warning',
      'The certificate of {{ $labels.instance }} ends in {{ $value | humanizeDuration }}.', 'It is the one of the chain that ends first. Where cert-manager renews it: look at the Certificate, and its events.'),
    alert('ProbeCertificateExpired', 'probe_ssl_earliest_cert_expiry - time() <= 0', '0m', 'critical', 'A certificate of {{ $labels.instance }} has ended.', 'Browsers and clients refuse it. It may be an intermediate one that the server still sends.'),
  ],
};
