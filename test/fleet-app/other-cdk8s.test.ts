import { readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import type * as Cdk8s from 'cdk8s';
import type * as Library from '../../src/fleet-app/fleet-app';

const LIB = dirname(require.resolve('cdk8s'));

/** A change of one file of cdk8s, which must apply. */
interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Loads FleetApp with a cdk8s in which something is different. */
function withCdk8s(changes: readonly Change[], use: (cdk8s: typeof Cdk8s, library: typeof Library) => void): void {
  jest.isolateModules(() => {
    for (const { file, from, to } of changes) {
      const path = join(LIB, file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(from);
      jest.doMock(path, () => evaluated(text.split(from).join(to)));
    }
    try {
      use(require('cdk8s'), require('../../src/fleet-app/fleet-app'));
    } finally {
      for (const { file } of changes) { jest.dontMock(join(LIB, file)); }
    }
  });
}

function evaluated(text: string): object {
  const exported = {};
  const load = (name: string) => require(name.startsWith('.') ? resolve(LIB, name) : name);
  new Function('exports', 'require', '__dirname', text)(exported, load, LIB);
  return exported;
}

/** The output of an App and a FleetApp for the same program, and the reports. */
function written({ ApiObject, App, Chart, JsonPatch, Lazy }: typeof Cdk8s, { FleetApp }: typeof Library) {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const yamlOf = (app: Cdk8s.App) => {
    new ApiObject(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Web', { kind: 'Service', apiVersion: 'v1', spec: { selector: { b: '1', a: '2' } } });
    const other = new Chart(app, 'a', { labels: { team: 'x' } });
    const object = new ApiObject(other, 'A', { kind: 'ConfigMap', apiVersion: 'v1', data: { z: 'a', b: Lazy.any({ produce: () => 'c' }), n: null } });
    object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
    object.addDependency(new ApiObject(other, 'B', { kind: 'ConfigMap', apiVersion: 'v1' }));
    return app.synthYaml();
  };
  const [stock, ours] = [yamlOf(new App()), yamlOf(new FleetApp())];
  const notices = warn.mock.calls.map(([message]) => String(message)).filter(message => message.includes('validation/cdk8s-differs'));
  warn.mockRestore();
  return { stock, ours, notices };
}

test('the cdk8s of the tests is supported: nothing is reported', () => {
  withCdk8s([], (cdk8s, library) => {
    const { stock, ours, notices } = written(cdk8s, library);
    expect(ours === stock).toBe(true);
    expect(notices).toEqual([]);
  });
});

const OBJECTS = expect.stringMatching(/^the installed cdk8s renders objects in a way that .*\[validation\/cdk8s-differs\]$/);
const APPS = expect.stringMatching(/^the installed cdk8s writes apps in a way that .*\[validation\/cdk8s-differs\]$/);

test.each<[string, readonly Change[], readonly unknown[]]>([
  ['calls its field with the options of an object something else', [{ file: 'api-object.js', from: 'this.props', to: 'this.options' }], [OBJECTS]],
  ['calls its field with JSON patches something else', [{ file: 'api-object.js', from: 'this.patches', to: 'this.jsonPatches' }], [OBJECTS]],
  ['keeps metadata elsewhere', [{ file: 'metadata.js', from: '_additionalAttributes', to: '_others' }], [OBJECTS]],
  ['does not sort keys', [{ file: 'api-object.js', from: 'process.env.CDK8S_DISABLE_SORT ? false : true', to: 'false' }], [OBJECTS]],
  ['keeps empty maps in metadata', [{ file: 'metadata.js', from: 'filterEmptyObjects: true', to: 'filterEmptyObjects: false' }], [OBJECTS]],
  ['has one more resolver', [{ file: 'app.js', from: 'new resolve_1.NumberStringUnionResolver()', to: 'new resolve_1.NumberStringUnionResolver(), { resolve: () => undefined }' }], [OBJECTS]],
  ['writes charts in the opposite order', [{ file: 'app.js', from: '.filter(isChart)', to: '.filter(isChart).reverse()' }], [APPS]],
  ['writes objects in the opposite order', [{ file: 'app.js', from: '.map(x => x)', to: '.reverse()' }], [APPS]],
  ['wraps long lines', [{ file: 'yaml.js', from: 'lineWidth: 0', to: 'lineWidth: 80' }], [APPS]],
  ['indents by four', [{ file: 'yaml.js', from: 'lineWidth: 0', to: 'lineWidth: 0, indent: 4' }], [APPS]],
  ['calls its switch for metadata something else', [{ file: 'app.js', from: 'this.recordConstructMetadata', to: 'this.recordMetadata' }], [APPS]],
])('with a cdk8s that %s, FleetApp writes what App writes, and a notice reports it', (_, changes, expected) => {
  withCdk8s(changes, (cdk8s, library) => {
    const { stock, ours, notices } = written(cdk8s, library);
    expect(ours === stock).toBe(true);
    expect(notices).toEqual(expected);
  });
});
