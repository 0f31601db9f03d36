import { Manifest } from './manifest';
import { operatorVersionsIn } from './operator-versions';
import { World } from './world';
import { operatorProblems } from '../admission/operator/problems';
import { Lookup, OperatorEnv } from '../admission/operator/row';
import { shown } from '../validation/rule';

/** Why the operator leaves a monitor out of the configuration of a server, or of any if none is named; empty if it does not. */
export type WhyRejected = (monitor: Manifest, server: Manifest | undefined) => readonly string[];

/** The same question is asked for the graph and for its problems. */
export function rejectionsIn(world: World): WhyRejected {
  const here: OperatorEnv = { operator: operatorVersionsIn(world), lookup: lookupIn(world) };
  const known = new Map<Manifest | undefined, Map<Manifest, readonly string[]>>();
  return (monitor, server) => {
    const ofServer = known.get(server) ?? new Map<Manifest, readonly string[]>();
    known.set(server, ofServer);
    const found = ofServer.get(monitor) ?? whyRejected(monitor, server, here);
    ofServer.set(monitor, found);
    return found;
  };
}

/** Of a Secret without any key nothing is known: somebody else fills it. */
function lookupIn(world: World): Lookup {
  return (kind, namespace, name) => {
    const object = world.named(kind, namespace, name)?.raw;
    const isFilled = [object?.data, object?.stringData].some(keys => typeof keys === 'object' && keys !== null && Object.keys(keys).length > 0);
    return isFilled ? object : 'unknown';
  };
}

function whyRejected(monitor: Manifest, server: Manifest | undefined, here: OperatorEnv): readonly string[] {
  // a manifest without a group is taken for one of the operator
  const manifest = { ...monitor.raw ?? monitor, apiVersion: monitor.apiVersion ?? 'monitoring.coreos.com/v1' };
  const env = server === undefined ? here : { ...here, prometheusSpec: server.spec };
  return operatorProblems(manifest, env).filter(({ effect }) => effect === 'object-left-out')
    .map(({ path, value, why }) => `${path}${value === undefined || value === null ? '' : ` is ${shown(value)}, which`} ${why}`);
}
