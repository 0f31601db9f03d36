import { containersOf, everyComponent, OPERATED, podSpecOf } from '../support/every-component';
import { Manifest } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

/** All that a component can have: proxies in front, dashboards, persistent volumes, a Prometheus on loopback. */
const FORMS: readonly Manifest[][] = [];
beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  (FORMS as Manifest[][]).push(everyComponent(), everyComponent({ prometheus: { listenLocal: true } }));
});

/** Its pods are processes of the node. */
const isWindows = ({ metadata }: Manifest) => metadata.name === 'windows';
const linux = () => FORMS.flatMap(objects => objects.filter(object => !isWindows(object)));
const pods = () => linux().filter(object => podSpecOf(object) !== undefined);

/** All fields of a container that a process without privileges needs. */
const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

test('each container has a read-only root file system, no capabilities, and no privilege escalation', () => {
  const containers = containersOf(linux());
  expect(containers.length).toBeGreaterThan(30);
  for (const { name, container } of containers) { expect([name, container.securityContext]).toEqual([name, RESTRICTED]); }
});

test('including containers that are merged into pods of the operator', () => {
  const operated = FORMS.flat().filter(({ kind }) => OPERATED.includes(kind));
  const merged = operated.flatMap(({ spec }) => [...spec.initContainers ?? [], ...spec.containers ?? []]).filter(({ image }) => image !== undefined);
  expect(merged.map(({ name }) => name)).toEqual(['auth-proxy']);
  expect(merged.map(({ securityContext }) => securityContext)).toEqual([RESTRICTED]);
});

test('a token of the API is mounted only if the API is used, and no pod runs as the default ServiceAccount', () => {
  const readers = ['kube-state-metrics', 'metrics-server', 'prometheus-adapter', 'prometheus-operator', 'grafana', 'node-exporter'];
  for (const object of pods()) {
    const { automountServiceAccountToken, serviceAccountName } = podSpecOf(object);
    // Grafana's sidecar reads ConfigMaps; the proxy of node-exporter reviews tokens
    expect([object.metadata.name, automountServiceAccountToken]).toEqual([object.metadata.name, readers.includes(object.metadata.name)]);
    expect([object.metadata.name, serviceAccountName]).not.toEqual([object.metadata.name, expect.stringMatching(/^(default)?$/)]);
  }
  for (const { metadata, spec } of linux().filter(({ kind }) => OPERATED.includes(kind))) {
    expect([metadata.name, spec.serviceAccountName ?? 'default']).not.toEqual([metadata.name, 'default']);
  }
});

test('only node-exporter has access to files, network and processes of the node', () => {
  const shares = pods().filter(object => {
    const { hostNetwork, hostPID, hostIPC, volumes = [], containers } = podSpecOf(object);
    const hasHostPort = containers.some(({ ports = [] }: any) => ports.some(({ hostPort }: any) => hostPort !== undefined));
    return hostNetwork || hostPID || hostIPC || hasHostPort || volumes.some((volume: any) => volume.hostPath);
  });
  expect([...new Set(shares.map(({ metadata }) => metadata.name))]).toEqual(['node-exporter']);
});

test('each image has a tag that is a version, so that the default pull policy pulls it once', () => {
  const images = containersOf(FORMS.flat()).map(({ container }) => container.image);
  expect(images.filter(image => !/:v?\d+\.\d+/.test(image))).toEqual([]);
});
