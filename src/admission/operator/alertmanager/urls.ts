import { isFilledText, textOf } from '../../../values/json';
import { Fault, Lifetime, PartRow, Source } from '../row';
import { readUrl } from '../shared/go-url';
import { Json } from '../shared/json';

/**
 * Why Alertmanager rejects a text as a URL: it requires http or https, and a host. The reason does not repeat the text, which may be a
 * secret.
 */
export function whyNoHttpUrl(text: string): string | undefined {
  const read = readUrl(text);
  if ('why' in read) { return read.why; }
  const scheme = read.scheme.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') { return 'it does not begin with "http://" or "https://"'; }
  return read.host === '' ? 'its host is missing' : undefined;
}

/** The same for a field that may contain a template. Only Go can parse the template, so only an unclosed action is reported. */
export function whyNoTemplateUrl(text: string): string | undefined {
  if (!text.includes('{{')) { return whyNoHttpUrl(text); }
  return text.lastIndexOf('}}') < text.lastIndexOf('{{') ? 'its template has "{{" without "}}"' : undefined;
}

const CURE = 'write one like "https://alerts.example.org/path"';

function faultIn(part: Json, field: string, whyNot: (text: string) => string | undefined): readonly Fault[] {
  const why = isFilledText(part[field]) ? whyNot(textOf(part[field])) : undefined;
  return why === undefined ? [] : [{ at: field, value: part[field], why: `is not a URL: ${why}; ${CURE}` }];
}

/** A field with a URL. */
export const urlRow = (id: string, field: string, see: Source, lifetime: Lifetime = {}): PartRow =>
  ({ id, field, see, ...lifetime, find: part => faultIn(part, field, whyNoHttpUrl) });

/** A field with a URL or a template of one. */
export const templateUrlRow = (id: string, field: string, see: Source, lifetime: Lifetime = {}): PartRow =>
  ({ id, field, see, ...lifetime, find: part => faultIn(part, field, whyNoTemplateUrl) });

