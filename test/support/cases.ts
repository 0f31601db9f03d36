/** Whether tests try all that they can: `npm run conformance:full` sets CONFORMANCE_TIER. */
export const IS_FULL = process.env.CONFORMANCE_TIER === 'full';

/** How many of `all` random cases a test tries: a quarter in `npm test`. With a fixed seed, they are the first ones of all. */
export function cases(all: number): number {
  return IS_FULL ? all : Math.ceil(all / 4);
}
