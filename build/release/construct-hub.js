// What Construct Hub requires of a package, as its sources say: github.com/cdklabs/construct-hub at ad0e3bfeaba3 and
// github.com/cdklabs/construct-hub-webapp at 2730a20d6131. Pure: build/construct-hub-check.js reads the tarball.
'use strict';

/** CONSTRUCT_KEYWORDS in src/package-sources/npmjs/npm-js-follower.lambda.ts. */
const KEYWORDS = ['cdk', 'aws-cdk', 'awscdk', 'cdk8s', 'cdktf'];

/**
 * Those that this package may use, of the families in src/construct-hub.ts (`allowedLicenses`): Apache, BSD, CDDL, EPL, ISC, MIT,
 * MPL-2.0.
 */
const LICENSES = [
  'Apache-1.0', 'Apache-1.1', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CDDL-1.0', 'CDDL-1.1', 'EPL-1.0', 'EPL-2.0', 'ISC', 'MIT',
  'MPL-2.0',
];

/** SUPPORTED_ASSEMBLY_FEATURES in src/backend/ingestion/ingestion.lambda.ts. */
const FEATURES = ['intersection-types', 'class-covariant-overrides'];

/** Construct Hub states no limit of size. These are our own, so that pages load and the package stays small: bytes. */
const BUDGET = { readme: 64_000, assembly: 2_000_000 };

/**
 * Problems are what makes Construct Hub ignore or spoil the package; notes are what its pages lack.
 *
 * @param manifest package.json of the tarball
 * @param assembly .jsii of the tarball
 * @param files names and sizes in the tarball, without "package/"
 */
function review({ manifest, assembly, files }) {
  return {
    problems: [...found(manifest, files), ...ingested(manifest, assembly, files), ...shown(assembly, files)],
    notes: notes(manifest),
  };
}

/** npm-js-follower.lambda.ts: whether a package is a construct library, and may be shown. */
function found({ keywords = [], license, jsii, peerDependencies = {}, private: isPrivate }, files) {
  return [
    ...jsii === undefined ? ['package.json has no "jsii": it is not a jsii library'] : [],
    ...keywords.some(each => KEYWORDS.includes(each)) ? [] : [`"keywords" has none of ${KEYWORDS.join(', ')}: add "cdk8s"`],
    ...LICENSES.includes(license) ? [] : [`"license" is "${license}": use one of ${LICENSES.join(', ')}`],
    ...['cdk8s', 'constructs'].filter(name => !(name in peerDependencies))
      .map(name => `"peerDependencies" has no ${name}: add it, so that the framework is found`),
    ...isPrivate ? ['"private" is set: npm does not publish the package'] : [],
    ...files.has('LICENSE') ? [] : ['the tarball has no LICENSE'],
  ];
}

/** ingestion.lambda.ts: what is rejected, or has no page. */
function ingested(manifest, assembly, files) {
  if (assembly === undefined) { return ['the tarball has no .jsii: compile it'] ; }
  const different = ['name', 'version', 'license'].filter(field => manifest[field] !== assembly[field]);
  const unknown = (assembly.usedFeatures ?? []).filter(feature => !FEATURES.includes(feature));
  const major = /^\D*(\d+)\./.exec(assembly.dependencies?.cdk8s ?? '')?.[1];
  return [
    ...different.map(field => `"${field}" is "${manifest[field]}" in package.json and "${assembly[field]}" in .jsii: compile again`),
    ...unknown.map(feature => `.jsii uses the feature "${feature}", which Construct Hub does not read`),
    ...'cdk8s' in (assembly.dependencyClosure ?? {}) && major !== undefined
      ? []
      : ['.jsii names no major version of cdk8s: the package would have no framework'],
    ...files.has('package.json') ? [] : ['the tarball has no package.json'],
  ];
}

/** The pages: the README (Markdown.tsx resolves relative links for GitHub only) and the reference of each type. */
function shown({ readme, description, types = {}, repository } = {}, files) {
  const markdown = readme?.markdown ?? '';
  const isGitHub = /github\.com[:/]/.test(repository?.url ?? '');
  const relative = [...markdown.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)].map(([, target]) => target);
  const silent = Object.values(types).filter(({ docs, kind }) => kind !== 'enum' && !docs?.summary).map(({ name }) => name);
  return [
    ...repository?.url ? [] : ['"repository" is missing'],
    ...markdown.trim() === '' ? ['.jsii has no README'] : [],
    ...!isGitHub && relative.length > 0
      ? [`the README has ${relative.length} relative links, which lead nowhere: ${relative.slice(0, 3).join(', ')}`]
      : [],
    ...description ? [] : ['"description" is missing'],
    ...silent.map(name => `${name} has no docstring`),
    ...overBudget('README.md', Buffer.byteLength(markdown), BUDGET.readme),
    ...overBudget('.jsii', files.get('.jsii') ?? 0, BUDGET.assembly),
  ];
}

function overBudget(name, size, budget) {
  return size <= budget ? [] : [`${name} has ${size} bytes, the budget is ${budget}`];
}

/** Release notes, links to issues and stars come from a repository on GitHub (src/backend/release-notes). */
function notes({ repository, author }) {
  return [
    ...isPlaceholder(repository?.url)
      ? [`"repository" is the placeholder ${repository?.url}: no link to the source, no release notes; set repositoryUrl`]
      : [],
    ...isPlaceholder(author?.url) ? [`"author" is the placeholder ${author?.url}: set author and authorAddress`] : [],
  ];
}

/** Names that RFC 2606 reserves for examples: nobody can own them. */
const isPlaceholder = text => /(?:^|[/.@])example\.(?:org|com|net)\b|^org\.example\b/.test(text ?? '');

module.exports = { review, isPlaceholder };
