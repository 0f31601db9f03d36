import { rule, shown } from '../validation/rule';

export const COLLECTOR = rule({
  id: 'windows-exporter/collector',
  severity: 'error',
  message: ({ collector }: { collector: string }) => `"collectors" has ${shown(collector)}: a collector's name is lower-case letters, digits and "_", like "container", or "[defaults]"`,
  why: 'The exporter ends over a collector that it does not know.',
  example: { collector: 'Memory' },
  see: 'https://github.com/prometheus-community/windows_exporter#collectors',
});
