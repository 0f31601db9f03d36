import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkBucket } from './checks';
import { createComponent, DATA } from './component';
import { resolveOptions } from './resolve-props';
import { NO_VOLUME } from './rules';
import { ThanosStoreProps } from './thanos-props';
import { withDefaults } from '../manifest/reach';
import { checkNumber } from '../manifest/references';
import { checkStorage } from '../manifest/storage';
import { useMonitorOptions } from '../scrape/component-monitor';
import { StoreApiReference } from '../scrape/store-api';
import { inPromql } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Thanos Store: serves the blocks of a bucket to queries.
 *
 * @see https://thanos.io/tip/components/store.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { ThanosEndpoint, ThanosQuery, ThanosStore } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const store = new ThanosStore(chart, 'Store', {
 *   objectStorage: { secretName: 'bucket', key: 'objstore.yml' },
 *   storage: { size: Size.gibibytes(20) },
 * });
 * new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(store.storeApi)] });
 *
 * app.synth();
 */
export class ThanosStore extends Construct {
  /** The StatefulSet. */
  public readonly statefulSet: ApiObject;
  /** The headless Service by which a Query finds its pods. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it as job `thanos-store`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to its Store API, for the `endpoints` of a Query. */
  public readonly storeApi: StoreApiReference;

  public constructor(scope: Construct, id: string, props: ThanosStoreProps) {
    super(scope, id);
    checkOptions(this, 'ThanosStoreProps', props, ThanosStore);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosStoreProps', props);
    const { objectStorage, replicas = 2, storage, oldest } = props;
    const options = resolveOptions(props, 'store', { cpu: '100m', memory: '1Gi' }, Chart.of(this).namespace);
    const objects = createComponent(this, options, {
      kind: 'StatefulSet',
      replicas,
      hasStoreApi: true,
      gracePeriod: 150,
      objectStorage,
      data: storage ?? 'ephemeral',
      args: ['store', `--data-dir=${DATA}/store`, ...oldest ? [`--min-time=-${inPromql(oldest)}`] : []],
    });
    this.statefulSet = objects.workload;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.networkPolicy = objects.networkPolicy;
    this.podDisruptionBudget = objects.podDisruptionBudget;
    this.storeApi = objects.storeApi;
    Problems.of(this)
      .addAll([
        ...options.findings,
        ...checkBucket(objectStorage),
        ...checkStorage('storage', storage),
        ...checkNumber('replicas', replicas, 1, 100),
      ]);
    if (!storage) { Problems.of(this).add(NO_VOLUME, {}); }
  }
}
