import { GrafanaBoardOptions } from './dashboard-options';
import { DashboardTarget } from './dashboard-target';
import { LabelSelector } from './label-selector';
import { Labels } from './labels';
import { DASHBOARD_TARGET } from './rules';
import { finding, Finding } from '../validation/rule';

/** The default label of a sidecar. */
export const SIDECAR_LABEL = { name: 'grafana_dashboard', value: '1' } as const;
export const FOLDER_ANNOTATION = 'grafana_folder';

/** Options of constructs that create dashboards. */
export interface TargetedOptions {
  readonly dashboardTarget?: DashboardTarget;
  readonly dashboardLabels?: Labels;
  readonly dashboardNamespace?: string;
  readonly grafanaSelector?: Labels;
  readonly dashboardOptions?: GrafanaBoardOptions;
}

/** The destination of dashboards, from a target or from options. */
export interface ResolvedTarget {
  readonly sidecarLabels: Labels;
  readonly namespace: string | undefined;
  readonly grafanaSelector: LabelSelector | undefined;
  readonly options: GrafanaBoardOptions | undefined;
  readonly findings: readonly Finding[];
}

/** @param namespace of the object that creates the dashboards */
export function resolveTarget(options: TargetedOptions, namespace: string | undefined): ResolvedTarget {
  const { dashboardTarget: target, dashboardLabels, dashboardNamespace, grafanaSelector, dashboardOptions } = options;
  if (!target) {
    return {
      sidecarLabels: dashboardLabels ?? { [SIDECAR_LABEL.name]: SIDECAR_LABEL.value },
      namespace: dashboardNamespace ?? namespace,
      grafanaSelector: grafanaSelector && { matchLabels: grafanaSelector },
      options: dashboardOptions,
      findings: [],
    };
  }
  const { _sidecar: sidecar = {}, _operator: operator } = target;
  const { label = SIDECAR_LABEL.name, labelValue = SIDECAR_LABEL.value, folderAnnotation } = sidecar;
  const { folderAnnotation: ownAnnotation, allowCrossNamespaceImport, ...shown } = dashboardOptions ?? {};
  const folder = dashboardOptions?.folder ?? (operator ?? sidecar).folder;
  const doubled = Object.entries({
    dashboardLabels,
    dashboardNamespace,
    grafanaSelector,
    'dashboardOptions.folderAnnotation': ownAnnotation,
    'dashboardOptions.allowCrossNamespaceImport': allowCrossNamespaceImport,
  }).filter(([, value]) => value !== undefined).map(([option]) => finding(DASHBOARD_TARGET, { option }));
  return {
    sidecarLabels: { [label]: labelValue },
    namespace: target._namespace ?? namespace,
    grafanaSelector: operator && {
      ...operator.matchLabels && { matchLabels: operator.matchLabels },
      ...operator.matchExpressions && { matchExpressions: operator.matchExpressions },
    },
    options: {
      ...shown,
      ...folder !== undefined && { folder },
      ...folderAnnotation !== undefined && { folderAnnotation },
      ...operator?.allowCrossNamespaceImport !== undefined && { allowCrossNamespaceImport: operator.allowCrossNamespaceImport },
    },
    findings: doubled,
  };
}
