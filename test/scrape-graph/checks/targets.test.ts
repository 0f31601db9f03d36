import { BINDING, deployment, foundBy, meta, monitor, prometheus, service } from '../../support/scrape-graph';

const twice = foundBy('scraped-twice');
const dropped = foundBy('all-dropped');
const noAddress = foundBy('no-address');
const honor = foundBy('honor-labels');
const unlimited = foundBy('no-sample-limit');
const noTarget = foundBy('no-target');

const ALL = Object.fromEntries(['podMonitor', 'probe', 'scrapeConfig'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]));
const bound = (spec: object = {}) => [prometheus({ ...ALL, ...spec }), BINDING];
const named = (object: any, name: string) => ({ ...object, metadata: { ...object.metadata, name } });
const endpoint = (fields: object, spec: object = {}) => monitor({ endpoints: [{ port: 'metrics', ...fields }], ...spec });
const WEB = [service(), deployment()];
const scrapeConfig = (spec: object, name = 'far') => ({ kind: 'ScrapeConfig', ...meta(name), spec });
const DROP = { action: 'drop', sourceLabels: ['namespace'], regex: 'shop' };
const STEP = '{"action":"drop","sourceLabels":["namespace"],"regex":"shop"}';

describe('a port that is scraped twice', () => {
  test.each<[string, object[], string[]]>([
    ['by two monitors, with the same labels', [monitor(), monitor({}, {}, 'again'), ...WEB], ['the port "metrics" of Deployment shop/web is scraped twice by one Prometheus, with the same labels: ServiceMonitor shop/again and ServiceMonitor shop/web']],
    ['by two monitors, under different labels', [monitor(), { ...monitor({ jobLabel: 'app' }, {}, 'again'), spec: { selector: {}, endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'a', replacement: 'b' }] }] } }, ...WEB],
      ['the port "metrics" of Deployment shop/web is scraped twice by one Prometheus, under different labels: ServiceMonitor shop/again and ServiceMonitor shop/web']],
    ['by two endpoints of one', [monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', relabelings: [{ targetLabel: 'a', replacement: 'b' }] }] }), ...WEB],
      ['the port "metrics" of Deployment shop/web is scraped twice by one Prometheus, under different labels: ServiceMonitor shop/web, endpoint 0 and ServiceMonitor shop/web, endpoint 1']],
    ['by two Services of one endpoint', [monitor({ selector: {} }), ...WEB, named(service({ clusterIP: 'None' }), 'headless')],
      ['the port "metrics" of Deployment shop/web is scraped twice by one Prometheus, under different labels: ServiceMonitor shop/web, by Service shop/headless and ServiceMonitor shop/web, by Service shop/web']],
    ['outside of the cluster', [scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }] }), scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }] }, 'again')], ['the port "1" of ScrapeConfig shop/again is scraped twice by one Prometheus, under different labels: ScrapeConfig shop/again and ScrapeConfig shop/far']],
  ])('%s', (_, objects, expected) => expect(twice(...bound(), ...objects)).toEqual(expected));

  test.each<[string, object[]]>([
    ['at another path', [monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', path: '/b' }] }), ...WEB]],
    ['with other parameters', [monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', params: { a: ['b'] } }] }), ...WEB]],
    ['where one of them drops it', [monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', relabelings: [DROP] }] }), ...WEB]],
    ['of another workload', [monitor(), ...WEB, deployment('second')]],
  ])('is not one %s', (_, objects) => expect(twice(...bound(), ...objects)).toEqual([]));

  test('is not reported without a Prometheus here, or for two Prometheuses', () => {
    expect(twice(monitor(), monitor({}, {}, 'again'), ...WEB)).toEqual([]);
    const [a, b] = ['a', 'b'].map(team => ({ ...prometheus({ serviceMonitorSelector: { matchLabels: { team } } }), ...meta(team, {}, 'monitoring') }));
    expect(twice(a, b, BINDING, monitor({}, { team: 'a' }), monitor({}, { team: 'b' }, 'again'), ...WEB)).toEqual([]);
  });
});

describe('a relabeling that drops every target', () => {
  test('is reported with two workloads and the number of others', () => {
    expect(dropped(...bound(), endpoint({ relabelings: [DROP] }), ...WEB)).toEqual([`ServiceMonitor shop/web selects Deployment shop/web, but its relabeling drops all of these targets: ${STEP}`]);
    expect(dropped(...bound(), endpoint({ relabelings: [DROP] }), ...WEB, deployment('a'), deployment('b'))).toEqual([`ServiceMonitor shop/web selects Deployment shop/a, Deployment shop/b and 1 more, but its relabeling drops all of these targets: ${STEP}`]);
    expect(dropped(...bound(), monitor({ endpoints: [{ port: 'metrics', relabelings: [DROP] }, { port: 'metrics', path: '/b', relabelings: [{ ...DROP, regex: 's.*' }] }] }), ...WEB)).toHaveLength(2);
  });

  test('is not reported if it keeps some targets', () => {
    const some = { action: 'drop', sourceLabels: ['__meta_kubernetes_pod_name'], regex: 'web-.*' };
    expect(dropped(...bound(), endpoint({ relabelings: [some] }), ...WEB, deployment('second'))).toEqual([]);
    expect(dropped(...bound(), endpoint({ relabelings: [some] }), ...WEB)).toHaveLength(1);
  });

  test('may keep targets elsewhere, if no Prometheus is here and the monitor selects all namespaces', () => {
    expect(dropped(endpoint({ relabelings: [DROP] }, { namespaceSelector: { any: true } }), ...WEB)).toEqual([]);
    expect(dropped(endpoint({ relabelings: [DROP] }), ...WEB)).toHaveLength(1);
    expect(dropped(...bound(), endpoint({ relabelings: [DROP] }, { namespaceSelector: { any: true } }), ...WEB)).toHaveLength(1);
  });

  test('with a long regular expression is shortened', () => {
    expect(dropped(...bound(), endpoint({ relabelings: [{ ...DROP, regex: `${'x'.repeat(119)}|shop` }] }), ...WEB)).toEqual([expect.stringContaining(`"regex":"${'x'.repeat(119)}|…"`)]);
    expect(dropped(...bound(), endpoint({ relabelings: [{ ...DROP, regex: `${'x'.repeat(115)}|shop` }] }), ...WEB)).toEqual([expect.stringContaining(`"regex":"${'x'.repeat(115)}|shop"`)]);
  });
});

describe('a target without an address', () => {
  test('is an error', () => {
    const removing = endpoint({ relabelings: [{ targetLabel: '__address__', replacement: '' }] });
    expect(noAddress(...bound(), removing, ...WEB)).toEqual(['ServiceMonitor shop/web has a target without an address: use "host:port", with the scheme in "scheme" and the path in "metricsPath"']);
    expect(noAddress(...bound(), scrapeConfig({ staticConfigs: [{ targets: ['http://a/b'] }] }))).toEqual(['ScrapeConfig shop/far has a target "http://a/b", which is a URL: use "host:port", with the scheme in "scheme" and the path in "metricsPath"']);
    expect(noAddress(...bound(), scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }] }))).toEqual([]);
  });
});

describe('labels of series that target labels replace', () => {
  const image = (text: string, ports = [{ name: 'metrics', containerPort: 8080 }]) => deployment('web', { app: 'web' }, ports, text);
  const of = (fields: object, text: string, spec: object = {}) => honor(...bound(spec), endpoint(fields), service(), image(text));
  const KSM = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0';

  test('are reported for each program', () => {
    expect(of({}, KSM)).toEqual(['ServiceMonitor shop/web scrapes kube-state-metrics and renames its labels namespace, pod, container, service to exported_namespace, exported_pod, exported_container, exported_service: set "honorLabels: true"']);
    expect(of({}, 'prom/pushgateway')).toEqual(['ServiceMonitor shop/web scrapes a Pushgateway and renames its labels job, instance to exported_job, exported_instance: set "honorLabels: true"']);
    expect(of({ path: '/a/federate' }, 'x:1')).toEqual(['ServiceMonitor shop/web scrapes a Prometheus, by /federate and renames its labels job, instance, namespace, pod to exported_job, exported_instance, exported_namespace, exported_pod: set "honorLabels: true"']);
    expect(of({ honorLabels: true }, KSM, { overrideHonorLabels: true })).toEqual([expect.stringMatching(/: its Prometheus has "overrideHonorLabels"$/)]);
  });

  test.each<[string, object, string]>([
    ['they are honored', { honorLabels: true }, KSM],
    ['the program has none of its own', {}, 'example.org/web:1'],
    ['the image is another one', {}, 'example.org/my-kube-state-metrics-proxy:1'],
    ['the path is another one', { path: '/federate/x' }, 'x:1'],
    ['relabelings remove them', { relabelings: [{ action: 'labeldrop', regex: 'namespace|pod|container|service|node' }] }, KSM],
  ])('are none if %s', (_, fields, text) => expect(of(fields, text)).toEqual([]));

  test('are those that remain', () => {
    expect(of({ relabelings: [{ action: 'labeldrop', regex: 'namespace|pod|container' }] }, KSM)).toEqual([expect.stringContaining('and renames its labels service to exported_service')]);
  });

  test('do not exist at kube-state-metrics\' own port, or if it has only custom resources', () => {
    for (const port of ['telemetry', 'self-metrics', 'metrics']) {
      const objects = [monitor({ endpoints: [{ port }] }), service({ ports: [{ name: port, port: 80, targetPort: 8081 }] }), image(KSM, [{ name: port, containerPort: 8081 }])];
      expect([port, honor(...bound(), ...objects).length]).toEqual([port, port === 'metrics' ? 1 : 0]);
    }
    const custom: any = image(KSM);
    for (const [argument, count] of [['--custom-resource-state-only', 0], ['--custom-resource-state-only=true', 0], ['--custom-resource-state-only=false', 1]] as const) {
      custom.spec.template.spec.containers[0].args = [argument];
      expect([argument, honor(...bound(), monitor(), service(), custom).length]).toEqual([argument, count]);
    }
  });
});

describe('a target outside of the cluster without a limit', () => {
  const external = (metadata: object, spec: object = {}, ...objects: object[]) => [
    { ...monitor(spec), metadata: { name: 'web', namespace: 'shop', ...metadata } }, { ...service({ selector: undefined }), metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, ...metadata } },
    { kind: 'Endpoints', metadata: { name: 'web', namespace: 'shop', ...metadata }, subsets: [{ addresses: [{ ip: '203.0.113.9', ...objects[0] }], ports: [{ name: 'metrics', port: 9100 }] }] },
  ];

  test.each<[string, object[], string[]]>([
    ['is that of Endpoints', external({}), ['ServiceMonitor shop/web scrapes Service shop/web, which is outside the cluster, without a limit: set "sampleLimit"']],
    ['is written in a ScrapeConfig', [scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }] })], ['ScrapeConfig shop/far scrapes the given addresses, which is outside the cluster, without a limit: set "sampleLimit"']],
    ['is none with a limit', external({}, { sampleLimit: 1 }), []],
    ['is none of nodes', external({}, {}, { targetRef: { kind: 'Node', name: 'a' } }), []],
    ['is none in kube-system', external({ namespace: 'kube-system' }), []],
    ['is none in the cluster', [monitor(), ...WEB], []],
    ['is none of a Probe', [{ kind: 'Probe', ...meta('p'), spec: { prober: { url: 'a:1' }, targets: { staticConfig: { static: ['b'] } } } }], []],
    ['is none that is dropped', external({}, { endpoints: [{ port: 'metrics', relabelings: [DROP] }] }), []],
  ])('%s', (_, objects, expected) => expect(unlimited(...bound(), ...objects)).toEqual(expected));

  test('is not reported without a Prometheus here', () => expect(unlimited(...external({}))).toEqual([]));
});

describe('a monitor without a target', () => {
  const of = (...objects: object[]) => noTarget(...bound(), ...objects).map(text => text.replace(/^.* has no target in Prometheus monitoring\/main: /, ''));
  const WRITTEN = service({ selector: undefined });

  test.each<[string, object[], string[]]>([
    ['finds nothing', [monitor(), WRITTEN], ['nothing is discovered in namespace shop']],
    ['finds nothing in several namespaces', [monitor({ namespaceSelector: { matchNames: ['a', 'shop', 'b', 'c'] } }), WRITTEN], ['nothing is discovered in namespace a, shop, b and 1 more']],
    ['finds nothing anywhere', [scrapeConfig({ staticConfigs: [] })], ['nothing is discovered']],
    ['finds what its steps drop', [scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }], relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: '.+' }] })], []],
    ['has a target', [monitor(), ...WEB], []],
    ['discovers outside of the cluster', [scrapeConfig({ consulSDConfigs: [{}] })], []],
    ['looks for nodes, which are in no YAML', [scrapeConfig({ kubernetesSDConfigs: [{ role: 'Node' }] })], []],
    ['looks in all namespaces', [scrapeConfig({ kubernetesSDConfigs: [{ role: 'Pod' }] })], []],
    ['looks in a namespace', [scrapeConfig({ kubernetesSDConfigs: [{ role: 'Pod', namespaces: { names: ['a'] } }] })], ['nothing is discovered in namespace a']],
    ['looks where an operator may make it', [monitor(), WRITTEN, { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', ...meta('x'), spec: {} }], []],
    ['looks for a Service of a namespace of which nothing is here', [monitor()], []],
    ['probes Ingresses that are not here', [{ kind: 'Probe', ...meta('p'), spec: { prober: { url: 'a:1' }, targets: { ingress: {} } } }], ['nothing is discovered in namespace shop']],
  ])('%s', (_, objects, expected) => expect(of(...objects)).toEqual(expected));

  test('finds targets that each step drops: the step that comes last is named', () => {
    const keep = (regex: string, label = 'app') => ({ action: 'keep', sourceLabels: [`__meta_kubernetes_service_label_${label}`], regex });
    const config = (...relabelings: object[]) => scrapeConfig({ kubernetesSDConfigs: [{ role: 'Service', namespaces: { names: ['shop'] } }], relabelings });
    expect(of(config(keep('x')), service())).toEqual(['the only discovered target does not match {"action":"keep","sourceLabels":["__meta_kubernetes_service_label_app"],"regex":"x"}']);
    const two = [service(), named(service({}, { app: 'x', tier: 'a' }), 'second')];
    expect(of(config(keep('x'), keep('b', 'tier')), ...two)).toEqual(['none of 2 discovered targets matches {"action":"keep","sourceLabels":["__meta_kubernetes_service_label_tier"],"regex":"b"}']);
    expect(of(config(keep('x'), keep('b', 'tier')), ...[...two].reverse())).toEqual([expect.stringContaining('_tier')]);
    expect(of(config(keep('web')), service())).toEqual([]);
  });

  test('is not reported again if another check explains it', () => {
    expect(of(endpoint({ relabelings: [DROP] }), ...WEB)).toEqual([]);
    expect(of(monitor({ endpoints: [{ port: 'gone' }] }), ...WEB)).toEqual([]);
  });

  test('is checked for each Prometheus', () => {
    const second = { ...prometheus(ALL), ...meta('second', {}, 'monitoring') };
    expect(noTarget(...bound(), second, monitor(), WRITTEN)).toEqual([
      'ServiceMonitor shop/web has no target in Prometheus monitoring/main: nothing is discovered in namespace shop', 'ServiceMonitor shop/web has no target in Prometheus monitoring/second: nothing is discovered in namespace shop',
    ]);
    expect(noTarget(monitor(), WRITTEN)).toEqual([]);
  });
});
