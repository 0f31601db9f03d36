import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ACCOUNTS, ALERTMANAGER, CLUSTER_ROLES, EXPORTERS, GRAFANA_OBJECTS, OPERATOR, PROMETHEUS, ROLES, RULES, SECRET, SERVICES, STACK } from './stack';
import { main } from '../../../src/cli';
import { convertObjects, ConvertedObjects } from '../../../src/migrate/objects/objects';
import { asManifests, keyOf } from '../../../src/scrape-graph/manifest';
import { AS_NODE_RUNS_IT, complaintsOf } from '../../support/compile';
import { synthesizeApps } from '../../support/example';
import { comparedOf, prometheus, yamlOf } from '../compare/compare-of';

const convert = (objects: readonly object[]): ConvertedObjects =>
  convertObjects({ given: asManifests(JSON.parse(JSON.stringify(objects))).map(manifest => ({ origin: 'all', key: keyOf(manifest), read: () => manifest.raw })) });
const optionsOf = (objects: readonly object[]) => new Map(convert(objects).options.map(([option, { code }]) => [option, code]));
const REST = [ALERTMANAGER, OPERATOR, ...EXPORTERS, ...RULES, ...ACCOUNTS, ...ROLES, ...SERVICES];
const withSpec = (spec: object) => [{ ...PROMETHEUS, spec: { ...(PROMETHEUS as any).spec, ...spec } }, ...REST];

const options = optionsOf(STACK);

test.each([
  ['prometheus.name', '\'k8s\''],
  ['prometheus.version', '\'3.5.0\''],
  ['prometheus.replicas', '2'],
  ['prometheus.memory', '\'400Mi\''],
  ['prometheus.podSecurity.runAsUser', '1000'],
  ['prometheus.externalLabels', '{ cluster: \'eu-1\' }'],
  ['prometheus.serviceAccountAnnotations', '{ \'eks.amazonaws.com/role-arn\': \'arn:aws:iam::1:role/x\' }'],
  ['alertmanager.name', '\'main\''],
  ['alertmanager.replicas', '3'],
  ['alertmanager.configSecret', '\'alertmanager-main\''],
  ['operator.version', '\'0.85.0\''],
  ['operator.logLevel', '\'debug\''],
  ['operator.cpu', '\'100m\''],
  ['kubeStateMetrics.version', '\'2.16.0\''],
  ['kubeStateMetrics.metricLabelsAllowlist', '{ pods: [\'app\', \'team\'], nodes: [\'*\'] }'],
  ['kubeStateMetrics.metricDenylist', '[\'kube_.*_created\']'],
  ['kubeStateMetrics.interval', 'Duration.minutes(1)'],
  ['nodeExporter.namespace', '\'monitoring\''],
  ['nodeExporter.authProxy', 'true'],
  ['nodeExporter.enableCollectors', '[\'systemd\']'],
  ['nodeExporter.disableCollectors', '[\'wifi\']'],
  ['nodeExporter.extraArgs', '{ \'collector.netclass.ignored-devices\': \'^veth.*$\' }'],
  ['nodeExporter.monitor.relabelings', '[{ sourceLabels: [\'__meta_kubernetes_pod_node_name\'], targetLabel: \'instance\' }]'],
  ['mixin.compatibleSeries', '[\'node:node_num_cpu:sum\']'],
  ['createNamespaces', 'false'],
  ['networkPolicy', 'false'],
  ['namespaces', '[\'default\', \'kube-system\', \'shop\']'],
])('%s is read from the objects: %s', (option, code) => {
  expect(options.get(option)).toBe(code);
});

test('a value that equals the default is not written', () => {
  expect([...options.keys()].filter(option => ['highAvailability', 'allNamespaces', 'nodeExporter.port', 'prometheus.selection', 'prometheus.image'].includes(option))).toEqual([]);
});

test('without a retention, the operator\'s default of one day is kept', () => {
  expect(options.get('prometheus.retention')).toBe('Duration.days(1)');
  expect(optionsOf(withSpec({ retention: '30d' })).get('prometheus.retention')).toBe('Duration.days(30)');
});

test('permissions in the whole cluster make it watch all namespaces', () => {
  const everywhere = optionsOf([...STACK.filter(each => !ROLES.includes(each as never)), ...CLUSTER_ROLES]);
  expect(everywhere.get('allNamespaces')).toBe('true');
  expect(everywhere.get('namespaces')).toBeUndefined();
});

test('labels that select monitors, and a selector that selects nothing, are kept', () => {
  const labels = { matchLabels: { release: 'kps' } };
  expect(optionsOf(withSpec({ serviceMonitorSelector: labels, ruleSelector: labels })).get('prometheus.selection')).toBe('{ matchLabels: { release: \'kps\' } }');
  expect(optionsOf(withSpec({ serviceMonitorSelector: labels })).get('prometheus.selection')).toBe('{ serviceMonitors: { matchLabels: { release: \'kps\' } }, rules: {} }');
  expect(optionsOf(withSpec({ podMonitorSelector: null })).get('prometheus.selection')).toBe('{ serviceMonitors: {}, podMonitors: { none: true }, rules: {} }');
});

test('a field without an option is written to spec, one whose value no option can express is patched', () => {
  const found = convert(withSpec({ scrapeProtocols: ['PrometheusProto'], storage: { volumeClaimTemplate: { metadata: { name: 'data' }, spec: { selector: { matchLabels: { a: 'b' } }, resources: { requests: { storage: '500M' } } } } } }));
  expect(new Map(found.options).get('prometheus.spec.scrapeProtocols')?.code).toBe('[\'PrometheusProto\']');
  expect(found.statements[0].code).toContain('stack.prometheus!.customResource.addJsonPatch(JsonPatch.add(\'/spec/storage\', { volumeClaimTemplate: { metadata: { name: \'data\' }');
});

test('a version that is too old becomes the oldest supported one, and the program says so', () => {
  const { options: found, warnings } = convert(withSpec({ version: 'v2.29.1', image: 'quay.io/prometheus/prometheus:v2.29.1' }));
  expect(new Map(found).get('prometheus.version')?.code).toBe('\'2.45.0\'');
  expect(warnings).toContain('prometheus 2.29.1 becomes 2.45.0, the oldest version that this library supports: upgrade the old stack first');
});

test('missing components are disabled', () => {
  const few = optionsOf([PROMETHEUS]);
  expect(['alertmanagerEnabled', 'operatorEnabled', 'kubeStateMetricsEnabled', 'nodeExporterEnabled', 'mixinEnabled'].map(option => few.get(option))).toEqual(Array(5).fill('false'));
  expect(optionsOf([ALERTMANAGER]).get('prometheusEnabled')).toBe('false');
});

test('one replica of each is not highly available', () => {
  expect(optionsOf([prometheus('one')]).get('highAvailability')).toBe('false');
});

const noteOf = ({ values }: ConvertedObjects, path: string) => values.filter(each => each.path === path).map(({ outcome, note }) => `${outcome}: ${note}`);

test('every object has a result: replaced, copied or named', () => {
  const found = convert(STACK);
  expect(noteOf(found, 'Deployment monitoring/prometheus-operator')).toEqual(['mapped: replaced by an object of the program']);
  expect(noteOf(found, 'PrometheusRule monitoring/kubernetes-monitoring-rules')).toEqual(['mapped: replaced by an object of the program']);
  expect(noteOf(found, 'PrometheusRule monitoring/own-rules')).toEqual(['mapped: copied unchanged']);
  expect(noteOf(found, 'Deployment monitoring/grafana')).toEqual(['mapped: copied unchanged']);
  expect(noteOf(found, 'Secret monitoring/alertmanager-main')).toEqual(['different: not in the program: keep the object, or keep applying it']);
  const named = new Set(found.values.map(({ path }) => path.split(':')[0]));
  const missing = asManifests(STACK as object[]).map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`).filter(name => !named.has(name));
  expect(missing).toEqual([]);
});

test('what must be decided is at the top of the program', () => {
  expect(convert(STACK).warnings).toEqual(expect.arrayContaining([
    'keep the Secret monitoring/alertmanager-main: it has the routes and receivers of Alertmanager, and is created by the old manifests',
    'delete the Deployment monitoring/prometheus-operator just before you apply: it has the same name, but another selector, which is immutable',
    'Prometheus has no claim: its samples are lost when its pod is replaced, which the migration does',
  ]));
  expect(convert([...STACK, ...GRAFANA_OBJECTS].map(each => each === PROMETHEUS ? prometheus('k8s', { serviceMonitorSelector: undefined }) : each)).warnings)
    .toContain('Prometheus selects no monitors, so it scrapes nothing: set "prometheus.selection" if this is a mistake');
});

test('hostile names and texts enter the program only as literals', () => {
  const evil = '\'); process.exit(7); (\'*/\n// x';
  const found = convert([{ ...PROMETHEUS, spec: { ...(PROMETHEUS as any).spec, externalUrl: evil, externalLabels: { [evil]: evil }, [evil]: 1, __proto__: { a: 1 } } }, ...RULES]);
  const program = found.options.map(([, { code }]) => code).join('\n');
  expect(program).toContain('\\\'); process.exit(7); (\\\'*/\\n// x');
  expect(found.values.find(({ path }) => path.includes('process.exit'))?.outcome).toBe('unsupported');
});

test.each([[[]], [[{}]], [[{ kind: 'Prometheus' }]], [[{ ...PROMETHEUS, spec: null }]], [[{ ...PROMETHEUS, spec: { alerting: 7, podMetadata: [], storage: 'x', resources: 1, serviceMonitorSelector: 'x' } }]]])('malformed objects do not crash: %j', objects => {
  expect(() => convert(objects as object[])).not.toThrow();
});

describe('the program', () => {
  let folder: string;
  let program: string;
  let results: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'objects-'));
    writeFileSync(join(folder, 'old.yaml'), yamlOf(...STACK));
    [program, results] = ['', ''];
    expect(main(['migrate', '--from', 'kube-prometheus', join(folder, 'old.yaml')], text => { program += text; }, text => { results += text; })).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('compiles, and also runs in Node without compiling', () => {
    expect(complaintsOf(new Map([['objects.ts', `${program}\nexport {};\n`]]), AS_NODE_RUNS_IT)).toEqual([]);
  });

  test('synthesizes, and the comparison with the old objects loses only what is in the external Secret', () => {
    const { files } = synthesizeApps([{ source: program }])[0]();
    const now = Object.values(files).join('\n---\n');
    const lost = comparedOf(yamlOf(...STACK), now).filter(({ verdict, decided }) => verdict === 'gone' && decided === undefined);
    expect(lost.map(({ section, subject }) => `${section} ${subject}`)).toEqual([]);
  });
});

test('an unknown origin, no path and no object are errors', () => {
  const run = (...args: string[]) => {
    let err = '';
    const status = main(['migrate', ...args], () => undefined, text => { err += text; }, { readInput: () => ({ text: yamlOf(SECRET) }) });
    return { status, err };
  };
  expect(run('--from', 'helm', 'x')).toMatchObject({ status: 2, err: expect.stringContaining('--from is "helm": use one of kube-prometheus, rancher-monitoring, objects') });
  expect(run('--from=objects')).toMatchObject({ status: 2, err: expect.stringContaining('migrate --from requires files or folders with the objects') });
  expect(run('--from', 'objects', '/nonexistent')).toMatchObject({ status: 2 });
});
