import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkBucket, checkReplication, replicationOf } from './checks';
import { createComponent, DATA } from './component';
import { resolveOptions } from './resolve-props';
import { ThanosReceiveProps } from './thanos-props';
import { withDefaults } from '../manifest/reach';
import { checkNumber } from '../manifest/references';
import { checkStorage } from '../manifest/storage';
import { createConfigMap } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { StoreApiReference } from '../scrape/store-api';
import { RECEIVE_WRITE, STORE_API } from '../scrape/thanos-ports';
import { inPromql } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

const HASHRINGS = { folder: '/etc/thanos/hashrings', file: 'hashrings.json' };

/**
 * Thanos Receive: accepts remote write, distributes series among its pods by a hashring, and serves them to queries.
 *
 * @see https://thanos.io/tip/components/receive.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Prometheus, RemoteWrite, ThanosReceive } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const receive = new ThanosReceive(chart, 'Receive', { replicas: 3, storage: { size: Size.gibibytes(50) } });
 * new Prometheus(chart, 'Prometheus', {
 *   storage: { size: Size.gibibytes(100) },
 *   externalLabels: { cluster: 'eu-1' },
 *   remoteWrite: [RemoteWrite.thanosReceive({ endpoint: receive.endpoint })],
 * });
 *
 * app.synth();
 */
export class ThanosReceive extends Construct {
  /** The StatefulSet. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, for remote write, for a Query, and for the pods among each other. */
  public readonly service: ApiObject;
  /** The ConfigMap with the hashring, which assigns series to pods. Receive reloads it when it changes, without a restart. */
  public readonly hashrings: ApiObject;
  /** The ServiceMonitor that scrapes it as job `thanos-receive`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to its Store API, for the `endpoints` of a Query. */
  public readonly storeApi: StoreApiReference;
  /** URL within the cluster, for `RemoteWrite.thanosReceive`. */
  public readonly endpoint: string;

  public constructor(scope: Construct, id: string, props: ThanosReceiveProps) {
    super(scope, id);
    checkOptions(this, 'ThanosReceiveProps', props, ThanosReceive);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosReceiveProps', props);
    const { replicas = 3, storage, retention, objectStorage } = props;
    const options = resolveOptions(props, 'receive', { cpu: '250m', memory: '1Gi' }, Chart.of(this).namespace);
    const { name, namespace } = options;
    const replicationFactor = replicationOf(props);
    const addressOf = (pod: string) => `${pod}.${name}.${namespace}.svc:${STORE_API.port}`;
    const objects = createComponent(this, options, {
      kind: 'StatefulSet',
      replicas,
      hasStoreApi: true,
      // data in memory becomes a block, and is uploaded to the bucket
      gracePeriod: 900,
      ports: [RECEIVE_WRITE],
      objectStorage,
      data: storage,
      files: { configMap: `${name}-hashrings`, folder: HASHRINGS.folder },
      args: [
        'receive',
        `--remote-write.address=0.0.0.0:${RECEIVE_WRITE.port}`,
        `--tsdb.path=${DATA}/receive`,
        `--tsdb.retention=${inPromql(retention) ?? '15d'}`,
        '--label=receive_replica="$(POD_NAME)"',
        `--receive.hashrings-file=${HASHRINGS.folder}/${HASHRINGS.file}`,
        '--receive.hashrings-algorithm=ketama',
        `--receive.local-endpoint=${addressOf('$(POD_NAME)')}`,
        `--receive.replication-factor=${replicationFactor}`,
      ],
    });
    const endpoints = Array.from({ length: Math.min(replicas, 1000) }, (_, at) => ({ address: addressOf(`${name}-${at}`) }));
    this.hashrings = createConfigMap(
      this,
      'Hashrings',
      { ...objects.metadata, name: `${name}-hashrings` },
      { [HASHRINGS.file]: `${JSON.stringify([{ endpoints }], undefined, 2)}\n` },
    );
    this.statefulSet = objects.workload;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.networkPolicy = objects.networkPolicy;
    this.podDisruptionBudget = objects.podDisruptionBudget;
    this.storeApi = objects.storeApi;
    this.endpoint = `http://${objects.service.name}.${namespace}.svc:${RECEIVE_WRITE.port}`;
    Problems.of(this).addAll([
      ...options.findings, ...checkBucket(objectStorage), ...checkStorage('storage', storage),
      ...checkNumber('replicas', replicas, 1, 1000), ...checkReplication(replicas, replicationFactor),
    ]);
  }
}
