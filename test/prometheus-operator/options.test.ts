import { App, Chart } from 'cdk8s';
import { Alertmanager, Prometheus, PrometheusOperator, PrometheusOperatorProps, PrometheusStack, PrometheusStackProps, ServiceOptions } from '../../src';
import { aChart, errorsOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function chartWith(props: PrometheusOperatorProps) {
  const chart = aChart('monitoring');
  new PrometheusOperator(chart, 'O', props);
  return chart;
}
const objectsOf = (props: PrometheusOperatorProps) => synth(chartWith(props));
const podOf = (props: PrometheusOperatorProps) => theOne(objectsOf(props), 'Deployment').spec.template;

describe('prometheus-operator', () => {
  test('namespaces that are not read', () => {
    expect(podOf({ allNamespaces: true, denyNamespaces: ['b', 'a'] }).spec.containers[0].args).toContain('--deny-namespaces=a,b');
    expect(errorsOf(chartWith({ denyNamespaces: ['a'] }))).toContain('[prometheus-operator/deny-namespaces]');
    expect(errorsOf(chartWith({ allNamespaces: true, denyNamespaces: ['A b'] }))).toContain('[manifest/namespace-name]');
  });

  test('metrics over HTTPS: flags, probes, volume, monitor', () => {
    const pod = podOf({ tls: { secretName: 'cert' } }).spec;
    expect(pod.containers[0].args).toEqual(expect.arrayContaining([
      '--web.enable-tls=true', '--web.cert-file=/etc/prometheus-operator/tls/tls.crt', '--web.key-file=/etc/prometheus-operator/tls/tls.key',
    ]));
    expect(pod.containers[0].livenessProbe.httpGet.scheme).toBe('HTTPS');
    expect(pod.volumes).toEqual([{ name: 'tls', secret: { secretName: 'cert', items: [{ key: 'tls.crt', path: 'tls.crt' }, { key: 'tls.key', path: 'tls.key' }] } }]);
    expect(theOne(objectsOf({ tls: { secretName: 'cert' } }), 'ServiceMonitor').spec.endpoints[0]).toMatchObject({
      scheme: 'https', tlsConfig: { serverName: 'prometheus-operator.monitoring.svc' },
    });
  });

  test('users with view, edit and admin may read all custom resources, and change monitors, rules and AlertmanagerConfigs', () => {
    const [view, edit] = ofKind(objectsOf({ aggregatedRoles: true }), 'ClusterRole').filter(({ metadata }) => metadata.name !== 'monitoring-prometheus-operator');
    const to = (...names: string[]) => Object.fromEntries(names.map(name => [`rbac.authorization.k8s.io/aggregate-to-${name}`, 'true']));
    expect(view.metadata.labels).toMatchObject(to('view', 'edit', 'admin'));
    expect(view.rules).toEqual([{
      apiGroups: ['monitoring.coreos.com'],
      resources: [
        'alertmanagerconfigs', 'alertmanagers', 'podmonitors', 'probes', 'prometheusagents', 'prometheuses', 'prometheusrules', 'scrapeconfigs', 'servicemonitors', 'thanosrulers',
      ],
      verbs: ['get', 'list', 'watch'],
    }]);
    expect(edit.metadata.labels).toMatchObject(to('edit', 'admin'));
    expect(edit.metadata.labels).not.toHaveProperty('rbac.authorization.k8s.io/aggregate-to-view');
    expect(edit.rules).toEqual([{
      apiGroups: ['monitoring.coreos.com'],
      resources: ['alertmanagerconfigs', 'podmonitors', 'probes', 'prometheusrules', 'scrapeconfigs', 'servicemonitors'],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    }]);
    expect(ofKind(objectsOf({}), 'ClusterRole')).toHaveLength(1);
  });

  test('metadata of the pod, of its ServiceAccount and of all objects', () => {
    const { metadata } = podOf({ podLabels: { a: 'b' }, podAnnotations: { c: 'd' } });
    expect(metadata).toMatchObject({ labels: { a: 'b' }, annotations: { c: 'd' } });
    const objects = objectsOf({ annotations: { x: 'y' }, serviceAccountAnnotations: { z: 'z' }, affinity: { nodeAffinity: {} } });
    expect(objects.filter(object => object.metadata.annotations?.x !== 'y')).toEqual([]);
    expect(theOne(objects, 'ServiceAccount').metadata.annotations).toEqual({ x: 'y', z: 'z' });
    expect(theOne(objects, 'Deployment').spec.template.spec.affinity).toEqual({ nodeAffinity: {} });
  });
});

describe('Services', () => {
  const DUAL = { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6', 'IPv4'] };
  const keep = { action: 'keep', sourceLabels: ['__meta_kubernetes_endpointslice_address_type'], regex: '(IPv6)?' };
  const MADE = {
    Prometheus: (serviceOptions: ServiceOptions) => {
      const chart = aChart('monitoring');
      new Prometheus(chart, 'P', { serviceOptions });
      return chart;
    },
    Alertmanager: (serviceOptions: ServiceOptions) => {
      const chart = aChart('monitoring');
      new Alertmanager(chart, 'P', { serviceOptions });
      return chart;
    },
  };

  test.each(Object.entries(MADE))('with two families: %s, of which one is scraped', (_kind, make) => {
    const objects = synth(make(DUAL));
    expect(theOne(objects, 'Service').spec).toMatchObject(DUAL);
    for (const { relabelings } of theOne(objects, 'ServiceMonitor').spec.endpoints) { expect(relabelings).toEqual([keep]); }
  });

  test.each(Object.entries(MADE))('with further ports: %s', (_kind, make) => {
    expect(theOne(synth(make({ additionalPorts: [{ name: 'proxy', port: 4180 }, { name: 'grpc', port: 1, targetPort: 'grpc' }] })), 'Service').spec.ports.slice(-2)).toEqual([
      { name: 'proxy', port: 4180, targetPort: 4180, protocol: 'TCP' }, { name: 'grpc', port: 1, targetPort: 'grpc', protocol: 'TCP' },
    ]);
    expect(errorsOf(make({ additionalPorts: [{ name: 'web', port: 1 }] }))).toContain('the Service already has a port with this name');
    expect(errorsOf(make({ additionalPorts: [{ name: 'x', port: 8080 }] }))).toContain('the Service already has port 8080');
    expect(errorsOf(make({ additionalPorts: [{ name: 'X', port: 0 }] }))).toContain('0 is not a valid port');
  });

  test.each<[ServiceOptions, string]>([
    [{ ipFamilyPolicy: 'DualStack' }, '"ipFamilyPolicy" is "DualStack"'],
    [{ ipFamilyPolicy: 'PreferDualStack' }, 'set "ipFamilies" to both families'],
    [{ ipFamilies: ['IPv4', 'IPv6'] }, 'set "ipFamilyPolicy" to PreferDualStack or RequireDualStack'],
    [{ ipFamilies: ['ipv4'] }, '"ipFamilies" is ["ipv4"]'],
  ])('%j is an error', (options, message) => expect(errorsOf(MADE.Prometheus(options))).toContain(message));
});

describe('a stack', () => {
  const stackOf = (props: PrometheusStackProps) => {
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    new PrometheusStack(chart, 'Stack', { prometheus: { externalLabels: { cluster: 'a' } }, ...props });
    return synth(chart);
  };

  test('with two families: each Service with pods, and each of its monitors', () => {
    const objects = stackOf({ ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] });
    const names = (found: readonly any[]) => found.map(({ metadata }) => metadata.name).sort();
    const own = ['alertmanager-main', 'kube-state-metrics', 'node-exporter', 'prometheus-main', 'prometheus-operator'];
    expect(names(ofKind(objects, 'Service').filter(({ spec }) => spec.ipFamilyPolicy === 'PreferDualStack'))).toEqual(own);
    const isKept = ({ relabelings = [] }: any) => relabelings.some(({ sourceLabels }: any) => String(sourceLabels) === '__meta_kubernetes_endpointslice_address_type');
    expect(names(ofKind(objects, 'ServiceMonitor').filter(({ spec }) => spec.endpoints.every(isKept)))).toEqual(own);
  });

  test('with sync waves: the order in Argo CD', () => {
    const waves = new Map<string, Set<string>>();
    for (const { kind, metadata } of stackOf({ syncWaves: true, admissionWebhook: {} })) {
      const wave = metadata.annotations?.['argocd.argoproj.io/sync-wave'];
      if (wave !== undefined) { waves.set(wave, new Set([...waves.get(wave) ?? [], kind])); }
    }
    expect(waves.get('-4')).toEqual(new Set(['Namespace']));
    expect([...waves.get('-2') ?? []]).toEqual(expect.arrayContaining(['Deployment', 'ClusterRole', 'ServiceAccount']));
    expect(waves.get('1')).toEqual(new Set(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']));
    expect(stackOf({}).filter(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave'])).toEqual([]);
  });

  test('with an admission webhook, last in the order of the documents, for the syntax of its Prometheus', () => {
    const objects = stackOf({ admissionWebhook: {}, prometheus: { version: '2.55.1', enableFeatures: ['promql-experimental-functions'], externalLabels: { cluster: 'a' } } });
    expect(objects.slice(-3).map(({ kind }) => kind)).toEqual(['ValidatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']);
    const webhook = ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name === 'prometheus-operator-admission-webhook')!;
    expect(webhook.spec.template.spec.containers[0].args).toEqual(expect.arrayContaining(['--name-validation-scheme=legacy', '--promql-options=experimental-functions']));
  });
});
