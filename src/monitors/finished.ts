import { FIELD_IGNORED } from './rules';
import { asMap, asMaps, asNumber, asText, Json, metadataOf } from '../manifest/finished';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { accessOf, checkAccess } from '../scrape/client-access';
import { checkMonitor, COUNTS } from '../scrape/endpoint-fields';
import { checkTiming } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

/** The custom resources of monitors. */
export type MonitorKind = 'ServiceMonitor' | 'PodMonitor' | 'Probe' | 'ScrapeConfig';

/** An entry of a monitor that configures requests, and its path. */
interface Endpoint {
  readonly fields: Json;
  readonly prefix: string;
}

/** Pairs of fields of which the operator uses only the first. */
const PAIRS: { readonly [kind in MonitorKind]: readonly [string, string] | undefined } = {
  ServiceMonitor: ['port', 'targetPort'], PodMonitor: ['port', 'portNumber'], Probe: undefined, ScrapeConfig: undefined,
};

/** Problems of a finished monitor: the same checks as for the options of its construct. */
export function checkFinished(kind: MonitorKind, manifest: any): Finding[] {
  const spec = asMap(manifest?.spec) ?? {};
  const { labels, annotations } = metadataOf(manifest);
  return [
    ...checkLabels('labels', labels), ...checkAnnotations('annotations', annotations),
    ...checkMonitor(Object.fromEntries(COUNTS.map(name => [name, asNumber(spec[name])]))),
    ...endpointsOf(kind, spec).flatMap(endpoint => checkFields(kind, endpoint)),
    ...kind === 'Probe' ? checkPair('targets', ['staticConfig', 'ingress'], asMap(spec.targets) ?? {}) : [],
  ];
}

function endpointsOf(kind: MonitorKind, spec: Json): Endpoint[] {
  const listed = (list: string, option = list) => asMaps(spec[list]).map((fields, index) => ({ fields, prefix: `${option}[${index}].` }));
  switch (kind) {
    case 'ServiceMonitor': return listed('endpoints');
    case 'PodMonitor': return listed('podMetricsEndpoints');
    case 'Probe': return [{ fields: spec, prefix: '' }];
    // its interval has another field name
    default: return [
      { fields: { ...spec, interval: spec.scrapeInterval }, prefix: '' },
      ...listed('httpSDConfigs', 'httpSdConfigs'),
      ...listed('kubernetesSDConfigs', 'kubernetesSdConfigs'),
    ];
  }
}

function checkFields(kind: MonitorKind, { fields, prefix }: Endpoint): Finding[] {
  const pair = PAIRS[kind];
  return [
    ...pair ? checkPair(prefix.replace(/\.$/, ''), pair, fields) : [],
    // plain HTTP is common inside a cluster
    ...checkAccess(accessOf(fields), prefix, true, { tls: 'tlsConfig', bearerToken: 'authorization' }),
    ...checkTiming({ interval: asText(fields.interval), scrapeTimeout: asText(fields.scrapeTimeout) }),
  ];
}

function checkPair(where: string, [used, ignored]: readonly [string, string], fields: Json): Finding[] {
  return fieldAt(fields, used) !== undefined && fieldAt(fields, ignored) !== undefined
    ? [finding(FIELD_IGNORED, { where, used, ignored })]
    : [];
}
