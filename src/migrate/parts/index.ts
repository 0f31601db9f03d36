import { alertmanagerPart } from './alertmanager';
import { alertmanagerConfigPart } from './alertmanager-config';
import { controlPlanePart } from './control-plane';
import { defaultRulesPart } from './default-rules';
import { exposurePart } from './exposure';
import { grafanaPart } from './grafana';
import { kubeStateMetricsPart } from './kube-state-metrics';
import { monitorsPart } from './monitors';
import { nodeExporterPart } from './node-exporter';
import { networkPoliciesPart, ownMonitorsPart } from './own-monitors';
import { ownRulesPart } from './own-rules';
import { prometheusPart } from './prometheus';
import { stackPart } from './stack';
import { thanosPart } from './thanos';
import { thanosRulerPart } from './thanos-ruler';
import { windowsExporterPart } from './windows-exporter';
import { Part } from '../part';

/** All parts, one per line. If two parts write one option, the first counts, so general parts come last. */
export const PARTS: readonly Part[] = [
  alertmanagerConfigPart,
  defaultRulesPart,
  ownRulesPart,
  exposurePart,
  grafanaPart,
  thanosRulerPart,
  prometheusPart,
  thanosPart,
  alertmanagerPart,
  ownMonitorsPart,
  controlPlanePart,
  kubeStateMetricsPart,
  nodeExporterPart,
  windowsExporterPart,
  monitorsPart,
  networkPoliciesPart,
  stackPart,
];
