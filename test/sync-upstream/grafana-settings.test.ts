import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

type Settings = Readonly<Record<string, readonly string[]>>;

const SCRIPT = join(__dirname, '..', '..', 'build', 'sync-upstream', 'grafana-settings.js');
const { committed, differences, drift, moduleOf, pinned, settingsIn } = require(SCRIPT) as {
  committed(): Settings;
  differences(before: Settings, now: Settings): readonly string[];
  drift(repository: string): readonly string[];
  moduleOf(settings: Settings, of: string): string;
  pinned(): string;
  settingsIn(text: string): Settings;
};

const INI = `# a comment = no setting
app_mode = production

[server]
; off = yes
http_port=3000
domain =
template = """a = b
[no section]
c = d"""
after = 1

[auth.basic]
enabled = \`x = y\`
[server]
socket = /tmp/a
[empty]
`;

test('names are parsed like Grafana does: not in comments, not in quotes', () => {
  expect(settingsIn(INI)).toEqual({
    'DEFAULT': ['app_mode'], 'server': ['http_port', 'domain', 'template', 'after', 'socket'], 'auth.basic': ['enabled'], 'empty': [],
  });
  expect(settingsIn(INI.replace(/\n/g, '\r\n'))).toEqual(settingsIn(INI));
});

test('differences are named, and no line of the module is too long', () => {
  expect(differences({ a: ['x', 'y'] }, { a: ['y'], b: ['z'] })).toEqual(['a.x is gone', 'b.z is new']);
  const text = moduleOf(committed(), 'x');
  expect(text.split('\n').filter(line => line.length > 140)).toEqual([]);
  expect(Object.keys(committed()).length).toBeGreaterThan(80);
});

describe('with a checkout', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grafana-settings-'));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-C', folder, ...args], { encoding: 'utf8' });
  const check = (source: string) => spawnSync(process.execPath, [SCRIPT, source, '--check'], { encoding: 'utf8' });
  const text = (settings: Settings) => Object.entries(settings).map(([section, keys]) => `[${section}]\n${keys.map(key => `${key} =\n`).join('')}`).join('\n');

  beforeAll(() => {
    git('init', '-q');
    mkdirSync(join(folder, 'conf'));
    writeFileSync(join(folder, 'conf', 'defaults.ini'), text(committed()));
    git('add', '-A');
    git('commit', '-q', '-m', 'a');
    git('tag', pinned());
    git('config', 'uploadpack.allowFilter', 'true');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('--check prints nothing if the names are equal', () => expect(check(folder)).toMatchObject({ status: 0, stdout: '' }));

  test('the pinned release of a repository is compared, by its tag', () => {
    expect(pinned()).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(drift(`file://${folder}`)).toEqual([]);
    writeFileSync(join(folder, 'conf', 'defaults.ini'), `${text(committed())}[brand_new]\nkey =\n`);
    git('commit', '-q', '-a', '-m', 'b');
    expect(drift(`file://${folder}`)).toEqual([]); // another commit than that of the tag
    git('tag', '-f', pinned());
    expect(drift(`file://${folder}`)).toEqual(['Grafana\'s setting brand_new.key is new: run "node build/sync-upstream/grafana-settings.js"']);
    expect(() => drift('file:///nowhere')).toThrow(`conf/defaults.ini of Grafana ${pinned()} cannot be read: `);
  });

  test('--check fails on a difference, also of a file', () => {
    const file = join(folder, 'newer.ini');
    writeFileSync(file, `${text(committed()).replace('http_port =', 'http_ports =')}[brand_new]\nkey =\n`);
    expect(check(file)).toMatchObject({ status: 1, stdout: 'brand_new.key is new\nserver.http_port is gone\nserver.http_ports is new\n' });
  });
});
