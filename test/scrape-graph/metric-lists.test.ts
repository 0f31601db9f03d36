import { KubeStateMetricsProps, PrometheusStack, ScrapeGraph } from '../../src';
import { aChart, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

/** The metrics that a stack's own rules and panels use, and that its kube-state-metrics does not expose. */
function hiddenBy(kubeStateMetrics: KubeStateMetricsProps) {
  const chart = aChart('monitoring');
  new PrometheusStack(chart, 'Monitoring', { kubeStateMetrics });
  return ScrapeGraph.of(chart).problems.flatMap(text => /asks for "([^"]+)".*\[scrape-graph\/metric-not-exposed\]$/.exec(text)?.[1] ?? []).sort();
}

test('an allowlist of one metric hides nearly all that the rules of the stack use', () => {
  const hidden = hiddenBy({ metricAllowlist: ['kube_node_info'] });
  expect(hidden.length).toBeGreaterThan(40);
  expect(hidden).toEqual(expect.arrayContaining(['kube_node_status_condition', 'kube_pod_owner', 'kube_pod_status_phase', 'kube_resourcequota', 'kube_persistentvolumeclaim_labels']));
  expect(hidden).not.toContain('kube_node_info');
});

test('its own metrics are in no list', () => {
  // k8s.io/kube-state-metrics/v2 v2.20.0, pkg/app/server.go: the lists are filters of the builder of stores; these metrics are of another registry
  expect(hiddenBy({ metricAllowlist: ['kube_node_info'] }).filter(metric => metric.startsWith('kube_state_metrics'))).toEqual([]);
});

test('a denylist hides what it matches, and nothing else', () => {
  expect(hiddenBy({ metricDenylist: ['^kube_pod_owner$', 'kube_resourcequota', 'kube_secret_'] })).toEqual(['kube_pod_owner', 'kube_resourcequota']);
});

test('what is not collected has no rules; without lists nothing is hidden', () => {
  expect(hiddenBy({ resources: ['nodes'] })).toEqual([]);
  expect(hiddenBy({})).toEqual([]);
});

describe('the label by which claims are excluded from alerts', () => {
  const labelsOf = (kubeStateMetrics: KubeStateMetricsProps, mixin = {}) => {
    const chart = aChart('monitoring');
    new PrometheusStack(chart, 'Monitoring', { kubeStateMetrics, mixin });
    const { args = [] } = theOne(synth(chart).filter(({ metadata }) => /kube-state-metrics/.test(metadata.name)), 'Deployment').spec.template.spec.containers[0];
    return args.flatMap((arg: string) => /^--metric-labels-allowlist=(.*)$/.exec(arg)?.[1] ?? []);
  };

  test('is exposed by default, in addition to those of the user', () => {
    expect(labelsOf({})).toEqual(['persistentvolumeclaims=[excluded_from_alerts]']);
    expect(labelsOf({ metricLabelsAllowlist: { pods: ['app'], persistentvolumeclaims: ['team'] } })).toEqual(['persistentvolumeclaims=[excluded_from_alerts,team],pods=[app]']);
  });

  test('is not added where all labels are exposed, where claims are not collected, and where no rule uses it', () => {
    expect(labelsOf({ metricLabelsAllowlist: { persistentvolumeclaims: ['*'] } })).toEqual(['persistentvolumeclaims=[*]']);
    expect(labelsOf({ metricLabelsAllowlist: { '*': ['*'] } })).toEqual(['*=[*]']);
    expect(labelsOf({ metricLabelsAllowlist: { '*': ['team'] } })).toEqual(['*=[excluded_from_alerts,team]']);
    expect(labelsOf({ excludeResources: ['persistentvolumeclaims'] })).toEqual([]);
    expect(labelsOf({ resources: ['nodes'] })).toEqual([]);
    expect(labelsOf({}, { disabledGroups: ['storage'] })).toEqual([]);
  });
});
