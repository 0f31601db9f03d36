import { listed, rule, shown } from '../../validation/rule';

// Which dashboards a construct creates, and how Grafana finds and shows them.

interface UnknownDashboard {
  readonly option: 'exclude' | 'only';
  readonly name: string;
  readonly similar: readonly string[];
  readonly known: readonly string[];
}

export const DASHBOARD_UNKNOWN = rule({
  id: 'manifest/dashboard-unknown',
  severity: 'error',
  message: ({ option, name, similar, known }: UnknownDashboard) => {
    const names = known.map(each => `"${each}"`).join(', ') || 'none, as there are no dashboards';
    const cure = similar.length > 0 ? `did you mean ${listed(similar)}?` : `use ${names}`;
    return `"dashboardOptions.${option}" has ${shown(name)}, which is not a dashboard of this construct: ${cure}`;
  },
  why: 'A misspelled name silently has no effect: with "exclude" the dashboard is still created, with "only" it is not.',
  example: { option: 'exclude', name: 'kublet', similar: ['"kubelet"'], known: ['cluster', 'kubelet'] },
});

export const DASHBOARD_TARGET = rule({
  id: 'manifest/dashboard-target',
  severity: 'error',
  message: ({ option }: { option: string }) =>
    `"${option}" is set together with "dashboardTarget", which overrides it: remove "${option}"`,
  why: 'Two options would set the place of the dashboards, and Grafana reads only one place.',
  example: { option: 'dashboardNamespace' },
});

export const DASHBOARD_OPTION = rule({
  id: 'manifest/dashboard-option',
  severity: 'error',
  message: ({ option, value, why }: { option: string; value: string; why: string }) =>
    `"dashboardOptions.${option}" is ${shown(value)}: ${why}`,
  why: 'Grafana ignores the value, or shows the dashboard differently.',
  example: { option: 'timezone', value: 'Europe Berlin', why: 'use "browser", "utc" or a name such as "Europe/Berlin"' },
});
