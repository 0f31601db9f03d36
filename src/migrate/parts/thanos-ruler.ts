import { Call, classesIn, coded, shortened, ours, written } from './code';
import { at, Gathered } from './converted';
import { Exposed, sayIngress, sayKeys, sayRoutes } from './exposure';
import { conditionsOf, LABELS, NAMESPACES } from './selection';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { count, duration, labels, storage, text, texts, version } from '../convert';
import { fullNameOf, namespaceOf, namesOf } from '../names';
import { Converted, Part, Release } from '../part';

const RULER = 'thanosRuler.thanosRulerSpec';

/** Thanos Ruler, and the Service that exposes sidecars outside of the cluster. */
export const thanosRulerPart: Part = (values, release): Converted => {
  const said = new Gathered();
  if (valueAt(values, 'prometheus.enabled') !== false) { sayExternal(said, values, release); }
  const isOn = at(values, 'thanosRuler.enabled') === true;
  if (at(values, 'thanosRuler.enabled') !== undefined) {
    said.say('thanosRuler.enabled', isOn ? 'mapped' : 'same', isOn ? 'new ThanosRuler(...)' : 'disabled');
  }
  if (isOn) { sayRuler(said, values, release); }
  return said.converted;
};

/** A version of Thanos that this library supports: 0.39 and newer. */
const supported = (value: unknown) => {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(String(value)) ?? [];
  return Number(major) > 0 || Number(minor) >= 39 ? version(value) : undefined;
};

/** `host:port` of the endpoints. The chart accepts URLs, too. */
const endpoints = (value: unknown) => Array.isArray(value) ? texts(value.map(each => endpointOf(String(each)))) : undefined;

function endpointOf(url: string): string {
  const [, prefix, host, port] = /^((?:dns|dnssrv|dnssrvnoa)\+)?(?:http:\/\/)?([^/:]+)(?::(\d+))?\/?$/.exec(url) ?? [];
  return host === undefined ? url : `${prefix ?? ''}${host}:${port ?? 80}`;
}

/** A key of an existing Secret. For a value of the chart a Secret is created by hand. */
function secretOf(
  said: Gathered, config: unknown, path: string, usual: { readonly secretName: string; readonly key: string; readonly namespace: string },
): object | undefined {
  const [secretName, key] = [
    at(config, 'existingSecret.name') ?? at(config, 'name'), at(config, 'existingSecret.key') ?? at(config, 'key'),
  ];
  if (isFilledText(secretName) && isFilledText(key)) {
    said.say(path, 'mapped', `the Secret ${shortened(secretName)}`);
    return { secretName, key };
  }
  if (isEmpty(at(config, 'secret'))) { if (config !== undefined) { said.say(path, 'same', 'empty'); } return undefined; }
  const { secretName: made, key: file, namespace } = usual;
  said.warnings.push([
    `Create the Secret ${made} in the namespace ${shortened(
      namespace,
    )} before you apply this. Write ${shortened(path)}.secret to the file ${file}. Then:`,
    `  kubectl --namespace ${shortened(namespace)} create secret generic ${made} --from-file ${file}`,
  ].join('\n'));
  said.say(path, 'mapped', `the Secret ${made}, which you create`);
  return { secretName: made, key: file };
}

const SERVICE_KEYS = [
  'enabled', 'annotations', 'labels', 'type', 'externalTrafficPolicy', 'portName', 'port', 'targetPort', 'httpPortName', 'httpPort',
  'targetHttpPort', 'nodePort', 'httpNodePort',
  'loadBalancerIP', 'loadBalancerSourceRanges',
];

/** The Service through which a Thanos Query of another cluster reaches the sidecars. */
function sayExternal(said: Gathered, values: unknown, release: Release): void {
  const path = 'prometheus.thanosServiceExternal';
  const isOn = at(values, `${path}.enabled`) === true;
  sayKeys(
    said,
    path,
    at(values, path),
    SERVICE_KEYS,
    isOn ? 'mapped' : 'same',
    isOn ? 'new ApiObject(...): the Service of the chart' : 'no Service',
  );
  if (!isOn) { return; }
  const of = (field: string) => { const value = valueAt(values, `${path}.${field}`); return isEmpty(value) ? undefined : value; };
  const type = String(of('type') ?? 'LoadBalancer');
  const nodePort = (field: string) => type === 'NodePort' ? of(field) : undefined;
  const spec = {
    type,
    loadBalancerIP: of('loadBalancerIP'),
    loadBalancerSourceRanges: of('loadBalancerSourceRanges'),
    externalTrafficPolicy: type === 'ClusterIP' ? undefined : of('externalTrafficPolicy'),
    ports: [
      { name: of('portName') ?? 'grpc', port: of('port') ?? 10901, targetPort: of('targetPort') ?? 'grpc', nodePort: nodePort('nodePort') },
      {
        name: of('httpPortName') ?? 'http',
        port: of('httpPort') ?? 10902,
        targetPort: of('targetHttpPort') ?? 'http',
        nodePort: nodePort('httpNodePort'),
      },
    ],
    selector: { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': namesOf(values, release).prometheus },
  };
  const value = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${fullNameOf(values, release)}-thanos-external`, labels: of('labels'), annotations: of('annotations') },
    spec,
  };
  said.statements.push({
    code: `new ApiObject(chart, 'ThanosExternal', ${written(value)});`,
    comment: 'The Service of the sidecars, with the name that queriers use.',
    uses: ['ApiObject'],
  });
}

// -- Thanos Ruler ------------------------------------------------------------------------------------

function sayRuler(said: Gathered, values: unknown, release: Release): void {
  const spec = at(values, RULER);
  const namespace = namespaceOf(values, release);
  const base = isFilledText(at(values, 'nameOverride')) ? at(values, 'nameOverride') : 'kube-prometheus-stack';
  const service = isFilledText(at(values, 'thanosRuler.name')) ? at(values, 'thanosRuler.name') : `${base}-thanos-ruler`;
  const name = at(values, 'cleanPrometheusOperatorObjectNames') === true
    ? fullNameOf(values, release)
    : `${fullNameOf(values, release).slice(0, 25).replace(/-$/, '')}-thanos-ruler`;
  const rows = [
    ['replicas', 'replicas', count], ['retention', 'retention', duration], ['evaluationInterval', 'evaluationInterval', duration],
    ['labels', 'externalLabels', labels], ['alertDropLabels', 'alertDropLabels', texts],
    ['queryEndpoints', 'queryEndpoints', endpoints], ['image.tag', 'version', supported], ['storage', 'storage', storage],
    ['routePrefix', 'routePrefix', (value: unknown) => value === '/' ? undefined : text(value)],
    ['enforcedNamespaceLabel', 'enforcedNamespaceLabel', text], ['ruleQueryOffset', 'ruleQueryOffset', duration],
    ['logLevel', 'logLevel', (value: unknown) => value === 'info' ? undefined : text(value)],
  ] as const;
  const found: Record<string, unknown> = {};
  for (const [key, to, as] of rows) {
    const value = at(spec, key);
    if (value === undefined) { continue; }
    const expression = isEmpty(value) ? undefined : as(value);
    if (expression) { found[to] = coded(expression); }
    const isUsual = isEmpty(value) || value === '/' || value === 'info';
    const path = `${RULER}.${key}`;
    if (expression) {
      said.say(path, 'mapped', `${to} of the ThanosRuler`);
    } else if (isUsual) {
      said.say(path, 'same', 'same behavior');
    } else {
      said.say(path, 'different', `the value cannot be converted: set "${to}" of the ThanosRuler`);
    }
  }
  const secret = (
    key: string, file: string,
  ) => secretOf(said, at(spec, key), `${RULER}.${key}`, { secretName: `thanos-ruler-${key.toLowerCase()}`, key: file, namespace });
  const alertmanagersConfig = secret('alertmanagersConfig', 'alertmanagers.yml');
  const urls = texts(at(spec, 'alertmanagersUrl'));
  const queryConfig = at(spec, 'queryConfig');
  const query = isEmpty(queryConfig)
    ? undefined
    : secret('queryConfig', 'query.yml') as { readonly secretName: string; readonly key: string } | undefined;
  if (urls) { said.say(`${RULER}.alertmanagersUrl`, 'mapped', 'spec.alertmanagersUrl of the ThanosRuler'); }
  const hasManager = valueAt(values, 'alertmanager.enabled') !== false;
  const further = { ...urls && { alertmanagersUrl: coded(urls) }, ...query && { queryConfig: { name: query.secretName, key: query.key } } };
  const props = {
    name,
    ...found,
    queryEndpoints: found.queryEndpoints
      ?? [`${fullNameOf(values, release)}-prometheus.${namespace}:${String(valueAt(values, 'prometheus.service.port') ?? 9090)}`],
    allNamespaces: true,
    objectStorage: secret('objectStorageConfig', 'objstore.yml'),
    alertmanagersConfig,
    alertmanagers: !alertmanagersConfig && !urls && hasManager ? [ours('stack.alertmanager!.reference')] : undefined,
    spec: Object.keys(further).length > 0 ? further : undefined,
    ruleSelection: ruleSelection(said, values, release),
  };
  const value = new Call('new ThanosRuler', [ours('chart'), ours('\'ThanosRuler\''), props], [], ['ThanosRuler']);
  said.statements.push({ code: `${written(value)};`, comment: 'Thanos Ruler of the chart.', ...classesIn(value) });
  if (!isMap(spec) || isEmpty(at(spec, 'queryEndpoints')) && !query) {
    said.warnings.push(
      'The values of Thanos Ruler have no query endpoint: it queries the Prometheus of the release. Set "queryEndpoints".',
    );
  }
  const exposed: Exposed = {
    key: 'thanosRuler',
    service,
    port: valueAt(values, 'thanosRuler.service.port') ?? 10902,
    namespace,
    routePrefix: String(at(spec, 'routePrefix') ?? '/'),
  };
  sayIngress(said, values, release, exposed);
  sayRoutes(said, values, release, exposed);
  sayRulerService(said, values, service, name);
}

function ruleSelection(said: Gathered, values: unknown, release: Release): object | undefined {
  const byLabel = conditionsOf(values, `${RULER}.ruleSelector`, LABELS, said.values);
  const byNamespace = conditionsOf(values, `${RULER}.ruleNamespaceSelector`, NAMESPACES, said.values);
  for (const key of ['ruleSelector', 'ruleSelectorNilUsesHelmValues', 'ruleNamespaceSelector']) {
    if (at(values, `${RULER}.${key}`) !== undefined) { said.say(`${RULER}.${key}`, 'mapped', 'ruleSelection of the ThanosRuler'); }
  }
  const isByRelease = isEmpty(at(values, `${RULER}.ruleSelector`)) && at(values, `${RULER}.ruleSelectorNilUsesHelmValues`) !== false;
  const selection = { ...isByRelease ? { matchLabels: { release: release.name } } : byLabel, ...byNamespace };
  return Object.keys(selection).length > 0 ? selection : undefined;
}

const RULER_SERVICE = [
  'enabled',
  'annotations',
  'labels',
  'clusterIP',
  'port',
  'targetPort',
  'nodePort',
  'type',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'externalIPs',
  'externalTrafficPolicy',
  'additionalPorts',
  'ipDualStack',
];

/** The Service of the chart, by its name. */
function sayRulerService(said: Gathered, values: unknown, service: string, name: string): void {
  if (at(values, 'thanosRuler.service.enabled') === false) { return; }
  sayKeys(said, 'thanosRuler.service', at(values, 'thanosRuler.service'), RULER_SERVICE, 'mapped', 'a Service with the old name');
  const of = (field: string) => { const value = at(values, `thanosRuler.service.${field}`); return isEmpty(value) ? undefined : value; };
  const type = String(of('type') ?? 'ClusterIP');
  const spec = {
    type: type === 'ClusterIP' ? undefined : type,
    ports: [{
      name: String(at(values, `${RULER}.portName`) ?? 'web'),
      port: of('port') ?? 10902,
      targetPort: of('targetPort') ?? 10902,
      nodePort: type === 'NodePort' ? of('nodePort') : undefined,
    }],
    selector: { 'app.kubernetes.io/name': 'thanos-ruler', 'thanos-ruler': name },
  };
  const value = {
    apiVersion: 'v1', kind: 'Service', metadata: { name: service, labels: of('labels'), annotations: of('annotations') }, spec,
  };
  said.statements.push({
    code: `new ApiObject(chart, 'ThanosRulerOldService', ${written(value)});`,
    comment: 'The Service of the chart, for clients that use its name.',
    uses: ['ApiObject'],
  });
}
