import { IConstruct } from 'constructs';
import { IpFamilyOptions } from './ip-family-options';
import { IP_FAMILIES } from './rules';
import { finding, Finding } from '../validation/rule';
import { Attached } from '../values/attached';

const known = new Attached<IConstruct, IpFamilyOptions>();

/** The constructs whose own Service has explicit IP families. */
const served = new Attached<IConstruct, IpFamilyOptions>();

/** The fields of a Service of a construct. */
export function familiesForService(scope: IConstruct): IpFamilyOptions {
  const families = ipFamiliesAround(scope);
  if (Object.keys(families).length > 0) { served.set(scope, families); }
  return families;
}

/** The relabelings of monitors that a construct creates for its own Service, not for others. */
export function familiesForMonitor(scope: IConstruct) {
  return oneFamily(served.get(scope) ?? {});
}

/** Sets these families for Services below a construct. An empty map clears the setting of an outer construct. */
export function useIpFamilies(scope: IConstruct, { ipFamilyPolicy, ipFamilies }: IpFamilyOptions): void {
  known.set(scope, { ipFamilyPolicy, ipFamilies });
}

function ipFamiliesAround(scope: IConstruct): IpFamilyOptions {
  const path = scope.node.scopes.reverse();
  const { ipFamilyPolicy, ipFamilies } = path.map(each => known.get(each)).find(each => each !== undefined) ?? {};
  return { ...ipFamilyPolicy !== undefined && { ipFamilyPolicy }, ...ipFamilies && { ipFamilies } };
}

/**
 * Keeps the addresses of one family, because a dual-stack Service has one EndpointSlice per family. Targets from Endpoints have no such
 * label, and only one family.
 */
function oneFamily({ ipFamilyPolicy, ipFamilies = [] }: IpFamilyOptions) {
  const isDual = ipFamilyPolicy !== undefined && ipFamilyPolicy !== 'SingleStack';
  return isDual && ipFamilies.length > 0
    ? [{ action: 'keep' as const, sourceLabels: ['__meta_kubernetes_endpointslice_address_type'], regex: `(${ipFamilies[0]})?` }]
    : [];
}

const POLICIES = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];

/** Families that the API server would reject, and targets that would be scraped twice. */
export function checkIpFamilies({ ipFamilyPolicy: policy, ipFamilies }: IpFamilyOptions): Finding[] {
  const families = ipFamilies ?? [];
  const whys = [
    ...policy === undefined || POLICIES.includes(policy)
      ? []
      : [`"ipFamilyPolicy" is ${JSON.stringify(policy)}: use one of ${POLICIES.join(', ')}`],
    ...families.every(family => family === 'IPv4' || family === 'IPv6') && new Set(families).size === families.length
      && (!ipFamilies || families.length > 0)
      ? [] : [`"ipFamilies" is ${JSON.stringify(families)}: use "IPv4", "IPv6" or both, each once`],
    ...families.length > 1 && (policy === undefined || policy === 'SingleStack')
      ? ['"ipFamilies" has two families: set "ipFamilyPolicy" to PreferDualStack or RequireDualStack']
      : [],
    ...policy !== undefined && policy !== 'SingleStack' && families.length !== 2
      ? [`"ipFamilyPolicy" is ${policy}: set "ipFamilies" to both families, the preferred one first`]
      : [],
  ];
  return whys.map(why => finding(IP_FAMILIES, { why }));
}
