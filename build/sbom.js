// `npm run sbom [FILE]`: the software bill of materials of the package as CycloneDX, to stdout or a file: its dependencies, and the
// packages whose code is in lib/. Deterministic for a lock file: without the time and the serial number that npm adds.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

function sbom() {
  const { name, inlinedDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const { serialNumber: _number, ...bom } = read('--omit', 'dev');
  const { timestamp: _time, ...metadata } = bom.metadata;
  metadata.component.name = name; // npm uses the name of the folder
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const wanted = inlinedDependencies.map(each => `${each}@${packages[`node_modules/${each}`].version}`);
  const inlined = read().components.filter(each => wanted.includes(refOf(each)));
  const isOwn = each => each.ref === metadata.component['bom-ref'];
  const withInlined = each => ({ ...each, dependsOn: [...each.dependsOn, ...inlined.map(refOf)] });
  const dependencies = bom.dependencies.map(each => isOwn(each) ? withInlined(each) : each);
  return `${JSON.stringify({
    ...bom, metadata,
    components: [...bom.components, ...inlined.map(withoutPlace)],
    dependencies: [...dependencies, ...inlined.map(each => ({ ref: refOf(each), dependsOn: [] }))],
  }, undefined, 2)}\n`;
}

/** npm's, of the lock file. */
function read(...args) {
  const command = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', ...args];
  return JSON.parse(execFileSync('npm', command, {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32',
  }));
}

const refOf = component => component['bom-ref'];

/** The code is in lib/: the package is needed only for the build, and not installed by users. */
function withoutPlace({ properties: _properties, scope: _scope, ...component }) {
  return component;
}

if (process.argv[2]) { fs.writeFileSync(process.argv[2], sbom()); } else { process.stdout.write(sbom()); }
