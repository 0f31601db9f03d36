import { Capability, CapabilityOf, Component, COMPONENTS } from './capabilities';
import { VERSION_MALFORMED, VERSION_TOO_OLD } from './rules';
import { finding, Finding } from '../validation/rule';
import { compareVersions, versionNumbers, VersionNumbers } from '../values/version-numbers';

/** A version of one component, queried for its capabilities. */
export class ComponentVersion<C extends Component> {
  /** The newest version that was reviewed. If rules only ever got stricter, it represents every version. */
  public static newest<C extends Component>(component: C): ComponentVersion<C> {
    return new ComponentVersion(component, versionNumbers(COMPONENTS[component].newest)!, COMPONENTS[component].newest);
  }

  /** Never throws: problems are returned with a version to continue with, so that one run finds all problems. */
  public static parse<C extends Component>(
    component: C, prop: string, text: string,
  ): { version: ComponentVersion<C>; findings: Finding[] } {
    const { oldest, newest } = COMPONENTS[component];
    const numbers = versionNumbers(text);
    if (!numbers) {
      return { version: ComponentVersion.newest(component), findings: [finding(VERSION_MALFORMED, { prop, text: String(text), newest })] };
    }
    const version = new ComponentVersion(component, numbers, text.replace(/^v/, ''));
    const findings = version.isAtLeast(oldest) ? [] : [finding(VERSION_TOO_OLD, { prop, component, text, oldest })];
    return { version, findings };
  }

  private constructor(
    public readonly component: C, private readonly numbers: VersionNumbers, /** As given, without a `v`. */ public readonly text: string,
  ) {}

  public has(capability: CapabilityOf<C>): boolean {
    const capabilities: Readonly<Record<string, Capability>> = COMPONENTS[this.component].capabilities;
    const { since, until } = capabilities[capability as string];
    return (since === undefined || this.isAtLeast(since)) && (until === undefined || !this.isAtLeast(until));
  }

  /** For the tables of this folder. A construct calls `has`. */
  public isAtLeast(threshold: string): boolean {
    return compareVersions(this.numbers, thresholdNumbers(threshold)) >= 0;
  }
}

/** Cached: the tables, parsed: there are few thresholds, and compare with each of them often. */
const thresholds = new Map<string, VersionNumbers>();
const MOST_THRESHOLDS = 1_000;

function thresholdNumbers(text: string): VersionNumbers {
  const numbers = thresholds.get(text) ?? versionNumbers(text)!;
  if (thresholds.size < MOST_THRESHOLDS) { thresholds.set(text, numbers); }
  return numbers;
}
