import { DashboardDefinition, lines, several, stat } from './dashboard';

export const KUBELET: DashboardDefinition = {
  id: 'kubelet',
  title: 'Kubernetes / Kubelet',
  description: 'The kubelets: how fast they look at containers and start pods, and what fails.',
  needs: ['kubelet'],
  groups: ['kubelet'],
  variables: ({ kubelet }) => [{ name: 'instance', series: `kubelet_node_name{${kubelet}}`, label: 'instance', multi: true }],
  rows: ({ here, kubelet, by }) => {
    const own = `${kubelet},metrics_path="/metrics",instance=~"$instance"`;
    return [
      {
        title: 'At a glance',
        panels: [
          stat('Kubelets up', 'none', `sum(up{${kubelet},metrics_path="/metrics"})`),
          stat('Pods', 'none', `cluster:kubelet_running_pods:sum{${here}}`),
          stat('Errors of the runtime', 'ops', `sum(rate(kubelet_runtime_operations_errors_total{${own}}[5m]))`),
        ],
      },
      {
        title: 'Work',
        panels: [
          lines('Time to look at containers (p99)', 's', `node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{${here},quantile="0.99",instance=~"$instance"}`, '{{instance}}'),
          lines('Time to start a pod (p99)', 's', `instance:kubelet_pod_start_duration_seconds:p99_5m{${here},instance=~"$instance"}`, '{{instance}}'),
          lines('Operations of the runtime', 'ops', `sum ${by('operation_type')} (rate(kubelet_runtime_operations_total{${own}}[5m]))`, '{{operation_type}}'),
          lines('Operations of the runtime that fail', 'ops', `sum ${by('operation_type')} (rate(kubelet_runtime_operations_errors_total{${own}}[5m]))`, '{{operation_type}}'),
          lines('Evictions in an hour', 'short', `sum ${by('instance', 'eviction_signal')} (increase(kubelet_evictions{${own}}[1h]))`, '{{instance}} {{eviction_signal}}'),
          lines('Certificates end in', 's', `kubelet_certificate_manager_client_ttl_seconds{${own}}`, '{{instance}}'),
        ],
      },
    ];
  },
};

export const API_SERVER: DashboardDefinition = {
  id: 'apiserver',
  title: 'Kubernetes / API server',
  description: 'The error budget of the apiserver, who asks what, and how long it takes.',
  needs: ['apiServer'],
  groups: ['apiserver'],
  rows: ({ here, apiServer, by }) => {
    const own = `${apiServer},metrics_path!="/metrics/slis"`;
    return [
      {
        title: 'At a glance',
        panels: [
          stat('Up', 'none', `sum(up{${own}})`),
          stat('Good requests, three days', 'percentunit', `1 - max(apiserver_request:burnrate3d{${here}})`),
          stat('Requests', 'reqps', `sum(code_resource:apiserver_request_total:rate5m{${here}})`),
        ],
      },
      {
        title: 'Requests',
        panels: [
          lines('Bad requests', 'percentunit', `apiserver_request:burnrate1h{${here}}`, '{{verb}}', { description: 'Server errors, and answers that took longer than 1 s (LIST in a namespace: 5 s, LIST in the cluster: 30 s).' }),
          lines('Requests by verb', 'reqps', `sum ${by('verb')} (code_resource:apiserver_request_total:rate5m{${here}})`, '{{verb}}'),
          lines('Errors by code', 'reqps', `sum ${by('code')} (code_resource:apiserver_request_total:rate5m{${here},code=~"[45].."})`, '{{code}}'),
          lines('Time of an answer (p99)', 's', `topk(10, cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile{${here}})`, '{{verb}} {{resource}}'),
        ],
      },
      {
        title: 'What holds it up',
        panels: [
          several('Requests in flight', 'short', [{ expr: `sum ${by('request_kind')} (apiserver_current_inflight_requests{${own}})`, legend: '{{request_kind}}' }]),
          lines('Requests refused', 'reqps', `sum ${by('flow_schema', 'reason')} (rate(apiserver_flowcontrol_rejected_requests_total{${own}}[5m]))`, '{{flow_schema}} {{reason}}'),
          lines('Time of webhooks (p99)', 's', `histogram_quantile(0.99, sum ${by('name', 'le')} (rate(apiserver_admission_webhook_admission_duration_seconds_bucket{${own}}[5m])))`, '{{name}}'),
          lines('Objects stored', 'short', `topk(10, max ${by('resource')} (apiserver_storage_objects{${own}}) or max ${by('resource')} (apiserver_resource_objects{${own}}))`, '{{resource}}'),
        ],
      },
    ];
  },
};
