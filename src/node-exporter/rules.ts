import { rule, shown } from '../validation/rule';

export const COLLECTOR = rule({
  id: 'node-exporter/collector',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name, why }: { prop: string; name: string; why: string }) => `"${prop}" has ${shown(name)}: ${why}`,
  why: 'On every node, the process exits at startup if it is given an unknown flag.',
  example: { prop: 'enableCollectors', name: '--collector.systemd', why: 'use lower-case letters, digits and "_", like "systemd"' },
});
