import { AlertmanagerOptions } from './alertmanager-props';
import { SpecRow } from '../manifest/extra-spec';
import { INSTANCE_FIELDS, INSTANCE_ROWS } from '../manifest/instance-spec';
import { argumentList, OptionRow, partly, writtenAs } from '../manifest/option-rows';

/** The only table of options that an Alertmanager copies to one field unchanged. */
export const ALERTMANAGER_ROWS: readonly OptionRow<AlertmanagerOptions>[] = [
  ...INSTANCE_ROWS as readonly OptionRow<AlertmanagerOptions>[],
  { option: 'routePrefix', path: 'routePrefix' },
  { option: 'enableFeatures', path: 'enableFeatures' },
  { option: 'additionalArgs', path: 'additionalArgs', write: argumentList },
];

/** Fields that need more than one option. */
export const ALERTMANAGER_FIELDS: readonly SpecRow[] = [
  ...INSTANCE_FIELDS,
  ...writtenAs(['configSecret', 'retention', 'externalUrl', 'logFormat'], {
    'alertmanagerConfiguration.name': 'routing',
    'alertmanagerConfigMatcherStrategy.type': 'configMatcher',
    'alertmanagerConfigSelector': 'configSelection',
    'alertmanagerConfigNamespaceSelector': 'configSelection',
  }),
  ...partly({ 'web.tlsConfig.cert': 'tls', 'web.tlsConfig.keySecret': 'tls', 'alertmanagerConfiguration': 'routing' }),
  ...partly({ 'alertmanagerConfiguration.global': 'global', 'alertmanagerConfiguration.templates': 'templates' }),
];

/** What a routing writes to an AlertmanagerConfig. `spec` may add to each field. */
export const ROUTING_FIELDS: readonly SpecRow[] = partly({
  route: 'routing', receivers: 'routing', inhibitRules: 'routing', muteTimeIntervals: 'routing',
});
