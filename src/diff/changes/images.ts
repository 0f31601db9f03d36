import { imagesIn } from '../../admission/needs/images';
import { nameOf, textOf } from '../../scrape-graph/manifest';
import { Change } from '../change';
import { Side, Sides } from '../side';

/** Changed images, and versions that are older than before. */
export function imageChanges(sides: Sides): Change[] {
  const [old, now] = [imagesOf(sides.before), imagesOf(sides.after)];
  const moved = movedImages(old, now);
  const movedTo = new Set(moved.values());
  const repositories = [...new Set([...old.keys(), ...now.keys()])].sort().filter(each => !moved.has(each) && !movedTo.has(each));
  return [
    ...[...moved].sort()
      .map(([from, to]): Change => ({
        kind: 'image', subject: to, text: `${inWords(from, old)} becomes ${inWords(to, now)}, from another registry or repository`,
      })),
    ...repositories.flatMap(each => imageChange(each, old.get(each) ?? [], now.get(each) ?? [])),
    ...versionChanges(sides),
  ];
}

type Images = ReadonlyMap<string, readonly string[]>;

/** Repositories that are gone, with the only new one of the same base name: the image comes from another registry. */
function movedImages(old: Images, now: Images): ReadonlyMap<string, string> {
  const baseOf = (repository: string): string => repository.slice(repository.lastIndexOf('/') + 1);
  const gone = [...old.keys()].filter(each => !now.has(each));
  const added = [...now.keys()].filter(each => !old.has(each));
  const only = (all: readonly string[], base: string): string | undefined => {
    const same = all.filter(each => baseOf(each) === base);
    return same.length === 1 ? same[0] : undefined;
  };
  return new Map(gone.flatMap((from): [string, string][] => {
    const to = only(added, baseOf(from));
    return to !== undefined && only(gone, baseOf(from)) === from ? [[from, to]] : [];
  }));
}

function inWords(repository: string, images: Images): string {
  const tags = (images.get(repository) ?? []).filter(tag => tag !== '');
  return tags.length === 0 ? repository : `${repository}:${tags.join(', ')}`;
}

/** Tags and digests, by repository. */
function imagesOf({ manifests }: Side): Images {
  const found = new Map<string, string[]>();
  for (const image of imagesIn(manifests.map(({ raw, ...rest }) => raw ?? rest))) {
    const [, repository, tag = ''] = /^(.+?)((?::[^/]+)?)$/.exec(image) ?? [image, image];
    found.set(repository, [...found.get(repository) ?? [], tag.slice(1)]);
  }
  return found;
}

function imageChange(repository: string, old: readonly string[], now: readonly string[]): Change[] {
  const [gone, added] = [old.filter(tag => !now.includes(tag)), now.filter(tag => !old.includes(tag))];
  if (gone.length === 0 && added.length === 0) { return []; }
  const backwards = gone.length === 1 && added.length === 1 && isOlderTag(added[0], gone[0]);
  if (backwards) { return [{ kind: 'downgrade', subject: repository, text: `${gone[0]} becomes ${added[0]}` }]; }
  const image = (text: string): Change[] => [{ kind: 'image', subject: repository, text }];
  if (old.length === 0) { return image(`new: ${added.join(', ')}`); }
  return image(now.length === 0 ? `gone: ${gone.join(', ')}` : changeText(gone, added));
}

function changeText(gone: readonly string[], added: readonly string[]): string {
  if (gone.length === 0) { return `also ${added.join(', ')}`; }
  if (added.length === 0) { return `no longer ${gone.join(', ')}`; }
  const isMajor = gone.length === 1 && added.length === 1 && majorOf(gone[0]) < majorOf(added[0]);
  return `${gone.join(', ')} becomes ${added.join(', ')}${isMajor ? ', a new major version' : ''}`;
}

function majorOf(tag: string): number {
  return Number(/^v?(\d{1,4})\.\d+/.exec(tag)?.[1] ?? NaN);
}

/** Versions of servers whose image does not contain one. */
function versionChanges({ servers: { both } }: Sides): Change[] {
  return both.flatMap(([old, now]): Change[] => {
    const [from, to] = [textOf(old.spec?.version), textOf(now.spec?.version)];
    return isOlderTag(to, from)
      ? [{ kind: 'downgrade', subject: nameOf(now), text: `version ${from} becomes ${to}`, object: nameOf(now) }]
      : [];
  });
}

/** Whether a version is older than another. False if one is invalid. */
export function isOlderTag(version: string, than: string): boolean {
  const [own, other] = [version, than].map(text => /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)?.slice(1).map(part => Number(part ?? 0)));
  if (!own || !other) { return false; }
  const at = own.findIndex((part, index) => part !== other[index]);
  return at >= 0 && own[at] < other[at];
}
