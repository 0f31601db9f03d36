import { Chart, Duration } from 'cdk8s';
import { prometheusRelease } from './cluster';
import { stackOf } from './stack';
import { FederatedCluster, Grafana, GrafanaDatasource, PrometheusStack, ServiceLevelObjective, SloIndicator } from '../../../src';
import { BoardJson } from '../../support/boards/board-json';
import { Manifest, ofKind } from '../../support/synth';

/** The address of the one node: parts of the control plane run there, outside of pods. */
const NODE = '10.99.0.1';
const SECONDS = Duration.seconds(5);
/** What is federated: few series, so that each is not there twice. */
const FEDERATED = ['{__name__=~"cluster:.+"}'];

/** Everything that has a dashboard. Grafana and Windows nodes do not exist here, but an app that has them has these dashboards. */
function complete(stack: PrometheusStack, federated: string): void {
  const chart = Chart.of(stack);
  new FederatedCluster(chart, 'Federated', { cluster: 'eu-1', target: { ips: [federated] }, match: FEDERATED, interval: SECONDS });
  new Grafana(chart, 'Grafana', {
    admin: { secretName: 'grafana-admin' },
    datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)],
  });
  const requests = 'apiserver_request_total{job="apiserver"}';
  new ServiceLevelObjective(chart, 'Availability', {
    service: 'apiserver',
    objective: 99.9,
    indicator: SloIndicator.events({ total: requests, errors: requests.replace('}', ',code=~"5.."}') }),
    prometheus: stack.prometheus!.customResource,
  });
}

/** A stack with all dashboards. Once its Prometheus has an address, it federates itself, as another cluster. */
export function withEveryBoard(namespace: string, federated = '10.0.0.1'): Manifest[] {
  return stackOf(namespace, {
    prometheus: {
      version: prometheusRelease(),
      externalLabels: { cluster: 'eu-1' },
      evaluationInterval: SECONDS,
      // to itself: the queue is real
      enableRemoteWriteReceiver: true,
      remoteWrite: [{ url: 'http://localhost:9090/api/v1/write', match: ['prometheus_build_info'] }],
    },
    kubeStateMetrics: { interval: SECONDS },
    windowsExporter: {},
    controlPlane: { controllerManagerAddresses: [NODE], schedulerAddresses: [NODE], etcdAddresses: [NODE], kubeProxyAddresses: [NODE] },
    mixin: { dashboards: true, federated: [{ match: FEDERATED, interval: SECONDS }] },
    mixinJobs: { grafana: 'grafana' },
  }, stack => complete(stack, federated));
}

/** The dashboards of these objects, by `uid`. */
export const boardsOf = (objects: readonly Manifest[]): BoardJson[] => ofKind(objects, 'ConfigMap')
  .filter(({ metadata }) => metadata.labels?.grafana_dashboard !== undefined)
  .flatMap(({ data }) => Object.values<string>(data).map(text => JSON.parse(text)))
  .sort((a, b) => a.uid < b.uid ? -1 : 1);
