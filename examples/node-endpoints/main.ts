// The kubelets of a real cluster of 46 nodes, some with addresses that every API server rejects.
import { App, Chart } from 'cdk8s';
import { NodeEndpoints, NodeSource, SkippedNodesPolicy } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'kubelet', { namespace: 'kube-system' });

new NodeEndpoints(chart, 'Kubelet', {
  nodes: NodeSource.fromFile('nodes.json'), // kubectl get nodes -o json > nodes.json
  kubernetesVersion: '1.36',
  operatorVersion: '0.94.1',
  skippedNodes: SkippedNodesPolicy.failAbove(25),
});

app.synth();
