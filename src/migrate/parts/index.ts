import { alertmanagerPart } from './alertmanager';
import { controlPlanePart } from './control-plane';
import { prometheusPart } from './prometheus';
import { stackPart } from './stack';
import { Part } from '../part';

/** THE list of parts, one line each. Of two parts that write one option, the first counts: what is general comes last. */
export const PARTS: readonly Part[] = [
  prometheusPart,
  alertmanagerPart,
  controlPlanePart,
  stackPart,
];
