import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkBucket, checkCompactors, checkRetention } from './checks';
import { createComponent, DATA } from './component';
import { resolveOptions } from './resolve-props';
import { ThanosCompactorProps } from './thanos-props';
import { withDefaults } from '../manifest/reach';
import { checkStorage } from '../manifest/storage';
import { useMonitorOptions } from '../scrape/component-monitor';
import { inPromql } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { Attached } from '../values/attached';

/** The Compactors of an app, by their buckets. */
const known = new Attached<IConstruct, Map<string, Set<string>>>();

/**
 * Thanos Compactor: merges and downsamples the blocks of a bucket, and deletes those that are too old. A bucket must have only one
 * Compactor, across all clusters.
 *
 * @see https://thanos.io/tip/components/compact.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { ThanosCompactor } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new ThanosCompactor(chart, 'Compactor', {
 *   objectStorage: { secretName: 'bucket', key: 'objstore.yml' },
 *   storage: { size: Size.gibibytes(200) },
 * });
 *
 * app.synth();
 */
export class ThanosCompactor extends Construct {
  /** The StatefulSet, with one pod. */
  public readonly statefulSet: ApiObject;
  /** The headless Service with the port of its metrics. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it as job `thanos-compact`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pod, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  public constructor(scope: Construct, id: string, props: ThanosCompactorProps) {
    super(scope, id);
    checkOptions(this, 'ThanosCompactorProps', props, ThanosCompactor);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosCompactorProps', props);
    const { objectStorage, storage, retentionRaw, retention5m, retention1h, downsampling = true } = props;
    const options = resolveOptions(props, 'compact', { cpu: '100m', memory: '1Gi' }, Chart.of(this).namespace);
    const days = (
      resolution: string, duration: typeof retentionRaw,
    ) => duration ? [`--retention.resolution-${resolution}=${inPromql(duration)}`] : [];
    const objects = createComponent(this, options, {
      kind: 'StatefulSet',
      replicas: 1,
      hasStoreApi: false,
      gracePeriod: 150,
      objectStorage,
      data: storage,
      args: [
        'compact',
        '--wait',
        `--data-dir=${DATA}/compact`,
        ...days('raw', retentionRaw),
        ...days('5m', retention5m),
        ...days('1h', retention1h),
        ...downsampling ? [] : ['--downsampling.disable'],
      ],
    });
    this.statefulSet = objects.workload;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.networkPolicy = objects.networkPolicy;
    const { path } = this.node;
    const buckets = known.get(this.node.root) ?? new Map<string, Set<string>>();
    known.set(this.node.root, buckets);
    const bucket = `${options.namespace}/${objectStorage.secretName}/${objectStorage.key}`;
    const paths = buckets.get(bucket) ?? new Set();
    buckets.set(bucket, paths.add(path));
    Problems.of(this)
      .addAll([...options.findings, ...checkBucket(objectStorage), ...checkStorage('storage', storage), ...checkRetention(props)]);
    Problems.of(this)
      .check(() => checkCompactors(options.namespace, objectStorage, [...paths].filter(other => other !== path).sort()), () => paths.size);
  }
}
