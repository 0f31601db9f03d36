import { Check, problem } from './problem';
import { Manifest, nameOf } from '../manifest';
import { EVALUATED_TWICE, NOT_SELECTED } from '../rules';
import { MONITOR_KINDS, whyNotSelected } from '../../admission/cluster/selection';

/** Monitors and rules that no Prometheus chooses; where there is no Prometheus at all, somebody else has it. */
export const checkSelection: Check = ({ world, prometheuses, choosers, monitors }) => {
  const servers = prometheuses.filter(({ kind }) => kind === 'Prometheus');
  const rulers = world.ofKind('ThanosRuler');
  const none = (object: Manifest, field: string, among: readonly Manifest[]) => among.length === 0 || choosers(object).some(each => among.includes(each)) ? []
    : [problem(NOT_SELECTED, { monitor: nameOf(object), reasons: among.map(each => `${nameOf(each)}: ${whyNotSelected(each, object, field, world.namespaces)!}`) }, object)];
  return [
    ...monitors.flatMap(monitor => none(monitor, MONITOR_KINDS[monitor.kind], prometheuses)),
    // an agent has no rules; a ThanosRuler may have those that no Prometheus has
    ...world.ofKind('PrometheusRule').flatMap(object => none(object, 'rule', [...servers, ...rulers])),
    ...world.ofKind('PrometheusRule').flatMap(object => {
      const [server, ruler] = [servers, rulers].map(among => among.find(each => choosers(object).includes(each)));
      return server && ruler ? [problem(EVALUATED_TWICE, { rule: nameOf(object), by: [nameOf(server), nameOf(ruler)] }, object)] : [];
    }),
  ];
};
