// What lint must read again. Its rules follow types and imports, so a change of any source can make a problem in another one; but nothing
// imports a test file, so if only test files have changed, only they are read.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** What lint and TypeScript read: neither goldens nor what examples write. */
const READ = /\.(ts|js|json)$/;
const LEAF = /\.(test|conformance)\.ts$/;

/** File -> hash, of all files below `names`; with the version of Node, on which rules can depend. */
function hashesOf(root, names) {
  const hashes = { node: process.version };
  const add = name => {
    const file = path.join(root, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      fs.readdirSync(file).forEach(each => add(`${name}/${each}`));
    } else if (stat && READ.test(name)) {
      hashes[name] = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    }
  };
  names.forEach(add);
  return hashes;
}

/** The test files to read; undefined if everything must be read. `before` are the hashes of the last time that nothing was wrong. */
function changedTests(before, now) {
  if (before === undefined) { return undefined; }
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(name => before[name] !== now[name]);
  return changed.every(name => LEAF.test(name)) ? changed.filter(name => now[name] !== undefined).sort() : undefined;
}

module.exports = { changedTests, hashesOf };
