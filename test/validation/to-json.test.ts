import { ApiObject, App, Chart, Include, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { PrometheusStack } from '../../src';
import { jsonOf } from '../../src/validation/to-json';
import { QUIET } from '../support/stack';

const chart = () => new Chart(new App(), 'test', { namespace: 'shop', labels: { team: 'a' } });
const made = (props: object, scope = chart()) => new ApiObject(scope, 'Object', { apiVersion: 'v1', kind: 'Thing', ...props });

/** The same text, keys in the same order, or the same rejection. */
function expectSame(object: ApiObject): void {
  const said = (render: () => unknown) => {
    try { return JSON.stringify(render()); } catch (error) { return (error as Error).message; }
  };
  expect(said(() => jsonOf(object))).toBe(said(() => object.toJson()));
}

describe('an object equals the output of cdk8s', () => {
  test.each<[string, object]>([
    ['keys out of order', { spec: { b: 1, a: { d: 1, c: 2 } }, data: {} }],
    ['nothing at all in places', { spec: { a: undefined, b: null, c: [null, undefined, 1], d: {}, e: [] }, status: null }],
    ['numbers as keys', { spec: { 10: 'a', 9: 'b', x: 'c' } }],
    ['lazy values, in each other', { spec: { a: Lazy.any({ produce: () => ({ b: Lazy.any({ produce: () => [1, Lazy.any({ produce: () => undefined })] }) }) }) } }],
    ['tokens', { spec: { a: { resolve: () => ({ z: 1, b: 2 }) } } }],
    ['labels out of order, and lazy', { metadata: { name: 'x', labels: { b: '1', a: Lazy.any({ produce: () => '2' }) }, annotations: {} } }],
    ['metadata of all sorts', { metadata: { finalizers: [], ownerReferences: [{ uid: '1', name: 'o', kind: 'K', apiVersion: 'v1' }], generateName: 'y', more: { empty: {} } } }],
    ['a class with a number, as the CLI makes them', { spec: { port: new class { public readonly value = 80; }() } }],
    ['a class that cannot be written', { spec: { at: new Date(0) } }],
    ['a map without a prototype', { spec: Object.assign(Object.create(null), { a: 1 }) }],
    ['a key that is not a key', { spec: JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "b": 2}') }],
    ['a function', { spec: { a: () => 1 } }],
  ])('%s', (_, props) => expectSame(made(props)));

  test('whatever the values', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), spec => expectSame(made({ spec }))), { numRuns: 300 });
  });

  test('with patches, custom resolvers, a subclass, and third-party objects', () => {
    const patched = made({ spec: { a: 1 } });
    patched.addJsonPatch(JsonPatch.replace('/spec/a', 2));
    expectSame(patched);
    const app = new App({ resolvers: [{ resolve: (context: ResolutionContext) => { if (context.value === 'old') { context.replaceValue('new'); } } }] });
    const resolved = made({ spec: { a: 'old' } }, new Chart(app, 'test'));
    expect(jsonOf(resolved).spec.a).toBe('new');
    expectSame(resolved);
    class Own extends ApiObject { public toJson(): any { return { ...super.toJson(), own: true }; } }
    expect(jsonOf(new Own(chart(), 'Own', { apiVersion: 'v1', kind: 'Own' })).own).toBe(true);
    const scope = chart();
    new kplus.Deployment(scope, 'D', { containers: [{ image: 'a:1', portNumber: 80 }] }).exposeViaService();
    new PrometheusStack(scope, 'M', QUIET);
    new Include(scope, 'I', { url: `${__dirname}/../golden/example-eks-cluster-shop.yaml` });
    const objects = scope.node.findAll().filter(ApiObject.isApiObject);
    expect(objects.length).toBeGreaterThan(60);
    objects.forEach(expectSame);
  });

  test('later changes of metadata', () => {
    const object = made({});
    object.metadata.addLabel('later', 'yes');
    object.metadata.addAnnotation('a', 'b');
    expectSame(object);
    object.metadata.toJson = () => ({ name: 'else' });
    expect(jsonOf(object).metadata).toEqual({ name: 'else' });
  });

  test('in the written order, if the order is not to be changed', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try { expectSame(made({ spec: { b: 1, a: 2 } })); } finally { delete process.env.CDK8S_DISABLE_SORT; }
  });
});

test('the object itself is not changed, and a second call returns the current state', () => {
  const spec: any = { b: [{ d: 1, c: null }], a: {} };
  const object = made({ spec });
  jsonOf(object);
  expect(JSON.stringify(spec)).toBe('{"b":[{"d":1,"c":null}],"a":{}}');
  spec.a.x = 1;
  expect(jsonOf(object).spec.a).toEqual({ x: 1 });
});
