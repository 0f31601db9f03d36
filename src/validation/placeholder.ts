/** A value that is only a name in capitals, or only a name in angle brackets. Scripts and people replace it. */
const FILLED_IN = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|<[A-Za-z][\w .-]*>)$/;

/** `${NAME}` and `$NAME` of envsubst, Flux and shells; `$(NAME)` of Kustomize; `((NAME))` of Concourse. */
const REFERENCE = /\$\{|\$\([A-Za-z_][\w.-]*\)|\(\([\w.-]+\)\)|\$[A-Z_][A-Z0-9_]*/;

/** Whether a text is only the name of what replaces it. */
export function isFilledIn(text: string): boolean {
  return FILLED_IN.test(text);
}

/** Whether a text is a variable that a tool replaces before apply: it decides nothing. */
export function isVariable(text: string): boolean {
  return REFERENCE.test(text) || isFilledIn(text);
}

/** The same, plus templates: `{{ .Values.x }}` of Helm, `($values.x)` of Chainsaw. For fields that do not contain templates themselves. */
export function isPlaceholder(text: string): boolean {
  return isVariable(text) || text.includes('{{') || text.includes('($');
}
