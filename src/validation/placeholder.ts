/**
 * `${NAME}` and `$NAME` of envsubst, Flux and shells; `((NAME))` of Concourse; a value that is only a name in capitals, which scripts
 * replace with sed.
 */
const VARIABLE = /\$\{|\(\([\w.-]+\)\)|\$[A-Z_][A-Z0-9_]*|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Whether a text is a variable that a tool replaces before apply: it decides nothing. */
export function isVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** The same, plus templates: `{{ .Values.x }}` of Helm, `($values.x)` of Chainsaw. For fields that do not contain templates themselves. */
export function isPlaceholder(text: string): boolean {
  return isVariable(text) || text.includes('{{') || text.includes('($');
}
