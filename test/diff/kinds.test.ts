import { CASES } from './cases';
import { changesOf } from './compare';
import { changed, CLUSTER, withObject } from './worlds';
import { CHANGE_KINDS, ChangeKind } from '../../src/diff/change';

describe('what a change does to monitoring', () => {
  test.each(CASES)('$title', ({ before = CLUSTER, after, changes, scale }) => {
    expect(changesOf(before, after, scale)).toEqual(changes);
  });

  test('equal manifests have no change', () => {
    expect(changesOf(CLUSTER, CLUSTER)).toEqual([]);
  });

  test('every kind of change has a case', () => {
    const seen = new Set(CASES.flatMap(({ changes }) => changes.map(line => line.split(':')[0] as ChangeKind)));
    expect(CHANGE_KINDS.filter(kind => !seen.has(kind))).toEqual([]);
    expect(CHANGE_KINDS).toHaveLength(25);
  });

  test('costs are estimated only for a given cluster size, and only if they change', () => {
    expect(changesOf(CLUSTER, changed(['interval: 30s', 'interval: 300s'])).filter(line => line.startsWith('cost'))).toEqual([]);
    expect(changesOf(CLUSTER, CLUSTER, { nodes: 10, pods: 300 })).toEqual([]);
  });

  test('a renamed Prometheus is the same server, and its old data is no longer read', () => {
    const renamed = changed(['kind: Prometheus\nmetadata: { name: main', 'kind: Prometheus\nmetadata: { name: k8s']);
    expect(changesOf(CLUSTER, renamed)).toEqual([
      'data-loss: Prometheus monitoring/k8s: it uses the new claim monitoring/prometheus-k8s-db-prometheus-k8s-0 instead of monitoring/prometheus-main-db-prometheus-main-0: its existing samples are not used',
      'object: Prometheus: 1 created: monitoring/k8s',
      'object: Prometheus: 1 deleted, if your tool prunes: monitoring/main',
    ]);
  });

  test('a deleted namespace or CRD deletes everything in it', () => {
    const objects = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring }\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: probes.monitoring.coreos.com }\nspec: { group: monitoring.coreos.com, scope: Namespaced, names: { kind: Probe, plural: probes }, versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }\n';
    expect(changesOf(withObject(objects), CLUSTER).filter(line => line.startsWith('data-loss'))).toEqual([
      'data-loss: CustomResourceDefinition probes.monitoring.coreos.com: deleted; the API server then deletes every object of this kind',
      'data-loss: Namespace monitoring: deleted; the API server then deletes everything in it',
    ]);
  });

  test('an object that the API server also rejected before is not a change', () => {
    const invalid = changed(['metadata: { name: web, namespace: monitoring, labels: { app: web } }', "metadata: { name: web, namespace: monitoring, labels: { app: web }, annotations: { 'a-': '' } }"]);
    expect(changesOf(invalid, invalid)).toEqual([]);
    expect(changesOf(invalid, CLUSTER).slice(-2)).toEqual(['new-target: Service monitoring/web, port http: Prometheus monitoring/main by ServiceMonitor monitoring/web', 'object: Service: 1 created: monitoring/web']);
  });

  test('a variable that another tool fills in is unknown: its default does not reject an update', () => {
    const claim = (storageClass: string) => withObject(
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: monitoring }\nspec: { accessModes: [ReadWriteOnce], storageClassName: '${storageClass}', resources: { requests: { storage: 1Gi } } }\n`,
    );
    expect(changesOf(claim('${CLASS:-fast}'), claim('${CLASS:-slow}'))).toEqual([]);
    expect(changesOf(claim('fast'), claim('slow'))).toEqual(['rejected-update: PersistentVolumeClaim monitoring/data: spec.storageClassName cannot be changed']);
  });

  test('a static target on another host is another target; on another port it is the same one', () => {
    const probe = (...hosts: string[]) => withObject(
      `apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata: { name: devices, namespace: monitoring }\nspec: { prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ${JSON.stringify(hosts)} } } }\n`,
    ).replace('serviceMonitorSelector: {}', 'serviceMonitorSelector: {}\n  probeSelector: {}');
    expect(changesOf(probe('kvm.example.org:80'), probe('nas.example.org:80'))).toEqual([
      'lost-target: Probe monitoring/devices, port 80 /probe: kvm.example.org:80, Prometheus monitoring/main by Probe monitoring/devices',
      'new-target: Probe monitoring/devices, port 80 /probe: nas.example.org:80, Prometheus monitoring/main by Probe monitoring/devices',
    ]);
    expect(changesOf(probe('kvm.example.org:80'), probe('kvm.example.org:443'))).toEqual(['changed-series: Probe monitoring/devices, port 443 /probe: instance "kvm.example.org:80" becomes "kvm.example.org:443"']);
    expect(changesOf(probe('a.example.org', 'b.example.org', 'c.example.org'), probe('a.example.org'))).toEqual([
      'lost-target: Probe monitoring/devices /probe: 2 of 3 (b.example.org, c.example.org), Prometheus monitoring/main by Probe monitoring/devices',
    ]);
  });

  test('a Job that is a Helm hook is recreated each time', () => {
    const job = (image: string, annotations: string) => withObject(
      `apiVersion: batch/v1\nkind: Job\nmetadata: { name: setup, namespace: monitoring, annotations: ${annotations} }\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: '${image}' }] } } }\n`,
    );
    const hook = '{ helm.sh/hook: pre-install }';
    expect(changesOf(job('a:1', hook), job('a:2', hook))).toEqual([]);
    expect(changesOf(job('a:1', '{}'), job('a:2', '{}'))[0]).toBe('rejected-update: Job monitoring/setup: spec.template cannot be changed');
  });
});
