import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Yaml, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, Node } from 'constructs';
import { FleetApp, PrometheusStack } from '../../src';
import * as emitter from '../../src/fleet-app/emitter';
import * as syntax from '../../src/promql/syntax-tree';
import * as json from '../../src/validation/to-json';
import { GOLDENS } from '../golden/cases';
import { readGolden } from '../support/golden';
import { QUIET } from '../support/stack';
import { expectSame, written } from '../support/written';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const object = (scope: Construct, id: string, fields: object = {}) => new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase() }, ...fields });
const MODES = [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE];

test.each(Object.keys(GOLDENS))('golden %s: the same bytes, and none of its documents is left to cdk8s', name => {
  const emitted = jest.spyOn(emitter, 'linesOf');
  const app = new FleetApp();
  GOLDENS[name](app);
  // the output of App: golden.test.ts has compared it, or is about to write it
  const stock = new App();
  if (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS) { GOLDENS[name](stock); }
  expect(app.synthYaml() === (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS ? stock.synthYaml() : readGolden(`${name}.yaml`))).toBe(true);
  expect(emitted.mock.results.map(({ value }) => Array.isArray(value))).toEqual(emitted.mock.results.map(() => true));
  expect(emitted).toHaveBeenCalled();
});

test.each(MODES)('three stacks in output mode %s: the same files, the same bytes', yamlOutputType => {
  expectSame(app => ['b', 'a', '10'].forEach(id => new PrometheusStack(new Chart(app, id, { namespace: `monitoring-${id}` }), 'Monitoring', QUIET)), { yamlOutputType, outputFileExtension: '.yml', recordConstructMetadata: true });
});

const APPS: { readonly [what: string]: (app: App) => void } = {
  'no chart': () => undefined,
  'an empty chart': app => { new Chart(app, 'a'); },
  'charts called by numbers, which cdk8s has first': app => ['b', '2', '10', '1', '01'].forEach(id => object(new Chart(app, id), `A${id}`)),
  'a chart in a construct called by a number, before a chart that is': app => {
    object(new Chart(new Construct(app, '1'), 'x'), 'A');
    object(new Chart(app, '2'), 'B');
  },
  'patches, lazies and tokens': app => {
    const chart = new Chart(app, 'a', { labels: { team: 'x' }, namespace: 'y' });
    object(chart, 'A', { data: { b: Lazy.any({ produce: () => 'c' }), list: [Lazy.any({ produce: () => ({ d: 1 }) })] } }).addJsonPatch(JsonPatch.add('/data/e', 'f\n\n'));
    object(chart, 'B', { data: { token: { resolve: () => 5 }, none: undefined, nothing: null } });
  },
  'constructs of cdk8s-plus': app => {
    const chart = new Chart(app, 'a');
    new kplus.Deployment(chart, 'Web', { containers: [{ image: 'web', portNumber: 80 }] }).exposeViaService();
    new kplus.ConfigMap(chart, 'Files', { data: { 'a.txt': 'line\nline\n', 'b.txt': ' indented', 'c.json': '{"a": [1, 2]}\n' } });
  },
  'the same object twice in one document, which cdk8s does not alias': app => {
    const shared = { a: { b: ['c'] } };
    object(new Chart(app, 'a'), 'A', { data: { one: shared, other: shared } });
  },
  'a chart in a chart': app => {
    const outer = new Chart(app, 'outer');
    object(outer, 'A');
    object(new Chart(outer, 'inner'), 'B');
  },
  'a chart in a construct of a chart': app => object(new Chart(new Construct(new Chart(app, 'outer'), 'between'), 'inner'), 'B'),
  'objects and charts that depend on each other': app => {
    const [first, second] = ['first', 'second'].map(id => new Chart(app, id));
    const [a, b, c] = ['A', 'B', 'C'].map(id => object(first, id));
    a.addDependency(c);
    b.addDependency(a);
    first.addDependency(second);
    object(second, 'D');
  },
  'a circle of dependencies': app => {
    const chart = new Chart(app, 'a');
    const [a, b] = ['A', 'B'].map(id => object(chart, id));
    a.addDependency(b);
    b.addDependency(a);
  },
  'a chart that makes its documents itself': app => {
    const chart = new Chart(app, 'a');
    chart.toJson = () => [{ apiVersion: 'v1', kind: 'Odd', metadata: { name: 'a' } }];
  },
  'a stack in a chart that made its documents itself before': app => {
    const chart = new (class extends Chart { public toJson() { return super.toJson().reverse(); } })(app, 'a', { namespace: 'monitoring' });
    new PrometheusStack(chart, 'Monitoring', QUIET);
  },
  'several errors': app => {
    const chart = new Chart(app, 'a');
    for (const id of ['A', 'B']) { object(chart, id).node.addValidation({ validate: () => [`${id} is wrong`, 'twice'] }); }
    chart.node.addValidation({ validate: () => ['the chart, too'] });
  },
  'a patch of kind and name, by which some output modes call the file': app => {
    object(new Chart(app, 'a'), 'A').addJsonPatch(JsonPatch.replace('/kind', 'Secret'), JsonPatch.replace('/metadata/name', 'patched'));
  },
  'a field called constructor, which cdk8s takes for a class': app => { object(new Chart(app, 'a'), 'A', { constructor: 'b' }); },
  'a label called constructor': app => { new ApiObject(new Chart(app, 'a'), 'A', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { constructor: 'b' } } }); },
  'an object that resolves to another one': app => { object(new Chart(app, 'a'), 'A', { resolve: () => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } }) }); },
  'what cannot be rendered': app => { object(new Chart(app, 'a'), 'A', { data: { a: new (class X { public readonly b = 1; })() } }); },
  'resolvers of its own': app => { object(new Chart(app, 'a'), 'A', { data: { a: 'replace me' } }); },
};
test.each(Object.keys(APPS))('%s: the same as with App', what => {
  const resolvers = what === 'resolvers of its own' ? [{ resolve: (context: any) => context.value === 'replace me' && context.replaceValue('replaced') }] : [];
  for (const yamlOutputType of MODES) { expectSame(APPS[what], { yamlOutputType, resolvers }); }
});

test('each construct is validated once and each lazy value produced once, for any number of charts', () => {
  const counted = (charts: number) => {
    const count = { validated: 0, produced: 0 };
    written(FleetApp, app => {
      for (let at = 0; at < charts; at++) {
        const chart = new Chart(app, `chart-${at}`);
        for (const id of ['A', 'B', 'C']) {
          object(chart, id, { data: { lazy: Lazy.any({ produce: () => { count.produced++; return 'x'; } }) } }).node.addValidation({ validate: () => { count.validated++; return []; } });
        }
      }
    });
    return count;
  };
  // the files, and synthYaml
  expect(counted(10)).toEqual({ validated: 60, produced: 60 });
  expect(counted(100)).toEqual({ validated: 600, produced: 600 });
});

test('constructs visited, YAML written and calls of cdk8s for 100 charts are at most 11 times those for 10', () => {
  const counted = (charts: number, isDeep = false) => {
    const [walked, emitted, asked] = [jest.spyOn(Node.prototype, 'children', 'get'), jest.spyOn(emitter, 'linesOf'), jest.spyOn(Yaml, 'stringify')];
    written(FleetApp, app => {
      let scope: Construct = app;
      for (let at = 0; at < charts; at++) {
        const chart = new Chart(scope, `chart-${at}`);
        const [a, b] = ['A', 'B', 'C'].map(id => object(new Construct(chart, `in-${id}`), id, { data: { odd: `a: \u0007${at} ${id}` } }));
        if (isDeep) { scope = chart; } else { a.addDependency(b); }
      }
    });
    const count = { constructs: walked.mock.calls.length, documents: emitted.mock.calls.length, scalars: asked.mock.calls.length };
    jest.restoreAllMocks();
    return count;
  };
  const [few, many] = [counted(10), counted(100)];
  expect(few.constructs).toBeGreaterThan(70);
  expect(many.constructs / few.constructs).toBeLessThanOrEqual(11);
  expect([few.documents, many.documents]).toEqual([60, 600]); // the files, and synthYaml
  expect([few.scalars, many.scalars]).toEqual([30, 270]); // each once: 30 of them are known from before
  expect(counted(100, true).constructs / counted(10, true).constructs).toBeLessThanOrEqual(11); // a chart in a chart in a chart
});

test('files read and parsed grow linearly with the number of stacks in an app', () => {
  const counted = (stacks: number) => {
    const [read, parsed] = [jest.spyOn(json, 'jsonOf'), jest.spyOn(syntax, 'readExpression')];
    const define = (app: App) => {
      for (let at = 0; at < stacks; at++) {
        const chart = new Chart(app, `c-${at}`, { namespace: 'monitoring' });
        new PrometheusStack(chart, 'Monitoring', { ...QUIET, prometheus: { externalLabels: { cluster: `c-${at}` } } });
        new ApiObject(chart, 'Rule', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'own' }, spec: { groups: [{ name: 'a', rules: [{ record: 'a:b', expr: `sum(a${at})` }] }] } });
      }
    };
    expect(Object.keys(written(FleetApp, define))).toHaveLength(stacks + 1);
    const count = { read: read.mock.calls.length, parsed: parsed.mock.calls.length };
    jest.restoreAllMocks();
    return count;
  };
  counted(1); // what is remembered for all
  const [few, many] = [counted(4), counted(16)];
  expect(few.read).toBeGreaterThan(400);
  expect(many.read / few.read).toBeLessThan(4.4);
  expect(many.parsed / Math.max(few.parsed, 1)).toBeLessThan(4.4);
});

describe('files with names that are invalid on other systems are a warning, and still written', () => {
  const warned = (yamlOutputType: YamlOutputType, make: (app: App) => void) => {
    const outdir = mkdtempSync(join(tmpdir(), 'fleet-app-'));
    const emitted = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      const app = new FleetApp({ outdir, yamlOutputType });
      make(app);
      app.synth();
      return { files: readdirSync(outdir).sort(), said: emitted.mock.calls.map(([text]) => String(text)) };
    } finally {
      emitted.mockRestore();
      rmSync(outdir, { recursive: true });
    }
  };
  const role = (scope: Construct, name: string) => new ApiObject(scope, name, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name } });

  test('two names that differ only in upper and lower case', () => {
    const { files, said } = warned(YamlOutputType.FILE_PER_RESOURCE, app => { const chart = new Chart(app, 'a'); ['View', 'view', 'edit'].forEach(name => role(chart, name)); });
    expect(files).toEqual(['ClusterRole.View.k8s.yaml', 'ClusterRole.edit.k8s.yaml', 'ClusterRole.view.k8s.yaml']);
    expect(said).toEqual(['file names differ only in upper and lower case, and are one file on Windows and macOS ("ClusterRole.view.k8s.yaml"): rename their objects']);
  });

  test('a name that Windows reserves', () => {
    const { files, said } = warned(YamlOutputType.FILE_PER_CHART, app => { role(new Chart(app, 'aux'), 'a'); role(new Chart(app, 'auxiliary'), 'b'); });
    expect(files).toEqual(['aux.k8s.yaml', 'auxiliary.k8s.yaml']);
    expect(said).toEqual(['Windows reserves these file names ("aux.k8s.yaml"): rename the charts or objects']);
  });
});
