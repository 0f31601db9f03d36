import { GroupDefinition } from '../definition';

export const CONFIG_RELOADER: GroupDefinition = {
  name: 'config-reloader',
  title: 'Config reloader',
  needs: ['prometheus'],
  alerts: [{
    alert: 'ConfigReloaderSidecarErrors',
    severity: 'warning',
    for: '10m',
    // any job: reloaders run in pods of Prometheus, Alertmanager, Thanos and user workloads
    expr: ({ by }) => `max ${by('namespace', 'pod', 'container')} (max_over_time(reloader_last_reload_successful[5m])) == 0`,
    summary: 'The config reloader of pod {{ $labels.namespace }}/{{ $labels.pod }} cannot apply the configuration.',
    description: 'The pod runs with its previous configuration: changes have no effect. Read the log of the container config-reloader.',
  }],
};
