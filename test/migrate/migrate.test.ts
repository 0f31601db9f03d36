import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { main } from '../../src/cli';
import { appText } from '../../src/migrate/app-text';
import { migrateValues as migrateOf } from '../../src/migrate/migrate';
import { namesOf } from '../../src/migrate/names';
import { ROWS } from '../../src/migrate/rows';
import { AS_NODE_RUNS_IT, complaintsOf } from '../support/compile';
import { yamlOf } from '../support/run-program';

const FOLDER = join(__dirname, '../data/values');
const FILES = readdirSync(FOLDER);
const RELEASE = { name: 'kube-prometheus-stack', namespace: 'monitoring' };
const ROOT = join(__dirname, '../..');

const valuesOf = (name: string): any => Yaml.load(join(FOLDER, name))[0];
const migrateValues = (values: unknown) => migrateOf(values, RELEASE);
const textOf = (values: unknown) => appText(migrateValues(values), values, RELEASE);

/** The declarations of the package are those of the sources where it is not built. */
const compilerOptions = existsSync(join(ROOT, 'lib')) ? {} : { baseUrl: ROOT, paths: { 'cdk8s-prometheus': ['src/index.ts'] } };

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

const WITHOUT_GRAFANA = { grafana: { enabled: false } };

/** The manifests of the program that values become. */
function manifestsOf(name: string): any[] {
  const text = yamlOf(textOf(name === 'without Grafana' ? WITHOUT_GRAFANA : valuesOf(name)));
  return parseAllDocuments(text).map(document => document.toJS()).filter(each => each !== null);
}

const theOnly = (manifests: readonly any[], kind: string) => {
  const found = manifests.filter(each => each.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

function run(...args: string[]) {
  let [out, err] = ['', ''];
  const status = main(args, text => { out += text; }, text => { err += text; });
  return { status, out, err };
}

test('the program of every file compiles, and also runs in Node without compiling', () => {
  const sources = new Map(FILES.map(name => [`${name.replace('.yaml', '')}.ts`, `${textOf(valuesOf(name))}\nexport {};\n`]));
  expect(sources.size).toBeGreaterThanOrEqual(5);
  expect(complaintsOf(sources, { ...AS_NODE_RUNS_IT, ...compilerOptions })).toEqual([]);
});

test.each(FILES)('%s: the program synthesizes, and each value is reported once', name => {
  expect(manifestsOf(name).length).toBeGreaterThan(10);
  const { values } = migrateValues(valuesOf(name));
  expect(new Set(values.map(({ path }) => path)).size).toBe(values.length);
  for (const { outcome, note } of values) { expect([outcome !== undefined, note !== '']).toEqual([true, true]); }
});

test('the StatefulSet and its volumes keep their names, because the name of the custom resource and the size of the claim stay', () => {
  const { metadata, spec } = theOnly(manifestsOf('small.yaml'), 'Prometheus');
  expect(metadata.name).toBe('kube-prometheus-stack-prometheus'); // prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0
  expect(spec.storage.volumeClaimTemplate).toEqual(
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } }, storageClassName: 'fast' } },
  );
  expect([spec.replicas, spec.retention, spec.retentionSize, spec.resources.limits]).toEqual([1, '30d', '46080MiB', { memory: '2Gi' }]);
});

test('defaults of the chart that values do not set are written: one replica, ten days, its names', () => {
  const manifests = manifestsOf('without Grafana');
  expect(theOnly(manifests, 'Prometheus').spec).toMatchObject({ replicas: 1, retention: '10d' });
  const { metadata, spec } = theOnly(manifests, 'Alertmanager');
  expect([metadata.name, spec.replicas]).toEqual(['kube-prometheus-stack-alertmanager', 1]);
  expect(manifests.filter(each => each.kind === 'ConfigMap' && each.metadata.labels.grafana_dashboard)).toEqual([]);
});

test.each([
  [{}, 'kube-prometheus-stack', 'kube-prometheus-stack-prometheus'],
  [{}, 'prod', 'prod-kube-prometheus-stac-prometheus'.replace('stac-', 'stack-')],
  [{}, 'monitoring-production', 'monitoring-production-kube-prometheus'],
  [{ nameOverride: 'prom' }, 'my-prom', 'my-prom-prometheus'],
  [{ fullnameOverride: 'monitoring' }, 'x', 'monitoring-prometheus'],
  [{ fullnameOverride: 'monitoring', cleanPrometheusOperatorObjectNames: true }, 'x', 'monitoring'],
])('%j of release %s is called %s', (values, name, prometheus) => expect(namesOf(values, { name, namespace: 'x' }).prometheus).toBe(prometheus));

test('a component that the values disable has no options', () => {
  const manifests = manifestsOf('nothing-but-prometheus.yaml');
  expect(manifests.map(({ kind }) => kind)).not.toContain('Alertmanager');
  expect(theOnly(manifests, 'Prometheus')).toMatchObject(
    {
      metadata: { namespace: 'observability' },
      spec: { version: 'v3.4.1', query: { maxConcurrency: 40, timeout: '2m' }, tsdb: { outOfOrderTimeWindow: '30m' } },
    },
  );
});

test('a typo that the chart ignored is reported, with the intended key', () => {
  const { values } = migrateValues(valuesOf('typos.yaml'));
  expect(values.filter(({ outcome }) => outcome === 'unknown').map(({ path, note }) => `${path}: ${note}`)).toEqual([
    'promethues: the chart has no such key: did you mean "prometheus"?',
    'prometheus.promtheusSpec: the chart has no such key: did you mean "prometheus.prometheusSpec"?',
    'prometheus.prometheusSpec.retentionsize: the chart has no such key: did you mean "prometheus.prometheusSpec.retentionSize"?',
    'prometheus.prometheusSpec.replica: the chart has no such key: did you mean "prometheus.prometheusSpec.replicas"?',
    'prometheus.prometheusSpec.storageSpecs: the chart has no such key: did you mean "prometheus.prometheusSpec.storageSpec"?',
    'alertmanager.alertManagerSpec: the chart has no such key: did you mean "alertmanager.alertmanagerSpec"?',
    'kubeProxi: the chart has no such key: did you mean "kubeProxy"?',
  ]);
});

test('a disabled component needs no decisions', () => {
  const { values } = migrateValues({
    alertmanager: { enabled: false, config: { route: { receiver: 'a' } }, alertmanagerSpec: { replicas: 3 } },
    thanosRuler: { enabled: false, thanosRulerSpec: { retention: '24h' } },
    prometheus: { ingress: { enabled: false, hosts: ['a'] } },
  });
  expect(values.filter(({ outcome }) => outcome !== 'same').map(({ path }) => path)).toEqual(['alertmanager.enabled']);
});

test('a typo is reported in a disabled component, too', () => {
  const { values } = migrateValues({ alertmanager: { enabled: false, confg: { route: {} }, alertmanagerSpec: { replicas: 3 } } });
  expect(values.map(({ path, outcome }) => `${outcome} ${path}`)).toEqual([
    'mapped alertmanager.enabled', 'unknown alertmanager.confg', 'same alertmanager.alertmanagerSpec.replicas',
  ]);
});

test('a label called "enabled" is a label', () => {
  expect(textOf({ commonLabels: { enabled: false, team: 'a' } })).toContain('commonLabels: { enabled: \'false\', team: \'a\' }');
});

test('what the chart scrapes by default is scraped, including parts of the control plane that are disabled by default here', () => {
  expect(textOf({})).toContain(
    'controlPlane: {\n    controllerManager: true,\n    etcd: true,\n    scheduler: true,\n    kubeProxy: true,\n  }',
  );
  expect(textOf({ kubernetesServiceMonitors: { enabled: false } })).not.toContain('controlPlane: {');
});

test('a tag of an image without a shell is a version', () => {
  const values = { prometheus: { prometheusSpec: { image: { tag: 'v3.11.3-distroless' } } } };
  expect(textOf(values)).toContain('version: \'3.11.3\'');
});

test('secrets of the values are not in the program', () => {
  for (const name of ['thanos.yaml', 'small.yaml']) {
    const text = textOf(valuesOf(name));
    expect(text).not.toMatch(/hooks\.example\.org|prom-operator/);
  }
});

test('every row maps to an option, or explains the difference', () => {
  const isComplete = (row: typeof ROWS[number]) =>
    row.to !== undefined && row.as !== undefined || [row.used, row.different, row.unsupported, row.same].some(each => each !== undefined);
  expect(ROWS.filter(row => !isComplete(row))).toEqual([]);
});

describe('hostile values', () => {
  const ATTACKS: any[] = [
    JSON.parse(
      '{ "__proto__": { "polluted": 1 }, "prometheus": { "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } } }',
    ),
    { commonLabels: JSON.parse('{ "__proto__": "x", "a\'b": "\'); process.exit(1); (\'", "x\\ny": "\\u2028\\n${1}`" }') },
    {
      'a\n}); process.exit(1); //': 1,
      'prometheus': { prometheusSpec: { 'thanos\nprocess.exit(1)': 1 } },
      'grafana': { 'x\u2028process.exit(1)': 2 },
    },
    {
      prometheus: {
        prometheusSpec: {
          retention: '9'.repeat(100_000),
          retentionSize: {},
          replicas: '2',
          externalLabels: 'x',
          tolerations: [1],
          storageSpec: { volumeClaimTemplate: 5 },
        },
      },
    },
    { prometheus: [], alertmanager: 'x', kubelet: null, x: [[[{}]]] }, 5, null, 'text', [], undefined,
  ];

  const attacks = ATTACKS.map(attack => textOf(attack));

  test(
    'become programs that compile',
    () => expect(complaintsOf(
      new Map(attacks.map((program, at) => [`attack-${at}.ts`, `${program}\nexport {};\n`])), compilerOptions,
    )).toEqual([]),
  );

  test.each(attacks.map((program, at) => [at, program] as const))('%i: no text becomes a statement', (_, program) => {
    expect(program.replace(/'(?:[^'\\\n]|\\.)*'/g, '\'\'').replace(/^\/\/.*$/gm, '')).not.toContain('process');
    expect(({} as any).polluted).toBeUndefined();
  });

  test('a key of any length takes only the time to read it', () => expect(migrateValues({ ['k'.repeat(1e6)]: 1 }).values).toHaveLength(1));
});

describe('cdk8s-prometheus migrate', () => {
  const small = join(FOLDER, 'small.yaml');

  test('the program goes to stdout, the results to stderr, and status 0 means that nothing is lost', () => {
    const { status, out, err } = run('migrate', '--release', 'prod', '--namespace', 'observability', small);
    expect(status).toBe(0);
    expect(out).toContain('name: \'prod-kube-prometheus-stack-prometheus\'');
    expect(out).toContain('namespace: \'observability\'');
    expect(err).toMatch(/different +grafana\.adminPassword: /);
    expect(err.trimEnd().split('\n').at(-1)).toBe('0 same, 12 mapped, 1 different, 0 unsupported, 0 unknown');
  });

  test('--json: both as one object', () => {
    const { out, err } = run('migrate', '--json', small);
    expect(err).toBe('');
    expect(JSON.parse(out).values).toHaveLength(13);
    expect(JSON.parse(out).app).toContain('new PrometheusStack(');
  });

  test('colors are only for a terminal', () => {
    let err = '';
    main(['migrate', small], () => undefined, text => { err += text; }, { hasColors: true });
    expect(err).toContain('\u001b[36mdifferent  \u001b[39m');
    expect(run('migrate', small).err).not.toContain('\u001b');
  });

  test.each([
    [['migrate'], 'migrate requires the values file of the release'],
    [['migrate', '--release', 'A B', small], '--release is "A B", which is not a valid Kubernetes name'],
    [['migrate', '--nodes', '5', small], 'migrate has no option "--nodes"'],
    [['explain', 'not-there'], 'there is no file or folder "not-there": pass the output folder of "cdk8s synth", or any folder of manifests'],
    [['migrate', 'not-there.yaml'], 'not-there.yaml: the file does not exist (full path'],
    [['migrate', join(__dirname, '../data/nodes-mixed.yaml'), '--format=x'], 'migrate has no option "--format"'],
    [['migrat', small], 'unknown command "migrat"'],
    [['constructor', small], 'unknown command "constructor"'],
  ])('%j exits with status 2 and a reason', (args, why) => {
    const { status, out, err } = run(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });

  test('the error for a file without values of the chart names the kind of file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    const file = join(folder, 'values.yaml');
    const texts = [['a: 1\n---\nb: 2\n', 'has no values of kube-prometheus-stack: its keys are "a", "b"'], ['- a\n', 'is a list, not values'], ['text\n', 'is the text "text", not values']];
    for (const [text, why] of texts) {
      writeFileSync(file, text);
      const { status, out, err } = run('migrate', file);
      expect([status, out, err.startsWith(`${file} ${why}`)]).toEqual([2, '', true]);
    }
    writeFileSync(file, 'a: [\n');
    expect(run('migrate', file).err).toContain('line 2');
    rmSync(folder, { recursive: true });
    expect(readFileSync(small, 'utf8')).toContain('retention');
  });
});
