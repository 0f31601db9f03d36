import { AlertmanagerOptions } from './alertmanager-props';
import { SpecRow } from '../manifest/extra-spec';
import { INSTANCE_FIELDS, INSTANCE_ROWS } from '../manifest/instance-spec';
import { argumentList, OptionRow, partly, writtenAs } from '../manifest/option-rows';

/** THE table of options that an Alertmanager writes to one field as they are. */
export const ALERTMANAGER_ROWS: readonly OptionRow<AlertmanagerOptions>[] = [
  ...INSTANCE_ROWS as readonly OptionRow<AlertmanagerOptions>[],
  { option: 'routePrefix', path: 'routePrefix' },
  { option: 'enableFeatures', path: 'enableFeatures' },
  { option: 'additionalArgs', path: 'additionalArgs', write: argumentList },
];

/** What it writes by options that need more than that. */
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

/** What a routing writes of an AlertmanagerConfig; `spec` may add to each of them. */
export const ROUTING_FIELDS: readonly SpecRow[] = partly({ route: 'routing', receivers: 'routing', inhibitRules: 'routing', muteTimeIntervals: 'routing' });
