// The README of the package. npm, PyPI and Construct Hub show it without the files next to it, so its links are absolute there:
// to the repository at the tag of the version, or to the package itself as long as the repository is not public.
'use strict';

/** A relative link or image of Markdown: its brackets, its target and its anchor. */
const LINK = /(!?)(\[[^\]]*\])\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)/g;

/** Hosts that show Markdown of a repository at a tag. */
const HOSTS = {
  'github.com': { page: '/blob/', image: '/raw/' },
  'gitlab.com': { page: '/-/blob/', image: '/-/raw/' },
};

/** Targets of relative links, without anchors. */
function relativeLinks(markdown) {
  return [...markdown.matchAll(LINK)].map(([, , , target]) => target);
}

/** The text with absolute links. */
function published(markdown, manifest) {
  const { page, image } = bases(manifest);
  return markdown.replace(LINK, (_, bang, text, target, anchor = '') => `${bang}${text}(${bang ? image : page}${target}${anchor})`);
}

/** Where pages and images of this version are. */
function bases({ name, version, repository }) {
  const { host, pathname } = new URL(repository.url);
  const paths = HOSTS[host];
  if (paths === undefined) {
    return { page: `https://app.unpkg.com/${name}@${version}/files/`, image: `https://unpkg.com/${name}@${version}/` };
  }
  const root = `https://${host}${pathname.replace(/\.git$/, '')}`;
  return { page: `${root}${paths.page}v${version}/`, image: `${root}${paths.image}v${version}/` };
}

module.exports = { published, relativeLinks };
