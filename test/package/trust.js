// Checks for users who upgrade: whether the API still exists, and whether any dependency is known to be unsafe.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { breaksOf, lastRelease, missingTag } = require('../../build/api-diff');
const { ROOT, scratch, check, leaveOut, run } = require('./support');

/** A copy of this API with one difference. */
function changed(name, change) {
  const assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));
  change(assembly);
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify(assembly));
  fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

const STACK = 'cdk8s-prometheus.PrometheusStack';

function api() {
  const same = breaksOf(changed('api-same', () => {}), ROOT);
  check('the API does not differ from itself', same.ok, same.output);
  const before = changed('api-before', ({ types }) => {
    types[STACK].properties.push({ ...types[STACK].properties[0], name: 'formerly' });
  });
  const gone = breaksOf(before, ROOT);
  check('what is no longer there is found', !gone.ok && gone.output.includes('formerly'), gone.output);
  const required = breaksOf(changed('api-optional', ({ types }) => {
    const nodes = types['cdk8s-prometheus.NodeEndpointsProps'].properties.filter(({ name }) => name === 'nodes');
    for (const property of nodes) { property.optional = true; }
  }), ROOT);
  check('an option that has become required is found', !required.ok && required.output.includes('nodes'), required.output);
  const missing = missingTag();
  const hint = `run "git fetch --tags": ${missing} is missing`;
  if (!check('the tag of the last release is here, so that the API can be compared', missing === undefined, hint)) { return; }
  const release = lastRelease();
  if (release === undefined) {
    leaveOut('the comparison of the API with the last release', 'the repository has no tag v*');
    return;
  }
  const since = run(process.execPath, ['build/api-diff.js', release]);
  check(`what ${release} has is still there, or allowed to be gone in .api-breaks`, since.ok, since.output);
}

/** For published packages: a response of the registry, or none. */
function audit() {
  const { stdout, output } = run('npm', ['audit', '--omit=dev', '--json']);
  const report = parsed(stdout);
  if (report?.metadata?.vulnerabilities === undefined) {
    leaveOut('npm audit', `the registry does not answer it here: ${report?.message ?? output.trim().split('\n').at(-1)}`);
    return;
  }
  const { inlinedDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const vulnerable = parsed(run('npm', ['audit', '--json']).stdout)?.vulnerabilities ?? {};
  const inlined = Object.keys(vulnerable).filter(name => inlinedDependencies.includes(name));
  check(
    'npm audit knows nothing against what is published',
    report.metadata.vulnerabilities.total + inlined.length === 0,
    `${stdout}${inlined}`,
  );
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

function sbom() {
  const { ok, stdout, output } = run(process.execPath, ['build/sbom.js']);
  const bom = ok ? JSON.parse(stdout) : undefined;
  const inlined = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).inlinedDependencies;
  const names = bom?.components.map(({ group, name }) => group ? `${group}/${name}` : name);
  check(
    'the SBOM (CycloneDX) has all that it brings, with licences',
    bom?.bomFormat === 'CycloneDX'
      && inlined.every(name => names.includes(name))
      && bom.components.every(({ licenses }) => licenses?.length > 0),
    output,
  );
}

function trust() {
  api();
  audit();
  sbom();
}

module.exports = { trust };
