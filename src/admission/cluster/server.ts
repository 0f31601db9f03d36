import { Selectable } from './selection';
import { asList, fieldAt, isMap, isSet, textOf } from '../../values/json';
import { OperatorEnv, SCRAPER_FIELDS } from '../operator/row';
import { Json } from '../operator/shared/json';
import { readVersion } from '../operator/shared/version';
import { RuleEnvironment } from '../rules/environment';

/** What a server that selects an object says of how the object is read. */
export interface Server {
  /** `Prometheus monitoring/main` */
  readonly name: string;
  readonly operator: Pick<OperatorEnv, 'prometheusSpec' | 'alertmanagerManifest'>;
  readonly rules: Omit<RuleEnvironment, 'operator'>;
}

/** An object that selects others, with its manifest. */
export interface ServerObject extends Selectable {
  readonly raw?: any;
}

const known = new WeakMap<ServerObject, Server>();

/** What a Prometheus, PrometheusAgent, ThanosRuler or Alertmanager says; read once. */
export function serverOf(object: ServerObject): Server {
  let server = known.get(object);
  if (!server) { known.set(object, server = { name: objectText(object), ...readBy(object) }); }
  return server;
}

/** A server of which nothing is known: an object is selected by it, or by none. */
export const UNKNOWN_SERVER: Server = { name: '', operator: {}, rules: {} };

const texts = new WeakMap<Server, string>();

/** All that a server says, as one text; made once, since many objects are selected by the same. */
export function serverText(server: Server): string {
  let text = texts.get(server);
  if (text === undefined) { texts.set(server, text = JSON.stringify(server)); }
  return text;
}

function objectText({ kind, metadata: { namespace, name } }: Selectable): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function readBy({ kind, spec, raw, metadata }: ServerObject): Omit<Server, 'name'> {
  const own: Json = isMap(spec) ? spec : {};
  if (kind === 'Alertmanager') {
    return { operator: { alertmanagerManifest: isMap(raw) ? raw : { kind, metadata, spec: own } }, rules: {} };
  }
  const version = versionIn(own);
  // a ThanosRuler without a version is still no Prometheus
  if (kind === 'ThanosRuler') { return { operator: {}, rules: { thanos: version ?? NO_VERSION } }; }
  const features = featuresIn(own);
  return {
    operator: { prometheusSpec: Object.fromEntries(SCRAPER_FIELDS.map(field => [field, own[field]])) },
    rules: { ...version !== undefined && { prometheus: version }, ...features && { features } },
  };
}

/** No version that is compared with any other. */
const NO_VERSION = '';

/** The version that the operator reads; without one it takes its own default, which is not known here. */
function versionIn({ version }: Json): string | undefined {
  return readVersion(textOf(version))?.text;
}

/** All feature flags of the process; undefined if its arguments are replaced. */
function featuresIn(spec: Json): readonly string[] | undefined {
  const own = asList(spec.containers).filter(each => fieldAt(each, 'name') === 'prometheus');
  const isReplaced = own.some(each => isSet(fieldAt(each, 'args')) || isSet(fieldAt(each, 'command')));
  if (isReplaced) { return undefined; }
  const added = asList(spec.additionalArgs).filter(each => fieldAt(each, 'name') === 'enable-feature')
    .flatMap(each => textOf(fieldAt(each, 'value')).split(','));
  return [...asList(spec.enableFeatures).filter((each): each is string => typeof each === 'string'), ...added];
}
