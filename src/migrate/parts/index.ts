import { Part } from '../part';
import { alertmanagerConfigPart } from './alertmanager-config';
import { defaultRulesPart } from './default-rules';
import { ownRulesPart } from './own-rules';
import { stackPart } from './stack';

/** THE list of parts: one line each. */
export const PARTS: readonly Part[] = [
  stackPart,
  alertmanagerConfigPart,
  defaultRulesPart,
  ownRulesPart,
];
