/** In which objects the other cluster becomes a target. */
export enum FederationMode {
  /** A Service, its EndpointSlices or Endpoints, and a ServiceMonitor that selects exactly that Service. Needs addresses. */
  SERVICE_MONITOR = 'serviceMonitor',
  /** One ScrapeConfig: a host name or addresses, and no labels of a Service. */
  SCRAPE_CONFIG = 'scrapeConfig',
}
