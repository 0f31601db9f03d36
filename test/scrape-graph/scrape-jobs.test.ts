import { asManifests } from '../../src/scrape-graph/manifest';
import { jobsOf, shardsOf } from '../../src/scrape-graph/targets/scrape-jobs';
import { meta, monitor, prometheus } from '../support/scrape-graph';

// The jobs as the operator writes them: https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go

const jobs = (object: object, spec: object = {}, shard?: number): any[] => {
  const [server, own] = asManifests([prometheus(spec), object]);
  return jobsOf(server, own, shard);
};
const podMonitor = (endpoint: object, spec: object = {}) => ({ kind: 'PodMonitor', ...meta('pods'), spec: { selector: { matchLabels: { app: 'web' } }, podMetricsEndpoints: [endpoint], ...spec } });
const probe = (spec: object) => ({ kind: 'Probe', ...meta('site'), spec: { prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ['https://example.org'] } }, ...spec } });
const scrapeConfig = (spec: object) => ({ kind: 'ScrapeConfig', ...meta('config'), spec });
/** `source;source regex > target = replacement`, or the action with what it reads. */
const shown = ({ action, sourceLabels, regex, targetLabel, replacement, modulus }: any) =>
  [action, sourceLabels?.join(';'), regex, modulus, targetLabel === undefined ? undefined : `> ${targetLabel}`, replacement === undefined ? undefined : `= ${replacement}`].filter(each => each !== undefined).join(' ');
const steps = (object: object, spec: object = {}, shard?: number): string[] => jobs(object, spec, shard)[0].relabelings.map(shown);
/** Without the prefix of the labels of Kubernetes. */
const short = (texts: readonly string[]) => texts.map(text => text.replaceAll('__meta_kubernetes_', ''));
const own = (object: object, spec: object = {}, shard?: number): string[] => { const [job] = jobs(object, spec, shard); return job.relabelings.slice(job.ownFrom).map(shown); };

const FIRST = 'job > __tmp_prometheus_job_name';

describe('a job of a ServiceMonitor', () => {
  test('has the operator\'s name, discovery and relabelings', () => {
    const [job] = jobs(monitor());
    const { monitor: _, relabelings: __, ...others } = job;
    expect(others).toEqual({
      name: 'serviceMonitor/shop/web/0',
      endpoint: 0,
      discoveries: [{ kind: 'kubernetes', role: 'endpoints', namespaces: ['shop'], selectors: [], withNode: false }],
      path: '/metrics',
      scheme: 'http',
      params: {},
      honorLabels: false,
      metricRelabelings: [],
      ownFrom: 12,
    });
    expect(short(steps(monitor()))).toEqual([
      FIRST,
      'keep service_label_app;service_labelpresent_app (web);true',
      'keep endpoint_port_name metrics',
      'endpoint_address_target_kind;endpoint_address_target_name Node;(.*) > node = ${1}',
      'endpoint_address_target_kind;endpoint_address_target_name Pod;(.*) > pod = ${1}',
      'namespace > namespace', 'service_name > service', 'pod_name > pod', 'pod_container_name > container',
      'drop pod_phase (Failed|Succeeded)',
      'service_name > job',
      '> endpoint = metrics',
    ]);
  });

  test('by slices has other labels', () => {
    expect(short(steps(monitor({ serviceDiscoveryRole: 'EndpointSlice' }))).slice(2, 5)).toEqual([
      'keep endpointslice_port_name metrics',
      'endpointslice_address_target_kind;endpointslice_address_target_name Node;(.*) > node = ${1}', 'endpointslice_address_target_kind;endpointslice_address_target_name Pod;(.*) > pod = ${1}',
    ]);
    expect(jobs(monitor(), { serviceDiscoveryRole: 'EndpointSlice' })[0].discoveries[0].role).toBe('endpointslice');
    expect(jobs(monitor({ serviceDiscoveryRole: 'Endpoints' }), { serviceDiscoveryRole: 'EndpointSlice' })[0].discoveries[0].role).toBe('endpoints');
  });

  test('exists for each endpoint', () => {
    expect(jobs(monitor({ endpoints: [{ port: 'a' }, { port: 'b' }] })).map(({ name, endpoint }) => [name, endpoint])).toEqual([['serviceMonitor/shop/web/0', 0], ['serviceMonitor/shop/web/1', 1]]);
    expect(jobs(monitor({ endpoints: undefined }))).toEqual([]);
    expect(jobs({ ...monitor(), metadata: { name: 'web' } })[0].name).toBe('serviceMonitor/<namespace>/web/0');
  });

  test.each<[string, object, string[], string[]]>([
    ['a name of a port of pods', { targetPort: 'http' }, ['keep pod_container_port_name http'], ['> endpoint = http']],
    ['a number of a port of pods', { targetPort: 8080 }, ['keep pod_container_port_number 8080'], ['> endpoint = 8080']],
    ['a port of the Service, which wins', { port: 'metrics', targetPort: 8080 }, ['keep endpoint_port_name metrics'], ['> endpoint = metrics']],
    ['no port', {}, [], []],
    ['port 0', { targetPort: 0 }, [], ['> endpoint = 0']],
    ['an empty name', { targetPort: '' }, [], ['> endpoint = ']],
  ])('with %s', (_, endpoint, kept, labelled) => {
    const found = short(steps(monitor({ endpoints: [endpoint] })));
    expect(found.filter(step => /^keep .*port_n/.test(step))).toEqual(kept);
    expect(found.filter(step => step.startsWith('> endpoint'))).toEqual(labelled);
  });

  test('keeps targets of ended pods on request', () => {
    expect(steps(monitor({ endpoints: [{ port: 'metrics', filterRunning: false }] })).some(step => step.includes('pod_phase'))).toBe(false);
    expect(steps(monitor({ endpoints: [{ port: 'metrics', filterRunning: true }] })).some(step => step.includes('pod_phase'))).toBe(true);
  });

  test('copies labels, and reads the job from one', () => {
    const found = short(steps(monitor({ targetLabels: ['a.b'], podTargetLabels: ['c'], jobLabel: 'e/f' }), { podTargetLabels: ['d'] }));
    expect(found.slice(10, 15)).toEqual([
      'service_label_a_b (.+) > a_b = ${1}', 'pod_label_c (.+) > c = ${1}', 'pod_label_d (.+) > d = ${1}', 'service_name > job', 'service_label_e_f (.+) > job = ${1}',
    ]);
  });

  test('has its own relabelings last, after those of the scrape class, and the enforced namespace after both', () => {
    const spec = { scrapeClasses: [{ name: 'x', default: true, relabelings: [{ targetLabel: 'class' }], metricRelabelings: [{ targetLabel: 'mclass' }] }], enforcedNamespaceLabel: 'tenant' };
    const object = monitor({ endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'mine' }], metricRelabelings: [{ targetLabel: 'metric' }] }] });
    expect(own(object, spec)).toEqual(['> class', '> mine', '> tenant = shop']);
    expect(jobs(object, spec)[0].metricRelabelings.map(shown)).toEqual(['> mclass', '> metric', '> tenant = shop']);
  });
});

describe('a job of a PodMonitor', () => {
  test('has the operator\'s relabelings', () => {
    const [job] = jobs(podMonitor({ port: 'metrics' }));
    expect([job.name, job.endpoint, job.discoveries]).toEqual(['podMonitor/shop/pods/0', 0, [{ kind: 'kubernetes', role: 'pod', namespaces: ['shop'], selectors: [], withNode: false }]]);
    expect(short(steps(podMonitor({ port: 'metrics', relabelings: [{ targetLabel: 'mine' }] }, { podTargetLabels: ['a'], jobLabel: 'c' }), { podTargetLabels: ['b'] }))).toEqual([
      FIRST,
      'drop pod_phase (Failed|Succeeded)',
      'keep pod_label_app;pod_labelpresent_app (web);true',
      'keep pod_container_port_name metrics',
      'namespace > namespace', 'pod_container_name > container', 'pod_name > pod',
      'pod_label_a (.+) > a = ${1}', 'pod_label_b (.+) > b = ${1}',
      '> job = shop/pods', 'pod_label_c (.+) > job = ${1}', '> endpoint = metrics',
      '> mine',
    ]);
    expect(own(podMonitor({ port: 'metrics', relabelings: [{ targetLabel: 'mine' }] }))).toEqual(['> mine']);
  });

  test.each<[string, object, string[], string[]]>([
    ['a number', { portNumber: 8080 }, ['keep pod_container_port_number 8080'], []],
    ['an older number', { targetPort: 8081 }, ['keep pod_container_port_number 8081'], ['> endpoint = 8081']],
    ['a number, which wins over the older one', { portNumber: 8080, targetPort: 8081 }, ['keep pod_container_port_number 8080'], ['> endpoint = 8081']],
    ['0, which is none', { portNumber: 0, targetPort: 8081 }, ['keep pod_container_port_number 8081'], ['> endpoint = 8081']],
    ['a name, which wins over numbers', { port: 'metrics', portNumber: 8080, targetPort: 8081 }, ['keep pod_container_port_name metrics'], ['> endpoint = metrics']],
    ['nothing', {}, [], []],
  ])('with the port by %s', (_, endpoint, kept, labelled) => {
    const found = short(steps(podMonitor(endpoint)));
    expect(found.filter(step => /^keep .*port_n/.test(step))).toEqual(kept);
    expect(found.filter(step => step.startsWith('> endpoint'))).toEqual(labelled);
  });

  test('keeps ended pods on request, and exists for each endpoint', () => {
    expect(steps(podMonitor({ filterRunning: false })).some(step => step.includes('pod_phase'))).toBe(false);
    expect(jobs(podMonitor({}, { podMetricsEndpoints: [{}, {}] })).map(({ name }) => name)).toEqual(['podMonitor/shop/pods/0', 'podMonitor/shop/pods/1']);
    expect(short(steps({ ...podMonitor({}), metadata: { name: 'pods' } }))).toContain('> job = <namespace>/pods');
  });
});

describe('selectors', () => {
  const selector = {
    matchLabels: { 'b.c/d': '1.2', 'a': 'x' },
    matchExpressions: [{ key: 'e', operator: 'In', values: ['f', 'g'] }, { key: 'h', operator: 'NotIn', values: ['i'] }, { key: 'j', operator: 'Exists' }, { key: 'k', operator: 'DoesNotExist' }, { key: 'l', operator: 'Other' }],
  };

  test('become relabelings, sorted by their labels', () => {
    expect(short(steps(monitor({ selector }))).slice(1, 7)).toEqual([
      'keep service_label_a;service_labelpresent_a (x);true', 'keep service_label_b_c_d;service_labelpresent_b_c_d (1.2);true',
      'keep service_label_e;service_labelpresent_e (f|g);true', 'drop service_label_h;service_labelpresent_h (i);true', 'keep service_labelpresent_j true', 'drop service_labelpresent_k true',
    ]);
    expect(short(steps(monitor({ selector })))[7]).toBe('keep endpoint_port_name metrics');
  });

  test('or become selectors of the discovery', () => {
    const object = monitor({ selector, selectorMechanism: 'RoleSelector' });
    expect(jobs(object)[0].discoveries[0].selectors).toEqual([{ role: 'endpoints', labels: selector }, { role: 'service', labels: selector }]);
    expect(short(steps(object)).slice(0, 2)).toEqual([FIRST, 'keep endpoint_port_name metrics']);
    expect(jobs(podMonitor({}, { selector, selectorMechanism: 'RoleSelector' }))[0].discoveries[0].selectors).toEqual([{ role: 'pod', labels: selector }]);
  });
});

describe('namespaces and node metadata of a discovery', () => {
  const found = (spec: object, server: object = {}) => { const [{ discoveries: [{ namespaces, withNode }] }] = jobs(monitor(spec), server); return [namespaces, withNode]; };

  test.each<[object, object, (string[] | undefined)]>([
    [{}, {}, ['shop']],
    [{ namespaceSelector: { matchNames: ['a', 'b'] } }, {}, ['a', 'b']],
    [{ namespaceSelector: { matchNames: [] } }, {}, ['shop']],
    [{ namespaceSelector: { any: true } }, {}, undefined],
    [{ namespaceSelector: { any: true, matchNames: ['a'] } }, {}, undefined],
    [{ namespaceSelector: { any: false, matchNames: ['a'] } }, {}, ['a']],
    [{ namespaceSelector: { any: true } }, { ignoreNamespaceSelectors: true }, ['shop']],
    [{ namespaceSelector: { matchNames: ['a'] } }, { ignoreNamespaceSelectors: true }, ['shop']],
    [{ namespaceSelector: { matchNames: ['a'] } }, { ignoreNamespaceSelectors: false }, ['a']],
  ])('%j with %j: %j', (spec, server, expected) => expect(found(spec, server)[0]).toEqual(expected));

  test.each<[object, object, boolean]>([
    [{ attachMetadata: { node: true } }, {}, true],
    [{ attachMetadata: { node: false } }, {}, false],
    [{}, { scrapeClasses: [{ name: 'x', default: true, attachMetadata: { node: true } }] }, true],
    [{ attachMetadata: {} }, { scrapeClasses: [{ name: 'x', default: true, attachMetadata: { node: true } }] }, false],
    [{ scrapeClass: 'y' }, { scrapeClasses: [{ name: 'x', default: true, attachMetadata: { node: true } }, { name: 'y' }] }, false],
    [{ scrapeClass: 'x' }, { scrapeClasses: [{ name: 'y', default: true }, { name: 'x', attachMetadata: { node: true } }] }, true],
  ])('node metadata of %j with %j: %s', (spec, server, expected) => expect(found(spec, server)[1]).toBe(expected));

  test('of Ingresses have no node metadata', () => {
    expect(jobs(probe({ targets: { ingress: { namespaceSelector: { any: true } } }, attachMetadata: { node: true } }))[0].discoveries).toEqual([{ kind: 'kubernetes', role: 'ingress', selectors: [], withNode: false }]);
  });
});

describe('a job of a Probe', () => {
  test('of static targets has the prober as the address', () => {
    const [job] = jobs(probe({ module: 'http_2xx', jobName: 'site', targets: { staticConfig: { static: ['https://example.org'], labels: { team: 'a' }, relabelingConfigs: [{ targetLabel: 'mine' }] } } }), { enforcedNamespaceLabel: 'tenant' });
    expect({ ...job, monitor: undefined, relabelings: job.relabelings.map(shown), metricRelabelings: undefined }).toEqual({
      name: 'probe/shop/site',
      endpoint: 0,
      discoveries: [{ kind: 'static', targets: ['https://example.org'], labels: { namespace: 'shop', team: 'a' } }],
      path: '/probe',
      scheme: 'http',
      params: { module: ['http_2xx'] },
      honorLabels: false,
      relabelings: [FIRST, '> job = site', '__address__ > __param_target', '__param_target > instance', '> __address__ = blackbox:9115', '> mine', '> tenant = shop'],
      ownFrom: 5,
    });
  });

  test('of Ingresses probes each path', () => {
    const [job] = jobs(probe({ targets: { ingress: { selector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchNames: ['a'] }, relabelingConfigs: [{ targetLabel: 'mine' }] } } }));
    expect(job.discoveries).toEqual([{ kind: 'kubernetes', role: 'ingress', namespaces: ['a'], selectors: [], withNode: false }]);
    expect(short(job.relabelings.map(shown))).toEqual([
      FIRST, 'keep ingress_label_app;ingress_labelpresent_app (web);true',
      'ingress_scheme;__address__;ingress_path (.+);(.+);(.+) > __param_target = ${1}://${2}${3}',
      'namespace > namespace', 'ingress_name > ingress', '__address__ > __tmp_ingress_address', '__param_target > instance', '> __address__ = blackbox:9115', '> mine',
    ]);
    expect(job.ownFrom).toBe(8);
  });

  test('has the path, the scheme and the parameters of the prober; labels are never honored', () => {
    const [job] = jobs(probe({ prober: { url: 'a:1', path: '/p', scheme: 'HTTPS' }, params: [{ name: 'q', values: ['1', '2'] }], honorLabels: true }));
    expect([job.path, job.scheme, job.params, job.honorLabels]).toEqual(['/p', 'https', { q: ['1', '2'] }, false]);
    expect(jobs(probe({ module: '' }))[0].params).toEqual({});
  });

  test('with targets of both kinds uses the static ones, without any there is no job', () => {
    expect(jobs(probe({ targets: { staticConfig: { static: ['a'] }, ingress: {} } })).map(({ discoveries: [{ kind }] }) => kind)).toEqual(['static']);
    expect(jobs(probe({ targets: {} }))).toEqual([]);
    expect(jobs(probe({ targets: undefined, prober: undefined }))).toEqual([]);
    expect(jobs({ ...probe({}), metadata: { name: 'site' } })[0].discoveries[0].labels).toEqual({ namespace: '' });
  });
});

describe('a job of a ScrapeConfig', () => {
  test('has separate field names', () => {
    const [job] = jobs(scrapeConfig({ metricsPath: '/m', scheme: 'HTTPS', scrapeInterval: '1m', scrapeTimeout: '5s', jobName: 'far', honorLabels: true, staticConfigs: [{ targets: ['a:1'], labels: { b: 'c' } }], metricRelabelings: [{ targetLabel: 'metric' }] }));
    expect({ ...job, monitor: undefined, relabelings: job.relabelings.map(shown), metricRelabelings: job.metricRelabelings.map(shown) }).toEqual({
      name: 'scrapeConfig/shop/config',
      endpoint: 0,
      discoveries: [{ kind: 'static', targets: ['a:1'], labels: { b: 'c' } }],
      path: '/m',
      scheme: 'https',
      interval: '1m',
      timeout: '5s',
      params: {},
      honorLabels: true,
      relabelings: [FIRST, '> job = far'],
      metricRelabelings: ['> metric'],
      ownFrom: 2,
    });
    expect(steps(scrapeConfig({}))).toEqual([FIRST]);
  });

  test('has the enforced namespace only after its own relabelings, and the scrape class first', () => {
    const spec = { enforcedNamespaceLabel: 'tenant', scrapeClasses: [{ name: 'x', default: true, relabelings: [{ targetLabel: 'class' }] }] };
    expect(steps(scrapeConfig({ relabelings: [{ targetLabel: 'mine' }] }), spec)).toEqual([FIRST, '> class', '> mine', '> tenant = shop']);
    expect(steps(scrapeConfig({}), spec)).toEqual([FIRST, '> class']);
  });

  const discoveries = (spec: object) => jobs(scrapeConfig(spec))[0].discoveries;

  test('discovers outside of the cluster if it has another API server, or another kind of discovery', () => {
    expect(discoveries({ consulSDConfigs: [{}, {}], kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://far' }], other: [{}], ec2SDConfigs: 'x' }))
      .toEqual([{ kind: 'elsewhere', field: 'consulSDConfigs' }, { kind: 'elsewhere', field: 'consulSDConfigs' }, { kind: 'elsewhere', field: 'kubernetesSDConfigs' }]);
  });

  test.each<[object, object]>([
    [{ role: 'Pod' }, { role: 'pod', selectors: [], withNode: false }],
    [{ role: 'EndpointSlice', namespaces: { names: ['a'] } }, { role: 'endpointslice', namespaces: ['a'], selectors: [], withNode: false }],
    [{ role: 'Pod', namespaces: { names: ['a'], ownNamespace: true } }, { role: 'pod', namespaces: ['a', 'monitoring'], selectors: [], withNode: false }],
    [{ role: 'Pod', namespaces: { ownNamespace: false } }, { role: 'pod', selectors: [], withNode: false }],
    [{ role: 'Pod', attachMetadata: { node: true } }, { role: 'pod', selectors: [], withNode: true }],
    [{ role: 'Pod', selectors: [{ role: 'Pod', field: 'a=b' }] }, { role: 'pod', selectors: [], withNode: false }],
  ])('of Kubernetes: %j', (config, expected) => expect(discoveries({ kubernetesSDConfigs: [config] })).toEqual([{ kind: 'kubernetes', ...expected }]));

  // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
  test.each<[string, object[]]>([
    ['a=b', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['a==b', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['a!=b', [{ key: 'a', operator: 'NotIn', values: ['b'] }]],
    [' a = b , c != d ', [{ key: 'a', operator: 'In', values: ['b'] }, { key: 'c', operator: 'NotIn', values: ['d'] }]],
    ['a in (b,c),d', [{ key: 'a', operator: 'In', values: ['b', 'c'] }, { key: 'd', operator: 'Exists' }]],
    ['a  notin ( b , c )', [{ key: 'a', operator: 'NotIn', values: ['b', 'c'] }]],
    ['a not in (b)', [{ key: 'a', operator: 'NotIn', values: ['b'] }]],
    ['!a, b', [{ key: 'a', operator: 'DoesNotExist' }, { key: 'b', operator: 'Exists' }]],
    ['! a', [{ key: 'a', operator: 'DoesNotExist' }]],
    ['a=', [{ key: 'a', operator: 'In', values: [''] }]],
    ['in=x', [{ key: 'in', operator: 'In', values: ['x'] }]],
    ['', []],
  ])('with the selector %j', (label, matchExpressions) => {
    expect(discoveries({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label }] }] })[0].selectors).toEqual([{ role: 'pod', labels: { matchExpressions } }]);
  });
});

describe('settings of the Prometheus', () => {
  const endpoint = (fields: object, spec: object = {}) => jobs(monitor({ endpoints: [{ port: 'metrics', ...fields }] }), spec)[0];

  test.each<[object, object, (string | undefined)]>([
    [{}, {}, undefined],
    [{ interval: '1m' }, { scrapeInterval: '2m' }, '1m'],
    [{}, { scrapeInterval: '2m' }, '2m'],
    [{ interval: 5 }, {}, undefined],
  ])('the interval of %j with %j is %s', (fields, spec, expected) => expect(endpoint(fields, spec).interval).toBe(expected));

  test('fields that are empty or in another case have the operator\'s values', () => {
    expect([endpoint({ path: '' }).path, endpoint({ scheme: '' }).scheme, endpoint({ scheme: 'HTTPS' }).scheme]).toEqual(['/metrics', 'http', 'https']);
    expect(endpoint({ scrapeTimeout: '5s' }).timeout).toBe('5s');
    expect(endpoint({ params: { a: ['b', 'c'] } }).params).toEqual({ a: ['b', 'c'] });
    expect(endpoint({ params: null }).params).toEqual({});
  });

  test.each<[object, object, boolean]>([
    [{}, {}, false], [{ honorLabels: true }, {}, true], [{ honorLabels: true }, { overrideHonorLabels: true }, false],
    [{ honorLabels: true }, { overrideHonorLabels: false }, true],
  ])(
    'labels of %j with %j are honored: %s', (fields, spec, expected) => expect(endpoint(fields, spec).honorLabels).toBe(expected));

  test.each<[string, string]>([['sampleLimit', 'enforcedSampleLimit'], ['targetLimit', 'enforcedTargetLimit']])('%s is the minimum of its own and the enforced one, or the common one', (field, enforced) => {
    const limit = (own_: unknown, spec: object) => jobs(monitor({ [field]: own_ }), spec)[0][field];
    expect(limit(10, { [enforced]: 20, [field]: 5 })).toBe(10);
    expect(limit(30, { [enforced]: 20, [field]: 5 })).toBe(20);
    expect(limit(undefined, { [enforced]: 20, [field]: 5 })).toBe(20);
    expect(limit(undefined, { [field]: 5 })).toBe(5);
    expect(limit(0, { [enforced]: 0, [field]: 0 })).toBe(undefined);
    expect(limit(0, { [field]: 5 })).toBe(5);
    expect(limit('10', { [field]: '5' })).toBe(undefined);
  });

  test('label limits are read in the same way', () => {
    expect(jobs(monitor({ labelLimit: 5, labelNameLengthLimit: 7 }))[0].labelLimits).toEqual({ labels: 5, nameLength: 7 });
    expect(jobs(monitor(), { enforcedLabelLimit: 3 })[0].labelLimits).toEqual({ labels: 3, nameLength: undefined });
    expect(jobs(monitor(), { enforcedLabelNameLengthLimit: 4 })[0].labelLimits).toEqual({ labels: undefined, nameLength: 4 });
    expect(jobs(monitor())[0]).not.toHaveProperty('labelLimits');
    expect(jobs(monitor())[0]).not.toHaveProperty('sampleLimit');
  });

  test.each<[object[], string[]]>([
    [[], ['> tenant = shop']],
    [[{ resource: 'servicemonitors', namespace: 'shop' }], []],
    [[{ resource: 'servicemonitors', namespace: 'shop', name: '' }], []],
    [[{ resource: 'servicemonitors', namespace: 'shop', name: 'web' }], []],
    [[{ resource: 'servicemonitors', namespace: 'shop', name: 'other' }], ['> tenant = shop']],
    [[{ resource: 'podmonitors', namespace: 'shop' }], ['> tenant = shop']],
    [[{ resource: 'servicemonitors', namespace: 'other' }], ['> tenant = shop']],
  ])('the enforced namespace with the exceptions %j: %j', (excludedFromEnforcement, expected) => expect(own(monitor(), { enforcedNamespaceLabel: 'tenant', excludedFromEnforcement })).toEqual(expected));

  test('an empty or missing label is not enforced', () => {
    expect(own(monitor(), { enforcedNamespaceLabel: '' })).toEqual([]);
    expect(own(monitor(), { enforcedNamespaceLabel: 5 })).toEqual([]);
  });

  test('each shard keeps its part, by the address', () => {
    expect(own(monitor(), { shards: 3 }, 1)).toEqual(['__address__;__tmp_hash (.+); > __tmp_hash = $1', 'hashmod __tmp_hash 3 > __tmp_hash', 'keep __tmp_hash;__tmp_disable_sharding 1;|.+;.+']);
    expect(own(probe({}), { shards: 3 }, 1)[0]).toBe('__param_target;__tmp_hash (.+); > __tmp_hash = $1');
    expect(own(probe({ targets: { ingress: {} } }), { shards: 3 }, 1)[0]).toBe('__param_target;__tmp_hash (.+); > __tmp_hash = $1');
    expect(own(podMonitor({}), { shards: 3 }, 1)[0]).toBe('__address__;__tmp_hash (.+); > __tmp_hash = $1');
    expect(own(scrapeConfig({}), { shards: 3 }, 1)[0]).toBe('__address__;__tmp_hash (.+); > __tmp_hash = $1');
    expect(own(scrapeConfig({ relabelings: [{ action: 'HashMod', modulus: 2 }] }), { shards: 3 }, 1)).toEqual(['HashMod 2']);
    expect(own(scrapeConfig({}), { shards: 1 }, 0)).toEqual([]);
    expect(own(monitor(), { shards: 3 })).toEqual([]);
  });

  test.each<[unknown, number]>([[undefined, 1], [0, 1], [1, 1], [2, 2], ['3', 1]])('the shards of %j are %i', (shards, expected) => expect(shardsOf(asManifests([prometheus({ shards })])[0])).toBe(expected));

  test('other kinds have no jobs', () => expect(jobs({ kind: 'Service', ...meta('web'), spec: {} })).toEqual([]));
});
