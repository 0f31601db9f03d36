import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Addresses, partAddresses, checkAddresses } from './addresses';
import { AVAILABILITY, Part, PARTS } from './availability';
import { checkParts } from './checks';
import { ControlPlaneProps } from './control-plane-props';
import { PartContext, PartScrape } from './part-scrape';
import { RESOURCES, scrapeOf } from './parts';
import { Platform } from './platform';
import { NO_KUBELET_SERVICE } from './rules';
import { createEndpoints, createEndpointSlice, createService } from '../manifest/core';
import { useIpFamilies } from '../manifest/ip-families';
import { checkLabels, Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { checkNamespace } from '../manifest/namespaces';
import { ObjectMetadata } from '../manifest/object';
import { reachOf } from '../manifest/reach';
import { checkReferences } from '../manifest/references';
import { useMonitorOptions } from '../scrape/component-monitor';
import { resolveTiming } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';

/**
 * Scrapes the parts of Kubernetes itself that can be scraped on its platform: with ServiceMonitors, and with Services for parts that have
 * none.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { ControlPlane, Platform } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new ControlPlane(chart, 'ControlPlane', {
 *   platform: Platform.KUBEADM,
 *   kubeletService: 'kube-system/kubelet', // the operator's --kubelet-service
 *   scheduler: true, // it has --bind-address=0.0.0.0
 * });
 *
 * app.synth();
 */
export class ControlPlane extends Construct {
  /**
   * ServiceMonitors by job: `kubelet`, `apiserver`, `coredns` or `kube-dns`, `kube-controller-manager`, `kube-scheduler`, `etcd`,
   * `kube-proxy`.
   */
  public readonly serviceMonitors: { [job: string]: ApiObject } = {};
  /** The headless Services that the construct creates, by job. */
  public readonly services: { [job: string]: ApiObject } = {};
  /** Addresses of parts that run outside of pods, by job: EndpointSlices, or Endpoints before operator 0.77. */
  public readonly endpoints: { [job: string]: ApiObject[] } = {};
  /** The jobs that are scraped. */
  public readonly jobs: string[] = [];
  /** The namespaces in which targets are discovered. */
  public readonly namespaces: string[];

  public constructor(scope: Construct, id: string, props: ControlPlaneProps = {}) {
    super(scope, id);
    checkOptions(this, 'ControlPlaneProps', props, ControlPlane);
    useMonitorOptions(this, props.monitor);
    // existing Services are scraped too, and have their own IP families
    useIpFamilies(this, {});
    const platform = props.platform ?? Platform.GENERIC;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const { timing, findings } = resolveTiming(props);
    const [kubeletNamespace = '', kubeletName] = props.kubeletService?.split('/') ?? [];
    const context: PartContext = {
      platform,
      timing,
      kubeletService: { namespace: kubeletNamespace, name: kubeletName ?? '' },
      kubeletInsecureSkipVerify: props.kubeletInsecureSkipVerify ?? true,
      kubeletResourceMetrics: props.kubeletResourceMetrics,
      schedulerResourceMetrics: props.schedulerResourceMetrics,
      componentSlis: props.componentSlis,
      etcdTls: props.etcdTls,
      etcdPort: props.etcdPort,
    };
    const operator = ComponentVersion.parse(
      'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', reachOf(this).defaults.versions),
    );
    const isWanted = (part: Part) => props[part]
      ?? (partAddresses(
        part, props,
      ) !== undefined || AVAILABILITY[platform][part].is === 'scraped' && (part !== 'kubelet' || kubeletName !== undefined));
    const wanted = PARTS.filter(isWanted);

    const scraped = wanted.filter(part => part !== 'kubelet' || kubeletName !== undefined)
      .map(part => ({ part, scrape: scrapeOf(part, context, partAddresses(part, props) !== undefined) }));
    this.namespaces = [...new Set(scraped.map(({ scrape }) => scrape.namespace))].sort();
    for (const { part, scrape } of scraped) {
      const addresses = partAddresses(part, props);
      const metadata = this.addPart(scrape, namespace, props.labels, addresses === undefined);
      if (addresses) {
        this.endpoints[scrape.job] = this.addAddresses(scrape, metadata, addresses, operator.version.has('endpointSlices'));
      }
    }

    Problems.of(this).addAll([
      ...findings,
      ...operator.findings,
      ...checkAddresses(props),
      ...checkReferences([
        { prop: 'etcdTls.caSecretName', name: props.etcdTls?.caSecretName },
        { prop: 'etcdTls.clientSecretName', name: props.etcdTls?.clientSecretName },
      ]),
      ...checkNamespace(namespace),
      ...checkLabels('labels', props.labels ?? {}),
      ...props.kubelet && kubeletName === undefined ? [finding(NO_KUBELET_SERVICE, {})] : [],
      ...checkParts(wanted, platform, props),
    ]);
  }

  /**
   * The paths that are read with a token, in addition to those that every Prometheus may read.
   * @internal
   */
  public _furtherPaths(): string[] {
    const endpoints = Object.values(this.serviceMonitors)
      .flatMap(monitor => (jsonOf(monitor).spec?.endpoints ?? []) as { readonly path?: string }[]);
    return endpoints.some(({ path }) => path === RESOURCES) ? [RESOURCES] : [];
  }

  private addPart(scrape: PartScrape, namespace: string | undefined, own: { [key: string]: string } = {}, inPods: boolean): ObjectMetadata {
    const { job, jobLabel, namespace: where, selector, pods, ports = [], endpoints } = scrape;
    const identity: Identity = { name: job, instance: `${namespace}-${job}`, component: 'control-plane' };
    const labels = objectLabels(identity, own);
    const metadata = { name: identity.instance, namespace: where, labels };
    if (pods) {
      this.services[job] = createService(this, `${job}-service`, metadata, {
        clusterIP: 'None',
        ...inPods && { selector: pods },
        ports: ports.map(port => ({ ...port, protocol: 'TCP' })),
      });
    }
    this.serviceMonitors[job] = createServiceMonitor(this, job, { name: job, namespace, labels }, {
      jobLabel,
      selector: { matchLabels: selector ?? selectorLabels(identity) },
      namespaceSelector: { matchNames: [where] },
      endpoints,
    });
    this.jobs.push(job);
    return metadata;
  }

  /** For a Service without a selector: nothing else writes its addresses. */
  private addAddresses({ job, ports = [] }: PartScrape, metadata: ObjectMetadata, addresses: Addresses, hasSlices: boolean): ApiObject[] {
    const listed = ports.map(port => ({ ...port, protocol: 'TCP' }));
    if (!hasSlices) {
      const all = [...addresses.values()].flat().map(ip => ({ ip }));
      return [createEndpoints(this, `${job}-endpoints`, metadata, all.length === 0 ? [] : [{ addresses: all, ports: listed }])];
    }
    return [...addresses].map(([family, ips]) => createEndpointSlice(this, `${job}-${family.toLowerCase()}`, {
      ...metadata,
      name: `${metadata.name}-${family.toLowerCase()}`,
      labels: { ...metadata.labels, 'kubernetes.io/service-name': metadata.name, 'endpointslice.kubernetes.io/managed-by': MANAGED_BY },
    }, { addressType: family, endpoints: ips.map(ip => ({ addresses: [ip] })), ports: listed }));
  }
}
