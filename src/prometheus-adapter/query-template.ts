/** Values for the fields of a query template. */
export interface TemplateValues {
  readonly Series: string;
  readonly LabelMatchers: string;
  readonly GroupBy: string;
}

/** The query; the reason why there is none; or neither, if the template uses more than fields. */
export type Expanded = { readonly query: string } | { readonly why: string } | { readonly isUnknown: true };

/** `queryTemplateArgs` in pkg/naming/metrics_query.go of v0.12.0. */
const FIELDS = ['Series', 'LabelMatchers', 'LabelValuesByName', 'GroupBy', 'GroupBySlice'];
const FIELD = /^\.(\w+)$/;
const ENTRY = /^index\s+\.LabelValuesByName\s+"[^"]*"$/;

/** Expands a template like prometheus-adapter: Go's, between `<<` and `>>`. Unknown actions give an unknown result. Never throws. */
export function expandTemplate(template: string, values: TemplateValues): Expanded {
  const parts = template.split('<<');
  let query = parts[0];
  let isUnknown = false;
  for (const part of parts.slice(1)) {
    const end = part.indexOf('>>');
    if (end < 0) { return { why: `"<<${part.slice(0, 40)}" is not closed: write ">>" after it` }; }
    const action = part.slice(0, end).replace(/^- | -$/g, '').trim();
    const field = FIELD.exec(action)?.[1];
    if (field !== undefined && !FIELDS.includes(field)) {
      return { why: `it has no field "${field}": use ${FIELDS.map(name => `<<.${name}>>`).join(', ')}` };
    }
    if (action === '') { return { why: '"<<>>" is empty: remove it' }; }
    const entry = ENTRY.test(action) ? 'value' : undefined;
    const value = field === undefined ? entry : values[field as keyof TemplateValues];
    if (value === undefined) { isUnknown = true; } else { query += value; }
    query += part.slice(end + 2);
  }
  return isUnknown ? { isUnknown: true } : { query };
}
