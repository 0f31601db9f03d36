import { cureOf, nearestPods } from './nearest';
import { Check, judgedProblem, problem } from './problem';
import { lookedAt } from './reach';
import { declares, isLeftOut, mayBeElsewhere, without } from './services';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { listOf, nameOf, textOf, textsOf } from '../manifest';
import { NO_PODS, UNDECLARED_PORT } from '../rules';
import { isOver, Pod } from '../targets/pods';
import { World } from '../world';

/** From a PodMonitor to the pods. */
export const checkPodMonitors: Check = graph => graph.world.ofKind('PodMonitor').flatMap(monitor => {
  if (isLeftOut(monitor, graph)) { return []; }
  const { world, choosers } = graph;
  const { selector, podMetricsEndpoints } = monitor.spec;
  const names = lookedAt(monitor, choosers(monitor));
  const makers = names.flatMap(namespace => world.makersIn(namespace));
  const pods = podsOf(selector, names, world);
  if (pods.length === 0) {
    const elsewhere = podsOf(selector, [undefined], world)[0];
    if (!elsewhere && makers.length > 0 || mayBeElsewhere(monitor, elsewhere !== undefined, graph)) { return []; }
    const hint = elsewhere ? `the pods of ${nameOf(elsewhere.workload)} have it, in a namespace where the monitor does not look: ${cureOf(monitor, choosers(monitor))}`
      : nearestPods(textsOf(selector?.matchLabels), names[0], world);
    return [problem(NO_PODS, { what: nameOf(monitor), selector: selectorText(selector), hint }, monitor)];
  }
  const doubts = makers.length > 0 ? [`the operator of ${nameOf(makers[0])} makes pods with it`] : [];
  return listOf(podMetricsEndpoints).flatMap(endpoint => {
    const port = textOf(endpoint?.port) || (endpoint?.portNumber ?? endpoint?.targetPort);
    // one of several workloads has it, or somebody forgot to declare it
    return port === undefined || pods.some(pod => declares(pod, port)) ? []
      : [judgedProblem(UNDECLARED_PORT, { monitor: nameOf(monitor), port: String(port), ...without(pods) }, doubts, monitor, ...pods.map(({ workload }) => workload))];
  });
});

/** Pods that run, with these labels. If none is in the namespaces, those of which nobody knows theirs. */
function podsOf(selector: any, names: readonly (string | undefined)[], world: World): readonly Pod[] {
  const isOne = (pod: Pod) => !isOver(pod) && unmet(selector, pod.labels).length === 0;
  const own = (names.includes(undefined) ? world.knownNamespaces : names).flatMap(namespace => world.podsIn(namespace)).filter(isOne);
  return own.length > 0 ? own : world.podsIn(undefined).filter(isOne);
}
