// NOTICE, with the license of each package whose code is in lib/, so that none is missing.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./steps');

function notice() {
  const { inlinedDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const parts = [...inlinedDependencies].sort().map(name => {
    const folder = path.join(ROOT, 'node_modules', name);
    const { version, license, homepage, repository } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const where = homepage ?? String(repository?.url ?? repository).replace(/^git\+|\.git$/g, '');
    const text = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim().split(/\r?\n/).map(line => `  ${line}`.trimEnd()).join('\n');
    return `${name} ${version} (${license})\n  ${where}\n\n${text}\n`;
  });
  return `cdk8s-prometheus
Copyright 2026 cdk8s-prometheus authors, under the Apache License 2.0 (LICENSE)

lib/ contains code of these packages:

${parts.join('\n')}`;
}

module.exports = { notice };
