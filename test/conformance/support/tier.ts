import { pinned, pinnedOfTier } from './cluster';

/**
 * Two tiers: `npm run conformance` and `.ci/run` prove each claim once; `npm run conformance:full` proves it for every version and form.
 * Tests of the full tier only are skipped by name, with a reason, and the runner prints both.
 */
export const IS_FULL = process.env.CONFORMANCE_TIER === 'full';

/** The title by which the runner finds skipped suites. */
const LEFT_OUT = 'full tier only';

export interface Tiered {
  /** Run in both tiers. */
  readonly always: readonly string[];
  /** Why the others prove nothing more, for the summary. */
  readonly why: string;
}

/** `describe.each` by tier. Each value is a suite. */
export function describeTiered(values: readonly string[], { always, why }: Tiered, title: string, suite: (value: string) => void): void {
  const unknown = always.filter(value => !values.includes(value));
  if (unknown.length > 0) { throw new Error(`${unknown.join(', ')}: none of ${values.join(', ')}`); }
  for (const value of values) {
    const name = title.replace('%s', value);
    if (IS_FULL || always.includes(value)) {
      describe(name, () => suite(value));
    } else {
      describe.skip(`${LEFT_OUT}: ${why}`, () => describe(name, () => suite(value)));
    }
  }
}

/** The versions that this tier has built, for a test of each. */
export function versionsOfTier(variable: string): string[] {
  const here = IS_FULL ? pinned(variable) : pinnedOfTier(variable);
  for (const version of pinned(variable).filter(each => !here.includes(each))) {
    describe.skip(`${LEFT_OUT}: ${version} of ${variable} is built there`, () => test(version, () => undefined));
  }
  return here;
}
