import { isEmpty, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { Expression, literal, text, literalText, version, versionOf } from '../convert';
import { fullNameOf, namesOf } from '../names';
import { Converted, Part, Release, Statement } from '../part';

const PATH = 'prometheus.prometheusSpec.thanos';
const NOTHING: Converted = { options: [], statements: [], values: [], warnings: [] };

/** The sidecar of Thanos, and the Service through which a query finds it. */
export const thanosPart: Part = (values, release) => {
  if (valueAt(values, 'prometheus.enabled') === false) { return NOTHING; }
  const sidecar = sidecarOf(valueAt(values, PATH));
  const service = valueAt(values, 'prometheus.thanosService.enabled') === true ? [serviceOf(values, release)] : [];
  return {
    options: sidecar.options,
    statements: service,
    values: [
      ...sidecar.values,
      ...service.length > 0 ? SERVICE_KEYS.map(key => (
        { path: `prometheus.thanosService.${key}`, outcome: 'mapped', note: 'a Service with the old name' } as const
      )) : [],
    ],
    warnings: sidecar.warnings,
  };
};

/** Fields that options write. */
const WRITTEN = ['image', 'version', 'objectStorageConfig', 'resources', 'secretProviderClass'];

function sidecarOf(thanos: unknown): Omit<Converted, 'statements'> {
  if (!isMap(thanos) || isEmpty(thanos)) { return NOTHING; }
  const storage = isMap(thanos.objectStorageConfig) ? thanos.objectStorageConfig : {};
  // older charts contain the reference itself, newer ones in "existingSecret"
  const reference = isMap(storage.existingSecret) && !isEmpty(storage.existingSecret) ? storage.existingSecret : storage;
  const isReferred = typeof reference.name === 'string' && typeof reference.key === 'string';
  const rest = Object.fromEntries(Object.entries(thanos).filter(([key, value]) => !WRITTEN.includes(key) && !isEmpty(value)));
  const own = version(thanos.version) ?? version(String(thanos.image ?? '').split(':').at(-1));
  const number = versionOf('thanos')(own?.data);
  const isOld = own !== undefined && number === undefined;
  const requests = isMap(thanos.resources) && isMap(thanos.resources.requests) ? thanos.resources.requests : {};
  const found: (readonly [string, Expression | undefined])[] = [
    ['thanos.version', number], ['thanos.image', isOld ? undefined : text(thanos.image)],
    ['thanos.objectStorage', isReferred ? literal({ secretName: reference.name, key: reference.key }) : undefined],
    ['thanos.cpu', requests.cpu === undefined ? undefined : text(String(requests.cpu))],
    ['thanos.memory', requests.memory === undefined ? undefined : text(String(requests.memory))],
    ...Object.entries(rest).map(([key, value]) => [`spec.thanos.${key}`, literal(value)] as const),
  ];
  const options = found.flatMap(([option, value]) => value ? [[`prometheus.${option}`, value] as const] : []);
  const isInline = !isReferred && !isEmpty(storage.secret ?? storage);
  return {
    options: options.length > 0 ? options : [['prometheus.thanos', { code: '{}' }]],
    values: [
      isInline ? {
        path: PATH,
        outcome: 'different',
        note: 'the values have the configuration of the bucket: move it to a Secret, and set "thanos: { objectStorage }"',
      } : { path: PATH, outcome: 'mapped', note: 'prometheus.thanos' },
    ],
    warnings: [
      ...isOld ? [
        `The sidecar of Thanos has version ${String(own.data)}, which this library does not support: the program has a newer one.`,
      ] : [],
      ...isInline ? [
        'The Secret with the bucket of Thanos is deleted with the release: create your own, and set'
        + ' "prometheus: { thanos: { objectStorage } }". Without it, no block is uploaded.',
      ] : [],
    ],
  };
}

const SERVICE_KEYS = [
  'enabled', 'type', 'clusterIP', 'portName', 'port', 'targetPort', 'httpPortName', 'httpPort', 'targetHttpPort', 'annotations', 'labels',
  'nodePort', 'httpNodePort',
];

function serviceOf(values: unknown, release: Release): Statement {
  const at = (key: string) => valueAt(values, `prometheus.thanosService.${key}`);
  const type = String(at('type') ?? 'ClusterIP');
  const port = (prefix: '' | 'http') => {
    const key = (name: string) => prefix === '' ? name : `${prefix}${name[0].toUpperCase()}${name.slice(1)}`;
    const target = at(prefix === '' ? 'targetPort' : 'targetHttpPort');
    return {
      name: at(key('portName')), port: at(key('port')), targetPort: target, ...type === 'NodePort' && { nodePort: at(key('nodePort')) },
    };
  };
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `${fullNameOf(values, release)}-thanos-discovery`,
      ...!isEmpty(at('labels')) && { labels: at('labels') },
      ...!isEmpty(at('annotations')) && { annotations: at('annotations') },
    },
    spec: {
      ...type !== 'ClusterIP' && { type },
      ...!isEmpty(at('clusterIP')) && { clusterIP: at('clusterIP') },
      ports: [port(''), port('http')],
      selector: { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': namesOf(values, release).prometheus },
    },
  };
  return {
    code: `new ApiObject(chart, 'ThanosDiscovery', ${literalText(object)});`,
    comment: 'The Service of the chart with which Thanos Query finds the sidecars.',
    uses: ['ApiObject'],
  };
}
