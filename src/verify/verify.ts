import { compareAlerting, checkSeries } from './checks/alerting';
import { checkConfiguration } from './checks/configuration';
import { checkRules } from './checks/evaluation';
import { compareTargets } from './checks/targets';
import { Expected, expectedOf } from './expected';
import { Reality } from './reality';
import { Graph } from '../scrape-graph/graph';
import { Manifest, nameOf, textOf } from '../scrape-graph/manifest';
import { Finding, listed } from '../validation/rule';

/** Differences between a Prometheus and its manifests, in the order of a diagnosis. */
export function differences(expected: Expected, reality: Reality): Finding[] {
  const all = [
    ...checkConfiguration(expected, reality),
    ...compareTargets(expected, reality),
    ...checkSeries(expected, reality),
    ...checkRules(expected, reality),
    ...compareAlerting(expected, reality),
  ];
  // pods that a reader cannot distinguish
  return [...new Map(all.map(each => [each.message, each])).values()];
}

/** Targets that Prometheus has not scraped yet: more is known a little later. */
export function pendingIn({ targets }: Reality): number {
  return targets?.active.filter(({ health }) => health === 'unknown').length ?? 0;
}

/**
 * Finds the Prometheus of the manifests that responds: the operator gives each an external label with its name. @throws an error message if
 * it cannot be identified
 */
export function expectationFor(graph: Graph, { config }: Reality, name?: string): Expected {
  const servers = graph.prometheuses;
  if (servers.length === 0) { throw new Error('the manifests have no Prometheus'); }
  const names = servers.map(server => `${server.metadata.namespace ?? ''}/${server.metadata.name}`);
  if (name !== undefined) {
    const at = names.findIndex(each => each === name || each.split('/')[1] === name);
    if (at < 0) { throw new Error(`the manifests have no Prometheus ${JSON.stringify(name)}: use one of ${listed(names)}`); }
    return expectedOf(servers[at], graph);
  }
  const called = servers.find(server => config !== undefined && isCalled(server, config.externalLabels));
  const found = called ?? (servers.length === 1 ? servers[0] : undefined);
  if (!found) { throw new Error(`it is unknown which Prometheus of the manifests this is: set --server to one of ${listed(names, 20)}`); }
  return expectedOf(found, graph);
}

function isCalled(server: Manifest, labels: { readonly [name: string]: string }): boolean {
  const label = textOf(server.spec?.prometheusExternalLabelName, 'prometheus');
  return label !== '' && labels[label] === nameOf(server).split(' ')[1];
}
