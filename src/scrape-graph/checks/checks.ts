import { checkAlerting } from './alerting';
import { checkExpressions } from './expressions';
import { checkNetwork } from './network';
import { checkPermissions } from './permissions';
import { checkPodMonitors } from './pods';
import { Check, Problem } from './problem';
import { checkSelection } from './selection';
import { checkKubeletOwners, checkServices } from './services';
import { checkDropped, checkHonorLabels, checkSampleLimits, checkTwice } from './targets';
import { Graph } from '../graph';

const CHECKS: readonly Check[] = [
  checkSelection, checkServices, checkPodMonitors, checkKubeletOwners, checkTwice, checkDropped,
  checkHonorLabels, checkSampleLimits, checkPermissions, checkNetwork, checkExpressions, checkAlerting,
];

/** All that is wrong, each thing once. */
export function problemsOf(graph: Graph): Problem[] {
  const found = new Map(CHECKS.flatMap(check => check(graph)).map(each => [each.finding.message, each]));
  return [...found.values()].sort((a, b) => a.finding.message < b.finding.message ? -1 : 1);
}
