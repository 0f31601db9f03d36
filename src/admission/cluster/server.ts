import { Selectable } from './selection';
import { Attached } from '../../values/attached';
import { asList, fieldAt, isMap, isSet, textOf } from '../../values/json';
import { OperatorEnv, SCRAPER_FIELDS } from '../operator/row';
import { Json } from '../operator/shared/json';
import { readVersion } from '../operator/shared/version';
import { RuleEnvironment } from '../rules/environment';

/** The fields of a selecting server that affect how an object is read. */
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

const known = new Attached<ServerObject, Server>();

/** The fields of a Prometheus, PrometheusAgent, ThanosRuler or Alertmanager; read once. */
export function serverOf(object: ServerObject): Server {
  let server = known.get(object);
  if (!server) { known.set(object, server = { name: objectText(object), ...readBy(object) }); }
  return server;
}

/** A server of which nothing is known: unknown whether it selects an object. */
export const UNKNOWN_SERVER: Server = { name: '', operator: {}, rules: {} };

const texts = new Attached<Server, string>();

/** All fields of a server as one text. Created once, because a server selects many objects. */
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
  // a ThanosRuler without a version is not a Prometheus either
  if (kind === 'ThanosRuler') { return { operator: {}, rules: { thanos: version ?? NO_VERSION } }; }
  const features = featuresIn(own);
  return {
    operator: { prometheusSpec: Object.fromEntries(SCRAPER_FIELDS.map(field => [field, own[field]])) },
    rules: { ...version !== undefined && { prometheus: version }, ...features && { features } },
  };
}

/** A version that equals no other. */
const NO_VERSION = '';

/** The version that the operator uses. Without a version in the spec, its default is unknown here. */
function versionIn({ version }: Json): string | undefined {
  return readVersion(textOf(version))?.text;
}

/** All feature flags of the process. Undefined if its arguments are replaced. */
function featuresIn(spec: Json): readonly string[] | undefined {
  const own = asList(spec.containers).filter(each => fieldAt(each, 'name') === 'prometheus');
  const isReplaced = own.some(each => isSet(fieldAt(each, 'args')) || isSet(fieldAt(each, 'command')));
  if (isReplaced) { return undefined; }
  const added = asList(spec.additionalArgs).filter(each => fieldAt(each, 'name') === 'enable-feature')
    .flatMap(each => textOf(fieldAt(each, 'value')).split(','));
  return [...asList(spec.enableFeatures).filter((each): each is string => typeof each === 'string'), ...added];
}
