import { Part } from '../part';
import { stackPart } from './stack';

/** THE list of parts: one line each. */
export const PARTS: readonly Part[] = [
  stackPart,
];
