import { EXTRA_ARGUMENT } from './rules';
import { finding, Finding } from '../validation/rule';

/** Flags by name, without `--`. An empty value is a boolean flag. */
export type ExtraArgs = { readonly [flag: string]: string };

/** The owner of a flag: the option of that name, or the library. */
export type FlagOwners = { readonly [flag: string]: string };

/** A flag that must not change, because the pod, its Service or its probes depend on it. */
export const FIXED = '';

/** The arguments, merged with those of a user: these replace a default of the same name, so that no flag occurs twice. */
export function withExtraArgs(own: readonly string[], extra: ExtraArgs): string[] {
  const names = new Set(Object.keys(extra).map(switchOf));
  const kept = own.filter(argument => !names.has(switchOf(flagOf(argument))));
  return [...kept, ...Object.keys(extra).sort().map(name => extra[name] === '' ? `--${name}` : `--${name}=${extra[name]}`)];
}

/** @param owners who writes flags; a function for those that follow a pattern */
export function checkExtraArgs(extra: ExtraArgs, owners: FlagOwners, ownerOf: (flag: string) => string | undefined = () => undefined): Finding[] {
  return Object.keys(extra).flatMap(flag => {
    const why = whyNot(flag, Object.hasOwn(owners, flag) ? owners[flag] : ownerOf(flag));
    if (why !== undefined) { return [finding(EXTRA_ARGUMENT, { flag, why })]; }
    const twin = switchOf(flag);
    return twin !== flag && Object.hasOwn(extra, twin) ? [finding(EXTRA_ARGUMENT, { flag, why: `contradicts "${twin}": remove one of them` })] : [];
  });
}

function whyNot(flag: string, owner: string | undefined): string | undefined {
  if (flag.startsWith('-')) { return `begins with "-": write only the name, such as "${flag.replace(/^-+/, '')}"`; }
  if (!/^[a-zA-Z][\w.-]{0,127}$/.test(flag)) { return 'is not a valid flag name: use letters, digits, "-", "_" and "."'; }
  if (owner === FIXED) { return 'is set by the library: remove it'; }
  return owner === undefined ? undefined : `is set by the option "${owner}": use the option`;
}

function flagOf(argument: string): string {
  return /^--?([^=]*)/.exec(argument)?.[1] ?? argument;
}

/** `no-collector.wifi` is the same flag as `collector.wifi`. */
function switchOf(flag: string): string {
  return flag.replace(/^no-/, '');
}
