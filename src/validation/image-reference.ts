/** A part of the host or of the repository path. */
const HOST_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = new RegExp(`^(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
const PATH_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** The digest algorithms that runtimes support, with their lengths. */
const DIGESTS: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 };

const LONGEST_REPOSITORY = 255;

/**
 * Why the kubelet cannot read an image reference; undefined if it can. `[host[:port]/]path[:tag][@digest]`, the path in lower case.
 * @see https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export function whyNoImage(image: string): string | undefined {
  const [name, digest, ...more] = image.split('@');
  if (more.length > 0) { return 'which has more than one "@"'; }
  const digestProblem = digest === undefined ? undefined : whyNoDigest(digest);
  if (digestProblem !== undefined) { return digestProblem; }
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  if (colon >= 0 && !TAG.test(name.slice(colon + 1))) { return `whose tag ${JSON.stringify(name.slice(colon + 1))} is not a tag`; }
  if (/^[0-9a-f]{64}$/.test(image)) { return 'which is an ID'; }
  return whyNoRepository(repository);
}

function whyNoRepository(repository: string): string | undefined {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  // a first part that looks like a host is one; otherwise it is a path on Docker Hub
  const hasHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const path = hasHost ? repository.slice(slash + 1) : repository;
  const host = hasHost ? first : 'docker.io';
  const official = hasHost || path.includes('/') ? path : `library/${path}`;
  if (path !== path.toLowerCase()) { return 'which has upper-case letters in its repository'; }
  if (!HOST.test(host)) { return `whose host ${JSON.stringify(host)} is not a host`; }
  if (!path.split('/').every(part => PATH_PART.test(part))) { return 'which is not an image reference'; }
  return official.length > LONGEST_REPOSITORY ? `whose repository is longer than ${LONGEST_REPOSITORY} characters` : undefined;
}

function whyNoDigest(digest: string): string | undefined {
  const [algorithm, hex = ''] = digest.split(':');
  const length = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  if (length === undefined) { return `whose digest has the unknown algorithm ${JSON.stringify(algorithm)}`; }
  const isComplete = hex.length === length && /^[0-9a-f]+$/.test(hex) && digest === `${algorithm}:${hex}`;
  return isComplete ? undefined : `whose digest is not ${algorithm} and ${length} digits of hex`;
}
