/** What an error of a scrape means, and what to do. The first that matches. */
const CAUSES: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/HTTP status 401/, 'it asks who scrapes it: give the monitor a token or basic auth that it accepts'],
  [/HTTP status 403/, 'it knows who scrapes it, and refuses: allow the ServiceAccount of Prometheus to read its metrics'],
  [/HTTP status 404/, 'it has no such path: set "path" of the endpoint'],
  [/server gave HTTP response to HTTPS client/, 'it speaks HTTP, and Prometheus HTTPS: set "scheme: http"'],
  [/malformed HTTP response|HTTP request to an HTTPS server|HTTP status 400/, 'it speaks HTTPS, and Prometheus HTTP: set "scheme: https"'],
  [/HTTP status [45]\d\d/, 'it answers with an error: look into its log'],
  [/certificate is valid for|doesn't contain any IP SANs|not valid for any names/, 'its certificate is for another name: set "tlsConfig.serverName"'],
  [/certificate has expired|not yet valid/, 'its certificate is not valid now: renew it'],
  [/certificate signed by unknown authority|failed to verify certificate/, 'its certificate is of an authority that Prometheus does not know: set "tlsConfig.ca"'],
  [/certificate required|bad certificate|handshake failure/, 'it wants a certificate of Prometheus: set "tlsConfig.cert" and "tlsConfig.keySecret"'],
  [/connection refused/, 'nothing listens at the port: compare it with the ports of the program, or the program listens on loopback only'],
  [/no route to host|network is unreachable/, 'its address cannot be reached: is the pod or the node gone?'],
  [/no such host|server misbehaving/, 'its name cannot be resolved'],
  [/context deadline exceeded|i\/o timeout|Client\.Timeout/, 'it does not answer in time: a NetworkPolicy or firewall blocks it, or it is slower than "scrapeTimeout"'],
  [/sample_limit|sample limit/, 'it exposes more samples than "sampleLimit" allows'],
  [/body size limit/, 'its answer is larger than "bodySizeLimit" allows'],
  [/label_limit|label_name_length|label_value_length/, 'its series have more labels, or longer ones, than the limits allow'],
  [/Content-Type|fallback_scrape_protocol/, 'it does not say in which format it answers: set "fallbackScrapeProtocol: PrometheusText0.0.4"'],
  [/expected .* got|invalid metric|strconv|unexpected end of input|INVALID/, 'it answers with something that is no metrics: is the path right?'],
];

export function whyDown(error: string): string {
  return CAUSES.find(([pattern]) => pattern.test(error))?.[1] ?? 'its scrape fails';
}
