// The metrics of one release of a program: {name: {type, labels}}; labels as one text.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { ENV, moduleFolder } = require('./go-module');
const { CHANGES, HOMES, NOT_ALL, PROGRAMS, VALUES } = require('./metric-sources');

const TYPES = { counter: 'c', gauge: 'g', histogram: 'h', summary: 's', untyped: 'u' };

const READER = path.join(__dirname, 'metrics-reader');

/** Builds the reader of Go sources, which needs no module. */
function reader(folder, hash) {
  const bin = path.join(folder, `metrics-${hash}`);
  if (!fs.existsSync(bin)) {
    fs.mkdirSync(folder, { recursive: true });
    const sources = fs.readdirSync(READER).sort().map(name => path.join(READER, name));
    execFileSync('go', ['build', '-o', bin, ...sources], { env: ENV, stdio: ['ignore', 'ignore', 'pipe'] });
  }
  return bin;
}

/** The modules of a release: its own, and those with its metrics, in the versions of its go.mod. */
function modulesOf({ module, uses = [] }, version) {
  const folder = moduleFolder(module, version);
  const goMod = fs.readFileSync(path.join(folder, 'go.mod'), 'utf8');
  const used = uses.flatMap(name => {
    const required = new RegExp(`^\\s*(?:require )?${name.replaceAll('.', '\\.')} v(\\S+)`, 'm').exec(goMod)?.[1];
    if (required === undefined) { return []; }
    const own = required === '0.0.0' ? version.replace(/^1\./, '0.') : required;
    try {
      return [[name, moduleFolder(name, own)]];
    } catch (error) {
      if (required === '0.0.0') { return []; }
      throw error;
    }
  });
  return { folder, modules: { [module]: folder, ...Object.fromEntries(used) } };
}

/** [{package, name, type, labels, optional}] from the reader. */
function written(component, version, bin) {
  const program = PROGRAMS[component];
  const { folder, modules } = modulesOf(program, version);
  const input = JSON.stringify({ modules, roots: program.roots.map(root => `${program.module}${root}`), os: program.os });
  const { status, stdout, stderr } = spawnSync(bin, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) { throw new Error(`the metrics of ${component} ${version} cannot be read: ${stderr}`); }
  const rows = stdout.trim().split('\n').map(line => JSON.parse(line));
  const isIn = (from, name) => from === name || from.startsWith(`${name}/`);
  const isOwn = ({ package: from }) => (program.only === undefined || program.only.some(name => isIn(from, name)))
    && HOMES.every(([home, owner]) => owner === component || !home.test(from));
  return { folder, rows: rows.filter(isOwn) };
}

function metricsOf(component, version, bin) {
  const { folder, rows } = written(component, version, bin);
  const { fixtures = [] } = PROGRAMS[component];
  const exposed = fixtures.map(name => path.join(folder, name)).filter(file => fs.existsSync(file))
    .flatMap(file => expositionOf(fs.readFileSync(file, 'utf8')));
  const all = new Map();
  const add = row => {
    const before = all.get(row.name);
    all.set(row.name, before === undefined ? row : united(before, row));
  };
  rows.flatMap(changed).filter(({ name }) => /^[a-z]\w*$/.test(name)).forEach(add);
  // output of the program is more reliable than its source
  exposed.filter(({ name }) => !/^(go|process|promhttp)_/.test(name))
    .forEach(row => all.set(row.name, { ...row, deprecated: all.get(row.name)?.deprecated }));
  const values = valuesOf(component, folder);
  const { skip = [] } = PROGRAMS[component];
  const kept = [...all.values()].filter(({ name }) => !skip.some(start => name.startsWith(start)));
  return Object.fromEntries(kept.sort((a, b) => a.name < b.name ? -1 : 1).map(row => [row.name, textOf(row, values)]));
}

/** One metric that is created in several places, each with its labels. */
function united(a, b) {
  const required = a.labels.filter(label => b.labels.includes(label));
  const optional = [...a.labels, ...b.labels, ...a.optional ?? [], ...b.optional ?? []].filter(label => !required.includes(label));
  return { ...a, type: a.type || b.type, labels: required, optional, open: a.open || b.open };
}

function changed(row) {
  const changes = CHANGES.filter(([from, names]) => from.test(row.package) && names.test(row.name)).map(([, , change]) => change);
  return changes.reduce((rows, { labels = [], prefixes = [''], closes }) => rows.flatMap(each => prefixes.map(prefix => ({
    ...each, name: `${prefix}${each.name}`, labels: [...each.labels, ...labels], open: each.open && !closes,
  }))), [row]);
}

/** {`metric label`: values}. */
function valuesOf(component, folder) {
  const listed = VALUES.filter(([of]) => of === component).flatMap(([, names, label, file, pattern]) => {
    const source = path.join(folder, file);
    const found = fs.existsSync(source) ? [...fs.readFileSync(source, 'utf8').matchAll(pattern)].map(([, value]) => value) : [];
    return found.length < 2 ? [] : names.map(name => [`${name} ${label}`, found]);
  });
  const documented = component === 'kube-state-metrics' ? documentedValues(folder) : [];
  const reasons = component === 'alertmanager' ? failureReasons(path.join(folder, 'notify', 'util.go')) : [];
  return Object.fromEntries([...listed, ...documented, ...reasons].map(([key, values]) => [key, [...new Set(values)].sort()]));
}

/** `label`=&lt;A\|B&gt; in the tables of kube-state-metrics' docs. */
function documentedValues(folder) {
  const docs = path.join(folder, 'docs');
  const files = fs.readdirSync(docs, { recursive: true }).filter(file => file.endsWith('-metrics.md')).sort();
  const lines = files.flatMap(file => fs.readFileSync(path.join(docs, file), 'utf8').split('\n'));
  return lines.flatMap(line => {
    const name = /^\|\s*(kube_\w+)/.exec(line)?.[1];
    const cells = name === undefined ? [] : [...line.matchAll(/`(\w+)`\s*=\s*&lt;([^&]*)&gt;/g)];
    return cells.map(([, label, text]) => [`${name} ${label}`, text.split(/\s*\\\||\s+OR\s+/).map(value => value.trim())])
      .filter(([key, values]) => values.length > 1 && values.every(value => /^[\w.-]+$/.test(value)) && !NOT_ALL.includes(key));
  });
}

/** The reasons that Alertmanager lists, from 0.26 on. */
function failureReasons(file) {
  const source = fs.readFileSync(file, 'utf8');
  const list = /possibleFailureReasonCategory = \[\]string\{(.*?)\}/s.exec(source)?.[1];
  if (list === undefined) { return []; }
  const values = [...list.matchAll(/(\w+)\.String\(\)/g)].map(([, name]) => new RegExp(`case ${name}:\\s+return "(\\w+)"`).exec(source)[1]);
  return [['alertmanager_notifications_failed_total reason', values]];
}

/** Rows of an exposition in text format. */
function expositionOf(text) {
  const types = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]));
  const shapes = new Map();
  for (const [, sample, labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? [^\s]+$/gm)) {
    const name = types.has(sample) ? sample : sample.replace(/_(bucket|sum|count)$/, '');
    const isOfPart = key => (key === 'le' && types.get(name) === 'histogram') || key === 'quantile';
    const keys = [...labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, key]) => key).filter(key => !isOfPart(key));
    shapes.set(name, [...shapes.get(name) ?? [], keys]);
  }
  return [...shapes].map(([name, all]) => {
    const labels = all[0].filter(key => all.every(keys => keys.includes(key)));
    return { name, type: types.get(name), labels, optional: [...new Set(all.flat())].filter(key => !labels.includes(key)) };
  });
}

/** `TYPE label,label?,label=a|b`, and ` !version` of the release that deprecates it. */
function textOf({ name, type, labels, optional = [], open, deprecated }, values) {
  const guess = name.endsWith('_total') ? 'c' : 'g';
  const spelled = label => values[`${name} ${label}`] === undefined ? '' : `=${values[`${name} ${label}`].join('|')}`;
  const all = [
    ...labels.map(label => [label, `${label}${spelled(label)}`]),
    ...optional.map(label => [label, `${label}${label.endsWith('*') ? '' : '?'}${spelled(label)}`]),
    ...open ? [['~', '*']] : [],
  ];
  const texts = [...new Map(all)].sort(([a], [b]) => a < b ? -1 : Number(a > b)).map(([, text]) => text);
  return [TYPES[type] ?? guess, texts.join(','), deprecated ? `!${deprecated}` : ''].filter(Boolean).join(' ');
}

module.exports = { expositionOf, metricsOf, reader };
