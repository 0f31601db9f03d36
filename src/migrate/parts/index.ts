import { alertmanagerPart } from './alertmanager';
import { alertmanagerConfigPart } from './alertmanager-config';
import { controlPlanePart } from './control-plane';
import { defaultRulesPart } from './default-rules';
import { kubeStateMetricsPart } from './kube-state-metrics';
import { monitorsPart } from './monitors';
import { nodeExporterPart } from './node-exporter';
import { networkPoliciesPart, ownMonitorsPart } from './own-monitors';
import { ownRulesPart } from './own-rules';
import { prometheusPart } from './prometheus';
import { stackPart } from './stack';
import { windowsExporterPart } from './windows-exporter';
import { Part } from '../part';

/** THE list of parts, one line each. Of two parts that write one option, the first counts: what is general comes last. */
export const PARTS: readonly Part[] = [
  alertmanagerConfigPart,
  defaultRulesPart,
  ownRulesPart,
  prometheusPart,
  alertmanagerPart,
  controlPlanePart,
  kubeStateMetricsPart,
  nodeExporterPart,
  windowsExporterPart,
  monitorsPart,
  ownMonitorsPart,
  networkPoliciesPart,
  stackPart,
];
