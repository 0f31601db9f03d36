import { rule, shown } from '../validation/rule';

export const COLLECTOR = rule({
  id: 'node-exporter/collector',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name, why }: { prop: string; name: string; why: string }) => `"${prop}" has ${shown(name)}: ${why}`,
  why: 'The process ends at once over a flag that it does not know, on every node.',
  example: { prop: 'enableCollectors', name: '--collector.systemd', why: 'a collector\'s name is lower-case letters, digits and "_", like "systemd"' },
});
