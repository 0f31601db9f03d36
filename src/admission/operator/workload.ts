import { alertmanagerVersion } from './alertmanager/alertmanager';
import { CheckContext, Fault, isBelow, OperatorRow } from './row';
import { Json } from './shared/json';
import { fieldAt, isMap, isSet, textOf } from '../../values/json';

const SERVERS = ['Prometheus', 'PrometheusAgent'];
const OTHERS = ['ThanosRuler', 'Alertmanager'];

/** The labels of the pods. The operator compares them with the selector of a Service that is named. */
const LABELS: { readonly [kind: string]: (name: string) => { readonly [label: string]: string } } = {
  Prometheus: name => ({ 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': name, 'prometheus': name }),
  PrometheusAgent: name => ({ 'app.kubernetes.io/name': 'prometheus-agent', 'operator.prometheus.io/name': name }),
  ThanosRuler: name => ({ 'app.kubernetes.io/name': 'thanos-ruler', 'thanos-ruler': name }),
  Alertmanager: name => ({ 'app.kubernetes.io/name': 'alertmanager', 'alertmanager': name }),
};

function labelsOf(kind: string, name: string): { readonly [label: string]: string } {
  return { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/instance': name, ...LABELS[kind](name) };
}

/** A DaemonSet has no Service. */
const hasService = ({ spec }: Json) => fieldAt(spec, 'mode') !== 'DaemonSet';

function serviceFaults(value: unknown, { env, kind, namespace }: CheckContext, manifest: Json): readonly Fault[] {
  const name = textOf(value);
  if (name === '' || namespace === undefined || !env.lookup || !hasService(manifest)) { return []; }
  const service = env.lookup('Service', namespace, name);
  if (service === 'unknown') { return []; }
  if (service === undefined) {
    return [{ at: '', value: name, why: `is not a Service in namespace ${namespace}: create it, or remove "serviceName"` }];
  }
  const [selector, labels] = [fieldAt(service, 'spec.selector'), labelsOf(kind, textOf(fieldAt(manifest, 'metadata.name')))];
  const other = Object.entries(isMap(selector) ? selector : {}).find(([label, wanted]) => labels[label] !== wanted);
  return other === undefined ? []
    : [{
      at: '',
      value: name,
      why: `is a Service whose selector has ${other[0]}=${String(other[1])}, which is not a label of the pods: correct the selector`,
    }];
}

const service = (kinds: readonly string[], since: string): OperatorRow => ({
  id: `workload/service-${kinds[0].toLowerCase()}`,
  kinds,
  field: 'spec.serviceName',
  effect: 'resource-rejected',
  since,
  isAsOldAsField: true,
  see: { file: 'pkg/k8s/network.go', text: 'failed to get custom governing service' },
  find: serviceFaults,
});

type IsMounted = (manifest: Json, context: CheckContext) => boolean;

const fromAlertmanager = (version: string): IsMounted => (
  manifest, { env },
) => !isBelow(alertmanagerVersion(manifest, env.alertmanager), version);

/** Older processes have no web configuration, and nothing is mounted. */
function hasWebConfig(manifest: Json, context: CheckContext): boolean {
  const { kind, prometheus, thanos } = context;
  switch (kind) {
    case 'Alertmanager': return fromAlertmanager('0.22.0')(manifest, context);
    case 'ThanosRuler': return !isBelow(thanos, '0.21.0');
    default: return !isBelow(prometheus, '2.24.0');
  }
}

/** The Secret of the key is mounted whether it has a name or not, and a volume without a name is invalid. */
const keyFaults = (isMounted: IsMounted): OperatorRow['find'] => (tls, context, manifest): readonly Fault[] => {
  if (!isMap(tls) || textOf(fieldAt(tls, 'keySecret.name')) !== '' || !isMounted(manifest, context)) { return []; }
  const isFile = textOf(tls.keyFile) !== '';
  // neither set is reported by another check
  if (!isFile && !isSet(fieldAt(tls, 'keySecret.key'))) { return []; }
  return [{
    at: isFile ? 'keyFile' : 'keySecret',
    value: isFile ? tls.keyFile : undefined,
    why: 'makes the operator mount a Secret without a name, which the API server rejects: set "keySecret" to a Secret instead',
  }];
};

const MOUNT = {
  file: 'pkg/webconfig/tls_credentials.go', text: 'mountParamsForSecret(volumes, mounts, tr.keySecret, prefix, tr.GetKeyMountPath())',
};

/** Errors that occur while the StatefulSet is generated. */
export const WORKLOAD_ROWS: readonly OperatorRow[] = [
  service(SERVERS, '0.80.0'),
  service(OTHERS, '0.81.0'),
  {
    id: 'workload/web-key',
    kinds: [...SERVERS, ...OTHERS],
    field: 'spec.web.tlsConfig',
    effect: 'resource-rejected',
    see: MOUNT,
    find: keyFaults(hasWebConfig),
  },
  {
    id: 'workload/cluster-key',
    kinds: ['Alertmanager'],
    field: 'spec.clusterTLS.server',
    effect: 'resource-rejected',
    see: MOUNT,
    find: keyFaults(fromAlertmanager('0.24.0')),
  },
];
