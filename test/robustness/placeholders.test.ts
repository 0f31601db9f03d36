import { JsonPatch } from 'cdk8s';
import { add, alertmanager, kubeStateMetrics, Make, nodeExporter, prometheus, receiver, reportedBy, ruler, serviceMonitor } from '../support/patched/make';

const POD = '/spec/template/spec';

describe('a value that a tool fills in later is not checked', () => {
  test.each<[string, Make, JsonPatch[]]>([
    ['names of Prometheus', prometheus, [
      add('/spec/priorityClassName', '${CLASS}'), add('/spec/imagePullSecrets', [{ name: '${PULL}' }]), add('/spec/additionalScrapeConfigs', { name: '${NAME}', key: 'a' }),
    ]],
    ['values of Prometheus', prometheus, [
      add('/spec/externalUrl', '${URL}'), add('/spec/routePrefix', '${PREFIX}'), add('/spec/logLevel', '${LEVEL}'), add('/spec/image', '${IMAGE}'),
      add('/spec/externalLabels', { 'cluster': '${CLUSTER}', '${NAME}': 'x' }), add('/spec/tolerations', [{ key: '${KEY}', operator: '${OPERATOR}' }]),
    ]],
    ['sizes of Prometheus', prometheus, [
      add('/spec/retentionSize', '50GiB'), add('/spec/storage/volumeClaimTemplate/spec/resources/requests/storage', '${SIZE}'), add('/spec/resources/requests/cpu', '${CPU}'),
      add('/spec/storage/volumeClaimTemplate/spec/storageClassName', '${CLASS}'), add('/spec/storage/volumeClaimTemplate/spec/accessModes', ['${MODE}']),
    ]],
    ['receivers', prometheus, [add('/spec/remoteWrite', receiver({ url: '${URL}', name: '${NAME}', headers: { '${HEADER}': 'x' } }))]],
    ['the configuration of Alertmanager', alertmanager, [add('/spec/configSecret', '${SECRET}'), add('/spec/externalUrl', '${URL}')]],
    ['endpoints of a Ruler', ruler, [add('/spec/queryEndpoints', ['${QUERY}']), add('/spec/alertQueryUrl', '${URL}')]],
    ['a monitor', serviceMonitor, [add('/spec/endpoints/0/interval', '${INTERVAL}'), add('/spec/endpoints/0/scrapeTimeout', '${TIMEOUT}')]],
    ['a workload', nodeExporter, [add(`${POD}/priorityClassName`, '${CLASS}'), add(`${POD}/containers/0/image`, '${IMAGE}'), add(`${POD}/nodeSelector`, { a: '${NODES}' })]],
    ['arguments', kubeStateMetrics, [add(`${POD}/containers/0/args/-`, '--metric-denylist=${LIST}')]],
  ])('%s', (_, make, patches) => expect(reportedBy(make, {}, patches)).toEqual([]));
});
