// The tarball: reproducible, within its budget, with only the expected files.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { relativeLinks } = require('../../build/bundle/readme');
const { compile, forget } = require('../support/steps');
const { stagedTarball } = require('./staged');
const { ROOT, manifest, check, say, run } = require('./support');

/** Packed: the size in a registry, and the size that each `npm ci` of a user downloads. */
const BUDGET = { packed: 2_250_000, unpacked: 9_700_000 };

/** The names of the files that it may have. */
const PUBLISHED = new RegExp(`^(${[
  /lib\/.+\.(d\.ts|js|js\.map)|data\/[a-z-]+\.json|bin\/cdk8s-prometheus|docs\/.+\.(md|svg)|examples\/[a-z0-9-]+\/main\.ts/.source,
  /(README|RULES|API|CHANGELOG|CONTRIBUTING|SECURITY)\.md|LICENSE|NOTICE|\.jsii|package\.json/.source,
].join('|')})$`);

const hashOf = file => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** Resolves to its path. */
async function tarball() {
  const first = stagedTarball('first');
  forget('compile');
  await compile();
  check('two builds make the same tarball, bit for bit', hashOf(first) === hashOf(stagedTarball('second')));

  const { stdout } = run('tar', ['tzvf', first]);
  const rows = stdout.trim().split('\n').map(line => line.split(/\s+/));
  const files = rows.map(columns => ({ name: columns.at(-1).replace(/^package\//, ''), bytes: Number(columns[2]) }));
  const own = files.filter(({ name }) => !name.startsWith('node_modules/'));
  const foreign = own.map(({ name }) => name).filter(name => !PUBLISHED.test(name));
  check(
    'it has nothing but lib, data, bin, docs, programs of examples, pages of the root, LICENSE, NOTICE, .jsii and package.json',
    foreign.length === 0,
    foreign.join('\n'),
  );

  checkLinks(first, own.map(({ name }) => name));

  const { dependencies = {}, inlinedDependencies } = manifest();
  check(
    'it brings no packages, and installs none but the peers',
    own.length === files.length && Object.keys(dependencies).length === 0,
    Object.keys(dependencies).join(),
  );
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
  const sizes = `${shown(packed)} packed (budget ${shown(BUDGET.packed)}), ${shown(unpacked)} unpacked (budget ${shown(BUDGET.unpacked)})`;
  say(`${sizes}, ${shown(sizeOf(/\.map$/))} of it source maps, ${shown(sizeOf(/\.d\.ts$/))} declarations`);
  check('it is within its budget', packed <= BUDGET.packed && unpacked <= BUDGET.unpacked);
  return first;
}

/** Registries show the README without the files next to it; unpkg shows those of the package. */
function checkLinks(file, names) {
  const targets = relativeLinks(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8'));
  const missing = targets.filter(target => !names.includes(target));
  check(
    `each of the ${targets.length} files that README.md links to is in it`,
    targets.length > 30 && missing.length === 0,
    missing.join('\n'),
  );
  const textOf = name => run('tar', ['-xzOf', file, `package/${name}`]).stdout;
  const readmes = [textOf('README.md'), JSON.parse(textOf('.jsii')).readme.markdown];
  const relative = readmes.flatMap(relativeLinks);
  check(
    'its README, and the one that PyPI and Construct Hub show, have absolute links only',
    readmes[0] === readmes[1].replace(/\n*$/, '\n') && relative.length === 0,
    relative.join('\n'),
  );
}

module.exports = { tarball };
