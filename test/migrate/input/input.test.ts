import { readValues } from '../../../src/migrate/input';
import { InputError } from '../../../src/migrate/input/found';

const VALUES = 'prometheus:\n  prometheusSpec:\n    retention: 14d\nkubeProxy:\n  enabled: false\n';
const READ = { prometheus: { prometheusSpec: { retention: '14d' } }, kubeProxy: { enabled: false } };
const indented = (text: string, by: number) => text.split('\n').map(line => line === '' ? line : ' '.repeat(by) + line).join('\n');
const read = (...texts: string[]) => readValues(texts.map((text, at) => ({ name: `${'abc'[at]}.yaml`, text })));
const named = (files: { [name: string]: string }, flags = {}) => readValues(Object.entries(files).map(([name, text]) => ({ name, text })), flags);
const problem = (...texts: string[]) => {
  try {
    read(...texts);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  return 'no problem';
};

describe('values files', () => {
  test('one file has the values, and the release is not named', () => {
    const { values, release, notes, chartVersion } = read(VALUES);
    expect(values).toEqual(READ);
    expect(release).toEqual({ name: 'kube-prometheus-stack', namespace: 'monitoring' });
    expect(notes[0]).toBe('release "kube-prometheus-stack" in namespace "monitoring": values of a.yaml');
    expect(notes[1]).toContain('--release');
    expect(chartVersion).toBeUndefined();
  });

  test('flags for the release take precedence over files', () => {
    expect(named({ 'a.yaml': VALUES }, { release: 'kps', namespace: 'obs' })).toMatchObject({ release: { name: 'kps', namespace: 'obs' } });
    expect(named({ 'a.yaml': 'NAME: x\nNAMESPACE: y\nUSER-SUPPLIED VALUES:\nkubeProxy: {enabled: false}' }, { release: 'kps' })).toMatchObject({ release: { name: 'kps', namespace: 'y' } });
  });

  // helm 4.2.3 template r u -f v1.yaml -f v2.yaml, of a chart that prints its values
  test('files merge in Helm\'s order: maps merge, lists replace, and a null deletes the default of the chart', () => {
    const one = 'prometheus: {prometheusSpec: {retention: 1d, externalLabels: {a: b, c: d}, tolerations: [{key: a}]}}';
    const other = 'prometheus: {prometheusSpec: {retention: 2d, externalLabels: {a: null}, tolerations: [{key: b}]}}';
    expect(read(one, other).values).toEqual({ prometheus: { prometheusSpec: { retention: '2d', externalLabels: { a: null, c: 'd' }, tolerations: [{ key: 'b' }] } } });
    expect(read(other, one).values).toEqual({ prometheus: { prometheusSpec: { retention: '1d', externalLabels: { a: 'b', c: 'd' }, tolerations: [{ key: 'a' }] } } });
  });

  test('documents of one file are merged as by Helm 4, which is reported', () => {
    const { values, notes } = read('prometheus: {enabled: true}\n---\nprometheus: {enabled: false}');
    expect(values).toEqual({ prometheus: { enabled: false } });
    expect(notes.at(-1)).toContain('Helm 3 reads only the first');
  });

  test('words of YAML 1.1 are read as Helm reads them', () => {
    expect(read('kubeProxy: {enabled: off}\nkubeEtcd: {enabled: yes}').values).toEqual({ kubeProxy: { enabled: false }, kubeEtcd: { enabled: true } });
  });

  test.each(['', '# nothing\n', 'null', 'null\n', '{}', '---\n'])('%j is a release with the defaults of the chart', text => {
    expect(read(text).values).toEqual({});
  });

  test('a key named __proto__ is a key like others', () => {
    const { values } = read('{"prometheus": {"__proto__": {"a": 1}}}', '{"prometheus": {"__proto__": {"b": 2}}}');
    expect(JSON.stringify(values)).toBe('{"prometheus":{"__proto__":{"a":1,"b":2}}}');
    expect(({} as any).a).toBeUndefined();
  });

  test('values that SOPS has encrypted are omitted and named', () => {
    const { values, notes } = read('grafana:\n  adminPassword: ENC[AES256_GCM,data:x,type:str]\n  enabled: true\nsops:\n  mac: ENC[AES256_GCM,data:y,type:str]\n');
    expect(values).toEqual({ grafana: { enabled: true } });
    expect(notes.join('\n')).toContain('a.yaml: values encrypted with SOPS are ignored: grafana.adminPassword; move secret values to a Secret');
  });
});

describe('output of Helm', () => {
  test('the heading of helm get values is skipped', () => {
    expect(read(`USER-SUPPLIED VALUES:\n${VALUES}`).values).toEqual(READ);
    expect(read('USER-SUPPLIED VALUES:\nnull\n').values).toEqual({});
  });

  test('helm get values --all has another heading, and contains the defaults of the chart', () => {
    const { values, notes } = read(`COMPUTED VALUES:\r\n${VALUES}`);
    expect(values).toEqual(READ);
    expect(notes.join('\n')).toContain('without --all');
  });

  test('helm get values -o json is read, also for a release without values', () => {
    expect(read(JSON.stringify(READ)).values).toEqual(READ);
    expect(read('null\n').values).toEqual({});
  });

  test('helm get all contains release, namespace and version; its manifest is not part of the values', () => {
    const all = 'NAME: kps\nLAST DEPLOYED: Thu Nov 26 10:00:00 2026\nNAMESPACE: obs\nSTATUS: deployed\nREVISION: 3\nCHART: kube-prometheus-stack\nVERSION: 88.5.3\n'
      + `USER-SUPPLIED VALUES:\n${VALUES}\nCOMPUTED VALUES:\nalertmanager: {}\n\nHOOKS:\nMANIFEST:\n---\nkind: Service\napiVersion: v1\n`;
    expect(read(all)).toMatchObject({ values: READ, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
  });
});

describe('an umbrella chart', () => {
  test('values are below the name of the dependency; those of other charts are named', () => {
    const { values, notes } = read(`kube-prometheus-stack:\n${indented(VALUES, 2)}loki: {enabled: true}`);
    expect(values).toEqual(READ);
    expect(notes.join('\n')).toContain('values of other charts are ignored: loki');
  });

  // helm 4.2.3: .Chart.Name of a dependency with an alias is the alias, of which "kube-prometheus-stack.fullname" is made (templates/_helpers.tpl of 88.5.3)
  test('an alias is the name of the chart, so it is read as nameOverride', () => {
    expect(read(`kps:\n${indented(VALUES, 2)}`).values).toEqual({ ...READ, nameOverride: 'kps' });
    expect(read('kps: {nameOverride: own, prometheus: {prometheusSpec: {}}}').values).toMatchObject({ nameOverride: 'own' });
  });

  test('Chart.yaml next to it contains the alias and the version', () => {
    const chart = 'apiVersion: v2\nname: monitoring\nversion: 1.0.0\ndependencies:\n- {name: kube-prometheus-stack, alias: prometheus, version: 88.5.3, repository: x}\n';
    expect(read(chart, 'prometheus: {grafana: {enabled: false}}')).toMatchObject({ values: { grafana: { enabled: false }, nameOverride: 'prometheus' }, chartVersion: '88.5.3' });
  });

  test('a version range in Chart.yaml is ignored; Chart.lock has the installed version', () => {
    const chart = 'apiVersion: v2\nname: monitoring\nversion: 1.0.0\ndependencies:\n- {name: kube-prometheus-stack, version: 88.x}\n';
    const lock = 'dependencies:\n- {name: kube-prometheus-stack, version: 88.5.2}\ndigest: sha256:0\ngenerated: "2026-11-01T00:00:00Z"\n';
    const ranged = read(chart, 'kube-prometheus-stack: {}');
    expect(ranged.chartVersion).toBeUndefined();
    expect(ranged.notes.join('\n')).toContain('"88.x"');
    expect(read(chart, lock, 'kube-prometheus-stack: {}').chartVersion).toBe('88.5.2');
  });

  test('globals of the parent chart replace its own', () => {
    expect(read('global: {imageRegistry: a}\nkube-prometheus-stack: {global: {imageRegistry: b, rbac: {create: true}}}').values)
      .toEqual({ global: { imageRegistry: 'a', rbac: { create: true } } });
  });

  test('values of the chart\'s own subcharts are not an umbrella chart', () => {
    const values = { 'kube-state-metrics': { prometheus: { monitor: { interval: '1m' } } }, 'prometheus-node-exporter': { prometheus: { monitor: {} } } };
    expect(read(JSON.stringify(values)).values).toEqual(values);
  });

  test('two dependencies with the chart are named, and --release selects one', () => {
    const both = 'one: {prometheus: {prometheusSpec: {}}}\nother: {kubeProxy: {enabled: false}}';
    expect(problem(both)).toBe('there are 2 releases of kube-prometheus-stack: the values under "one", "other"; choose one with --release, or give its values alone');
    expect(named({ 'a.yaml': both }, { release: 'other' }).values).toEqual({ kubeProxy: { enabled: false }, nameOverride: 'other' });
  });

  test('the condition of the dependency is not a value of the chart', () => {
    const { values, notes } = read('kube-prometheus-stack: {enabled: false, kubeProxy: {enabled: false}}');
    expect(values).toEqual({ kubeProxy: { enabled: false } });
    expect(notes.join('\n')).toContain('"kube-prometheus-stack.enabled" is false');
  });
});

describe('files that are not values of the chart', () => {
  test.each([
    ['apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}', 'a.yaml is a Deployment ("web"), not values of a release: "explain" and "diff" read manifests'],
    ['apiVersion: apps/v1\nkind: Deployment\n---\napiVersion: v1\nkind: Service\n', 'a.yaml has 2 objects (Deployment, Service), not values of a release'],
    ['apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}', 'a.yaml is a Pod ("a")'],
    ['- a\n- b', 'a.yaml is a list, not values'],
    ['[{"name":"kps","namespace":"monitoring","revision":"3","chart":"kube-prometheus-stack-88.5.3"}]', 'a list of releases, as "helm list" prints it'],
    ['only a text', 'a.yaml is the text "only a text", not values'],
    ['resource "helm_release" "kps" {\n  chart = "kube-prometheus-stack"\n}', 'a.yaml is Terraform, which is not supported'],
    ['local k = import \'x\';\n{ a: 1 }', 'a.yaml is Jsonnet'],
    ['global: {}\nscrape_configs: []', 'the configuration of a Prometheus'],
    ['route: {receiver: a}\nreceivers: [{name: a}]', 'the configuration of an Alertmanager'],
    ['groups:\n- {name: a, rules: []}', 'a file of rules: use MonitoringMixin.fromFile'],
    ['services: {web: {image: a}}', 'Docker Compose'],
    ['telegraf: {image: a}\npodLabels: {}', 'a.yaml has no values of kube-prometheus-stack: its keys are "telegraf", "podLabels"'],
    ['{{- if .Values.x }}\nprometheus:\n  enabled: true\n{{- end }}', 'it is a template'],
    ['a: b: c', 'a.yaml: line 1, column'],
    ['apiVersion: v2\nname: web\nversion: 1.0.0', 'a Chart.yaml without kube-prometheus-stack'],
  ])('%j is an error that names the kind of file', (text, message) => {
    expect(problem(text)).toContain(message);
  });

  test('a mistyped key is left to the report of values', () => {
    expect(read('promethues: {enabled: false}').values).toEqual({ promethues: { enabled: false } });
  });

  test('keys of another chart are reported', () => {
    expect(read('prometheus: {enabled: true}\nimage: a\nclusterName: b\nwatch: c').notes.at(-1)).toContain('check that this is the right file');
  });

  test.each([
    ['bombs', `a: &a [x]\n${Array.from({ length: 20 }, (_, at) => `${'b'.repeat(at + 1)}: &${'b'.repeat(at + 1)} [${Array(9).fill(`*${at === 0 ? 'a' : 'b'.repeat(at)}`).join(', ')}]`).join('\n')}\nprometheus: {}`],
    ['deep nesting', `prometheus: ${'['.repeat(5000)}`],
    ['bombs inside of a text', `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: kps}\nspec:\n  chart: kube-prometheus-stack\n  valuesContent: 'prometheus: ${'['.repeat(5000)}'`],
  ])('%s are refused', (_, text) => {
    expect(problem(text)).not.toBe('no problem');
  });
});

describe('values of other charts', () => {
  test.each([
    ['victoria-metrics-k8s-stack', 'vmsingle: {enabled: true}\nkubeEtcd: {enabled: false}\n'],
    ['victoria-metrics-k8s-stack', 'metrics: {enabled: true}\nvictoria-metrics-k8s-stack:\n  vmagent: {enabled: true}\n  kubeEtcd: {enabled: false}\n'],
    ['prometheus', 'server: {retention: 15d}\nserverFiles: {prometheus.yml: {}}\nalertmanager: {enabled: false}\n'],
    ['prometheus', 'server: {persistentVolume: {enabled: false}}\nalertmanager: {enabled: false}\n'],
    ['prometheus', 'prometheus:\n  server: {retention: 15d}\n  kube-state-metrics: {enabled: true}\ngrafana: {enabled: true}\n'],
  ])('those of %s are named: %j', (chart, text) => {
    expect(problem(text)).toBe(`a.yaml has values of the chart ${chart}, not of kube-prometheus-stack`);
  });

  test.each([
    ['an exporter', 'replicas: 1\nimage: {}\nservice: {port: 8080}\ncollectors: [pods]\nprometheus: {monitor: {enabled: true}}\n'],
    ['an adapter', 'replicas: 1\nimage: {}\nrules: {default: true}\nprometheus: {url: "http://prometheus", port: 9090}\n'],
  ])('those of %s have no key of the stack', (_, text) => expect(problem(text)).toContain('a.yaml has no values of kube-prometheus-stack: its keys are "replicas"'));

  test('a few keys of the stack among many others are read', () => {
    const { values, notes } = read('image: {}\nservice: {}\nserver: {}\nkube-state-metrics: {replicas: 2}\n');
    expect(values).toMatchObject({ 'kube-state-metrics': { replicas: 2 } });
    expect(notes.join()).toContain('most keys are not those of kube-prometheus-stack');
  });

  test('a release of another chart is none, though it has keys of this one', () => {
    const text = 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: vm}\nspec:\n  chart: {spec: {chart: victoria-metrics-k8s-stack}}\n'
      + '  values: {vmagent: {spec: {}}, kubeEtcd: {enabled: false}}\n';
    expect(problem(text)).toContain('no kube-prometheus-stack release found');
  });

  test('next to a spec of this chart they do not matter', () => {
    expect(read('prometheus: {prometheusSpec: {retention: 5d}}\nvmagent: {enabled: true}\n').values).toEqual({ prometheus: { prometheusSpec: { retention: '5d' } }, vmagent: { enabled: true } });
  });

  test('next to an umbrella of this chart they do not matter', () => {
    expect(read(`victoria-metrics-k8s-stack: {vmagent: {enabled: true}}\nkube-prometheus-stack:\n${indented(VALUES, 2)}`).values).toEqual(READ);
  });

  test('a Prometheus with a key that only looks like that of the other chart', () => {
    expect(read('prometheus: {server: {}, prometheusSpec: {retention: 14d}}\n').values).toEqual({ prometheus: { server: {}, prometheusSpec: { retention: '14d' } } });
  });
});

describe('rancher-monitoring', () => {
  const RANCHER = { name: 'rancher-monitoring', namespace: 'cattle-monitoring-system' };
  test.each([
    ['a part of PushProx', 'rke2Etcd: {enabled: true}\nprometheus: {prometheusSpec: {retention: 14d}}\n'],
    ['the key of an umbrella', 'rancher-monitoring:\n  prometheus: {prometheusSpec: {retention: 14d}}\n'],
  ])('is recognized by %s', (_, text) => expect(read(text)).toMatchObject({ isRancher: true, release: RANCHER }));

  test('is recognized by the chart of a release, whose names are kept', () => {
    const text = 'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: monitor, namespace: kube-system}\nspec:\n  chart: rancher-monitoring\n'
      + '  targetNamespace: obs\n  valuesContent: |\n    prometheus: {prometheusSpec: {retention: 14d}}\n';
    expect(read(text)).toMatchObject({ isRancher: true, release: { name: 'monitor', namespace: 'obs' } });
  });

  test('the globals that Rancher adds to every chart do not make a release one of it', () => {
    expect(read(`${VALUES}global: {cattle: {clusterId: local}}\n`).isRancher).toBeUndefined();
  });
});
