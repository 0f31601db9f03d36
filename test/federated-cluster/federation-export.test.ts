import { Cloud, Exposure, FederationExport, FederationExportProps, Prometheus, PrometheusProps } from '../../src';
import { isCidr } from '../../src/net/cidr';
import { expectPatchable } from '../support/patches';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function made(props: Partial<FederationExportProps> = {}, prometheus?: PrometheusProps) {
  const chart = aChart('monitoring');
  if (prometheus) { new Prometheus(chart, 'Prometheus', { externalLabels: { cluster: 'eu-1' }, ...prometheus }); }
  return { chart, exported: new FederationExport(chart, 'Export', { cluster: 'eu-1', prometheus: 'main', insecure: true, ...props }) };
}
const servicesOf = (props: Partial<FederationExportProps> = {}) => ofKind(synth(made(props).chart), 'Service');

test('the Service selects the pods of that Prometheus by the operator\'s labels, and its port by name', () => {
  const [{ metadata, spec }] = servicesOf();
  expect(metadata.name).toBe('federation-main');
  expect(spec).toEqual({
    type: 'ClusterIP',
    ports: [{ name: 'federate', port: 9090, targetPort: 'web', protocol: 'TCP' }],
    selector: { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': 'main' },
  });
});

test.each([
  [Cloud.GKE, { 'networking.gke.io/load-balancer-type': 'Internal' }, undefined],
  [Cloud.EKS, { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal', 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip' }, 'service.k8s.aws/nlb'],
  [Cloud.AKS, { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' }, undefined],
])('on %s a load balancer is internal, and accepts only the allowed networks', (cloud, annotations, loadBalancerClass) => {
  const [{ metadata, spec }] = servicesOf({ exposure: Exposure.internalLoadBalancer(cloud), allowedCidrs: ['10.0.0.0/8'] });
  expect(metadata.annotations).toEqual(annotations);
  expect([spec.type, spec.loadBalancerClass, spec.loadBalancerSourceRanges]).toEqual(['LoadBalancer', loadBalancerClass, ['10.0.0.0/8']]);
});

test('several replicas have one Service each, with one pod: a balancer between them would make counters jump', () => {
  const services = servicesOf({ replicas: 2, exposure: Exposure.nodePort() });
  expect(services.map(({ metadata, spec }) => [metadata.name, spec.type, spec.selector['statefulset.kubernetes.io/pod-name']]))
    .toEqual([['federation-main-0', 'NodePort', 'prometheus-main-0'], ['federation-main-1', 'NodePort', 'prometheus-main-1']]);
});

test('with networks all other clients are blocked', () => {
  const policyOf = (props: Partial<FederationExportProps>) => theOne(synth(made({ allowedCidrs: ['10.0.0.0/8', 'fd00::/8'], ...props }).chart), 'NetworkPolicy').spec;
  expect(policyOf({}).ingress).toEqual([{ ports: [{ port: 9090, protocol: 'TCP' }], from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: 'fd00::/8' } }] }]);
  expect(policyOf({ targetPort: 'auth-proxy' }).ingress[0].ports).toEqual([{ port: 9091, protocol: 'TCP' }]);
  expect(ofKind(synth(made().chart), 'NetworkPolicy')).toEqual([]);
});

test('an alert reports failures of this side', () => {
  expect(theOne(synth(made().chart), 'PrometheusRule').spec.groups[0].rules[0]).toMatchObject({ alert: 'FederationErrors', expr: 'increase(prometheus_web_federation_errors_total[10m]) > 0', labels: { cluster: 'eu-1' } });
  expect(ofKind(synth(made({ alerts: false }).chart), 'PrometheusRule')).toEqual([]);
});

const LOCAL = { listenLocal: true, authProxy: true };

test.each<[string, Partial<FederationExportProps>, PrometheusProps | undefined, string]>([
  ['federated-cluster/export-insecure', { insecure: false }, undefined, 'set "insecure: true"'],
  ['federated-cluster/export-insecure', { insecure: false }, { tls: { secretName: 'tls' }, operatorProbesConfigReloader: false }, 'without authentication'],
  ['federated-cluster/export-listen-local', {}, LOCAL, '"targetPort: \'auth-proxy\'" here'],
  ['federated-cluster/export-no-proxy', { targetPort: 'auth-proxy' }, {}, 'set "listenLocal: true" and "authProxy: true" there'],
  ['federated-cluster/export-cluster', { cluster: 'eu-2' }, {}, 'set "externalLabels: { cluster: "eu-2" }"'],
  ['federated-cluster/export-cluster', {}, { externalLabels: {} }, 'is not set'],
  ['federated-cluster/export-cidr', { allowedCidrs: ['10.0.0.0'] }, undefined, 'like "10.0.0.0/8"'],
  ['federated-cluster/export-port', { allowedCidrs: ['10.0.0.0/8'], targetPort: 'https' }, undefined, '"web" or "auth-proxy"'],
  ['manifest/number', { replicas: 0 }, undefined, '"replicas" is 0'],
])('%s is rejected: %j, %j', (id, props, prometheus, cure) => {
  const line = errorsOf(made(props, prometheus).chart).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

test.each<[Partial<FederationExportProps>, PrometheusProps | undefined]>([
  [{}, undefined], [{}, {}], [{ insecure: false, targetPort: 'auth-proxy' }, LOCAL], [{ prometheus: 'other', cluster: 'eu-9' }, {}],
])('nothing is wrong with %j, %j', (props, prometheus) => expect(errorsOf(made(props, prometheus).chart)).toBe(''));

test('the only policy for its Prometheus blocks all other clients: a warning', () => {
  const id = 'federated-cluster/export-isolates';
  const warned = (props: Partial<FederationExportProps>, prometheus?: PrometheusProps) => noticesOf(made(props, prometheus).chart).join('\n').includes(id);
  const allowedCidrs = ['10.0.0.0/8'];
  expect(warned({ allowedCidrs }, { networkPolicy: false })).toBe(true);
  expect(warned({ allowedCidrs }, {})).toBe(false);
  expect(warned({}, { networkPolicy: false })).toBe(false);
  expect(warned({ allowedCidrs })).toBe(false);
});

test('JSON patches reach every object', () => {
  const { exported } = made({ allowedCidrs: ['10.0.0.0/8'] });
  [...exported.services, exported.networkPolicy!, exported.rules!].forEach(expectPatchable);
});

test.each(['10.0.0.0/8', '0.0.0.0/0', '192.168.1.1/32', 'fd00::/8', '::/0'])('%s is a network', text => expect(isCidr(text)).toBe(true));
test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8', 'FD00::/8', '::ffff:10.0.0.0/96', '', '/8'])('%j is none', text => expect(isCidr(text)).toBe(false));
