import { ResourceLimitsOptions } from './resource-limits-options';
import { Nanos, nanosOf } from '../validation/quantity';
import { finding, Finding } from '../validation/rule';
import { LIMIT_RATIO } from '../validation/rules';

/**
 * Default ratio of limit to request. A stack requests 4 KiB of memory for each series of a Prometheus. A server with queries and rules
 * takes 3 to 10 KiB, and above 90% of the limit Go's garbage collector works harder. In a small cluster no other component uses more than
 * half of its request: docs/security-comparison.md.
 */
const MEMORY_RATIO = 2;
const HIGHEST = { memoryRatio: 100, cpuRatio: 1000 } as const;

/** Requests of a container, and known facts about its limits. */
export interface Limited {
  readonly cpu: string;
  readonly memory: string;
  /** An option that overrides the ratio. */
  readonly memoryLimit?: string;
  readonly resourceLimits?: ResourceLimitsOptions;
}

/** `resources` of a container. @param probes its probes: with a command among them there is no CPU limit */
export function resourcesOf({ cpu, memory, memoryLimit, resourceLimits }: Limited, ...probes: readonly unknown[]) {
  const limits = limitsOf({ cpu, memory, memoryLimit, resourceLimits }, probes.some(isCommand));
  return { requests: { cpu, memory }, ...Object.keys(limits).length > 0 && { limits } };
}

/** Only the limits. */
export function limitsOf(
  { cpu, memory, memoryLimit, resourceLimits }: Limited, isProbedByCommand = false,
): { readonly cpu?: string; readonly memory?: string } {
  const { enabled = true, memoryRatio = MEMORY_RATIO, cpuRatio } = resourceLimits ?? { enabled: false };
  const memoryAmount = memoryLimit ?? (enabled ? timesMemory(memory, memoryRatio) : undefined);
  const cpuAmount = enabled && cpuRatio !== undefined && !isProbedByCommand ? timesCpu(cpu, cpuRatio) : undefined;
  return { ...cpuAmount !== undefined && { cpu: cpuAmount }, ...memoryAmount !== undefined && { memory: memoryAmount } };
}

/** Ratios for which the API server rejects the limit: below its request, or more than any node has. */
export function checkLimits(options: ResourceLimitsOptions = {}): Finding[] {
  return (['memoryRatio', 'cpuRatio'] as const).flatMap(option => {
    const { [option]: ratio } = options;
    return ratio === undefined || ratio >= 1 && ratio <= HIGHEST[option]
      ? []
      : [finding(LIMIT_RATIO, { option, ratio, most: HIGHEST[option] })];
  });
}

function isCommand(probe: unknown): boolean {
  return typeof probe === 'object' && probe !== null && 'exec' in probe;
}

const NANO = 1_000_000_000n;
const MILLI = 1_000_000n;
const MEBI = 2n ** 20n * NANO;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** In whole Mi, in the API server's format: the largest unit without a fraction. */
function timesMemory(request: string, ratio: number): string | undefined {
  const exact = times(request, ratio);
  if (exact === undefined) { return undefined; }
  let amount = exact >= MEBI ? upTo(exact, MEBI) / NANO : upTo(exact, NANO) / NANO;
  let unit = 0;
  while (amount > 0n && amount % 1024n === 0n && unit < BINARY.length - 1) {
    amount /= 1024n;
    unit++;
  }
  return `${amount}${BINARY[unit]}`;
}

function timesCpu(request: string, ratio: number): string | undefined {
  const exact = times(request, ratio);
  if (exact === undefined) { return undefined; }
  const millis = upTo(exact, MILLI) / MILLI;
  return millis % 1000n === 0n ? `${millis / 1000n}` : `${millis}m`;
}

/** Undefined if there is nothing to limit: an invalid request, which another check reports, or none. */
function times(request: string, ratio: number): Nanos | undefined {
  const amount = nanosOf(request);
  const thousandths = Math.round(ratio * 1000);
  if (amount === undefined || amount <= 0n || !Number.isFinite(thousandths)) { return undefined; }
  return amount * BigInt(thousandths) / 1000n;
}

function upTo(amount: Nanos, unit: Nanos): Nanos {
  return (amount + unit - 1n) / unit * unit;
}
