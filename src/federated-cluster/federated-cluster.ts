import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { federationAlertsOf } from './alerts';
import { checkProps } from './checks';
import { FederatedClusterProps } from './federated-cluster-props';
import { FederationMode } from './federation-mode';
import { resolveProps, ResolvedProps } from './resolve-props';
import { PORT_NAME, federationScrapeConfigSpec, federationMonitorSpec } from './scrape';
import { addressesOf, externalNameOf, TargetAddresses } from './target';
import { createEndpoints, createEndpointSlice, createService } from '../manifest/core';
import { Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createScrapeConfig, createServiceMonitor } from '../manifest/monitoring';
import { ObjectMetadata } from '../manifest/object';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { reachOf } from '../manifest/reach';
import { useMonitorOptions } from '../scrape/component-monitor';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';

/**
 * Another cluster, from whose Prometheus aggregated series are federated. It creates a Service without pods, its addresses, and a
 * ServiceMonitor that selects exactly that Service; or a ScrapeConfig. Names, ports, labels and selectors come from one place, so that they
 * always match. The selectors in `match` are checked as the other Prometheus will read them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/federation/
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { FederatedCluster } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new FederatedCluster(chart, 'Eu1', {
 *   cluster: 'eu-1',
 *   target: { hostname: 'prometheus.eu-1.example.org' },
 *   match: ['{__name__=~"job:.*"}', 'up{job="kubelet"}'],
 *   tls: {},
 *   bearerToken: { secretName: 'eu-1-token' },
 * });
 *
 * app.synth();
 */
export class FederatedCluster extends Construct {
  /** The Service: of type ExternalName, or headless if there are only IPv6 addresses; undefined with a ScrapeConfig. */
  public readonly service?: ApiObject;
  /** Its Endpoints, before Kubernetes 1.33. */
  public readonly endpoints?: ApiObject;
  /** Its EndpointSlices, one per IP family, from Kubernetes 1.33 on. */
  public readonly endpointSlices: ApiObject[] = [];
  /** Scrapes the Service as job `federation`; undefined with a ScrapeConfig. */
  public readonly serviceMonitor?: ApiObject;
  /** Scrapes the target as job `federation`; undefined with a ServiceMonitor. */
  public readonly scrapeConfig?: ApiObject;
  /** Alerts of the federation; undefined if they are disabled. */
  public readonly rules?: ApiObject;

  public constructor(scope: Construct, id: string, props: FederatedClusterProps) {
    super(scope, id);
    checkOptions(this, 'FederatedClusterProps', props, FederatedCluster);
    useMonitorOptions(this, props.monitor);
    const resolved = resolveProps(props, Chart.of(this).namespace, reachOf(this).defaults.versions);
    const addresses = addressesOf(resolved);
    const identity: Identity = { name: 'federated-cluster', instance: resolved.name, component: 'federation' };
    const metadata = { name: resolved.name, namespace: resolved.namespace, labels: objectLabels(identity, resolved.labels) };

    if (resolved.mode === FederationMode.SCRAPE_CONFIG) {
      this.scrapeConfig = createScrapeConfig(this, 'ScrapeConfig', metadata, federationScrapeConfigSpec(resolved, addresses));
    } else {
      this.service = this.createTargetService(metadata, resolved, addresses);
      if (resolved.hasSlices) {
        this.createSlices(metadata, resolved, addresses);
      } else { this.endpoints = this.createAddresses(metadata, resolved, addresses); }
      this.serviceMonitor = createServiceMonitor(
        this, 'ServiceMonitor', metadata, federationMonitorSpec(resolved, selectorLabels(identity)),
      );
    }
    if (resolved.alerts.enabled) {
      this.rules = createPrometheusRule(this, 'Rules', metadata, [{ name: resolved.name, rules: federationAlertsOf(resolved) }]);
    }
    registerVersion(this, 'kubernetes', resolved.kubernetesVersion?.text);
    registerVersion(this, 'operator', resolved.operator.text, props.operatorVersion === undefined);
    Problems.of(this).addAll([...resolved.findings, ...checkProps(resolved, addresses)]);
  }

  private createTargetService(metadata: ObjectMetadata, props: ResolvedProps, addresses: TargetAddresses): ApiObject {
    const externalName = externalNameOf(props, addresses);
    const ports = [{ name: PORT_NAME, port: props.port, protocol: 'TCP' }];
    return createService(this, 'Resource', metadata, externalName === undefined
      ? { type: 'ClusterIP', clusterIP: 'None', ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'], ports }
      : { type: 'ExternalName', externalName, ports });
  }

  private createAddresses(metadata: ObjectMetadata, { port }: ResolvedProps, { usable }: TargetAddresses): ApiObject {
    const subsets = usable.length === 0
      ? []
      : [{ addresses: usable.map(({ canonical }) => ({ ip: canonical })), ports: [{ name: PORT_NAME, port, protocol: 'TCP' }] }];
    return createEndpoints(this, 'Endpoints', { ...metadata, name: this.service!.name }, subsets);
  }

  private createSlices(metadata: ObjectMetadata, { port }: ResolvedProps, { usable }: TargetAddresses): void {
    const service = this.service!.name;
    for (const family of ['IPv4', 'IPv6'] as const) {
      const ofFamily = usable.filter(address => address.family === family);
      if (ofFamily.length === 0) { continue; }
      const name = `${service}-${family.toLowerCase()}`;
      const labels = { ...metadata.labels, 'kubernetes.io/service-name': service, 'endpointslice.kubernetes.io/managed-by': MANAGED_BY };
      this.endpointSlices.push(createEndpointSlice(this, `EndpointSlice-${family.toLowerCase()}`, { ...metadata, name, labels }, {
        addressType: family,
        endpoints: ofFamily.map(({ canonical }) => ({ addresses: [canonical] })),
        ports: [{ name: PORT_NAME, port, protocol: 'TCP' }],
      }));
    }
  }
}
