// The YAML of the last release, as one hash for each golden, with its versions in place of the placeholders. YAML that differs needs a
// line in the section "Unreleased" of CHANGELOG.md.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { hasUnreleased, unreleased } = require('./changelog');
const { filled } = require('./golden-versions');
const { pinsIn } = require('../sync-upstream/newer-programs');

const FOLDER = path.join(__dirname, '..', '..', 'test', 'golden');
const FILE = path.join(FOLDER, 'baseline.json');
const PINS = path.join(__dirname, '..', '..', 'src', 'versions', 'releases.ts');

/** The YAML of a golden, as it was synthesized. */
const readGolden = file => filled(fs.readFileSync(file, 'utf8'), pinsIn(fs.readFileSync(PINS, 'utf8')));

/** The YAML of the working tree: names of goldens, to a hash. It changes with a pin, although few goldens do. */
function current(folder = FOLDER) {
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.yaml')).sort();
  return Object.fromEntries(files.map(name => [name.replace(/\.yaml$/, ''), hashOf(readGolden(path.join(folder, name)))]));
}

const hashOf = text => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** `{ version, goldens }` of the last release. */
function baseline(file = FILE) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { goldens: {} };
}

function record(version) {
  fs.writeFileSync(FILE, `${JSON.stringify({ version, goldens: current() }, undefined, 2)}\n`);
}

/** Names that changed or are gone. A new golden is a new test, and changes no one's YAML. */
function differences(before, now) {
  return Object.keys(before).filter(name => before[name] !== now[name]);
}

/**
 * Changes of the YAML that need a line in CHANGELOG.md and have none. While a version is prepared, nothing does: its section has the
 * reasons, and `npm run release` compares the baseline again. It is prepared from the commit that dates its section until its tag exists.
 */
function violations({ version, goldens }, now, changelog, isTagged) {
  const isPrepared = !hasUnreleased(changelog) && !isTagged(`v${version}`);
  return isPrepared ? [] : unmentioned(differences(goldens, now), changelog);
}

/** Names that no line of "Unreleased" mentions. A line names them at its end: (goldens: `web`, `example-*`). */
function unmentioned(names, changelog) {
  const lists = [...unreleased(changelog).matchAll(/\(goldens: ([^)]*)\)/g)].map(([, list]) => list);
  const patterns = lists.flatMap(list => [...list.matchAll(/`([^`]+)`/g)].map(([, pattern]) => pattern));
  return names.filter(name => !patterns.some(pattern => matches(pattern, name)));
}

/** Whether a pattern, in which `*` stands for any text, matches the whole name. */
function matches(pattern, name) {
  return new RegExp(`^${pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name);
}

module.exports = { baseline, current, differences, readGolden, record, violations };
