// Which type is on which page of the API.
'use strict';

/** Folders with shared types, and the titles of their pages. Other pages have the name of the folder. */
const TITLES = {
  'alertmanager': 'Alertmanager and routing',
  'federated-cluster': 'Federation',
  'manifest': 'Pods, Services and volumes',
  'monitoring-mixin': 'Rules and dashboards',
  'prometheus': 'Prometheus and agents',
  'scrape': 'Scraping and access',
  'slo': 'Service level objectives',
  'web-exposure': 'Access to user interfaces',
};

/**
 * Each construct has a page, and each class in a folder without constructs that no other class accepts. Any other type is on the page of
 * the only one of its folder that needs it, or else on the page of its folder. `order` contains the files of `index.ts`.
 */
function assignPages(assembly, order = []) {
  const types = inReadingOrder(Object.values(assembly.types), order);
  const find = fqn => assembly.types[fqn];
  const isConstruct = type => Boolean(type.base)
    && (type.base.startsWith('constructs.') || Boolean(find(type.base)) && isConstruct(find(type.base)));
  const constructFolders = new Set(types.filter(isConstruct).map(folderOf));
  const isAlone = type => !constructFolders.has(folderOf(type)) && !TITLES[folderOf(type)] && isMade(type);
  const made = types.filter(type => type.kind === 'class' && (isConstruct(type) || isAlone(type)));
  // what another class of the folder accepts is a value, not a starting point
  const isTaken = type => !isConstruct(type) && made.some(other => other !== type && reachable(other, find, new Set()).has(type));
  const mains = made.filter(type => !isTaken(type));
  const needs = new Map(mains.map(main => [main, reachable(main, find, new Set(mains))]));

  const pageOfType = new Map(mains.map(main => [main, main.name]));
  const shared = new Set();
  for (const type of types.filter(each => !mains.includes(each))) {
    const users = mains.filter(main => folderOf(main) === folderOf(type) && needs.get(main).has(type));
    if (users.length === 1) {
      pageOfType.set(type, users[0].name);
    } else {
      pageOfType.set(type, sharedPage(folderOf(type)));
      shared.add(folderOf(type));
    }
  }
  const typesOn = name => types.filter(type => pageOfType.get(type) === name);
  const pages = [
    ...mains.map(main => ({ name: main.name, main, types: typesOn(main.name) })),
    ...[...shared].sort().map(folder => ({ name: sharedPage(folder), title: titleOf(folder), types: typesOn(sharedPage(folder)) })),
  ];
  const pageOf = type => pageOfType.get(type);
  return {
    types, pages, find, isConstruct, pageOf,
    basesOf: type => basesOf(type, find),
    propsOf: main => propsOf(main, find),
    linkTo: (type, from) => linkTo(pageOf(type), type, from, mains),
  };
}

/** In the order of files in the table of contents, and within a file in source order. */
function inReadingOrder(types, order) {
  const placeOf = ({ locationInModule: { filename } }) => order.indexOf(filename.replace(/^src\//, './').replace(/\.ts$/, ''));
  return [...types].sort((a, b) => placeOf(a) - placeOf(b) || a.locationInModule.line - b.locationInModule.line);
}

function folderOf({ locationInModule: { filename } }) {
  return filename.split('/')[1];
}

/** Not the construct's name in lower case, because some file systems are case-insensitive. */
function sharedPage(folder) {
  return `types-${folder}`;
}

function titleOf(folder) {
  return TITLES[folder] ?? folder.replace(/-/g, ' ').replace(/^./, letter => letter.toUpperCase());
}

/** Users create it, or call its static methods: it is not a value of an option. */
function isMade(type) {
  return Boolean(type.initializer) || (type.methods ?? []).some(({ static: isStatic }) => isStatic);
}

function linkTo(page, type, from, mains) {
  const anchor = mains.includes(type) ? '' : `#${type.name.toLowerCase()}`;
  if (from === page) { return anchor === '' ? `${page}.md` : anchor; }
  return `${from === 'API' ? 'docs/api/' : ''}${page}.md${anchor}`;
}

/** The structs that a struct extends, the nearest first. */
function basesOf(type, find) {
  const bases = (type.interfaces ?? []).map(find).filter(Boolean);
  return [...new Set(bases.flatMap(base => [base, ...basesOf(base, find)]))];
}

/** The struct of the constructor's last parameter, and the structs that it extends. */
function propsOf(main, find) {
  const last = main.initializer?.parameters?.at(-1);
  const struct = last?.type.fqn && find(last.type.fqn);
  return struct?.datatype ? [struct, ...basesOf(struct, find)].filter(({ properties = [] }) => properties.length > 0) : [];
}

/** All types that a class needs, without those that other pages' classes need. */
function reachable(main, find, mains) {
  const found = new Set();
  const visit = type => {
    if (!type || found.has(type) || type !== main && mains.has(type)) { return; }
    found.add(type);
    for (const fqn of fqnsOf(type)) { visit(find(fqn)); }
  };
  visit(main);
  return found;
}

function fqnsOf(type) {
  const callables = [type.initializer, ...type.methods ?? []];
  const parameters = callables.flatMap(each => [...each?.parameters ?? [], ...each?.returns ? [each.returns] : []]);
  return [...type.interfaces ?? [], ...[...type.properties ?? [], ...parameters].flatMap(({ type: of }) => fqnIn(of))];
}

function fqnIn(type) {
  if (!type) { return []; }
  return type.fqn ? [type.fqn] : fqnIn(type.collection?.elementtype);
}

module.exports = { assignPages };
