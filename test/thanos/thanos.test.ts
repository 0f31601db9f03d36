import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Alertmanager, Prometheus, PrometheusStack, ScrapeGraph, ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosQueryProps, ThanosReceive, ThanosReceiveProps, ThanosRuler,
  ThanosRulerProps, ThanosStore,
} from '../../src';
import { namesOf, QUIET } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const BUCKET = { secretName: 'bucket', key: 'objstore.yml' };
const VOLUME = { size: Size.gibibytes(10) };
const ONE = [ThanosEndpoint.address('thanos.eu-1.example.org:10901')];

function made(make: (scope: Construct) => void) {
  const chart = aChart('thanos');
  make(chart);
  return chart;
}
const podOf = (objects: any[]) => objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet').spec.template.spec;
const argsOf = (objects: any[]): string[] => podOf(objects).containers[0].args;
const query = (props: Partial<ThanosQueryProps> = {}) => made(scope => new ThanosQuery(scope, 'Query', { endpoints: ONE, ...props }));
const receive = (props: Partial<ThanosReceiveProps> = {}) => made(scope => new ThanosReceive(scope, 'Receive', { storage: VOLUME, ...props }));

describe('Query', () => {
  test('queries all pods behind a Service of the cluster, and external addresses', () => {
    const objects = synth(query({ endpoints: [ThanosEndpoint.of({ serviceName: 'prometheus-operated', namespace: 'monitoring' }), ThanosEndpoint.of({ serviceName: 'x', namespace: 'y', port: 'store' }), ...ONE] }));
    const endpoints = ['dnssrv+_grpc._tcp.prometheus-operated.monitoring.svc', 'dnssrv+_store._tcp.x.y.svc', 'thanos.eu-1.example.org:10901'].map(address => ({ address }));
    expect(argsOf(objects)).toEqual([
      'query', `--endpoint.sd-config=${JSON.stringify({ endpoints })}`, '--query.replica-label=prometheus_replica', '--query.replica-label=receive_replica', '--query.replica-label=thanos_ruler_replica', '--log.level=info',
      '--http-address=0.0.0.0:10902', '--grpc-address=0.0.0.0:10901',
    ]);
  });

  test('its knobs', () => {
    expect(argsOf(synth(query({ replicaLabels: ['r'], timeout: Duration.minutes(5), maxConcurrent: 40, logLevel: 'debug' })))).toEqual(expect.arrayContaining(['--query.replica-label=r', '--query.timeout=5m', '--query.max-concurrent=40', '--log.level=debug']));
  });

  test('is probed on its HTTP port', () => {
    const [{ readinessProbe, livenessProbe }] = podOf(synth(query())).containers;
    expect(readinessProbe.httpGet).toEqual({ path: '/-/ready', port: 10902 });
    expect(livenessProbe.httpGet).toEqual({ path: '/-/healthy', port: 10902 });
  });

  test('only its namespace, those of clients, and Prometheus may connect', () => {
    const { ingress } = theOne(synth(query({ clientNamespaces: ['grafana'] })), 'NetworkPolicy').spec;
    expect(ingress.map(({ ports, from }: any) => [ports.map(({ port }: any) => port), from.length])).toEqual([[[10902, 10901], 2], [[10902], 2]]);
    expect(ofKind(synth(query({ networkPolicy: false })), 'NetworkPolicy')).toEqual([]);
  });

  test('with one pod there is no PodDisruptionBudget', () => {
    expect(ofKind(synth(query()), 'PodDisruptionBudget')).toHaveLength(1);
    expect(ofKind(synth(query({ replicas: 1 })), 'PodDisruptionBudget')).toEqual([]);
  });

  const at = (address: string, labels?: { [name: string]: string }) => ThanosEndpoint.address(address, labels);

  test.each<[string, Partial<ThanosQueryProps>, string]>([
    ['thanos/no-endpoints', { endpoints: [] }, 'ThanosEndpoint.of('],
    ['thanos/endpoint', { endpoints: [at('https://thanos.example.org')] }, 'write host and port, such as "thanos.eu-1.example.org:10901"'],
    ['thanos/endpoint', { endpoints: [at('thanos.example.org')] }, 'write host and port, such as "thanos.eu-1.example.org:10901"'],
    ['thanos/endpoint-twice', { endpoints: [...ONE, ...ONE] }, 'remove one'],
    ['thanos/same-labels', { endpoints: [at('a:1', { cluster: 'eu' }), at('b:1', { cluster: 'eu' })] }, '"a:1" and "b:1" have the same external labels, {cluster="eu"}'],
    ['thanos/same-labels', { endpoints: [at('a:1', { cluster: 'eu', prometheus_replica: '0' }), at('b:1', { prometheus_replica: '1', cluster: 'eu' })] }, '{cluster="eu"}'],
    ['thanos/same-labels', { endpoints: [at('a:1', {}), at('b:1', {})] }, '{}'],
    ['thanos/replica-label', { replicaLabels: ['cluster'] }, 'it distinguishes clusters, not replicas'],
    ['thanos/replica-label', { replicaLabels: ['prometheus'] }, 'it distinguishes Prometheuses, not replicas'],
    ['thanos/replica-label', { replicaLabels: ['a-b'] }, 'it is not a valid label name'],
    ['manifest/number', { replicas: 0 }, '"replicas"'],
    ['versions/', { version: '0.38.0' }, '0.39'],
  ])('%s is refused: %j', (id, props, cure) => {
    const line = errorsOf(query(props)).split('\n').find(each => each.includes(`[${id}`));
    expect(line).toContain(cure);
  });

  test.each([['dns+thanos.example.org:10901'], ['dnssrv+_grpc._tcp.thanos.example.org'], ['10.1.2.3:10901']])('%s is an address', address => expect(errorsOf(query({ endpoints: [at(address)] }))).toBe(''));

  test('other labels mean other Prometheuses', () => expect(errorsOf(query({ endpoints: [at('a:1', { cluster: 'eu' }), at('b:1', { cluster: 'us' }), at('c:1')] }))).toBe(''));
});

describe('Store and Compactor', () => {
  test('Store reads the bucket from a mounted Secret, and caches blocks in its volume', () => {
    const objects = synth(made(scope => new ThanosStore(scope, 'Store', { objectStorage: BUCKET, storage: VOLUME, oldest: Duration.days(365) })));
    expect(argsOf(objects)).toEqual([
      'store', '--data-dir=/var/thanos/store', '--min-time=-365d', '--log.level=info', '--http-address=0.0.0.0:10902', '--grpc-address=0.0.0.0:10901', '--objstore.config-file=/etc/thanos/objstore/objstore.yml',
    ]);
    expect(podOf(objects).volumes).toEqual([{ name: 'objstore', secret: { secretName: 'bucket', items: [{ key: 'objstore.yml', path: 'objstore.yml' }] } }]);
    expect(theOne(objects, 'StatefulSet').spec.volumeClaimTemplates[0]).toMatchObject({ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '10Gi' } } } });
    expect(theOne(objects, 'Service').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  });

  test('a Store without a volume is a warning', () => {
    const chart = made(scope => new ThanosStore(scope, 'Store', { objectStorage: BUCKET }));
    expect(noticesOf(chart).join()).toContain('[thanos/no-volume]');
    expect(podOf(synth(chart)).volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });

  test('the Compactor is one pod, with the configured retention', () => {
    const retention = { retentionRaw: Duration.days(30), retention5m: Duration.days(90), retention1h: Duration.days(365) };
    const objects = synth(made(scope => new ThanosCompactor(scope, 'C', { objectStorage: BUCKET, storage: VOLUME, ...retention })));
    expect(theOne(objects, 'StatefulSet').spec.replicas).toBe(1);
    expect(argsOf(objects).slice(0, 6)).toEqual(['compact', '--wait', '--data-dir=/var/thanos/compact', '--retention.resolution-raw=30d', '--retention.resolution-5m=90d', '--retention.resolution-1h=365d']);
    expect(argsOf(objects).join()).not.toMatch(/grpc|downsampling/);
    expect(theOne(objects, 'Service').spec.ports.map(({ name }: any) => name)).toEqual(['http']);
  });

  const compactor = (scope: Construct, id: string, props: object = {}) =>
    new ThanosCompactor(scope, id, { objectStorage: BUCKET, storage: VOLUME, name: id.toLowerCase(), ...props });

  test('two Compactors of one bucket are an error, of two buckets they are not', () => {
    const said = errorsOf(made(scope => ['One', 'Two'].forEach(id => compactor(scope, id))));
    expect(said).toContain('[test/One] the bucket of Secret thanos/bucket, key objstore.yml has more than one Compactor, also test/Two: keep one for each bucket');
    expect(errorsOf(made(scope => ['One', 'Two'].forEach(id => compactor(scope, id, { objectStorage: { ...BUCKET, secretName: id.toLowerCase() } }))))).toBe('');
  });

  test.each<[object, string]>([
    [{ retentionRaw: Duration.hours(39) }, 'at least'],
    [{ retention5m: Duration.days(9) }, 'use at least 10 days'],
    [{ retentionRaw: Duration.hours(40), retention5m: Duration.days(10) }, ''],
    [{ retentionRaw: Duration.hours(1), downsampling: false }, ''],
  ])('blocks must live until they are downsampled: %j', (props, cure) => {
    const said = errorsOf(made(scope => compactor(scope, 'One', props)));
    if (cure === '') { expect(said).toBe(''); } else { expect(said).toContain(cure); }
  });

  test('names of Secrets are checked', () => expect(errorsOf(made(scope => compactor(scope, 'One', { objectStorage: { secretName: 'a b', key: 'k' } })))).toContain('"objectStorage.secretName"'));
});

describe('Receive', () => {
  test('its pods share the series by a hash ring of their names', () => {
    const objects = synth(receive());
    expect(JSON.parse(theOne(objects, 'ConfigMap').data['hashrings.json'])).toEqual([{ endpoints: [0, 1, 2].map(at => ({ address: `thanos-receive-${at}.thanos-receive.thanos.svc:10901` })) }]);
    expect(argsOf(objects)).toEqual(expect.arrayContaining([
      '--receive.local-endpoint=$(POD_NAME).thanos-receive.thanos.svc:10901', '--receive.replication-factor=3', '--label=receive_replica="$(POD_NAME)"', '--receive.hashrings-algorithm=ketama', '--tsdb.retention=15d',
    ]));
    expect(podOf(objects).containers[0].env).toEqual([{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]);
    expect(podOf(objects).terminationGracePeriodSeconds).toBe(900);
  });

  test('where Prometheus writes to', () => {
    const chart = aChart('thanos');
    expect(new ThanosReceive(chart, 'Receive', { storage: VOLUME }).endpoint).toBe('http://thanos-receive.thanos.svc:19291');
  });

  test.each<[Partial<ThanosReceiveProps>, string]>([
    [{ replicas: 1 }, '--receive.replication-factor=1'], [{ replicas: 2 }, '--receive.replication-factor=1'], [{ replicas: 5 }, '--receive.replication-factor=3'], [{ replicationFactor: 1 }, '--receive.replication-factor=1'],
  ])('%j: %s', (props, expected) => expect(argsOf(synth(receive(props)))).toContain(expected));

  test.each<[Partial<ThanosReceiveProps>, string]>([
    [{ replicas: 2, replicationFactor: 3 }, 'use at most the number of pods'],
    [{ replicationFactor: 2 }, 'use 3, or 1'],
    [{ replicationFactor: 0 }, '"replicationFactor"'],
  ])('%j is refused', (props, cure) => expect(errorsOf(receive(props))).toContain(cure));
});

describe('the sidecar of a Prometheus', () => {
  const stack = (props: object = {}) => {
    const chart = aChart('monitoring');
    const made_ = new PrometheusStack(chart, 'Monitoring', { ...QUIET, prometheus: { ...QUIET.prometheus, thanos: { objectStorage: BUCKET }, ...props } });
    return { chart, stack: made_ };
  };

  test('is that of the operator, with the bucket by reference', () => {
    expect(theOne(synth(stack().chart), 'Prometheus').spec.thanos)
      .toEqual({ version: 'v0.42.4', image: 'quay.io/thanos/thanos:v0.42.4', objectStorageConfig: { name: 'bucket', key: 'objstore.yml' }, resources: { requests: { cpu: '50m', memory: '128Mi' } } });
    expect(theOne(synth(stack({ thanos: { version: 'v0.41.0', image: 'r/t:1', memory: '1Gi' } }).chart), 'Prometheus').spec.thanos).toEqual({ version: 'v0.41.0', image: 'r/t:1', resources: { requests: { cpu: '50m', memory: '1Gi' } } });
  });

  test('is scraped, queried by a Query through the operator\'s Service, and allowed by the policy', () => {
    const { chart, stack: { prometheus } } = stack({ externalLabels: { cluster: 'eu-1' } });
    const { storeApi } = prometheus!;
    expect(storeApi).toEqual({ serviceName: 'prometheus-operated', namespace: 'monitoring', externalLabels: { cluster: 'eu-1', prometheus: 'monitoring/main' } });
    new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(storeApi!)] });
    const graph = ScrapeGraph.of(chart);
    expect(graph.problems).toEqual([]);
    const [{ scrapes }] = JSON.parse(graph.explainAsJson());
    expect(scrapes.filter(({ port }: any) => port === 'thanos-http' || port === 'http').map(({ labels }: any) => labels.container).sort()).toEqual(expect.arrayContaining(['thanos', 'thanos-sidecar']));
    expect(JSON.stringify(prometheus!.networkPolicy!.toJson())).toContain('10901');
  });

  test('has no authentication, so it is never exposed; a warning says so if there is a proxy for the web port', () => {
    const { stack: { prometheus } } = stack({ serviceOptions: { type: 'LoadBalancer' } });
    const { ingress } = prometheus!.networkPolicy!.toJson().spec;
    const open = ingress.filter(({ from }: any) => from === undefined).flatMap(({ ports }: any) => ports.map(({ port }: any) => port));
    expect(open).toEqual([9090]);
    expect(noticesOf(stack({ listenLocal: true, authProxy: true }).chart).join()).toContain('[prometheus/sidecar-open]');
    expect(noticesOf(stack({ networkPolicy: false }).chart).join()).toContain('to every pod of the cluster');
    expect(noticesOf(stack().chart).join()).not.toContain('sidecar-open');
  });

  test('without a sidecar none of its objects exist', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus');
    expect(prometheus.storeApi).toBeUndefined();
    expect(JSON.stringify(synth(chart))).not.toContain('thanos');
  });

  test.each<[object, string]>([
    [{ retention: Duration.hours(5) }, '[prometheus/sidecar-retention]'],
    [{ thanos: { objectStorage: { secretName: 'a b', key: 'k' } } }, '"thanos.objectStorage.secretName"'],
    [{ thanos: { memory: 'much' } }, '"thanos.memory"'],
    [{ thanos: { version: '0.30.0' } }, '"thanos.version"'],
  ])('%j is refused', (props, cure) => expect(errorsOf(stack(props).chart)).toContain(cure));

  test.each([[{ retention: Duration.hours(6) }], [{ retention: Duration.hours(5), thanos: {} }], [{ retention: Duration.hours(5), thanos: undefined }]])('%j is not', props => expect(errorsOf(stack(props).chart)).toBe(''));
});

test('every component is a pod that "restricted" admits, without a token', () => {
  const chart = aChart('thanos');
  new ThanosQuery(chart, 'Query', { endpoints: ONE });
  new ThanosStore(chart, 'Store', { objectStorage: BUCKET, storage: VOLUME });
  new ThanosCompactor(chart, 'Compactor', { objectStorage: BUCKET, storage: VOLUME });
  new ThanosReceive(chart, 'Receive', { storage: VOLUME, objectStorage: BUCKET });
  const workloads = chart.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet').map(object => object.toJson());
  expect(workloads).toHaveLength(4);
  for (const { spec: { template: { spec } } } of workloads) {
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.securityContext.runAsNonRoot).toBe(true);
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  }
});

describe('Ruler', () => {
  const ALERTMANAGER = { serviceName: 'alertmanager-main', namespace: 'monitoring', headlessServiceName: 'alertmanager-operated' };
  const ruler = (props: Partial<ThanosRulerProps> = {}) => made(scope => new ThanosRuler(scope, 'Ruler', { queryEndpoints: ['thanos-query:10902'], alertmanagers: [ALERTMANAGER], ...props }));
  const specOf = (props: Partial<ThanosRulerProps> = {}) => theOne(synth(ruler(props)), 'ThanosRuler').spec;

  test('without a stack it is complete, and all names match the StatefulSet that the operator creates', () => {
    expect(namesOf(synth(ruler({ name: 'all' })))).toEqual([
      'ServiceAccount thanos-ruler-all', 'PodDisruptionBudget thanos-ruler-all', 'NetworkPolicy thanos-ruler-all', 'Service thanos-ruler-all', 'ThanosRuler all', 'ServiceMonitor thanos-ruler-all',
    ]);
  });

  test('its Query and it query each other, and two replicas of it are merged', () => {
    const objects = synth(made(scope => {
      const own = new ThanosQuery(scope, 'Query', { endpoints: ONE });
      new ThanosRuler(scope, 'Ruler', { query: own, alertmanagers: [ALERTMANAGER] });
    }));
    expect(theOne(objects, 'ThanosRuler').spec.queryEndpoints).toEqual(['dnssrv+_http._tcp.thanos-query.thanos.svc']);
    expect(argsOf(objects)[1]).toContain('{"address":"dnssrv+_grpc._tcp.thanos-ruler-main.thanos.svc"}');
    expect(argsOf(objects)).toContain('--query.replica-label=thanos_ruler_replica');
  });

  test('each pod of an Alertmanager gets its alerts, not one behind the Service', () => {
    expect(specOf().alertmanagersUrl).toEqual(['dnssrv+http://_web._tcp.alertmanager-operated.monitoring.svc']);
    expect(new Alertmanager(aChart('a'), 'Alertmanager', { configSecret: 'a' }).reference.headlessServiceName).toBe('alertmanager-operated');
  });

  test('it evaluates the rules of its namespaces, all of them or those with labels', () => {
    expect([specOf().ruleSelector, specOf().ruleNamespaceSelector]).toEqual([{}, undefined]);
    expect(specOf({ ruleSelection: { matchLabels: { evaluated: 'centrally' } }, namespaces: ['shop'] })).toMatchObject({
      ruleSelector: { matchLabels: { evaluated: 'centrally' } }, ruleNamespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'thanos'] }] },
    });
    expect(specOf({ allNamespaces: true }).ruleNamespaceSelector).toEqual({});
  });

  test('with a bucket it keeps two days itself, otherwise 15', () => {
    expect(specOf().retention).toBe('15d');
    expect(specOf({ objectStorage: BUCKET })).toMatchObject({ retention: '2d', objectStorageConfig: { name: 'bucket', key: 'objstore.yml' } });
    expect(specOf({ retention: Duration.days(3), storage: VOLUME })).toMatchObject({ retention: '3d', storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '10Gi' } } } } } });
  });

  test('Queries can be set by a Secret as well', () => {
    const queryConfig = { name: 'queries', key: 'queries.yaml' };
    expect(specOf({ queryEndpoints: [], spec: { queryConfig } })).toMatchObject({ queryConfig });
  });

  test.each<[string, Partial<ThanosRulerProps>, string]>([
    ['thanos/ruler-no-query', { queryEndpoints: [] }, 'set "query" to the ThanosQuery'],
    ['thanos/endpoint', { queryEndpoints: ['http://thanos-query:10902'] }, 'write host and port, such as "thanos.eu-1.example.org:10901"'],
    ['thanos/ruler-alertmanagers', { alertmanagers: [{ ...ALERTMANAGER, tls: { secretName: 'tls' } }] }, 'replace "alertmanagers" with "alertmanagersConfig", a Secret in the format of Thanos'],
    ['thanos/ruler-alertmanagers', { alertmanagersConfig: { secretName: 'a', key: 'b' } }, 'remove one of them'],
    ['thanos/ruler-label', { externalLabels: { thanos_ruler_replica: 'a' } }, 'the operator sets this label'],
    ['manifest/label', { ruleSelection: { matchLabels: { 'a b': 'c' } } }, '"ruleSelection.matchLabels"'],
    ['manifest/namespace-lists', { namespaces: ['a'], allNamespaces: true }, 'remove one of them'],
    ['manifest/number', { replicas: 0 }, '"replicas"'],
    ['manifest/url', { alertQueryUrl: 'thanos.example.org' }, '"alertQueryUrl"'],
    ['versions/unsupported', { operatorVersion: '0.50.0' }, '0.70.0'],
  ])('%s: %j', (id, props, cure) => {
    const errors = errorsOf(ruler(props));
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(cure);
  });

  test('a missing Alertmanager is a warning', () => expect(noticesOf(ruler({ alertmanagers: [] })).join()).toContain('[thanos/ruler-silent]'));

  test('two with the same labels behind one Query are rejected', () => {
    const chart = made(scope => {
      const own = new ThanosQuery(scope, 'Query', { endpoints: ONE });
      for (const name of ['a', 'b']) { new ThanosRuler(scope, name, { name, query: own, alertmanagers: [ALERTMANAGER] }); }
    });
    expect(errorsOf(chart)).toContain('[thanos/same-labels]');
  });

  test('endpoints that are added later are checked, too', () => {
    const chart = aChart('thanos');
    const own = new ThanosQuery(chart, 'Query', { endpoints: ONE });
    expect(errorsOf(chart)).toBe('');
    own.addEndpoint(ThanosEndpoint.address('thanos.eu-1.example.org:10901'));
    expect(errorsOf(chart)).toContain('[thanos/endpoint-twice]');
  });

  test('a Prometheus does not select the rules with other labels, which the Ruler evaluates', () => {
    const chart = aChart('monitoring');
    new Prometheus(chart, 'Prometheus', { selection: { rules: { matchLabels: { evaluated: 'locally' } } } });
    expect(theOne(synth(chart), 'Prometheus').spec.ruleSelector).toEqual({ matchLabels: { evaluated: 'locally' } });
  });

  test('with it no shard evaluates rules, and no rule is evaluated twice', () => {
    const chart = aChart('monitoring');
    const stack = new PrometheusStack(chart, 'Monitoring', { ...QUIET, prometheus: { ...QUIET.prometheus, shards: 2, thanos: {}, rulesEnabled: false, storage: VOLUME } });
    const own = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(stack.prometheus!.storeApi!)] });
    new ThanosRuler(chart, 'Ruler', { query: own, alertmanagers: [stack.alertmanager!.reference], storage: VOLUME });
    expect(noticesOf(chart)).toEqual([]);
    expect(errorsOf(chart)).toBe('');
    expect(ScrapeGraph.of(chart.node.root).problems).toEqual([]);
    expect(theOne(synth(chart), 'Prometheus').spec.ruleSelector).toBeUndefined();
  });
});
