import { AlertDefinition, Context } from '../definition';

/** Fires for a cluster in which no target of a component is up. */
export const absent = (alert: string, what: string, selector: (context: Context) => string, description: string): AlertDefinition => ({
  alert,
  severity: 'critical',
  for: '15m',
  expr: context => context.absent(selector(context)),
  summary: `No ${what} is up.`,
  description,
});

/** Fires for one target of a component. If it has many targets, one is too small a share for TargetDown. */
export const unreachable = (alert: string, what: string, selector: (context: Context) => string, description: string): AlertDefinition => ({
  alert,
  severity: 'warning',
  for: '15m',
  expr: context => `${context.once(`up{${selector(context)}}`, 'namespace', 'pod', 'instance')} == 0`,
  summary: `${what} {{ $labels.pod }} at {{ $labels.instance }} cannot be scraped.`,
  description,
});
