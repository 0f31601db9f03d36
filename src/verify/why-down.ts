/** What an error of a scrape means, and what to do. The first that matches. */
const CAUSES: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/HTTP status 401/, 'it requires authentication: set credentials that it accepts in the monitor'],
  [/HTTP status 403/, 'it denies access: allow the ServiceAccount of Prometheus to read its metrics'],
  [/HTTP status 404/, 'the path does not exist: set "path" of the endpoint'],
  [/server gave HTTP response to HTTPS client/, 'it serves HTTP, but Prometheus uses HTTPS: set "scheme: http"'],
  [
    /malformed HTTP response|HTTP request to an HTTPS server|HTTP status 400/,
    'it serves HTTPS, but Prometheus uses HTTP: set "scheme: https"',
  ],
  [/HTTP status [45]\d\d/, 'it responds with an error: check its log'],
  [
    /certificate is valid for|doesn't contain any IP SANs|not valid for any names/,
    'its certificate is for another name: set "tlsConfig.serverName"',
  ],
  [/certificate has expired|not yet valid/, 'its certificate has expired or is not valid yet: renew it'],
  [
    /certificate signed by unknown authority|failed to verify certificate/,
    'its certificate is signed by an unknown authority: set "tlsConfig.ca"',
  ],
  [
    /certificate required|bad certificate|handshake failure/,
    'it requires a client certificate: set "tlsConfig.cert" and "tlsConfig.keySecret"',
  ],
  [/connection refused/, 'no process listens on the port, or only on loopback: check the port and the listen address of the program'],
  [/no route to host|network is unreachable/, 'its address is not reachable: check that the pod and the node exist'],
  [/no such host|server misbehaving/, 'its name cannot be resolved: check the name and the DNS'],
  [
    /context deadline exceeded|i\/o timeout|Client\.Timeout/,
    'it does not respond in time: a NetworkPolicy or firewall blocks the connection, or it needs longer than "scrapeTimeout"',
  ],
  [/sample_limit|sample limit/, 'it exposes more samples than "sampleLimit": raise the limit, or expose fewer series'],
  [/body size limit/, 'its response is larger than "bodySizeLimit": raise the limit, or expose fewer series'],
  [
    /label_limit|label_name_length|label_value_length/,
    'its series exceed the limits for the number or length of labels: raise them, or remove labels',
  ],
  [/Content-Type|fallback_scrape_protocol/, 'its response has no valid Content-Type: set "fallbackScrapeProtocol: PrometheusText0.0.4"'],
  [/expected .* got|invalid metric|strconv|unexpected end of input|INVALID/, 'its response is not in a metrics format: check the path'],
];

export function whyDown(error: string): string {
  return CAUSES.find(([pattern]) => pattern.test(error))?.[1] ?? 'its scrape fails';
}
