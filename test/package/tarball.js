// The tarball: reproducible, within its budget, with nothing but what belongs there.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { compile, forget } = require('../support/steps');
const { ROOT, scratch, manifest, check, say, run } = require('./support');

/** Packed; what a registry has to carry, and what each `npm ci` of a user brings. */
const BUDGET = { packed: 1_750_000, unpacked: 7_500_000 };

const hashOf = file => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

function pack(name) {
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  const { output } = run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [file] = fs.readdirSync(folder);
  if (!file) { throw new Error(output); }
  return path.join(folder, file);
}

/** Resolves to its path. */
async function tarball() {
  const first = pack('first');
  forget('compile');
  await compile();
  check('two builds make the same tarball, bit for bit', hashOf(first) === hashOf(pack('second')));

  const { stdout } = run('tar', ['tzvf', first]);
  const files = stdout.trim().split('\n').map(line => line.split(/\s+/)).map(columns => ({ name: columns.at(-1).replace(/^package\//, ''), bytes: Number(columns[2]) }));
  const own = files.filter(({ name }) => !name.startsWith('node_modules/'));
  const foreign = own.map(({ name }) => name).filter(name => !/^(lib\/.+\.(d\.ts|js|js\.map)|data\/[a-z-]+\.json|bin\/cdk8s-prometheus|(README|RULES)\.md|LICENSE|NOTICE|\.jsii|package\.json)$/.test(name));
  check('it has nothing but lib, data, bin, README.md, RULES.md, LICENSE, NOTICE, .jsii and package.json', foreign.length === 0, foreign.join('\n'));

  const { dependencies = {}, inlinedDependencies } = manifest();
  check('it brings no packages, and installs none but the peers', own.length === files.length && Object.keys(dependencies).length === 0, Object.keys(dependencies).join());
  const notice = fs.readFileSync(path.join(ROOT, 'NOTICE'), 'utf8');
  const isNamed = name => {
    const folder = path.join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const lines = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').split('\n').map(line => line.trim());
    return notice.includes(`${name} ${version} (${license})`) && lines.every(line => notice.includes(line));
  };
  check('NOTICE has each package whose code is in lib/, with its version and its license', inlinedDependencies.every(isNamed), notice);

  const packed = fs.statSync(first).size;
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const sizeOf = pattern => files.filter(({ name }) => pattern.test(name)).reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = bytes => `${(bytes / 1e6).toFixed(2)} MB`;
  say(`${shown(packed)} packed (budget ${shown(BUDGET.packed)}), ${shown(unpacked)} unpacked (budget ${shown(BUDGET.unpacked)}), ${shown(sizeOf(/\.map$/))} of it source maps, ${shown(sizeOf(/\.d\.ts$/))} declarations`);
  check('it is within its budget', packed <= BUDGET.packed && unpacked <= BUDGET.unpacked);
  return first;
}

module.exports = { tarball };
