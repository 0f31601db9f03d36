import { isOlderTag } from '../../../diff/changes/images';
import { Side, Sides } from '../../../diff/side';
import { listOf, Manifest, textOf } from '../../../scrape-graph/manifest';
import { podSpecOf } from '../../../validation/workload';
import { componentOf, ofImage } from '../component';
import { Compared, compared, kept } from '../finding';

/** The version of each component, from its image or custom resource. */
export function versionSection({ before, after }: Sides): Compared[] {
  const [old, now] = [versionsIn(before), versionsIn(after)];
  const found = [...old].map(([component, versions]): Compared => {
    const others = now.get(component);
    if (!others) {
      return compared('version', 'gone', `${component} ${shownVersions(versions)}`, 'not used by the new manifests', component);
    }
    return bothOf(component, versions, others);
  });
  const added = [...now].filter(([component]) => !old.has(component));
  return [
    ...found, ...added.map(([component, versions]) => compared('version', 'new', `${component} ${shownVersions(versions)}`, '', component)),
  ];
}

type Versions = ReadonlySet<string>;

function versionsIn({ manifests }: Side): ReadonlyMap<string, Versions> {
  const found = new Map<string, Set<string>>();
  for (const object of manifests) {
    const component = componentOf(object);
    const version = component === undefined ? undefined : versionOf(object, component);
    if (version !== undefined) { found.set(component!, new Set([...found.get(component!) ?? [], version])); }
  }
  return found;
}

const NOT_STATED = 'of the operator';

/** Undefined if the object runs no component. */
function versionOf(object: Manifest, component: string): string | undefined {
  const pod = podSpecOf(object);
  if (!pod) {
    const isServer = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].includes(object.kind);
    return isServer ? tagOf(textOf(object.spec?.image)) ?? plain(textOf(object.spec?.version) || NOT_STATED) : undefined;
  }
  const images = listOf(pod.containers).map(container => textOf(container?.image));
  const own = images.find(image => ofImage(image) === component) ?? images.find(image => !image.includes('kube-rbac-proxy'));
  return tagOf(own ?? '');
}

function tagOf(image: string): string | undefined {
  const tag = /:([^:@/]+)(?:@|$)/.exec(image)?.[1];
  return tag === undefined ? undefined : plain(tag);
}

/** `v3.15.0` and `3.15.0-distroless` are the same version. */
function plain(tag: string): string {
  return tag.replace(/^v(?=\d)/, '').replace(/-distroless$/, '');
}

function shownVersions(versions: Versions): string {
  return [...versions].sort().join(', ');
}

function bothOf(component: string, old: Versions, now: Versions): Compared {
  const [from, to] = [shownVersions(old), shownVersions(now)];
  const subject = `${component} ${from}`;
  if (from === to) { return kept('version', subject, component); }
  return compared('version', 'changed', subject, `becomes ${to}${direction(from, to)}`, component);
}

function direction(from: string, to: string): string {
  if (isOlderTag(to, from)) { return ', a downgrade'; }
  return isOlderTag(from, to) ? ', an upgrade' : '';
}
