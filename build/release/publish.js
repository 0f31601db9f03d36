// What is left to do after a release is built. Nothing of it is done here: publishing is a person's decision.
'use strict';
const { isPlaceholder } = require('./construct-hub');

/** Lines to print: what must be named first, then the commands in their order. */
function instructions(manifest, head) {
  const { name, version, jsii: { targets: { java, go } } } = manifest;
  const missing = placeholders(manifest);
  const isNamed = text => !isPlaceholder(text);
  return [
    ...missing.length === 0 ? [] : ['Before you publish, the owner must name:', ...missing.map(line => `  ${line}`), ''],
    'Tag the commit, then publish. Nothing has been published.',
    `  git tag -a v${version} -m "${name} ${version}" ${head}`,
    `  git push origin v${version}`,
    `  npm publish dist/js/${name}-${version}.tgz`,
    '  twine upload dist/python/*',
    isNamed(java.maven.groupId)
      ? '  publish dist/java, a Maven repository, to Maven Central, signed'
      : '  dist/java: not before the group id is named',
    isNamed(go.moduleName)
      ? `  commit dist/go to https://${go.moduleName} and tag that commit ${go.packageName}/v${version}`
      : '  dist/go: not before the module is named',
    `  attach dist/SHA256SUMS and dist/${name}-${version}.cdx.json to the release`,
    '',
    'Then, in the next commit: add "## Unreleased" to CHANGELOG.md, and remove .api-breaks if it exists.',
  ];
}

/** Placeholders of package.json, with the place where each is set. */
function placeholders({ repository, author, jsii: { targets: { java, go } } }) {
  return [
    ['repository', repository.url, 'repositoryUrl'],
    ['author', author.url, 'author, authorAddress'],
    ['group id of Maven', java.maven.groupId, 'mavenGroupId, javaPackage'],
    ['module of Go', go.moduleName, 'moduleName'],
  ].filter(([, value]) => isPlaceholder(value)).map(([what, value, option]) => `${what}, now ${value} (${option} in .projenrc.ts)`);
}

module.exports = { instructions, placeholders };
