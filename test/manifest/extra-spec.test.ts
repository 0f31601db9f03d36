import { Lazy } from 'cdk8s';
import { mergeSpec } from '../../src/manifest/extra-spec';

const ROWS = [
  { path: 'retention', option: 'retention' },
  { path: 'tsdb.outOfOrderTimeWindow', option: 'outOfOrderTimeWindow' },
  { path: 'remoteWrite', option: 'remoteWrite', isShared: true },
  { path: 'web', option: 'tls', isShared: true },
  { path: 'portName', why: 'Services use the name of the port' },
];

const messages = (own: object, extra: unknown) => mergeSpec(own, extra, ROWS).findings.map(({ message }) => message);

describe('mergeSpec', () => {
  test('a field without an option is added', () => {
    expect(mergeSpec({ replicas: 2 }, { minReadySeconds: 10 }, ROWS)).toEqual({ spec: { replicas: 2, minReadySeconds: 10 }, findings: [] });
  });

  test('a field of an option is reported with its name, whether the option is given or not', () => {
    const expected = ['"spec.retention" is written by the option "retention": use the option, and remove the field from "spec" [manifest/spec-option]'];
    expect(messages({ retention: '15d' }, { retention: '3d' })).toEqual(expected);
    expect(messages({}, { retention: '3d' })).toEqual(expected);
  });

  test('a nested field of an option is reported, and the fields next to it are added', () => {
    const { spec, findings } = mergeSpec({}, { tsdb: { outOfOrderTimeWindow: '1h', chunkEncoding: 'x' } }, ROWS);
    expect(findings.map(({ message }) => message)).toEqual([
      '"spec.tsdb.outOfOrderTimeWindow" is written by the option "outOfOrderTimeWindow": use the option, and remove the field from "spec" [manifest/spec-option]',
    ]);
    expect(spec).toEqual({ tsdb: { chunkEncoding: 'x' } });
  });

  test('in a shared field, lists are joined, maps are merged, and only a value that both write is reported', () => {
    expect(mergeSpec({ remoteWrite: [{ url: 'a' }] }, { remoteWrite: [{ url: 'b' }] }, ROWS)).toEqual({ spec: { remoteWrite: [{ url: 'a' }, { url: 'b' }] }, findings: [] });
    expect(mergeSpec({ web: { tlsConfig: { a: 1 } } }, { web: { httpConfig: { http2: true }, tlsConfig: { a: 1 } } }, ROWS))
      .toEqual({ spec: { web: { tlsConfig: { a: 1 }, httpConfig: { http2: true } } }, findings: [] });
    expect(messages({ web: { tlsConfig: { a: 1 } } }, { web: { tlsConfig: { a: 2 } } })).toEqual([
      '"spec.web.tlsConfig.a" is written by the option "tls": use the option, and remove the field from "spec" [manifest/spec-option]',
    ]);
  });

  test('a field that the construct writes without an option is replaced, unless other objects rely on it', () => {
    expect(mergeSpec({ securityContext: { runAsUser: 65534, fsGroup: 1 } }, { securityContext: { runAsUser: 1000 } }, ROWS))
      .toEqual({ spec: { securityContext: { runAsUser: 1000, fsGroup: 1 } }, findings: [] });
    expect(messages({ portName: 'web' }, { portName: 'http' })).toEqual([
      '"spec.portName" is written by the construct: Services use the name of the port: remove the field from "spec" [manifest/spec-fixed]',
    ]);
    expect(mergeSpec({ portName: 'web' }, { portName: 'web' }, ROWS)).toEqual({ spec: { portName: 'web' }, findings: [] });
  });

  test('entries of one name, or of one port, are merged', () => {
    expect(mergeSpec({ containers: [{ name: 'a', x: 1 }] }, { containers: [{ name: 'b' }, { name: 'a', y: 2 }] }, ROWS).spec)
      .toEqual({ containers: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }] });
    expect(mergeSpec({ endpoints: [{ port: 'web' }, { port: 'reloader-web' }] }, { endpoints: [{ port: 'web', followRedirects: false }] }, ROWS).spec)
      .toEqual({ endpoints: [{ port: 'web', followRedirects: false }, { port: 'reloader-web' }] });
  });

  test('entries of other lists are never equal, whatever their names', () => {
    expect(mergeSpec({ remoteWrite: [{ name: 'a', url: 'x' }] }, { remoteWrite: [{ name: 'a', url: 'y' }, { name: 'a', url: 'z' }] }, ROWS).spec)
      .toEqual({ remoteWrite: [{ name: 'a', url: 'x' }, { name: 'a', url: 'y' }, { name: 'a', url: 'z' }] });
    expect(mergeSpec({ endpoints: [{ path: '/a' }] }, { endpoints: [{ path: '/b' }] }, ROWS).spec).toEqual({ endpoints: [{ path: '/a' }, { path: '/b' }] });
  });

  test('lazy values are kept as they are', () => {
    const lazy = Lazy.any({ produce: () => ({ a: 1 }) });
    expect((mergeSpec({ affinity: { b: 1 } }, { affinity: lazy }, ROWS).spec as any).affinity).toBe(lazy);
    expect(messages({}, lazy)).toEqual([
      '"spec" is not a map: give the fields of the specification, such as { minReadySeconds: 10 }; their values may be lazy [manifest/spec-map]',
    ]);
  });

  test('a map that contains itself ends', () => {
    const cyclic: any = {};
    cyclic.self = cyclic;
    expect((mergeSpec({}, { x: cyclic }, ROWS).spec as any).x).toBe(cyclic);
  });

  test('what is not a map is reported', () => {
    expect(messages({}, ['a'])[0]).toContain('[manifest/spec-map]');
    expect(messages({}, 'replicas')[0]).toContain('[manifest/spec-map]');
  });

  test('a map of the user is not changed', () => {
    const own = Object.freeze({ tsdb: Object.freeze({ a: 1 }) });
    mergeSpec(own, { tsdb: { b: 1 }, c: 1 }, ROWS);
    expect(own).toEqual({ tsdb: { a: 1 } });
  });
});
