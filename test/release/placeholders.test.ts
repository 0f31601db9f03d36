import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '../..');
const { repository, author, jsii: { targets } } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Names that jsii requires, and that the owner has not set yet, without schemes and endings. */
const PLACEHOLDERS: readonly string[] = [repository.url, author.url, targets.java.maven.groupId, targets.go.moduleName]
  .map((text: string) => text.replace(/^https?:\/\//, '').replace(/\.git$/, ''));

/** Texts that users read, and files that their programs write. */
const READ = ['README.md', 'API.md', 'RULES.md', 'CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md', 'NOTICE', 'docs', 'data', 'src', 'examples', 'test/golden'];

function filesOf(name: string): string[] {
  return statSync(join(ROOT, name)).isDirectory() ? readdirSync(join(ROOT, name)).flatMap(each => filesOf(`${name}/${each}`)) : [name];
}

test('nothing that users read or that YAML contains depends on the repository, the author, the group id or the Go module', () => {
  const files = READ.flatMap(filesOf);
  expect(files.length).toBeGreaterThan(500);
  expect(PLACEHOLDERS.every(text => text.length > 8)).toBe(true);
  const named = files.filter(file => { const text = readFileSync(join(ROOT, file), 'utf8'); return PLACEHOLDERS.some(each => text.includes(each)); });
  expect(named).toEqual([]);
});
