import { isManaged } from './prometheus';
import { isBelow, OperatorRow } from './row';
import { isMap, isSet, textOf } from '../../values/json';

const SERVERS = ['Prometheus', 'PrometheusAgent'];

/** What the operator reads of an authorization. In a monitor an empty one counts as none. */
function isSaid(value: unknown): boolean {
  return isMap(value) && (textOf(value.type) !== '' || isSet(value.credentials));
}

const row = (id: string, kinds: readonly string[], field: string, isMeant: (value: unknown) => boolean, since?: string): OperatorRow => ({
  id: `crash/${id}`,
  kinds,
  field,
  effect: 'everything-blocked',
  since,
  see: { file: 'pkg/prometheus/promcfg.go', text: 'cg.addSafeAuthorizationToYaml(yaml.MapSlice{}, store, &auth.SafeAuthorization)[0]' },
  find: (value, { kind, prometheus }, { spec }) => isMeant(value) && isManaged(kind, spec) && isBelow(prometheus, '2.26.0')
    ? [{ at: '', why: `makes the operator crash for Prometheus ${prometheus!.text}, below 2.26.0: remove it, or update Prometheus` }] : [],
});

/** What makes the operator panic repeatedly, so that it reconciles no object at all. */
export const CRASH_ROWS: readonly OperatorRow[] = [
  // older operators ignore the field
  row('service-monitor', ['ServiceMonitor'], 'spec.endpoints[].authorization', isSaid, '0.79.0'),
  row('pod-monitor', ['PodMonitor'], 'spec.podMetricsEndpoints[].authorization', isSaid, '0.79.0'),
  row('probe', ['Probe'], 'spec.authorization', isSaid, '0.79.0'),
  row('remote-write', SERVERS, 'spec.remoteWrite[].authorization', isMap),
  row('remote-read', ['Prometheus'], 'spec.remoteRead[].authorization', isMap),
  row('apiserver', SERVERS, 'spec.apiserverConfig.authorization', isMap),
];
