// The tarball: reproducible, within its budget, with nothing but what belongs there.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { compile, forget } = require('../support/steps');
const { ROOT, scratch, manifest, check, say, run } = require('./support');

/** Packed; what a registry has to carry, and what each `npm ci` of a user brings. */
const BUDGET = { packed: 1_900_000, unpacked: 9_100_000 };

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
  const foreign = own.map(({ name }) => name).filter(name => !/^(lib\/.+\.(d\.ts|js)|data\/[a-z-]+\.json|bin\/cdk8s-prometheus|(API|README|RULES)\.md|docs\/api\/[\w-]+\.md|LICENSE|NOTICE|\.jsii|package\.json)$/.test(name));
  check('it has nothing but lib, data, bin, API.md and its pages, README.md, RULES.md, LICENSE, NOTICE, .jsii and package.json', foreign.length === 0, foreign.join('\n'));

  const brought = [...new Set(files.filter(({ name }) => name.startsWith('node_modules/')).map(({ name }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)[1]))].sort();
  check('it brings the bundled dependencies and no others', brought.join() === [...manifest().bundledDependencies].sort().join(), brought.join());
  const notice = fs.readFileSync(path.join(ROOT, 'NOTICE'), 'utf8');
  check('NOTICE names each of them, and its licence', brought.every(name => notice.includes(`${name} (${JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).license})`)), notice);

  const packed = fs.statSync(first).size;
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = bytes => `${(bytes / 1e6).toFixed(2)} MB`;
  say(`${shown(packed)} packed (budget ${shown(BUDGET.packed)}), ${shown(unpacked)} unpacked (budget ${shown(BUDGET.unpacked)}), ${shown(own.reduce((sum, { bytes }) => sum + bytes, 0))} without what it brings`);
  check('it is within its budget', packed <= BUDGET.packed && unpacked <= BUDGET.unpacked);
  return first;
}

module.exports = { tarball };
