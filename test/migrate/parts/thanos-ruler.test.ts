import { thanosRulerPart } from '../../../src/migrate/parts/thanos-ruler';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (values: unknown) => thanosRulerPart(values, RELEASE);

test('Thanos Ruler keeps its name, its volumes and its endpoints', () => {
  const thanosRulerSpec = {
    queryEndpoints: ['http://thanos-query:9090'],
    replicas: 2,
    retention: '48h',
    image: { tag: 'v0.20.0' },
    objectStorageConfig: { existingSecret: { name: 'thanos', key: 'objstore.yml' } },
    storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '5Gi' } } } } },
  };
  const { statements, values } = made({ thanosRuler: { enabled: true, thanosRulerSpec } });
  expect(statements[0].code).toBe(`new ThanosRuler(chart, 'ThanosRuler', {
  name: 'kps-kube-prometheus-stack-thanos-ruler',
  replicas: 2,
  retention: Duration.hours(48),
  queryEndpoints: ['thanos-query:9090'],
  storage: { size: Size.gibibytes(5) },
  allNamespaces: true,
  objectStorage: { secretName: 'thanos', key: 'objstore.yml' },
  alertmanagers: [stack.alertmanager!.reference],
  ruleSelection: { matchLabels: { release: 'kps' } },
});`);
  expect(values.find(({ path }) => path.endsWith('image.tag'))!.outcome).toBe('different');
});

test('a bucket in the values becomes a Secret that must exist first', () => {
  const { statements, warnings } = made({ thanosRuler: { enabled: true, thanosRulerSpec: { objectStorageConfig: { secret: { config: { secret_key: 'verysecret' } } }, queryEndpoints: ['dnssrv+_http._tcp.query'] } } });
  expect(JSON.stringify([statements, warnings])).not.toContain('verysecret');
  expect(warnings).toEqual(['Create the Secret thanos-ruler-objectstorageconfig in the namespace monitoring before you apply this. Write thanosRuler.thanosRulerSpec.objectStorageConfig.secret to the file objstore.yml. Then:\n'
    + '  kubectl --namespace monitoring create secret generic thanos-ruler-objectstorageconfig --from-file objstore.yml']);
});

test('the Services of sidecars and of the Ruler keep their names', () => {
  const names = (values: unknown) => made(values).statements.map(({ code }) => /metadata: \{ name: '([^']+)'/.exec(code)?.[1]);
  expect(names({ prometheus: { thanosServiceExternal: { enabled: true, type: 'LoadBalancer' } } })).toEqual(['kps-kube-prometheus-stack-thanos-external']);
  expect(names({ thanosRuler: { enabled: true } })).toEqual([undefined, 'kube-prometheus-stack-thanos-ruler']);
});

test('without a Ruler nothing is created', () => expect(made({ thanosRuler: { enabled: false } })).toEqual({ options: [], statements: [], warnings: [], values: [{ path: 'thanosRuler.enabled', outcome: 'same', note: 'disabled' }] }));

test.each([null, 5, { thanosRuler: { enabled: true, thanosRulerSpec: 'x', ingress: 5, service: 'y' } }])('%j does not stop it', values => { expect(() => made(values)).not.toThrow(); });
