import { readValues } from '../../../src/migrate/input';

const named = (files: { [name: string]: string }, flags = {}) => readValues(Object.entries(files).map(([name, text]) => ({ name, text })), flags);
const read = (text: string, flags = {}) => named({ 'a.yaml': text }, flags);
const problem = (text: string) => {
  try {
    read(text);
    return 'no problem';
  } catch (error) { return (error as Error).message; }
};
const OFF = { kubeProxy: { enabled: false } };

describe('a HelmRelease of Flux', () => {
  const release = (spec: string, metadata = 'name: kps, namespace: obs') => `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {${metadata}}\nspec:\n  chart: {spec: {chart: kube-prometheus-stack, version: 88.5.3}}\n${spec}\n`;
  const OWN = '  values: {kubeProxy: {enabled: false}}';

  test('has values, name, namespace and version', () => {
    expect(read(release(OWN))).toMatchObject({ values: OFF, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
  });

  // "Defaults to a composition of '[TargetNamespace-]Name'", helm-controller api/v2/helmrelease_types.go
  test('its release name is its name, the name after the target namespace, or releaseName', () => {
    expect(read(release(`  targetNamespace: mon\n${OWN}`)).release).toEqual({ name: 'mon-kps', namespace: 'mon' });
    expect(read(release(`  targetNamespace: mon\n  releaseName: own\n${OWN}`)).release).toEqual({ name: 'own', namespace: 'mon' });
  });

  test('with a source in the same file has the version of the source', () => {
    const text = 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: kps}\nspec: {ref: {tag: 88.3.0}, url: oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack}\n---\n'
      + 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: kps}\nspec: {chartRef: {kind: OCIRepository, name: kps}, values: {grafana: {enabled: false}}}';
    expect(read(text)).toMatchObject({ values: { grafana: { enabled: false } }, chartVersion: '88.3.0' });
  });

  test('names the objects in valuesFrom, and reads a given ConfigMap; its own values take precedence', () => {
    const text = release(`  valuesFrom: [{kind: ConfigMap, name: base}, {kind: Secret, name: hidden}, {kind: Secret, name: one, valuesKey: k, targetPath: grafana.adminPassword}]\n${OWN}`);
    const { notes } = read(text);
    expect(notes).toEqual(expect.arrayContaining([
      'values of ConfigMap "base" are missing: pass it, or its key "values.yaml", as a file', 'values of Secret "hidden" are missing: pass it, or its key "values.yaml", as a file',
      'valuesFrom: a key of Secret "one" is set at "grafana.adminPassword": it is ignored',
    ]));
    const base = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: base}\ndata: {values.yaml: "{kubeProxy: {enabled: true}, kubeEtcd: {enabled: false}}"}';
    expect(named({ 'a.yaml': text, 'b.yaml': base }).values).toEqual({ ...OFF, kubeEtcd: { enabled: false } });
  });

  test('a file with the name of the key is the base, in any position', () => {
    const text = release(`  valuesFrom: [{kind: ConfigMap, name: base}]\n${OWN}`);
    expect(named({ 'a.yaml': text, 'x/values.yaml': 'kubeProxy: {enabled: true}\nkubeEtcd: {enabled: false}' }).values).toEqual({ ...OFF, kubeEtcd: { enabled: false } });
  });

  test('a patch of an overlay takes precedence over the base', () => {
    const patch = 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: kps}\nspec: {values: {kubeProxy: {enabled: true}}}';
    expect(named({ 'base.yaml': release(OWN), 'overlay.yaml': patch })).toMatchObject({ values: { kubeProxy: { enabled: true } }, release: { name: 'kps', namespace: 'obs' } });
  });

  test('variables of Flux are named', () => {
    expect(read(release('  values: {prometheus: {prometheusSpec: {externalUrl: "https://${DOMAIN}"}}}')).notes.at(-1)).toBe('variables that Flux replaces are used as plain text: ${DOMAIN}');
    expect(read(release('  values: {kubelet: {x: "$1 ${1}"}}')).notes.join()).not.toContain('variables');
  });

  test('of the old operator is read, too', () => {
    expect(read('apiVersion: helm.fluxcd.io/v1\nkind: HelmRelease\nmetadata: {name: kps, namespace: obs}\nspec: {chart: {name: kube-prometheus-stack, version: 45.0.0}, values: {kubeProxy: {enabled: false}}}'))
      .toMatchObject({ values: OFF, release: { name: 'obs-kps', namespace: 'obs' }, chartVersion: '45.0.0' });
  });

  test('two are listed, and --release selects one', () => {
    const both = `${release(OWN)}---\n${release('  values: {kubeEtcd: {enabled: false}}', 'name: other, namespace: obs')}`;
    expect(problem(both)).toBe('there are 2 kube-prometheus-stack releases: HelmRelease "kps" (release "kps", namespace "obs") in a.yaml, HelmRelease "other" (release "other", namespace "obs") in a.yaml; '
      + 'select one with --release NAME, or pass only its file');
    expect(read(both, { release: 'other' })).toMatchObject({ values: { kubeEtcd: { enabled: false } }, release: { name: 'other' } });
  });

  test('of another chart is ignored', () => {
    expect(problem('apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: loki}\nspec: {chart: {spec: {chart: loki}}, values: {minio: {enabled: true}}}'))
      .toBe('no kube-prometheus-stack release found: HelmRelease "loki" of chart "loki" in a.yaml');
  });
});

describe('an Application of Argo CD', () => {
  const application = (source: string, kind = 'Application') => `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: app, namespace: argocd}\nspec:\n  destination: {namespace: obs}\n  source:\n    chart: kube-prometheus-stack\n    targetRevision: 88.5.3\n${source}`;

  test('has values as a text, and is released under its own name', () => {
    expect(read(application('    helm:\n      values: |\n        kubeProxy: {enabled: false}'))).toMatchObject({ values: OFF, release: { name: 'app', namespace: 'obs' }, chartVersion: '88.5.3' });
  });

  // argo-cd docs/user-guide/helm.md: "valuesObject takes precedence over values"; parameters over both, valueFiles below
  test('valueFiles, valuesObject and parameters apply in this order', () => {
    const text = application('    helm:\n      releaseName: kps\n      valueFiles: [$values/x/values.yaml, gone.yaml]\n      values: "kubeEtcd: {enabled: true}"\n      valuesObject: {kubeProxy: {enabled: true}, kubelet: {enabled: true}}\n'
      + '      parameters:\n      - {name: kubeProxy.enabled, value: "false"}\n      - {name: prometheus.prometheusSpec.externalLabels.n, value: "7", forceString: true}\n      - {name: "prometheus.prometheusSpec.secrets[1]", value: a}\n');
    const { values, release, notes } = named({ 'a.yaml': text, 'values.yaml': 'kubelet: {enabled: false}\nkubeDns: {enabled: true}' });
    expect(values).toEqual({ kubelet: { enabled: true }, kubeDns: { enabled: true }, kubeProxy: { enabled: false }, prometheus: { prometheusSpec: { externalLabels: { n: '7' }, secrets: [null, 'a'] } } });
    expect(release.name).toBe('kps');
    expect(notes.join('\n')).toContain('values of "gone.yaml" are missing: also pass the file');
  });

  test('with several sources has the values of the chart', () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  sources:\n  - {repoURL: x, ref: values}\n  - {chart: kube-prometheus-stack, targetRevision: 88.5.3, helm: {valuesObject: {kubeProxy: {enabled: false}}}}';
    expect(read(text)).toMatchObject({ values: OFF, chartVersion: '88.5.3' });
  });

  test('of an umbrella chart has the values below the name of the dependency', () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec: {source: {path: charts/monitoring, targetRevision: main, helm: {valuesObject: {kube-prometheus-stack: {kubeProxy: {enabled: false}}}}}}';
    const { values, chartVersion } = read(text);
    expect(values).toEqual(OFF);
    expect(chartVersion).toBeUndefined();
  });

  test('an ApplicationSet has them in its template; a name with a variable must be given', () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: set}\nspec:\n  generators: []\n  template:\n    metadata: {name: "kps-{{cluster}}"}\n'
      + '    spec: {destination: {namespace: obs}, source: {chart: kube-prometheus-stack, helm: {values: "kubeProxy: {enabled: false}"}}}';
    const { values, release, notes } = read(text);
    expect([values, release]).toEqual([OFF, { name: 'kube-prometheus-stack', namespace: 'obs' }]);
    expect(notes.join('\n')).toContain('the release is "kps-{{cluster}}", which is not a valid name: set --release');
  });

  test('a text that is not valid YAML is reported with its place', () => {
    expect(problem(application('    helm:\n      values: |\n        {{- if x }}\n        a: b: c'))).toContain('a.yaml: helm of Application "app": line 1 of the text');
  });
});

describe('other forms', () => {
  test('a ConfigMap has them in its values file', () => {
    expect(read('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v}\ndata: {values.yaml: "kubeProxy: {enabled: false}", other.txt: a}').values).toEqual(OFF);
  });

  test('a Secret is read only as plain text', () => {
    expect(read('apiVersion: v1\nkind: Secret\nmetadata: {name: v}\nstringData: {values.yaml: "kubeProxy: {enabled: false}"}').values).toEqual(OFF);
    expect(problem('apiVersion: v1\nkind: Secret\nmetadata: {name: v}\ndata: {values.yaml: a3ViZVByb3h5OiB7fQ==}')).toBe('a.yaml: the data of Secret "v" cannot be decoded: decode it, and pass the values as a file');
  });

  test('HelmChart and HelmChartConfig of k3s merge', () => {
    const chart = 'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: kps, namespace: kube-system}\nspec:\n  chart: prometheus-community/kube-prometheus-stack\n  version: 88.5.3\n  targetNamespace: obs\n'
      + '  set: {kubeEtcd.enabled: "false"}\n  valuesContent: |-\n    kubeProxy: {enabled: true}';
    const config = 'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: kps, namespace: kube-system}\nspec:\n  valuesContent: |-\n    kubeProxy: {enabled: false}';
    expect(named({ 'a.yaml': `${chart}\n---\n${config}` })).toMatchObject({ values: { ...OFF, kubeEtcd: { enabled: false } }, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
  });

  test('helmCharts of kustomize', () => {
    const text = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: obs\nhelmCharts:\n- name: kube-prometheus-stack\n  releaseName: kps\n  version: 88.5.3\n  valuesFile: base.yaml\n  valuesInline: {kubeProxy: {enabled: false}}\n';
    expect(named({ 'a.yaml': text, 'base.yaml': 'kubeProxy: {enabled: true}\nkubeEtcd: {enabled: false}' }))
      .toMatchObject({ values: { ...OFF, kubeEtcd: { enabled: false } }, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
  });

  test('a release of a helmfile', () => {
    const text = 'repositories: []\nreleases:\n- {name: web, chart: ./web}\n- name: kps\n  namespace: obs\n  chart: prometheus-community/kube-prometheus-stack\n  version: 88.5.3\n'
      + '  values:\n  - base.yaml\n  - kubeProxy: {enabled: false}\n  set: [{name: kubeEtcd.enabled, value: false}]\n  secrets: [s.yaml]\n';
    const { notes, ...found } = read(text);
    expect(found).toEqual({ values: { ...OFF, kubeEtcd: { enabled: false } }, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
    expect(notes).toEqual(expect.arrayContaining(['values of "base.yaml" are missing: also pass the file', 'secrets are not read: "s.yaml"']));
  });

  test('a Release of Crossplane and a fleet.yaml', () => {
    expect(read('apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: kps}\nspec: {forProvider: {namespace: obs, chart: {name: kube-prometheus-stack, version: 88.5.3}, values: {kubeProxy: {enabled: false}}}}'))
      .toMatchObject({ values: OFF, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
    expect(read('defaultNamespace: obs\nhelm: {releaseName: kps, chart: kube-prometheus-stack, version: 88.5.3, values: {kubeProxy: {enabled: false}}}'))
      .toMatchObject({ values: OFF, release: { name: 'kps', namespace: 'obs' }, chartVersion: '88.5.3' });
  });

  test('the release among other documents is read', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: obs}\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: loki}\nspec: {chart: {spec: {chart: loki}}}\n---\n'
      + 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: kps}\nspec: {chart: {spec: {chart: kube-prometheus-stack}}, values: {kubeProxy: {enabled: false}}}';
    expect(read(text)).toMatchObject({ values: OFF, release: { name: 'kps' } });
  });
});
