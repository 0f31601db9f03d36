// Three clusters that write to a Thanos in the main one: years of history, and a single place for queries. dist/ gets a folder for each
// cluster.
import { Duration, Size } from 'cdk8s';
import { AlertIntegration, AlertRouting, Fleet, GlobalView } from 'cdk8s-prometheus';

const routing = new AlertRouting({
  route: { receiver: 'team', groupBy: ['cluster', 'namespace'], routes: [{ receiver: 'nobody', matchers: ['severity="none"'] }, { receiver: 'pager', matchers: ['severity="critical"'] }] },
  receivers: [
    { name: 'team', integrations: [AlertIntegration.slack({ apiUrl: { secretName: 'alerting', key: 'slack' } })] },
    { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: { secretName: 'alerting', key: 'pagerduty' } })] },
    { name: 'nobody' },
  ],
});

const fleet = new Fleet({
  stack: { // in every cluster: a few days; the bucket has the rest
    kubernetesVersion: '1.34',
    alertmanager: { routing, storage: { size: Size.gibibytes(1) } },
    prometheus: { retention: Duration.days(3), storage: { size: Size.gibibytes(50) } },
  },
  main: { cluster: 'hub' },
  workers: [{ cluster: 'eu-1' }, { cluster: 'us-1' }],
  globalView: GlobalView.thanos({
    endpoint: 'https://receive.example.org', // a gateway in front of the Service thanos-receive, which verifies the token
    bearerToken: { secretName: 'receive-token' },
    queue: { samplesPerSecond: 20_000 },
    storage: { size: Size.gibibytes(100) },
    retention: Duration.days(2),
    objectStorage: { secretName: 'bucket', key: 'objstore.yml' },
    compactorStorage: { size: Size.gibibytes(200) },
    clientNamespaces: ['gateway', 'grafana'],
  }),
});

fleet.synth();
