/** The result of Go's url.Parse, limited to what the operator reads. */
export interface GoUrl {
  readonly scheme: string;
  readonly host: string;
}

/** Why Go's url.Parse rejects a text. Undefined if it accepts it, or if that depends on the Go release. */
export function whyNoUrl(text: string): string | undefined {
  const read = readUrl(text);
  return 'why' in read ? read.why : undefined;
}

/** @see https://github.com/golang/go/blob/master/src/net/url/url.go */
export function readUrl(text: string): GoUrl | { readonly why: string } {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) { return { why: 'it has a control character' }; }
  const [before, fragment] = cut(text, '#');
  if (hasBadEscape(fragment)) { return { why: ESCAPE }; }
  if (before.startsWith(':')) { return { why: 'its scheme is missing' }; }
  const [, scheme = '', rest] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^]*)$/.exec(before)!;
  const [path] = cut(rest, '?');
  if (!path.startsWith('/')) {
    // Go treats the text as opaque if it starts with a scheme: `localhost:9090`
    if (scheme !== '') { return { scheme, host: '' }; }
    if (cut(path, '/')[0].includes(':')) { return { why: 'its first part has a colon, but no scheme such as "http://" before it' }; }
    return hasBadEscape(path) ? { why: ESCAPE } : { scheme, host: '' };
  }
  if (!path.startsWith('//') || (scheme === '' && path.startsWith('///'))) {
    return hasBadEscape(path) ? { why: ESCAPE } : { scheme, host: '' };
  }
  const slash = path.indexOf('/', 2);
  const [authority, below] = slash < 0 ? [path.slice(2), ''] : [path.slice(2, slash), path.slice(slash)];
  const at = authority.lastIndexOf('@');
  const why =
    whyNoUser(authority.slice(0, Math.max(at, 0))) ?? whyNoHost(authority.slice(at + 1)) ?? (hasBadEscape(below) ? ESCAPE : undefined);
  return why === undefined ? { scheme, host: authority.slice(at + 1) } : { why };
}

const ESCAPE = 'it has a "%" without two hexadecimal digits';

function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function hasBadEscape(text: string): boolean {
  return /%(?![0-9a-fA-F]{2})/.test(text);
}

function whyNoUser(text: string): string | undefined {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) { return 'its user name has a character that must be escaped'; }
  return hasBadEscape(text) ? ESCAPE : undefined;
}

/** Go accepts more in a host than RFC 3986. Only what every release rejects is reported. */
function whyNoHost(text: string): string | undefined {
  const bracket = text.startsWith('[') ? text.lastIndexOf(']') : -1;
  if (text.startsWith('[') && bracket < 0) { return 'its host has "[" without "]"'; }
  const colon = bracket < 0 ? text.lastIndexOf(':') : bracket + 1;
  const port = colon < 0 ? '' : text.slice(colon);
  if (port !== '' && !/^:\d*$/.test(port)) { return `its port is ${JSON.stringify(port)}`; }
  // zones of an IPv6 address have their own rules
  if (bracket < 0 && /%(?!25)[0-7]/.test(text)) { return 'its host has an escaped character that is not allowed'; }
  return bracket < 0 && /[ \\^`{|}]/.test(text) ? 'its host has a character that is not allowed' : undefined;
}
