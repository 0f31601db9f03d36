import { append } from '../../scrape-graph/append';
import { listOf, Manifest, nameOf, textsOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { Sides } from '../side';
import { canonicalJson } from './immutable';

/** NetworkPolicies that allow more than before: more peers or ports, other pods, or no policy any more. */
export function networkChanges({ before, after }: Sides): Change[] {
  const [earlier, policies] = [before, after].map(({ graph }) => graph.world.ofKind('NetworkPolicy'));
  const now = new Map(policies.map(policy => [nameOf(policy), policy]));
  const byPods = new Map<string, Manifest[]>();
  for (const each of earlier) { append(byPods, podsKey(each), each); }
  return earlier.flatMap((old): Change[] => {
    const found = now.get(nameOf(old)) ?? policies.find(each => isForTheSamePods(each, old));
    if (!found) {
      // a pod with another policy stays isolated, and loses what this one allowed
      const isIsolated = (direction: Direction) => policies.some(each => isForAllPodsOf(each, old, direction));
      return DIRECTIONS.filter(direction => limits(old, direction)).every(isIsolated) ? [] : [{
        kind: 'wider-network', subject: nameOf(old), text: 'deleted: it no longer restricts its pods', object: nameOf(old), isOld: true,
      }];
    }
    const others = (byPods.get(podsKey(found)) ?? []).filter(each => each !== old);
    const texts = [
      ...isForTheSamePods(found, old) ? [] : ['selects other pods'],
      ...DIRECTIONS.flatMap(direction => openings([old, ...others], found, direction)),
    ];
    return texts.length === 0 ? [] : [{ kind: 'wider-network', subject: nameOf(found), text: texts.join('; '), object: nameOf(found) }];
  });
}

function isForTheSamePods(one: Manifest, other: Manifest): boolean {
  return podsKey(one) === podsKey(other);
}

/** A key of the pods that a policy selects. */
function podsKey({ metadata: { namespace }, spec }: Manifest): string {
  return `${namespace ?? ''}/${canonicalJson(spec?.podSelector)}`;
}

/** Whether a policy isolates all pods that another one selects. Expressions are not compared. */
function isForAllPodsOf(policy: Manifest, other: Manifest, direction: Direction): boolean {
  const [own, wanted] = [policy, other].map(({ spec }) => spec?.podSelector);
  const labels = Object.entries(textsOf(own?.matchLabels));
  return policy.metadata.namespace === other.metadata.namespace && limits(policy, direction) && listOf(own?.matchExpressions).length === 0
    && labels.every(([name, value]) => textsOf(wanted?.matchLabels)[name] === value);
}

const DIRECTIONS = ['ingress', 'egress'] as const;
type Direction = typeof DIRECTIONS[number];

/** What a policy allows that none of the old ones for the same pods allowed: policies add up. */
function openings(before: readonly Manifest[], now: Manifest, direction: Direction): string[] {
  const limiting = before.filter(each => limits(each, direction));
  if (limiting.length === 0) { return []; }
  if (!limits(now, direction)) { return limits(before[0], direction) ? [`no longer restricts ${direction}`] : []; }
  const allowed = new Set(limiting.flatMap(each => connectionsOf(each, direction)));
  const isAllowed = (connection: string) => {
    const [peer, port] = connection.split(' ');
    return [connection, `${peer} any`, `any ${port}`, 'any any'].some(each => allowed.has(each));
  };
  const added = connectionsOf(now, direction).filter(each => !isAllowed(each));
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
