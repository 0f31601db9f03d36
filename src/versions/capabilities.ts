/** A range of versions: from `since` on, up to but not including `until`. */
export interface Capability {
  readonly since?: string;
  readonly until?: string;
  /** Where upstream made the change. */
  readonly see: string;
}

export interface ComponentRow {
  /** The oldest version that is supported: an older one is an error. */
  readonly oldest: string;
  /** The newest version that was looked at: a newer one behaves like it. */
  readonly newest: string;
  readonly capabilities: Readonly<Record<string, Capability>>;
}

/**
 * THE table: what upstream changed, and from which version on. Thresholds only, never lists of releases.
 * A construct asks `version.has('...')`; it never compares versions itself.
 */
export const COMPONENTS = {
  kubernetes: {
    oldest: '1.28.0',
    newest: '1.36.0',
    capabilities: {
      /** The feature gate StrictIPCIDRValidation is on: no leading zeros, no IPv4-mapped IPv6. */
      strictIpValidation: { since: '1.36.0', see: 'https://kep.k8s.io/4858' },
      /** IPv6 addresses of an EndpointSlice must be strict and canonical (RFC 5952). */
      canonicalIpv6InSlices: { since: '1.33.0', see: 'https://kep.k8s.io/4858' },
      /** The apiserver answers a write of v1 Endpoints with a deprecation warning. */
      endpointsDeprecated: { since: '1.33.0', see: 'https://kep.k8s.io/4974' },
    },
  },
  prometheusOperator: {
    oldest: '0.65.0',
    newest: '0.95.0',
    capabilities: {
      /** `ServiceMonitor.spec.serviceDiscoveryRole`. */
      serviceMonitorDiscoveryRole: { since: '0.86.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7982' },
    },
  },
} as const satisfies Readonly<Record<string, ComponentRow>>;

export type Component = keyof typeof COMPONENTS;
export type CapabilityOf<C extends Component> = keyof (typeof COMPONENTS)[C]['capabilities'];
