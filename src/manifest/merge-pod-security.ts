import { PodSecurityOptions } from './pod-security-options';
import { withoutUndefined } from '../values/json';

/** Options that assign IDs. */
export const ID_OPTIONS = ['runAsUser', 'runAsGroup', 'fsGroup'] as const;

/**
 * Options of an outer and an inner scope. The inner one takes precedence; if it sets IDs or leaves them to the platform, the outer IDs are
 * dropped.
 */
export function mergePodSecurity(
  outer: PodSecurityOptions | undefined, inner: PodSecurityOptions | undefined,
): PodSecurityOptions | undefined {
  if (!outer || !inner) { return inner ?? outer; }
  const { idsFromPlatform, runAsUser, runAsGroup, fsGroup, ...rest } = outer;
  const isNamed = ID_OPTIONS.some(option => inner[option] !== undefined);
  const ids = inner.idsFromPlatform === true ? {} : { runAsUser, runAsGroup, fsGroup };
  const all = { ...rest, ...ids, ...!isNamed && { idsFromPlatform }, ...withoutUndefined(inner) };
  return withoutUndefined(all);
}
