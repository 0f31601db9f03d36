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

/** Checks that are independent of selection, or that handle uncertainty themselves. */
const CHECKS: readonly Check[] = [
  checkMonitorSelection, checkServices, checkPodMonitors, checkKubeletOwners, checkExpressions, checkAlerting,
  checkStages, checkRemoteWrites, checkServerRetention, checkReferredObjects, checkBoards, checkConsumers, checkMetricLists,
];

/** Checks of the behavior of a Prometheus, reported only if it certainly selects the object. */
const SURE_CHECKS: readonly Check[] = [
  checkTwice, checkDropped, checkHonorLabels, checkSampleLimits, checkDiscoveryPermissions, checkNetwork, checkScrapedPath, checkRanges,
  checkHistograms, checkTooLow,
];

/** All problems, without duplicates. */
export function problemsOf(graph: Graph): Problem[] {
  const sure = surely(graph);
  const all = [...CHECKS.flatMap(check => check(graph)), ...SURE_CHECKS.flatMap(check => check(sure))];
  const found = new Map([...all, ...checkTargets(sure, all)].map(each => [each.finding.message, each]));
  return [...found.values()].sort((a, b) => a.finding.message < b.finding.message ? -1 : 1);
}

/** The graph without uncertain edges, which depend on objects that are not given. */
function surely(graph: Graph): Graph {
  const isSure = (
    prometheus: Manifest | undefined, monitor: Manifest,
  ) => prometheus === undefined || isSurelySelected(graph, prometheus, monitor);
  return {
    ...graph,
    jobs: graph.jobs.filter(({ prometheus, job }) => isSure(prometheus, job.monitor)),
    edges: graph.edges.filter(({ prometheus, job }) => isSure(prometheus, job.monitor)),
  };
}
