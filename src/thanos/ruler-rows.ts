import { ThanosRulerProps } from './thanos-ruler-props';
import { SpecRow } from '../manifest/extra-spec';
import { INSTANCE_FIELDS, INSTANCE_ROWS } from '../manifest/instance-spec';
import { argumentList, OptionRow, partly, secretKeys, writtenAs } from '../manifest/option-rows';
import { inPromql } from '../scrape/timing';

/** The only table of options that a Ruler copies to one field, nearly unchanged. */
export const RULER_ROWS: readonly OptionRow<ThanosRulerProps>[] = [
  // a Ruler has no such field: its volumes remain
  ...(INSTANCE_ROWS as readonly OptionRow<ThanosRulerProps>[]).filter(({ option }) => option !== 'persistentVolumeClaimRetentionPolicy'),
  { option: 'routePrefix', path: 'routePrefix' },
  { option: 'enforcedNamespaceLabel', path: 'enforcedNamespaceLabel' },
  { option: 'ruleQueryOffset', path: 'ruleQueryOffset', write: inPromql },
  { option: 'alertDropLabels', path: 'alertDropLabels' },
  { option: 'additionalArgs', path: 'additionalArgs', write: argumentList },
];

/** Fields that need more than one option. */
export const RULER_FIELDS: readonly SpecRow[] = [
  ...INSTANCE_FIELDS,
  ...writtenAs(['evaluationInterval', 'retention', 'alertQueryUrl'], {
    labels: 'externalLabels',
    ruleSelector: 'ruleSelection',
    ruleNamespaceSelector: 'ruleSelection',
  }),
  ...secretKeys({ objectStorageConfig: 'objectStorage', alertmanagersConfig: 'alertmanagersConfig' }),
  ...partly({ queryEndpoints: 'queryEndpoints', alertmanagersUrl: 'alertmanagers' }),
];
