import { rule, shown } from '../validation/rule';

export const COLLECTOR = rule({
  id: 'windows-exporter/collector',
  severity: 'error',
  message: (
    { collector }: { collector: string },
  ) => `"collectors" has ${shown(collector)}: use lower-case letters, digits and "_", like "container", or "[defaults]"`,
  why: 'The exporter exits if it does not know a collector.',
  example: { collector: 'Memory' },
  see: 'https://github.com/prometheus-community/windows_exporter#collectors',
});

export const POD_SECURITY = rule({
  id: 'windows-exporter/pod-security',
  severity: 'error',
  message: ({ options }: { options: readonly string[] }) => `"podSecurity" has ${options.map(option => shown(option))
    .join(', ')}, which host-process pods on Windows do not support: remove "podSecurity"`,
  why: 'Users and groups of Linux do not exist on Windows: the API server rejects the pods.',
  example: { options: ['runAsUser'] },
  see: 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
});
