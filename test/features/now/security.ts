import { ApiObject } from 'cdk8s';
import { AlertIntegration, AlertRouting, KubeStateMetrics, Prometheus, PrometheusStack, WebIngress, WebRoute } from '../../../src';
import { aStack, named, QUIET, stackObjects } from '../../support/stack';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { aService, kind, manifestsOf, podOf } from '../programs';

const EXPOSED = { host: 'prometheus.example.org', insecure: true };
const ROUTING = new AlertRouting({
  route: { receiver: 'chat', routes: [{ receiver: 'pager', matchers: ['severity="critical"'] }] },
  receivers: [
    { name: 'chat', integrations: [AlertIntegration.slack({ apiUrl: { secretName: 'alerting', key: 'slack' }, channel: '#alerts' })] },
    { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: { secretName: 'alerting', key: 'pagerduty' } })] },
  ],
});

export const SECURITY: FeatureRow[] = [
  {
    row: 61,
    feature: 'NetworkPolicies from the scrape graph',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack({ namespaces: ['shop'] });
      stack.addScrapeTarget(aService(aChart('shop'), 'checkout', [{ name: 'metrics', port: 8080 }]));
      const policies = stack.restrictEgress();
      expect(policies.length).toBeGreaterThan(0);
      const egress = kind(synth(chart), 'NetworkPolicy').filter(({ spec }) => spec.egress);
      expect(egress.length).toBeGreaterThan(0);
      expect(JSON.stringify(egress)).toContain('10250');
    },
  },
  {
    row: 62,
    feature: 'Permissions only for selected objects',
    verdict: 'done',
    shows: () => {
      const roles = kind(stackObjects({ namespaces: ['shop'] }), 'Role').filter(({ metadata }) => metadata.name.includes('prometheus-main')).map(({ metadata }) => metadata.namespace).sort();
      expect(roles).toEqual(['default', 'kube-system', 'monitoring', 'monitoring-node-exporter', 'shop']);
      const rules = kind(stackObjects(), 'ClusterRole').flatMap(({ rules: each }) => each);
      expect(rules.filter(({ verbs, resources = [] }: any) => verbs.includes('*') || resources.includes('*'))).toEqual([]);
    },
  },
  { row: 63, feature: 'Aggregated roles for users', verdict: 'missing', why: 'There is no option.' },
  {
    row: 64,
    feature: 'Pod security standard "restricted"',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects();
      expect(named(objects, 'Namespace', 'monitoring').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
      const pods = kind(objects, 'Deployment').filter(({ metadata }) => metadata.namespace === 'monitoring').map(podOf);
      expect(pods.length).toBeGreaterThan(1);
      for (const { securityContext, containers } of pods) {
        expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        for (const container of containers) { expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }); }
      }
    },
  },
  {
    row: 65,
    feature: 'kube-rbac-proxy or TLS in front of metrics, with probes that pass',
    verdict: 'partial',
    why: 'kube-state-metrics and Prometheus have both; node-exporter, the operator and Alertmanager have no proxy.',
    shows: () => {
      const pod = podOf(theOne(manifestsOf(chart => new KubeStateMetrics(chart, 'KubeStateMetrics', { version: '2.15.0', authProxy: true })), 'Deployment'));
      const [own, ...proxies] = pod.containers;
      expect(proxies.length).toBeGreaterThan(0);
      expect([own.livenessProbe, own.readinessProbe]).toEqual([undefined, undefined]);
      for (const proxy of proxies) { expect(proxy.livenessProbe ?? proxy.readinessProbe).toBeDefined(); }
    },
  },
  {
    row: 66,
    feature: 'TLS of Prometheus and Alertmanager',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ prometheus: { tls: { secretName: 'prometheus-tls' } }, alertmanager: { tls: { secretName: 'alertmanager-tls' } } });
      expect(theOne(objects, 'Prometheus').spec.web.tlsConfig.cert.secret).toEqual({ name: 'prometheus-tls', key: 'tls.crt' });
      expect(theOne(objects, 'Alertmanager').spec.web.tlsConfig.keySecret).toEqual({ name: 'alertmanager-tls', key: 'tls.key' });
      expect(theOne(objects, 'Prometheus').spec.alerting.alertmanagers[0].scheme).toBe('https');
    },
  },
  { row: 67, feature: 'TLS and admission webhooks of the operator', verdict: 'missing', why: 'There is no option; rules are checked at synth.' },
  {
    row: 68,
    feature: 'Namespaces that are watched or denied',
    verdict: 'partial',
    why: 'Namespaces are listed; there is no option of those that are denied.',
    shows: () => {
      expect(podOf(named(stackObjects({ namespaces: ['shop'] }), 'Deployment', 'prometheus-operator')).containers[0].args).toContain('--namespaces=monitoring,shop');
      expect(errorsOf(aStack({ namespaces: ['shop'], allNamespaces: true }).chart)).toContain('"allNamespaces"');
    },
  },
  {
    row: 69,
    feature: 'Registry, digests, pull secrets, and the list of images',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack({ imageRegistry: 'registry.example.org/mirror', imagePullSecrets: ['registry'], prometheus: { imageDigest: `sha256:${'a'.repeat(64)}` } });
      const objects = synth(chart);
      expect(stack.images.length).toBeGreaterThan(5);
      expect(stack.images.filter(image => !image.startsWith('registry.example.org/mirror/'))).toEqual([]);
      const used = objects.flatMap(({ spec }) => [spec?.image, ...spec?.template?.spec?.containers?.map(({ image }: any) => image) ?? []]).filter(image => image !== undefined);
      expect(used.filter(image => !stack.images.includes(image))).toEqual([]);
      expect(theOne(objects, 'Prometheus').spec).toMatchObject({ image: expect.stringContaining('@sha256:'), imagePullSecrets: [{ name: 'registry' }] });
    },
  },
  {
    row: 70,
    feature: 'Ingress',
    verdict: 'done',
    shows: () => {
      const { spec } = theOne(manifestsOf(chart => {
        const { webUi } = new Prometheus(chart, 'Prometheus');
        new WebIngress(chart, 'Web', { ui: webUi!, ...EXPOSED, controllerNamespace: 'ingress-nginx', tlsSecretName: 'web', ingressClassName: 'nginx' });
      }), 'Ingress');
      expect(spec).toMatchObject({ ingressClassName: 'nginx', tls: [{ hosts: ['prometheus.example.org'], secretName: 'web' }], rules: [{ http: { paths: [{ backend: { service: { name: 'prometheus-main' } } }] } }] });
    },
  },
  {
    row: 71,
    feature: 'HTTPRoute, for each replica too',
    verdict: 'partial',
    why: 'The Service has a route. There is none for each replica, and no session persistence.',
    shows: () => {
      const { spec } = theOne(manifestsOf(chart => {
        const { webUi } = new Prometheus(chart, 'Prometheus');
        new WebRoute(chart, 'Web', { ui: webUi!, ...EXPOSED, gateway: { name: 'public', namespace: 'gateways' } });
      }), 'HTTPRoute');
      expect(spec).toMatchObject({ parentRefs: [{ name: 'public', namespace: 'gateways' }], hostnames: ['prometheus.example.org'], rules: [{ backendRefs: [{ name: 'prometheus-main', port: 9090 }] }] });
    },
  },
  {
    row: 72,
    feature: 'Types of Services, dual stack, further ports',
    verdict: 'partial',
    why: 'Type, class and networks of a load balancer. There are no IP families and no further ports.',
    shows: () => {
      const serviceOptions = { type: 'LoadBalancer', loadBalancerClass: 'internal', loadBalancerSourceRanges: ['10.0.0.0/8'], annotations: { lb: 'internal' } };
      const { metadata, spec } = named(stackObjects({ prometheus: { serviceOptions } }), 'Service', 'prometheus-main');
      expect([metadata.annotations, spec]).toMatchObject([{ lb: 'internal' }, { type: 'LoadBalancer', loadBalancerClass: 'internal', loadBalancerSourceRanges: ['10.0.0.0/8'] }]);
    },
  },
  {
    row: 73,
    feature: 'Secrets in plain text are rejected',
    verdict: 'done',
    shows: () => expect(errorsOf(aStack({ prometheus: { externalUrl: 'https://me:secret@prometheus.example.org' } }).chart)).toContain('[validation/plain-secret]'),
  },
  {
    row: 74,
    feature: 'Typed routes of alerts, with tests',
    verdict: 'done',
    shows: () => {
      expect([ROUTING.receiversFor({ severity: 'critical' }), ROUTING.receiversFor({ severity: 'warning' })]).toEqual([['pager'], ['chat']]);
      const chart = aChart('monitoring');
      new PrometheusStack(chart, 'Monitoring', { ...QUIET, alertmanager: { routing: ROUTING } });
      const { spec } = theOne(synth(chart), 'AlertmanagerConfig');
      expect(spec.route).toMatchObject({ receiver: 'chat', routes: [{ receiver: 'pager', matchers: [{ name: 'severity', value: 'critical' }] }] });
      expect(spec.receivers.map(({ name }: any) => name)).toEqual(['chat', 'pager']);
    },
  },
  {
    row: 75,
    feature: 'Secrets by reference, from any source',
    verdict: 'done',
    shows: () => {
      const { chart } = aStack({ prometheus: { thanos: { objectStorage: { secretName: 'bucket', key: 'objstore.yml' } } } });
      // as External Secrets makes it, elsewhere in the app
      new ApiObject(chart, 'Bucket', { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'bucket' }, spec: { target: { name: 'bucket' } } });
      const objects = synth(chart);
      expect(theOne(objects, 'Prometheus').spec.thanos.objectStorageConfig).toEqual({ name: 'bucket', key: 'objstore.yml' });
      expect(kind(objects, 'Secret')).toEqual([]);
      expect(noticesOf(chart)).not.toContain('bucket');
    },
  },
];
