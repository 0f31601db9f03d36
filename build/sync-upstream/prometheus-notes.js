// What a release of Prometheus brings that no data file has: feature flags, and the release notes to read.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { moduleFolder } = require('./go-module');
const { PROMETHEUS } = require('./promql');
const { compareVersions, prometheusOf } = require('./versions');

const read = (module, ...names) => fs.readFileSync(path.join(moduleFolder(PROMETHEUS, module), ...names), 'utf8');

/** {flag: true} of a release: the cases of setFeatureListOptions in cmd/prometheus/main.go. */
function featureFlags(module) {
  return flagsIn(read(module, 'cmd', 'prometheus', 'main.go'));
}

function flagsIn(source) {
  const body = /^func \(\w+ \*flagConfig\) setFeatureListOptions\(.*?^\}/ms.exec(source)?.[0];
  const flags = [...(body ?? '').matchAll(/^\t+case ((?:"[\w-]+"(?:, )?)+):$/gm)].flatMap(([, names]) => names.match(/[\w-]+/g));
  if (flags.length === 0) { throw new Error('cmd/prometheus/main.go cannot be read: adapt prometheus-notes.js'); }
  return Object.fromEntries(flags.map(flag => [flag, true]));
}

/** The changes and features since a release, as CHANGELOG.md lists them: what may need a row. */
function notes(module, since) {
  return notesIn(read(module, 'CHANGELOG.md'), prometheusOf(since));
}

function notesIn(changelog, since) {
  const sections = changelog.split(/^## (?=\d)/m).slice(1).filter(section => compareVersions(/^[\d.]+/.exec(section)[0], since) > 0);
  const lines = sections.flatMap(section => section.split('\n'));
  return lines.filter(line => /^- \[(?:CHANGE|FEATURE|SECURITY)\]/.test(line)).map(line => line.slice(2));
}

module.exports = { featureFlags, flagsIn, notes, notesIn };
