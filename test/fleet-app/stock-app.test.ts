import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Yaml, YamlOutputType } from 'cdk8s';
import { FleetApp, PrometheusStack } from '../../src';
import { writeFast } from '../../src/fleet-app/stock-app';
import { documentsFrom } from '../support/documents';

const folder = mkdtempSync(join(tmpdir(), 'stock-app-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

const SAVE = Yaml.save;
let count = 0;

/** The files of an app, as cdk8s writes them and with the fast writer. */
function bothOf(make: (app: App) => void, yamlOutputType?: YamlOutputType): { readonly [name: string]: string }[] {
  return [() => undefined, writeFast].map(prepare => {
    const app = new App({ outdir: join(folder, String(count++)), ...yamlOutputType !== undefined && { yamlOutputType } });
    make(app);
    prepare(app);
    app.synth();
    const names = readdirSync(app.outdir, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml'));
    return Object.fromEntries(names.map(name => [name, readFileSync(join(app.outdir, name), 'utf8')]));
  });
}

/** A chart that makes its documents itself. */
class Own extends Chart {
  public documents: any[] = [];
  public toJson(): any[] { return this.documents; }
}

const manifest = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

test('it writes random documents as cdk8s does, byte for byte', () => {
  const next = documentsFrom(31);
  const documents = Array.from({ length: 500 }, next);
  const [stock, fast] = bothOf(app => { new Own(app, 'random').documents = documents; });
  expect(Object.values(stock)[0].length).toBeGreaterThan(10_000);
  expect(fast).toEqual(stock);
});

test.each(Object.values(YamlOutputType).filter(type => typeof type === 'number'))('output type %s: the same files', type => {
  const [stock, fast] = bothOf(app => {
    const chart = new Chart(app, 'one');
    for (const name of ['a', 'b']) { new ApiObject(chart, name, manifest(name)); }
    new ApiObject(new Chart(app, 'two'), 'c', manifest('c')).addDependency(chart);
  }, type as YamlOutputType);
  expect(Object.keys(stock).length).toBeGreaterThan(0);
  expect(fast).toEqual(stock);
});

test('a value in two places stays an alias, and other values stay unchanged', () => {
  const labels = { app: 'a' };
  const [stock, fast] = bothOf(app => { new Own(app, 'own').documents = [{ one: labels, other: labels }, undefined, 'text', { when: new Date(0) }]; });
  expect(Object.values(stock)[0]).toContain('*a1');
  expect(fast).toEqual(stock);
});

test('a stack makes a stock App use it', () => {
  const app = new App({ outdir: join(folder, 'stack') });
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', {
    prometheus: { externalLabels: { cluster: 'a' } }, alertmanager: { configSecret: 'config' },
  });
  const written = jest.spyOn(Yaml, 'stringify');
  app.synth();
  const wholeDocuments = written.mock.calls.filter(([document]) => typeof document === 'object' && document !== null && 'apiVersion' in document);
  expect(wholeDocuments).toEqual([]);
  expect(Yaml.save).toBe(SAVE);
  written.mockRestore();
});

test('an app with its own synthesis is unchanged', () => {
  class Mine extends App {
    public synth(): void { throw new Error('mine'); }
  }
  const [mine, fleet] = [new Mine(), new FleetApp()];
  for (const app of [mine, fleet]) { writeFast(app); }
  expect(() => mine.synth()).toThrow('mine');
  expect(fleet.synth).toBe(FleetApp.prototype.synth);
});

test('after an error, and for other apps, cdk8s writes the files itself', () => {
  const app = new App({ outdir: join(folder, 'error') });
  new Chart(app, 'a').node.addValidation({ validate: () => ['wrong'] });
  writeFast(app);
  expect(() => app.synth()).toThrow('wrong');
  expect(Yaml.save).toBe(SAVE);
});
