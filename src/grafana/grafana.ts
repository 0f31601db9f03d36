import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { checkProps } from './checks';
import { GrafanaProps } from './grafana-props';
import { podSpec, PORT, provisioning } from './pod';
import { resolveProps } from './resolve-props';
import { objectLabels, selectorLabels } from '../manifest/labels';
import { allow, createRolesIn, READ } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createVolumeClaim } from '../manifest/storage';
import { createConfigMap } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { WebUiReference } from '../scrape/web';
import { createWebServer } from '../scrape/web-server';
import { hashOf } from '../validation/hash';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Grafana, with its datasources, and the dashboards of ConfigMaps as they come. Its database is a file: one pod has it. Datasources are written down here and cannot be changed
 * in Grafana; a change makes a new pod.
 *
 * The namespace of Grafana must be among `clientNamespaces` of what it asks, where that is in another one.
 *
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Grafana, GrafanaDatasource, Prometheus } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) } });
 * new Grafana(chart, 'Grafana', {
 *   admin: { secretName: 'grafana-admin' },
 *   datasources: [GrafanaDatasource.prometheus(prometheus.queryApi!)],
 *   storage: { size: Size.gibibytes(1) },
 *   rootUrl: 'https://grafana.example.org',
 * });
 *
 * app.synth();
 */
export class Grafana extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** By which people reach it, on port 3000. */
  public readonly service: ApiObject;
  /** Scrapes it as job `grafana`. */
  public readonly serviceMonitor: ApiObject;
  /** Datasources and folders. */
  public readonly configMap: ApiObject;
  /** Whom the pods run as: it may read the ConfigMaps of dashboards. */
  public readonly serviceAccount: ApiObject;
  /** Who may connect; undefined where `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** What people made in it; undefined without `storage`. */
  public readonly volumeClaim?: ApiObject;
  /** Let the sidecar read ConfigMaps, one in each namespace. */
  public readonly roles: ApiObject[] = [];
  /** For a WebIngress, a WebRoute. */
  public readonly webUi: WebUiReference;

  public constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    checkOptions(this, 'GrafanaProps', props, Grafana);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'GrafanaProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, labels, version, clientNamespaces, storage, dashboardsEnabled, dashboardNamespaces } = resolved;
    const identity = { name: 'grafana', instance: name, component: 'dashboards', version };
    const metadata = { name, namespace, labels: objectLabels(identity, labels) };
    const files = Object.fromEntries(Object.entries(provisioning(resolved)).map(([folder, content]) => [`${folder}.yaml`, Yaml.stringify(content)]));
    this.configMap = createConfigMap(this, 'Provisioning', { ...metadata, name: `${name}-provisioning` }, files);
    if (storage) { this.volumeClaim = createVolumeClaim(this, 'VolumeClaim', metadata, storage); }
    const clients = [{}, ...clientNamespaces.map(client => ({ namespace: client }))];
    const server = createWebServer(this, {
      identity,
      name,
      namespace,
      labels,
      container: 'grafana',
      replicas: 1,
      port: PORT,
      isExclusive: storage !== undefined,
      podAnnotations: { 'cdk8s-prometheus/config': hashOf(JSON.stringify(files)) },
      pod: serviceAccount => podSpec(resolved, serviceAccount, this.configMap.name, this.volumeClaim?.name),
      ...resolved.networkPolicy && { ingress: [{ ports: [PORT.port], from: [...clients, ...SCRAPERS] }] },
    });
    this.deployment = server.deployment;
    this.service = server.service;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount;
    this.networkPolicy = server.networkPolicy;
    if (dashboardsEnabled) {
      const roles = createRolesIn(this, dashboardNamespaces, metadata, [allow('', ['configmaps'], READ)], this.serviceAccount);
      this.roles.push(...roles.map(({ role }) => role));
    }
    this.webUi = { serviceName: name, namespace: namespace ?? '', port: PORT.port, podLabels: selectorLabels(identity), podPort: PORT.port, externalUrl: resolved.rootUrl, requiresAuthentication: true };
    Problems.of(this).addAll([...resolved.findings, ...checkProps(resolved)]);
  }
}
