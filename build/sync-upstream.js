// `npm run sync-upstream`: writes what upstream's artifacts say of the releases in sync-upstream/pins.json: schemas, feature gates,
// functions of PromQL. With --check it writes nothing, and exits with status 1 if the committed data differ. Both report newer releases and
// what they bring.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { decode } = require('./sync-upstream/decode');
const { differences, indented } = require('./sync-upstream/differences');
const { generate } = require('./sync-upstream/generate');
const { drift } = require('./sync-upstream/grafana-settings');
const { newer } = require('./sync-upstream/newer');

const ROOT = path.join(__dirname, '..');
const PINS = path.join(__dirname, 'sync-upstream', 'pins.json');

function committed(name) {
  const file = path.join(ROOT, name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function write(name, text) {
  const file = path.join(ROOT, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** What the newest release of new data brings, if they are schemas. */
function changesOf(before, now) {
  const [old, young] = [before, now].map(text => JSON.parse(text || '{}'));
  if (!old.nodes) { return []; }
  const [was, is] = [old.versions.at(-1), young.versions.at(-1)];
  return was === is ? [] : [`from ${was} to ${is}:`, ...indented(differences(decode(old, was), decode(young, is)))];
}

function main(args) {
  const unknown = args.find(arg => arg !== '--check');
  if (unknown !== undefined) { throw new Error(`unknown argument ${unknown}: use --check, or no argument`); }
  const check = args.includes('--check');
  const pins = JSON.parse(fs.readFileSync(PINS, 'utf8'));
  const say = text => { if (process.stderr.isTTY) { process.stderr.write(`\r\x1b[K${text}`); } };

  const files = generate(pins, say);
  say('');
  const different = Object.keys(files).filter(name => files[name] !== committed(name));
  for (const name of different) {
    const before = committed(name);
    if (!check) { write(name, files[name]); }
    console.log(`${name} ${check ? 'differs from upstream: run "npm run sync-upstream"' : 'is written'}`);
    changesOf(before, files[name]).forEach(line => console.log(`  ${line}`));
  }
  if (different.length === 0) { console.log('the committed data are those of the pinned releases'); }
  newer(pins).forEach(line => console.log(line));
  const drifted = settingsOfGrafana();
  return check && different.length + drifted > 0 ? 1 : 0;
}

/** How many names of Grafana's settings differ from the pinned release; 0 where its repository cannot be reached, which is printed. */
function settingsOfGrafana() {
  try {
    const lines = drift();
    lines.forEach(line => console.log(line));
    return lines.length;
  } catch (error) {
    console.log(error.message);
    return 0;
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
