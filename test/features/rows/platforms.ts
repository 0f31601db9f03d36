import { Duration } from 'cdk8s';
import { KubeStateMetrics, NodeExporter, Platform, Prometheus, PrometheusOperator, PrometheusStackProps, WebIngress, WebRoute } from '../../../src';
import { aStack, named, stackObjects } from '../../support/stack';
import { errorsOf, noticesOf, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { endpointsOf, kind, manifestsOf, podOf, rulesOf } from '../programs';

const GATEWAY = { name: 'public', namespace: 'gateways' };

/** Platforms, and what is in front of metrics and pages. */
export const ROWS: FeatureRow[] = [
  {
    row: 33,
    feature: 'Platform presets: what cannot be scraped has no target and no alert',
    verdict: 'done',
    shows: () => {
      const alerts = (props: PrometheusStackProps) => rulesOf(stackObjects(props)).map(({ alert }) => alert);
      expect(Object.values(Platform).sort()).toEqual(['aks', 'eks', 'generic', 'gke', 'gke-autopilot', 'k3s', 'kubeadm', 'oke', 'openshift', 'rke2', 'talos']);
      expect(alerts({ platform: Platform.KUBEADM, controlPlane: { scheduler: true } })).toContain('KubeSchedulerDown');
      expect(alerts({ platform: Platform.EKS })).not.toContain('KubeSchedulerDown');
      expect(errorsOf(aStack({ platform: Platform.EKS, controlPlane: { scheduler: true } }).chart)).toContain('"scheduler"');
      const autopilot = aStack({ platform: Platform.GKE_AUTOPILOT });
      expect(noticesOf(autopilot.chart).join()).toContain('node-exporter is not deployed on gke-autopilot');
      const talos = stackObjects({ platform: Platform.TALOS, controlPlane: { etcd: true } });
      expect(named(talos, 'Service', 'monitoring-etcd').spec.selector).toEqual({ component: 'kube-apiserver' });
      expect(endpointsOf(stackObjects({ platform: Platform.OPENSHIFT, nodeExporterEnabled: false, controlPlane: { scheduler: true } }), 'kube-scheduler')[0].tlsConfig.serverName)
        .toBe('scheduler.openshift-kube-scheduler.svc');
    },
  },
  {
    row: 65,
    feature: 'kube-rbac-proxy or TLS in front of metrics, with probes that pass',
    verdict: 'done',
    shows: () => {
      const behindProxies = [
        manifestsOf(chart => new KubeStateMetrics(chart, 'KubeStateMetrics', { version: '2.15.0', authProxy: true })), manifestsOf(chart => new NodeExporter(chart, 'NodeExporter', { authProxy: true })),
      ];
      for (const objects of behindProxies) {
        const [workload] = objects.filter(object => object.kind === 'Deployment' || object.kind === 'DaemonSet');
        const [own, ...proxies] = podOf(workload).containers;
        expect(proxies.length).toBeGreaterThan(0);
        expect([own.livenessProbe, own.readinessProbe]).toEqual([undefined, undefined]);
        for (const proxy of proxies) { expect(proxy.readinessProbe.httpGet.scheme).toBe('HTTPS'); }
        expect(kind(objects, 'ServiceMonitor')[0].spec.endpoints[0]).toMatchObject({ scheme: 'https', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' });
      }
      const prometheus = theOne(manifestsOf(chart => new Prometheus(chart, 'Prometheus', { listenLocal: true, authProxy: true })), 'Prometheus');
      expect(prometheus.spec.containers.map(({ name }: any) => name)).toContain('auth-proxy');
      const operator = manifestsOf(chart => new PrometheusOperator(chart, 'Operator', { tls: { secretName: 'operator-tls' } }));
      const [container] = podOf(theOne(operator, 'Deployment')).containers;
      expect(container.args).toContain('--web.enable-tls=true');
      expect(container.readinessProbe.httpGet.scheme).toBe('HTTPS');
      expect(theOne(operator, 'ServiceMonitor').spec.endpoints[0].scheme).toBe('https');
      const alertmanager = stackObjects({ alertmanager: { tls: { secretName: 'alertmanager-tls' } } });
      expect(endpointsOf(alertmanager, 'alertmanager-main')[0]).toMatchObject({ scheme: 'https', tlsConfig: { serverName: 'alertmanager-main.monitoring.svc' } });
    },
  },
  {
    row: 71,
    feature: 'HTTPRoute, for each replica too',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const prometheus = new Prometheus(chart, 'Prometheus', { replicas: 2 });
        new WebRoute(chart, 'Web', { ui: prometheus.webUi!, host: 'prometheus.example.org', insecure: true, gateway: GATEWAY, sessionPersistence: { absoluteTimeout: Duration.hours(8) } });
        const [first, second] = prometheus.addReplicaServices();
        new WebRoute(chart, 'First', { ui: first, host: 'prometheus-0.example.org', insecure: true, gateway: GATEWAY });
        new WebIngress(chart, 'Second', { ui: second, host: 'prometheus-1.example.org', insecure: true, controllerNamespace: 'ingress-nginx', tlsSecretName: 'web' });
      });
      expect(kind(objects, 'HTTPRoute').map(({ spec }) => spec)).toEqual([
        {
          parentRefs: [GATEWAY],
          hostnames: ['prometheus.example.org'],
          rules: [{ backendRefs: [{ name: 'prometheus-main', port: 9090 }], sessionPersistence: { type: 'Cookie', absoluteTimeout: '8h' } }],
        },
        { parentRefs: [GATEWAY], hostnames: ['prometheus-0.example.org'], rules: [{ backendRefs: [{ name: 'prometheus-main-0', port: 9090 }] }] },
      ]);
      expect(named(objects, 'Service', 'prometheus-main-1').spec.selector['statefulset.kubernetes.io/pod-name']).toBe('prometheus-main-1');
      expect(theOne(objects, 'Ingress').spec.rules[0].http.paths[0].backend.service.name).toBe('prometheus-main-1');
    },
  },
];
