import { Check, Problem, problem } from './problem';
import { operatorProblems } from '../../admission/operator/problems';
import { Lookup, OperatorEnv } from '../../admission/operator/row';
import { shown } from '../../validation/rule';
import { Manifest, nameOf } from '../manifest';
import { operatorVersionsIn } from '../operator-versions';
import { EVALUATED_TWICE, NOT_SELECTED, REFUSED, REFUSED_BY_SOME } from '../rules';
import { MONITOR_KINDS, whyNotSelected } from '../selection';
import { World } from '../world';

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

/** Monitors that the operator leaves out, for one of the Prometheuses that select them or for all. */
export const checkRefused: Check = ({ monitors, choosers, world }) => {
  const here = { operator: operatorVersionsIn(world), lookup: lookupIn(world) };
  return monitors.flatMap(monitor => refusalsOf(monitor, choosers(monitor), here));
};

function refusalsOf(monitor: Manifest, servers: readonly Manifest[], here: OperatorEnv): Problem[] {
  const refusals = (servers.length === 0 ? [undefined] : servers).map(server => ({ server, why: whyRefused(monitor, server, here) }));
  const refused = refusals.filter(({ why }) => why.length > 0);
  if (refused.length < refusals.length) {
    return refused.flatMap(({ server, why }) => why.map(each => problem(REFUSED_BY_SOME, { monitor: nameOf(monitor), by: nameOf(server!), why: each }, monitor)));
  }
  return distinct(refused.flatMap(({ why }) => why)).map(each => problem(REFUSED, { monitor: nameOf(monitor), why: each }, monitor));
}

/** Of a Secret without any key nothing is known: somebody else fills it. */
function lookupIn(world: World): Lookup {
  return (kind, namespace, name) => {
    const object = world.named(kind, namespace, name)?.raw;
    const isFilled = [object?.data, object?.stringData].some(keys => typeof keys === 'object' && keys !== null && Object.keys(keys).length > 0);
    return isFilled ? object : 'unknown';
  };
}

function whyRefused(monitor: Manifest, server: Manifest | undefined, here: OperatorEnv): readonly string[] {
  // a manifest without a group is taken for one of the operator
  const manifest = { ...monitor.raw ?? monitor, apiVersion: monitor.apiVersion ?? 'monitoring.coreos.com/v1' };
  const env = server === undefined ? here : { ...here, prometheusSpec: server.spec };
  return operatorProblems(manifest, env).filter(({ effect }) => effect === 'object-left-out')
    .map(({ path, value, why }) => `${path}${value === undefined || value === null ? '' : ` is ${shown(value)}, which`} ${why}`);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
