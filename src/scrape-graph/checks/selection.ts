import { Check, Problem, problem } from './problem';
import { MONITOR_KINDS, whyNotSelected } from '../../admission/cluster/selection';
import { Graph, isSurelySelected } from '../graph';
import { Manifest, nameOf } from '../manifest';
import { EVALUATED_TWICE, NOT_SELECTED } from '../rules';

/** Monitors and rules that no Prometheus selects. Without a known Prometheus, one elsewhere selects them. */
export const checkMonitorSelection: Check = graph => {
  const { world, prometheuses, monitors } = graph;
  const servers = prometheuses.filter(({ kind }) => kind === 'Prometheus');
  const rulers = world.ofKind('ThanosRuler');
  const none = (object: Manifest, field: string, among: readonly Manifest[]) => {
    const reasons = among.map(each => ({ each, why: whyNotSelected(each, object, field, world.namespaces) }));
    return among.length === 0 || reasons.some(({ why }) => why === undefined) ? []
      : [problem(NOT_SELECTED, { monitor: nameOf(object), reasons: reasons.map(({ each, why }) => `${nameOf(each)}: ${why!}`) }, object)];
  };
  return [
    ...monitors.flatMap(monitor => none(monitor, MONITOR_KINDS[monitor.kind], prometheuses)),
    // an agent evaluates no rules; a ThanosRuler may evaluate rules that no Prometheus selects
    ...world.ofKind('PrometheusRule').flatMap(object => none(object, 'rule', [...servers, ...rulers])),
    ...world.ofKind('AlertmanagerConfig').flatMap(config => {
      const owners = world.ofKind('Alertmanager');
      const isWhole = owners.some(({
        spec, metadata,
      }) => spec.alertmanagerConfiguration?.name === config.metadata.name && metadata.namespace === config.metadata.namespace);
      return isWhole ? [] : none(config, 'alertmanagerConfig', owners);
    }),
    ...twice(graph, servers, rulers),
  ];
};

/** One line for each pair, with the first object that both select. */
function twice(graph: Graph, servers: readonly Manifest[], rulers: readonly Manifest[]): Problem[] {
  const pairs = new Map<string, { readonly by: readonly string[]; readonly objects: Manifest[] }>();
  for (const object of graph.world.ofKind('PrometheusRule')) {
    const own = graph.selectedBy(object).filter(each => isSurelySelected(graph, each, object));
    const [server, ruler] = [servers, rulers].map(among => among.find(each => own.includes(each)));
    if (!server || !ruler) { continue; }
    const by = [nameOf(server), nameOf(ruler)];
    const pair = pairs.get(by.join()) ?? { by, objects: [] };
    pairs.set(by.join(), pair);
    pair.objects.push(object);
  }
  return [...pairs.values()].map(({ by, objects }) => {
    const rule = objects.length === 1 ? nameOf(objects[0]) : `${nameOf(objects[0])} and ${objects.length - 1} more`;
    return problem(EVALUATED_TWICE, { rule, by }, ...objects);
  });
}
