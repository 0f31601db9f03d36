import { Explanation, Issue } from '../explanation';

/** Problems of one cause, which one change cures. */
export interface Cause {
  readonly id: string;
  readonly severity: string;
  /** That of the first one. */
  readonly message: string;
  readonly issues: readonly Issue[];
  /** Where the others are, if there are others. */
  readonly others: readonly string[];
}

/** Problems by rule and cause, in the order of the first of each. */
export function causesOf(problems: Explanation['problems']): Cause[] {
  const found = new Map<string, { readonly issues: Issue[]; readonly places: Set<string> }>();
  for (const issue of problems) {
    const { cause, place } = issue.group ?? apart(issue);
    const key = JSON.stringify([issue.id, issue.severity, cause]);
    const known = found.get(key) ?? { issues: [], places: new Set<string>() };
    found.set(key, known);
    known.issues.push(issue);
    known.places.add(place);
  }
  return [...found.values()].map(({ issues, places }): Cause => {
    const [{ id, severity, message }] = issues;
    return { id, severity, message, issues, others: issues.length > 1 ? [...places].slice(1) : [] };
  });
}

/** The object with which a message begins is the place, with the file after it; the rest says what is wrong there. */
function apart({ message, objects }: Issue): { readonly cause: string; readonly place: string } {
  const object = objects.find(name => message.startsWith(name));
  if (object === undefined) { return { cause: message, place: '' }; }
  const [head, file = ''] = /^ (\([^()]*\)): /.exec(message.slice(object.length)) ?? [''];
  return { cause: message.slice(object.length + head.length).replaceAll(object, ''), place: `${object}${file === '' ? '' : ` ${file}`}` };
}
