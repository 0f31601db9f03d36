import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { checkFleet, checkAccessOfWorker } from './checks';
import { FleetCluster, FleetProps, FleetWorker } from './fleet-props';
import { ThanosViewOptions } from './global-view';
import { RECEIVE, replicasOf, servingOf, stackOf } from './resolve-props';
import { FederatedCluster } from '../federated-cluster/federated-cluster';
import { FederationExport } from '../federated-cluster/federation-export';
import { FederationRules } from '../federated-cluster/refused-samples';
import { FleetApp } from '../fleet-app/fleet-app';
import { MixinJobs } from '../monitoring-mixin/monitoring-mixin-props';
import { PrometheusStack } from '../prometheus-stack/prometheus-stack';
import { ThanosCompactor } from '../thanos/thanos-compactor';
import { ThanosEndpoint } from '../thanos/thanos-endpoint';
import { ThanosQuery } from '../thanos/thanos-query';
import { ThanosReceive } from '../thanos/thanos-receive';
import { ThanosStore } from '../thanos/thanos-store';
import { withSharedNotices } from '../validation/notices';
import { checkOptionsOf } from '../validation/options';
import { Problems } from '../validation/problems';
import { SharedMessages } from '../validation/shared-messages';

/** A cluster has its own app, so that the cost is linear in the number of clusters. */
interface Member {
  readonly app: App;
  readonly chart: Chart;
  readonly stack: PrometheusStack;
}

/** Jobs that some clusters hide, by their names in a stack. */
const JOBS: MixinJobs = {
  kubelet: 'kubelet',
  apiServer: 'apiserver',
  coreDns: 'coredns',
  etcd: 'etcd',
  scheduler: 'kube-scheduler',
  controllerManager: 'kube-controller-manager',
  kubeProxy: 'kube-proxy',
  nodeExporter: 'node-exporter',
  kubeStateMetrics: 'kube-state-metrics',
  prometheusOperator: 'prometheus-operator',
  alertmanager: 'alertmanager',
};

function errorsIn(apps: readonly App[]): string[] {
  const errors = new SharedMessages();
  for (const { node } of apps.flatMap(app => app.node.findAll())) {
    for (const message of node.validate()) { errors.add(node.path, message); }
  }
  return errors.lines();
}

/**
 * Clusters that are monitored together, from one list: a stack in each cluster, and the objects on both sides that connect them.
 * Each cluster has a folder with a chart, so that a GitOps tool can apply it there.
 * A Fleet is an app, not a construct in one: call `synth()` at the end of the program.
 */
export class Fleet {
  /** The names of all clusters: the main one, then the workers as they are listed. */
  public readonly clusters: string[];
  /** The ThanosQuery in the main cluster that answers queries for all clusters; undefined unless `GlobalView.thanos` is used. */
  public readonly query?: ThanosQuery;
  private readonly members = new Map<string, Member>();

  public constructor(props: FleetProps) {
    checkOptionsOf('Fleet', 'FleetProps', props);
    const { main, workers, globalView } = props;
    const outdir = props.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist';
    const make = ({ cluster, stack: own }: FleetCluster, without?: { [job: string]: string[] }): Member => {
      const app = new FleetApp({ outdir: join(outdir, cluster), yamlOutputType: props.yamlOutputType });
      const { namespace, ...stack } = stackOf(props, { cluster, stack: own }, without);
      const chart = new Chart(app, cluster, { namespace });
      return { app, chart, stack: new PrometheusStack(chart, 'Monitoring', stack) };
    };
    this.clusters = [...new Set([main, ...workers].map(({ cluster }) => cluster))];
    // the rules of the main cluster need to know the jobs of the others
    for (const worker of workers.filter(({ cluster }) => cluster !== main.cluster)) {
      if (!this.members.has(worker.cluster)) { this.members.set(worker.cluster, make(worker)); }
    }
    this.members.set(main.cluster, make(main, this.clustersWithoutJob(stackOf(props, main).mixinJobs)));
    if (globalView._federation) {
      // the mixin of a stack already has these alerts, for all of its targets
      const { enabled = true, emptyFor: after, labels: alertLabels } = globalView._federation.alerts ?? {};
      if (enabled && !this.stack(main.cluster).mixin) {
        new FederationRules(this.chart(main.cluster), 'Federation', { after, alertLabels });
      }
      workers.filter((worker, at) => workers.findIndex(({ cluster }) => cluster === worker.cluster) === at)
        .forEach(worker => this.federate(props, worker));
    }
    if (globalView._thanos) { this.query = this.receive(this.chart(main.cluster), globalView._thanos); }
    Problems.of(this.chart(main.cluster)).addAll(checkFleet(props));
  }

  /**
   * Returns the chart of a cluster, to which you can add objects.
   * @param cluster name of the cluster
   * @throws if the fleet has no such cluster
   */
  public chart(cluster: string): Chart {
    return this.member(cluster).chart;
  }

  /**
   * Returns the stack of a cluster.
   * @param cluster name of the cluster
   * @throws if the fleet has no such cluster
   */
  public stack(cluster: string): PrometheusStack {
    return this.member(cluster).stack;
  }

  /**
   * Writes a folder for each cluster. If a cluster has an error, it writes nothing. Clusters with the same error or warning share its line.
   * @throws with the errors of all clusters
   */
  public synth(): void {
    const apps = this.clusters.map(cluster => this.member(cluster).app);
    withSharedNotices(apps, () => {
      const errors = errorsIn(apps);
      if (errors.length > 0) { throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`); }
      for (const app of apps) { app.synth(); }
    });
  }

  /**
   * Clusters that do not scrape a job, by the name of the job, among the clusters that exist already.
   * @param named jobs that have another name in the main cluster
   */
  private clustersWithoutJob(named: MixinJobs = {}): { [job: string]: string[] } {
    const without: { [job: string]: string[] } = {};
    for (const [cluster, { stack }] of this.members) {
      const has = stack._jobs();
      const missing = Object.entries({ ...JOBS, ...named }).filter(([field]) => has[field as keyof MixinJobs] === undefined);
      for (const [, job] of missing) { (without[job] ??= []).push(cluster); }
    }
    return without;
  }

  /** The receiver of all samples, and the server of all queries. */
  private receive(
    chart: Chart, { storage, replicas, retention, objectStorage, compactorStorage, clientNamespaces }: ThanosViewOptions,
  ): ThanosQuery {
    const receive = new ThanosReceive(chart, 'Receive', { name: RECEIVE, storage, replicas, retention, objectStorage, clientNamespaces });
    const stores = objectStorage ? [new ThanosStore(chart, 'Store', { objectStorage, storage })] : [];
    if (objectStorage && compactorStorage) { new ThanosCompactor(chart, 'Compactor', { objectStorage, storage: compactorStorage }); }
    return new ThanosQuery(
      chart, 'Query', { endpoints: [receive, ...stores].map(({ storeApi }) => ThanosEndpoint.of(storeApi)), clientNamespaces },
    );
  }

  private federate(props: FleetProps, worker: FleetWorker): void {
    const { cluster, target = {}, exposure, allowedCidrs, insecure } = worker;
    const { match, ...options } = props.globalView._federation!;
    const theirs = stackOf(props, worker);
    const ours = stackOf(props, props.main);
    const chart = this.chart(cluster);
    const isBalanced = exposure?._type === 'LoadBalancer';
    new FederationExport(chart, 'Export', {
      cluster,
      prometheus: theirs.prometheus?.name ?? 'main',
      replicas: replicasOf(theirs),
      targetPort: servingOf(theirs).targetPort,
      // the same number on both sides, unless a proxy in between uses another
      ...isBalanced && { port: target.port },
      exposure,
      allowedCidrs,
      insecure,
    });
    new FederatedCluster(this.chart(props.main.cluster), `Federate-${cluster}`, {
      kubernetesVersion: ours.kubernetesVersion,
      operatorVersion: ours.operator?.version,
      ...options,
      ...worker.federation,
      cluster,
      target,
      match: worker.match ?? match,
    });
    Problems.of(chart).addAll(checkAccessOfWorker(props, worker));
  }

  private member(cluster: string): Member {
    const member = this.members.get(cluster);
    if (!member) { throw new Error(`the fleet has no cluster ${JSON.stringify(cluster)}: use one of ${this.clusters.join(', ')}`); }
    return member;
  }
}
