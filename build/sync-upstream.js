// `npm run sync-upstream`: writes what upstream's artifacts say of the releases in pins.json: schemas, feature gates, functions of PromQL.
// With --check it writes nothing: status 1 if the committed data differ. In both cases newer releases, and what they bring, are reported.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { generate } = require('./sync-upstream/generate');
const { newer } = require('./sync-upstream/newer');

const ROOT = path.join(__dirname, '..');
const pins = JSON.parse(fs.readFileSync(path.join(__dirname, 'sync-upstream', 'pins.json'), 'utf8'));

function committed(name) {
  const file = path.join(ROOT, name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function main(args) {
  const check = args.includes('--check');
  const unknown = args.filter(arg => arg !== '--check');
  if (unknown.length > 0) { throw new Error(`unknown argument ${unknown[0]}: only --check is known`); }
  const progress = text => { if (process.stderr.isTTY) { process.stderr.write(`\r\x1b[K${text}`); } };

  const files = generate(pins, progress);
  progress('');
  const different = Object.keys(files).filter(name => files[name] !== committed(name));
  for (const name of different) {
    if (!check) { fs.mkdirSync(path.dirname(path.join(ROOT, name)), { recursive: true }); fs.writeFileSync(path.join(ROOT, name), files[name]); }
    console.log(`${name} ${check ? 'differs from upstream: run "npm run sync-upstream"' : 'is written'}`);
  }
  if (different.length === 0) { console.log('the data are those of upstream\'s artifacts'); }
  newer(pins).forEach(line => console.log(line));
  return check && different.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
