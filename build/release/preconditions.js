// What must be true before a release is built. Pure functions: build/release.js reads the repository.
'use strict';
const { sectionsOf, unreleased } = require('./changelog');

/**
 * One line for each problem, with its cure.
 *
 * @param version of package.json
 * @param status output of `git status --porcelain`
 * @param head commit that is released
 * @param tags release tags, to the commits that they name
 * @param goldens what differs from the baseline, see goldens.js
 */
function problemsOf({ version, changelog, status, head, tags, goldens }) {
  return [
    ...ofVersion(version, changelog, tags),
    ...ofTree(status),
    ...ofTag(version, head, tags),
    ...ofGoldens(version, goldens),
  ];
}

function ofVersion(version, changelog, tags) {
  if (!/^\d+\.\d+\.\d+$/.test(version) || version === '0.0.0') {
    return [`the version is "${version}": set it with addVersion in .projenrc.ts, like "0.2.0", and run "npx projen"`];
  }
  const section = sectionsOf(changelog).find(each => each.version === version);
  const older = [...tags.keys()].filter(tag => compare(tag.slice(1), version) > 0);
  return [
    ...section === undefined ? [`CHANGELOG.md has no section of ${version}: rename "## Unreleased" to "## ${version} - DATE"`] : [],
    ...section && !isDate(section.date)
      ? [`the section "${section.title}" of CHANGELOG.md has no valid date: write "## ${version} - 2026-01-31"`]
      : [],
    ...unreleased(changelog) === ''
      ? []
      : [`the section "Unreleased" of CHANGELOG.md is not empty: move its lines to ${version}, or raise the version`],
    ...older.length === 0 ? [] : [`the version is ${version}, and ${older.join(', ')} is newer: raise the version`],
  ];
}

function isDate(text) {
  return text !== undefined && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function ofTree(status) {
  const files = status.split('\n').filter(line => line !== '');
  const names = files.slice(0, 5).map(line => line.slice(3)).join(', ');
  return files.length === 0 ? [] : [`the working tree has ${files.length} changes: commit or remove them: ${names}`];
}

function ofTag(version, head, tags) {
  const tagged = tags.get(`v${version}`);
  if (tagged === undefined || tagged === head) { return []; }
  const [there, here] = [tagged.slice(0, 12), head.slice(0, 12)];
  return [`the tag v${version} is at ${there}, not at ${here}: check out the tag, or raise the version`];
}

function ofGoldens(version, { recorded, different }) {
  if (recorded === version && different.length === 0) { return []; }
  const what = recorded === version ? `differs for ${different.slice(0, 5).join(', ')}` : `is of ${recorded ?? 'no version'}`;
  return [`the baseline of the YAML ${what}: run "npm run release -- --record", and commit test/golden/baseline.json`];
}

/** Order of two versions x.y.z. */
function compare(one, other) {
  const [left, right] = [one, other].map(version => version.split('.').map(Number));
  const at = left.findIndex((number, i) => number !== right[i]);
  return at < 0 ? 0 : left[at] - right[at];
}

module.exports = { problemsOf, compare };
