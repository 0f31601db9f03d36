// A user's own Prometheus, with a sidecar that reloads its configuration and that is not reachable from outside the pod.
import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigReloaderSidecar, ProbeChecks, ReloaderVolume, ReloadMethod } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'prometheus', { namespace: 'monitoring' });
const labels = { app: 'prometheus' };

const prometheus = new ApiObject(chart, 'Prometheus', {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'prometheus' },
  spec: {
    serviceName: 'prometheus',
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'prometheus',
          image: 'quay.io/prometheus/prometheus:v3.16.0',
          args: ['--config.file=/etc/prometheus/config_out/prometheus.yaml', '--storage.tsdb.path=/prometheus', '--web.enable-lifecycle'],
          ports: [{ name: 'web', containerPort: 9090 }],
          readinessProbe: { httpGet: { path: '/-/ready', port: 'web' } },
          volumeMounts: [{ name: 'config-out', mountPath: '/etc/prometheus/config_out', readOnly: true }, { name: 'data', mountPath: '/prometheus' }],
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        }],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    },
  },
});

const reloader = new ConfigReloaderSidecar(chart, 'Reloader', {
  version: '0.94.1',
  listenLocal: true,
  reload: ReloadMethod.http({ port: 9090 }),
  configFile: '/etc/prometheus/config/prometheus.yaml',
  configEnvsubstFile: '/etc/prometheus/config_out/prometheus.yaml',
  volumes: [
    ReloaderVolume.configMap('config', '/etc/prometheus/config', 'prometheus'),
    ReloaderVolume.emptyDir('config-out', '/etc/prometheus/config_out'),
  ],
});
reloader.attachTo(prometheus);

ProbeChecks.addTo(app); // checks the probes of all workloads in this app, including third-party ones

app.synth();
