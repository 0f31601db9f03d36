import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { ModuleKind, transpileModule } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { RELEASES } from '../../../src/versions/releases';
import { Manifest } from '../../support/synth';
import { disconnect, get, kubectl, mustKubectl, mustRun, pinned, removeCrds } from '../support/cluster';
import { commandsOf, runCommands } from '../support/docs-commands';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The app of docs/getting-started.md, with the files and commands of that page: from its program to objects in a cluster, and to what the
// operator creates from them.
const PAGE = 'docs/getting-started.md';
const ROOT = join(__dirname, '..', '..', '..');
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { blocksOf } = require('../../support/blocks') as { blocksOf: (file: string) => { readonly name?: string; readonly code: string }[] };

const [OPERATOR] = pinned('PROMETHEUS_OPERATOR');
let folder: string;
let objects: Manifest[];
let operator: Program | undefined;

/** A block of the page as a module. */
function moduleOf(name: string): { readonly [name: string]: any } {
  const { code } = blocksOf(PAGE).find(block => block.name === name)!;
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported = {};
  new Function('require', 'exports', outputText)((id: string) => id === 'cdk8s-prometheus' ? jest.requireActual('../../../src') : jest.requireActual(id), exported);
  return exported;
}

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'getting-started-'));
  const app = new App({ outdir: join(folder, 'dist') });
  moduleOf('stack.ts').monitoring(app);
  app.synth();
  objects = parseAllDocuments(readFileSync(join(folder, 'dist', 'monitoring.k8s.yaml'), 'utf8')).map(document => document.toJS());
  // other files of tests use the same names
  kubectl(['delete', '-f', join(folder, 'dist'), '--ignore-not-found', '--wait=true', '--timeout=100s']);
  kubectl(['delete', 'namespace', 'monitoring', '--ignore-not-found', '--wait=true', '--timeout=100s']);
  writeFileSync(join(folder, 'alertmanager.yaml'), blocksOf(PAGE).find(({ name }) => name === 'alertmanager.yaml')!.code);
}, 300_000);

afterAll(async () => {
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', 'monitoring', '--wait=true', '--timeout=60s']);
  await operator?.stop();
  kubectl(['delete', '-f', join(folder, 'dist'), '--ignore-not-found', '--wait=true', '--timeout=90s']);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

test('the definitions are those of the operator that the stack installs', () => {
  expect(commandsOf(join(ROOT, PAGE), 'definitions')).toContain(`/download/v${RELEASES.prometheusOperator.version}/`);
  // no network: the same files, from the Go module of that release
  mustRun('cp', '-r', mustRun('test/conformance/bed/crds.sh', OPERATOR).trim(), join(folder, 'crds'));
});

test('the commands of the page create every object', () => {
  runCommands(join(ROOT, PAGE), 'apply', folder);
  const found = JSON.parse(mustKubectl(['get', '-f', join(folder, 'dist'), '-o', 'json'])).items;
  expect(objects.length).toBeGreaterThan(50);
  expect(found.map((each: Manifest) => `${each.kind}/${each.metadata.name}`).sort()).toEqual(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort());
}, 200_000);

test('the operator creates a Prometheus, and an Alertmanager that reads the file of the Secret', async () => {
  const { args } = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!.spec.template.spec.containers[0];
  operator = new Program(`prometheus-operator-${OPERATOR}`, [...args, '--web.listen-address=127.0.0.1:28446', '--web.enable-tls=false', '--as=system:serviceaccount:monitoring:prometheus-operator']);
  const made = await within(90, 'the StatefulSets', () => ['prometheus-main', 'alertmanager-main'].map(name => get('statefulset', name, '-n', 'monitoring')), () => operator!.log);
  expect(made).toHaveLength(2);
  const { data } = get('secret', 'alertmanager-main-generated', '-n', 'monitoring');
  const written = mustRun('bash', '-c', `base64 -d <<< '${data['alertmanager.yaml.gz']}' | gunzip`);
  expect(written).toContain('https://chat.internal/hook');
}, 200_000);
