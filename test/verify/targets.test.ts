import { graphOf } from '../../src/scrape-graph/graph';
import { asManifests } from '../../src/scrape-graph/manifest';
import { readAnswer, Reality } from '../../src/verify/reality';
import { differences, expectationFor } from '../../src/verify/verify';
import { changed, objectsOf } from '../diff/worlds';

const GRAPH = graphOf(asManifests(objectsOf(changed(['shards: 2', 'shards: 1']))));
const JOB = 'serviceMonitor/monitoring/web/0';
const DISCOVERED = {
  __address__: '10.0.0.7:8080',
  __meta_kubernetes_namespace: 'monitoring',
  __meta_kubernetes_service_name: 'web',
  __meta_kubernetes_endpoint_port_name: 'http',
  __meta_kubernetes_pod_container_port_name: 'http',
  __meta_kubernetes_pod_name: 'web-7cdbf89849-z8dsv',
  job: JOB,
};
const LABELS = { job: 'web', instance: '10.0.0.7:8080', namespace: 'monitoring', service: 'web', endpoint: 'http', container: 'web', pod: 'web-7cdbf89849-z8dsv' };
const active = (more: object = {}) => ({ discoveredLabels: DISCOVERED, labels: LABELS, scrapeUrl: 'http://10.0.0.7:8080/metrics', health: 'up', lastError: '', ...more });
const readTargets = (data: object): Reality => readAnswer('targets', JSON.stringify({ status: 'success', data }));
const differencesOf = (data: object) => differences(expectationFor(GRAPH, {}), readTargets(data)).map(({ message }) => message);

describe('answers of /api/v1/targets', () => {
  test('of a Prometheus without scrapePool, before 2.24: the label job determines it', () => {
    expect(differencesOf({ activeTargets: [active()] })).toEqual([]);
    expect(differencesOf({ activeTargets: [active({ scrapePool: JOB })], droppedTargets: null })).toEqual([]);
  });

  test.each([{ scrapePool: JOB }, {}])('with a dropped target %j, which older versions show without its pool', pool => {
    expect(differencesOf({ activeTargets: [], droppedTargets: [{ discoveredLabels: DISCOVERED, ...pool }] }))
      .toEqual([`Service monitoring/web, port http is discovered by job "${JOB}" but dropped by a relabeling [verify/dropped]`]);
  });

  test('with targets that keepDroppedTargets hides: it does not claim that nothing is discovered', () => {
    expect(differencesOf({ activeTargets: [], droppedTargets: [], droppedTargetCounts: { [JOB]: 3 } }))
      .toEqual([expect.stringMatching(/: a relabeling drops 3 targets of the job, which are not listed: raise "keepDroppedTargets" to list them \[verify\/no-target\]$/)]);
    expect(differencesOf({ activeTargets: [], droppedTargets: [], droppedTargetCounts: { [JOB]: 0 } })).toEqual([expect.stringContaining('no target is discovered')]);
  });

  test('of pods of a StatefulSet: each has its name and number', () => {
    const yaml = changed(['shards: 2', 'shards: 1'], ['kind: Deployment', 'kind: StatefulSet'], ['endpoints: [{ port: http, interval: 30s }]', 'podTargetLabels: [apps.kubernetes.io/pod-index]\n  endpoints: [{ port: http, interval: 30s }]']);
    const graph = graphOf(asManifests(objectsOf(yaml)));
    const pod = (at: number, more: object = {}) => active({
      discoveredLabels: { ...DISCOVERED, __meta_kubernetes_pod_name: `web-${at}` },
      labels: { ...LABELS, pod: `web-${at}`, instance: `10.0.0.${at}:8080`, apps_kubernetes_io_pod_index: String(at), ...more },
    });
    const said = (...activeTargets: object[]) => differences(expectationFor(graph, {}), readTargets({ activeTargets })).map(({ message }) => message);
    expect(said(pod(0), pod(1), pod(12))).toEqual([]);
    expect(said(pod(0), pod(1, { pod: 'web-0' }))).toEqual([expect.stringContaining('pod is "web-0", not "web-1"')]);
    expect(said(pod(0), pod(1, { apps_kubernetes_io_pod_index: '0' }))).toEqual([expect.stringContaining('apps_kubernetes_io_pod_index is "0", not "1"')]);
  });

  test.each([
    { activeTargets: [null, 1, 'a', {}, { labels: null, discoveredLabels: [] }], droppedTargets: 'none', droppedTargetCounts: 3 },
    { activeTargets: {}, droppedTargets: [null], droppedTargetCounts: { [JOB]: 'many', __proto__: 1 } },
    { activeTargets: [active({ labels: { job: 7 }, health: 3, lastError: {}, scrapeUrl: [] })] },
  ])('with unusual values do not throw: %j', data => expect(differencesOf(data)).toEqual(expect.any(Array)));
});

test.each(['null', '[]', '{}', '{"status":"success"}', '{"status":"success","data":[]}', '{"status":"success","data":{"groups":[null,{"rules":[null]}],"yaml":3}}'])('each answer survives %s', text => {
  for (const endpoint of ['targets', 'rules', 'config', 'alertmanagers', 'buildinfo', 'runtimeinfo'] as const) {
    let said = '';
    try { readAnswer(endpoint, text); } catch (error) { said = (error as Error).message; }
    expect(said).toMatch(/^$|^it is not a response of \/api\/v1\/|^its configuration is not YAML$/);
  }
});
