import { isManaged } from './prometheus';
import { CheckContext, Fault, isBelow, OperatorRow } from './row';
import { Json } from './shared/json';
import { listed, shown } from '../../validation/rule';
import { isMap, isSet, textOf } from '../../values/json';

const FILE = 'pkg/prometheus/operator.go';
const ALL = ['Prometheus', 'PrometheusAgent', 'ThanosRuler'];
const AUTHENTICATION = ['basicAuth', 'oauth2', 'authorization', 'sigv4', 'azureAd'];
const WORDS: { readonly [identity: string]: string } = { managedIdentity: 'Managed Identity', oauth: 'OAuth', sdk: 'SDK' };
const IDENTITIES = ['managedIdentity', 'oauth', 'sdk', 'workloadIdentity'];

/** The operator removes the others. */
const OF_THANOS = ['managedIdentity', 'oauth', 'sdk'];

/** The format of the operator's library. It accepts other spellings too, which are not checked. */
const UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
const OTHER_UUID = /^(?:urn:uuid:|\{)|^[0-9a-fA-F]{32}$/i;

interface Options {
  readonly field?: string;
  readonly since?: string;
  readonly text: string;
  readonly kinds?: readonly string[];
}

const row = (
  id: string,
  { field = '', since, text, kinds = ALL }: Options,
  find: (azure: Json, context: CheckContext) => readonly Fault[],
): OperatorRow => ({
  id: `remote-write/${id}`,
  kinds,
  field: `spec.remoteWrite[].azureAd${field}`,
  effect: 'resource-rejected',
  since,
  see: { file: FILE, text },
  find: (value, context, { spec }) => (isMap(value) && isManaged(context.kind, spec) && keepsAzure(context) ? find(value, context) : []),
});

/** For an older Thanos the operator removes identities before it checks them. */
function keepsAzure({ kind, thanos }: CheckContext): boolean {
  return kind !== 'ThanosRuler' || thanos?.isAtLeast('0.36.0') === true;
}

const tooOld = (id: string, version: string, text: string, since: string) =>
  row(id, { field: `.${id}`, since, text, kinds: ['Prometheus', 'PrometheusAgent'] }, (_value, { prometheus }) =>
    isBelow(prometheus, version) ? [{ at: '', why: `requires Prometheus ${version} or newer; the version is ${prometheus!.text}` }] : [],
  );

const uuid = (id: string, field: string, at: string, since: string | undefined, text: string, kinds = ALL) =>
  row(id, { field, since, text, kinds }, value => {
    const given = value[at];
    return typeof given !== 'string' || UUID.test(given) || OTHER_UUID.test(given)
      ? []
      : [{ at, value: given, why: 'is not a UUID: write it like "00000000-0000-0000-0000-000000000000"' }];
  });

function identities(value: Json, among: readonly string[]): readonly string[] {
  return among.filter(name => isSet(value[name]));
}

/** Two identities together are rejected by each version that supports both. */
const twice = (first: string, second: string, since: string | undefined, text: string) =>
  row(`azure-${first}-${second}`.toLowerCase(), { since, text }, value =>
    isSet(value[first]) && isSet(value[second])
      ? [{ at: second, why: `is set together with "${first}", but only one identity is allowed: remove one of them` }]
      : [],
  );

/** Checks of `remoteWrite`. */
export const REMOTE_WRITE_ROWS: readonly OperatorRow[] = [
  {
    id: 'remote-write/authentication',
    kinds: ALL,
    field: 'spec.remoteWrite[]',
    effect: 'resource-rejected',
    see: { file: FILE, text: "can't be set at the same time, at most one of them must be defined" },
    find: (value, context, { spec }) => {
      if (!isManaged(context.kind, spec)) { return []; }
      const given = isMap(value) ? AUTHENTICATION.filter(name => isSet(value[name]) && (name !== 'azureAd' || keepsAzure(context))) : [];
      return given.length < 2
        ? []
        : [
          {
            at: given[1],
            why: `is one of ${listed(given.map(name => shown(name)))}, but only one authentication method is allowed: keep one of them`,
          },
        ];
    },
  },
  row(
    'azure-none',
    {
      text: 'must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config',
      kinds: ['Prometheus', 'PrometheusAgent'],
    },
    value =>
      identities(value, IDENTITIES).length === 0
        ? [{ at: '', why: `has no identity: set one of ${IDENTITIES.map(name => shown(name)).join(', ')}` }]
        : [],
  ),
  row(
    'azure-none-of-thanos',
    {
      since: '0.88.0',
      text: 'must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config',
      kinds: ['ThanosRuler'],
    },
    value =>
      identities(value, OF_THANOS).length === 0
        ? [{ at: '', why: `has no identity that Thanos supports: set one of ${OF_THANOS.map(name => shown(name)).join(', ')}` }]
        : [],
  ),
  twice('managedIdentity', 'oauth', undefined, 'cannot provide both Azure Managed Identity and Azure OAuth in the Azure AD config'),
  twice('oauth', 'sdk', '0.80.1', 'cannot provide both Azure OAuth and Azure SDK in the Azure AD config'),
  twice('managedIdentity', 'sdk', '0.80.1', 'cannot provide both Azure Managed Identity and Azure SDK in the Azure AD config'),
  ...['managedIdentity', 'oauth', 'sdk'].map(first => ({
    ...twice(
      first,
      'workloadIdentity',
      '0.88.1',
      `cannot provide both Azure ${WORDS[first]} and Azure Workload Identity in the Azure AD config`,
    ),
    kinds: ['Prometheus', 'PrometheusAgent'],
  })),
  row(
    'azure-client-id',
    {
      field: '.managedIdentity',
      since: '0.87.0',
      text: 'clientId is required with Prometheus < 3.5.0',
      kinds: ['Prometheus', 'PrometheusAgent'],
    },
    (value, { prometheus }) =>
      textOf(value.clientId) === '' && isBelow(prometheus, '3.5.0')
        ? [{ at: 'clientId', why: `is missing, but Prometheus below 3.5.0 requires it; the version is ${prometheus!.text}` }]
        : [],
  ),
  tooOld('oauth', '2.48.0', 'azureAD.oauth requires Prometheus >= v2.48.0', '0.89.0'),
  tooOld('sdk', '2.52.0', 'azureAD.sdk requires Prometheus >= v2.52.0', '0.89.0'),
  tooOld('workloadIdentity', '3.7.0', 'azureAD.workloadIdentity requires Prometheus >= v3.7.0', '0.89.0'),
  uuid('azure-oauth-client', '.oauth', 'clientId', undefined, 'the provided Azure OAuth clientId is invalid'),
  uuid('azure-workload-client', '.workloadIdentity', 'clientId', '0.88.0', 'the provided Azure Workload Identity clientId is invalid', [
    'Prometheus',
    'PrometheusAgent',
  ]),
  uuid('azure-workload-tenant', '.workloadIdentity', 'tenantId', '0.88.0', 'the provided Azure Workload Identity tenantId is invalid', [
    'Prometheus',
    'PrometheusAgent',
  ]),
];
