// Two clusters: the worker exposes its Prometheus to the network of the main cluster, which federates its aggregated series and alerts on
// failures.
import { App, Chart, Duration } from 'cdk8s';
import { Cloud, Exposure, FederatedCluster, FederationExport } from 'cdk8s-prometheus';

const app = new App();

// objects for the worker cluster, in addition to its stack
const worker = new Chart(app, 'eu-1', { namespace: 'monitoring' });
new FederationExport(worker, 'Export', {
  cluster: 'eu-1',
  prometheus: 'main',
  targetPort: 'auth-proxy', // its Prometheus has `listenLocal: true, authProxy: true`
  exposure: Exposure.internalLoadBalancer(Cloud.GKE),
  allowedCidrs: ['10.20.0.0/16'], // the pods of the main cluster
});

// objects for the main cluster
const main = new Chart(app, 'main', { namespace: 'monitoring' });
new FederatedCluster(main, 'Eu', {
  cluster: 'eu-1',
  target: { ips: ['10.30.0.7'], hostname: 'prometheus.eu-1.example.org' },
  match: ['{__name__=~"(job|namespace|cluster):.*"}', 'up{job="kubelet"}'],
  kubernetesVersion: '1.34',
  interval: Duration.minutes(1),
  sampleLimit: 100_000,
  tls: { caSecretName: 'eu-1-ca' },
  bearerToken: { secretName: 'eu-1-token' },
});

app.synth();
