import { EXTRA_ARGUMENT } from './rules';
import { finding, Finding } from '../validation/rule';
import { withoutNegation } from '../values/texts';

/** Flags by name, without `--`. An empty value is a boolean flag. */
export type ExtraArgs = { readonly [flag: string]: string };

/** The owner of a flag: the option of that name, or the library. */
export type FlagOwners = { readonly [flag: string]: string };

/** A flag that must not change, because the pod, its Service or its probes depend on it. */
export const FIXED = '';

/** The arguments, merged with those of a user: these replace a default of the same name, so that no flag occurs twice. */
export function withExtraArgs(own: readonly string[], extra: ExtraArgs): string[] {
  const names = new Set(Object.keys(extra).map(withoutNegation));
  const kept = own.filter(argument => !names.has(withoutNegation(flagOf(argument))));
  return [...kept, ...Object.keys(extra).sort().map(name => extra[name] === '' ? `--${name}` : `--${name}=${extra[name]}`)];
}

/** @param owners who writes flags; a function for those that follow a pattern */
export function checkExtraArgs(
  extra: ExtraArgs, owners: FlagOwners, ownerOf: (flag: string) => string | undefined = () => undefined,
): Finding[] {
  return Object.keys(extra).flatMap(flag => {
    const why = whyInvalidFlag(flag, Object.hasOwn(owners, flag) ? owners[flag] : ownerOf(flag));
    if (why !== undefined) { return [finding(EXTRA_ARGUMENT, { flag, why })]; }
    const twin = withoutNegation(flag);
    return twin !== flag && Object.hasOwn(extra, twin)
      ? [finding(EXTRA_ARGUMENT, { flag, why: `contradicts "${twin}": remove one of them` })]
      : [];
  });
}

function whyInvalidFlag(flag: string, owner: string | undefined): string | undefined {
  if (flag.startsWith('-')) { return `begins with "-": write only the name, such as "${flag.replace(/^-+/, '')}"`; }
  if (!/^[a-zA-Z][\w.-]{0,127}$/.test(flag)) { return 'is not a valid flag name: use letters, digits, "-", "_" and "."'; }
  if (owner === FIXED) { return 'is set by the library: remove it'; }
  return owner === undefined ? undefined : `is set by the option "${owner}": use the option`;
}

function flagOf(argument: string): string {
  return /^--?([^=]*)/.exec(argument)?.[1] ?? argument;
}
