import { integration, Integration } from './integration';
import { needRow } from './needs';
import { atReload, blocking, GENERATION, ignored, inAlertmanager, leftOut, mapsOf, OPERATOR, TYPES, VALIDATION } from './rows';
import { templateUrlRow, urlRow } from './urls';
import { readDuration } from '../../../values/durations';
import { isFilledText, isMap, isSet, textOf } from '../../../values/json';
import { Part } from '../row';
import { secretText } from '../shared/references';
import { SIGV4 } from '../shared/sigv4';

const API_URL = { file: VALIDATION, text: 'invalid \'apiURL\': %w' };

/** A link or an image of an alert in PagerDuty. */
const HREF: Part = {
  rows: [templateUrlRow('alertmanager-config/pagerduty-href', 'href', {
    file: VALIDATION,
    text: 'invalid \'href\': %w',
  }, { since: '0.88.0' })],
};

const PAGERDUTY = integration('pagerdutyConfigs', {
  rows: [
    leftOut({
      id: 'alertmanager-config/pagerduty-key',
      field: 'routingKey, serviceKey',
      see: { file: VALIDATION, text: 'one of \'routingKey\' or \'serviceKey\' is required' },
      find: part => isSet(part.routingKey) || isSet(part.serviceKey) ? []
        : [{ at: 'routingKey', why: 'is missing: refer to a Secret with the key in "routingKey" (Events API v2) or "serviceKey" (v1)' }],
    }),
    atReload({
      id: 'alertmanager-config/pagerduty-key-empty',
      field: 'routingKey, serviceKey',
      see: inAlertmanager('notify/pagerduty/config.go', 'missing service or routing key in PagerDuty config'),
      find: (part, context) => {
        const given = ['routingKey', 'serviceKey'].filter(field => isSet(part[field]));
        return given.length > 0 && given.every(field => secretText(part[field], context) === '')
          ? [{ at: given[0], why: 'refers to an empty value: store the key in the Secret' }] : [];
      },
    }),
    urlRow('alertmanager-config/pagerduty-url', 'url', { file: VALIDATION, text: 'invalid \'url\': %w' }),
    templateUrlRow('alertmanager-config/pagerduty-client-url', 'clientURL', { file: VALIDATION, text: 'invalid \'clientURL\': %w' },
      { since: '0.88.0' }),
  ],
  secrets: ['routingKey', 'serviceKey'],
  contains: [{ at: 'pagerDutyLinkConfigs[]', part: HREF }, { at: 'pagerDutyImageConfigs[]', part: HREF }],
  dropped: [
    { field: 'source', alertmanager: '0.25.0', text: '\'source\' supported in Alertmanager >= 0.25.0 only' },
    { field: 'timeout', alertmanager: '0.30.0', text: '\'timeout\' supported in Alertmanager >= 0.30.0 only' },
  ],
});

const RESPONDER_TYPES = ['team', 'teams', 'user', 'escalation', 'schedule'];

const RESPONDER: Part = {
  rows: [
    leftOut({
      id: 'alertmanager-config/opsgenie-responder',
      field: 'id, name, username',
      see: { file: TYPES, text: 'responder must have at least an ID, a Name or an Username defined' },
      find: part => isFilledText(part.id) || isFilledText(part.name) || isFilledText(part.username) ? []
        : [{ at: '', why: 'has neither "id" nor "name" nor "username": write one of them' }],
    }),
    leftOut({
      id: 'alertmanager-config/opsgenie-responder-type',
      field: 'type',
      see: { file: TYPES, text: 'type does not match valid options' },
      find: ({ type }) => textOf(type).includes('{{') || RESPONDER_TYPES.includes(textOf(type).toLowerCase()) ? []
        : [{
          at: 'type',
          value: type,
          why: `is not a valid responder type: write one of ${RESPONDER_TYPES.map(each => `"${each}"`).join(', ')}`,
        }],
    }),
    leftOut({
      id: 'alertmanager-config/opsgenie-teams-version',
      field: 'type',
      see: { file: OPERATOR, text: '\'teams\' set in \'opsgenieResponder\'' },
      find: ({ type }, { env }) => type === 'teams' && env.alertmanager && !env.alertmanager.isAtLeast('0.24.0')
        ? [{
          at: 'type',
          value: type,
          why: `requires Alertmanager 0.24.0 or newer; the version is ${env.alertmanager.text}: write "team", or use a newer Alertmanager`,
        }] : [],
    }),
  ],
};

const OPSGENIE = integration('opsgenieConfigs', {
  rows: [
    urlRow('alertmanager-config/opsgenie-url', 'apiURL', API_URL),
    ...needRow({
      id: 'opsgenie-key',
      field: 'apiKey',
      need: 'opsgenieKey',
      text: 'no global OpsGenie API Key set either inline or in a file',
    }),
  ],
  secrets: ['apiKey'],
  contains: [{ at: 'responders[]', part: RESPONDER }],
  dropped: [
    { field: 'actions', alertmanager: '0.24.0', text: 'opsgenie_config \'actions\' supported in Alertmanager >= 0.24.0 only' },
    { field: 'entity', alertmanager: '0.24.0', text: 'opsgenie_config \'entity\' supported in Alertmanager >= 0.24.0 only' },
    { field: 'updateAlerts', alertmanager: '0.24.0', text: 'update_alerts \'entity\' supported in Alertmanager >= 0.24.0 only' },
  ],
});

const RESERVED = ['routing_key', 'message_type', 'state_message', 'entity_display_name', 'monitoring_tool', 'entity_id', 'entity_state'];

const VICTOROPS = integration('victoropsConfigs', {
  rows: [
    leftOut({
      id: 'alertmanager-config/victorops-routing-key',
      field: 'routingKey',
      see: { file: VALIDATION, text: 'missing \'routingKey\' key' },
      find: part => isFilledText(part.routingKey) ? [] : [{ at: 'routingKey', why: 'is missing: write the routing key of the team' }],
    }),
    leftOut({
      id: 'alertmanager-config/victorops-reserved',
      field: 'customFields[].key',
      see: { file: VALIDATION, text: 'usage of reserved word %q' },
      find: part => mapsOf(part.customFields).flatMap(({ at, map }) => RESERVED.includes(textOf(map.key))
        ? [{ at: `customFields[${at}].key`, value: map.key, why: 'is a standard field of the message: use another name' }] : []),
    }),
    urlRow('alertmanager-config/victorops-url', 'apiUrl', API_URL),
    ...needRow({ id: 'victorops-key', field: 'apiKey', need: 'victoropsKey', text: 'no global VictorOps API Key set' }),
  ],
  secrets: ['apiKey'],
});

/** A key that can also come from a file. The operator requires the Secret in any case. */
const pushoverKey = (field: 'userKey' | 'token', text: string) => [
  leftOut({
    id: `alertmanager-config/pushover-${field}`,
    field: `${field}, ${field}File`,
    see: { file: VALIDATION, text },
    find: part => isSet(part[field]) || isSet(part[`${field}File`]) ? [] : [{ at: field, why: 'is missing: refer to a Secret with it' }],
  }),
  leftOut({
    id: `alertmanager-config/pushover-${field}-file`,
    field: `${field}File`,
    see: { file: OPERATOR, text: 'mandatory field %s is empty' },
    find: part => !isSet(part[field]) && isSet(part[`${field}File`])
      ? [{
        at: `${field}File`,
        value: part[`${field}File`],
        why: `is not sufficient, because the operator always requires "${field}": set "${field}" to a Secret instead`,
      }] : [],
  }),
  leftOut({
    id: `alertmanager-config/pushover-${field}-empty`,
    field,
    see: { file: OPERATOR, text: 'mandatory field userKey is empty' },
    find: (part, context) => secretText(part[field], context) === ''
      ? [{ at: field, why: 'refers to an empty value: store the key in the Secret' }] : [],
  }),
  ignored({
    id: `alertmanager-config/pushover-${field}-twice`,
    field: `${field}, ${field}File`,
    see: { file: GENERATION, text: 'are mutually exclusive for pushover receiver config' },
    find: part => isSet(part[field]) && isFilledText(part[`${field}File`])
      ? [{ at: `${field}File`, value: part[`${field}File`], why: `is ignored if it is set together with "${field}": remove one of them` }]
      : [],
  }),
];

const PUSHOVER = integration('pushoverConfigs', {
  rows: [
    ...pushoverKey('userKey', 'one of \'userKey\' or \'userKeyFile\' must be configured'),
    ...pushoverKey('token', 'one of \'token\' or \'tokenFile\' must be configured'),
    leftOut({
      id: 'alertmanager-config/pushover-format',
      field: 'html, monospace',
      since: '0.88.0',
      see: { file: VALIDATION, text: '\'html\' and \'monospace\' options are mutually exclusive' },
      find: part => part.html === true && part.monospace === true
        ? [{ at: 'monospace', value: true, why: 'is set together with "html": remove one of them' }] : [],
    }),
    leftOut({
      id: 'alertmanager-config/pushover-duration',
      field: 'expire, retry',
      since: '0.88.0',
      see: { file: OPERATOR, text: 'model.ParseDuration(*config.Expire)' },
      find: part => ['expire', 'retry'].filter(field => isFilledText(part[field]) && readDuration(textOf(part[field])) === undefined)
        .map(field => ({ at: field, value: part[field], why: 'is not a Prometheus duration: write one like "30s" or "1h"' })),
    }),
    templateUrlRow('alertmanager-config/pushover-url', 'url', { file: VALIDATION, text: 'invalid \'url\': %w' }, { since: '0.92.0' }),
    ignored({
      id: 'alertmanager-config/pushover-sound',
      field: 'sound',
      see: { file: GENERATION, text: 'func (cb *ConfigBuilder) convertPushoverConfig(' },
      find: ({ sound }) => isFilledText(sound) ? [{ at: 'sound', value: sound, why: 'is ignored: set the sound in Pushover' }] : [],
    }),
    ignored({
      id: 'alertmanager-config/pushover-monospace-version',
      field: 'monospace',
      see: { file: GENERATION, text: '\'monospace\' supported in Alertmanager >= 0.29.0 only' },
      find: ({ monospace }, { env }) => monospace === true && env.alertmanager && !env.alertmanager.isAtLeast('0.29.0')
        ? [{
          at: 'monospace',
          value: true,
          why: `requires Alertmanager 0.29.0 or newer; the version is ${env.alertmanager.text}: remove it, or use a newer Alertmanager`,
        }] : [],
    }),
  ],
  secrets: ['userKey', 'token'],
  dropped: [
    { field: 'ttl', alertmanager: '0.27.0', text: '\'ttl\' supported in Alertmanager >= 0.27.0 only' },
    { field: 'device', alertmanager: '0.26.0', text: '\'device\' supported in Alertmanager >= 0.26.0 only' },
  ],
});

const TARGETS = ['targetARN', 'topicARN', 'phoneNumber'] as const;

const SNS = integration('snsConfigs', {
  rows: [
    leftOut({
      id: 'alertmanager-config/sns-target',
      field: 'targetARN, topicARN, phoneNumber',
      see: { file: VALIDATION, text: 'must provide one of \'targetARN\', \'topicARN\', or \'phoneNumber\'' },
      // upstream compares with exclusive or, so all three together are accepted
      find: part => {
        const given = TARGETS.filter(field => isFilledText(part[field]));
        return given.length === 1 || given.length === 3 ? []
          : [{
            at: '',
            why: `has ${given.length === 0 ? 'no target' : `two targets,
          ${given.join(' and ')}`}: write one of ${TARGETS.map(each => `"${each}"`).join(', ')}`,
          }];
      },
    }),
    templateUrlRow('alertmanager-config/sns-url', 'apiURL', API_URL, { since: '0.92.0' }),
    blocking({
      id: 'alertmanager-config/sns-external-id',
      field: 'sigv4.externalId',
      since: '0.91.0',
      see: { file: GENERATION, text: '\'external_id\' in sigv4 config requires \'role_arn\' to be set' },
      find: ({ sigv4 }, { env }) => isMap(sigv4) && isFilledText(sigv4.externalId) && !isFilledText(sigv4.roleArn)
        && env.alertmanager?.isAtLeast('0.34.0')
        ? [{
          at: 'sigv4.externalId',
          value: sigv4.externalId,
          why: 'is for a role, but "roleArn" is missing: add "roleArn", or remove "externalId"',
        }] : [],
    }),
    ignored({
      id: 'alertmanager-config/sns-external-id-version',
      field: 'sigv4.externalId',
      see: { file: GENERATION, text: '\'external_id\' supported in Alertmanager >= 0.34.0 only' },
      find: (
        { sigv4 }, { env },
      ) => isMap(sigv4) && isFilledText(sigv4.externalId) && env.alertmanager && !env.alertmanager.isAtLeast('0.34.0')
        ? [{
          at: 'sigv4.externalId',
          value: sigv4.externalId,
          why: `requires Alertmanager 0.34.0 or newer; the version is ${env.alertmanager.text}: use a newer Alertmanager`,
        }] : [],
    }),
  ],
  contains: [{ at: 'sigv4', part: SIGV4 }],
  refused: [{ field: 'useAWSHTTPClient', alertmanager: '0.33.0', since: '0.93.0', text: 'useAWSHTTPClient\' is available in' }],
});

/** Integrations for on-call services. */
export const PAGING: readonly Integration[] = [PAGERDUTY, OPSGENIE, VICTOROPS, PUSHOVER, SNS];
