const { isProgram, translated, withPython } = jest.requireActual<{
  isProgram(code: string): boolean;
  translated(programs: string[]): Map<string, string>;
  withPython(markdown: string, python: Map<string, string>): string;
}>('./python-md.js');

const IMPORTS = "import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';\n";
const inPython = (code: string) => translated([IMPORTS + code]).get(IMPORTS + code)!.split('\n').filter(line => line !== '' && !line.startsWith('from ')).join('\n');

test('keys of untyped objects keep their case, options do not, and a spread list becomes one of Python', () => {
  const code = `const chart = new Chart(new App(), 'c', { disableResourceNameHashes: true });
const names: string[] = ['a'];
const object = new ApiObject(chart, 'O', { apiVersion: 'v1', kind: 'Service', metadata: { name: \`\${chart.node.id}-\${names.length}\` } });
object.addJsonPatch(JsonPatch.add('/spec', { clusterIP: 'None', 'externalIPs': [...names] }));
console.log(names.join('"'));
`;
  expect(inPython(code)).toBe(`chart = Chart(App(), "c", disable_resource_name_hashes=True)
names = ["a"]
object = ApiObject(chart, "O", api_version="v1", kind="Service", metadata=ApiObjectMetadata(name=f"{chart.node.id}-{len(names)}"))
object.add_json_patch(JsonPatch.add("/spec", {"clusterIP": "None", "externalIPs": [*names]}))
print('"'.join(names))`);
});

test('untranslatable code is rejected, each with its line', () => {
  const programs = ["throw new Error('x');", "console.log(['a'].map(name => name));", "const metadata = { name: 'a' };\nnew Chart(new App(), metadata.name);",
    "import type { ChartProps } from 'cdk8s';\nconst props: ChartProps = { namespace: 'a' };\nnew Chart(new App(), 'c', props);"];
  expect(() => translated(programs.map(code => IMPORTS + code))).toThrow(
    /2: .*ThrowStatement[\s\S]* 2: "map" of a list or text has no translation into Python[\s\S]* 2: an object without a type: declare[\s\S]* 4: options that are no literal/,
  );
});

test('programs have their synth() and no packages of Node', () => {
  expect(isProgram("import { App } from 'cdk8s';\napp.synth();\n")).toBe(true);
  expect(isProgram("import { App } from 'cdk8s';\n")).toBe(false);
  expect(isProgram("import test from 'node:test';\napp.synth();\n")).toBe(false);
});

test('a second update changes nothing, and a translation without its source is removed', () => {
  const page = 'before\n\n```ts\napp.synth();\n```\n\nafter\n';
  const once = withPython(page, new Map([['app.synth();\n', 'app.synth()\n']]));
  expect(once).toContain('```ts\napp.synth();\n```\n\n<details><summary>Python</summary>\n\n```python\napp.synth()\n```\n\n</details>\n\nafter\n');
  expect(withPython(once, new Map([['app.synth();\n', 'app.synth()\n']]))).toBe(once);
  expect(withPython(once, new Map())).toBe(page);
});
