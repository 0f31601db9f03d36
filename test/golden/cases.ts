import { App, Chart } from 'cdk8s';
import { EndpointObjects, IpFamily, NodeAddressPriority, NodeEndpoints, NodeEndpointsOptions, NodeSource } from '../../src';

/**
 * What a GitOps repository would commit, one file a case: `<name>.yaml` beside this file. Each golden is also what
 * conformance applies to the real apiserver. `npm run update-goldens` rewrites them, nothing else does.
 */
export const GOLDENS: { readonly [name: string]: (app: App) => void } = {
  // real nodes, whatever the versions of the cluster and the operator
  'node-endpoints-any-version': app => nodeEndpoints(app, NodeSource.fromFile('examples/node-endpoints/nodes.json')),
  'node-endpoints-external-ipv6': app => nodeEndpoints(app, NodeSource.fromFile('examples/node-endpoints/nodes.json'), {
    name: 'kubelet-ipv6',
    addressPriority: NodeAddressPriority.EXTERNAL,
    ipFamily: IpFamily.IPV6,
    kubernetesVersion: '1.34',
    prometheusOperatorVersion: '0.93.1',
    labels: { release: 'monitoring' },
  }),
  'node-endpoints-endpoints-only': app => nodeEndpoints(app, NodeSource.of([
    { name: 'node-a', internalIps: ['10.0.0.1'], ready: true },
    { name: 'node-b', internalIps: ['<nil>'], ready: true },
    { name: 'node-c', internalIps: ['010.0.0.2'], ready: false },
  ]), { name: 'kubelet-endpoints', kubernetesVersion: '1.29', objects: EndpointObjects.ENDPOINTS }),
  'node-endpoints-empty': app => nodeEndpoints(app, NodeSource.of([]), { name: 'kubelet-empty', allowEmpty: true }),
};

function nodeEndpoints(app: App, nodes: NodeSource, options?: NodeEndpointsOptions): void {
  new NodeEndpoints(new Chart(app, 'kubelet', { namespace: 'kube-system' }), 'Kubelet', { nodes, ...options });
}
