import { LostBy } from '../scrape/lost-histograms';
import { listed, rule, shown } from '../validation/rule';

export const COMPONENT_NAMESPACE = rule({
  id: 'prometheus-stack/component-namespace',
  severity: 'error',
  message: ({ component, namespace, own }: { component: string; namespace: string; own: string }) =>
    `"${component}.namespace" is ${shown(
      namespace,
    )}, but must be the namespace of the stack, ${shown(own)}: remove it, or create the component with its own construct`,
  why: 'The operator creates StatefulSets only in its own namespace, and its Prometheus selects monitors there.',
  example: { component: 'alertmanager', namespace: 'alerting', own: 'monitoring' },
});

export const OPERATOR_NAMESPACES = rule({
  id: 'prometheus-stack/operator-namespaces',
  severity: 'error',
  message: ({ component, missing }: { component: string; missing: readonly string[] }) =>
    `"${component}" reads namespaces that the operator does not read: ${listed(
      missing,
    )}; add them to "namespaces" of the stack, or to "operator.namespaces"`,
  why: 'The operator silently ignores monitors and rules in namespaces that it does not read.',
  example: { component: 'prometheus', missing: ['team-a'] },
});

export const NAMESPACE_TAKEN = rule({
  id: 'prometheus-stack/namespace-taken',
  severity: 'error',
  covers: ['manifest/name-twice'],
  message: ({ namespace, cluster, other }: { namespace: string; cluster?: string; other: string }) =>
    `the namespace ${shown(namespace)} of ${cluster === undefined
      ? 'the cluster'
      : `cluster ${shown(cluster)}`} already has a stack, ${shown(other)}: use another namespace for one of them; if they are `
    + 'for two clusters, set "prometheus.externalLabels.cluster"',
  why: 'Two operators that manage the same Prometheus repeatedly undo each other\'s changes.',
  example: { namespace: 'monitoring', other: 'eu/Monitoring' },
});

export const KUBELET_OWNER = rule({
  id: 'prometheus-stack/kubelet-owner',
  severity: 'error',
  message: ({ service, other }: { service: string; other: string }) =>
    `the kubelet Service ${shown(
      service,
    )} is already managed by ${shown(other)}: remove "operator.kubeletService", or set it to another name`,
  why: 'Two owners overwrite each other\'s addresses, and every kubelet is scraped twice: rules fail with "many-to-many matching not '
    + 'allowed".',
  example: { service: 'kube-system/kubelet', other: 'eu/Monitoring' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6188',
});

export const KUBELET_TWICE = rule({
  id: 'prometheus-stack/kubelet-twice',
  severity: 'error',
  message: () => '"nodes" and "operator.kubeletService" are both set, so every kubelet is scraped twice: remove one of them',
  why: 'Rules over kubelets fail with "many-to-many matching not allowed".',
  example: {},
});

export const ENDPOINTS_ONLY = rule({
  id: 'prometheus-stack/endpoints-only',
  severity: 'error',
  message: ({ operator }: { operator: string }) =>
    `"nodeEndpoints.objects" is ENDPOINTS, but with prometheus-operator ${operator} this Prometheus uses only EndpointSlices: remove it, `
      + 'or use BOTH',
  why: 'The ServiceMonitor would discover the kubelets by Endpoints, which this Prometheus is not allowed to read.',
  example: { operator: '0.93.0' },
});

export const RELOADER_PROBES_OFF = rule({
  id: 'prometheus-stack/reloader-probes-off',
  severity: 'warning',
  message: ({ version }: { version: string }) =>
    `with "listenLocal", prometheus-operator ${version} would restart the config reloaders repeatedly: its probes are replaced by probes `
      + 'in the Prometheus; use 0.75.0 or newer',
  why: 'Before 0.75 the operator\'s probes connect over the network, but the config reloader listens only on loopback.',
  example: { version: '0.73.2' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6682',
});

export const ENDPOINTS_DEPRECATED = rule({
  id: 'prometheus-stack/endpoints-deprecated',
  severity: 'warning',
  message: ({ kubernetes, operator }: { kubernetes: string; operator: string }) =>
    `prometheus-operator ${operator} uses Endpoints for all service discovery, which are deprecated in Kubernetes ${kubernetes}: use `
      + '0.77.0 or newer',
  why: 'In 1.33 and newer, the API server warns of each use. Endpoints with more than 1,000 addresses are truncated.',
  example: { kubernetes: '1.34', operator: '0.73.2' },
  see: 'https://kep.k8s.io/4974',
});

export const NODE_ADDRESSES = rule({
  id: 'prometheus-stack/node-addresses',
  severity: 'warning',
  message: ({ operator }: { operator: string }) =>
    `one node without an IP address stops prometheus-operator ${operator} from updating the kubelets of all nodes: use 0.77.0 or newer, or `
      + 'set "nodes"',
  why: 'The API server rejects the whole Endpoints object because of one invalid address.',
  example: { operator: '0.73.2' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/7479',
});

export const NATIVE_HISTOGRAMS = rule({
  id: 'prometheus-stack/native-histograms',
  severity: 'warning',
  message: ({ kubernetes }: { kubernetes?: string }) => kubernetes === undefined
    ? 'with "convertClassicHistogramsToNhcb", the "_bucket" series that rules of the mixin use are not stored: also set '
      + '"scrapeClassicHistograms: true"'
    : `with "scrapeNativeHistograms", the "_bucket" series of Kubernetes ${kubernetes} that rules of the mixin use are not stored: also `
      + 'set "scrapeClassicHistograms: true"',
  why: 'In 1.37 and newer, these components have native histograms. Prometheus then stores only these, and the alerts of the API server '
    + 'have no data.',
  example: { kubernetes: '1.37' },
  see: 'https://prometheus.io/docs/specs/native_histograms/',
});

const LOST_BECAUSE: { readonly [by in LostBy]: string } = {
  native: '"scrapeNativeHistograms" stores only as native histograms',
  converted: '"convertClassicHistogramsToNhcb" stores only as native histograms',
  unbounded: 'Kubernetes 1.37 and newer expose only with the bucket "+Inf"',
};

export const USER_HISTOGRAM = rule({
  id: 'prometheus-stack/user-histograms',
  severity: 'warning',
  message: ({ rule: name, series, by, cure }: { rule: string; series: readonly string[]; by: LostBy; cure: string }) =>
    `PrometheusRule ${name} uses ${listed(series)}, which ${LOST_BECAUSE[by]}: ${cure}`,
  why: 'The expressions return no series: alerts never fire, and recording rules record nothing.',
  example: {
    rule: '"api-latency"',
    series: ['apiserver_request_duration_seconds_bucket'],
    by: 'native',
    cure: 'set "scrapeClassicHistograms: true", or use the native histogram, such as histogram_quantile(0.99, '
      + 'sum(rate(apiserver_request_duration_seconds[5m])))',
  },
  see: 'https://prometheus.io/docs/specs/native_histograms/',
});

export const NO_CLUSTER_NAME = rule({
  id: 'prometheus-stack/no-cluster-name',
  severity: 'warning',
  message: () =>
    '"prometheus.externalLabels" has no cluster, so alerts and federated series do not show where they come from: set it, for example to { '
      + 'cluster: \'eu-1\' }',
  why: 'With several clusters, you cannot see from which cluster an alert comes.',
  example: {},
});

export const OPTIONS_OF_DISABLED = rule({
  id: 'prometheus-stack/options-of-disabled',
  severity: 'error',
  message: ({ component }: { component: string }) => `"${component}" has no effect: ${component === 'nodeEndpoints'
    ? 'it requires "nodes"'
    : `"${component}Enabled" is false`}; remove one of them`,
  why: 'The options describe a component that is not created.',
  example: { component: 'alertmanager' },
});

export const NODE_EXPORTER_LEFT_OUT = rule({
  id: 'prometheus-stack/node-exporter-left-out',
  severity: 'warning',
  message: ({ platform, why }: { platform: string; why: string }) =>
    `node-exporter is not deployed on ${platform}: ${why}; set "nodeExporterEnabled: false" to confirm, or true to deploy it`,
  why: 'The alerts and panels of nodes are left out, too. The kubelets still expose metrics of containers.',
  example: { platform: 'gke-autopilot', why: 'Autopilot rejects pods with hostNetwork, hostPID, host ports or "/" as hostPath' },
  see: 'docs/platforms.md',
});

export const NODE_EXPORTER_REFUSED = rule({
  id: 'prometheus-stack/node-exporter-refused',
  severity: 'warning',
  message: ({ platform, why }: { platform: string; why: string }) =>
    `node-exporter may be rejected on ${platform}: ${why}; allow it there first, or set "nodeExporterEnabled: false"`,
  why: 'If the platform rejects the pods of the DaemonSet, the alerts about its job fire permanently.',
  example: {
    platform: 'openshift',
    why: 'openshift-monitoring runs one on port 9100 of every node, and a second one requires the security context constraints '
      + '"privileged"',
  },
  see: 'docs/platforms.md',
});

export const NO_PROMETHEUS = rule({
  id: 'prometheus-stack/no-prometheus',
  severity: 'error',
  message: () =>
    '"addScrapeTarget" requires a Prometheus or an agent in this stack: create a ServiceMonitor that the other Prometheus selects',
  why: 'The target would not be scraped.',
  example: {},
});

export const NO_EVALUATION = rule({
  id: 'prometheus-stack/no-evaluation',
  severity: 'error',
  message: (
    { method }: { method: string },
  ) => `"${method}" requires a Prometheus in this stack: set "prometheus" to the Prometheus or ThanosRuler that evaluates the rules`,
  why: 'An agent evaluates no rules: no alert would ever fire.',
  example: { method: 'addRules' },
});

export const DERIVED_EARLY = rule({
  id: 'prometheus-stack/derived-early',
  severity: 'error',
  message: (
    _: object,
  ) => '"restrictEgress()" or "restrictRoles()" was called before the app was complete, and connections have changed since: call it last',
  why: 'Both methods use the scrapes that are defined when they are called. They would block scrapes that are added later.',
  example: {},
});

export const EGRESS_UNREAD = rule({
  id: 'prometheus-stack/egress-unread',
  severity: 'warning',
  message: ({ unread }: { unread: readonly { readonly object: string; readonly field: string; readonly what: string }[] }) => {
    const places = [...new Set(unread.map(({ object, field, what }) => `${field} of ${object} (${what})`))];
    return `"restrictEgress()" cannot know all ports that must be open: ${places.join(
      '; ',
    )}. Pass these ports as "egressPorts", or their networks as "egressCidrs"; pass `
      + '"egressPorts: []" if nothing is missing';
  },
  why: 'The NetworkPolicy blocks every port that no object of the app names. Ports in Secrets and files are not read.',
  example: {
    unread: [{
      object: 'Prometheus monitoring/main', field: 'spec.thanos.objectStorageConfig', what: 'key "thanos.yaml" of the Secret "bucket"',
    }],
  },
});

const WHY_NOT_REACHED = {
  elsewhere: {
    what: 'which are in another chart',
    cure: 'call ComponentDefaults.inherit(chart, stack) before you create them, or set the options there',
  },
  before: { what: 'which were created before the stack', cure: 'create them after the stack, or set the options there' },
  between: {
    what: 'which have several stacks in their chart',
    cure: 'put each stack and its components in one construct or chart, use the namespace of a stack for them, or set the options there',
  },
} as const;

export const NOT_REACHED = rule({
  id: 'prometheus-stack/not-reached',
  severity: 'warning',
  message: ({ settings, components, why }: {
    settings: readonly string[]; components: readonly string[]; why: keyof typeof WHY_NOT_REACHED;
  }) => `${settings.map(setting => `"${setting}"`)
    .join(', ')} of the stack do not reach ${listed(components)}, ${WHY_NOT_REACHED[why].what}: ${WHY_NOT_REACHED[why].cure}`,
  why: 'An image is then pulled from the public registry, or a pod is rejected, although the stack has the right settings.',
  example: { settings: ['imageRegistry', 'imagePullSecrets'], components: ['dashboards/Grafana'], why: 'elsewhere' },
});

export const NODE_PORT_TAKEN = rule({
  id: 'prometheus-stack/node-port-taken',
  severity: 'warning',
  message: ({ component, port, other, cluster }: { component: string; port: number; other: string; cluster?: string }) =>
    `"${component}" uses port ${port} of each node, which ${shown(other)} also uses${cluster === undefined
      ? ', if both are for one cluster'
      : ''}: set "${component}.port" of one `
    + `stack to another port, or ${component === 'nodeExporter'
      ? 'set "nodeExporterEnabled: false"'
      : 'remove "windowsExporter"'} in one of them; `
    + 'for two clusters set "prometheus.externalLabels.cluster"',
  why: 'Both DaemonSets run in the host network. The pods of the second one stay Pending on every node.',
  example: { component: 'nodeExporter', port: 9100, other: 'monitoring/First', cluster: 'eu-1' },
  see: 'https://github.com/prometheus-community/helm-charts/issues/2983',
});
