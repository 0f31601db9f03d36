import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import { everyComponent } from './every-component';
import { listOfVersions } from './golden-versions';
import { ConfigReloaderSidecar, PrometheusStack, ReloaderVolume, ReloadMethod } from '../../src';

/** The places of the default versions in the YAML of all components. It is the only golden that a changed pin must change. */
export function defaultVersions(): string {
  const objects = [...everyComponent({ kubeStateMetrics: { version: undefined, authProxy: false } }), ...olderStack(), ...reloader()];
  return listOfVersions(objects.map(object => Yaml.stringify(object)));
}

const chart = () => new Chart(new App(), 'test', { namespace: 'monitoring' });

/** Before 0.77, the operator does not support Prometheus 3. */
function olderStack(): object[] {
  const own = chart();
  new PrometheusStack(own, 'Monitoring', { operator: { version: '0.73.2' }, mixinEnabled: false, alertmanagerEnabled: false });
  return Testing.synth(own);
}

function reloader(): object[] {
  const own = chart();
  const containers = [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }];
  const pod = new ApiObject(own, 'App', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { containers } });
  new ConfigReloaderSidecar(own, 'Reloader', {
    reload: ReloadMethod.http({ port: 9090 }),
    configFile: '/etc/app/app.yaml',
    volumes: [ReloaderVolume.secret('config', '/etc/app', 'app')],
  }).attachTo(pod);
  return Testing.synth(own);
}
