import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { FleetApp } from '../../src';
import { randomFrom } from '../support/documents';
import { expectSame, written } from '../support/written';

const MODES = [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE];

/** Nested charts, constructs and objects, and a few random dependencies: small, because cdk8s visits each path between two of them. */
function randomApp(seed: number): (app: App) => void {
  return app => {
    const random = randomFrom(seed);
    const upTo = (most: number) => Math.floor(random() * most);
    const places: Construct[] = [];
    const all: IConstruct[] = [];
    const add = <T extends IConstruct>(construct: T): T => {
      all.push(construct);
      return construct;
    };
    for (let at = 0; at < 2 + upTo(3); at++) { places.push(add(new Chart(app, random() < 0.3 ? String(at) : `chart-${at}`))); }
    for (let at = 0; at < 3 + upTo(8); at++) {
      const scope = places[upTo(places.length)];
      const kind = random();
      if (kind < 0.15) { places.push(add(new Chart(scope, `c${at}`))); } else if (kind < 0.35) { places.push(add(new Construct(scope, random() < 0.2 ? String(at) : `g${at}`))); } else {
        add(new ApiObject(scope, random() < 0.2 ? String(at) : `o${at}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `o${at}` } }));
      }
    }
    // mostly on earlier ones: otherwise nearly all would be circles
    for (let at = 0; at < upTo(6); at++) {
      const [one, other] = [upTo(all.length), upTo(all.length)];
      const [source, target] = random() < 0.95 ? [Math.max(one, other), Math.min(one, other)] : [one, other];
      if (source !== target) { all[source].node.addDependency(all[target]); }
    }
  };
}

test('200 random apps with dependencies have the same result as with App: the same files in the same order, or the same error', () => {
  const outcomes = { circles: 0, numbered: 0, errors: 0 };
  for (let seed = 1; seed <= 200; seed++) {
    const { error, ...files } = expectSame(randomApp(seed), { yamlOutputType: MODES[seed % MODES.length], recordConstructMetadata: seed % 5 === 0 });
    if (error?.includes('Dependency cycle')) { outcomes.circles++; } else if (error) { outcomes.errors++; }
    if (Object.keys(files).some(name => name.startsWith('0000-'))) { outcomes.numbered++; }
  }
  // the apps contain enough dependencies to be meaningful
  expect(outcomes.circles).toBeGreaterThan(5);
  expect(outcomes.numbered).toBeGreaterThan(25);
});

test('40 layers, each of which depends twice on the one before: cdk8s would visit 2^40 paths', () => {
  const files = written(FleetApp, app => {
    const chart = new Chart(app, 'a');
    let before: Construct[] = [];
    for (let layer = 40; layer > 0; layer--) {
      const group = new Construct(chart, `layer-${String(layer).padStart(2, '0')}`);
      const objects = ['a', 'b'].map(id => new ApiObject(group, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${id}-${layer}` } }));
      before.forEach(one => group.node.addDependency(one));
      before = objects;
    }
  });
  const names = [...files['a.k8s.yaml'].matchAll(/name: (\S+)/g)].map(([, name]) => name);
  expect(names).toEqual(Array.from({ length: 40 }, (_, at) => [`a-${40 - at}`, `b-${40 - at}`]).flat());
});

test('200 charts of 20 objects that all depend on one chart, and a chain of 3,000 objects: no work per pair, and no recursion', () => {
  const files = written(FleetApp, app => {
    const make = (scope: Construct, count: number) => Array.from({ length: count }, (_, at) => new ApiObject(scope, `o${at}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${scope.node.id}-${at}` } }));
    const base = new Chart(app, 'zero');
    make(base, 20);
    for (let at = 0; at < 200; at++) {
      const chart = new Chart(app, `c${at}`);
      make(chart, 20);
      chart.addDependency(base);
    }
    const chain = make(new Chart(app, 'chain'), 3000);
    chain.slice(1).forEach((object, at) => chain[at].addDependency(object));
  });
  expect(Object.keys(files).slice(0, 3)).toEqual(['0000-zero.k8s.yaml', '0001-c0.k8s.yaml', '0002-c1.k8s.yaml']);
  expect([...files['0201-chain.k8s.yaml'].matchAll(/name: chain-(\d+)/g)].map(([, at]) => Number(at))).toEqual(Array.from({ length: 3000 }, (_, at) => 2999 - at));
});
