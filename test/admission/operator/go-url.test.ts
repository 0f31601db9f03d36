import { readUrl, whyNoUrl } from '../../../src/admission/operator/shared/go-url';

/** From Go's own net/url/url_test.go: what url.Parse accepts, and what it rejects. */
describe('url.Parse of Go', () => {
  test.each([
    'http://www.google.com', 'http://www.google.com/', 'http://www.google.com/file%20one%26two', 'ftp://webmaster@www.google.com/', 'ftp://john%20doe@www.google.com/',
    'http://www.google.com/?', 'http://www.google.com/?foo=bar?', 'http:www.google.com/?q=go+language', 'http:%2f%2fwww.google.com/?q=go+language', 'mailto:/webmaster@golang.org',
    'mailto:webmaster@golang.org', '/foo?query=http://bad', '//foo', '//user@foo/path?a=b', '///threeslashes', 'http://user:password@google.com', 'http://j@ne:password@google.com',
    'http://192.168.0.1:8080/', 'http://[fe80::1]/', 'http://[fe80::1]:8080/', 'http://[fe80::1%25en0]:8080/', 'http://hello.世界.com/foo', 'http://hello.%e4%b8%96%e7%95%8c.com/foo',
    'tcp://[2020::2020:20:2020:2020%25Windows%20Loves%20Spaces]:2020', 'magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a&dn', 'mailto:?subject=hi', 'localhost:9090', '', 'no-scheme',
    'http://host:', 'http://a/b?x=%zz', '*', 'unix:///var/run/docker.sock', 'myscheme://authority<"hi">/foo',
  ])('accepts %p', text => expect(whyNoUrl(text)).toBeUndefined());

  test.each([
    'http://[fe80::1', '127.0.0.1:9100', ':foo', '1http://foo.com:', 'http://\x7f.com/', 'http://a b.com/', 'http://user^:passwo^rd@foo.com/', 'mysql://x@y(z:123)/foo', 'http://[::1]:namedport',
    'http://localhost:name', 'cache_object:foo/bar:baz/%zz#%zz', 'http://example.org/%', 'http://example.org/%zzzzz', 'a:b%\n', 'http://[::1]a', '://missing', 'a/%zz',
  ])('refuses %p', text => expect(whyNoUrl(text)).toEqual(expect.any(String)));

  test('scheme and host', () => {
    expect(readUrl('https://user@kuma.example.org:5676/path')).toEqual({ scheme: 'https', host: 'kuma.example.org:5676' });
    expect(readUrl('kuma.example.org')).toEqual({ scheme: '', host: '' });
    expect(readUrl('localhost:5676')).toEqual({ scheme: 'localhost', host: '' });
  });
});
