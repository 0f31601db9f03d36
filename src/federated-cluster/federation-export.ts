import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Exposure } from './exposure';
import { FederationExportProps } from './federation-export-props';
import {
  EXPORT_ADDRESS, EXPORT_CLUSTER, EXPORT_INSECURE, EXPORT_ISOLATES, EXPORT_LISTEN_LOCAL, EXPORT_NO_PROXY, EXPORT_PORT,
} from './rules';
import { matchesSelector } from '../admission/cluster/label-selector';
import { createService } from '../manifest/core';
import { checkLabels, Identity, Labels, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { createNetworkPolicy } from '../manifest/network-policy';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { checkNumber } from '../manifest/references';
import { isCidr } from '../net/cidr';
import { PROMETHEUS_PODS } from '../scrape/prometheus-pods';
import { objectsOf } from '../validation/app-objects';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';

/** The name of the port, the same on both sides. */
const PORT_NAME = 'federate';

/** The ports that the operator and this library open in the pods of a Prometheus. */
const TARGET_PORTS: { readonly [name: string]: number } = { 'web': 9090, 'auth-proxy': 9091 };

/**
 * Exports the Prometheus of a cluster that is federated: with a Service by which the Prometheus of the other cluster reaches it, and with
 * `allowedCidrs` a NetworkPolicy. A Prometheus in the same app is checked. It is an error if it listens only on loopback, has no TLS or
 * authentication, or lacks the external label `cluster`.
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Cloud, Exposure, FederationExport, Prometheus } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, externalLabels: { cluster: 'eu-1' },
 * listenLocal: true, authProxy: true });
 * new FederationExport(chart, 'Export', {
 *   cluster: 'eu-1',
 *   prometheus: prometheus.customResource.name,
 *   targetPort: 'auth-proxy',
 *   exposure: Exposure.internalLoadBalancer(Cloud.EKS),
 *   allowedCidrs: ['10.1.0.0/16'],
 * });
 *
 * app.synth();
 */
export class FederationExport extends Construct {
  /** The Services, one per replica. */
  public readonly services: ApiObject[];
  /** Clients that may connect; undefined without `allowedCidrs`. */
  public readonly networkPolicy?: ApiObject;
  /** Alert for errors in answering federation requests; undefined if it is disabled. */
  public readonly rules?: ApiObject;

  public constructor(scope: Construct, id: string, props: FederationExportProps) {
    super(scope, id);
    checkOptions(this, 'FederationExportProps', props, FederationExport);
    const { cluster, prometheus, replicas = 1, port = 9090, targetPort = 'web', exposure = Exposure.clusterIp(), allowedCidrs } = props;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const name = props.name ?? `federation-${prometheus}`;
    const identity: Identity = { name: 'federation-export', instance: name, component: 'federation' };
    const metadata = { name, namespace, labels: objectLabels(identity, props.labels) };
    const pods = { ...PROMETHEUS_PODS, 'operator.prometheus.io/name': prometheus };

    this.services = Array.from({ length: Math.max(1, Math.min(replicas, 100)) }, (
      _, i,
    ) => createService(this, replicas > 1 ? `Service-${i}` : 'Resource', {
      ...metadata, name: replicas > 1 ? `${name}-${i}` : name, annotations: exposure._annotations,
    }, {
      type: exposure._type,
      loadBalancerClass: exposure._loadBalancerClass,
      ...exposure._type === 'LoadBalancer' && { loadBalancerSourceRanges: allowedCidrs },
      // the label of one pod of a StatefulSet
      selector: { ...pods, ...replicas > 1 && { 'statefulset.kubernetes.io/pod-name': `prometheus-${prometheus}-${i}` } },
      ports: [{ name: PORT_NAME, port, targetPort: targetPort, protocol: 'TCP' }],
    }));
    if (allowedCidrs) {
      this.networkPolicy = createNetworkPolicy(
        this, 'NetworkPolicy', metadata, pods, [{ ports: [TARGET_PORTS[targetPort] ?? port], from: allowedCidrs.map(cidr => ({ cidr })) }],
      );
    }
    if (props.alerts ?? true) {
      this.rules = createPrometheusRule(this, 'Rules', metadata, [{
        name,
        rules: [{
          alert: 'FederationErrors',
          expr: 'increase(prometheus_web_federation_errors_total[10m]) > 0',
          for: '10m',
          labels: { cluster, severity: 'warning' },
          annotations: {
            summary: `Prometheus {{ $labels.pod }} of cluster ${cluster} fails federation requests.`,
            description: 'Read its log. Often the federating Prometheus closed the connection: its scrapeTimeout is too short for match[].',
          },
        }],
      }]);
    }

    const problems = Problems.of(this);
    problems.addAll([
      ...checkNamespace(namespace), ...checkLabels('labels', props.labels ?? {}), ...checkNumber('replicas', props.replicas, 1, 100),
      ...checkNumber('port', props.port, 1, 65535),
      ...(allowedCidrs ?? []).filter(cidr => !isCidr(cidr)).map(cidr => finding(EXPORT_ADDRESS, { cidr })),
      ...targetPort in TARGET_PORTS || !allowedCidrs ? [] : [finding(EXPORT_PORT, { targetPort })],
    ]);
    problems.check(() => [...checkPrometheus(this, props, namespace), ...checkIsolation(this, props.prometheus)]);
  }
}

/** Facts from the Prometheus itself, if the same app contains it. */
function checkPrometheus(
  construct: Construct, { cluster, prometheus, targetPort = 'web', insecure }: FederationExportProps, namespace: string | undefined,
): Finding[] {
  const found = objectsOf(construct.node.root, 'Prometheus').filter(({ name }) => name === prometheus).map(object => jsonOf(object))
    .find(manifest => manifest.metadata.namespace === namespace);
  const spec = found?.spec ?? {};
  const isProxied = targetPort !== 'web';
  return [
    ...spec.listenLocal && !isProxied ? [finding(EXPORT_LISTEN_LOCAL, { prometheus })] : [],
    ...found && targetPort === 'auth-proxy' && !hasProxy(spec) ? [finding(EXPORT_NO_PROXY, { prometheus })] : [],
    ...!isProxied && !insecure ? [finding(EXPORT_INSECURE, { prometheus, hasTls: spec.web?.tlsConfig !== undefined })] : [],
    ...found && spec.externalLabels?.cluster !== cluster
      ? [finding(EXPORT_CLUSTER, { prometheus, cluster, found: spec.externalLabels?.cluster })]
      : [],
  ];
}

/** Without another policy for its pods, the one of the export blocks all other clients. Policies outside of the app are not known. */
function checkIsolation(construct: FederationExport, prometheus: string): Finding[] {
  const own = construct.networkPolicy;
  const { root } = construct.node;
  const namespace = own?.metadata.namespace;
  const isHere = objectsOf(root, 'Prometheus').map(object => jsonOf(object).metadata)
    .some(each => each.name === prometheus && each.namespace === namespace);
  if (!own || !isHere) { return []; }
  // the labels that the operator gives its pods
  const pods: Labels = {
    ...PROMETHEUS_PODS, 'operator.prometheus.io/name': prometheus, 'app.kubernetes.io/instance': prometheus, prometheus,
  };
  const others = objectsOf(root, 'NetworkPolicy').filter(object => object !== own).map(object => jsonOf(object));
  const selecting = others.filter(({ metadata, spec }) => metadata.namespace === namespace && matchesSelector(spec?.podSelector, pods));
  return selecting.length === 0 ? [finding(EXPORT_ISOLATES, { prometheus })] : [];
}

function hasProxy(spec: { readonly containers?: readonly { readonly ports?: readonly { readonly name?: string }[] }[] }): boolean {
  return (spec.containers ?? []).some(({ ports = [] }) => ports.some(({ name }) => name === 'auth-proxy'));
}
