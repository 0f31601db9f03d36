// `npm run sync-upstream`: writes facts from upstream's artifacts of the releases in sync-upstream/pins.json: schemas, feature gates,
// functions of PromQL. With --check it writes nothing, and exits with status 1 if the committed data differ. Both report newer releases and
// their changes.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { decode } = require('./sync-upstream/decode');
const { differences, indented, rowsDiffer } = require('./sync-upstream/differences');
const { generate } = require('./sync-upstream/generate');
const { drift } = require('./sync-upstream/grafana-settings');
const { newer } = require('./sync-upstream/newer');
const { newsOf } = require('./sync-upstream/news');

const ROOT = path.join(__dirname, '..');
/** Tables of data/upstream.json. */
const FACTS = { featureGates: 'feature gate', functions: 'function', aggregators: 'aggregation operator' };
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

/** Changes of the newest release in new data: fields of schemas, feature gates, functions. */
function changesOf(before, now) {
  const [old, young] = [before, now].map(text => JSON.parse(text || '{}'));
  if (old.functions) { return Object.entries(FACTS).flatMap(([table, what]) => rowsDiffer(what, old[table], young[table])); }
  if (!old.nodes) { return []; }
  const [was, is] = [old.versions.at(-1), young.versions.at(-1)];
  return was === is ? [] : [`from ${was} to ${is}:`, ...indented(differences(decode(old, was), decode(young, is)))];
}

/** {check, news}: --check, and the file of --news. */
function optionsOf(args) {
  const at = args.indexOf('--news');
  const news = at < 0 ? undefined : args[at + 1];
  if (at >= 0 && (news === undefined || news.startsWith('--'))) { throw new Error('--news has no file: use --news FILE'); }
  const unknown = args.find((arg, i) => !['--check', '--news'].includes(arg) && (at < 0 || i !== at + 1));
  if (unknown !== undefined) { throw new Error(`unknown argument ${unknown}: use --check, --news FILE, or no argument`); }
  return { check: args.includes('--check'), news };
}

function main(args) {
  const { check, news } = optionsOf(args);
  const pins = JSON.parse(fs.readFileSync(PINS, 'utf8'));
  const say = text => { if (process.stderr.isTTY) { process.stderr.write(`\r\x1b[K${text}`); } };

  const files = generate(pins, say);
  say('');
  const different = Object.keys(files).filter(name => files[name] !== committed(name));
  const found = different.flatMap(name => compared(name, files[name], check));
  found.forEach(line => console.log(line));
  if (different.length === 0) { console.log('the committed data are those of the pinned releases'); }
  const releases = newer(pins);
  releases.flatMap(({ lines }) => lines).forEach(line => console.log(line));
  const drifted = settingsOfGrafana();
  const releaseNews = releases.filter(({ isNews }) => isNews).flatMap(({ lines }) => lines);
  const text = news && newsOf([...check ? found : [], ...releaseNews, ...drifted]);
  if (text) { fs.writeFileSync(news, text); }
  return check && different.length + drifted.length > 0 ? 1 : 0;
}

/** Writes a data file, or only compares it. Returns what to print. */
function compared(name, text, check) {
  const before = committed(name);
  if (!check) { write(name, text); }
  return [
    `${name} ${check ? 'differs from upstream: run "npm run sync-upstream"' : 'is written'}`,
    ...changesOf(before, text).map(line => `  ${line}`),
  ];
}

/** The names of Grafana's settings that differ from the pinned release. Empty if its repository is not reachable, which is printed. */
function settingsOfGrafana() {
  try {
    const lines = drift();
    lines.forEach(line => console.log(line));
    return lines;
  } catch (error) {
    console.log(error.message);
    return [];
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
