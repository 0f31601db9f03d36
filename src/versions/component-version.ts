import { Capability, CapabilityOf, Component, COMPONENTS } from './capabilities';
import { VERSION_MALFORMED, VERSION_TOO_OLD } from './rules';
import { finding, Finding } from '../validation/rule';

type Numbers = readonly [major: number, minor: number, patch: number];

/** `1.36`, `v2.20.0`, and suffixes of clouds: `v1.34.2-gke.1348000`, `v1.33.4+k3s1`. */
const VERSION = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;

/** A version of one component, queried for its capabilities. */
export class ComponentVersion<C extends Component> {
  /** The newest version that was reviewed. If rules only ever got stricter, it represents every version. */
  public static newest<C extends Component>(component: C): ComponentVersion<C> {
    return new ComponentVersion(component, numbersOf(COMPONENTS[component].newest)!, COMPONENTS[component].newest);
  }

  /** Never throws: problems are returned with a version to continue with, so that one run finds all problems. */
  public static parse<C extends Component>(component: C, prop: string, text: string): { version: ComponentVersion<C>; findings: Finding[] } {
    const { oldest, newest } = COMPONENTS[component];
    const numbers = numbersOf(text);
    if (!numbers) {
      return { version: ComponentVersion.newest(component), findings: [finding(VERSION_MALFORMED, { prop, text: String(text), newest })] };
    }
    const version = new ComponentVersion(component, numbers, text.replace(/^v/, ''));
    const findings = version.isAtLeast(oldest) ? [] : [finding(VERSION_TOO_OLD, { prop, component, text, oldest })];
    return { version, findings };
  }

  private constructor(public readonly component: C, private readonly numbers: Numbers, /** As given, without a `v`. */ public readonly text: string) {}

  public has(capability: CapabilityOf<C>): boolean {
    const capabilities: Readonly<Record<string, Capability>> = COMPONENTS[this.component].capabilities;
    const { since, until } = capabilities[capability as string];
    return (since === undefined || this.isAtLeast(since)) && (until === undefined || !this.isAtLeast(until));
  }

  /** For the tables of this folder. A construct calls `has`. */
  public isAtLeast(threshold: string): boolean {
    const other = numbersOfThreshold(threshold);
    const at = this.numbers.findIndex((number, i) => number !== other[i]);
    return at < 0 || this.numbers[at] > other[at];
  }
}

/** The tables have few, and each is asked for often. */
const thresholds = new Map<string, Numbers>();
const MOST_THRESHOLDS = 1_000;

function numbersOfThreshold(text: string): Numbers {
  const numbers = thresholds.get(text) ?? numbersOf(text)!;
  if (thresholds.size < MOST_THRESHOLDS) { thresholds.set(text, numbers); }
  return numbers;
}

function numbersOf(text: string): Numbers | undefined {
  const match = VERSION.exec(String(text));
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}
