// API.md and docs/api/, generated from .jsii: a page for each construct and each class that users create, and pages of shared types.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { assignPages } = require('./api-pages');
const { classSections, enumSection, methodsOf, propertyTable, structSection } = require('./api-sections');
const { escape, inline } = require('./api-text');
const { ROOT } = require('./steps');

const HEAD = `# API

A page for each construct: its options with type, default and meaning, its fields and methods, and an example.

- In Python, options and methods are in snake case, and options are keyword arguments: \`external_labels={...}\`. \
Java has a builder for each struct.
- In lists and maps, Python needs the classes of the options, such as \`AlertRoute(receiver=..., continue_matching=True)\`: \
jsii drops keys in snake case of dictionaries there.
- An option that is not given has its default. **required** options have none.
- Types without a link are those of TypeScript, [cdk8s](https://cdk8s.io/docs/latest/reference/) or \
[constructs](https://github.com/aws/constructs).

Written by \`npm run update-docs\` from the docstrings.
`;

/** The pages by their paths, API.md among them. */
function apiPages(assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'))) {
  const order = [...fs.readFileSync(path.join(ROOT, 'src', 'index.ts'), 'utf8').matchAll(/from '([^']+)'/g)].map(([, file]) => file);
  const api = assignPages(assembly, order);
  const pages = new Map([['API.md', index(api)]]);
  for (const page of api.pages) { pages.set(`docs/api/${page.name}.md`, page.main ? mainPage(page, api) : sharedPage(page, api)); }
  return pages;
}

function index(api) {
  const link = (type, from) => `[${type.name}](${api.linkTo(type, from)})`;
  const linksTo = types => types.map(type => link(type, 'API')).join(', ');
  const rows = types => types.map(type => `| ${link(type, 'API')} | ${inline(type.docs?.summary)} |`).join('\n');
  const mains = api.pages.filter(({ main }) => main).map(({ main }) => main);
  const shared = api.pages.filter(({ main }) => !main);
  const all = [...api.types].sort((a, b) => a.name < b.name ? -1 : 1).map(type => link(type, 'API'));
  return [
    HEAD.trim(),
    '## Constructs',
    `| construct | purpose |\n|---|---|\n${rows(mains.filter(type => api.isConstruct(type)))}`,
    '## Apps, tests and checks',
    `| class | purpose |\n|---|---|\n${rows(mains.filter(type => !api.isConstruct(type)))}`,
    '## Shared types',
    shared.map(({ name, title, types }) => `- [${title}](docs/api/${name}.md): ${linksTo(types)}`).join('\n'),
    '## All types',
    all.join(' · '),
    '',
  ].join('\n\n');
}

function mainPage({ name, main, types }, api) {
  const context = { api, page: name };
  const others = types.filter(type => type !== main && !api.propsOf(main).includes(type));
  return lines([
    `# ${main.name}`,
    ...classSections(main, context),
    ...optionsOf(main, context),
    ...fieldsOf(main, context),
    ...methodsOf(main, context),
    ...others.length > 0 ? ['## Types'] : [],
    ...others.flatMap(type => section(type, context)),
  ]);
}

function sharedPage({ name, title, types }, api) {
  const context = { api, page: name };
  return lines([`# ${title}`, 'Types that several constructs share.', ...types.flatMap(type => section(type, context))]);
}

/** The options of a construct: its own struct first, then those that it extends, with a note about their origin. */
function optionsOf(main, context) {
  const structs = context.api.propsOf(main);
  if (structs.length === 0) { return []; }
  return ['## Options', ...structs.flatMap(struct => {
    const isHere = context.api.pageOf(struct) === context.page;
    // links lead to headings: one for each type
    const heading = isHere ? `### ${struct.name}` : `### From [${struct.name}](${context.api.linkTo(struct, context.page)})`;
    return [heading, escape(struct.docs?.summary), propertyTable(struct.properties ?? [], context)];
  })];
}

function fieldsOf(main, context, level = '##') {
  const fields = (main.properties ?? []).filter(({ static: isStatic }) => !isStatic);
  return fields.length === 0 ? [] : [`${level} Fields`, propertyTable(fields, context, false)];
}

function section(type, context) {
  if (type.kind === 'enum') { return enumSection(type); }
  if (type.kind === 'interface') { return structSection(type, context); }
  return [
    `### ${type.name}`,
    ...classSections(type, context, '####'), ...fieldsOf(type, context, '####'), ...methodsOf(type, context, '####'),
  ];
}

function lines(parts) {
  return `${parts.filter(part => part !== undefined && part !== '').join('\n\n')}\n`;
}

module.exports = { apiPages };
