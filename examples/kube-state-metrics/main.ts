// kube-state-metrics for a cluster of about 250 nodes: without Secrets, with the labels for cost allocation, and with a custom resource.
import { App, Chart, Duration } from 'cdk8s';
import { CustomResourceValue, KubeStateMetrics } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'kube-state-metrics', { namespace: 'monitoring' });

new KubeStateMetrics(chart, 'KubeStateMetrics', {
  version: '2.20.0',
  clusterNodes: 250,
  excludeResources: ['configmaps'],
  metricLabelsAllowlist: { pods: ['app.kubernetes.io/name', 'app.kubernetes.io/part-of'], nodes: ['topology.kubernetes.io/zone'] },
  tls: { secretName: 'kube-state-metrics-tls' }, // as cert-manager makes it
  authFilter: true,
  interval: Duration.seconds(30),
  customResourceState: {
    resources: [{
      groupVersionKind: { group: 'karpenter.sh', version: 'v1', kind: 'NodeClaim' },
      resourcePlural: 'nodeclaims',
      clusterScoped: true,
      metricNamePrefix: 'karpenter_nodeclaim',
      labelsFromPath: { nodeclaim: ['metadata', 'name'] },
      metrics: [{
        name: 'status_condition',
        help: 'The conditions of a NodeClaim: 1 for True, 0 for False.',
        each: CustomResourceValue.gauge({ path: ['status', 'conditions'], labelsFromPath: { condition: ['type'] }, valueFrom: ['status'] }),
      }],
    }],
  },
});

app.synth();
