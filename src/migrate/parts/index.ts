import { alertmanagerPart } from './alertmanager';
import { controlPlanePart } from './control-plane';
import { kubeStateMetricsPart } from './kube-state-metrics';
import { nodeExporterPart } from './node-exporter';
import { prometheusPart } from './prometheus';
import { stackPart } from './stack';
import { windowsExporterPart } from './windows-exporter';
import { Part } from '../part';

/** THE list of parts, one line each. Of two parts that write one option, the first counts: what is general comes last. */
export const PARTS: readonly Part[] = [
  prometheusPart,
  alertmanagerPart,
  controlPlanePart,
  kubeStateMetricsPart,
  nodeExporterPart,
  windowsExporterPart,
  stackPart,
];
