// `node build/sync-upstream/grafana-settings.js [CHECKOUT|FILE] [--check]`: writes the names of Grafana's settings, by section, from
// conf/defaults.ini: of the pinned release from its repository, of a git checkout (or bare clone) at its HEAD, or of the file itself (in
// the image: /usr/share/grafana/conf/defaults.ini). With --check it writes nothing, prints the differences, and exits with status 1 if
// there are any. Names are facts: no value and no comment is copied. `npm run sync-upstream` compares with the pinned release, too.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const FILE = path.join(ROOT, 'src', 'grafana', 'default-settings.ts');
const REPOSITORY = 'https://github.com/grafana/grafana.git';
const INI = 'conf/defaults.ini';
const WIDTH = 140;

/** {section: [key]} of a text as parsed by gopkg.in/ini.v1. Keys before the first section are in `DEFAULT`. */
function settingsIn(text) {
  const sections = new Map([['DEFAULT', new Set()]]);
  let section = 'DEFAULT';
  for (let rest = text.replace(/\r\n/g, '\n'); rest !== '';) {
    const end = rest.indexOf('\n') < 0 ? rest.length : rest.indexOf('\n');
    const line = rest.slice(0, end).trim();
    const [, name] = /^\[([^\]]+)\]/.exec(line) ?? [];
    const [, key, quote] = /^([A-Za-z0-9_.-]+)\s*=\s*("""|`)?/.exec(line) ?? [];
    if (name !== undefined) {
      section = name.trim();
      sections.set(section, sections.get(section) ?? new Set());
    } else if (key !== undefined) {
      sections.get(section).add(key);
    }
    const from = quote === undefined ? -1 : rest.indexOf(quote) + quote.length;
    const closing = from < 0 ? -1 : rest.indexOf(quote, from);
    rest = rest.slice((closing < 0 ? end : Math.max(end, rest.indexOf('\n', closing) < 0 ? rest.length : rest.indexOf('\n', closing))) + 1);
  }
  return Object.fromEntries([...sections].map(([each, keys]) => [each, [...keys]]));
}

/** The keys of a section, wrapped. */
function linesOf(section, keys) {
  const lines = [];
  let line = `  '${section}': '`;
  for (const [at, key] of keys.entries()) {
    const text = at === 0 ? key : ` ${key}`;
    if (line.length + text.length > WIDTH - 3) {
      lines.push(`${line}'`);
      line = '    + \'';
    }
    line += text;
  }
  return [...lines, `${line}',`];
}

function moduleOf(settings, of) {
  return [
    `/** Where the names are from. Written by build/sync-upstream/grafana-settings.js: never edit. */`,
    `export const DEFAULTS_OF = ${quoted(of)};`, '',
    '/** The names in Grafana\'s `conf/defaults.ini`, by section. */',
    'export const DEFAULTS: { readonly [section: string]: string } = {',
    ...Object.entries(settings).flatMap(([section, keys]) => linesOf(section, keys)),
    '};', '',
  ].join('\n');
}

const quoted = text => `'${text.replace(/'/g, '\\\'')}'`;

/** The pinned release: its tag. */
function pinned() {
  const text = fs.readFileSync(path.join(ROOT, 'src', 'versions', 'releases.ts'), 'utf8');
  return `v${/^ {2}grafana: \{ version: '([^']+)'/m.exec(text)[1]}`;
}

/** A release of a repository: one commit without its files, of which git fetches only the one that is read. */
function released(repository, tag) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-grafana-'));
  const options = { encoding: 'utf8', maxBuffer: 1e8, timeout: 300_000, stdio: ['ignore', 'pipe', 'pipe'] };
  const git = (...args) => execFileSync('git', args, options);
  try {
    git('clone', '--quiet', '--bare', '--depth', '1', '--filter=blob:none', '--branch', tag, repository, folder);
    return { text: git('-C', folder, 'show', `HEAD:${INI}`), of: `${INI} of grafana/grafana ${tag}` };
  } catch (error) {
    throw new Error(`${INI} of Grafana ${tag} cannot be read: ${String(error.stderr ?? error.message).trim().split('\n').at(-1)}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Names that the committed list lacks, and superfluous ones, compared with the pinned release: lines to print. */
function drift(repository = REPOSITORY) {
  const found = differences(committed(), settingsIn(released(repository, pinned()).text));
  return found.map(line => `Grafana's setting ${line}: run "node build/sync-upstream/grafana-settings.js"`);
}

/** The text, and its source. */
function read(source) {
  if (source === undefined) { return released(REPOSITORY, pinned()); }
  if (fs.existsSync(source) && fs.statSync(source).isFile()) {
    return { text: fs.readFileSync(source, 'utf8'), of: `${INI} of grafana/grafana` };
  }
  const git = (...args) => execFileSync('git', ['-C', source, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
  const tag = git('tag', '--points-at', 'HEAD').split('\n').find(each => /^v\d/.test(each));
  return { text: git('show', `HEAD:${INI}`), of: `${INI} of grafana/grafana ${tag ?? git('rev-parse', 'HEAD').trim()}` };
}

/** The settings that only one of them has. */
function differences(before, now) {
  const names = settings => Object.entries(settings).flatMap(([section, keys]) => keys.map(key => `${section}.${key}`));
  const [old, young] = [new Set(names(before)), new Set(names(now))];
  const added = [...young].filter(name => !old.has(name)).map(name => `${name} is new`);
  const gone = [...old].filter(name => !young.has(name)).map(name => `${name} is gone`);
  return [...added, ...gone].sort();
}

/** The settings of the committed module. */
function committed() {
  const text = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : '';
  const body = text.slice(text.indexOf('= {\n')).replace(/'\s*\n\s*\+ '/g, '');
  const sections = [...body.matchAll(/^ {2}'([^']+)': '([^']*)',$/gm)];
  return Object.fromEntries(sections.map(([, section, keys]) => [section, keys.split(' ').filter(key => key !== '')]));
}

function main(args) {
  const [source, ...more] = args.filter(arg => arg !== '--check');
  if (more.length > 0 || source?.startsWith('-')) {
    throw new Error('usage: node build/sync-upstream/grafana-settings.js [CHECKOUT|FILE] [--check]');
  }
  const { text, of } = read(source);
  const settings = settingsIn(text);
  const found = differences(committed(), settings);
  found.forEach(line => console.log(line));
  if (args.includes('--check')) { return found.length === 0 ? 0 : 1; }
  fs.writeFileSync(FILE, moduleOf(settings, of));
  return 0;
}

if (require.main === module) { process.exitCode = main(process.argv.slice(2)); }

module.exports = { committed, differences, drift, moduleOf, pinned, settingsIn };
