import { explain, foundBy, meta, monitor, prometheus } from '../../support/scrape-graph';

const elsewhere = foundBy('other-namespace');
// Secrets are a separate list
const required = (...objects: object[]) => explain(objects).required.map(({ object, by }) => `${object} < ${by}`);
const TOKEN = { name: 'token', key: 'a' };
const withToken = (reference: object = TOKEN) => monitor({ endpoints: [{ port: 'metrics', bearerTokenSecret: reference }] });
const secret = (namespace?: string, kind = 'Secret') => ({ kind, metadata: { name: 'token', ...namespace !== undefined && { namespace } }, stringData: { a: 'x' } });

describe('a Secret that an object refers to', () => {
  test('in another namespace is another one', () => {
    expect(elsewhere(withToken(), secret('monitoring'))).toEqual(['ServiceMonitor shop/web names the Secret "token", which is not in its namespace (Secret monitoring/token is in another namespace): create it there']);
  });

  test.each<[string, object[]]>([
    ['it is in its namespace', [withToken(), secret('monitoring'), secret('shop')]],
    ['it is nowhere', [withToken()]],
    ['its namespace is not known', [withToken(), secret()]],
    ['the namespace of the object is not known', [{ ...withToken(), metadata: { name: 'web' } }, secret('monitoring')]],
    ['it is optional', [withToken({ ...TOKEN, optional: true }), secret('monitoring')]],
    ['another kind has the name', [withToken(), secret('monitoring', 'ConfigMap')]],
    ['it is of a pod', [prometheus({ containers: [{ name: 'a', env: [{ name: 'X', valueFrom: { secretKeyRef: TOKEN } }] }] }), secret('shop')]],
  ])('is not reported if %s', (_, objects) => expect(elsewhere(...objects)).toEqual([]));

  test('may be a ConfigMap', () => {
    const tls = monitor({ endpoints: [{ port: 'metrics', tlsConfig: { ca: { configMap: TOKEN }, cert: { secret: { name: 'cert', key: 'b' } } } }] });
    expect(elsewhere(tls, secret('monitoring', 'ConfigMap'))).toEqual([expect.stringContaining('names the ConfigMap "token"')]);
    expect(required(tls)).toContain('ConfigMap shop/token < ServiceMonitor shop/web');
  });
});

describe('what must exist', () => {
  const withConfig = (reference: unknown, name = 'web') => monitor({ endpoints: [{ port: 'metrics', tlsConfig: { ca: { configMap: reference } } }] }, {}, name);
  const maps = (...objects: object[]) => required(...objects).filter(text => text.startsWith('ConfigMap'));
  const configMap = (namespace?: string) => secret(namespace, 'ConfigMap');

  test('is listed if it does not exist here, with the first object that refers to it', () => {
    expect(maps(withConfig(TOKEN), withConfig(TOKEN, 'again'), withConfig({ name: 'other', key: 'a' }, 'x'))).toEqual(['ConfigMap shop/other < ServiceMonitor shop/x', 'ConfigMap shop/token < ServiceMonitor shop/again']);
  });

  test('is not listed if it exists here, or is optional', () => {
    expect(maps(withConfig(TOKEN), configMap('other'))).toEqual(['ConfigMap shop/token < ServiceMonitor shop/web']);
    expect(maps(withConfig(TOKEN), configMap('shop'))).toEqual([]);
    expect(maps(withConfig(TOKEN), configMap())).toEqual([]);
    expect(maps(withConfig({ ...TOKEN, optional: true }))).toEqual([]);
    expect(maps(withConfig({ ...TOKEN, optional: false }))).toHaveLength(1);
  });

  test.each<[string, unknown, number]>([
    ['a name alone', { name: 'token' }, 0],
    ['an empty name', { name: '', key: 'a' }, 0],
    ['a name that is no text', { name: 5, key: 'a' }, 0],
    ['a map with more than a reference', { ...TOKEN, more: 1 }, 0],
    ['nothing', null, 0],
    ['a list', [TOKEN], 1],
  ])('is found in %s: %#', (_, reference, expected) => expect(maps(withConfig(reference))).toHaveLength(expected));

  test.each(['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler', 'ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig'])('is found in the kind %s', kind => {
    expect(maps({ kind, ...meta('x'), spec: { deep: { list: [{ configMap: TOKEN }] } } })).toEqual([`ConfigMap shop/token < ${kind} shop/x`]);
    expect(maps({ kind, ...meta('x'), spec: { webConfigMap: TOKEN } })).toEqual([`ConfigMap shop/token < ${kind} shop/x`]);
    expect(maps({ kind, ...meta('x'), spec: { configMapper: TOKEN } })).toEqual([]);
  });

  test('is not found in other kinds, or in pods', () => {
    expect(maps({ kind: 'Grafana', ...meta('x'), spec: { configMap: TOKEN } })).toEqual([]);
    for (const field of ['containers', 'initContainers', 'volumes', 'env', 'envFrom']) { expect([field, maps({ kind: 'ThanosRuler', ...meta('x'), spec: { [field]: [{ configMap: TOKEN }] } })]).toEqual([field, []]); }
  });

  test('has no namespace if the object has none', () => expect(maps({ ...withConfig(TOKEN), metadata: { name: 'web' } })).toEqual(['ConfigMap token < ServiceMonitor web']));

  test('is listed if monitors select it in namespaces without objects here', () => {
    expect(required(monitor())).toEqual(['a Service with app=web in namespace shop < ServiceMonitor shop/web']);
    expect(required(monitor({ namespaceSelector: { matchNames: ['a', 'b'] } }))).toEqual(['a Service with app=web in namespace a or b < ServiceMonitor shop/web']);
    expect(required({ kind: 'PodMonitor', ...meta('pods'), spec: { selector: { matchLabels: { app: 'web' } }, podMetricsEndpoints: [{ port: 'x' }] } })).toEqual(['pods with app=web in namespace shop < PodMonitor shop/pods']);
    expect(required(monitor({ namespaceSelector: { any: true } }))).toEqual([]);
    expect(required({ ...monitor(), metadata: { name: 'web' } })).toEqual([]);
  });
});
