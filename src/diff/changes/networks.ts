import { listOf, Manifest, nameOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { Sides } from '../side';
import { canonicalJson } from './immutable';

/** NetworkPolicies that allow more than before: more peers or ports, other pods, or no policy any more. */
export function networkChanges({ before, after }: Sides): Change[] {
  const policies = after.graph.world.ofKind('NetworkPolicy');
  const now = new Map(policies.map(policy => [nameOf(policy), policy]));
  return before.graph.world.ofKind('NetworkPolicy').flatMap((old): Change[] => {
    const found = now.get(nameOf(old)) ?? policies.find(each => isForTheSamePods(each, old));
    if (!found) {
      return [{
        kind: 'wider-network', subject: nameOf(old), text: 'deleted: it no longer restricts its pods', object: nameOf(old), isOld: true,
      }];
    }
    const texts = [
      ...isForTheSamePods(found, old) ? [] : ['selects other pods'],
      ...(['ingress', 'egress'] as const).flatMap(direction => openings(old, found, direction)),
    ];
    return texts.length === 0 ? [] : [{ kind: 'wider-network', subject: nameOf(found), text: texts.join('; '), object: nameOf(found) }];
  });
}

function isForTheSamePods(one: Manifest, other: Manifest): boolean {
  return one.metadata.namespace === other.metadata.namespace
    && canonicalJson(one.spec?.podSelector) === canonicalJson(other.spec?.podSelector);
}

type Direction = 'ingress' | 'egress';

function openings(old: Manifest, now: Manifest, direction: Direction): string[] {
  if (limits(old, direction) && !limits(now, direction)) { return [`no longer restricts ${direction}`]; }
  if (!limits(old, direction)) { return []; }
  const allowed = new Set(connectionsOf(old, direction));
  const added = connectionsOf(now, direction).filter(each => !allowed.has(each) && !allowed.has(each.replace(/ .*$/, ' any')));
  return added.length === 0 ? [] : [`${direction} ${direction === 'ingress' ? 'from' : 'to'} ${listed(added.map(inWords), 4)}`];
}

function limits({ spec }: Manifest, direction: Direction): boolean {
  const types = listOf(spec?.policyTypes).map(type => String(type).toLowerCase());
  return types.length > 0 ? types.includes(direction) : direction === 'ingress' || spec?.egress !== undefined;
}

/** Every peer with every port: `{"podSelector":…} 9090/TCP`. */
function connectionsOf({ spec }: Manifest, direction: Direction): string[] {
  return listOf(spec?.[direction]).flatMap(rule => {
    const peers = listOf(direction === 'ingress' ? rule.from : rule.to).map(peer => canonicalJson(peer).replace(/ /g, ''));
    const ports = listOf(rule.ports).map(({
      port = 'any', endPort, protocol = 'TCP',
    }) => `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`);
    return (peers.length > 0 ? peers : ['any']).flatMap(peer => (ports.length > 0 ? ports : ['any']).map(port => `${peer} ${port}`));
  });
}

function inWords(connection: string): string {
  const [peer, port] = connection.split(' ');
  return `${peer === 'any' ? 'anywhere' : peer}${port === 'any' ? '' : `, port ${port}`}`;
}
