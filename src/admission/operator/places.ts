import { ALERTMANAGER_PLACES } from './alertmanager/places';
import { isManaged } from './prometheus';
import { Effect, Lifetime, OperatorEnv, Part } from './row';
import { AUTHORIZATION, SAFE_AUTHORIZATION, UNREAD_AUTHORIZATION } from './shared/authorization';
import { BASIC_AUTH } from './shared/basic-auth';
import { HTTP_CONFIG, HTTP_CONFIG_WITH_FILES, ONE_AUTHENTICATION } from './shared/http-config';
import { OAUTH2 } from './shared/oauth2';
import { PROXY } from './shared/proxy';
import { NAMED_SECRET_KEY, NO_NAME_PART, SECRET_KEY } from './shared/references';
import { CLASS_RELABELING, RELABELING, UNCHECKED_RELABELING } from './shared/relabeling';
import { SIGV4 } from './shared/sigv4';
import { SAFE_TLS, TLS, TLS_ASSETS, UNREAD_TLS } from './shared/tls';
import { WEB_TLS } from './shared/web-tls';

/** The place of a shared part, its kinds, and the effect of its problems. */
export interface Place extends Lifetime {
  readonly kinds: readonly string[];
  readonly at: string;
  readonly part: Part;
  /** Default: `EFFECT_OF_KIND`. */
  readonly effect?: Effect;
  readonly when?: (kind: string, spec: unknown, env: OperatorEnv) => boolean;
}

/** The effect of a problem in a shared part on the object. */
export const EFFECT_OF_KIND: { readonly [kind: string]: Effect } = {
  ServiceMonitor: 'object-left-out',
  PodMonitor: 'object-left-out',
  Probe: 'object-left-out',
  ScrapeConfig: 'object-left-out',
  AlertmanagerConfig: 'object-left-out',
  Prometheus: 'resource-rejected',
  PrometheusAgent: 'resource-rejected',
  ThanosRuler: 'resource-rejected',
  Alertmanager: 'resource-rejected',
};

type At = readonly [at: string, part: Part, since?: string];

/** Places of some kinds, listed when one of the kinds is first checked. */
interface PlacesOfKinds {
  readonly kinds: readonly string[];
  readonly list: () => readonly At[];
  readonly rest: Omit<Partial<Place>, 'kinds' | 'at' | 'part'>;
}

const places = (
  kinds: readonly string[], list: () => readonly At[], rest: PlacesOfKinds['rest'] = {},
): PlacesOfKinds => ({ kinds, list, rest });

const BOTH = ['Prometheus', 'PrometheusAgent'];

/** The parts of an HTTP client, by field. */
const client = (at: string, ...parts: readonly (readonly [field: string, part: Part, since?: string])[]): readonly At[] =>
  parts.map(([field, part, since]) => [field === '' ? at : `${at}.${field}`, part, since]);

const BASIC = ['basicAuth', BASIC_AUTH] as const;
const SAFE_AUTH = ['authorization', SAFE_AUTHORIZATION] as const;
const FULL_AUTH = ['authorization', AUTHORIZATION] as const;
const OAUTH = ['oauth2', OAUTH2] as const;
const SAFE_TLS_CONFIG = ['tlsConfig', SAFE_TLS] as const;
const TLS_CONFIG = ['tlsConfig', TLS] as const;
const INLINE_PROXY = ['', PROXY] as const;

const FULL_CLIENT = [BASIC, SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY] as const;

/** Service discoveries whose whole HTTP client is checked. */
const WITH_FULL_CLIENT = ['http', 'kubernetes', 'kuma', 'eureka', 'docker', 'hetzner', 'nomad', 'dockerSwarm', 'puppetDB', 'lightSail'];

const scrapeConfig = (): readonly At[] => [
  ['spec.relabelings[]', RELABELING],
  ['spec.metricRelabelings[]', RELABELING],
  ...client('spec', ...FULL_CLIENT),
  ...WITH_FULL_CLIENT.flatMap(name => client(`spec.${name}SDConfigs[]`, ...FULL_CLIENT)),
  ...client(
    'spec.consulSDConfigs[]',
    BASIC,
    SAFE_AUTH,
    ['oauth2', OAUTH2, '0.92.0'],
    SAFE_TLS_CONFIG,
    ['tokenRef', SECRET_KEY],
    INLINE_PROXY,
  ),
  ...client('spec.ec2SDConfigs[]', SAFE_TLS_CONFIG, ['accessKey', SECRET_KEY], ['secretKey', SECRET_KEY], INLINE_PROXY),
  ...client(
    'spec.openstackSDConfigs[]',
    ['tlsConfig', SAFE_TLS, '0.92.0'],
    ['password', SECRET_KEY],
    ['applicationCredentialSecret', SECRET_KEY],
  ),
  ...client('spec.digitalOceanSDConfigs[]', SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client('spec.linodeSDConfigs[]', SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client('spec.ionosSDConfigs[]', SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client('spec.scalewaySDConfigs[]', SAFE_TLS_CONFIG, ['secretKey', SECRET_KEY], INLINE_PROXY),
  ...client('spec.ovhcloudSDConfigs[]', ['applicationSecret', SECRET_KEY], ['consumerKey', SECRET_KEY]),
  ...client('spec.lightSailSDConfigs[]', ['accessKey', SECRET_KEY], ['secretKey', SECRET_KEY]),
];

const remoteWrite = (): readonly At[] => client(
  'spec.remoteWrite[]',
  BASIC,
  OAUTH,
  TLS_CONFIG,
  FULL_AUTH,
  ['sigv4', SIGV4],
  ['azureAd.oauth.clientSecret', SECRET_KEY],
  ['', PROXY, '0.85.0'],
);

/** For Azure, the other fields are read only with the method OAuth. */
const azure = (): readonly At[] => client(
  'spec.azureSDConfigs[]',
  ['clientSecret', SECRET_KEY],
  BASIC,
  OAUTH,
  INLINE_PROXY,
  SAFE_TLS_CONFIG,
  SAFE_AUTH,
);

/** Every place of a shared part. */
const GROUPS: readonly PlacesOfKinds[] = [
  places(['ServiceMonitor'], () => [
    ['spec.endpoints[]', HTTP_CONFIG_WITH_FILES],
    ['spec.endpoints[].relabelings[]', RELABELING],
    ['spec.endpoints[].metricRelabelings[]', RELABELING],
  ]),
  places(['PodMonitor'], () => [
    ['spec.podMetricsEndpoints[]', HTTP_CONFIG],
    ['spec.podMetricsEndpoints[].relabelings[]', RELABELING],
    ['spec.podMetricsEndpoints[].metricRelabelings[]', RELABELING],
  ]),
  places(['Probe'], () => [
    ...client(
      'spec',
      BASIC,
      SAFE_AUTH,
      OAUTH,
      SAFE_TLS_CONFIG,
      ['bearerTokenSecret', NAMED_SECRET_KEY],
      ['bearerTokenSecret', NO_NAME_PART, '0.88.0'],
    ),
    ['spec.prober', PROXY],
    ['spec.metricRelabelings[]', RELABELING],
    ['spec.targets.staticConfig.relabelingConfigs[]', RELABELING],
    ['spec.targets.ingress.relabelingConfigs[]', RELABELING],
  ]),
  places(['ScrapeConfig'], scrapeConfig),
  places(['ScrapeConfig'], azure, { when: (_kind, spec) => !usesAzureIdentity(spec), since: '0.80.1' }),
  places(['ServiceMonitor'], () => [['spec.endpoints[]', ONE_AUTHENTICATION]], { effect: 'invalid-at-reload', until: '0.86.0' }),
  places(['PodMonitor'], () => [['spec.podMetricsEndpoints[]', ONE_AUTHENTICATION]], { effect: 'invalid-at-reload', until: '0.86.0' }),
  // every version fails: the current one ignores the monitor
  places(['ServiceMonitor'], () => [['spec.endpoints[]', ONE_AUTHENTICATION]], { when: isAnyOperator }),
  places(['PodMonitor'], () => [['spec.podMetricsEndpoints[]', ONE_AUTHENTICATION]], { when: isAnyOperator }),
  places(['Probe', 'ScrapeConfig'], () => [['spec', ONE_AUTHENTICATION]], { effect: 'invalid-at-reload' }),
  places(['ScrapeConfig'], () => WITH_FULL_CLIENT.map(name => [`spec.${name}SDConfigs[]`, ONE_AUTHENTICATION] as const), {
    effect: 'invalid-at-reload',
  }),
  // checked before the operator decides whether it generates a configuration
  places(BOTH, () => [
    ['spec.scrapeClasses[].relabelings[]', CLASS_RELABELING, '0.73.0'],
    ['spec.scrapeClasses[].metricRelabelings[]', CLASS_RELABELING, '0.75.0'],
    ['spec.scrapeClasses[].tlsConfig', UNREAD_TLS, '0.79.0'],
    ['spec.scrapeClasses[].authorization', UNREAD_AUTHORIZATION, '0.79.0'],
  ]),
  places(BOTH, () => [['spec.scrapeClasses[].tlsConfig', TLS_ASSETS, '0.79.0']], { when: isManaged }),
  places(BOTH, remoteWrite, { when: isManaged }),
  places(['ThanosRuler'], () => remoteWrite().filter(([, part]) => part !== PROXY).map(([at, part]) => [at, part] as const), {
    since: '0.82.0',
  }),
  places(
    BOTH, () => [['spec.remoteWrite[].writeRelabelConfigs[]', UNCHECKED_RELABELING]], { effect: 'invalid-at-reload', when: isManaged },
  ),
  places(
    ['Prometheus'], () => client('spec.remoteRead[]', BASIC, OAUTH, TLS_CONFIG, FULL_AUTH, ['', PROXY, '0.85.0']), { when: isManaged },
  ),
  places(['Prometheus'], () => [['spec.remoteRead[]', ONE_AUTHENTICATION]], { effect: 'invalid-at-reload', when: isManaged }),
  places(BOTH, () => client('spec.apiserverConfig', BASIC, FULL_AUTH, TLS_CONFIG), { when: isManaged }),
  places(
    ['Prometheus'],
    () => [
      ...client('spec.alerting.alertmanagers[]', BASIC, SAFE_AUTH, ['sigv4', SIGV4], TLS_CONFIG),
      ['spec.alerting.alertmanagers[].relabelings[]', RELABELING, '0.74.0'],
      ['spec.alerting.alertmanagers[].alertRelabelings[]', RELABELING, '0.74.0'],
    ],
    { when: isManaged },
  ),
  places(BOTH, () => [['spec.tracingConfig.tlsConfig', UNREAD_TLS, '0.88.0']], { when: isManaged }),
  places(['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager'], () => [['spec.web.tlsConfig', WEB_TLS]]),
  places(['Alertmanager'], () => ALERTMANAGER_PLACES),
];

/** The places in a kind; in all kinds without one. */
export function placesIn(kind?: string): readonly Place[] {
  return GROUPS.filter(({ kinds }) => kind === undefined || kinds.includes(kind))
    .flatMap(({ kinds, list, rest }) => list().map(([at, part, since]) => ({ kinds, at, part, since, ...rest })));
}

function isAnyOperator(_kind: string, _spec: unknown, { operator }: OperatorEnv): boolean {
  return operator === undefined;
}

function usesAzureIdentity(spec: unknown): boolean {
  const list = (spec as { azureSDConfigs?: unknown } | undefined)?.azureSDConfigs;
  return Array.isArray(list) && list.some(each => ['ManagedIdentity', 'SDK', 'WorkloadIdentity'].includes(each?.authenticationMethod));
}
