import { refusedChanges } from '../../../diff/changes/immutable';
import { Sides } from '../../../diff/side';
import { nameOf } from '../../../scrape-graph/manifest';
import { listed } from '../../../validation/rule';
import { componentOf } from '../component';
import { Compared, compared } from '../finding';

/** Objects of the same name with changes to immutable fields. */
export function updateSection({ before, after }: Sides): Compared[] {
  const now = new Map(after.manifests.map(each => [nameOf(each), each]));
  return before.manifests.flatMap((old): Compared[] => {
    const next = now.get(nameOf(old));
    const fields = next ? refusedChanges(old, next) : [];
    return fields.length === 0 ? [] : [compared('update', 'changed', nameOf(old), `${listed(fields)} cannot be changed`, componentOf(old))];
  });
}
