import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { planCommand } from '../../../src/commands/migrate-plan';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const PROMETHEUS = '{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: { name: x, namespace: monitoring } }\n';
const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: x } }\n';

afterAll(() => rmSync(folder, { recursive: true }));

function run(manifest: string, paths: readonly string[], isJson = false) {
  const said = { out: '', err: '' };
  const status = planCommand({ manifest, paths, release: 'x', namespace: 'monitoring', managedBy: 'helm', isJson }, text => { said.out += text; }, text => { said.err += text; });
  return { status, ...said };
}

test('reads files as they are: several documents, and every kind', () => {
  const release = file('release.yaml', `${PROMETHEUS}---\n${CONFIG}`);
  const { status, out } = run(release, [file('ours.yaml', `${PROMETHEUS}---\n${CONFIG}`)], true);
  const { steps } = JSON.parse(out);
  expect(status).toBe(1); // neither has an operator
  expect(steps.find(({ id }: any) => id === 'uninstall').checks[0].prints).toBe('configmap/x\nprometheus.monitoring.coreos.com/x');
  expect(run(release, [file('ours.yaml', PROMETHEUS)]).out).toContain('# Move of the release x in the namespace monitoring');
});

test('a file without manifests is an error with its name', () => {
  expect(() => run(file('empty.yaml', 'a: b\n'), [folder])).toThrow('empty.yaml: there is no manifest in it');
});
