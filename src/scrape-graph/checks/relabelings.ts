import { Check, Problem, problem } from './problem';
import { LabelSet } from '../../scrape/label-set';
import { RelabelStep, passes } from '../../scrape/relabeling';
import { shown } from '../../validation/rule';
import { similarTo } from '../../validation/similar';
import { listOf, Manifest, nameOf } from '../manifest';
import { LABEL_GONE, NOTHING_WRITTEN } from '../rules';

/** Maximum length of a regular expression in a message. */
const LONGEST_REGEX = 120;

/** A step, formatted for a message: some have regular expressions of thousands of characters. */
export function stepText({ regex, ...step }: RelabelStep): string {
  const text = regex !== undefined && String(regex).length > LONGEST_REGEX ? `${String(regex).slice(0, LONGEST_REGEX)}…` : regex;
  return JSON.stringify({ ...step, ...text !== undefined && { regex: text } });
}

/** Labels that do not exist at the stage at which a relabeling reads them. */
export const checkStages: Check = ({ jobs }) => {
  const seen = new Set<Manifest>();
  const monitors = jobs.map(({ job }) => job.monitor).filter(monitor => !seen.has(monitor) && seen.add(monitor));
  return monitors.flatMap(monitor => endpointsOf(monitor).flatMap(({ at, relabelings, metricRelabelings }) => [
    ...relabelings.flatMap((step, index) => ofTargets(step, `${at}relabelings[${index}]`, monitor)),
    ...ofSamples(metricRelabelings, `${at}metricRelabelings`, monitor),
  ]));
};

interface Steps {
  readonly at: string;
  readonly relabelings: readonly RelabelStep[];
  readonly metricRelabelings: readonly RelabelStep[];
}

function endpointsOf({ kind, spec }: Manifest): Steps[] {
  const field = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  const own = { at: 'spec.', relabelings: listOf(spec.relabelings), metricRelabelings: listOf(spec.metricRelabelings) };
  return [own, ...listOf(spec[field]).map((each, index) => ({
    at: `spec.${field}[${index}].`, relabelings: listOf(each?.relabelings), metricRelabelings: listOf(each?.metricRelabelings),
  }))];
}

const sourcesOf = ({ sourceLabels }: RelabelStep) => listOf(sourceLabels).map(String);

/** A target has no metric name yet. Its meta labels are known. */
function ofTargets(step: RelabelStep, at: string, monitor: Manifest): Problem[] {
  return sourcesOf(step).flatMap(label => {
    const why = label === '__name__' ? 'targets have no metric name: use "metricRelabelings"' : whyNoMeta(label);
    return why === undefined ? [] : [problem(LABEL_GONE, { monitor: nameOf(monitor), field: at, label, why }, monitor)];
  });
}

/** Labels that begin with `__` no longer exist for samples, except the name, and what an earlier step has set. */
function ofSamples(steps: readonly RelabelStep[], at: string, monitor: Manifest): Problem[] {
  const own = new Set(['__name__']);
  return steps.flatMap((step, index) => {
    const gone = sourcesOf(step).filter(label => label.startsWith('__') && !own.has(label));
    if (step.targetLabel !== undefined) { own.add(step.targetLabel); }
    const isVain = gone.length === 0 && GONE.test(step.targetLabel ?? '');
    const label = gone[0] ?? step.targetLabel;
    return gone.length === 0 && !isVain ? []
      : [problem(
        LABEL_GONE,
        {
          monitor: nameOf(monitor),
          field: `${at}[${index}]`,
          label: String(label),
          why: 'labels that begin with "__" are removed before samples are stored: use "relabelings"',
        },
        monitor,
      )];
  });
}

/** These change only targets. */
const GONE = /^__(address__|scheme__|metrics_path__|param_|meta_|scrape_)/;

const FIXED: { readonly [role: string]: readonly string[] } = {
  node: ['name', 'provider_id'],
  service: ['cluster_ip', 'loadbalancer_ip', 'external_name', 'name', 'port_name', 'port_number', 'port_protocol', 'type'],
  pod: [
    'name', 'ip', 'container_init', 'container_name', 'container_id', 'container_image', 'container_port_name', 'container_port_number',
    'container_port_protocol', 'ready', 'phase', 'node_name', 'host_ip', 'uid', 'controller_kind', 'controller_name', 'deployment_name',
    'cronjob_name', 'job_name',
  ],
  endpoints: ['name'],
  endpoint: ['hostname', 'node_name', 'ready', 'port_name', 'port_protocol', 'address_target_kind', 'address_target_name'],
  endpointslice: [
    'name', 'address_target_kind', 'address_target_name', 'address_type', 'endpoint_conditions_ready', 'endpoint_conditions_serving',
    'endpoint_conditions_terminating', 'endpoint_hostname', 'endpoint_node_name', 'endpoint_zone', 'port', 'port_app_protocol',
    'port_name', 'port_protocol',
  ],
  ingress: ['name', 'class_name', 'scheme', 'host', 'path'],
};
const NAMES: ReadonlySet<string> = new Set(Object.entries(FIXED).flatMap(([role, names]) => names.map(name => `${role}_${name}`)));
const META = '__meta_kubernetes_';
/** Names that contain the name of a label, an annotation or the like. */
const OPEN = new RegExp(`^(${[
  'namespace',
  '(node|service|pod|endpoints|endpointslice|ingress|namespace)_(label|labelpresent|annotation|annotationpresent)_.+',
  'node_(address|condition)_.+',
  'endpointslice_endpoint_topology_.+',
  '.*_present.*',
].join('|')})$`);

/** Why service discovery of Kubernetes has no such label. A name that is not similar to any known one may be newer. */
function whyNoMeta(label: string): string | undefined {
  if (!label.startsWith(META)) { return undefined; }
  const name = label.slice(META.length);
  if (/[^a-zA-Z0-9_]/.test(name)) {
    return `Prometheus replaces such characters with "_": use ${shown(META + name.replace(/[^a-zA-Z0-9_]/g, '_'))}`;
  }
  if (NAMES.has(name) || OPEN.test(name)) { return undefined; }
  const [similar] = similarTo(name, NAMES);
  return similar === undefined ? undefined : `service discovery does not set it: did you mean ${shown(META + similar)}?`;
}

/** Remote writes whose steps keep nothing: several steps keep by name, and no name passes all. */
export const checkRemoteWrites: Check = (
  { prometheuses },
) => prometheuses.flatMap(prometheus => listOf(prometheus.spec.remoteWrite).flatMap(write => {
  const isKeep = ({ action, sourceLabels }: any) => String(action).toLowerCase() === 'keep' && listOf(sourceLabels).join() === '__name__';
  const keeps: RelabelStep[] = listOf(write?.writeRelabelConfigs).filter(isKeep);
  // the names are known only if one of the steps lists them
  const names = keeps.map(({ regex }) => NAMED.exec(regex ?? '')?.[1].split('|')).find(list => list !== undefined);
  const isAny = names === undefined || names.some(name => keeps.every(step => passes(new LabelSet({ __name__: name }), step)));
  const steps = keeps.map(({ regex }) => shown(regex));
  return keeps.length < 2 || isAny
    ? []
    : [problem(NOTHING_WRITTEN, { prometheus: nameOf(prometheus), url: String(write?.url), steps }, prometheus)];
}));

const NAMED = /^\(?([a-zA-Z0-9_:|]+)\)?$/;
