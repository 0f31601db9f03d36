import { App, Chart, Duration } from 'cdk8s';
import { MetricsServer, MetricsServerProps, ServingCertificate } from '../../src';
import { namesOf } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

const AUTHORITY = Buffer.from('-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n').toString('base64');

const chartOf = (props: MetricsServerProps = {}) => {
  const chart = aChart('kube-system');
  new MetricsServer(chart, 'MetricsServer', props);
  return chart;
};
const objectsOf = (props: MetricsServerProps = {}) => synth(chartOf(props));
const podOf = (props: MetricsServerProps = {}) => theOne(objectsOf(props), 'Deployment').spec.template.spec;

test('without a stack it is complete: the API, what it may read, and what users may read of it', () => {
  const objects = objectsOf();
  expect(namesOf(objects)).toEqual([
    'ServiceAccount metrics-server', 'ClusterRole kube-system-metrics-server', 'ClusterRoleBinding kube-system-metrics-server', 'ClusterRoleBinding kube-system-metrics-server-auth-delegator',
    'RoleBinding kube-system-metrics-server-auth-reader', 'ClusterRole kube-system-metrics-server-reader', 'PodDisruptionBudget metrics-server', 'NetworkPolicy metrics-server', 'Service metrics-server',
    'Deployment metrics-server', 'APIService v1beta1.metrics.k8s.io', 'ServiceMonitor metrics-server',
  ]);
  // manifests/base/apiservice.yaml and rbac.yaml of v0.9.0
  const { spec, metadata } = theOne(objects, 'APIService');
  expect(spec).toEqual({ group: 'metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'metrics-server', namespace: 'kube-system', port: 443 }, insecureSkipTLSVerify: true });
  expect(metadata.namespace).toBeUndefined();
  const [own, readers] = ofKind(objects, 'ClusterRole');
  expect(own.rules).toEqual([{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }, { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['get', 'list', 'watch'] }]);
  expect(readers.rules).toEqual([{ apiGroups: ['metrics.k8s.io'], resources: ['nodes', 'pods'], verbs: ['get', 'list', 'watch'] }]);
  expect(readers.metadata.labels).toMatchObject({ 'rbac.authorization.k8s.io/aggregate-to-view': 'true' });
  expect(theOne(objects, 'RoleBinding')).toMatchObject({ metadata: { namespace: 'kube-system' }, roleRef: { kind: 'Role', name: 'extension-apiserver-authentication-reader' } });
});

test('its flags are those of upstream, its pod is restricted', () => {
  const { containers: [container], securityContext } = podOf();
  // manifests/base/deployment.yaml of v0.9.0
  expect(container.args).toEqual(['--secure-port=10250', '--cert-dir=/tmp', '--metric-resolution=15s', '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname', '--kubelet-use-node-status-port']);
  expect(container.readinessProbe).toMatchObject({ httpGet: { path: '/readyz', port: 10250, scheme: 'HTTPS' } });
  expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  expect(securityContext).toMatchObject({ runAsNonRoot: true });
});

test('Prometheus scrapes it with its own token', () => {
  expect(theOne(objectsOf(), 'ServiceMonitor').spec.endpoints).toEqual([{
    port: 'https', scheme: 'https', tlsConfig: { insecureSkipVerify: true }, bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  }]);
});

test('kubelets are read as the options say', () => {
  const { containers: [{ args, volumeMounts }], volumes } = podOf({
    resolution: Duration.seconds(30), kubeletRequestTimeout: Duration.seconds(20), kubeletAddressTypes: ['Hostname'], kubeletCertificateAuthority: 'kubelet-ca', scrapedNodes: { b: '2', a: '1' },
  });
  expect(args).toEqual(expect.arrayContaining([
    '--metric-resolution=30s', '--kubelet-request-timeout=20s', '--kubelet-preferred-address-types=Hostname', '--kubelet-certificate-authority=/etc/kubelet-authority/ca.crt', '--node-selector=a=1,b=2',
  ]));
  expect(volumes).toContainEqual({ name: 'kubelet-authority', configMap: { name: 'kubelet-ca' } });
  expect(volumeMounts).toContainEqual({ name: 'kubelet-authority', mountPath: '/etc/kubelet-authority', readOnly: true });
  expect(podOf({ kubeletInsecureTls: true }).containers[0].args).toContain('--kubelet-insecure-tls');
});

test('on the network of the node, without a policy, which would not apply', () => {
  const objects = objectsOf({ hostNetwork: true, port: 4443 });
  expect(theOne(objects, 'Deployment').spec.template.spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet', containers: [{ ports: [{ containerPort: 4443, hostPort: 4443 }] }] });
  expect(ofKind(objects, 'NetworkPolicy')).toEqual([]);
});

describe('certificates', () => {
  test('from cert-manager, whose CA is written into the APIService', () => {
    const objects = objectsOf({ certificate: ServingCertificate.issuer('internal') });
    expect(theOne(objects, 'Certificate').spec).toEqual({
      secretName: 'metrics-server-tls', dnsNames: ['metrics-server.kube-system.svc', 'metrics-server.kube-system', 'metrics-server'], issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' },
    });
    const api = theOne(objects, 'APIService');
    expect(api.metadata.annotations).toEqual({ 'cert-manager.io/inject-ca-from': 'kube-system/metrics-server' });
    expect(api.spec.insecureSkipTLSVerify).toBeUndefined();
    expect(theOne(objects, 'Deployment').spec.template.spec.containers[0].args).toEqual(expect.arrayContaining(['--tls-cert-file=/etc/serving-certificate/tls.crt', '--tls-private-key-file=/etc/serving-certificate/tls.key']));
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ ca: { secret: { name: 'metrics-server-tls', key: 'ca.crt' } }, serverName: 'metrics-server.kube-system.svc' });
    expect(ofKind(objectsOf({ certificate: ServingCertificate.selfSigned() }), 'Issuer')).toHaveLength(1);
  });

  test('from a Secret, whose CA the program sets', () => {
    const objects = objectsOf({ certificate: ServingCertificate.secret('serving', AUTHORITY) });
    expect(theOne(objects, 'APIService').spec).toMatchObject({ caBundle: AUTHORITY });
    expect(theOne(objects, 'Deployment').spec.template.spec.volumes).toEqual([{ name: 'certificate', secret: { secretName: 'serving' } }]);
  });
});

test.each<[string, MetricsServerProps, string]>([
  ['a resolution below 10 seconds', { resolution: Duration.seconds(5) }, '"resolution" is 5s: it must be at least 10s'],
  // options.go of v0.9.0: metric-resolution * 9/10 < kubelet-request-timeout
  ['a resolution that the default timeout fills', { resolution: Duration.seconds(11) }, '"resolution" is 11s: nine tenths of it must be at least "kubeletRequestTimeout" (10s)'],
  ['nodes by labels before 0.7.0', { version: '0.6.4', scrapedNodes: { a: 'b' } }, '"scrapedNodes" requires metrics-server 0.7.0 or newer; the version is 0.6.4'],
  ['two answers about the certificates of kubelets', { kubeletInsecureTls: true, kubeletCertificateAuthority: 'ca' }, '"kubeletCertificateAuthority" and "kubeletInsecureTls" are both set'],
  ['a type that no address has', { kubeletAddressTypes: ['InternalIp'] }, '"kubeletAddressTypes" has "InternalIp"'],
  ['the port of the kubelet', { hostNetwork: true }, '"port" is 10250, which is the port of the kubelet'],
  ['an authority that is not a certificate', { certificate: ServingCertificate.secret('x', 'ca.crt') }, '"caBundle" of the certificate is "ca.crt"'],
  ['an issuer of another kind', { certificate: ServingCertificate.issuer('x', 'Vault') }, 'the kind of the issuer is "Vault"'],
  ['a flag of an option', { extraArgs: { 'kubelet-insecure-tls': '' } }, 'which is set by the option "kubeletInsecureTls"'],
])('%s is an error', (_, props, message) => expect(errorsOf(chartOf(props))).toContain(message));

test('the timeout did not exist before 0.7.0, so a resolution of 10 seconds is valid', () => {
  expect(errorsOf(chartOf({ version: '0.6.4', resolution: Duration.seconds(10) }))).toBe('');
  expect(errorsOf(chartOf({ resolution: Duration.seconds(12) }))).toBe('');
});

describe('an API can have only one server', () => {
  test('twice in a chart is an error that names the other', () => {
    const chart = chartOf();
    new MetricsServer(chart, 'Second', { name: 'second' });
    expect(errorsOf(chart)).toContain('APIService "v1beta1.metrics.k8s.io" is already created by "test/MetricsServer/ApiService-v1beta1.metrics.k8s.io" in the same chart: remove one of the two');
  });

  test('in two charts it is a warning, since they may be for two clusters', () => {
    const app = new App();
    const charts = ['a', 'b'].map(id => new Chart(app, id, { namespace: 'kube-system' }));
    charts.forEach(chart => new MetricsServer(chart, 'MetricsServer'));
    expect(noticesOf(charts[0])).toEqual([expect.stringContaining('[b/MetricsServer/ApiService-v1beta1.metrics.k8s.io] APIService "v1beta1.metrics.k8s.io" is also created by')]);
  });
});
