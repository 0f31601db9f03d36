import { masked } from '../validation/secret-texts';
import { similarTo } from '../validation/similar';
import { compareTexts } from '../values/texts';

/**
 * Severity of a change. `loss`: targets, alerts or data are lost, or objects cannot be applied. `risk`: needs review. `info`: expected.
 */
export type Weight = 'loss' | 'risk' | 'info';

interface KindRow {
  readonly weight: Weight;
  /** Heading for changes of this kind. */
  readonly title: string;
  /** What it means for monitoring, for first-time readers. */
  readonly meaning: string;
}

/** The only table of kinds of changes, in display order. */
export const KINDS = {
  'rejected-update': {
    weight: 'loss',
    title: 'Updates that the API server rejects',
    meaning: 'The API server keeps the old object. Correct invalid fields. To change an immutable field, delete the object and create it '
      + 'again.',
  },
  'data-loss': { weight: 'loss', title: 'Data that is lost', meaning: 'Samples, silences or objects are deleted, or are no longer read.' },
  'lost-target': { weight: 'loss', title: 'Targets that are no longer scraped', meaning: 'Their series end.' },
  'lost-alert': { weight: 'loss', title: 'Alerts that are gone', meaning: 'Nothing evaluates them any more.' },
  'blind-alert': {
    weight: 'loss',
    title: 'Alerts that lose their series',
    meaning: 'They are still evaluated, but the series that they use are gone: they cannot fire.',
  },
  'lost-receiver': {
    weight: 'loss', title: 'Alerts that reach fewer receivers', meaning: 'The routes send them to fewer receivers than before.',
  },
  'lost-record': {
    weight: 'loss', title: 'Recorded series that are still used', meaning: 'No rule records them any more, but something uses them.',
  },
  'empty-panel': { weight: 'loss', title: 'Panels that become empty', meaning: 'The series that they show are gone.' },
  'changed-series': {
    weight: 'risk',
    title: 'Series with another identity',
    meaning: 'The target is still scraped, with other labels: its series start again, and so do pending alerts.',
  },
  'recreated': {
    weight: 'risk', title: 'Pods that are recreated', meaning: 'The operator deletes the StatefulSet and creates it again. Volumes stay.',
  },
  'changed-alert': { weight: 'risk', title: 'Alerts that change', meaning: 'Another threshold, duration, severity, label or expression.' },
  'renamed-alert': {
    weight: 'risk', title: 'Alerts with another name', meaning: 'Silences, routes and inhibitions with the old name no longer match.',
  },
  'changed-record': { weight: 'risk', title: 'Recorded series that change', meaning: 'The same name has another expression.' },
  'downgrade': {
    weight: 'risk', title: 'Versions that go backwards', meaning: 'An older version may be unable to read data of a newer one.',
  },
  'wider-permission': { weight: 'risk', title: 'Permissions that grow', meaning: 'A ServiceAccount gets more permissions.' },
  'wider-network': { weight: 'risk', title: 'Network access that grows', meaning: 'More connections are allowed than before.' },
  'changed-scrape': {
    weight: 'info', title: 'Scrapes that change', meaning: 'Another interval, timeout, limit, path or relabeling of metrics.',
  },
  'new-target': { weight: 'info', title: 'New targets', meaning: 'They are scraped from now on.' },
  'new-alert': { weight: 'info', title: 'New alerts', meaning: 'They are evaluated from now on.' },
  'new-receiver': {
    weight: 'info', title: 'Alerts that reach more receivers', meaning: 'The routes send them to more receivers than before.',
  },
  'new-record': { weight: 'info', title: 'New recorded series', meaning: 'They are recorded from now on.' },
  'removed-record': {
    weight: 'info',
    title: 'Recorded series that nothing here uses',
    meaning: 'No rule records them any more. Dashboards that are not in these manifests may use them.',
  },
  'cost': { weight: 'info', title: 'Estimated costs', meaning: 'Estimated load of each Prometheus, for the cluster size of --nodes.' },
  'image': { weight: 'info', title: 'Images', meaning: 'The pods pull other images.' },
  'object': { weight: 'info', title: 'Objects', meaning: 'They are created, or deleted if your tool prunes.' },
} satisfies { readonly [kind: string]: KindRow };

export type ChangeKind = keyof typeof KINDS;

export const CHANGE_KINDS = Object.keys(KINDS) as ChangeKind[];

export function rowOf(kind: ChangeKind): KindRow {
  return KINDS[kind];
}

/** One difference between old and new. */
export interface Change {
  readonly kind: ChangeKind;
  /** The subject: `Service monitoring/kubelet, port https-metrics`, `KubePodCrashLooping (warning)`. */
  readonly subject: string;
  /** The difference, in a few words. */
  readonly text: string;
  /** The object that contains it: `PrometheusRule monitoring/workloads`. */
  readonly object?: string;
  /** Whether that object is one of the old ones, and no longer exists. */
  readonly isOld?: boolean;
}

/**
 * Ordered by the table, then by text. Equal lines are merged, because two servers may scrape the same target. Secrets in URLs are masked.
 */
export function sortChanges(changes: readonly Change[]): Change[] {
  const rank = new Map(CHANGE_KINDS.map((kind, at) => [kind, at]));
  const keyOf = ({ subject, text }: Change) => `${subject}\n${text}`;
  const shown = changes.map(({ object, ...change }) => ({
    ...change, subject: masked(change.subject), text: masked(change.text), ...object !== undefined && { object: masked(object) },
  }));
  const unique = [...new Map(shown.map(change => [JSON.stringify([change.kind, change.subject, change.text]), change])).values()];
  return unique.sort((a, b) => rank.get(a.kind)! - rank.get(b.kind)! || compareTexts(keyOf(a), keyOf(b)));
}

/** @throws if an unknown kind, with a similar one */
export function checkKinds(kinds: readonly string[]): void {
  const unknown = kinds.find(kind => !CHANGE_KINDS.includes(kind as ChangeKind));
  if (unknown === undefined) { return; }
  const similar = similarTo(unknown, CHANGE_KINDS);
  const cure = similar.length > 0
    ? `did you mean ${similar.map(each => JSON.stringify(each)).join(' or ')}?`
    : `use ${CHANGE_KINDS.join(', ')}`;
  throw new Error(`unknown kind of change ${JSON.stringify(unknown)}: ${cure}`);
}
