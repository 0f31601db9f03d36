// `npm run sbom [FILE]`: what the package brings with it, as CycloneDX, to stdout or a file. The same for the same lock file: without the time and the number that npm puts into it.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

function sbom() {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' });
  const { serialNumber: _number, ...bom } = JSON.parse(text);
  const { timestamp: _time, ...metadata } = bom.metadata;
  metadata.component.name = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).name; // npm takes that of the folder
  return `${JSON.stringify({ ...bom, metadata }, undefined, 2)}\n`;
}

if (process.argv[2]) { fs.writeFileSync(process.argv[2], sbom()); } else { process.stdout.write(sbom()); }
