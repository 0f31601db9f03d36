import { bytesOf } from '../../../src/scrape-graph/checks/sizes';
import { BINDING, foundBy, meta, monitor, prometheus, service } from '../../support/scrape-graph';

describe('a quantity or a size', () => {
  test.each<[unknown, number | undefined]>([
    ['100', 100], ['1k', 1000], ['1K', 1000], ['1M', 1_000_000], ['1G', 1_000_000_000], ['1T', 1e12], ['1P', 1e15], ['1E', 1e18],
    ['1Ki', 1024], ['1Mi', 1024 ** 2], ['2Gi', 2 * 1024 ** 3], ['1Ti', 1024 ** 4], ['1Pi', 1024 ** 5], ['1Ei', 1024 ** 6],
    ['1B', 1], ['1KB', 1024], ['1MB', 1024 ** 2], ['1GB', 1024 ** 3], ['1GiB', 1024 ** 3], ['1TB', 1024 ** 4], ['1.5GB', 1.5 * 1024 ** 3], ['1 GB', 1024 ** 3],
    ['', undefined], [undefined, undefined], ['x', undefined], ['1X', undefined], ['1GB2', undefined], ['-1', undefined], [5, 5], ['1.', undefined], ['a1GB', undefined],
  ])('%j has %s bytes', (size, expected) => expect(bytesOf(size)).toBe(expected));
});

describe('the size limit of a Prometheus', () => {
  const tooLarge = foundBy('retention-too-large');
  const volume = (size: unknown) => ({ volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } } });
  const claiming = (retentionSize: unknown, size: unknown) => tooLarge(prometheus({ retentionSize, storage: volume(size) }));

  test('is not larger than its volume', () => {
    expect(claiming('101GB', '100Gi')).toEqual(['Prometheus monitoring/main has "retentionSize: 101GB" and a volume of 100Gi: use about 85% of the size of the volume']);
    expect(claiming('100GB', '100Gi')).toEqual([]);
    expect(claiming('100GB', '100G')).toHaveLength(1);
    expect(claiming('99GB', '100Gi')).toEqual([]);
  });

  test('is unknown if one of the two is not set, or cannot be parsed', () => {
    expect(claiming(undefined, '1Gi')).toEqual([]);
    expect(claiming('100GB', undefined)).toEqual([]);
    expect(claiming('much', '1Gi')).toEqual([]);
    const incomplete = [{}, { spec: {} }, { spec: { resources: {} } }].map(volumeClaimTemplate => ({ volumeClaimTemplate }));
    for (const storage of [undefined, {}, ...incomplete, { emptyDir: {} }]) {
      expect(tooLarge(prometheus({ retentionSize: '100GB', storage }))).toEqual([]);
    }
  });
});

describe('a server with a route prefix', () => {
  const wrong = foundBy('route-prefix');
  const scraping = (endpoint: object, server: any, labels: object, ports: object[] = [{ name: 'web', port: 9090, targetPort: 'web' }]) => wrong(
    prometheus(), BINDING, server,
    { ...monitor({ endpoints: [{ port: 'web', ...endpoint }] }), ...meta('own', {}, 'monitoring') },
    { ...service({ selector: labels, ports }), ...meta('own', { app: 'web' }, 'monitoring') },
  );
  const server = (kind: string, spec: object) => ({ kind, ...meta('x', {}, 'monitoring'), spec });

  test.each<[string, object]>([
    ['Prometheus', { prometheus: 'x' }], ['PrometheusAgent', { 'prometheus-agent': 'x' }], ['Alertmanager', { alertmanager: 'x' }], ['ThanosRuler', { 'thanos-ruler': 'x' }],
  ])('of the kind %s has its metrics below it', (kind, labels) => {
    expect(scraping({}, server(kind, { routePrefix: '/p' }), labels)).toEqual([`ServiceMonitor monitoring/own scrapes "/metrics" of ${kind} monitoring/x, which serves under "/p": set "path: /p/metrics"`]);
    expect(scraping({}, server(kind, {}), labels)).toEqual([]);
    expect(scraping({ path: '/p/metrics' }, server(kind, { routePrefix: '/p' }), labels)).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ['the prefix itself', { path: '/p' }, false],
    ['a path that begins like it', { path: '/pp/metrics' }, true],
    ['another path', { path: '/federate' }, true],
  ])('at %s', (_, endpoint, expected) => expect(scraping(endpoint, server('Alertmanager', { routePrefix: '/p' }), { alertmanager: 'x' })).toHaveLength(expected ? 1 : 0));

  test('has no prefix on another port', () => {
    const RELOADER = [{ name: 'reloader', port: 8080, targetPort: 'reloader-web' }];
    expect(scraping({ port: 'reloader' }, server('Alertmanager', { routePrefix: '/p' }), { alertmanager: 'x' }, RELOADER)).toEqual([]);
    expect(scraping({}, server('Alertmanager', { routePrefix: '/p', portName: 'http' }), { alertmanager: 'x' }, [{ name: 'web', port: 1, targetPort: 'http' }])).toEqual([]);
    expect(scraping({ port: 'http' }, server('Alertmanager', { routePrefix: '/p', portName: 'http' }), { alertmanager: 'x' }, [{ name: 'http', port: 1, targetPort: 'http' }])).toHaveLength(1);
  });

  test('whose targets a relabeling drops is not checked', () => {
    expect(scraping({ relabelings: [{ action: 'drop', sourceLabels: ['job'] }] }, server('Alertmanager', { routePrefix: '/p' }), { alertmanager: 'x' })).toEqual([]);
  });

  test('is not a StatefulSet with another name', () => {
    const set = { kind: 'StatefulSet', ...meta('other-x', {}, 'monitoring'), spec: { template: { metadata: { labels: { app: 'o' } }, spec: { containers: [{ name: 'o', ports: [{ name: 'web', containerPort: 1 }] }] } } } };
    expect(scraping({}, set, { app: 'o' })).toEqual([]);
    expect(wrong(prometheus(), server('Alertmanager', { routePrefix: '/p' }), { ...set, ...meta('alertmanager-y', {}, 'monitoring') }, { ...monitor({ endpoints: [{ port: 'web' }] }), ...meta('own', {}, 'monitoring') },
      { ...service({ selector: { app: 'o' }, ports: [{ name: 'web', port: 1, targetPort: 'web' }] }), ...meta('own', { app: 'web' }, 'monitoring') })).toEqual([]);
  });
});
