import { checkAlerting } from './alerting';
import { checkExpressions } from './expressions';
import { checkBoards } from './dashboards';
import { checkNetwork } from './network';
import { checkTargets } from './no-target';
import { checkRetention, checkRoutePrefix } from './own-servers';
import { checkPermissions } from './permissions';
import { checkPodMonitors } from './pods';
import { Check, Problem } from './problem';
import { checkReferences } from './references';
import { checkRemoteWrites, checkStages } from './relabelings';
import { checkSelection } from './selection';
import { checkKubeletOwners, checkServices } from './services';
import { checkDropped, checkHonorLabels, checkSampleLimits, checkTwice } from './targets';
import { Graph } from '../graph';

const CHECKS: readonly Check[] = [
  checkSelection, checkServices, checkPodMonitors, checkKubeletOwners, checkTwice, checkDropped,
  checkHonorLabels, checkSampleLimits, checkPermissions, checkNetwork, checkExpressions, checkAlerting,
  checkStages, checkRemoteWrites, checkRoutePrefix, checkRetention, checkReferences, checkBoards,
];

/** All that is wrong, each thing once. */
export function problemsOf(graph: Graph): Problem[] {
  const all = CHECKS.flatMap(check => check(graph));
  const found = new Map([...all, ...checkTargets(graph, all)].map(each => [each.finding.message, each]));
  return [...found.values()].sort((a, b) => a.finding.message < b.finding.message ? -1 : 1);
}
