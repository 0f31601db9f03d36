import { written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { isEmpty, isFilledText } from '../../values/json';
import { valueAt } from '../chart-values';
import { Release } from '../part';

/** Fields of the Service that are copied. */
const COPIED = [
  'clusterIP', 'loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges', 'externalIPs', 'externalTrafficPolicy',
  'sessionAffinity', 'ipFamilies', 'ipFamilyPolicy', 'trafficDistribution',
];
/** Values of the Service that need no other option. */
const SERVICE_VALUES = [
  'enabled', 'type', 'port', 'targetPort', 'portName', 'annotations', 'labels', 'nodePort', 'appProtocol', ...COPIED,
];

/** `grafana.fullname` of the subchart. */
export function grafanaName(values: unknown, release: Release): string {
  const [full, base] = [at(values, 'grafana.fullnameOverride'), at(values, 'grafana.nameOverride')];
  const name = isFilledText(base) ? base : 'grafana';
  const usual = release.name.includes(name) ? release.name : `${release.name}-${name}`;
  return (isFilledText(full) ? full : usual).slice(0, 63).replace(/-$/, '');
}

interface GrafanaNames {
  /** Name of the Service of the chart. */
  readonly old: string;
  /** Name of the Grafana of the program. */
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The Service of the chart: Ingresses, routes and other programs refer to its name. */
export function sayService(said: Gathered, values: unknown, names: GrafanaNames): void {
  const service = at(values, 'grafana.service');
  for (const [key] of entriesOf(service)) {
    if (SERVICE_VALUES.includes(key)) { said.say(`grafana.service.${key}`, 'mapped', 'a Service with the old name'); }
  }
  if (valueAt(values, 'grafana.service.enabled') === false) { return; }
  said.statements.push({
    code: `new ApiObject(chart, 'GrafanaOldService', ${written(oldService(service, names))});`,
    comment: 'The Service of the chart, for clients that use its name. Remove it when nothing uses it.',
    uses: ['ApiObject'],
  });
}

function oldService(service: unknown, { old, name, namespace }: GrafanaNames): object {
  const of = (key: string): any => {
    const value = at(service, key);
    return isEmpty(value) ? undefined : value;
  };
  const type = String(of('type') ?? 'ClusterIP');
  const port = {
    name: String(of('portName') ?? 'http-web'),
    port: of('port') ?? 80,
    targetPort: 3000,
    nodePort: type === 'NodePort' ? of('nodePort') : undefined,
  };
  const spec = {
    type: type === 'ClusterIP' ? undefined : type,
    ...Object.fromEntries(COPIED.map(key => [key, of(key)])),
    ports: [port],
    selector: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': name },
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: old, namespace, labels: of('labels'), annotations: of('annotations') },
    spec,
  };
}

/** The URL of the Ingress or of the route, unless it is in the settings. */
export function rootUrlOf(values: unknown, settings: Record<string, unknown>): string | undefined {
  if (settings.rootUrl !== undefined) { return undefined; }
  const ingress = at(values, 'grafana.ingress');
  const ofIngress = firstHost(ingress, 'hosts');
  const host = ofIngress ?? firstHost(at(values, 'grafana.route.main'), 'hostnames');
  const isPlain = ofIngress !== undefined && isEmpty(at(ingress, 'tls'));
  return host === undefined ? undefined : `${isPlain ? 'http' : 'https'}://${host}`;
}

/** A host that is no Helm template. */
function firstHost(config: unknown, hosts: string): string | undefined {
  const list = at(config, hosts);
  if (at(config, 'enabled') !== true || !Array.isArray(list)) { return undefined; }
  const [first] = list;
  return isFilledText(first) && !first.includes('{{') ? first : undefined;
}
