import { MixinJobs, MonitoringMixin, MonitoringMixinProps } from '../../src';
import { alertLinksOf } from '../../src/monitoring-mixin/dashboard-links';
import { boardsOf } from '../../src/monitoring-mixin/dashboards';
import { ALL_JOBS, aContext, allGroups } from '../support/mixin';
import { aChart, errorsOf, noticesOf } from '../support/synth';

const URL = 'https://grafana.example.org/';
const linkOf = (alert: string, group: string, expr: string, jobs: MixinJobs = ALL_JOBS) => alertLinksOf(aContext('2.20.0', jobs), {}, URL)(alert, group, expr);
const CLUSTER = '{{ with $labels.cluster }}&var-cluster={{ . | urlquery }}{{ end }}';

const rulesWith = (dashboardUrl?: string) => allGroups('2.20.0', ALL_JOBS, { dashboardUrl })
  .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule] : [])));

describe('the link of an alert', () => {
  test('leads to the board of the alert, with the variables that its labels set', () => {
    expect(linkOf('KubePodCrashLooping', 'workloads', 'max by (cluster, namespace, pod, container) (x)'))
      .toBe(`https://grafana.example.org/d/cdk8s-prometheus-pod?var-namespace={{ $labels.namespace }}&var-pod={{ $labels.pod }}${CLUSTER}`);
  });

  test('leads to the board of its group if the alert lacks a required variable of the other board', () => {
    expect(linkOf('KubePodCrashLooping', 'workloads', 'sum by (cluster, namespace) (x)'))
      .toBe(`https://grafana.example.org/d/cdk8s-prometheus-workloads?var-namespace={{ $labels.namespace }}${CLUSTER}`);
  });

  test('sets a node only if the alert has one', () => {
    expect(linkOf('NodeClockSkewDetected', 'nodes', 'max by (cluster, node, instance) (x)'))
      .toBe(`https://grafana.example.org/d/cdk8s-prometheus-nodes?${CLUSTER}{{ with $labels.node }}&var-node={{ . | urlquery }}{{ end }}`);
  });

  test('does not exist without a board: its jobs are not scraped, or it is disabled', () => {
    expect(linkOf('NodeClockSkewDetected', 'nodes', 'x', { prometheus: 'prometheus' })).toBeUndefined();
    expect(alertLinksOf(aContext(), { isSelected: id => id !== 'nodes' }, URL)('NodeClockSkewDetected', 'nodes', 'x')).toBeUndefined();
    expect(linkOf('Unknown', 'unknown', 'x')).toBeUndefined();
  });

  test('does not exist without a URL', () => {
    expect(rulesWith().filter(({ annotations }) => annotations.dashboard_url !== undefined)).toEqual([]);
  });

  test('of every alert leads to an existing board with its own variables', () => {
    const boards = new Map(boardsOf(aContext()).map(({ uid, variables }) => [uid, variables.map(({ name }) => name)]));
    const rules = rulesWith(URL);
    expect(rules.filter(({ annotations }) => annotations.dashboard_url === undefined).map(({ alert }) => alert)).toEqual([]);
    for (const { alert, annotations: { dashboard_url: link } } of rules) {
      const [, uid] = /\/d\/([\w-]+)/.exec(link)!;
      expect([alert, uid, [...link.matchAll(/var-(\w+)=/g)].map(([, name]) => name).filter(name => !boards.get(uid)?.includes(name))]).toEqual([alert, uid, []]);
    }
  });
});

describe('dashboardUrl', () => {
  const made = (props: MonitoringMixinProps) => {
    const chart = aChart('monitoring');
    return { chart, mixin: new MonitoringMixin(chart, 'Mixin', props) };
  };

  test('is a template that Prometheus accepts', () => {
    const { chart, mixin } = made({ dashboardUrl: URL });
    expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
    expect(JSON.stringify(mixin.rules.nodes.toJson())).toContain('"dashboard_url":"https://grafana.example.org/d/cdk8s-prometheus-nodes');
  });

  test('with another base URL changes the rules', () => {
    const [one, other] = ['https://a.example.org', 'https://b.example.org'].map(dashboardUrl => JSON.stringify(made({ dashboardUrl }).mixin.rules.nodes.toJson()));
    expect(one.replace(/a\.example/g, 'b.example')).toBe(other);
    expect(one).not.toBe(other);
  });

  test('must be a URL', () => expect(errorsOf(made({ dashboardUrl: 'grafana' }).chart)).toContain('"dashboardUrl"'));
});
