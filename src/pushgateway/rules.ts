import { rule, shown } from '../validation/rule';

export const UTF8_NAMES = rule({
  id: 'pushgateway/unicode-names',
  severity: 'error',
  message: (
    { version }: { version: string },
  ) => `"utf8Names" requires Pushgateway 1.11.0 or newer; the version is ${version}: use a newer version, or remove the option`,
  why: 'Pushgateway exits at startup if it is given an unknown flag.',
  example: { version: '1.10.0' },
});

export const BASIC_AUTH = rule({
  id: 'pushgateway/basic-auth',
  severity: 'error',
  message: () =>
    '"basicAuth" is set without "webConfigSecret": set "webConfigSecret" to the Secret with the web configuration that has '
      + '"basic_auth_users"',
  why: 'Without users in its web configuration Pushgateway accepts every push, and no password is verified.',
  example: {},
  see: 'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
});

export const STALE_JOB = rule({
  id: 'pushgateway/stale-after',
  severity: 'error',
  message: ({ job, why }: { job: string; why: string }) => `"staleAfterByJob" has ${shown(job)}, which ${why}`,
  why: 'The alert never fires, or never stops.',
  example: { job: 'backup', why: 'is 0s: use more than the longest time between two pushes' },
});
