import { Fleet, FleetCluster, GlobalView } from '../../src';
import { ofKind } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const EXPOSED = { controlPlane: { etcd: true, scheduler: true } };

/** The expression of an alert in the main cluster. */
function exprIn(workers: FleetCluster[], alert: string, main: FleetCluster['stack'] = EXPOSED): string {
  const fleet = new Fleet({
    main: { cluster: 'hub', stack: main },
    workers: workers.map(worker => ({ ...worker, target: { hostname: `prometheus.${worker.cluster}.example.org` }, insecure: true })),
    globalView: GlobalView.federation({ match: ['up'] }),
    outdir: 'unused',
  });
  const rules = ofKind(fleet.chart('hub').toJson(), 'PrometheusRule').flatMap(({ spec }: any) => spec.groups).flatMap((group: any) => group.rules);
  return rules.find((rule: any) => rule.alert === alert).expr;
}

const KNOWN = 'job=~"kube-state-metrics|node-exporter|kubelet|apiserver|coredns"';

test('a cluster that hides its etcd has no alert about missing etcd', () => {
  const expr = exprIn([{ cluster: 'eu-1' }, { cluster: 'us', stack: EXPOSED }], 'etcdAbsent');
  expect(expr).toContain(`group by (cluster) (up{${KNOWN},cluster!~"eu-1"})`);
  expect(exprIn([{ cluster: 'eu' }, { cluster: 'us' }], 'KubeSchedulerDown')).toContain(`up{${KNOWN},cluster!~"eu|us"}`);
});

test('jobs that all clusters expose are expected in all', () => {
  expect(exprIn([{ cluster: 'us', stack: EXPOSED }], 'etcdAbsent')).toContain(`group by (cluster) (up{${KNOWN}})`);
  expect(exprIn([{ cluster: 'eu' }], 'CoreDNSDown')).toContain(`up{${KNOWN}}`);
});

test('a job that another Prometheus scrapes counts', () => {
  expect(exprIn([{ cluster: 'eu', stack: { mixinJobs: { etcd: 'etcd' } } }], 'etcdAbsent')).toContain(`up{${KNOWN}}`);
  const main = { ...EXPOSED, mixinJobs: { etcd: 'own-etcd' } };
  expect(exprIn([{ cluster: 'eu' }], 'etcdAbsent', main)).toContain(`up{${KNOWN},cluster!~"eu"}) unless on (cluster) group by (cluster) (up{job="own-etcd"} == 1)`);
});

test('the option of the mixin takes precedence', () => {
  expect(exprIn([{ cluster: 'eu' }], 'etcdAbsent', { ...EXPOSED, mixin: { clustersWithoutJob: {} } })).toContain(`up{${KNOWN}}`);
});
