import { BlackboxProbeOptions } from './blackbox-exporter-props';
import { BlackboxModule } from './blackbox-module';
import { MODULE, MODULE_UNKNOWN, NO_MODULES, NO_TARGETS, TARGET, TARGETS_MIXED, TIMEOUT } from './rules';
import { checkReferences } from '../manifest/references';
import { whyNoPattern } from '../promql/regex';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

type Modules = { readonly [name: string]: BlackboxModule };

/** Secrets in these fields are readable by everyone who may read the ConfigMap. */
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key'];

export function checkModules(modules: Modules): Finding[] {
  const all = Object.entries(modules);
  return [
    ...all.length === 0 ? [finding(NO_MODULES, {})] : [],
    ...all.flatMap(([name, module]) => {
      const whys = [
        ...(/^[a-zA-Z0-9_.-]{1,100}$/.test(name) ? [] : ['use letters, digits, "_", "." and "-"']),
        ...module._patterns.flatMap(pattern => {
          const why = whyNoPattern(pattern);
          return why === undefined ? [] : [`${JSON.stringify(pattern.slice(0, 80))} is not a valid RE2 regular expression: ${why}`];
        }),
        ...module._headers.filter(header => SECRET_HEADERS.includes(header.toLowerCase()))
          .map(header => `the header ${JSON.stringify(header)} would be visible in a ConfigMap: use "basicAuth" or "bearerToken"`),
        ...['ip4', 'ip6'].includes(module._options.ipProtocol ?? 'ip4') ? [] : ['"ipProtocol" must be "ip4" or "ip6"'],
      ];
      return [
        ...whys.map(why => finding(MODULE, { module: name, why })),
        ...checkReferences(module._secrets.map(({ secretName }) => ({ prop: `modules.${name}.secretName`, name: secretName }))),
      ];
    }),
  ];
}

/** The module of a Probe. */
export function moduleOf(
  modules: Modules, wanted: string | undefined,
): { readonly name: string; readonly module: BlackboxModule } | Finding {
  const known = Object.keys(modules);
  const name = wanted ?? (known.length === 1 ? known[0] : undefined);
  return name !== undefined && Object.prototype.hasOwnProperty.call(modules, name)
    ? { name, module: modules[name] }
    : finding(MODULE_UNKNOWN, { module: wanted, known });
}

/** Checks that are possible before the app is complete. */
export function checkProbe(
  { targets, scrapeTimeout }: BlackboxProbeOptions, name: string, { _options: { timeout } }: BlackboxModule,
): Finding[] {
  const discovered = targets.filter(({ _ingresses }) => _ingresses !== undefined).length;
  return [
    ...targets.length === 0 ? [finding(NO_TARGETS, { what: 'is empty' })] : [],
    ...discovered > 0 && targets.length > 1 ? [finding(TARGETS_MIXED, {})] : [],
    ...timeout && scrapeTimeout && timeout.toMilliseconds() >= scrapeTimeout.toMilliseconds()
      ? [finding(TIMEOUT, { module: name, timeout: inPromql(timeout), most: inPromql(scrapeTimeout) })] : [],
  ];
}

const HOST = '[\\w.-]+|\\[[0-9a-fA-F:.]+\\]';
const SHAPES: { readonly [prober: string]: { readonly pattern: RegExp; readonly shape: string } } = {
  http: { pattern: /^https?:\/\/[^\s/]+(\/\S*)?$/, shape: 'a URL, like "https://shop.example.org/"' },
  tcp: { pattern: new RegExp(`^(${HOST}):\\d{1,5}$`), shape: 'a host and a port, like "db.example.org:5432"' },
  grpc: { pattern: new RegExp(`^(${HOST}):\\d{1,5}$`), shape: 'a host and a port, like "api.example.org:443"' },
  icmp: { pattern: new RegExp(`^(${HOST}|[0-9a-fA-F:.]+)$`), shape: 'a host, like "router.example.org"' },
  dns: { pattern: new RegExp(`^(${HOST})(:\\d{1,5})?$`), shape: 'a name server, like "10.96.0.10" or "dns.example.org:53"' },
};

/** Whether the module accepts an address. */
export function checkTarget(target: string, prober: string): Finding[] {
  const { pattern, shape } = SHAPES[prober];
  return target.length <= 2048 && pattern.test(target) ? [] : [finding(TARGET, { target, prober, shape })];
}
