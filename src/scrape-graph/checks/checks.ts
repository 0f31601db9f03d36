import { checkAlerting } from './alerting';
import { checkConsumers } from './consumers';
import { checkBoards } from './dashboards';
import { checkExpressions } from './expressions';
import { checkHistograms } from './histograms';
import { checkTooLow } from './limits';
import { checkMetricLists } from './metric-lists';
import { checkNetwork } from './network';
import { checkTargets } from './no-target';
import { checkServerRetention, checkScrapedPath } from './own-servers';
import { checkDiscoveryPermissions } from './permissions';
import { checkPodMonitors } from './pods';
import { Check, Problem } from './problem';
import { checkRanges } from './ranges';
import { checkReferredObjects } from './references';
import { checkRemoteWrites, checkStages } from './relabelings';
import { checkMonitorSelection } from './selection';
import { checkKubeletOwners, checkServices } from './services';
import { checkDropped, checkHonorLabels, checkSampleLimits, checkTwice } from './targets';
import { Graph, isSurelySelected } from '../graph';
import { Manifest } from '../manifest';

/** What holds whoever selects what, or weighs itself what is unknown. */
const CHECKS: readonly Check[] = [
  checkMonitorSelection, checkServices, checkPodMonitors, checkKubeletOwners, checkExpressions, checkAlerting,
  checkStages, checkRemoteWrites, checkServerRetention, checkReferredObjects, checkBoards, checkConsumers, checkMetricLists,
];

/** What is said of what a Prometheus does: only if it is sure that the Prometheus selects it. */
const SURE_CHECKS: readonly Check[] = [
  checkTwice, checkDropped, checkHonorLabels, checkSampleLimits, checkDiscoveryPermissions, checkNetwork, checkScrapedPath, checkRanges, checkHistograms, checkTooLow,
];

/** All that is wrong, each thing once. */
export function problemsOf(graph: Graph): Problem[] {
  const sure = surely(graph);
  const all = [...CHECKS.flatMap(check => check(graph)), ...SURE_CHECKS.flatMap(check => check(sure))];
  const found = new Map([...all, ...checkTargets(sure, all)].map(each => [each.finding.message, each]));
  return [...found.values()].sort((a, b) => a.finding.message < b.finding.message ? -1 : 1);
}

/** The graph without what may be: whether it is depends on something that is not here. */
function surely(graph: Graph): Graph {
  const isSure = (prometheus: Manifest | undefined, monitor: Manifest) => prometheus === undefined || isSurelySelected(graph, prometheus, monitor);
  return {
    ...graph,
    jobs: graph.jobs.filter(({ prometheus, job }) => isSure(prometheus, job.monitor)),
    edges: graph.edges.filter(({ prometheus, job }) => isSure(prometheus, job.monitor)),
  };
}
