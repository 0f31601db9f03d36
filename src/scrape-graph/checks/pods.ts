import { mayBeElsewhere, podPortsOf, podsSelected } from './elsewhere';
import { cureOf, nearestPods } from './nearest';
import { Check, judgedProblem, problem } from './problem';
import { declares, isLeftOut, lookedAt } from './reach';
import { without } from './services';
import { selectorText } from '../../admission/cluster/label-selector';
import { nameOf, textsOf } from '../manifest';
import { NO_PODS, UNDECLARED_PORT } from '../rules';

/** From a PodMonitor to its pods. */
export const checkPodMonitors: Check = graph => graph.world.ofKind('PodMonitor').flatMap(monitor => {
  if (isLeftOut(monitor, graph)) { return []; }
  const { world, selectedBy } = graph;
  const { selector } = monitor.spec;
  const names = lookedAt(monitor, selectedBy(monitor));
  const makers = names.flatMap(namespace => world.makersIn(namespace));
  const pods = podsSelected(selector, names, world);
  if (pods.length === 0) {
    const elsewhere = podsSelected(selector, [undefined], world)[0];
    if (!elsewhere && makers.length > 0 || mayBeElsewhere(monitor, graph)) { return []; }
    const hint = elsewhere
      ? `the pods of ${nameOf(elsewhere.workload)} have these labels, but are in a namespace that the monitor does not select: ${cureOf(
        monitor, selectedBy(monitor),
      )}`
      : nearestPods(textsOf(selector?.matchLabels), names[0], world);
    return [problem(NO_PODS, { what: nameOf(monitor), selector: selectorText(selector), hint }, monitor)];
  }
  const doubts = makers.length > 0 ? [`the operator of ${nameOf(makers[0])} creates such pods`] : [];
  return podPortsOf(monitor).flatMap(port => {
    // only one of several workloads has the port, or the others do not declare it
    return port === undefined || pods.some(pod => declares(pod, port)) ? []
      : [judgedProblem(
        UNDECLARED_PORT,
        { monitor: nameOf(monitor), port: String(port), ...without(pods) },
        doubts,
        monitor,
        ...pods.map(({ workload }) => workload),
      )];
  });
});
