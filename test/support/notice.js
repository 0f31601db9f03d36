// NOTICE, made from what is bundled, so that it cannot leave anything out.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./steps');

function notice() {
  const { bundledDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const parts = [...bundledDependencies].sort().map(name => {
    const folder = path.join(ROOT, 'node_modules', name);
    const { license, homepage, repository } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const copyright = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').split('\n').map(line => line.trim()).find(line => /^Copyright (?!\[|.*notice)/.test(line));
    const where = homepage ?? String(repository?.url ?? repository).replace(/^git\+|\.git$/g, '');
    return `${name} (${license})\n${[copyright ?? 'The authors named in its LICENSE', where].map(line => `  ${line}\n`).join('')}  The licence: node_modules/${name}/LICENSE\n`;
  });
  return `cdk8s-prometheus\nCopyright 2026 cdk8s-prometheus authors, under the Apache License 2.0 (LICENSE)\n\nThe package brings with it:\n\n${parts.join('\n')}`;
}

module.exports = { notice };
