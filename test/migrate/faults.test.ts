import { Chart, Testing } from 'cdk8s';
import { PrometheusRules, PrometheusStack, PrometheusStackProps } from '../../src';
import { appText } from '../../src/migrate/app-text';
import { migrateValues } from '../../src/migrate/migrate';
import { yamlOf } from '../support/run-program';

// Problems that real values files have shown. Those of the library are tested without `migrate`, because they are the same for all users.
const RELEASE = { name: 'kps', namespace: 'monitoring' };
const programOf = (values: unknown) => appText(migrateValues(values, RELEASE), values, RELEASE);
const resultOf = (values: unknown, path: string) => migrateValues(values, RELEASE).values.find(each => each.path === path);
const spec = (fields: object) => ({ prometheus: { prometheusSpec: fields } });
const claim = (fields: object, metadata?: object) => spec(
  {
    storageSpec: {
      volumeClaimTemplate: { ...metadata && { metadata }, spec: { resources: { requests: { storage: '50Gi' } }, ...fields } },
    },
  },
);

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

function synthesized(props: PrometheusStackProps): any[] {
  const chart = new Chart(Testing.app(), 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', props);
  return Testing.synth(chart);
}

describe('a request above its limit, which the API server rejects', () => {
  test.each(['prometheus', 'operator', 'alertmanager'] as const)('is an error in the options of %s', component => {
    expect(() => synthesized({ [component]: { memory: '4Gi', memoryLimit: '2Gi' } })).toThrow(/4Gi/);
  });

  test('is never generated from a limit: the default request is at most the limit', () => {
    const manifests = synthesized({ prometheus: { memoryLimit: '64Mi' }, alertmanager: { memoryLimit: '32Mi' } });
    const resourcesOf = (kind: string) => manifests.find(each => each.kind === kind).spec.resources;
    expect([resourcesOf('Prometheus').requests.memory, resourcesOf('Alertmanager').requests.memory]).toEqual(['64Mi', '32Mi']);
  });
});

test('a comment right after a bracket is not an expression', () => {
  const chart = new Chart(Testing.app(), 'rules', { namespace: 'monitoring' });
  const groups = [{ name: 'a', records: [{ record: 'a:b', expr: 'sum (\n  # all of them\n  up{job="a"} == 0\n)' }] }];
  expect(() => new PrometheusRules(chart, 'Rules', { groups })).not.toThrow();
  expect(() => Testing.synth(chart)).not.toThrow();
});

describe('a claim', () => {
  test('keeps its name, labels, annotations, selector and modes, so that Prometheus finds its data', () => {
    const values = claim(
      {
        storageClassName: 'fast',
        accessModes: ['ReadWriteMany'],
        selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'Exists' }] },
        volumeMode: 'Filesystem',
      },
      { name: 'data', labels: { tier: 'metrics' }, annotations: { backup: 'yes' } },
    );
    const yaml = yamlOf(programOf(values));
    const TEXTS = ['name: data', 'tier: metrics', 'backup: "yes"', 'a: b', 'operator: Exists', 'volumeMode: Filesystem', '- ReadWriteMany'];
    for (const text of [...TEXTS, 'storage: 50Gi']) { expect(yaml).toContain(text); }
    expect(resultOf(values, 'prometheus.prometheusSpec.storageSpec')?.outcome).toBe('mapped');
  });

  test.each([
    ['100G', 'storage: 100G'], ['2000M', 'storage: 2000M'], ['0.5Ti', 'storage: 512Gi'], [107374182400, 'storage: 100Gi'],
  ])('of %s keeps its size', (storage, text) => {
    expect(yamlOf(programOf(claim({ resources: { requests: { storage } } })))).toContain(text);
  });

  const UNREADABLE = ['{{ .Values.size }}', 'large', undefined, '1Ki', '-5Gi'];
  test.each(UNREADABLE)('with the size %j makes the program fail, with the reason', storage => {
    const values = claim({ resources: { requests: { storage } } });
    expect(() => yamlOf(programOf(values))).toThrow(/^prometheus\.prometheusSpec\.storageSpec: .*without it, prometheus starts empty/);
    expect(resultOf(values, 'prometheus.prometheusSpec.storageSpec')?.outcome).toBe('unsupported');
  });

  test('without a size sets no limit: neither a placeholder nor a real claim gets a size limit that the release does not have', () => {
    for (const storage of ['10Mi', '50Gi']) {
      expect(yamlOf(programOf(claim({ resources: { requests: { storage } } })))).not.toContain('retentionSize');
    }
    expect(
      yamlOf(programOf(spec({ ...claim({}).prometheus.prometheusSpec, retentionSize: '40GiB' }))),
    ).toContain('retentionSize: 40960MiB');
  });

  test('with an empty class has no class, which is not the default class', () => {
    expect(yamlOf(programOf(claim({ storageClassName: '' })))).toContain('storageClassName: ""');
  });
});

describe('an image', () => {
  test.each([
    [{ image: { repository: 'fork/prom', tag: '0.8.9' } }, 'image: quay.io/fork/prom:0.8.9', undefined],
    [
      { image: { registry: 'registry.example.org', repository: 'mirror/prometheus/prometheus', tag: 'v3.5.0' } },
      'image: registry.example.org/mirror/prometheus/prometheus:v3.5.0', 'version: v3.5.0',
    ],
    [
      { image: { registry: 'registry.example.org', tag: 'v3.5.0' } }, 'image: registry.example.org/prometheus/prometheus:v3.5.0',
      'version: v3.5.0',
    ],
    [{ version: 'v2.55.1', image: { repository: 'fork/prom', tag: 'a' } }, 'image: quay.io/fork/prom:a', 'version: v2.55.1'],
  ])('%j', (fields, image, version) => {
    const yaml = yamlOf(programOf(spec(fields)));
    expect(yaml).toContain(image);
    if (version !== undefined) { expect(yaml).toContain(version); }
    expect(yaml).not.toContain('version: v0.8.9');
  });

  test('with an unknown version is a decision: the move is not an upgrade', () => {
    expect(
      migrateValues(spec({ image: { repository: 'fork/prom', tag: 'a' } }), RELEASE).warnings.join(),
    ).toContain('The image quay.io/fork/prom has a tag that is not a version of prometheus');
    expect(migrateValues(spec({ image: { tag: 'v3.5.0' } }), RELEASE).warnings.join()).not.toContain('version of prometheus:');
  });
});

test.each([[true, 'different'], [false, 'same']])(
  'crds.enabled: %j is %s', (enabled, outcome) => expect(resultOf({ crds: { enabled } }, 'crds.enabled')?.outcome).toBe(outcome),
);

test('a Helm template is never treated as text', () => {
  const values = spec({ externalLabels: { cluster: '{{ .Values.cluster }}' }, retention: '5d' });
  expect(resultOf(values, 'prometheus.prometheusSpec.externalLabels')).toMatchObject(
    { outcome: 'unsupported', note: expect.stringContaining('a Helm template') },
  );
  expect(programOf(values)).not.toContain('{{ .Values.cluster');
});

describe('identities and addresses', () => {
  test('a ServiceAccount with a cloud role keeps its name', () => {
    const yaml = yamlOf(
      programOf({ prometheus: { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/a' } } } }),
    );
    expect(yaml).toContain('serviceAccountName: kps-kube-prometheus-stack-prometheus');
    expect(yaml).toMatch(/kind: ServiceAccount\nmetadata:\n  annotations:\n    eks.amazonaws.com\/role-arn: arn:aws:iam::1:role\/a/);
  });

  test('the Services of the chart stay, with their ports', () => {
    const yaml = yamlOf(
      programOf({ prometheus: { service: { type: 'NodePort', nodePort: 31090, additionalPorts: [{ name: 'a', port: 1 }] } } }),
    );
    expect(yaml).toMatch(/name: kps-kube-prometheus-stack-prometheus\n[^]*?name: http-web\n +nodePort: 31090\n +port: 9090/);
    expect(yaml).toMatch(/name: kps-kube-prometheus-stack-alertmanager\n[^]*?name: http-web\n +port: 9093/);
  });

  test.each([
    [{ ingress: { enabled: true, hosts: ['a.example.org'], tls: [{ secretName: 'a' }] } }, 'https://a.example.org/'],
    [{ route: { main: { enabled: true, hostnames: ['b.example.org'] } } }, 'http://b.example.org/'],
    [{}, 'http://kps-kube-prometheus-stack-prometheus.monitoring:9090'],
  ])('the URL in alerts follows %j', (prometheus, url) => expect(programOf({ prometheus })).toContain(`externalUrl: '${url}'`));
});

describe('versions', () => {
  test.each([
    [spec({ image: { tag: 'v2.40.0' } }), 'prometheus.prometheusSpec.image.tag'],
    [{ alertmanager: { alertmanagerSpec: { image: { tag: 'v0.20.0' } } } }, 'alertmanager.alertmanagerSpec.image.tag'],
    [{ prometheusOperator: { image: { tag: 'v0.60.0' } } }, 'prometheusOperator.image.tag'],
  ])('%j is too old: it is reported, and the program synthesizes', (values, path) => {
    expect(resultOf(values, path)?.outcome).toBe('unsupported');
    expect(yamlOf(programOf(values))).toContain('kind: Prometheus\n');
  });
});

describe('monitors of the components', () => {
  test('keep their interval, labels and relabelings', () => {
    const drop = { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' };
    const yaml = yamlOf(
      programOf(
        {
          prometheus: { serviceMonitor: { interval: '1m', additionalLabels: { team: 'a' }, metricRelabelings: [drop] } },
          prometheusOperator: { serviceMonitor: { interval: '2m' } },
        },
      ),
    );
    for (const text of ['interval: 1m', 'team: a', 'regex: go_.*', 'interval: 2m']) { expect(yaml).toContain(text); }
  });
});

describe('the selection of monitors and rules', () => {
  test.each([
    [{}, 'selection: { matchLabels: { release: \'kps\' } }'],
    [{ serviceMonitorSelector: { matchLabels: { a: 'b' } } }, 'serviceMonitors: { matchLabels: { a: \'b\' } }'],
    [{ ruleNamespaceSelector: { matchLabels: { a: 'b' } } }, 'rules: { matchLabels: { release: \'kps\' }, namespaceLabels: { a: \'b\' } }'],
  ])('%j', (fields, text) => {
    const inLine = programOf(spec(fields)).replace(/,\n +\}/g, ' }').replace(/\{\n +/g, '{ ').replace(/,\n +/g, ', ');
    expect(inLine).toContain(text);
  });

  test('of everything writes no option', () => {
    const kinds = ['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'];
    const program = programOf(spec(Object.fromEntries(kinds.map(kind => [`${kind}SelectorNilUsesHelmValues`, false]))));
    expect(program).not.toContain('selection:');
    expect(program).toContain('allNamespaces: true');
  });
});

describe('Thanos', () => {
  test('the sidecar keeps its bucket, and its Service', () => {
    const yaml = yamlOf(programOf({
      prometheus: {
        thanosService: { enabled: true },
        prometheusSpec: { thanos: { version: 'v0.40.1', objectStorageConfig: { existingSecret: { name: 'bucket', key: 'a.yaml' } } } },
      },
    }));
    expect(yaml).toMatch(/objectStorageConfig:\n +key: a.yaml\n +name: bucket/);
    expect(yaml).toMatch(/clusterIP: None\n +ports:\n +- name: grpc\n +port: 10901/);
  });

  test('a bucket in the values is a decision', () => {
    const values = spec({ thanos: { objectStorageConfig: { secret: { type: 'S3', config: { access_key: 'hidden' } } } } });
    expect(resultOf(values, 'prometheus.prometheusSpec.thanos')?.outcome).toBe('different');
    expect(programOf(values)).not.toContain('hidden');
  });
});

test.each([
  [{ prometheus: { agentMode: true } }, 'prometheus.agentMode'],
])('%j makes the program fail: its data would be lost', (values, path) => {
  expect(() => yamlOf(programOf(values))).toThrow(path);
  expect(resultOf(values, path)?.outcome).toBe('unsupported');
});
