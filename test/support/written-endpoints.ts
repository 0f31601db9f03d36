import { Manifest } from './synth';

// Services with handwritten addresses: with port names that the other side lacks, without names, without a Service.

/** Their namespace, and free addresses there. */
export interface Place {
  readonly namespace: string;
  /** `10.140.20`: the last part is a number. */
  readonly network: string;
  readonly node: string;
}

type Variant = (place: Place) => readonly Manifest[];

/** Labels that monitors select. */
const LABELS = { hand: 'yes' };
const TCP = { protocol: 'TCP' };

function service({ namespace }: Place, spec: object, name = 'hand'): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, labels: LABELS }, spec };
}

function endpoints({ namespace }: Place, subsets: readonly object[], metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'hand', namespace, ...metadata }, subsets };
}

function slice({ namespace }: Place, name: string, more: object, labels: object = { 'kubernetes.io/service-name': 'hand' }): Manifest {
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name, namespace, labels }, addressType: 'IPv4', ...more } as any;
}

const at = ({ network }: Place, ...numbers: readonly number[]) => numbers.map(number => ({ ip: `${network}.${number}` }));
const METRICS = { name: 'metrics', port: 9100, ...TCP };
const WEB = { name: 'web', port: 9101, ...TCP };
/** With a name for which its type matters. */
const external = { type: 'ExternalName', externalName: 'db.example.org' };

export const WRITTEN_ENDPOINTS: { readonly [name: string]: Variant } = {
  'a port that the Service lacks': place => [service(place, { ports: [METRICS] }), endpoints(place, [{ addresses: at(place, 1), ports: [WEB] }])],
  'a port without a name': place => [service(place, { ports: [METRICS] }), endpoints(place, [{ addresses: at(place, 1, 2), ports: [{ port: 9100, ...TCP }] }])],
  'neither has a name': place => [service(place, { clusterIP: 'None', ports: [{ port: 9100, ...TCP }] }), endpoints(place, [{ addresses: at(place, 1), ports: [{ port: 9100, ...TCP }] }])],
  'of an ExternalName without ports': place => [service(place, external), endpoints(place, [{ addresses: at(place, 1), ports: [METRICS] }])],
  'of an ExternalName with ports': place => [service(place, { ...external, ports: [METRICS] }), endpoints(place, [{ addresses: at(place, 1), ports: [METRICS, WEB] }])],
  'an ExternalName with a selector': place => [service(place, { ...external, selector: { app: 'web' }, ports: [{ ...METRICS, targetPort: 'metrics' }] })],
  'a headless Service without ports': place => [service(place, { clusterIP: 'None' }), endpoints(place, [{ addresses: at(place, 1), notReadyAddresses: at(place, 2), ports: [METRICS, WEB] }])],
  'no Service': place => [endpoints(place, [{ addresses: at(place, 1), ports: [METRICS] }], { labels: LABELS })],
  'two subsets, and annotations': place => [
    service(place, { ports: [METRICS, { ...WEB, targetPort: 'web' }] }),
    endpoints(place, [{ addresses: at(place, 1), ports: [METRICS] }, { addresses: [{ ...at(place, 2)[0], hostname: 'two', nodeName: place.node }], ports: [WEB, { name: 'udp', port: 53, protocol: 'UDP' }] }], { annotations: { 'example.org/by': 'hand' }, labels: { own: 'yes' } }),
  ],
  'not to be mirrored': place => [service(place, { ports: [METRICS] }), endpoints(place, [{ addresses: at(place, 1), ports: [METRICS] }], { labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } })],
  'an address that is a pod': place => [
    service(place, { ports: [METRICS] }), endpoints(place, [{ addresses: [{ ...at(place, 1)[0], targetRef: { kind: 'Pod', name: 'pod-0', namespace: place.namespace } }], ports: [METRICS, { name: 'http', port: 8080, ...TCP }] }]),
  ],
  'IPv6': place => [service(place, { clusterIP: 'None', ports: [METRICS] }), endpoints(place, [{ addresses: [{ ip: '2001:db8::1' }], ports: [METRICS] }])],
  'a slice': place => [service(place, { ports: [METRICS] }), slice(place, 'hand-a', { endpoints: [{ addresses: [`${place.network}.1`] }, { addresses: [`${place.network}.2`], conditions: { ready: false } }], ports: [WEB, METRICS] })],
  'a slice whose port has no name': place => [service(place, { ports: [METRICS] }), slice(place, 'hand-a', { endpoints: [{ addresses: [`${place.network}.1`] }], ports: [{ name: '', port: 9100, ...TCP }] })],
  'two slices of two families': place => [
    service(place, { ports: [METRICS] }),
    slice(place, 'hand-a', { endpoints: [{ addresses: [`${place.network}.1`], nodeName: place.node }], ports: [METRICS] }),
    slice(place, 'hand-b', { addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::2'] }], ports: [{ ...METRICS, appProtocol: 'http' }] }),
  ],
  'a slice of no Service': place => [slice(place, 'hand-a', { endpoints: [{ addresses: [`${place.network}.1`] }], ports: [METRICS] }, LABELS)],
  'a slice of a Service that selects pods': place => [
    service(place, { selector: { app: 'web' }, ports: [{ ...METRICS, targetPort: 8080 }] }), slice(place, 'hand-a', { endpoints: [{ addresses: [`${place.network}.1`] }], ports: [METRICS] }),
  ],
  'of a Service that selects pods': place => [service(place, { selector: { app: 'web' }, ports: [{ ...METRICS, targetPort: 8080 }] }), endpoints(place, [{ addresses: at(place, 1), ports: [WEB] }])],
};

/** Selectors of monitors for them. */
export const HAND_ENDPOINTS: readonly object[] = [{ port: 'metrics' }, { port: 'web' }, {}, { targetPort: 9100 }, { port: '' }];
export const HAND_SELECTOR = { matchLabels: LABELS };
