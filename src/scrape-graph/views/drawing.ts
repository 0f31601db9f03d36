import { Explanation, Scrape } from '../explanation';

/** Nodes and lines of the drawing: servers, monitors and targets. The same for Mermaid and for HTML. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
}

export type Column = 'prometheus' | 'monitor' | 'service' | 'workload';
export const COLUMNS: readonly Column[] = ['prometheus', 'monitor', 'service', 'workload'];

/** The names of monitors. */
export const MONITOR = /^(ServiceMonitor|PodMonitor|Probe|ScrapeConfig) /;

export interface DrawnNode {
  /** `Service shop/web` */
  readonly name: string;
  readonly column: Column;
  /** It has a problem. */
  readonly isWrong: boolean;
  /** The highest severity. */
  readonly severity?: string;
}

export interface DrawnLine {
  readonly from: string;
  readonly to: string;
  /** `metrics 30s`. Several for several scrapes. */
  readonly texts: readonly string[];
  /** A relabeling drops all of its targets. */
  readonly isDropped: boolean;
}

/** Alerts from a Prometheus to an Alertmanager, which is drawn in the column of workloads. */
export function drawingOf({ prometheuses, scrapes, problems }: Explanation): Drawing {
  const nodes = new Map<string, Column>();
  const lines = new Map<string, DrawnLine>();
  const node = (name: string, column: Column) => { if (!nodes.has(name)) { nodes.set(name, column); } };
  const line = (from: string, to: string, text = '', isDropped = false) => {
    const known = lines.get(`${from}\n${to}`);
    const texts = [...new Set([...known?.texts ?? [], ...text === '' ? [] : [text]])];
    lines.set(`${from}\n${to}`, { from, to, texts, isDropped: isDropped && known?.isDropped !== false });
  };
  for (const { name } of prometheuses) { node(name, 'prometheus'); }
  for (const scrape of scrapes) {
    node(scrape.monitor, 'monitor');
    for (const prometheus of scrape.by) { line(prometheus, scrape.monitor); }
    const [service, workload] = [scrape.service ?? elsewhereOf(scrape), scrape.workload];
    const isDropped = scrape.labels === undefined && !scrape.elsewhere;
    if (service !== undefined) {
      node(service, 'service');
      line(scrape.monitor, service, scrapeText(scrape), isDropped);
    }
    if (workload !== undefined) {
      node(workload, 'workload');
      line(service ?? scrape.monitor, workload, service === undefined ? scrapeText(scrape) : '', isDropped);
    }
  }
  // a monitor without targets is what readers look for
  const wrong = new Map<string, string>();
  for (const { objects, severity } of problems) {
    for (const name of objects) { if (wrong.get(name) !== 'error') { wrong.set(name, severity); } }
  }
  for (const name of wrong.keys()) { if (MONITOR.test(name)) { node(name, 'monitor'); } }
  for (const { name, chooses } of prometheuses) {
    for (const monitor of chooses) { if (nodes.get(monitor) === 'monitor' && wrong.has(monitor)) { line(name, monitor); } }
  }
  for (const { name, alerts } of prometheuses) {
    for (const { alertmanager } of alerts) {
      const workload = alertmanager.replace(/^Alertmanager ([^/]*\/)?/, (_, namespace = '') => `StatefulSet ${namespace}alertmanager-`);
      node(workload, 'workload');
      line(name, workload, 'alerts');
    }
  }
  return {
    nodes: [...nodes].map(([name, column]) => ({ name, column, isWrong: wrong.has(name), severity: wrong.get(name) })),
    lines: [...lines.values()],
  };
}

function scrapeText({ port, path, interval }: Scrape): string {
  return [...port === undefined ? [] : [port], ...path === '/metrics' ? [] : [path], interval].join(' ');
}

function elsewhereOf({ elsewhere, workload, addresses }: Scrape): string | undefined {
  if (elsewhere) { return elsewhere.join(', '); }
  return workload === undefined && addresses.length > 0 ? addresses.join(', ') : undefined;
}
