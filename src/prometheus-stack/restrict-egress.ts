import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Component, componentsIn, createComponentPolicies } from './component-egress';
import { commonRules, PolicyNames } from './egress-rules';
import { derivedFrom, ServerInGraph } from './least-privilege';
import { createPolicies } from './prometheus-egress';
import { RestrictEgressOptions } from './restrict-egress-options';
import { EGRESS_UNREAD } from './rules';
import { Platform } from '../control-plane/platform';
import { checkNamespaceNames } from '../manifest/namespaces';
import { checkNumber } from '../manifest/references';
import { isCidr } from '../net/cidr';
import { CIDR } from '../net/rules';
import { unreadOf } from '../scrape-graph/least-privilege';
import { asManifests } from '../scrape-graph/manifest';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/** The stack whose connections are restricted. */
interface Restricted {
  /** The Prometheus, or the agent instead. */
  readonly customResource: ApiObject | undefined;
  readonly names: PolicyNames;
  readonly platform: Platform;
  /** The manifests of the stack, and of the components that belong to it. */
  readonly belongings: () => readonly unknown[];
}

/** The egress policies of a stack. */
export function restrictEgress(
  stack: Construct, { customResource, names, platform, belongings }: Restricted, options: RestrictEgressOptions,
): ApiObject[] {
  const componentsOf = (found: ServerInGraph) => options.allComponents ? componentsIn(found, asManifests(belongings())) : [];
  return derivedFrom(stack, customResource, found => {
    const components = componentsOf(found);
    const rules = commonRules(options, platform);
    Problems.of(stack).addAll(checkEgress(found, components, options));
    return [...createPolicies(stack, found, names, rules), ...createComponentPolicies(stack, components, names, rules)];
  }, found => componentsOf(found).map(({ labels, ways }) => [labels, ways]));
}

/** Problems of the options, and unreadable addresses that the options do not acknowledge. */
function checkEgress({ graph, prometheus }: ServerInGraph, components: readonly Component[], options: RestrictEgressOptions): Finding[] {
  const { egressPorts, egressCidrs, dnsCidrs = [], dnsPorts = [], dnsNamespaces = [], apiServerPorts = [] } = options;
  const cidrs = { egressCidrs: egressCidrs ?? [], dnsCidrs };
  const isKnown = egressPorts !== undefined || egressCidrs !== undefined;
  const unread = isKnown ? [] : [...unreadOf(prometheus, graph), ...components.flatMap(each => each.unread)];
  return [
    ...Object.entries({ egressPorts: egressPorts ?? [], dnsPorts, apiServerPorts })
      .flatMap(([prop, ports]) => ports.flatMap((port, at) => checkNumber(`${prop}[${at}]`, port, 1, 65535))),
    ...Object.entries(cidrs).flatMap(([prop, values]) => values.filter(cidr => !isCidr(cidr)).map(cidr => finding(CIDR, { prop, cidr }))),
    ...checkNamespaceNames('dnsNamespaces', dnsNamespaces),
    ...unread.length > 0 ? [finding(EGRESS_UNREAD, { unread })] : [],
  ];
}
