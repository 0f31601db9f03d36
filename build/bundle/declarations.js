// Published declarations: those that are reachable from the index. jsii writes one for each source file.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const IMPORTED = /(?:^(?:im|ex)port .*\bfrom |\bimport\(|^import )['"]([^'"]+)['"]/gm;

/** The peers. */
const AVAILABLE = new Set(['cdk8s', 'constructs']);

/** Deletes all declarations of a folder except those that this file needs. */
function keepReachable(index) {
  const folder = path.dirname(index);
  const needed = new Set();
  const left = [index];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (needed.has(file)) { continue; }
    needed.add(file);
    for (const [, name] of fs.readFileSync(file, 'utf8').matchAll(IMPORTED)) {
      if (name.startsWith('.')) { left.push(path.join(path.dirname(file), `${name}.d.ts`)); } else if (!AVAILABLE.has(name)) {
        throw new Error(`${path.relative(folder, file)} needs the types of ${name}, which a user of the package does not have`);
      }
    }
  }
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().reverse(); // folders after their contents
  for (const name of names) { removeUnlessNeeded(path.join(folder, name), needed); }
}

function removeUnlessNeeded(file, needed) {
  const isFolder = fs.statSync(file).isDirectory();
  if (isFolder && fs.readdirSync(file).length === 0) { fs.rmdirSync(file); }
  if (!isFolder && file.endsWith('.d.ts') && !needed.has(file)) { fs.rmSync(file); }
}

module.exports = { keepReachable };
