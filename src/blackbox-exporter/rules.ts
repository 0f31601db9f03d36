import { listed, rule, shown } from '../validation/rule';

export const MODULE_UNKNOWN = rule({
  id: 'blackbox-exporter/module-unknown',
  severity: 'error',
  message: ({ module, known }: { module: string | undefined; known: readonly string[] }) => module === undefined
    ? `"module" is missing, and there are ${known.length} modules: use one of ${listed(known.map(each => shown(each)))}`
    : `module ${shown(module)} does not exist: use one of ${listed(known.map(each => shown(each)))}`,
  why: 'The exporter answers 400 to each scrape, and probes nothing.',
  example: { module: 'http', known: ['http_2xx'] },
});

export const MODULE = rule({
  id: 'blackbox-exporter/module',
  severity: 'error',
  message: ({ module, why }: { module: string; why: string }) => `module ${shown(module)}: ${why}`,
  why: 'The exporter exits because of its configuration, or keeps the previous one.',
  example: { module: 'http_2xx', why: '"failIfBodyMatches" has "(", which is not a valid RE2 regular expression' },
  see: 'https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md',
});

export const NO_MODULES = rule({
  id: 'blackbox-exporter/no-modules',
  severity: 'error',
  message: () => '"modules" is empty: add a module, or remove it for the default, which probes over HTTP',
  why: 'The exporter answers 400 to each scrape.',
  example: {},
});

export const TARGET = rule({
  id: 'blackbox-exporter/target',
  severity: 'error',
  message: ({
    target, prober, shape,
  }: { target: string; prober: string; shape: string }) => `the target ${shown(target)} is not for a module of ${prober}: write ${shape}`,
  why: 'Every probe of the target fails, even if the target is healthy.',
  example: { target: 'shop.example.org:443', prober: 'http', shape: 'a URL, like "https://shop.example.org/"' },
});

export const NO_TARGETS = rule({
  id: 'blackbox-exporter/no-targets',
  severity: 'error',
  message: (
    { what }: { what: string },
  ) => `"targets" ${what}: add the addresses to probe, such as ProbeTargets.of("https://shop.example.org/")`,
  why: 'Nothing is probed, and no alert ever fires.',
  example: { what: 'is empty' },
});

export const TARGETS_MIXED = rule({
  id: 'blackbox-exporter/targets-mixed',
  severity: 'error',
  message: () => '"targets" has ProbeTargets.ingresses() and others: use a separate Probe for it',
  why: 'A Probe has either static targets or discovered Ingresses. If it has both, the operator uses only the static targets.',
  example: {},
});

export const TIMEOUT = rule({
  id: 'blackbox-exporter/timeout',
  severity: 'error',
  message: ({
    module, timeout, most,
  }: {
    module: string; timeout: string; most: string;
  }) => `the "timeout" of module ${shown(
    module,
  )} (${timeout}) must be shorter than the "scrapeTimeout" of the Probe (${most}): change one of them`,
  why: 'The scrape times out before the module: a slow target is reported as a failed scrape, not as a failed probe.',
  example: { module: 'http_2xx', timeout: '10s', most: '10s' },
});
