const { apiPages } = jest.requireActual<{ apiPages(assembly: object): Map<string, string> }>('./api-md.js');

const at = (folder: string, line = 1) => ({ locationInModule: { filename: `src/${folder}/file.ts`, line } });
const option = (name: string, type: object, docs: object, optional = true) => ({ name, type, docs, optional });
const TEXT = { primitive: 'string' };
const of = (fqn: string) => ({ fqn: `pkg.${fqn}` });

function construct(name: string, folder: string, props: string, docs: object = {}) {
  const parameters = [{ name: 'scope', type: { fqn: 'constructs.Construct' } }, { name: 'id', type: TEXT }, { name: 'props', type: of(props) }];
  return { kind: 'class', name, base: 'constructs.Construct', docs: { summary: `Makes ${name}.`, ...docs }, initializer: { parameters }, ...at(folder) };
}

function struct(name: string, folder: string, properties: object[], interfaces: string[] = []) {
  return { kind: 'interface', datatype: true, name, docs: { summary: `Options of ${name}.` }, properties, interfaces: interfaces.map(each => `pkg.${each}`), ...at(folder, 5) };
}

function pages(...types: { readonly name: string }[]) {
  return apiPages({ types: Object.fromEntries(types.map(type => [`pkg.${type.name}`, type])) });
}

test('a struct that one construct uses is on its page, one that two use on a page of their folder, with links', () => {
  const made = pages(
    construct('Hen', 'birds', 'HenProps'), struct('HenProps', 'birds', [option('nest', of('Nest'), { summary: 'Where it is.' }, false)], ['BirdProps']),
    construct('Duck', 'birds', 'DuckProps'), struct('DuckProps', 'birds', [], ['BirdProps']),
    struct('BirdProps', 'birds', [option('food', { collection: { kind: 'array', elementtype: TEXT } }, { summary: 'What it eats.', default: '- corn' })]), struct('Nest', 'birds', [option('size', TEXT, { summary: 'How large.', default: '1' })]),
  );
  expect([...made.keys()].sort()).toEqual(['API.md', 'docs/api/Duck.md', 'docs/api/Hen.md', 'docs/api/types-birds.md']);
  const hen = made.get('docs/api/Hen.md')!;
  expect(hen).toContain('| `nest` | [Nest](#nest) | **required** | Where it is. |');
  expect(hen).toContain('### From [BirdProps](types-birds.md#birdprops)\n\nOptions of BirdProps.\n\n| name | type | default | description |\n|---|---|---|---|\n| `food` | string[] | corn | What it eats. |');
  expect(hen).toContain('### Nest\n\nOptions of Nest.\n\n| name | type | default | description |\n|---|---|---|---|\n| `size` | string | `1` | How large. |');
  expect(made.get('API.md')).toContain('| [Duck](docs/api/Duck.md) | Makes Duck. |');
  expect(made.get('API.md')).toContain('[Nest](docs/api/Hen.md#nest)');
});

test('an example is a program under the name of a file', () => {
  const made = pages(construct('BlackSwan', 'birds', 'SwanProps', { example: 'new BlackSwan();' }), struct('SwanProps', 'birds', []));
  expect(made.get('docs/api/BlackSwan.md')).toContain('## Example\n\n`black-swan.ts`:\n\n```ts\nnew BlackSwan();\n```');
});

test('a bar and a line break do not end a cell, and a text like a tag is escaped', () => {
  const made = pages(construct('Hen', 'birds', 'HenProps'), struct('HenProps', 'birds', [option('name', TEXT, { summary: 'One of `a|b`,\nlike <name>.', remarks: 'Or `<x>`.\n\nMore.' })]));
  expect(made.get('docs/api/Hen.md')).toContain('| One of `a\\|b`, like &lt;name>. Or `<x>`.<br>More. |');
});

test('a class of values is on the page of the class that accepts it', () => {
  const nest = { kind: 'class', name: 'Nest', docs: { summary: 'A nest.' }, methods: [{ name: 'of', static: true, docs: { summary: 'Of wood.' }, returns: { type: of('Nest') } }], ...at('farm', 9) };
  const farm = { kind: 'class', name: 'Farm', docs: { summary: 'A farm.' }, initializer: { parameters: [{ name: 'nest', type: of('Nest'), docs: { summary: 'where hens are.' } }] }, ...at('farm') };
  const made = pages(nest, farm);
  expect([...made.keys()]).toEqual(['API.md', 'docs/api/Farm.md']);
  expect(made.get('docs/api/Farm.md')).toContain('##### `Nest.of`\n\n**of**(): [Nest](#nest)\n\nOf wood.');
});
