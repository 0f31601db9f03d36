import { whyDown } from '../../src/verify/why-down';

// Messages of Prometheus 3.16 and of Go's net/http and crypto/tls, as /api/v1/targets shows them.
test.each([
  ['Get "http://10.0.0.7:8080/metrics": dial tcp 10.0.0.7:8080: connect: connection refused', /no process listens on the port/],
  ['Get "http://10.0.0.7:8080/metrics": context deadline exceeded', /it does not respond in time/],
  ['Get "http://10.0.0.7:8080/metrics": dial tcp 10.0.0.7:8080: i/o timeout', /it does not respond in time/],
  ['Get "https://10.0.0.7:8080/metrics": http: server gave HTTP response to HTTPS client', /"scheme: http"$/],
  ['server returned HTTP status 400 Bad Request', /"scheme: https"$/],
  ['server returned HTTP status 401 Unauthorized', /it requires authentication/],
  ['server returned HTTP status 403 Forbidden', /it denies access/],
  ['server returned HTTP status 404 Not Found', /the path does not exist/],
  ['server returned HTTP status 503 Service Unavailable', /it responds with an error/],
  ['Get "https://10.0.0.7/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority', /"tlsConfig.ca"$/],
  ['Get "https://10.0.0.7/metrics": tls: failed to verify certificate: x509: cannot validate certificate for 10.0.0.7 because it doesn\'t contain any IP SANs', /"tlsConfig.serverName"$/],
  ['Get "https://10.0.0.7/metrics": tls: failed to verify certificate: x509: certificate is valid for web, not other', /"tlsConfig.serverName"$/],
  ['Get "https://10.0.0.7/metrics": tls: failed to verify certificate: x509: certificate has expired or is not yet valid', /its certificate has expired or is not valid yet: renew it/],
  ['Get "https://10.0.0.7/metrics": remote error: tls: certificate required', /"tlsConfig.cert"/],
  ['Get "http://nowhere:80/metrics": dial tcp: lookup nowhere on 10.96.0.10:53: no such host', /^its name cannot be resolved/],
  ['sample limit exceeded', /"sampleLimit"/],
  ['body size limit exceeded', /"bodySizeLimit"/],
  ['something else', /^its scrape fails/],
])('%s', (error, why) => expect(whyDown(error)).toMatch(why));
