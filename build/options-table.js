// data/options.json: the options of each construct from .jsii, reduced to what the check of options needs. `node build/options-table.js`
// writes it. `npm run update-docs` does the same, and `npm test` compares.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const FILE = path.join(ROOT, 'data', 'options.json');

const PRIMITIVES = { string: 's', number: 'n', boolean: 'b', any: 'a', json: 'a', date: 'a' };

const OF_CONSTRUCTS = ['addDependency', 'apiGroup', 'apiVersion', 'chart', 'name', 'toString', 'with'];

/** The assemblies by name: that of the library, and those with types that it uses. */
function assemblies() {
  const own = read(path.join(ROOT, '.jsii'));
  const others = Object.keys(own.dependencies).map(name => [name, read(path.join(ROOT, 'node_modules', name, '.jsii'))]);
  return new Map([[own.name, own], ...others]);
}

function read(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/**
 * One letter for JSON types. `e:`, `o:` and `c:` precede the name of an enum, a struct or a class. `[` and `{` precede the item type of
 * lists and maps.
 */
function codeOf(type, find) {
  if (type.primitive) { return PRIMITIVES[type.primitive]; }
  if (type.collection) { return `${type.collection.kind === 'array' ? '[' : '{'}${codeOf(type.collection.elementtype, find)}`; }
  if (type.union) { return 'a'; }
  const found = find(type.fqn);
  const kind = found.kind === 'enum' ? 'e' : found.datatype ? 'o' : 'c';
  return `${kind}:${found.name}`;
}

/** Values of an enum: .jsii contains only the names. */
function valuesOf({ symbolId, name, members }) {
  const text = declarations(symbolId);
  const body = text.slice(text.indexOf(`enum ${name} {`));
  return members.map(member => {
    const found = new RegExp(`\\b${member.name} = ("[^"]*"|-?\\d+)`).exec(body);
    if (!found) { throw new Error(`lib/: enum ${name} has no value for ${member.name}`); }
    return JSON.parse(found[1]);
  });
}

function declarations(symbolId) {
  return fs.readFileSync(path.join(ROOT, symbolId.split(':')[0].replace(/^src\//, 'lib/') + '.d.ts'), 'utf8');
}

/** Members of each instance of a class, including internal ones of the library: so another copy of the same class is accepted. */
function membersOf(type, isOwn, find) {
  const required = (type.properties ?? []).filter(({ optional }) => !optional);
  const declared = [...type.methods ?? [], ...required].filter(each => !each.static && !each.protected);
  const parents = [type.base, ...type.interfaces ?? []].filter(Boolean).flatMap(fqn => membersOf(find(fqn), false, find));
  const internal = isOwn && type.kind === 'class' ? internalMembers(type) : [];
  const all = [...new Set([...declared.map(({ name }) => name), ...parents, ...internal])].sort();
  // a construct is recognized by its node and fields; its methods differ between releases of constructs
  const methods = new Set((type.methods ?? []).map(({ name }) => name));
  return all.includes('node') ? all.filter(name => !methods.has(name) && !OF_CONSTRUCTS.includes(name)) : all;
}

function internalMembers({ symbolId, name }) {
  const text = declarations(symbolId);
  const [body] = text.slice(text.indexOf(`export declare class ${name} `)).split(/^}/m);
  return [...body.matchAll(/^ {4}(?:readonly )?(_\w+)(\??)[:(]/gm)].filter(([, , mark]) => mark === '').map(([, member]) => member);
}

function optionsTable() {
  const all = assemblies();
  const find = fqn => all.get(fqn.split('.')[0]).types[fqn];
  const own = Object.values(all.get('cdk8s-prometheus').types);
  const structs = {};
  const enums = {};
  const classes = {};
  const use = type => {
    if (type.collection) { return use(type.collection.elementtype); }
    if (!type.fqn) { return undefined; }
    const found = find(type.fqn);
    const isOwn = found.assembly === 'cdk8s-prometheus';
    if (found.kind === 'enum') {
      if (isOwn) { enums[found.name] ??= valuesOf(found); } else { enums[found.name] = []; }
    } else if (!found.datatype) { classes[found.name] ??= membersOf(found, isOwn, find); } else if (!isOwn) { addStruct(found); }
    return undefined;
  };
  const addStruct = struct => {
    const parents = (struct.interfaces ?? []).map(fqn => find(fqn).name);
    const fields = (struct.properties ?? []).map(({ name, type, optional }) => {
      use(type);
      return [name, `${codeOf(type, find)}${optional ? '?' : ''}`];
    });
    fields.sort(([a], [b]) => a < b ? -1 : 1);
    structs[struct.name] = { ...parents.length > 0 && { '^': parents.join(' ') }, ...Object.fromEntries(fields) };
  };
  own.filter(({ datatype }) => datatype).forEach(addStruct);
  const lines = map => Object.keys(map).sort().map(name => `    ${JSON.stringify(name)}: ${JSON.stringify(map[name])}`).join(',\n');
  return `{\n  "structs": {\n${lines(structs)}\n  },\n  "enums": {\n${lines(enums)}\n  },\n  "classes": {\n${lines(classes)}\n  }\n}\n`;
}

module.exports = { optionsTable, FILE };

if (require.main === module) { fs.writeFileSync(FILE, optionsTable()); }
