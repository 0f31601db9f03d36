// The parts of a page of the API: a class, a struct, an enum.
'use strict';
const { defaultOf, description, escape, inline, see } = require('./api-text');
const { table } = require('./markdown-table');

/** A type in TypeScript's notation, with links to those of this package. */
function typeText(type, { api, page }) {
  if (!type) { return 'void'; }
  if (type.primitive) { return type.primitive; }
  if (type.collection) {
    const inner = typeText(type.collection.elementtype, { api, page });
    return type.collection.kind === 'array' ? `${inner}[]` : `{ [key]: ${inner} }`;
  }
  const found = api.find(type.fqn);
  return found ? `[${found.name}](${api.linkTo(found, page)})` : type.fqn.split('.').pop();
}

/** Options with their defaults, or fields without. */
function propertyTable(properties, context, withDefault = true) {
  const required = properties.filter(({ optional }) => !optional);
  const ordered = withDefault ? [...required, ...properties.filter(({ optional }) => optional)] : properties;
  return table(['name', 'type', ...withDefault ? ['default'] : [], 'description'], ordered.map(property => [
    `\`${property.name}\``, `${typeText(property.type, context)}${!withDefault && property.optional ? ', or undefined' : ''}`,
    ...withDefault ? [defaultOf(property)] : [], description(property.docs),
  ]));
}

function structSection(type, context) {
  const bases = context.api.basesOf(type).filter(base => (base.properties ?? []).length > 0);
  const inherited = bases.map(base => {
    const names = base.properties.map(({ name }) => `\`${name}\``).join(', ');
    return `And the options of [${base.name}](${context.api.linkTo(base, context.page)}): ${names}.`;
  });
  const own = type.properties ?? [];
  const methods = type.datatype ? [] : (type.methods ?? []).flatMap(method => methodSection(method, context, '####'));
  return [`### ${type.name}`, ...prose(type.docs), ...own.length > 0 ? [propertyTable(own, context)] : [], ...inherited, ...methods];
}

function enumSection(type) {
  const rows = type.members.map(({ name, docs }) => [`\`${type.name}.${name}\``, description(docs)]);
  return [`### ${type.name}`, ...prose(type.docs), table(['value', 'meaning'], rows)];
}

/** The description of a class, an example, and its constructor. */
function classSections(type, context, level = '##') {
  return [...prose(type.docs), ...example(type, level), ...type.initializer ? constructorOf(type, context, level) : []];
}

/** The summary is the first sentence of the text; the rest belongs to the same paragraph. */
function prose(docs = {}) {
  const text = [docs.summary, docs.remarks].filter(Boolean).join(' ');
  return [...text.split(/\n\s*\n/).map(paragraph => escape(paragraph).replace(/\s*\n(?!- )\s*/g, ' ')), see(docs)].filter(Boolean);
}

/** With a file name as for readers. The tests compile it, and run it if it is an app. */
function example(type, level) {
  if (!type.docs?.example) { return []; }
  const name = type.name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return [`${level} Example`, `\`${name}.ts\`:`, `\`\`\`ts\n${type.docs.example.trim()}\n\`\`\``];
}

function constructorOf(type, context, level) {
  const parameters = type.initializer.parameters ?? [];
  const described = parameters.filter(({ docs }) => docs?.summary);
  const texts = parameters.map(parameter => parameterText(parameter, context)).join(', ');
  return [`${level} Constructor`, `new **${type.name}**(${texts})`, ...list(described, context)];
}

/** Its methods, under a heading. */
function methodsOf(type, context, level = '##') {
  const isForeign = ({ overrides }) => overrides && !overrides.startsWith('cdk8s-prometheus.');
  const methods = (type.methods ?? []).filter(method => !method.protected && !isForeign(method));
  if (methods.length === 0) { return []; }
  return [
    `${level} Methods`,
    ...methods.flatMap(method => methodSection(method, { ...context, owner: type.name }, `${level}#`)),
  ];
}

function methodSection(method, context, level) {
  const parameters = method.parameters ?? [];
  const name = method.static ? `${context.owner}.${method.name}` : method.name;
  const returns = method.returns ? `: ${typeText(method.returns.type, context)}` : '';
  const throws = method.docs?.custom?.throws;
  return [
    `${level} \`${name}\``,
    `**${method.name}**(${parameters.map(parameter => parameterText(parameter, context)).join(', ')})${returns}`,
    ...prose(method.docs),
    ...list(parameters, context),
    ...method.docs?.returns ? [`Returns ${inline(method.docs.returns)}.`] : [],
    ...throws ? [`Throws an error ${inline(throws)}.`] : [],
  ];
}

function parameterText({ name, optional, variadic, type }, context) {
  return `${variadic ? '...' : ''}${name}${optional && !variadic ? '?' : ''}: ${typeText(type, context)}${variadic ? '[]' : ''}`;
}

/** The description of a struct. */
function list(parameters, { api }) {
  const textOf = ({ docs, type }) => docs?.summary ? description(docs) : inline(api.find(type.fqn)?.docs?.summary);
  return parameters.length === 0 ? [] : [parameters.map(parameter => `- \`${parameter.name}\`: ${textOf(parameter)}`).join('\n')];
}

module.exports = { classSections, enumSection, methodsOf, propertyTable, structSection };
