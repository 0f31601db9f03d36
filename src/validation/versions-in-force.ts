import { IConstruct } from 'constructs';
import { Attached } from '../values/attached';

/** A component whose version affects the checks of objects. */
export type VersionedComponent = 'operator' | 'kubernetes';

/** A version of a cluster: a child of the app, if the app is for several. */
export interface ClusterVersion {
  readonly cluster: string;
  readonly version: string;
}

interface Entry extends ClusterVersion {
  readonly component: VersionedComponent;
  readonly isDefault: boolean;
}

const registered = new Attached<IConstruct, Entry[]>();

/**
 * Remembers which version a construct is for. What a program names, or installs, counts before what is only the default of an option.
 * @param version undefined if it is unknown
 */
export function registerVersion(scope: IConstruct, component: VersionedComponent, version: string | undefined, isDefault = false): void {
  if (version === undefined) { return; }
  const { root } = scope.node;
  const entries = registered.get(root) ?? [];
  registered.set(root, entries);
  entries.push({ component, cluster: clusterOf(scope), version: version.replace(/^v/, ''), isDefault });
}

/** The child of the app that contains a construct. */
export function clusterOf(construct: IConstruct): string {
  let child: IConstruct | undefined;
  for (let at = construct; at.node.scope !== undefined; at = at.node.scope) { child = at; }
  return child?.node.id ?? '';
}

/**
 * The versions of each cluster of an app: those that something in it names or installs; else its defaults and what other parts of the app
 * name, which may be for the same cluster; else the defaults of the whole app. Empty if they are unknown.
 * @param installed what objects of the app say
 */
export function versionsInForce(
  root: IConstruct, component: VersionedComponent, installed: readonly ClusterVersion[] = [],
): (cluster: string) => readonly string[] {
  const entries = (registered.get(root) ?? []).filter(entry => entry.component === component);
  const named = [...entries.filter(({ isDefault }) => !isDefault), ...installed];
  const defaults = entries.filter(({ isDefault }) => isDefault);
  const within = (all: readonly ClusterVersion[], cluster: string) => all.filter(each => each.cluster === cluster);
  const known = new Map<string, readonly string[]>();
  return cluster => {
    let found = known.get(cluster);
    if (!found) {
      const choices = [within(named, cluster), [...within(defaults, cluster), ...named], defaults];
      const near = choices.find(all => all.length > 0) ?? [];
      known.set(cluster, found = [...new Set(near.map(({ version }) => version))].sort());
    }
    return found;
  };
}
