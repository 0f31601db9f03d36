/** `${NAME}` and `$NAME` of envsubst, Flux and shells; `((NAME))` of Concourse; a value that is nothing but a name in capitals, which scripts replace by sed. */
const VARIABLE = /\$\{|\(\([\w.-]+\)\)|\$[A-Z_][A-Z0-9_]*|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Whether a text is a variable that a tool fills in before the apiserver sees it: it decides nothing. */
export function isVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** The same, and what templates leave: `{{ .Values.x }}` of Helm, `($values.x)` of Chainsaw. For fields that have no templates of their own. */
export function isPlaceholder(text: string): boolean {
  return isVariable(text) || text.includes('{{') || text.includes('($');
}
