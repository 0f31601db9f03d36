// What the repository says of a release: version, changes, tags.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { baseline, current, differences } = require('./goldens');

const ROOT = path.join(__dirname, '..', '..');
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
const manifest = () => JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** The state that problemsOf (preconditions.js) judges. */
function state() {
  const { version: recorded, goldens } = baseline();
  return {
    version: manifest().version,
    changelog: fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'),
    status: git('status', '--porcelain'),
    head: git('rev-parse', 'HEAD').trim(),
    tags: releaseTags(),
    goldens: { recorded, different: changedOrNew(goldens, current()) },
  };
}

/** A release records new goldens, too. */
const changedOrNew = (before, now) => [...differences(before, now), ...Object.keys(now).filter(name => !(name in before))];

/** Tags v1.2.3, to the commits that they name. */
function releaseTags() {
  const names = git('tag', '--list', 'v*').split('\n').filter(name => /^v\d+\.\d+\.\d+$/.test(name));
  return new Map(names.map(name => [name, git('rev-parse', '--verify', `${name}^{commit}`).trim()]));
}

module.exports = { ROOT, manifest, state };
