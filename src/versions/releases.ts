import { IMAGE_DIGEST, IMAGE_REGISTRY } from './rules';
import { finding, Finding } from '../validation/rule';

/** The releases that are used where a program names none, and where their images are. One place for every pin. */
export const RELEASES = {
  configReloader: { version: '0.93.0', image: 'quay.io/prometheus-operator/prometheus-config-reloader' },
  kubeStateMetrics: { version: '2.20.0', image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics' },
  kubeRbacProxy: { version: '0.19.1', image: 'quay.io/brancz/kube-rbac-proxy' },
} as const;

export type Release = keyof typeof RELEASES;

export interface ImageChoice {
  readonly version?: string;
  /** Replaces the registry's host. */
  readonly registry?: string;
  /** `sha256:...` */
  readonly digest?: string;
}

/** `registry/repository:vX.Y.Z`, and the digest where one is given, which then decides. */
export function imageOf(release: Release, { version = RELEASES[release].version, registry, digest }: ImageChoice = {}): string {
  const { image } = RELEASES[release];
  const name = registry === undefined ? image : `${registry}${image.slice(image.indexOf('/'))}`;
  return `${name}:v${version.replace(/^v/, '')}${digest === undefined ? '' : `@${digest}`}`;
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
  return text.length <= 255 && /^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:\d{1,5})?$/.test(host) && path.every(part => /^[a-z0-9]+([._-]+[a-z0-9]+)*$/.test(part));
}
