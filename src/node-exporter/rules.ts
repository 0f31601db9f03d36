import { rule, shown } from '../validation/rule';

export const COLLECTOR = rule({
  id: 'node-exporter/collector',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name, why }: { prop: string; name: string; why: string }) => `"${prop}" has ${shown(name)}: ${why}`,
  why: 'node-exporter exits at startup if it is given an unknown flag, on every node.',
  example: { prop: 'enableCollectors', name: '--collector.systemd', why: 'a collector\'s name is lower-case letters, digits and "_", like "systemd"' },
});
