import { pairUp } from '../../../diff/pairs';
import { Side, Sides } from '../../../diff/side';
import { Manifest, nameOf, textOf } from '../../../scrape-graph/manifest';
import { jsonIn } from '../../../values/json';
import { Compared, compared, kept } from '../finding';

interface Board {
  readonly uid: string;
  readonly title: string;
  readonly object: string;
}

/** Matches dashboards by uid, then by title. */
export function dashboardSection({ before, after }: Sides): Compared[] {
  const {
    both, gone, added,
  } = pairUp(
    boardsIn(before),
    boardsIn(after),
    [
      ({ uid, title }) => uid === '' ? undefined : `${uid} ${title}`,
      ({ uid }) => uid === '' ? undefined : uid,
      ({ title }) => plainTitle(title),
    ],
  );
  return [
    ...both.map(([old, now]) => bothOf(old, now)),
    ...gone.map(each => compared('dashboard', 'gone', shownBoard(each), `was in ${each.object}`, 'dashboards')),
    ...added.map(each => compared('dashboard', 'new', shownBoard(each), `in ${each.object}`, 'dashboards')),
  ];
}

function bothOf(old: Board, now: Board): Compared {
  if (old.uid === now.uid && old.title === now.title) { return kept('dashboard', shownBoard(old), 'dashboards'); }
  return compared('dashboard', old.uid === now.uid ? 'changed' : 'renamed', shownBoard(old), `now ${shownBoard(now)}`, 'dashboards');
}

function shownBoard({ uid, title }: Board): string {
  return uid === '' ? JSON.stringify(title) : `${JSON.stringify(title)} (uid ${uid})`;
}

function plainTitle(title: string): string | undefined {
  const plain = title.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
  return plain === '' ? undefined : plain;
}

/** The same dashboard as a ConfigMap and as a GrafanaDashboard counts once. */
function boardsIn({ manifests }: Side): Board[] {
  const all = manifests.flatMap(object => textsIn(object).flatMap(text => boardOf(text, object)));
  return [...new Map(all.map(board => [`${board.uid} ${board.title}`, board])).values()];
}

function textsIn({ kind, raw, spec }: Manifest): unknown[] {
  if (kind === 'ConfigMap') { return Object.entries(raw?.data ?? {}).filter(([file]) => file.endsWith('.json')).map(([, text]) => text); }
  return kind === 'GrafanaDashboard' ? [spec?.json] : [];
}

/** Larger dashboards are not compared. */
const LONGEST = 4_000_000;

function boardOf(text: unknown, object: Manifest): Board[] {
  if (typeof text !== 'string' || text.length > LONGEST || !/"(panels|rows)"/.test(text)) { return []; }
  const board = jsonIn(text);
  const title = textOf(board?.title);
  return title === '' ? [] : [{ uid: textOf(board?.uid), title, object: nameOf(object) }];
}
