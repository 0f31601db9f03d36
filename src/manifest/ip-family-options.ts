/** The IP families of Services. */
export interface IpFamilyOptions {
  /**
   * `SingleStack`, `PreferDualStack` or `RequireDualStack`. The last two need `ipFamilies`.
   * @default - the cluster's default: SingleStack
   */
  readonly ipFamilyPolicy?: string;
  /**
   * The families, the preferred one first: `['IPv4', 'IPv6']`. Prometheus scrapes only addresses of the first family; otherwise it would
   * scrape each pod twice.
   * @default - the cluster's own
   */
  readonly ipFamilies?: string[];
}
