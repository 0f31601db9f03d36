import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { checkProps } from './checks';
import { GrafanaProps } from './grafana-props';
import { createPeersService } from './high-availability';
import { GOSSIP } from './peers';
import { podSpec, PORT, provisioning } from './pod';
import { resolveProps } from './resolve-props';
import { iniText } from './settings';
import { DashboardTarget } from '../manifest/dashboard-target';
import { objectLabels, selectorLabels } from '../manifest/labels';
import { allow, createClusterRole, createRolesIn, READ } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createVolumeClaim } from '../manifest/storage';
import { createConfigMap } from '../manifest/workloads';
import { reachedThrough } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { WebUiReference } from '../scrape/web';
import { createWebServer } from '../scrape/web-server';
import { hashOf } from '../validation/hash';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Grafana with its settings and datasources. It loads dashboards from ConfigMaps. Its database is a file of one pod, or a `database` that
 * several replicas share.
 * Settings and datasources are provisioned from these options: a change replaces the pods.
 *
 * A Prometheus, a Thanos Query and an Alertmanager of the app allow the pods of its namespace to connect. Others must list its namespace in
 * their `clientNamespaces`.
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
  /** The Service by which people reach it, on port 3000. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it as job `grafana`. */
  public readonly serviceMonitor: ApiObject;
  /** The ConfigMap with settings (`grafana.ini`), datasources and folders. */
  public readonly configMap: ApiObject;
  /** The Service by which replicas find each other; undefined if there is one replica. */
  public readonly peersService?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** The ServiceAccount of the pods, which may read the ConfigMaps with dashboards; undefined if `serviceAccountName` is set. */
  public readonly serviceAccount?: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PersistentVolumeClaim for what people create in Grafana; undefined without `storage`. */
  public readonly volumeClaim?: ApiObject;
  /** Roles that allow the sidecar to read ConfigMaps, one in each namespace. */
  public readonly roles: ApiObject[] = [];
  /** The ClusterRole that allows the sidecar to read ConfigMaps of all namespaces; undefined unless `dashboards.allNamespaces` is set. */
  public readonly clusterRole?: ApiObject;
  /** Reference to the web UI, for a WebIngress or a WebRoute. */
  public readonly webUi: WebUiReference;
  /** Target for constructs with dashboards: `dashboardTarget` of a MonitoringMixin, a ServiceLevelObjective, a GrafanaDashboard. */
  public readonly dashboardTarget: DashboardTarget;

  public constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    checkOptions(this, 'GrafanaProps', props, Grafana);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'GrafanaProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const {
      name,
      namespace,
      labels,
      version,
      clientNamespaces,
      storage,
      dashboardsEnabled,
      dashboardNamespaces,
      replicas,
      subPath,
      podAnnotations,
    } = resolved;
    const identity = { name: 'grafana', instance: name, component: 'dashboards', version };
    const metadata = { name, namespace, labels: objectLabels(identity, labels) };
    const selector = selectorLabels(identity);
    const files = {
      'grafana.ini': iniText(resolved.all),
      ...Object.fromEntries(Object.entries(provisioning(resolved)).map(([folder, content]) => [`${folder}.yaml`, Yaml.stringify(content)])),
    };
    this.configMap = createConfigMap(this, 'Provisioning', { ...metadata, name: `${name}-provisioning` }, files);
    if (storage) { this.volumeClaim = createVolumeClaim(this, 'VolumeClaim', metadata, storage); }
    const claim = this.volumeClaim?.name ?? resolved.existingClaim;
    const clients = [{}, ...clientNamespaces.map(client => ({ namespace: client }))];
    const server = createWebServer(this, {
      identity,
      name,
      namespace,
      labels,
      container: 'grafana',
      replicas,
      port: PORT,
      ...subPath !== '' && { endpoint: { path: `${subPath}/metrics` } },
      isExclusive: claim !== undefined,
      podAnnotations: { ...podAnnotations, 'cdk8s-prometheus/config': hashOf(JSON.stringify(files)) },
      serviceAccountName: resolved.serviceAccountName,
      serviceAccountAnnotations: resolved.serviceAccountAnnotations,
      pod: serviceAccountName => podSpec(resolved, { serviceAccountName, configMap: this.configMap.name, claim, selector }),
      ...resolved.networkPolicy && {
        ingress: [
          { ports: [PORT.port], from: [...clients, ...SCRAPERS] },
          ...replicas > 1 ? [{ ports: [GOSSIP.port], udp: true, from: [{ pods: selector }] }] : [],
        ],
      },
    });
    if (replicas > 1) { this.peersService = createPeersService(this, metadata, selector); }
    this.podDisruptionBudget = server.podDisruptionBudget;
    this.deployment = server.deployment;
    this.service = server.service;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount;
    this.networkPolicy = server.networkPolicy;
    if (dashboardsEnabled) {
      const account = this.serviceAccount ?? { name: resolved.serviceAccountName!, metadata: { namespace } };
      const mayRead = [allow('', ['configmaps'], READ)];
      if (resolved.allNamespaces) {
        this.clusterRole = createClusterRole(this, {
          ...metadata, name: namespace === undefined ? name : `${namespace}-${name}`,
        }, mayRead, account).role;
      } else {
        this.roles.push(...createRolesIn(this, dashboardNamespaces, metadata, mayRead, account).map(({ role }) => role));
      }
    }
    this.dashboardTarget = resolved.ownTarget;
    this.webUi = reachedThrough(
      this,
      {
        serviceName: name,
        namespace: namespace ?? '',
        port: PORT.port,
        podLabels: selector,
        podPort: PORT.port,
        externalUrl: resolved.externalUrl,
        requiresAuthentication: true,
      },
      this.networkPolicy,
    );
    resolved.datasources.forEach(datasource => datasource._allowClients(this, namespace));
    Problems.of(this).addAll([...resolved.findings, ...checkProps(resolved)]);
  }
}
