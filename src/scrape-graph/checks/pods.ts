import { Check, problem } from './problem';
import { declared, declares, nearestPods } from './services';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { NO_PODS, UNDECLARED_PORT } from '../rules';
import { World } from '../world';

/** From a PodMonitor to the pods. */
export const checkPodMonitors: Check = ({ world }) => world.ofKind('PodMonitor').flatMap(monitor => {
  const { selector, podMetricsEndpoints } = monitor.spec;
  const pods = namespacesOf(monitor, world).flatMap(namespace => world.podsIn(namespace)).filter(({ labels }) => unmet(selector, labels).length === 0);
  if (pods.length === 0) {
    const hint = nearestPods(textsOf(selector?.matchLabels), namespacesOf(monitor, world)[0], world);
    return [problem(NO_PODS, { what: nameOf(monitor), selector: selectorText(selector), hint }, monitor)];
  }
  return listOf(podMetricsEndpoints).flatMap(endpoint => {
    const port = textOf(endpoint?.port) || (endpoint?.portNumber ?? endpoint?.targetPort);
    // one of several workloads has it, or somebody forgot to declare it
    return port === undefined || pods.some(pod => declares(pod, port)) ? []
      : pods.map(pod => problem(UNDECLARED_PORT, { monitor: nameOf(monitor), port: String(port), workload: nameOf(pod.workload), there: declared(pod) }, monitor, pod.workload));
  });
});

function namespacesOf({ spec, metadata }: Manifest, world: World): readonly (string | undefined)[] {
  const names = listOf(spec?.namespaceSelector?.matchNames).map(String);
  return spec?.namespaceSelector?.any === true ? world.knownNamespaces : names.length > 0 ? names : [metadata.namespace];
}
