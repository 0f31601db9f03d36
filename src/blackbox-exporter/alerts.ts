import { AlertRow, RuleGroup } from '../manifest/prometheus-rule';

const alert = (name: string, expr: string, after: string, severity: string, summary: string, description: string): AlertRow => ({
  alert: name, expr, for: after, labels: { severity }, annotations: { summary, description },
});

const DAY = 86_400;

/** Alerts for all probes, of every Probe object. */
export const ALERTS: RuleGroup = {
  name: 'blackbox-exporter',
  rules: [
    alert('ProbeFailed', 'probe_success == 0', '5m', 'critical', 'The probe of {{ $labels.instance }} fails.',
      'Probe it from a pod to see each step: GET /probe?target={{ $labels.instance }}&module=…&debug=true of the exporter. '
        + 'An unknown name and an untrusted certificate look like a server that is down.'),
    alert('ProbeCertificateExpiresSoon',
      `probe_ssl_earliest_cert_expiry - time() < ${14 * DAY} and probe_ssl_earliest_cert_expiry - time() > 0`, '1h', 'warning',
      'The certificate of {{ $labels.instance }} expires in {{ $value | humanizeDuration }}.',
      'Of its certificate chain, this is the first to expire. If cert-manager renews it, look at the Certificate and its events.'),
    alert('ProbeCertificateExpired', 'probe_ssl_earliest_cert_expiry - time() <= 0', '0m', 'critical',
      'A certificate of {{ $labels.instance }} has expired.',
      'Browsers and clients reject it. Renew it. It may be an intermediate certificate that the server still sends.'),
  ],
};
