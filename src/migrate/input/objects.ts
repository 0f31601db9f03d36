import { FoundRelease, InputError, Layer, layerOf, parametersIn, scalarOf } from './found';
import { Values } from './merge';
import { listed, shown } from '../../validation/rule';
import { asList, filledText, mapOf } from '../../values/json';

/** Reads the releases of one kind of object. */
type Form = (object: Values, file: string, all: readonly Values[]) => readonly FoundRelease[];

export const identityOf = (object: Values) => {
  const { name, namespace } = mapOf(object.metadata);
  return { name: filledText(name), namespace: filledText(namespace) };
};

const nameIn = (object: Values) => `${object.kind} ${shown(identityOf(object).name ?? '', 60)}`;

/**
 * Flux. The values of `valuesFrom` come first, in their order.
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
const helmRelease: Form = (object, file, all) => {
  const { name, namespace } = identityOf(object);
  const spec = mapOf(object.spec);
  const chart = mapOf(mapOf(spec.chart).spec);
  const isLegacy = String(object.apiVersion).startsWith('helm.fluxcd.io/');
  const legacy = mapOf(spec.chart);
  const target = filledText(spec.targetNamespace);
  const { kind: refKind, name: refName } = mapOf(spec.chartRef);
  const source = all.find(each => each.kind === refKind && identityOf(each).name === refName);
  const sourceSpec = mapOf(source?.spec);
  const from = asList(spec.valuesFrom).map(mapOf);
  const byPath = from.filter(each => filledText(each.targetPath) !== undefined);
  const whole = from.filter(each => filledText(each.targetPath) === undefined);
  const implied = isLegacy ? [namespace, name] : [target, name];
  return [{
    form: nameIn(object),
    file,
    name: filledText(spec.releaseName) ?? (name === undefined ? undefined : implied.filter(each => each !== undefined).join('-')),
    namespace: target ?? namespace,
    chart: filledText(chart.chart) ?? filledText(legacy.name) ?? filledText(sourceSpec.url) ?? filledText(sourceSpec.chart)
      ?? filledText(refName),
    chartVersion: scalarOf(chart.version) ?? scalarOf(legacy.version) ?? scalarOf(mapOf(sourceSpec.ref).tag)
      ?? scalarOf(sourceSpec.version),
    layers: [
      ...whole.map(each => referenceOf(each)),
      ...layerOf(spec.values, `${file}: spec.values of ${nameIn(object)}`),
    ],
    notes: [
      ...byPath.map(each => `valuesFrom: a key of ${each.kind} ${shown(each.name)} is set at ${shown(each.targetPath)}: it is ignored`),
      ...asList(spec.postRenderers).length > 0 ? ['postRenderers are ignored: make the same changes with ApiObject.addJsonPatch'] : [],
    ],
  }];
};

function referenceOf(each: Values): Layer {
  return {
    kind: String(each.kind),
    object: String(each.name),
    key: filledText(each.valuesKey) ?? 'values.yaml',
    isOptional: each.optional === true,
  };
}

/**
 * Argo CD. Later values take precedence: valueFiles, values or valuesObject, parameters.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-value-precedence
 */
const application: Form = (object, file) => {
  const spec = mapOf(object.spec);
  const sources = [spec.source, ...asList(spec.sources)].map(mapOf);
  const { name } = identityOf(object);
  return sources.filter(source => source.chart !== undefined || source.helm !== undefined).map(source => {
    const helm = mapOf(source.helm);
    const where = `${file}: helm of ${nameIn(object)}`;
    const readable = parametersIn(helm.parameters);
    return {
      form: nameIn(object),
      file,
      name: filledText(helm.releaseName) ?? name,
      namespace: filledText(helm.namespace) ?? filledText(mapOf(spec.destination).namespace),
      chart: filledText(source.chart) ?? filledText(source.path) ?? filledText(source.repoURL),
      chartVersion: filledText(source.chart) === undefined ? undefined : scalarOf(source.targetRevision),
      layers: [
        ...asList(helm.valueFiles).map((each): Layer => ({ file: String(each) })),
        ...layerOf(helm.valuesObject ?? helm.values, where),
        ...readable.length > 0 ? [{ set: readable }] : [],
      ],
      notes: [
        ...readable.length < asList(helm.parameters).length ? ['parameters without a name or a value are ignored'] : [],
        ...asList(helm.fileParameters).length > 0
          ? [`fileParameters are not read: ${listed(asList(helm.fileParameters).map(each => shown(mapOf(each).name)))}`]
          : [],
      ],
    };
  });
};

/** Each generator creates one Application from the template, whose texts may contain variables. */
const applicationSet: Form = (object, file, all) => {
  const template = mapOf(mapOf(object.spec).template);
  const made = application(
    {
      ...template,
      kind: 'ApplicationSet',
      metadata: { ...mapOf(template.metadata), name: mapOf(template.metadata).name ?? identityOf(object).name },
    },
    file,
    all,
  );
  return made.map(each => ({
    ...each,
    form: nameIn(object),
    notes: [...each.notes, 'an ApplicationSet is a template for several releases: variables of generators are used as plain text'],
  }));
};

/** k3s and RKE2. A HelmChartConfig of the same name takes precedence, and Helm's `--set` over both. */
const helmChart: Form = (object, file) => {
  const { name, namespace } = identityOf(object);
  const spec = mapOf(object.spec);
  const isConfig = object.kind === 'HelmChartConfig';
  const set = Object.entries(mapOf(spec.set))
    .flatMap(([key, value]) => scalarOf(value) === undefined ? [] : [[key, scalarOf(value)!, false] as const]);
  return [{
    form: nameIn(object),
    file,
    name,
    namespace: filledText(spec.targetNamespace) ?? (isConfig ? undefined : namespace),
    chart: filledText(spec.chart) ?? (isConfig ? name : undefined),
    chartVersion: scalarOf(spec.version),
    layers: [
      ...layerOf(spec.valuesContent, `${file}: spec.valuesContent of ${nameIn(object)}`),
      ...layerOf(spec.values, `${file}: spec.values of ${nameIn(object)}`),
      ...set.length > 0 ? [{ set }] : [],
    ],
    notes: asList(spec.valuesSecrets).map(
      each => `valuesSecrets: the Secret ${shown(mapOf(each).name)} is ignored: pass its values as a file`,
    ),
  }];
};

/** Crossplane's provider for Helm. */
const crossplane: Form = (object, file) => {
  const parameters = mapOf(mapOf(object.spec).forProvider);
  const chart = mapOf(parameters.chart);
  const set = parametersIn(parameters.set);
  return [{
    form: nameIn(object),
    file,
    name: filledText(mapOf(mapOf(object.metadata).annotations)['crossplane.io/external-name']) ?? identityOf(object).name,
    namespace: filledText(parameters.namespace),
    chart: filledText(chart.name),
    chartVersion: scalarOf(chart.version),
    layers: [...layerOf(parameters.values, `${file}: values of ${nameIn(object)}`), ...set.length > 0 ? [{ set }] : []],
    notes: asList(parameters.valuesFrom).length > 0 ? ['valuesFrom is ignored: pass its values as a file'] : [],
  }];
};

/** `helmCharts` of kustomize, or its generator. */
const kustomization: Form = (object, file) => {
  const charts = object.kind === 'HelmChartInflationGenerator' ? [object] : asList(object.helmCharts).map(mapOf);
  return charts.map(chart => {
    const inline = layerOf(chart.valuesInline, `${file}: valuesInline of ${shown(chart.name)}`);
    const named = [chart.valuesFile, ...asList(chart.additionalValuesFiles)].map(filledText);
    const files = named.flatMap((each): Layer[] => each === undefined ? [] : [{ file: each }]);
    const merge = filledText(chart.valuesMerge) ?? 'override';
    return {
      form: `helmCharts ${shown(chart.releaseName ?? chart.name)}`,
      file,
      name: filledText(chart.releaseName),
      namespace: filledText(chart.namespace) ?? filledText(object.namespace),
      chart: filledText(chart.name),
      chartVersion: scalarOf(chart.version),
      layers: layersOfKustomize(merge, inline, files),
      notes: asList(object.patches).length > 0
        ? ['patches of the Kustomization are ignored: make the same changes with ApiObject.addJsonPatch']
        : [],
    };
  });
};

/** @see https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_ */
function layersOfKustomize(merge: string, inline: readonly Layer[], files: readonly Layer[]): readonly Layer[] {
  if (merge === 'replace' && inline.length > 0) { return inline; }
  return merge === 'merge' ? [...inline, ...files] : [...files, ...inline];
}

/** @see https://helmfile.readthedocs.io/en/latest/#configuration */
const helmfile: Form = (object, file) => asList(object.releases).map(mapOf).map(release => {
  const where = `${file}: values of release ${shown(release.name)}`;
  const set = parametersIn(release.set);
  const secrets = asList(release.secrets);
  return {
    form: `release of a helmfile ${shown(release.name)}`,
    file,
    name: filledText(release.name),
    namespace: filledText(release.namespace),
    chart: filledText(release.chart),
    chartVersion: scalarOf(release.version),
    layers: [
      ...asList(release.values).flatMap((each): readonly Layer[] => typeof each === 'string' ? [{ file: each }] : layerOf(each, where)),
      ...set.length > 0 ? [{ set }] : [],
    ],
    notes: secrets.length > 0 ? [`secrets are not read: ${listed(secrets.map(each => shown(each)))}`] : [],
  };
});

/** Rancher's Fleet: a file without a kind. */
const fleet: Form = (object, file) => {
  const helm = mapOf(object.helm);
  return [{
    form: 'fleet.yaml',
    file,
    name: filledText(helm.releaseName),
    namespace: filledText(object.namespace) ?? filledText(object.defaultNamespace),
    chart: filledText(helm.chart),
    chartVersion: scalarOf(helm.version),
    layers: [...asList(helm.valuesFiles).map((each): Layer => ({ file: String(each) })), ...layerOf(helm.values, `${file}: helm.values`)],
    notes: asList(object.targetCustomizations).length > 0
      ? ['targetCustomizations are ignored: they define other releases for other clusters']
      : [],
  }];
};

const BY_KIND: { readonly [kind: string]: readonly [group: RegExp, form: Form] } = {
  HelmRelease: [/^helm\.(?:toolkit\.)?fluxcd\.io\//, helmRelease],
  Application: [/^argoproj\.io\//, application],
  ApplicationSet: [/^argoproj\.io\//, applicationSet],
  HelmChart: [/^helm\.cattle\.io\//, helmChart],
  HelmChartConfig: [/^helm\.cattle\.io\//, helmChart],
  Release: [/^helm\.crossplane\.io\//, crossplane],
  HelmChartInflationGenerator: [/^/, kustomization],
};

/** The releases that an object describes. Undefined if it has no known form. */
export function releasesIn(object: Values, file: string, all: readonly Values[]): readonly FoundRelease[] | undefined {
  const [group, form] = typeof object.kind === 'string' && Object.hasOwn(BY_KIND, object.kind) ? BY_KIND[object.kind] : [];
  if (form && group!.test(String(object.apiVersion))) { return form(object, file, all); }
  if (Array.isArray(object.helmCharts)) { return kustomization(object, file, all); }
  if (Array.isArray(object.releases) && object.kind === undefined) { return helmfile(object, file, all); }
  const isFleet = object.kind === undefined && ['chart', 'values', 'valuesFiles'].some(key => Object.hasOwn(mapOf(object.helm), key))
    && Object.hasOwn(object, 'helm');
  return isFleet ? fleet(object, file, all) : undefined;
}

/** The values in a ConfigMap or a Secret: of the given key, or of the only key that can contain them. */
export function valuesOfConfig(object: Values, key?: string): readonly [key: string, text: string] | undefined {
  const data = { ...mapOf(object.data), ...mapOf(object.stringData) };
  const isSecret = object.kind === 'Secret';
  const texts = Object.entries(isSecret ? mapOf(object.stringData) : data)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (key !== undefined) { return texts.find(([each]) => each === key); }
  const named = texts.filter(([each]) => /(?:^|[._-])values(?:[._-]|$)/.test(each));
  const files = named.length > 0 ? named : texts.filter(([each]) => /\.(?:ya?ml|json)$/.test(each));
  if (files.length > 1) {
    throw new InputError(
      `${nameIn(object)} has several files: ${listed(files.map(([each]) => shown(each)))}; give the one with the values as a file`,
    );
  }
  return files[0];
}
