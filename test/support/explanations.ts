import { Explanation, Issue, Scrape } from '../../src/scrape-graph/explanation';

/** An explanation of a cluster of which nothing is known, with what a test gives it: for the views, which read nothing else. */
export function explanationOf(more: Partial<Explanation> = {}): Explanation {
  return { prometheuses: [], scrapes: [], rules: [], images: [], secrets: [], required: [], skippedNodes: [], disruptionLimits: [], problems: [], silenced: [], ...more };
}

export const scrapeOf = (more: Partial<Scrape> = {}): Scrape => ({
  job: 'serviceMonitor/shop/web/0',
  by: ['Prometheus monitoring/main'],
  monitor: 'ServiceMonitor shop/web',
  service: 'Service shop/web',
  workload: 'Deployment shop/web',
  port: 'metrics',
  path: '/metrics',
  interval: '30s',
  addresses: ['*:8080'],
  labels: { job: 'web', namespace: 'shop' },
  ...more,
});

export const issueOf = (id: string, message: string, more: Partial<Issue> = {}): Issue => ({ id, severity: 'error', message: `${message} [${id}]`, objects: [], ...more });
