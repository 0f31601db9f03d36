import { Json } from './json';
import { textOf } from '../../../values/json';
import { CheckContext, isBelow } from '../row';

/** Label names before Prometheus 3. In 3 and newer any non-empty text is valid. */
export const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** The same, with variables. */
export const TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/;

export const CASE_ACTIONS: readonly string[] = ['lowercase', 'uppercase'];
export const EQUAL_ACTIONS: readonly string[] = ['keepequal', 'dropequal'];
export const NAME_ACTIONS: readonly string[] = ['labeldrop', 'labelkeep'];

export function actionOf({ action }: Json): string {
  return (textOf(action) || 'replace').toLowerCase();
}

export function isLegacy({ prometheus }: CheckContext): boolean {
  return isBelow(prometheus, '3.0.0');
}
