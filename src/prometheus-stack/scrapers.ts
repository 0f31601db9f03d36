import { Labels } from '../manifest/labels';
import { Prometheus } from '../prometheus/prometheus';
import { PrometheusAgent } from '../prometheus/prometheus-agent';

/** What scrapes in a stack: Prometheus, the agent, or both. */
export interface Scrapers {
  readonly prometheus?: Prometheus;
  readonly agent?: PrometheusAgent;
}

/** Prometheus first. */
export function scrapersOf({ prometheus, agent }: Scrapers): (Prometheus | PrometheusAgent)[] {
  return [prometheus, agent].filter(each => each !== undefined);
}

/** Prometheus may discover targets in a namespace. */
export function allowDiscoveryIn(namespace: string, scrapers: Scrapers): void {
  for (const scraper of scrapersOf(scrapers)) { scraper.allowDiscovery(namespace); }
}

/** The labels by which the stack's own Prometheus selects objects of a kind. */
export function labelsForKind(scrapers: Scrapers, kind: string): { [key: string]: string } {
  return Object.assign({}, ...scrapersOf(scrapers).map(each => each._selectedLabels(kind)));
}

/** The labels by which the stack's own Prometheus selects an object of the stack. Its namespace is selected by other labels. */
export function labelsForObject(
  { kind, name }: { readonly kind: string; readonly name: string }, scrapers: Scrapers, stackNamespace: string | undefined,
): Labels {
  const isStackNamespace = kind === 'Namespace' && name === stackNamespace;
  return isStackNamespace
    ? Object.assign({}, ...scrapersOf(scrapers).map(each => each._selectedNamespaceLabels()))
    : labelsForKind(scrapers, kind);
}
