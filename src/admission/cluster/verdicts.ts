import { Find, lookupBy } from './lookup';
import { Looked, remember } from './memory';
import { Selectable } from './selection';
import { ServerObject, serverOf, serverText } from './server';
import { Versions } from '../../schema/findings';
import { checkManifest, Environment, isLeftOutBy, ManifestResult } from '../check-manifest';
import { Lookup } from '../operator/row';
import { Json } from '../operator/shared/json';

/** The objects of a cluster, for checks that look up others. */
export interface ClusterObjects {
  readonly versions: Versions;
  /** The servers that select an object. */
  readonly selectedBy: (object: Selectable) => readonly ServerObject[];
  readonly alertmanagers: () => readonly Json[];
  readonly find: Find;
  /** How an object came into the app. */
  readonly originOf?: (object: Selectable) => Origin;
}

export interface Origin {
  /** Whether a tool adds to the manifest. */
  readonly isPartial?: boolean;
  /** Whether the manifest no longer changes, so that findings are cached. */
  readonly isFinal?: boolean;
}

function recorded(lookup: Lookup, record: (looked: Looked) => void): Lookup {
  return (kind, namespace, name) => {
    const found = lookup(kind, namespace, name);
    record({ kind, namespace, name, found });
    return found;
  };
}

/** Findings on the objects of one cluster. Determines which servers read each object. */
export class Verdicts {
  private readonly found = new Map<Selectable, ManifestResult>();
  private readonly environments = new Map<string, { readonly env: Environment; readonly surroundings: string }>();
  private readonly lookup: Lookup;
  private readonly tracked: Lookup;
  private asked: Looked[] = [];

  public constructor(private readonly cluster: ClusterObjects) {
    this.lookup = lookupBy(cluster.find);
    this.tracked = recorded(this.lookup, looked => this.asked.push(looked));
  }

  /** The findings on an object. Cached, also for equal objects of other clusters. */
  public of(object: ServerObject): ManifestResult {
    let result = this.found.get(object);
    if (!result) {
      const { env, surroundings } = this.environmentOf(object);
      const about = { manifest: object.raw, surroundings, isFinal: env.isFinal === true, lookup: this.lookup };
      result = remember(about, () => this.check(object, env));
      this.found.set(object, result);
    }
    return result;
  }

  private check(object: ServerObject, env: Environment) {
    this.asked = [];
    const result = checkManifest(object.raw, env);
    return { result, asked: this.asked };
  }

  /**
   * Whether an object has no effect: the API server rejects it, or the operator leaves it out.
   * @param server for which of the servers that select it; undefined for all of them
   */
  public isRejected(object: ServerObject, server?: ServerObject): boolean {
    const { isRejected, leftOutBy } = this.of(object);
    if (isRejected) { return true; }
    const selecting = this.cluster.selectedBy(object);
    if (server !== undefined && !selecting.includes(server)) { return this.isLeftOutIfSelected(object, server); }
    if (leftOutBy.length === 0) { return false; }
    const isFor = (each: ServerObject) => leftOutBy.some(({ name }) => name === serverOf(each).name);
    // if no server here selects it, any other server ignores it as well
    return server !== undefined ? isFor(server) : selecting.every(isFor);
  }

  /** Nothing is reported for a server that only may select an object. What it would ignore has no effect. */
  private isLeftOutIfSelected(object: ServerObject, server: ServerObject): boolean {
    return isLeftOutBy(object.raw, this.environmentOf(object, [server]).env);
  }

  private environmentOf(object: Selectable, selecting = this.cluster.selectedBy(object)) {
    const { isPartial = false, isFinal = false } = this.cluster.originOf?.(object) ?? {};
    const servers = selecting.map(serverOf);
    const key = `${isPartial} ${isFinal} ${servers.map(({ name }) => name).join()}`;
    let known = this.environments.get(key);
    if (!known) {
      const { versions, alertmanagers } = this.cluster;
      const env = { versions, servers, lookup: this.tracked, alertmanagers, isPartial, isFinal };
      known = { env, surroundings: `${JSON.stringify([versions, isPartial])} ${servers.map(serverText).join()}` };
      this.environments.set(key, known);
    }
    return known;
  }
}
