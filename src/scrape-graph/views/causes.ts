import { Explanation, Issue } from '../explanation';

/** Problems with one cause, which one change fixes. */
export interface Cause {
  readonly id: string;
  readonly severity: string;
  /** That of the first one. */
  readonly message: string;
  readonly issues: readonly Issue[];
  /** The places of the others, if there are any. */
  readonly others: readonly string[];
}

/** Problems by rule and cause, in the order of the first of each. */
export function causesOf(problems: Explanation['problems']): Cause[] {
  const found = new Map<string, { readonly issues: Issue[]; readonly places: Place[] }>();
  for (const issue of problems) {
    const { cause, ...place } = issue.group ?? apart(issue);
    const key = JSON.stringify([issue.id, issue.severity, cause]);
    const known = found.get(key) ?? { issues: [], places: [] };
    found.set(key, known);
    known.issues.push(issue);
    known.places.push(place);
  }
  return [...found.values()].map(({ issues, places }): Cause => {
    const [{ id, severity, message }] = issues;
    return { id, severity, message, issues, others: issues.length > 1 ? othersOf(places) : [] };
  });
}

interface Place {
  readonly place: string;
  /** Its index in a list, if it is in one. */
  readonly element?: string;
}

/** Elements are named if they differ. */
function othersOf(places: readonly Place[]): string[] {
  const differ = new Set(places.map(({ element }) => element)).size > 1;
  const texts = places.map(({ place, element }) => differ && element !== undefined ? `${place}: ${element}`.replace(/^: /, '') : place);
  return [...new Set(texts)].slice(1);
}

/** Containers without an image are one cause, in any list. */
const INDEX = /\[\d+\]/g;
const ELEMENT = /[\w.]+\[\d+\][\w.[\]]*/;

/** The object at the start of a message is the place, with its file. The rest describes the problem. */
function apart({ message, objects }: Issue): Place & { readonly cause: string } {
  const object = objects.find(name => message.startsWith(name));
  const element = ELEMENT.exec(message)?.[0];
  const within = element === undefined ? {} : { element };
  if (object === undefined) { return { cause: message.replace(INDEX, '[]'), place: '', ...within }; }
  const [head, file = ''] = /^ (\([^()]*\)): /.exec(message.slice(object.length)) ?? [''];
  return {
    cause: message.slice(object.length + head.length).replaceAll(object, '').replace(INDEX, '[]'),
    place: `${object}${file === '' ? '' : ` ${file}`}`,
    ...within,
  };
}
