import { Json } from './generator';
import { Maker } from './maker';
import { TYPED } from './typed';
import { specsOf } from './variants';
import { Alertmanager, AlertmanagerConfig, Prometheus, PrometheusAgent, PrometheusAgentMode, ThanosRuler } from '../../../src';
import { ALERTMANAGER_ROWS } from '../../../src/alertmanager/spec-rows';
import { COMMON_ROWS, SERVER_ROWS } from '../../../src/prometheus/spec-rows';
import { RULER_ROWS } from '../../../src/thanos/ruler-rows';
import { aChart, errorsOf, Manifest, synth } from '../synth';

const { SCRAPER, SERVER, ALERTMANAGER, RULER, routing } = TYPED;

export const MAKERS: readonly Maker[] = [
  { key: 'v1/Prometheus', make: (chart, props) => new Prometheus(chart, 'X', props), rows: SERVER_ROWS, typed: { ...SCRAPER, ...SERVER } },
  { key: 'v1alpha1/PrometheusAgent', make: (chart, props) => new PrometheusAgent(chart, 'X', props), rows: COMMON_ROWS, typed: { ...SCRAPER, mode: PrometheusAgentMode.STATEFUL_SET } },
  { key: 'v1/Alertmanager', make: (chart, props) => new Alertmanager(chart, 'X', props), rows: ALERTMANAGER_ROWS, typed: { ...ALERTMANAGER, routing: routing() } },
  { key: 'v1/ThanosRuler', make: (chart, props) => new ThanosRuler(chart, 'X', props), rows: RULER_ROWS, typed: RULER },
  { key: 'v1alpha1/AlertmanagerConfig', make: (chart, props) => new AlertmanagerConfig(chart, 'X', props), rows: [], typed: { routing: routing(), namespace: 'maximal', labels: { x: 'x' }, annotations: { x: 'x' } } },
];

const at = (value: Json, path: string): Json => path.split('.').reduce((found, name) => found?.[name], value);

function without(value: Json, [first, ...rest]: readonly string[]): Json {
  if (value === undefined || typeof value !== 'object') { return value; }
  if (Array.isArray(value)) { return value.map((each, i) => String(i) === first ? without(each, rest) : each); }
  const { [first]: below, ...others } = value;
  return rest.length === 0 || below === undefined ? others : { ...others, [first]: without(below, rest) };
}

const WRITTEN = /"spec\.([^"]+)" is written by the (?:option|construct)/g;

/** The objects of a construct with all typed options, and with the rest of a specification. */
export function variantsOf(maker: Maker): { readonly objects: readonly Manifest[]; readonly main: Manifest }[] {
  const generated = specsOf(maker.key);
  const tries = [...generated.map((spec, i) => propsFor(maker, spec, i)), ...maker.alone ?? ALONE[maker.key.split('/')[1]] ?? []];
  return tries.map((props, i) => variant(maker, props, `maximal-${i}`));
}

function variant(maker: Maker, given: Json, name: string) {
  let props = { ...given, name };
  for (let round = 0; round < 10; round++) {
    const chart = aChart('maximal');
    maker.make(chart, props);
    const written = [...errorsOf(chart).matchAll(WRITTEN)].map(([, path]) => path);
    if (written.length === 0) {
      const objects = synth(chart);
      return { objects, main: objects.find(({ kind }) => kind === maker.key.split('/')[1])! };
    }
    props = { ...props, spec: written.reduce((spec, path) => without(spec, path.replace(/\[(\d+)\]/g, '.$1').split('.')), props.spec) };
  }
  throw new Error(`${maker.key}: fields stay that options write`);
}

/** Options that are copied unchanged get their values from the specification, including which of them exclude each other. */
function propsFor({ typed, rows, key }: Maker, spec: Json, i: number): Json {
  const direct = rows.filter(({ option, path, write }) => write === undefined && option !== 'retentionPercentage' && !(option in typed) && at(spec, path) !== undefined);
  const plain = Object.fromEntries(direct.map(({ option, path }) => [option, at(spec, path)]));
  const props: Json = { ...typed, ...'tls' in typed && { operatorProbesConfigReloader: false }, ...plain, ...spec.additionalArgs && { additionalArgs: { 'x.y': 'z', 'x': '' } } };
  const { mode, ...emptyDir } = props.emptyDir ?? {};
  if (props.emptyDir) { props.emptyDir = emptyDir; }
  if (!spec.storage?.volumeClaimTemplate && props.storage) { delete props.storage; }
  if (key.endsWith('Prometheus') && i % 2 === 1 && props.storage) {
    delete props.retentionSize;
    props.retentionPercentage = 80;
  }
  if (spec.otlp?.promoteAllResourceAttributes) { props.otlpReceiver = { promoteAllResourceAttributes: true, ignoreResourceAttributes: ['x'] }; }
  const { certFile, cert } = spec.web?.tlsConfig ?? {};
  if (certFile || cert?.configMap) { delete props.tls; }
  if (spec.tsdb && !spec.tsdb.outOfOrderTimeWindow) { delete props.outOfOrderTimeWindow; }
  const own = [['additionalArgs'], ['alertmanagersConfig'], ['otlp', 'promoteAllResourceAttributes'], ['otlp', 'ignoreResourceAttributes'], ...direct.map(({ path }) => path.split('.'))];
  const left = own.reduce<Json>(without, spec);
  return { ...props, spec: mode === undefined ? left : { ...left, storage: { ...left.storage, emptyDir: { mode } } } };
}

/** Options that combine with few others. */
const ALONE: { readonly [kind: string]: readonly Json[] } = {
  Prometheus: [{ listenLocal: true, authProxy: true, authProxyTlsSecretName: 'maximal', storage: SCRAPER.storage, retentionPercentage: 80, operatorProbesConfigReloader: false }, {
    selection: { matchLabels: { x: 'x' } },
  }],
  Alertmanager: [{ configSecret: 'maximal' }],
  ThanosRuler: [{ queryEndpoints: ['q:10902'], alertmanagersConfig: { secretName: 'maximal', key: 'map' }, spec: { alertmanagersConfig: { optional: false } } }],
  PrometheusAgent: [{ listenLocal: true, authProxy: true, authProxyTlsSecretName: 'maximal', remoteWrite: SCRAPER.remoteWrite, externalLabels: { cluster: 'x' } }, {
    mode: PrometheusAgentMode.DAEMON_SET, operatorFeatureGates: { PrometheusAgentDaemonSet: true }, remoteWrite: SCRAPER.remoteWrite, externalLabels: { cluster: 'x' },
  }],
};
