import { join, select } from './json';
import { isMap } from '../../../values/json';
import { CheckContext, Fault, isInForce, Part, PartRow } from '../row';

/** A finding of a row of a part. */
export interface PartFault {
  readonly row: PartRow;
  readonly fault: Fault;
}

/** All problems of a part and its nested parts, for the possible operator versions. `path` is the path of the part. */
export function faultsOf(part: Part, value: unknown, path: string, context: CheckContext): readonly PartFault[] {
  if (!isMap(value)) { return []; }
  const own = part.rows
    .filter(row => isInForce(row, context.env))
    .flatMap(row => row.find(value, context).map(fault => ({ row, fault: { ...fault, at: join(path, fault.at) } })));
  const inner = (part.contains ?? [])
    .filter(each => isInForce(each, context.env))
    .flatMap(each => select(value, each.at).flatMap(found => faultsOf(each.part, found.value, join(path, found.path), context)));
  return [...own, ...inner];
}

/** All rows of a part and its nested parts, with the path of each part. */
export function rowsOf(part: Part, at = ''): readonly { readonly row: PartRow; readonly at: string }[] {
  return [...part.rows.map(row => ({ row, at })), ...(part.contains ?? []).flatMap(each => rowsOf(each.part, join(at, each.at)))];
}
