// Whether the operator still says what our rows about it quote, and what it says that is new.
//
//   node build/sync-upstream/operator-texts.js ROWS.json [VERSION]   status 1 if a quoted text is not in its file
//   node build/sync-upstream/operator-texts.js --accept              the texts of the pinned release are known from now on
//
// ROWS.json is a list of {see: {file, text}}; "-" reads it from stdin. operator-texts.json has a hash for each line of the source that
// makes an error or a warning, so that a new check of the operator is noticed.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { moduleFolder } = require('./go-module');
const { OPERATOR, TYPES } = require('./operator-crds');

const KNOWN = path.join(__dirname, 'operator-texts.json');
const PINS = path.join(__dirname, 'pins.json');
const SPEAKS = /Errorf|errors\.New|\.Warn\(/;
/** Generated code. */
const SILENT = /_test\.go$|^pkg\/client\//;

const hashOf = line => createHash('sha256').update(line).digest('hex').slice(0, 8);

/** The source of a release is in two modules: [folder in the repository, module]. */
function sourceOf(version) {
  return [['pkg/apis/monitoring', moduleFolder(TYPES, version)], ['pkg', path.join(moduleFolder(OPERATOR, version), 'pkg')]];
}

function textOf(file, source) {
  const [prefix, folder] = source.find(([each]) => file.startsWith(`${each}/`)) ?? ['', '.'];
  const whole = path.join(folder, file.slice(prefix.length));
  return prefix !== '' && fs.existsSync(whole) ? fs.readFileSync(whole, 'utf8') : '';
}

/** The rows whose text is not in their file. */
function missingTexts(rows, source) {
  return rows.filter(({ see: { file, text } }) => !textOf(file, source).includes(text));
}

/** [{file, number, line}] of the lines that create an error or a warning. */
function speakingLines(source) {
  const files = source.flatMap(([prefix, folder]) =>
    fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => `${prefix}/${name.replaceAll('\\', '/')}`));
  return files.filter(name => name.endsWith('.go') && !SILENT.test(name)).sort().flatMap(file =>
    textOf(file, source).split('\n')
      .map((line, at) => ({ file, number: at + 1, line: line.trim() }))
      .filter(({ line }) => SPEAKS.test(line)));
}

/** Those whose hash is not in operator-texts.json. */
function newLines(source) {
  const known = new Set(JSON.parse(fs.readFileSync(KNOWN, 'utf8')));
  return speakingLines(source).filter(({ line }) => !known.has(hashOf(line)));
}

/** The newest release whose source is available. */
function pinnedSource() {
  const { operator } = JSON.parse(fs.readFileSync(PINS, 'utf8'));
  return Object.keys(operator).filter(version => operator[version] === 'module').at(-1);
}

function main([what, version = pinnedSource()]) {
  if (what === undefined) { throw new Error('name a file with rows, "-" for stdin, or --accept'); }
  const source = sourceOf(version);
  if (what === '--accept') {
    const hashes = [...new Set(speakingLines(source).map(({ line }) => hashOf(line)))].sort();
    fs.writeFileSync(KNOWN, `${JSON.stringify(hashes, undefined, 1)}\n`);
    console.log(`${hashes.length} texts of prometheus-operator ${version} are known`);
    return 0;
  }
  const rows = JSON.parse(fs.readFileSync(what === '-' ? 0 : what, 'utf8'));
  const missing = missingTexts(rows, source);
  console.log(`${rows.length - missing.length} of ${rows.length} texts are in prometheus-operator ${version}`);
  missing.forEach(({ see: { file, text } }) => console.log(`  not in ${file}: ${text}`));
  const added = newLines(source);
  console.log(`${added.length} lines that make an error or a warning are new`);
  added.forEach(({ file, number, line }) => console.log(`  ${file}:${number}: ${line}`));
  return missing.length > 0 ? 1 : 0;
}

module.exports = { missingTexts, newLines, sourceOf, speakingLines };
if (require.main === module) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
