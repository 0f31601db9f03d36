import { isEmpty, isMap, mapsIn } from '../../values/json';
import { valueAt } from '../chart-values';
import { literalText } from '../convert';
import { fullNameOf, namesOf } from '../names';
import { MigratedValue, Release, Statement } from '../part';

/** Whose Service it is. */
export interface Served {
  readonly component: 'prometheus' | 'alertmanager';
  /** The key of the custom resource. */
  readonly spec: string;
  readonly selector: (name: string) => { readonly [label: string]: string };
  readonly reloaderPort: unknown;
}

const NOTE = 'a Service with the old name';

/** The Service of the chart: other configurations contain its name and ports. */
export function serviceOf(values: unknown, release: Release, { component, spec, selector, reloaderPort }: Served) {
  const at = (key: string) => valueAt(values, `${component}.service.${key}`);
  if (at('enabled') === false) { return { statements: [], values: [] }; }
  const type = String(at('type') ?? 'ClusterIP');
  const isNodePort = type === 'NodePort';
  const portName = String(valueAt(values, `${spec}.portName`) ?? 'http-web');
  const target = at('targetPort');
  const ports = [
    {
      name: portName,
      ...isNodePort && !isEmpty(at('nodePort')) && { nodePort: at('nodePort') },
      port: at('port'),
      targetPort: target === portName ? 'web' : target,
    },
    ...isEmpty(reloaderPort) ? [] : [{ name: 'reloader-web', port: reloaderPort, targetPort: 'reloader-web' }],
    ...mapsIn(at('additionalPorts')),
  ];
  const metadata = {
    name: `${fullNameOf(values, release)}-${component}`,
    ...filledMap('labels', at('labels')),
    ...filledMap('annotations', at('annotations')),
  };
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      ...type !== 'ClusterIP' && { type }, ...serviceFields(at, type), ports, selector: selector(namesOf(values, release)[component]),
    },
  };
  const statement: Statement = {
    code: `new ApiObject(chart, ${literalText(`${component === 'prometheus'
      ? 'Prometheus'
      : 'Alertmanager'}OldService`)}, ${literalText(object)});`,
    comment: 'The Service of the chart, for clients that use its name: Grafana, Ingresses, scripts. Remove it when nothing uses it.',
    uses: ['ApiObject'],
  };
  return { statements: [statement], values: resultsOf(component) };
}

const FIELDS = ['clusterIP', 'externalIPs', 'loadBalancerIP', 'loadBalancerSourceRanges'];
const KEYS = [
  ...FIELDS, 'enabled', 'type', 'annotations', 'labels', 'port', 'targetPort', 'nodePort', 'externalTrafficPolicy', 'additionalPorts',
  'publishNotReadyAddresses', 'sessionAffinity',
  'sessionAffinityConfig', 'reloaderWebPort', 'ipDualStack',
];

function resultsOf(component: string): MigratedValue[] {
  return KEYS.map(key => ({ path: `${component}.service.${key}`, outcome: 'mapped', note: NOTE }));
}

function serviceFields(at: (key: string) => unknown, type: string): object {
  const affinity = at('sessionAffinity');
  return {
    ...Object.fromEntries(FIELDS.filter(key => !isEmpty(at(key))).map(key => [key, at(key)])),
    ...at('ipDualStack.enabled') === true && { ipFamilies: at('ipDualStack.ipFamilies'), ipFamilyPolicy: at('ipDualStack.ipFamilyPolicy') },
    ...type !== 'ClusterIP' && { externalTrafficPolicy: at('externalTrafficPolicy') },
    ...at('publishNotReadyAddresses') === true && { publishNotReadyAddresses: true },
    ...affinity === 'ClientIP' && {
      sessionAffinity: affinity, sessionAffinityConfig: at('sessionAffinityConfig') ?? { clientIP: { timeoutSeconds: 10800 } },
    },
  };
}

function filledMap(name: string, value: unknown): object {
  return isMap(value) && !isEmpty(value) ? { [name]: value } : {};
}
