import { FleetProps, FleetWorker } from './fleet-props';
import { hasPrometheus, labelOf, servingOf, stackOf } from './resolve-props';
import {
  CLUSTER_NAME, CLUSTER_TWICE, COMPACTOR_NOTHING, EXTERNAL_LABEL, MANY_CLUSTERS, NO_PROMETHEUS, TLS_MISSING, TLS_NEEDLESS, TOKEN_MISSING,
} from './rules';
import { PrometheusStackProps } from '../prometheus-stack/prometheus-stack-props';
import { isDnsLabel } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

/** From this size on upstream advises against federation by one Prometheus. */
const MANY = 10;

/** What concerns several clusters. */
export function checkFleet(props: FleetProps): Finding[] {
  const clusters = [props.main, ...props.workers];
  const names = clusters.map(({ cluster }) => cluster);
  const seen = new Set<string>();
  const twice = new Set(names.filter(name => seen.has(name) || !seen.add(name)));
  return [
    ...[...seen].filter(cluster => !isDnsLabel(cluster) || cluster.length > 40).map(cluster => finding(CLUSTER_NAME, { cluster })),
    ...props.globalView._thanos?.compactorStorage && !props.globalView._thanos.objectStorage ? [finding(COMPACTOR_NOTHING, {})] : [],
    ...[...twice].map(cluster => finding(CLUSTER_TWICE, { cluster })),
    ...clusters.flatMap(each => {
      const { cluster } = each;
      const label = labelOf(props, each);
      return [
        ...label !== undefined && label !== cluster ? [finding(EXTERNAL_LABEL, { cluster, label })] : [],
        ...hasNothing(props, stackOf(props, each)) ? [finding(NO_PROMETHEUS, { cluster })] : [],
      ];
    }),
    ...props.globalView._federation && props.workers.length >= MANY ? [finding(MANY_CLUSTERS, { count: props.workers.length })] : [],
  ];
}

/** Clusters that cannot be federated, and clusters that do not send. */
function hasNothing({ globalView }: FleetProps, stack: PrometheusStackProps): boolean {
  return !hasPrometheus(stack) && (globalView._federation !== undefined || !stack.agent);
}

/** Checks that need both sides of a federation. */
export function checkAccessOfWorker(props: FleetProps, worker: FleetWorker): Finding[] {
  const { cluster } = worker;
  const { isHttps, requiresToken } = servingOf(stackOf(props, worker));
  const { tls, bearerToken, oauth2 } = { ...props.globalView._federation, ...worker.federation };
  return [
    ...isHttps && !tls ? [finding(TLS_MISSING, { cluster, isProxied: requiresToken })] : [],
    ...!isHttps && tls ? [finding(TLS_NEEDLESS, { cluster })] : [],
    ...requiresToken && !bearerToken && !oauth2 && tls?.clientSecretName === undefined ? [finding(TOKEN_MISSING, { cluster })] : [],
  ];
}
