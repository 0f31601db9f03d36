import { selectorText, unmet } from './label-selector';
import { Labels, Manifest, nameOf } from './manifest';
import { NO_PODS, NO_PORT, NO_SERVICE, NO_TARGET_PORT, NOT_SELECTED, SCRAPED_TWICE, TWO_WORKLOADS, UNKNOWN_JOB } from './rules';
import { labelsText, MONITOR_KINDS, whyNotSelected } from './selection';
import { namespaceTest, portsOf, ScrapeEdge, servicesOf } from './service-monitors';
import { Pods, portBehind, World } from './world';
import { selectorsIn } from '../promql/expression';
import { finding, Finding, shown } from '../validation/rule';

/** A Prometheus that chooses what it scrapes by its operator. */
export function prometheusesOf(world: World): readonly Manifest[] {
  return [...world.ofKind('Prometheus'), ...world.ofKind('PrometheusAgent')];
}

/** Monitors that no Prometheus chooses; where there is no Prometheus at all, somebody else has it. */
export function checkSelection(world: World): Finding[] {
  const prometheuses = prometheusesOf(world);
  if (prometheuses.length === 0) { return []; }
  return Object.entries(MONITOR_KINDS).flatMap(([kind, field]) => world.ofKind(kind).flatMap(monitor => {
    const reasons = prometheuses.map(prometheus => ({ prometheus, why: whyNotSelected(prometheus, monitor, field, world.namespaces) }));
    return reasons.some(({ why }) => why === undefined) ? [] : [finding(NOT_SELECTED, { monitor: nameOf(monitor), reasons: reasons.map(({ prometheus, why }) => `${nameOf(prometheus)}: ${why}`) })];
  }));
}

/** From a ServiceMonitor to the pods: what does not meet on the way. */
export function checkMonitors(world: World): Finding[] {
  return world.ofKind('ServiceMonitor').flatMap(monitor => {
    const services = servicesOf(monitor, world);
    if (services.length === 0) { return [finding(NO_SERVICE, { monitor: nameOf(monitor), selector: selectorText(monitor.spec?.selector), hint: nearestService(monitor, world) })]; }
    return [...services.flatMap(service => checkPorts(monitor, service)), ...services.flatMap(service => checkPods(monitor, service, world))];
  });
}

/** The Service that comes nearest to what a monitor wants, and what it lacks: of those with the port first, and of those with the same name. */
function nearestService(monitor: Manifest, world: World): string {
  const isThere = namespaceTest(monitor.spec?.namespaceSelector, monitor.metadata.namespace);
  const endpoints: any[] = Array.isArray(monitor.spec?.endpoints) ? monitor.spec.endpoints : [];
  const rank = (service: Manifest) => (endpoints.some(endpoint => typeof endpoint?.port === 'string' && portsOf(endpoint, service).length > 0) ? 0 : 2)
    + (service.metadata.name === monitor.metadata.name ? 0 : 1);
  const selector = monitor.spec?.selector;
  const candidates = world.ofKind('Service').filter(({ metadata }) => isThere(metadata.namespace));
  if (candidates.length === 0) {
    const elsewhere = world.ofKind('Service').filter(({ metadata }) => unmet(selector, metadata.labels ?? {}).length === 0);
    return elsewhere.length > 0 ? `${nameOf(elsewhere[0])} has it, in a namespace where the monitor does not look: name it in "namespaceSelector"` : 'there is no Service where it looks';
  }
  const [best] = [...candidates].sort((a, b) => unmetOf(a).length - unmetOf(b).length || rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
  function unmetOf({ metadata }: Manifest) { return unmet(selector, metadata.labels ?? {}); }
  return unmetOf(best).map(({ label, text }) => lacks(nameOf(best), best.metadata.labels ?? {}, label, text)).join(', ');
}

function lacks(name: string, labels: Labels, label: string, text: string): string {
  return labels[label] === undefined ? `${name} has no label ${shown(label)}` : `${name} has ${label}=${labels[label]}, not ${text}`;
}

function checkPorts(monitor: Manifest, service: Manifest): Finding[] {
  const endpoints: any[] = Array.isArray(monitor.spec?.endpoints) ? monitor.spec.endpoints : [];
  const ports: any[] = Array.isArray(service.spec?.ports) ? service.spec.ports : [];
  const missing = endpoints.filter(endpoint => typeof endpoint?.port === 'string' && portsOf(endpoint, service).length === 0);
  const there = ports.flatMap(({ name }) => name === undefined ? [] : [shown(name)]);
  return missing.map(({ port }) => finding(NO_PORT, { monitor: nameOf(monitor), port, service: nameOf(service), there }));
}

function checkPods(monitor: Manifest, service: Manifest, world: World): Finding[] {
  const selector = service.spec?.selector;
  if (!selector || Object.keys(selector).length === 0 || service.spec?.type === 'ExternalName') { return []; } // its endpoints are written by somebody
  const pods = world.podsOf(service);
  if (pods.length === 0) {
    const wanted = selectorText({ matchLabels: selector });
    return isMadeElsewhere(service) ? [] : [finding(NO_PODS, { service: nameOf(service), selector: wanted, monitor: nameOf(monitor), hint: nearestPods(service, world) })];
  }
  const endpoints: any[] = Array.isArray(monitor.spec?.endpoints) ? monitor.spec.endpoints : [];
  const scraped = new Set(endpoints.flatMap(endpoint => portsOf(endpoint, service)));
  return [
    ...pods.length > 1 ? [finding(TWO_WORKLOADS, { service: nameOf(service), workloads: pods.map(({ workload }) => nameOf(workload)).sort() })] : [],
    ...[...scraped].flatMap(port => pods.filter(own => isNamed(port?.targetPort) && !portBehind(port, own)).map(own => finding(NO_TARGET_PORT, {
      service: nameOf(service),
      port: String(port.name ?? port.port),
      target: String(port.targetPort),
      workload: nameOf(own.workload),
      there: own.ports.map(({ name, number }) => shown(name ?? number)),
    }))),
  ];
}

/** Pods that an operator makes, and those of Kubernetes itself, are not in the YAML. */
function isMadeElsewhere({ metadata, spec }: Manifest): boolean {
  const selector: Labels = spec.selector;
  return metadata.namespace === 'kube-system' || selector['app.kubernetes.io/managed-by'] === 'prometheus-operator' || Object.keys(selector).some(label => label.startsWith('operator.prometheus.io/'));
}

function isNamed(targetPort: unknown): boolean {
  return typeof targetPort === 'string' && !/^\d+$/.test(targetPort);
}

function nearestPods(service: Manifest, world: World): string {
  const selector = { matchLabels: service.spec.selector };
  const missing = ({ labels }: Pods) => unmet(selector, labels);
  const [best] = [...world.podsIn(service.metadata.namespace)].sort((a, b) => missing(a).length - missing(b).length || (nameOf(a.workload) < nameOf(b.workload) ? -1 : 1));
  return best === undefined ? 'there is no workload in its namespace' : `the pods of ${nameOf(best.workload)} have ${labelsText(best.labels)}`;
}

/** One port by two monitors of one Prometheus, as the same series. */
export function checkTwice(edges: readonly ScrapeEdge[], chosen: (monitor: Manifest) => readonly Manifest[]): Finding[] {
  const byTarget = new Map<string, Set<ScrapeEdge>>();
  for (const edge of edges.filter(({ labels }) => labels !== undefined)) {
    for (const prometheus of chosen(edge.monitor)) {
      const key = JSON.stringify([nameOf(prometheus), nameOf(edge.service), edge.portName, edge.path, edge.pods && nameOf(edge.pods.workload), edge.labels]);
      byTarget.set(key, (byTarget.get(key) ?? new Set()).add(edge));
    }
  }
  const found = [...byTarget.values()].filter(({ size }) => size > 1).map(same => [...same])
    .map(same => finding(SCRAPED_TWICE, { what: `the port ${shown(same[0].portName)} of ${nameOf(same[0].service)}`, by: [...new Set(same.map(({ monitor }) => nameOf(monitor)))].sort() }));
  return [...new Map(found.map(each => [each.message, each])).values()];
}

/** Rules that ask for jobs which nothing has, where all jobs are known. */
export function checkJobs(world: World, edges: readonly ScrapeEdge[]): Finding[] {
  const jobs = jobsOf(world, edges);
  if (jobs === undefined || jobs.size === 0) { return []; }
  return world.ofKind('PrometheusRule').flatMap(object => rulesIn(object).flatMap(({ what, expr }) => {
    const asked = selectorsIn(expr).flatMap(matchers => matchers.filter(({ label, operator, value }) => label === 'job' && operator === '=' && value !== '').map(({ value }) => value));
    return [...new Set(asked)].filter(job => !jobs.has(job)).map(job => finding(UNKNOWN_JOB, { where: `${nameOf(object)}, ${what}`, job, similar: similarTo(job, [...jobs]) }));
  }));
}

export function rulesIn(object: Manifest): { readonly what: string; readonly expr: string; readonly isAlert: boolean }[] {
  const groups: any[] = Array.isArray(object.spec?.groups) ? object.spec.groups : [];
  return groups.flatMap(group => (Array.isArray(group?.rules) ? group.rules : []).flatMap((rule: any) => typeof rule?.expr === 'string'
    ? [{ what: rule.alert !== undefined ? `alert ${shown(rule.alert)}` : `record ${shown(rule.record)}`, expr: rule.expr, isAlert: rule.alert !== undefined }] : []));
}

/** All jobs that there are; undefined where something may bring others. */
function jobsOf(world: World, edges: readonly ScrapeEdge[]): Set<string> | undefined {
  const isOpen = prometheusesOf(world).some(({ spec }) => spec?.additionalScrapeConfigs !== undefined)
    || world.ofKind('ServiceMonitor').some(({ spec }) => (Array.isArray(spec?.endpoints) ? spec.endpoints : []).some(({ path }: any) => String(path).endsWith('/federate')))
    || [...world.ofKind('PodMonitor'), ...world.ofKind('ScrapeConfig'), ...world.ofKind('Probe')].length > 0
    // what others own, the control plane, is not in the YAML
    || world.ofKind('ServiceMonitor').some(monitor => servicesOf(monitor, world).length === 0);
  return isOpen ? undefined : new Set(edges.flatMap(({ labels }) => labels?.job === undefined ? [] : [labels.job]));
}

function similarTo(job: string, jobs: readonly string[]): string[] {
  return jobs.filter(each => each.includes(job) || job.includes(each) || each.slice(0, 4) === job.slice(0, 4)).sort().slice(0, 3).map(each => shown(each));
}
