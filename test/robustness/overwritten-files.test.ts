import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { FleetApp, PrometheusStack } from '../../src';

const QUIET = { prometheus: { externalLabels: { cluster: 'eu-1' } }, nodeExporterEnabled: false };

let outdir: string;
beforeEach(() => { outdir = mkdtempSync(join(tmpdir(), 'overwritten-')); });
afterEach(() => rmSync(outdir, { recursive: true, force: true }));
beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

function synthesized(app: App): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  return `${readdirSync(outdir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length} files`;
}

function twoStacks(app: App): App {
  for (const namespace of ['a', 'b']) { new PrometheusStack(new Chart(app, namespace, { namespace }), 'Monitoring', QUIET); }
  return app;
}

describe.each([['App', App], ['FleetApp', FleetApp]])('%s', (_, Kind) => {
  it('rejects two stacks in one folder with a file for each resource, and writes nothing', () => {
    const message = synthesized(twoStacks(new Kind({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE })));
    expect(message).toMatch(/which keeps only the last one \(42 objects of the app are lost\): use/);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it('writes each object once with a folder for each chart', () => {
    const app = twoStacks(new Kind({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }));
    const objects = app.node.findAll().filter(ApiObject.isApiObject).length;
    expect(synthesized(app)).toBe(`${objects} files`);
  });
});

test('FleetApp rejects objects from any source that share a file', () => {
  const app = new FleetApp({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const chart = new Chart(app, 'chart');
  for (const namespace of ['a', 'b']) { new ApiObject(chart, namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace } }); }
  expect(synthesized(app)).toContain('the objects chart/a, chart/b are all written to the file "ConfigMap.x"');
});
