/** What happens to an item of the old manifests. `new`: only the new manifests have it. */
export type Verdict = 'gone' | 'renamed' | 'changed' | 'new' | 'kept';

/** Display order of verdicts: the worst first. */
export const VERDICTS: readonly Verdict[] = ['gone', 'renamed', 'changed', 'new', 'kept'];

interface SectionRow {
  /** As a heading. */
  readonly title: string;
  /** Explanation of a line, for first-time readers. */
  readonly meaning: string;
}

/** The only table of sections, in display order: what cannot be repaired afterwards comes first. */
export const SECTIONS = {
  data: {
    title: 'Data: StatefulSets and claims', meaning: 'A claim with another name is empty. Data that is gone is deleted, or no longer used.',
  },
  update: {
    title: 'Updates that the API server rejects',
    meaning: 'An object with this name exists, and an immutable field differs: delete the old object just before.',
  },
  delivery: { title: 'Alerts that reach nobody', meaning: 'They fire, but no receiver is notified.' },
  target: { title: 'Targets', meaning: 'Targets that are gone are no longer scraped, and their series end.' },
  series: {
    title: 'Series with another identity',
    meaning: 'The target is still scraped, with other labels: its series start again, and queries with the old labels find nothing.',
  },
  alert: { title: 'Alerts', meaning: 'Silences, routes and inhibitions for alerts that are renamed or gone no longer match.' },
  record: { title: 'Recorded series', meaning: 'Rules and dashboards that use series that are gone have no data.' },
  route: { title: 'Routes and receivers', meaning: 'Which receivers are notified of which alerts.' },
  address: { title: 'Services, ports and hosts', meaning: 'Addresses that data sources, Ingresses and other programs use.' },
  dashboard: { title: 'Dashboards', meaning: 'Links and bookmarks use the uid of a dashboard.' },
  permission: { title: 'Permissions', meaning: 'Permissions and ServiceAccount of each component.' },
  version: {
    title: 'Versions and images',
    meaning: 'A new version is an upgrade during the migration. Keep the old version first, and upgrade afterwards.',
  },
  retention: { title: 'Retention', meaning: 'Data that is older than the retention is deleted.' },
} satisfies { readonly [section: string]: SectionRow };

export type SectionId = keyof typeof SECTIONS;

export const SECTION_IDS = Object.keys(SECTIONS) as SectionId[];

/** One item of the old or the new manifests, and its verdict. */
export interface Compared {
  readonly section: SectionId;
  readonly verdict: Verdict;
  /** The subject, by its old name, or the new name if it is new. */
  readonly subject: string;
  /** The difference, or why it is gone. May be empty. */
  readonly text: string;
  /** Its component: `kube-state-metrics`. */
  readonly component?: string;
  /** The reason of the decision that accepts it. */
  readonly decided?: string;
}

export const kept = (
  section: SectionId, subject: string, component?: string,
): Compared => compared(section, 'kept', subject, '', component);

export function compared(section: SectionId, verdict: Verdict, subject: string, text: string, component?: string): Compared {
  return { section, verdict, subject, text, ...component !== undefined && { component } };
}

/** Items that are gone without a decision. */
export function isUndecided({ verdict, decided }: Compared): boolean {
  return verdict === 'gone' && decided === undefined;
}

/** By section, verdict and name. Duplicates are merged. */
export function sortCompared(all: readonly Compared[]): Compared[] {
  const keyOf = ({ subject, text }: Compared) => `${subject}\n${text}`;
  const rank = ({ section, verdict }: Compared) => SECTION_IDS.indexOf(section) * VERDICTS.length + VERDICTS.indexOf(verdict);
  const once = [...new Map(all.map(each => [`${rank(each)} ${keyOf(each)}`, each])).values()];
  return once.sort((a, b) => rank(a) - rank(b) || compareText(keyOf(a), keyOf(b)));
}

export function compareText(a: string, b: string): number {
  if (a === b) { return 0; }
  return a < b ? -1 : 1;
}
