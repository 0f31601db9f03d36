import { IMAGE_DIGEST, IMAGE_REGISTRY } from './rules';
import { finding, Finding } from '../validation/rule';

/** The names of the version sets, the newest first; `VersionSet` has a member for each. */
export const SET_NAMES = ['2026-11', '2025-09'] as const;

export type SetName = typeof SET_NAMES[number];

/**
 * The releases of each version set, and their image repositories. The only place for pins: docstrings, docs and the conformance tests are
 * compared with it. `version` is the pin of the newest set, which is used if a program names none. `pins` has those of older sets; a set
 * without an entry has the pin of the next newer one. To raise a pin, add a set, and move the former `version` to `pins`, under the name of
 * the previous set.
 *
 * The older set is that of kube-prometheus-stack 77.1.3 (2025-09-01), which upstream released together.
 */
export const RELEASES = {
  prometheusOperator: { version: '0.94.1', pins: { '2025-09': '0.85.0' }, image: 'quay.io/prometheus-operator/prometheus-operator' },
  prometheus: { version: '3.16.0', pins: { '2025-09': '3.5.0' }, image: 'quay.io/prometheus/prometheus' },
  /** For operators before 0.77, which cannot generate configuration for the third major version. */
  prometheus2: { version: '2.55.1', image: 'quay.io/prometheus/prometheus' },
  alertmanager: { version: '0.35.0', pins: { '2025-09': '0.28.1' }, image: 'quay.io/prometheus/alertmanager' },
  /** 0.42.5 needs a newer Go than the conformance tests have. */
  thanos: { version: '0.42.4', pins: { '2025-09': '0.39.2' }, image: 'quay.io/thanos/thanos' },
  nodeExporter: { version: '1.12.1', pins: { '2025-09': '1.9.1' }, image: 'quay.io/prometheus/node-exporter' },
  /** Not run in the conformance tests. Source: appVersion of grafana-community/helm-charts, charts/grafana 12.11.1. */
  grafana: { version: '13.2.0', pins: { '2025-09': '12.1.1' }, image: 'docker.io/grafana/grafana', tag: '' },
  /** Writes the dashboards of ConfigMaps to a folder of Grafana. Not run. Source: tags of kiwigrid/k8s-sidecar; charts/grafana 12.11.1. */
  dashboardSidecar: { version: '2.10.1', pins: { '2025-09': '1.30.10' }, image: 'quay.io/kiwigrid/k8s-sidecar', tag: '' },
  /** Not run in the conformance tests. Source: Go module github.com/oauth2-proxy/oauth2-proxy/v7. */
  oauth2Proxy: { version: '7.15.6', pins: { '2025-09': '7.12.0' }, image: 'quay.io/oauth2-proxy/oauth2-proxy' },
  /** Not run in the conformance tests. Source: tags of prometheus-community/windows_exporter; charts/prometheus-windows-exporter 0.12.8. */
  windowsExporter: { version: '0.31.8', pins: { '2025-09': '0.31.2' }, image: 'ghcr.io/prometheus-community/windows-exporter', tag: '' },
  blackboxExporter: { version: '0.28.0', pins: { '2025-09': '0.27.0' }, image: 'quay.io/prometheus/blackbox-exporter' },
  /** Always the operator's release: both are built from one source. */
  configReloader: { version: '0.94.1', pins: { '2025-09': '0.85.0' }, image: 'quay.io/prometheus-operator/prometheus-config-reloader' },
  /** The same. */
  admissionWebhook: { version: '0.94.1', pins: { '2025-09': '0.85.0' }, image: 'quay.io/prometheus-operator/admission-webhook' },
  kubeStateMetrics: { version: '2.20.0', pins: { '2025-09': '2.16.0' }, image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics' },
  pushgateway: { version: '1.11.3', pins: { '2025-09': '1.11.1' }, image: 'quay.io/prometheus/pushgateway' },
  metricsServer: { version: '0.9.0', pins: { '2025-09': '0.8.0' }, image: 'registry.k8s.io/metrics-server/metrics-server' },
  prometheusAdapter: { version: '0.12.0', image: 'registry.k8s.io/prometheus-adapter/prometheus-adapter' },
  kubeRbacProxy: { version: '0.22.1', pins: { '2025-09': '0.19.1' }, image: 'quay.io/brancz/kube-rbac-proxy' },
} as const satisfies Readonly<Record<string, ReleaseRow>>;

interface ReleaseRow {
  readonly version: string;
  /** The versions of older sets. */
  readonly pins?: { readonly [set in SetName]?: string };
  readonly image: string;
  /** Prefix of the version, if it is not `v`. */
  readonly tag?: string;
}

export type Release = keyof typeof RELEASES;

/** A `VersionSet`. */
interface NamedSet {
  readonly name: string;
}

/** The pin of a component in a version set. Without a set, in the newest. */
export function versionIn(release: Release, set?: NamedSet): string {
  const { version, pins = {} }: ReleaseRow = RELEASES[release];
  const at = set === undefined ? 0 : SET_NAMES.findIndex(name => name === set.name);
  const pinned = SET_NAMES.slice(0, at + 1).reverse().find(name => pins[name] !== undefined);
  return pinned === undefined ? version : pins[pinned]!;
}

export interface ImageChoice {
  readonly version?: string;
  /** The default version. */
  readonly versions?: NamedSet;
  /** Replacement of the registry's host. */
  readonly registry?: string;
  /** `sha256:...` */
  readonly digest?: string;
  /** Suffix of the version in the tag: `-distroless`. */
  readonly variant?: string;
}

/** `registry/repository:vX.Y.Z`, some without the `v`. A digest is appended and takes precedence. */
export function imageOf(
  release: Release, { versions, version = versionIn(release, versions), registry, digest, variant = '' }: ImageChoice = {},
): string {
  const { image, tag = 'v' }: { image: string; tag?: string } = RELEASES[release];
  const name = registry === undefined ? image : `${registry}${image.slice(image.indexOf('/'))}`;
  return `${name}:${tag}${version.replace(/^v/, '')}${variant}${digest === undefined ? '' : `@${digest}`}`;
}

export function checkImage(registry: string | undefined, digest: string | undefined): Finding[] {
  return [
    ...registry === undefined || isRegistry(registry) ? [] : [finding(IMAGE_REGISTRY, { registry })],
    ...digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest) ? [] : [finding(IMAGE_DIGEST, { digest })],
  ];
}

/** `host`, `host:port`, `host/path`. */
function isRegistry(text: string): boolean {
  const [host, ...path] = text.split('/');
  return text.length <= 255 && /^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:\d{1,5})?$/.test(host)
    && path.every(part => /^[a-z0-9]+([._-]+[a-z0-9]+)*$/.test(part));
}
