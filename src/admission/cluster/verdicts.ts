import { Find, lookupBy } from './lookup';
import { Selectable } from './selection';
import { Server, ServerObject, serverOf } from './server';
import { Versions } from '../../schema/findings';
import { checkManifest, Environment, ManifestResult } from '../check-manifest';
import { Json } from '../operator/shared/json';

/** The objects of a cluster, as far as the checks of one of them look at others. */
export interface ClusterObjects {
  readonly versions: Versions;
  /** The servers that select an object. */
  readonly selectedBy: (object: Selectable) => readonly ServerObject[];
  readonly alertmanagers: () => readonly Json[];
  readonly find: Find;
  /** What is known of how an object came here. */
  readonly originOf?: (object: Selectable) => Origin;
}

export interface Origin {
  /** Whether the manifest may lack what a tool adds. */
  readonly isPartial?: boolean;
  /** Whether nobody changes the manifest any more, so that what is found may be remembered. */
  readonly isFinal?: boolean;
}

/** What is said of the objects of one cluster: the one place that knows by whom each is read. */
export class Verdicts {
  private readonly found = new WeakMap<Selectable, ManifestResult>();
  private readonly lookup;
  private readonly environments = new Map<string, Environment>();

  public constructor(private readonly cluster: ClusterObjects) {
    this.lookup = lookupBy(cluster.find);
  }

  /** The verdict on an object; found once. */
  public of(object: ServerObject): ManifestResult {
    let result = this.found.get(object);
    if (!result) { this.found.set(object, result = checkManifest(object.raw, this.environmentOf(object))); }
    return result;
  }

  /**
   * Whether an object has no effect: the apiserver rejects it, or the operator leaves it out.
   * @param server for which of the servers that select it; undefined for all of them
   */
  public isRejected(object: ServerObject, server?: ServerObject): boolean {
    const { isRejected, leftOutBy } = this.of(object);
    if (isRejected || leftOutBy.length === 0) { return isRejected; }
    const isFor = (each: ServerObject) => leftOutBy.some(({ name }) => name === serverOf(each).name);
    if (server !== undefined && isFor(server)) { return true; }
    const selecting = this.cluster.selectedBy(object);
    // if nobody here selects it, it is left out whoever does
    return server !== undefined && selecting.includes(server) ? false : selecting.every(isFor);
  }

  private environmentOf(object: Selectable): Environment {
    const { isPartial = false, isFinal = false } = this.cluster.originOf?.(object) ?? {};
    const servers = this.cluster.selectedBy(object).map(serverOf);
    const key = `${isPartial} ${isFinal} ${servers.map(({ name }: Server) => name).join()}`;
    let env = this.environments.get(key);
    if (!env) {
      const { versions, alertmanagers } = this.cluster;
      env = { versions, servers, lookup: this.lookup, alertmanagers, isPartial, isFinal };
      this.environments.set(key, env);
    }
    return env;
  }
}
