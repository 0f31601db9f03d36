/**
 * What the API server accepts as a name, a label and an annotation key.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** RFC 1123 label: namespaces and parts of a subdomain. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** RFC 1035 label: names of Services, which every version accepts. */
export function isServiceName(text: string): boolean {
  return text.length <= 63 && DNS_1035_LABEL.test(text);
}

/** RFC 1123 subdomain: names of nodes and of most objects. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every(part => DNS_LABEL.test(part));
}

export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && QUALIFIED.test(text));
}

/** `name` or `prefix/name`, of labels and annotations. */
export function isQualifiedName(text: string): boolean {
  const [first, second, ...more] = text.split('/');
  if (more.length > 0) { return false; }
  const name = second ?? first;
  return name.length <= 63 && QUALIFIED.test(name) && (second === undefined || isDnsSubdomain(first));
}

/** Description of the format of such a name. */
export function shapeOfName(kind: string): string {
  return kind === 'Service'
    ? 'lower-case letters, digits and hyphens, at most 63 characters, beginning with a letter and ending with a letter or digit'
    : 'lower-case letters, digits, hyphens and dots, at most 253 characters, each part beginning and ending with a letter or digit';
}

/** A valid name from any text: `high-errors` for `HighErrors`. */
export function slug(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'rules';
}
