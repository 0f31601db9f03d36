import { KubeStateMetricsProps, PrometheusStack, ScrapeGraph } from '../../src';
import { resourceOf } from '../../src/scrape-graph/checks/metric-lists';
import { problemsOf as problemsIn, rule } from '../support/scrape-graph';
import { aChart, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

/** The metrics that a stack's own rules and panels use, and that its kube-state-metrics does not expose. */
function hiddenBy(kubeStateMetrics: KubeStateMetricsProps) {
  const chart = aChart('monitoring');
  new PrometheusStack(chart, 'Monitoring', { kubeStateMetrics });
  return ScrapeGraph.of(chart).problems.flatMap(text => / uses "([^"]+)".*\[scrape-graph\/metric-not-exposed\]$/.exec(text)?.[1] ?? []).sort();
}

test('an allowlist with one metric excludes nearly all metrics that the rules of the stack use', () => {
  const hidden = hiddenBy({ metricAllowlist: ['kube_node_info'] });
  expect(hidden.length).toBeGreaterThan(40);
  expect(hidden).toEqual(expect.arrayContaining(['kube_node_status_condition', 'kube_pod_owner', 'kube_pod_status_phase', 'kube_resourcequota', 'kube_persistentvolumeclaim_labels']));
  expect(hidden).not.toContain('kube_node_info');
});

test('its own metrics are not subject to the lists', () => {
  // k8s.io/kube-state-metrics/v2 v2.20.0, pkg/app/server.go: the lists are filters of the builder of stores; these metrics are of another registry
  expect(hiddenBy({ metricAllowlist: ['kube_node_info'] }).filter(metric => metric.startsWith('kube_state_metrics'))).toEqual([]);
});

test('a denylist excludes only what it matches', () => {
  expect(hiddenBy({ metricDenylist: ['^kube_pod_owner$', 'kube_resourcequota', 'kube_secret_'] })).toEqual(['kube_pod_owner', 'kube_resourcequota']);
});

test('resources that are not collected have no rules; without lists nothing is excluded', () => {
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

  test('is not added if all labels are exposed, if claims are not collected, or if no rule uses it', () => {
    expect(labelsOf({ metricLabelsAllowlist: { persistentvolumeclaims: ['*'] } })).toEqual(['persistentvolumeclaims=[*]']);
    expect(labelsOf({ metricLabelsAllowlist: { '*': ['*'] } })).toEqual(['*=[*]']);
    expect(labelsOf({ metricLabelsAllowlist: { '*': ['team'] } })).toEqual(['*=[excluded_from_alerts,team]']);
    expect(labelsOf({ excludeResources: ['persistentvolumeclaims'] })).toEqual([]);
    expect(labelsOf({ resources: ['nodes'] })).toEqual([]);
    expect(labelsOf({}, { disabledGroups: ['storage'] })).toEqual([]);
  });
});

describe('what is not collected', () => {
  const problemsOf = (expr: string, kubeStateMetrics: KubeStateMetricsProps = {}) => {
    const chart = aChart('monitoring');
    const stack = new PrometheusStack(chart, 'Monitoring', { kubeStateMetrics });
    stack.addRules('Own', { groups: [{ name: 'own', alerts: [{ alert: 'Own', expr }] }] });
    return ScrapeGraph.of(chart).problems.filter(text => text.includes('[scrape-graph/metric-not-exposed]'));
  };

  test('a rule that uses metrics of Secrets is a warning that names the option', () => {
    expect(problemsOf('kube_secret_created > 0')).toEqual([
      'warning: PrometheusRule monitoring/own uses "kube_secret_created", which Deployment monitoring/kube-state-metrics does not expose: it does not collect "secrets": add it to "extraResources" or "resources" of its construct, or remove the expression [scrape-graph/metric-not-exposed]',
    ]);
  });

  test('with the option there is no warning', () => expect(problemsOf('kube_secret_created > 0', { extraResources: ['secrets'] })).toEqual([]));

  test.each([
    ['what is collected', 'kube_configmap_created > 0'],
    ['one side of an "or"', 'kube_secret_created or kube_configmap_created'],
    ['what an "unless" takes away', 'kube_configmap_created unless on (namespace) kube_secret_created'],
    ['a name that upstream never had, which may be of a custom resource', 'kube_secret_rotation_due > 0'],
    ['its own metrics', 'kube_state_metrics_list_total{resource="*v1.Secret"} > 0'],
    ['a record', 'kube_secret:created:count > 0'],
  ])('%s is not a warning', (_, expr) => expect(problemsOf(expr)).toEqual([]));

  test('the left side of an "unless" is a warning', () => expect(problemsOf('kube_secret_created unless on (namespace) kube_configmap_created')).toHaveLength(1));

  test('a list of resources excludes the others', () => {
    const hidden = hiddenBy({ resources: ['nodes'], metricAllowlist: [] });
    expect(hidden).toEqual([]); // the rules of the stack go with what they read
    expect(problemsOf('kube_pod_info > 0', { resources: ['nodes'] })).toEqual([expect.stringContaining('it does not collect "pods"')]);
    expect(problemsOf('kube_configmap_info > 0', { excludeResources: ['configmaps'] })).toEqual([expect.stringContaining('it does not collect "configmaps"')]);
  });
});

describe('in YAML from elsewhere', () => {
  const problemsOf = (...pods: { readonly image?: string; readonly args: string[] }[]) => {
    const workloads = pods.map(({ image = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0', args }, at) => ({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `ksm-${at}`, namespace: 'm' }, spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'ksm', image, args }] } } },
    }));
    return problemsIn(rule('kube_secret_info'), ...workloads).filter(text => text.includes('[scrape-graph/metric-not-exposed]'));
  };

  test('the warning names the flag', () => {
    const message = 'PrometheusRule shop/rules uses "kube_secret_info", which Deployment m/ksm-0 does not expose: it does not collect "secrets": add it to --resources and to the ClusterRole, or remove the expression';
    expect(problemsOf({ args: ['--resources=pods, nodes'] })).toEqual([expect.stringContaining(message)]);
    expect(problemsOf({ args: ['--resources', 'pods,nodes'] })).toEqual([expect.stringContaining(message)]);
    expect(problemsOf({ args: ['--resources=pods'] }, { args: ['--resources=nodes'] })).toEqual([expect.stringContaining('Deployment m/ksm-0')]);
  });

  test.each<[string, ...string[][]]>([
    ['no list: the default has Secrets', ['--port=8080']],
    ['a list with them', ['--resources=pods, secrets']],
    ['two lists', ['--resources=pods', '--resources=secrets']],
    ['another kube-state-metrics that collects them', ['--resources=pods'], ['--resources=secrets']],
    ['another one of which nothing is known', ['--resources=pods'], []],
    ['a file of options', ['--resources=pods', '--config=/etc/options.yaml']],
    ['a variable', ['--resources=$(RESOURCES)']],
  ])('%s: nothing', (_, ...args) => expect(problemsOf(...args.map(each => ({ args: each })))).toEqual([]));
});

test('the resource of a metric is the plural of the word after "kube_"', () => {
  // k8s.io/kube-state-metrics/v2 v2.20.0: the keys of availableStores in internal/store/builder.go, each with a metric of its file
  const UPSTREAM: { readonly [resource: string]: string } = Object.fromEntries(`
    certificatesigningrequests kube_certificatesigningrequest_created, clusterroles kube_clusterrole_info,
    configmaps kube_configmap_info, clusterrolebindings kube_clusterrolebinding_info, cronjobs kube_cronjob_info,
    daemonsets kube_daemonset_created, deployments kube_deployment_created, endpoints kube_endpoint_info,
    endpointslices kube_endpointslice_info, horizontalpodautoscalers kube_horizontalpodautoscaler_info,
    ingresses kube_ingress_info, ingressclasses kube_ingressclass_info, jobs kube_job_info, leases kube_lease_owner,
    limitranges kube_limitrange, mutatingadmissionpolicies kube_mutatingadmissionpolicy_info,
    mutatingadmissionpolicybindings kube_mutatingadmissionpolicybinding_info,
    mutatingwebhookconfigurations kube_mutatingwebhookconfiguration_info, namespaces kube_namespace_created,
    networkpolicies kube_networkpolicy_created, nodes kube_node_info, persistentvolumeclaims kube_persistentvolumeclaim_info,
    persistentvolumes kube_persistentvolume_info, poddisruptionbudgets kube_poddisruptionbudget_created, pods kube_pod_info,
    replicasets kube_replicaset_created, replicationcontrollers kube_replicationcontroller_created,
    resourcequotas kube_resourcequota, roles kube_role_info, rolebindings kube_rolebinding_info, secrets kube_secret_info,
    serviceaccounts kube_serviceaccount_info, services kube_service_info, statefulsets kube_statefulset_created,
    storageclasses kube_storageclass_info, validatingadmissionpolicies kube_validatingadmissionpolicy_info,
    validatingadmissionpolicybindings kube_validatingadmissionpolicybinding_info,
    validatingwebhookconfigurations kube_validatingwebhookconfiguration_info, volumeattachments kube_volumeattachment_info
  `.trim().split(/,\s+/).map(text => text.split(' ')));
  expect(Object.fromEntries(Object.values(UPSTREAM).map(metric => [resourceOf(String(metric)), metric]))).toEqual(UPSTREAM);
  expect(resourceOf('kube_customresource_info')).toBeUndefined();
});
