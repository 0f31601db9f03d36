import { IConstruct } from 'constructs';
import { VPA_WRITTEN } from './rules';
import { VerticalPodAutoscalerMode, VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { Finding, finding } from '../validation/rule';
import { Attached } from '../values/attached';

/** Options of a component for its workloads. */
interface Wanted {
  readonly options: VerticalPodAutoscalerOptions;
  readonly findings: readonly Finding[];
}

const wanted = new Attached<IConstruct, Wanted>();

/**
 * Remembers what a component wants for the workloads that it makes afterwards.
 * @param given its options as the program has them; undefined if a stack wrote them
 */
export function useVerticalPodAutoscaler(
  component: IConstruct, options: VerticalPodAutoscalerOptions | undefined, given?: Requested,
): void {
  if (options && (options.enabled ?? true)) { wanted.set(component, { options, findings: given ? checkWritten(options, given) : [] }); }
}

/** What was remembered of a component. */
export function verticalPodAutoscalerOf(component: IConstruct): Wanted | undefined {
  return wanted.get(component);
}

export interface Requested {
  readonly cpu?: unknown;
  readonly memory?: unknown;
}

/** Requests that a program sets itself apply only to the first pods. */
export function checkWritten(
  { mode = VerticalPodAutoscalerMode.OFF, enabled = true, controlledResources = ['cpu', 'memory'] }: VerticalPodAutoscalerOptions,
  given: Requested,
  prefix = '',
): Finding[] {
  const options = (['cpu', 'memory'] as const).filter(option => given[option] !== undefined && controlledResources.includes(option))
    .map(option => `${prefix}${option}`);
  return !enabled || mode === VerticalPodAutoscalerMode.OFF || options.length === 0 ? [] : [finding(VPA_WRITTEN, { options, mode })];
}
