import { rule } from '../validation/rule';

export const FIELD_IGNORED = rule({
  id: 'monitors/field-ignored',
  severity: 'warning',
  judges: 'object',
  message: ({
    where, used, ignored,
  }: {
    where: string; used: string; ignored: string;
  }) => `"${where}" has "${used}" and "${ignored}", and the operator ignores "${ignored}": remove one of them`,
  why: 'The operator silently scrapes something other than what the ignored field names.',
  example: { where: 'endpoints[0]', used: 'port', ignored: 'targetPort' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go',
});
