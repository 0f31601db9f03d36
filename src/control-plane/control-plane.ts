import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AVAILABILITY, Part, PARTS } from './availability';
import { ControlPlaneProps } from './control-plane-props';
import { PART_SCRAPES, PartContext, PartScrape } from './parts';
import { Platform } from './platform';
import { IMPOSSIBLE, NO_KUBELET_SERVICE } from './rules';
import { createService } from '../manifest/core';
import { checkLabels, Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { checkNamespace } from '../manifest/namespaces';
import { resolveTiming } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/**
 * The parts of Kubernetes itself, as far as its platform lets them be scraped: ServiceMonitors, and Services where there are none.
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
  /** By job: `kubelet`, `apiserver`, `coredns` or `kube-dns`, `kube-controller-manager`, `kube-scheduler`, `etcd`, `kube-proxy`. */
  public readonly serviceMonitors: { [job: string]: ApiObject } = {};
  /** The headless Services that had to be made, by job. */
  public readonly services: { [job: string]: ApiObject } = {};
  /** The jobs that are scraped. */
  public readonly jobs: string[] = [];
  /** The namespaces in which targets are discovered. */
  public readonly namespaces: string[];

  public constructor(scope: Construct, id: string, props: ControlPlaneProps = {}) {
    super(scope, id);
    checkOptions(this, 'ControlPlaneProps', props, ControlPlane);
    const platform = props.platform ?? Platform.GENERIC;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const { timing, findings } = resolveTiming(props);
    const [kubeletNamespace = '', kubeletName] = props.kubeletService?.split('/') ?? [];
    const context: PartContext = {
      platform,
      timing,
      kubeletService: { namespace: kubeletNamespace, name: kubeletName ?? '' },
      kubeletInsecureSkipVerify: props.kubeletInsecureSkipVerify ?? true,
    };
    const isWanted = (part: Part) => props[part] ?? (AVAILABILITY[platform][part].is === 'scraped' && (part !== 'kubelet' || kubeletName !== undefined));
    const wanted = PARTS.filter(isWanted);

    const scrapes = wanted.filter(part => part !== 'kubelet' || kubeletName !== undefined).map(part => PART_SCRAPES[part](context));
    this.namespaces = [...new Set(scrapes.map(scrape => scrape.namespace))].sort();
    for (const scrape of scrapes) { this.addPart(scrape, namespace, props.labels); }

    Problems.of(this).addAll([
      ...findings,
      ...checkNamespace(namespace),
      ...checkLabels('labels', props.labels ?? {}),
      ...props.kubelet && kubeletName === undefined ? [finding(NO_KUBELET_SERVICE, {})] : [],
      ...wanted.flatMap(part => {
        const availability = AVAILABILITY[platform][part];
        return availability.is === 'impossible' ? [finding(IMPOSSIBLE, { part, platform, why: availability.why })] : [];
      }),
    ]);
  }

  private addPart(scrape: PartScrape, namespace: string | undefined, own: { [key: string]: string } = {}): void {
    const { job, jobLabel, namespace: where, selector, pods, ports = [], endpoints } = scrape;
    const identity: Identity = { name: job, instance: `${namespace}-${job}`, component: 'control-plane' };
    const labels = objectLabels(identity, own);
    if (pods) {
      this.services[job] = createService(this, `${job}-service`, { name: identity.instance, namespace: where, labels }, {
        clusterIP: 'None',
        selector: pods,
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
  }
}
