import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkObjects, checkProps, checkSkipped } from './checks';
import { chooseTargets, NodeTarget } from './node-address';
import { EndpointObjects, NodeEndpointsProps, SkippedNode } from './node-endpoints-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { describeSkipped, skippedAnnotation } from './skipped-nodes';
import { Bucket, partition } from './slice-partition';
import { createEndpoints, createEndpointSlice, createService } from '../manifest/core';
import { checkLabels, Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { useMonitorOptions } from '../scrape/component-monitor';
import { kubeletEndpoints, KUBELET_PORT_NAME } from '../scrape/kubelet';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';

/**
 * The kubelets of a cluster as targets: a Service without selector, its Endpoints or EndpointSlices with one address per node, and a
 * ServiceMonitor. A node without an address that the API server accepts is left out and reported, so that the other nodes are still
 * monitored.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/issues/7479
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { NodeEndpoints, NodeSource } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new NodeEndpoints(chart, 'Kubelet', {
 *   nodes: NodeSource.of([{ name: 'node-a', internalIps: ['10.0.0.1'], ready: true }, { name: 'node-b', internalIps: ['10.0.0.2'], ready:
 *   true }]),
 *   kubernetesVersion: '1.34',
 *   operatorVersion: '0.94.1',
 * });
 *
 * app.synth();
 */
export class NodeEndpoints extends Construct {
  /** The headless Service without selector. */
  public readonly service: ApiObject;
  /** The Endpoints; undefined if `objects` is SLICES. */
  public readonly endpoints?: ApiObject;
  /** The EndpointSlices; none if `objects` is ENDPOINTS. */
  public readonly endpointSlices: ApiObject[];
  /** Scrapes `/metrics`, `/metrics/cadvisor` and `/metrics/probes` over HTTPS, as job `kubelet`. */
  public readonly serviceMonitor: ApiObject;
  /** The nodes that are not monitored, by name. */
  public readonly skippedNodes: SkippedNode[];

  public constructor(scope: Construct, id: string, props: NodeEndpointsProps) {
    super(scope, id);
    checkOptions(this, 'NodeEndpointsProps', props, NodeEndpoints);
    useMonitorOptions(this, props.monitor);
    const resolved = resolveProps(props);
    const { nodes, findings } = props.nodes._read();
    const { targets, unusable } = chooseTargets(nodes, resolved.addressChoice);
    this.skippedNodes = unusable.map(node => ({ ...node, addresses: [...node.addresses] }));

    const { name, namespace, port } = resolved;
    const identity: Identity = { name: 'node-endpoints', instance: name, component: 'kubelet' };
    const labels = objectLabels(identity, resolved.labels);
    const metadata = { name, namespace, labels };

    this.service = createService(this, 'Resource', { ...metadata, annotations: skippedAnnotation(unusable) }, {
      type: 'ClusterIP',
      clusterIP: 'None',
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: [resolved.ipFamily ?? familyOf(targets)],
      ports: [{ name: KUBELET_PORT_NAME, port, protocol: 'TCP' }],
    });
    const service = this.service.name;

    if (resolved.objects !== EndpointObjects.SLICES) {
      // Kubernetes mirrors Endpoints into slices, unless they have this label
      const own = { ...labels, ...resolved.objects === EndpointObjects.BOTH && { 'endpointslice.kubernetes.io/skip-mirror': 'true' } };
      this.endpoints = createEndpoints(this, 'Endpoints', { ...metadata, name: service, labels: own }, subsetsOf(targets, port));
    }
    const buckets = resolved.objects === EndpointObjects.ENDPOINTS ? [] : partition(targets, resolved.maxEndpointsPerSlice);
    this.endpointSlices = buckets.map(bucket => this.createSlice(bucket, service, resolved, {
      ...labels,
      'kubernetes.io/service-name': service,
      'endpointslice.kubernetes.io/managed-by': MANAGED_BY,
    }));

    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/component',
      selector: { matchLabels: selectorLabels(identity) },
      endpoints: kubeletEndpoints(resolved),
      serviceDiscoveryRole: resolved.serviceDiscoveryRole,
    });

    registerVersion(this, 'kubernetes', resolved.kubernetesVersion?.text);
    registerVersion(this, 'operator', resolved.operatorVersion?.text);
    const problems = Problems.of(this);
    problems.addAll([...resolved.findings, ...checkLabels('labels', resolved.labels), ...checkProps(resolved)]);
    problems.addAll(findings);
    if (findings.length === 0) {
      problems.addAll(checkSkipped(resolved, nodes.length, targets.length, unusable.map(describeSkipped)));
      problems.addAll(checkObjects(resolved, targets, buckets));
    }
  }

  private createSlice(
    { family, number, targets }: Bucket, service: string, { namespace, port }: ResolvedProps, labels: { [key: string]: string },
  ): ApiObject {
    const suffix = `${family.toLowerCase()}-${number}`;
    return createEndpointSlice(this, `EndpointSlice-${suffix}`, { name: `${service}-${suffix}`, namespace, labels }, {
      addressType: family,
      endpoints: targets.map(({ nodeName, address }) => ({ addresses: [address.canonical], nodeName, targetRef: nodeReference(nodeName) })),
      ports: [{ name: KUBELET_PORT_NAME, port, protocol: 'TCP' }],
    });
  }
}

function subsetsOf(targets: readonly NodeTarget[], port: number) {
  if (targets.length === 0) { return []; }
  return [{
    addresses: targets.map(({ nodeName, address }) => ({ ip: address.canonical, nodeName, targetRef: nodeReference(nodeName) })),
    ports: [{ name: KUBELET_PORT_NAME, port, protocol: 'TCP' }],
  }];
}

/** Prometheus uses it for the label `node`. Without the uid, so that a node that is recreated under its name changes nothing. */
function nodeReference(name: string) {
  return { kind: 'Node', name };
}

/** Prometheus 3.11 and newer drop slices whose family is not the first one of the Service, unless the Service is SingleStack. */
function familyOf(targets: readonly NodeTarget[]): 'IPv4' | 'IPv6' {
  return targets.length > 0 && targets.every(({ address }) => address.family === 'IPv6') ? 'IPv6' : 'IPv4';
}
