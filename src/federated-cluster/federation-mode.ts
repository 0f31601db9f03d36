/** Kind of objects by which the other cluster becomes a target. */
export enum FederationMode {
  /** A Service, its EndpointSlices or Endpoints, and a ServiceMonitor that selects exactly that Service. It requires addresses. */
  SERVICE_MONITOR = 'serviceMonitor',
  /** One ScrapeConfig, with a host name or addresses; its targets have no labels of a Service. */
  SCRAPE_CONFIG = 'scrapeConfig',
}
