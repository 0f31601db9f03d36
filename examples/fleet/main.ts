// Three clusters from one list: a stack in each, and the connections on both sides. dist/ gets a folder for each, for a GitOps tool.
import { Duration } from 'cdk8s';
import { Cloud, Exposure, Fleet, GlobalView, Platform } from 'cdk8s-prometheus';

const fleet = new Fleet({
  stack: { // in every cluster
    kubernetesVersion: '1.34',
    alertmanager: { configSecret: 'alertmanager-config' },
    prometheus: { listenLocal: true, authProxy: true, retention: Duration.days(7) },
  },
  main: { cluster: 'hub', stack: { prometheus: { listenLocal: false, authProxy: false, retention: Duration.days(90) } } },
  workers: [
    {
      cluster: 'eu-1',
      stack: { platform: Platform.GKE },
      target: { hostname: 'prometheus.eu-1.example.org', port: 443 },
      exposure: Exposure.internalLoadBalancer(Cloud.GKE),
      federation: { bearerToken: { secretName: 'eu-1-token' } },
    },
    {
      cluster: 'us-1',
      stack: { platform: Platform.EKS },
      target: { ips: ['10.40.0.7'], hostname: 'prometheus.us-1.example.org', port: 443 },
      exposure: Exposure.internalLoadBalancer(Cloud.EKS),
      allowedCidrs: ['10.20.0.0/16'],
      federation: { bearerToken: { secretName: 'us-1-token' } },
    },
  ],
  // with about ten clusters or more: GlobalView.remoteWrite({ url: 'https://mimir.example.org/api/v1/push', ... }); the list stays the same
  globalView: GlobalView.federation({
    match: ['{__name__=~"(job|namespace|cluster):.*"}', 'up{job="kubelet"}'],
    sampleLimit: 100_000,
    tls: { caSecretName: 'fleet-ca' },
  }),
});

fleet.synth();
