import { rule } from '../validation/rule';

export const TIMEOUT = rule({
  id: 'scrape/timeout',
  severity: 'error',
  message: ({ interval, timeout }: { interval: string; timeout: string }) =>
    `"scrapeTimeout" (${timeout}) is longer than "interval" (${interval}): make it at most as long`,
  why: 'Prometheus refuses the scrape configuration; the operator leaves the ServiceMonitor out.',
  example: { interval: '30s', timeout: '60s' },
});
