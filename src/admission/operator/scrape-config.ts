import { CheckContext, Fault, isBelow, OperatorRow } from './row';
import { readUrl, whyNoUrl } from './shared/go-url';
import { Json } from './shared/json';
import { whyNoFieldSelector, whyNoLabelSelector } from './shared/selector-text';
import { isVariable } from '../../validation/placeholder';
import { asList, isMap, isSet, textOf } from '../../values/json';
import { AtLeast } from '../../versions/at-least';

const FILE = 'pkg/prometheus/resource_selector.go';

interface Options {
  readonly field: string;
  readonly since?: string;
  readonly text: string;
}

const row = (
  id: string,
  { field, since, text }: Options,
  find: OperatorRow['find'],
  kinds: readonly string[] = ['ScrapeConfig'],
): OperatorRow => ({
  id: `scrape-config/${id}`,
  kinds,
  field: `spec.${field}`,
  effect: 'object-left-out',
  since,
  see: { file: FILE, text },
  find,
});

const requires = (version: string, prometheus: AtLeast) =>
  `requires Prometheus ${version.replace(/-0$/, '')} or newer; the version is ${prometheus.text}`;

/** A field of a service discovery, or one of its values, that requires a version of Prometheus. */
const tooNew = (id: string, version: string, options: Options, isMeant: (value: unknown) => boolean = isSet) =>
  row(id, options, (value, { prometheus }) =>
    isMeant(value) && isBelow(prometheus, version)
      ? [{ at: '', value: textOf(value) || undefined, why: requires(version, prometheus!) }]
      : [],
  );

/**
 * The operator checks the version before it checks whether the object uses the feature. So every ScrapeConfig requires the newest of these
 * versions.
 */
const anyway = (id: string, version: string, since: string, what: string, text: string) =>
  row(`needs-${id}`, { field: '', since, text }, (_value, { prometheus }) =>
    isBelow(prometheus, version)
      ? [
        {
          at: '',
          why: `${requires(
            version, prometheus!,
          )} (the operator requires this for ${what} of every ScrapeConfig, even without the field): update Prometheus`,
        },
      ]
      : [],
  );

const url = (id: string, options: Options, whyNot: (text: string) => string | undefined) =>
  row(id, options, value => {
    const why = typeof value === 'string' ? whyNot(value) : undefined;
    return why === undefined ? [] : [{ at: '', value, why }];
  });

const isNoUrl = (text: string) => {
  const why = whyNoUrl(text);
  return why === undefined ? undefined : `is not a URL: ${why}`;
};

function whyNoServer(text: string): string | undefined {
  const read = readUrl(text);
  if ('why' in read) { return `is not a URL: ${read.why}`; }
  return read.scheme === '' || read.host === '' ? 'has no scheme or no host: write it like "https://example.org:5676"' : undefined;
}

function whyNotOfWeb(text: string): string | undefined {
  const read = readUrl(text);
  if ('why' in read) { return `is not a URL: ${read.why}`; }
  if (!['http', 'https'].includes(read.scheme.toLowerCase())) {
    return 'begins with neither "http://" nor "https://": add one of them';
  }
  return read.host === '' ? 'has no host: write it like "https://example.org"' : undefined;
}

/** The selectors that each role supports. */
const SELECTORS: { readonly [role: string]: readonly string[] } = {
  pod: ['pod'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

function roleFaults(value: unknown): readonly Fault[] {
  if (!isMap(value)) { return []; }
  const allowed = SELECTORS[textOf(value.role).toLowerCase()];
  return allowed === undefined
    ? []
    : asList(value.selectors).flatMap((each, at) => {
      const role = isMap(each) ? textOf(each.role) : '';
      return role === '' || allowed.includes(role.toLowerCase())
        ? []
        : [
          {
            at: `selectors[${at}].role`,
            value: role,
            why: `is not a valid selector for the role ${JSON.stringify(value.role)}: write ${allowed.map(name => `"${name}"`).join(', ')}`,
          },
        ];
    });
}

function selectorText(whyNot: (text: string) => string | undefined, value: unknown, what: string): readonly Fault[] {
  const text = textOf(value);
  const why = isVariable(text) ? undefined : whyNot(text);
  return why === undefined ? [] : [{ at: '', value: text, why: `${what}; it ${why}` }];
}

const METHODS_WITHOUT_KEYS = ['ManagedIdentity', 'SDK', 'WorkloadIdentity'];
const OF_AZURE = {
  tenantID: 'configuration requires a tenantID',
  clientID: 'configuration requires a clientID',
  clientSecret: 'configuration requires a clientSecret',
};

const azureNeeds = (field: keyof typeof OF_AZURE) =>
  row(`azure-${field.toLowerCase()}`, { field: 'azureSDConfigs[]', text: OF_AZURE[field] }, value => {
    if (!isMap(value) || METHODS_WITHOUT_KEYS.includes(textOf(value.authenticationMethod))) { return []; }
    const isThere = field === 'clientSecret' ? isSet(value[field]) : textOf(value[field]) !== '';
    return isThere
      ? []
      : [{ at: field, why: 'is missing, but the method "OAuth" requires it: set it, or use another "authenticationMethod"' }];
  });

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function labelFaults(value: unknown, { prometheus }: CheckContext): readonly Fault[] {
  const names = isMap(value) ? Object.keys(value) : [];
  return names
    .filter(name => name === '' || (isBelow(prometheus, '3.0.0') && !LABEL_NAME.test(name)))
    .map(name => ({
      at: `[${JSON.stringify(name)}]`,
      why: 'is not a valid label name: below Prometheus 3 use only letters, digits and "_", and do not begin with a digit',
    }));
}

const portNeeded = (value: Json) => isSet(value.type) && value.type !== 'SRV' && !isSet(value.port);

/** Checks of the service discoveries of a ScrapeConfig. */
export const SCRAPE_CONFIG_ROWS: readonly OperatorRow[] = [
  row('static-labels', { field: 'staticConfigs[].labels', since: '0.92.0', text: 'invalid label %q' }, labelFaults),
  row('probe-static-labels', { field: 'targets.staticConfig.labels', since: '0.92.0', text: 'invalid label %q' }, labelFaults, ['Probe']),
  tooNew(
    'endpointslice',
    '2.21.0',
    { field: 'kubernetesSDConfigs[].role', since: '0.90.0', text: 'EndpointSlice role is only supported for Prometheus version >= 2.21.0' },
    value => value === 'EndpointSlice',
  ),
  row(
    'own-namespace',
    { field: 'kubernetesSDConfigs[]', since: '0.71.0', text: "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously" },
    value =>
      isMap(value) && isSet(value.apiServer) && isMap(value.namespaces) && value.namespaces.ownNamespace === true
        ? [
          {
            at: 'namespaces.ownNamespace',
            why: 'does not work with another API server: remove "apiServer", or list "namespaces.names"',
          },
        ]
        : [],
  ),
  row('selector-role', { field: 'kubernetesSDConfigs[]', since: '0.73.2', text: 'role supports only %s selectors' }, roleFaults),
  row('field-selector', { field: 'kubernetesSDConfigs[].selectors[].field', text: 'fields.ParseSelector(*s.Field)' }, value =>
    selectorText(whyNoFieldSelector, value, 'is not a valid field selector such as "metadata.name=web"')),
  row('label-selector', { field: 'kubernetesSDConfigs[].selectors[].label', text: 'labels.Parse(*s.Label)' }, value =>
    selectorText(whyNoLabelSelector, value, 'is not a valid label selector such as "app=web,tier in (a,b)"')),
  {
    ...row('escaping', { field: 'nameEscapingScheme', text: 'utf8 metric names requested but validation scheme is not set to UTF8' },
      (value, { nameScheme, prometheus }) =>
        value === 'AllowUTF8' && nameScheme === 'Legacy' && prometheus?.isAtLeast('3.4.0') === true
          ? [{ at: '', value, why: 'allows names that "nameValidationScheme: Legacy" does not allow: change one of them' }] : []),
    effect: 'invalid-at-reload',
    see: { file: 'prometheus: config/config.go', text: 'utf8 metric names requested but validation scheme is not set to UTF8' },
  },
  anyway('http', '2.28.0', '0.77.0', 'httpSDConfigs', 'HTTP SD configuration is only supported for Prometheus version >= 2.28.0'),
  anyway(
    'digitalocean',
    '2.20.0',
    '0.82.0',
    'digitalOceanSDConfigs',
    'service discovery for Digital Ocean is only supported for Prometheus version >= 2.20.0',
  ),
  anyway('linode', '2.28.0', '0.75.0', 'linodeSDConfigs', 'linode SD configuration is only supported for Prometheus version >= 2.28.0'),
  anyway(
    'dockerswarm',
    '2.20.0',
    '0.75.0',
    'dockerSwarmSDConfigs',
    'dockerswarm SD configuration is only supported for Prometheus version >= 2.20.0',
  ),
  anyway(
    'puppetdb',
    '2.31.0',
    '0.75.0',
    'puppetDBSDConfigs',
    'puppetDB SD configuration is only supported for Prometheus version >= 2.31.0',
  ),
  anyway(
    'lightsail',
    '2.27.0',
    '0.75.0',
    'lightSailSDConfigs',
    'lightSail SD configuration is only supported for Prometheus version >= 2.27.0',
  ),
  anyway(
    'ovhcloud',
    '2.40.0',
    '0.75.0',
    'ovhcloudSDConfigs',
    'OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0',
  ),
  anyway(
    'scaleway',
    '2.26.0',
    '0.76.0',
    'scalewaySDConfigs',
    'ScaleWay SD configuration is only supported for Prometheus version >= 2.26.0',
  ),
  anyway('ionos', '2.36.0', '0.77.0', 'ionosSDConfigs', 'IONOS SD configuration is only supported for Prometheus version >= 2.36.0'),
  url('http-url', { field: 'httpSDConfigs[].url', since: '0.90.0', text: 'url.Parse(string(config.URL))' }, isNoUrl),
  tooNew('consul-path-prefix', '2.45.0', {
    field: 'consulSDConfigs[].pathPrefix',
    since: '0.79.0',
    text: 'field `config.PathPrefix` is only supported for Prometheus version >= 2.45.0',
  }),
  tooNew('consul-namespace', '2.28.0', {
    field: 'consulSDConfigs[].namespace',
    since: '0.79.0',
    text: 'field `config.Namespace` is only supported for Prometheus version >= 2.28.0',
  }),
  tooNew('consul-filter', '3.0.0-0', {
    field: 'consulSDConfigs[].filter',
    since: '0.79.0',
    text: 'field `config.Filter` is only supported for Prometheus version >= 3.0.0',
  }),
  tooNew('consul-health-filter', '3.11.2', {
    field: 'consulSDConfigs[].healthFilter',
    since: '0.91.0',
    text: 'field `config.HealthFilter` is only supported for Prometheus version >= 3.11.2',
  }),
  row('dns-port', { field: 'dnsSDConfigs[]', text: 'port required for record type' }, value =>
    isMap(value) && portNeeded(value)
      ? [{ at: 'port', why: 'is missing, but only records of type "SRV" have a port: set "port"' }]
      : [],
  ),
  tooNew(
    'azure-sdk',
    '2.52.0',
    {
      field: 'azureSDConfigs[].authenticationMethod',
      since: '0.74.0',
      text: 'SDK authentication is only supported from Prometheus version 2.52.0',
    },
    value => value === 'SDK',
  ),
  tooNew(
    'azure-workload',
    '3.11.0',
    {
      field: 'azureSDConfigs[].authenticationMethod',
      since: '0.91.0',
      text: 'WorkloadIdentity authentication is only supported from Prometheus version 3.11.0',
    },
    value => value === 'WorkloadIdentity',
  ),
  tooNew('azure-resource-group', '2.35.0', {
    field: 'azureSDConfigs[].resourceGroup',
    since: '0.80.0',
    text: 'ResourceGroup is only supported from Prometheus version >= 2.35.0',
  }),
  azureNeeds('tenantID'),
  azureNeeds('clientID'),
  azureNeeds('clientSecret'),
  {
    ...row('azure-unread-secret', { field: 'azureSDConfigs[]', text: 'authMethod == "ManagedIdentity" ||' }, value =>
      isMap(value) && METHODS_WITHOUT_KEYS.includes(textOf(value.authenticationMethod)) && isSet(value.clientSecret)
        ? [
          {
            at: 'clientSecret',
            why: 'is not needed, and makes the operator fail for the whole Prometheus unless another object uses the same Secret: remove '
              + 'it',
          },
        ]
        : [],
    ),
    effect: 'works-otherwise',
    since: '0.80.1',
  },
  tooNew(
    'openstack-role',
    '3.2.0',
    { field: 'openstackSDConfigs[].role', since: '0.81.0', text: 'role is only supported from Prometheus version 3.2.0' },
    value => value === 'LoadBalancer',
  ),
  tooNew('docker-first-network', '2.54.1', {
    field: 'dockerSDConfigs[].matchFirstNetwork',
    since: '0.90.0',
    text: 'field `matchFirstNetwork` is only supported for Prometheus version >= 2.54.1',
  }),
  url('docker-host', { field: 'dockerSDConfigs[].host', since: '0.73.0', text: 'url.Parse(config.Host)' }, isNoUrl),
  url('dockerswarm-host', { field: 'dockerSwarmSDConfigs[].host', since: '0.75.0', text: 'url.Parse(config.Host)' }, isNoUrl),
  tooNew('kuma-client-id', '2.50.0', {
    field: 'kumaSDConfigs[].clientID',
    since: '0.86.0',
    text: 'field `clientID` in kuma SD configuration is only supported for Prometheus version >= 2.50.0',
  }),
  url('kuma-server', { field: 'kumaSDConfigs[].server', since: '0.80.1', text: 'must not be empty and have a scheme' }, whyNoServer),
  url('nomad-server', { field: 'nomadSDConfigs[].server', since: '0.90.0', text: 'must not be empty and have a scheme' }, whyNoServer),
  tooNew('hetzner-label-selector', '3.5.0', {
    field: 'hetznerSDConfigs[].labelSelector',
    since: '0.90.0',
    text: 'field `labelSelector` is only supported for Prometheus version >= 3.5.0',
  }),
  url('puppetdb-scheme', { field: 'puppetDBSDConfigs[].url', since: '0.75.0', text: "URL scheme must be 'http' or 'https'" }, whyNotOfWeb),
];
