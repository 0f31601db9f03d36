import { Collected, NOTHING, Patch, add, patched, replace } from './collected';
import { hasServer } from './exporters';
import { isMap } from '../convert';
import { Part } from '../part';

/** What the chart calls a NetworkPolicy of a component, and what of its own the values write into it. */
const POLICIES = [
  { at: 'prometheus.networkPolicy', option: 'prometheus', name: 'prometheus.networkPolicy', object: 'stack.prometheus!' },
  { at: 'alertmanager.networkPolicy', option: 'alertmanager', name: 'alertmanager.networkPolicy', object: 'stack.alertmanager!' },
] as const;

/** Policies with rules of the user's own: the library makes the policy, and the rules are added to it. */
export const networkPoliciesPart: Part = values => {
  const found = new Collected(values);
  const isAny = POLICIES.some(({ at }) => found.isOn(`${at}.enabled`, false));
  if (!isAny) { return NOTHING; }
  for (const { at, object, option } of POLICIES) {
    const isThere = option === 'prometheus' ? hasServer(found) : found.isOn(`${option}.enabled`);
    if (!isThere || !found.isOn(`${at}.enabled`, false)) { continue; }
    const patches: Patch[] = [];
    const rules = (key: string) => found.value(`${at}.${key}`, [[]], value => {
      if (!Array.isArray(value) || !value.every(isMap)) { return undefined; }
      if (key === 'ingress') { patches.push(replace('/spec/ingress', value)); } else { patches.push(add('/spec/egress', value), add('/spec/policyTypes', ['Ingress', 'Egress'])); }
      return 'a patch of its NetworkPolicy';
    });
    rules('ingress');
    rules('egress');
    found.value(`${at}.flavor`, ['kubernetes'], () => ['different', 'the policy is a NetworkPolicy of Kubernetes: make a CiliumNetworkPolicy in the program']);
    const statement = patched(`${object}.networkPolicy!`, patches, `As in the values of ${at}.`);
    if (statement) { found.statement(statement); }
  }
  return found.done();
};
