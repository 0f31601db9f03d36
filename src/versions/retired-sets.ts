import { VERSION_SET_RETIRED } from './rules';
import { VersionSet } from './version-set';
import { finding, Finding } from '../validation/rule';

/** A set that is no longer supported. */
export function checkVersionSet(set: Pick<VersionSet, 'name' | '_successor'> | undefined): Finding[] {
  return set?._successor === undefined
    ? []
    : [finding(VERSION_SET_RETIRED, { set: memberOf(set.name), successor: memberOf(set._successor.name) })];
}

function memberOf(name: string): string {
  return `VersionSet.V${name.replace('-', '_')}`;
}
