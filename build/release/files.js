// The files of a release next to its packages: what the package contains (SBOM), and checksums of all.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** Files that registries make or check themselves: of Maven, and the module of Go, which go.sum protects. */
const LEFT_OUT = /(?:^|\/)maven-metadata[^/]*$|\.(?:md5|sha1|sha256|sha512)$|^go\/|^SHA256SUMS$/;

/** Names of all files below a folder, with slashes, sorted. */
function filesBelow(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => fs.statSync(path.join(folder, name)).isFile());
  return names.map(name => name.split(path.sep).join('/')).sort();
}

/** The text of SHA256SUMS, as `sha256sum --check` reads it. */
function checksums(folder) {
  const names = filesBelow(folder).filter(name => !LEFT_OUT.test(name));
  return names.map(name => `${createHash('sha256').update(fs.readFileSync(path.join(folder, name))).digest('hex')}  ${name}\n`).join('');
}

module.exports = { checksums, filesBelow };
