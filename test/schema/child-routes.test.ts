import { checkChildRoutes } from '../../src/schema/child-routes';
import { Violation } from '../../src/schema/violation';
import { Made, madeSchema } from '../support/made-schema';

const route: Made = { t: 'o', r: ['receiver'], fields: { receiver: { t: 's', nl: 1 }, groupWait: { t: 's', pattern: '^x' }, limit: { t: 'i', max: 1 }, port: { ios: 1, pattern: '^x' }, routes: { t: 'a', items: {} } } };
const schema = madeSchema({ t: 'o', fields: { spec: { t: 'o', fields: { route } } } });
const check = (spec: unknown, version = '0.94.1', root = schema): Violation[] => checkChildRoutes(root, { spec }, version);
const paths = (...children: unknown[]) => check({ route: { routes: children } }).map(({ path }) => path);

test('the operator rejects an unknown field and a wrong type, in any route', () => {
  expect(check({ route: { routes: [{ receiver: 'a', routes: [{ recieverr: 'a' }] }] } })).toEqual([
    { code: 'child-route', path: 'spec.route.routes[0].routes[0].recieverr', value: 'a', suggestion: 'receiver', allowed: 'receiver, groupWait, limit, port, routes' },
  ]);
  expect(check({ route: { routes: [5] } })).toEqual([{ code: 'child-route', path: 'spec.route.routes[0]', value: 5, allowed: 'a map' }]);
  expect(paths({ receiver: 1 }, {}, { limit: 'x' })).toEqual(['spec.route.routes[0].receiver', 'spec.route.routes[2].limit']);
});

test('it decodes, and does not apply further checks of the schema', () => {
  expect(paths({ receiver: '', groupWait: 'y', limit: 5, port: 'y' }, {}, null, undefined, { RECEIVER: 'a', ROUTES: [{ Receiver: 'b' }] })).toEqual([]);
  expect(paths({ ROUTES: [{ x: 1 }] })).toEqual(['spec.route.routes[0].routes[0].x']);
});

test('operators below 0.77 ignore unknown fields, not wrong types', () => {
  const spec = { route: { routes: [{ x: 1 }, { receiver: 1 }, 'x'] } };
  expect(check(spec, '0.76.2').map(({ path }) => path)).toEqual(['spec.route.routes[1].receiver', 'spec.route.routes[2]']);
  expect(check(spec, '0.77.0')).toHaveLength(3);
});

test.each<[unknown]>([[undefined], [null], ['x'], [{}], [{ route: null }], [{ route: 'x' }], [{ route: {} }], [{ route: { routes: null } }], [{ route: { routes: {} } }], [{ route: { routes: [] } }]])('%j has no child routes', spec => {
  expect(check(spec)).toEqual([]);
});

test('an index without routes has no result for them', () => {
  expect([check({ route: { routes: [1] } }, '0.94.1', madeSchema({ t: 'o', fields: {} })), check({ route: { routes: [1] } }, '0.94.1', madeSchema({ t: 'o', fields: { spec: { t: 'o', fields: {} } } }))]).toEqual([[], []]);
});

test('50 steps of a path are checked, which are 24 levels of routes', () => {
  const nested = (levels: number): object => levels === 0 ? { wrong: 1 } : { routes: [nested(levels - 1)] };
  expect([25, 26].map(levels => check({ route: nested(levels) }).length)).toEqual([1, 0]);
});
