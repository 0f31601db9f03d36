import { isChartKey } from './chart-keys';
import { asList, filledText, isMap, mapOf } from '../values/json';
import { FoundRelease, InputError, Layer, scalarOf, valuesIn, withParameters } from './input/found';
import { mergeValues, Values } from './input/merge';
import { identityOf, releasesIn, valuesOfConfig } from './input/objects';
import { manifestsProblem, otherThan, ParsedText, parsedText, ValuesText } from './input/texts';
import { chartName, isOfStack, isStackChart, knownKeys, lift, otherChart, TOP_KEYS, umbrellaKeys } from './input/umbrella';
import { Release } from './part';
import { isOfRancher, RANCHER_RELEASE } from './rancher/release';
import { pathParts, PathFlavor } from '../files/paths';
import { isDnsLabel } from '../validation/kubernetes-names';
import { listed, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

/** Facts about the release from the command line. They take precedence over files. */
export interface InputFlags {
  readonly release?: string;
  readonly namespace?: string;
}

/** The values of one release. */
export interface ReadValues {
  readonly values: Values;
  readonly release: Release;
  /** Sources of the values, and what was not read, for the report. */
  readonly notes: readonly string[];
  /** The chart's version, if a file contains exactly one. */
  readonly chartVersion?: string;
  /** Whether the values are those of rancher-monitoring, a fork of the chart. */
  readonly isRancher?: boolean;
}

/** The contents of the files, by type. */
interface Sorted {
  readonly releases: readonly FoundRelease[];
  readonly configs: readonly (readonly [file: string, object: Values])[];
  readonly charts: readonly Values[];
  readonly plain: readonly (readonly [file: string, values: Values, position: number])[];
  readonly manifests: readonly (readonly [file: string, object: Values])[];
}

/**
 * Reads the values of a release in every form that repositories have: values files in Helm's order, the output of Helm, an umbrella chart,
 * and the objects of Flux, Argo CD, Rancher, kustomize, helmfile and Crossplane.
 * @throws InputError with the kind of the file, and what to give instead. It never guesses: if there are two releases, it names both.
 */
export function readValues(texts: readonly ValuesText[], flags: InputFlags = {}): ReadValues {
  const parsed = texts.map(parsedText);
  const sorted = sort(parsed);
  const chosen = chooseRelease(sorted, flags);
  const read = chosen ? ofRelease(chosen, sorted, parsed) : ofFiles(sorted, parsed);
  const lifted = liftedOut(read.values, sorted.charts, flags);
  const heading = parsed.map(each => each.heading).find(each => Object.keys(each).length > 0) ?? {};
  const named = {
    release: chosen?.[0].name ?? heading.release,
    namespace: chosen?.map(each => each.namespace).find(each => each !== undefined) ?? heading.namespace,
  };
  const version = versionOf([...chosen?.map(each => each.chartVersion) ?? [], heading.chartVersion, ...sorted.charts.map(chartVersionIn)]);
  const charts = [...chosen?.map(each => each.chart) ?? [], ...sorted.charts.flatMap(namesIn), lifted.key];
  const isRancher = isOfRancher(lifted.values, charts.flatMap(each => chartName(each) ?? []));
  const usual = isRancher ? RANCHER_RELEASE : USUAL_RELEASE;
  const release = {
    name: nameFrom(flags.release, named.release, usual.name),
    namespace: nameFrom(flags.namespace, named.namespace, usual.namespace),
  };
  const about = `release ${shown(release.name)} in namespace ${shown(release.namespace)}${version.exact === undefined
    ? ''
    : `, chart ${version.exact}`}`;
  return {
    values: lifted.values,
    release,
    notes: [
      `${about}: ${chosen ? listed(chosen.map(each => `${each.form} in ${each.file}`)) : read.from}`,
      ...[...Object.keys(named) as (keyof typeof named)[]].flatMap(key => unusable(key, named[key], flags[key])),
      ...version.range === undefined
        ? []
        : [`the version of the chart is ${shown(version.range)}, which is a range: pass the version that runs`],
      ...isRancher ? ['the values are those of rancher-monitoring: its names and defaults are used'] : [],
      ...read.notes, ...lifted.notes, ...parsed.flatMap(each => each.notes),
    ],
    ...version.exact !== undefined && { chartVersion: version.exact },
    ...isRancher && { isRancher },
  };
}

const USUAL_RELEASE: Release = { name: 'kube-prometheus-stack', namespace: 'monitoring' };

function unusable(flag: string, value: string | undefined, given: string | undefined): string[] {
  if (value === undefined) {
    return given === undefined ? [`no file has the ${flag}: set --${flag}, which is part of the names of objects`] : [];
  }
  return given === undefined && !isDnsLabel(value) ? [`the ${flag} is ${shown(value)}, which is not a valid name: set --${flag}`] : [];
}

function nameFrom(flag: string | undefined, found: string | undefined, fallback: string): string {
  return flag ?? (found !== undefined && isDnsLabel(found) ? found : fallback);
}

const isManifest = ({ apiVersion, kind }: Values) => typeof apiVersion === 'string' && typeof kind === 'string';
const isChart = ({ apiVersion, kind, name, version, dependencies, generated }: Values) => kind === undefined
  && (['v1', 'v2'].includes(String(apiVersion)) && typeof name === 'string' && version !== undefined
    || Array.isArray(dependencies) && generated !== undefined);

function sort(parsed: readonly ParsedText[]): Sorted {
  const all = parsed.flatMap(({ documents }) => documents);
  const placed = parsed.flatMap((
    { name, documents }, position,
  ) => documents.map(document => ({ file: name, document, position, releases: releasesIn(document, name, all) })));
  const rest = placed.filter(each => each.releases === undefined);
  const configs = rest.filter(
    ({ document }) => isManifest(document) && document.apiVersion === 'v1' && ['ConfigMap', 'Secret'].includes(String(document.kind)),
  );
  const charts = rest.filter(({ document }) => isChart(document));
  return {
    releases: placed.flatMap(each => each.releases ?? []),
    configs: configs.map(({ file, document }) => [file, document] as const),
    charts: charts.map(({ document }) => document),
    plain: rest.filter(({ document }) => !isManifest(document) && !isChart(document))
      .map(({ file, document, position }) => [file, document, position] as const),
    manifests: rest.filter(({ document }) => isManifest(document)).map(({ file, document }) => [file, document] as const),
  };
}

/** The objects that describe the one release of the chart: a base and its overlays have the same name. */
function chooseRelease({ releases, plain, configs }: Sorted, flags: InputFlags): readonly FoundRelease[] | undefined {
  const isOurs = (release: FoundRelease) => {
    const { values } = layered(release, plain, configs);
    return isStackChart(release.chart ?? release.name) || isOfStack(values) || umbrellaKeys(values).length > 0;
  };
  const certain = releases.filter(isOurs);
  const ours = releases.filter(each => certain.includes(each) || certain.some(other => isSame(each, other)));
  const wanted = ours.filter(({ name }) => name === flags.release);
  const left = wanted.length > 0 ? wanted : ours;
  if (left.length === 0) {
    if (releases.length === 0 || plain.length > 0) { return undefined; }
    const others = releases.map(({ form, chart, file }) => `${form} of chart ${shown(chart ?? '?')} in ${file}`);
    throw new InputError(`no kube-prometheus-stack release found: ${listed(others)}`);
  }
  if (!left.every(each => isSame(each, left[0]))) {
    const place = (namespace: string | undefined) => namespace === undefined ? '' : `, namespace ${shown(namespace)}`;
    const names = left.map(({ name, namespace, file, form }) => `${form} (release ${shown(name ?? '?')}${place(namespace)}) in ${file}`);
    throw new InputError(
      `there are ${left.length} kube-prometheus-stack releases: ${listed(names)}; select one with --release NAME, or pass only its file`,
    );
  }
  return left;
}

/** Two objects of the same name in one file are two releases, of two clusters. */
function isSame(one: FoundRelease, other: FoundRelease): boolean {
  const isElsewhere = one.namespace !== undefined && other.namespace !== undefined && one.namespace !== other.namespace;
  return one === other || one.name === other.name && !isElsewhere && (one.file !== other.file || one.form !== other.form);
}

/** Name of a file: as on the command line, or as in an object. */
export const baseName = (file: string, flavor?: PathFlavor) => pathParts(file, flavor).at(-1) ?? file;

/** The values of one object in the order of its layers, and the ones that were not found. */
function layered(release: FoundRelease, plain: Sorted['plain'], configs: Sorted['configs']) {
  let values: Values = {};
  const notes: string[] = [];
  const used = new Set<string>();
  const given = (path: string) => plain.filter(([file]) => baseName(file) === baseName(path));
  const use = (layer: Layer): void => {
    if ('values' in layer) { values = mergeValues(values, layer.values); return; }
    if ('set' in layer) {
      const { values: all, unread } = withParameters(values, layer.set);
      values = all;
      if (unread.length > 0) { notes.push(`parameters with a name that cannot be read: ${listed(unread.map(each => shown(each)))}`); }
      return;
    }
    const path = 'file' in layer ? layer.file : layer.key ?? 'values.yaml';
    const config = 'file' in layer
      ? undefined
      : configs.find(([, object]) => object.kind === layer.kind && identityOf(object).name === layer.object);
    const found = config && !('file' in layer) ? valuesOfConfig(config[1], layer.key) : undefined;
    if (found) { values = mergeValues(values, valuesIn(found[1], `${config![0]}: ${found[0]}`)); return; }
    const files = given(path);
    for (const [file, map] of files) {
      used.add(file);
      values = mergeValues(values, map);
    }
    if (files.length === 0) { notes.push(missing(layer)); }
  };
  release.layers.forEach(use);
  return { values, notes, used };
}

function missing(layer: Layer): string {
  if ('file' in layer) { return `values of ${shown(layer.file)} are missing: also pass the file`; }
  if (!('object' in layer)) { return ''; }
  return `values of ${layer.kind} ${shown(layer.object)} are missing${layer.isOptional
    ? ' (it is optional)'
    : ''}: pass it, or its key ${shown(layer.key)}, as a file`;
}

/**
 * Values of a release, with files that none of its objects refers to: files given before it have lower precedence, files after it higher.
 */
function ofRelease(chosen: readonly FoundRelease[], { plain, configs }: Sorted, parsed: readonly ParsedText[]) {
  const objects = chosen.map(each => ({
    ...layered(each, plain, configs), release: each, position: parsed.findIndex(({ name }) => name === each.file),
  }));
  const used = new Set(objects.flatMap(each => [...each.used]));
  const extra = plain.filter(([file]) => !used.has(file)).map(([file, values, position]) => ({ values, position, file }));
  const order = [...objects, ...extra].sort((a, b) => a.position - b.position);
  const values = order.reduce<Values>((all, each) => mergeValues(all, each.values), {});
  const variables = chosen.some(({ form }) => form.startsWith('HelmRelease')) ? variablesIn(JSON.stringify(values)) : [];
  return {
    values,
    from: '',
    notes: [
      ...chosen.flatMap(each => each.notes), ...objects.flatMap(each => each.notes),
      ...extra.length > 0 ? [`values of ${listed(extra.map(({ file }) => file))} are merged in the order of the files`] : [],
      ...variables.length > 0 ? [`variables that Flux replaces are used as plain text: ${listed(variables)}`] : [],
    ],
  };
}

function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<!\$)\$\{[A-Za-z_]\w{0,60}/g)].map(([found]) => `${found}}`))];
}

/** Values from files only, or from the only ConfigMap. */
function ofFiles(sorted: Sorted, parsed: readonly ParsedText[]) {
  const { plain, configs, charts, manifests } = sorted;
  if (plain.length > 0) { return ofPlain(sorted, parsed); }
  const inConfigs = configs.flatMap(([file, object]) => {
    const found = valuesOfConfig(object);
    return found ? [{ file, object, values: valuesIn(found[1], `${file}: ${found[0]}`) }] : [];
  });
  const sure = inConfigs.filter(({ values }) => isOfStack(values) || umbrellaKeys(values).length > 0);
  const candidates = sure.length > 0 ? sure : inConfigs;
  if (candidates.length > 1) {
    const names = candidates.map(({ object, file }) => `${object.kind} ${shown(identityOf(object).name)} in ${file}`);
    throw new InputError(
      `there are ${candidates.length} objects with values: ${listed(names)}; pass only one of them, or the HelmRelease that names them`,
    );
  }
  const [only] = candidates;
  if (only) {
    const { namespace } = identityOf(only.object);
    return {
      values: only.values,
      from: `${only.object.kind} ${shown(identityOf(only.object).name)} in ${only.file}`,
      notes: namespace === undefined ? [] : [`the object is in namespace ${shown(namespace)}`],
    };
  }
  const secret = configs.find(([, { kind }]) => kind === 'Secret');
  if (secret) {
    throw new InputError(
      `${secret[0]}: the data of Secret ${shown(identityOf(secret[1]).name)} cannot be decoded: decode it, and pass the values as a file`,
    );
  }
  if (manifests.length > 0) {
    throw new InputError(manifestsProblem(
      manifests[0][0], manifests.filter(([file]) => file === manifests[0][0]).map(([, object]) => object),
    ));
  }
  if (charts.length > 0 && charts.every(chart => aliasesIn(chart).length === 0 && !isStackChart(filledText(chart.name)))) {
    throw new InputError(`${parsed[0].name} is a Chart.yaml without kube-prometheus-stack: pass its values`);
  }
  return {
    values: {},
    from: `${listed(parsed.map(({ name }) => name))} has no values, which is a release with the defaults of the chart`,
    notes: [],
  };
}

function ofPlain({ plain, charts }: Sorted, parsed: readonly ParsedText[]) {
  const values = plain.reduce<Values>((all, [, map]) => mergeValues(all, map), {});
  for (const [file, map] of plain) {
    const other = isOfStack(map) ? undefined : otherThan(map);
    if (other !== undefined) { throw new InputError(`${file} is ${other}`); }
    const isOurs = isOfStack(map) || umbrellaKeys(map).length > 0;
    const chart = isOurs ? undefined : [map, ...Object.values(map)].map(otherChart).find(each => each !== undefined);
    if (chart !== undefined) { throw new InputError(`${file} has values of the chart ${chart}, not of kube-prometheus-stack`); }
  }
  const { parts, others } = knownKeys(values);
  const isUmbrella = umbrellaKeys(values).length > 0 || charts.some(chart => aliasesIn(chart).length > 0);
  const isDoubtful = !isUmbrella && !isOfStack(values) && others.length > Math.max(2, parts.length);
  const isOther = parts.length === 0 && others.length > 0 && others.every(key => similarTo(key, TOP_KEYS).length === 0)
    || isDoubtful && parts.every(key => !hasChartKey(key, values[key]));
  if (!isUmbrella && isOther) {
    throw new InputError(`${plain[0][0]} has no values of kube-prometheus-stack: its keys are ${listed(others.map(key => shown(key)))}`);
  }
  const several = parsed.filter(({ name }) => plain.filter(([file]) => file === name).length > 1);
  return {
    values,
    from: plain.length > 1 ? `values of ${listed(plain.map(([file]) => file))}, merged in this order` : `values of ${plain[0][0]}`,
    notes: [
      ...several.map(({ name }) => `${name} has several documents: they are merged, as in Helm 4; Helm 3 reads only the first`),
      ...isDoubtful
        ? [`most keys are not those of kube-prometheus-stack (${listed(others.map(key => shown(key)))}): check that this is the right file`]
        : [],
    ],
  };
}

/** Charts of exporters have a key such as `prometheus`, too, with other keys below it. */
const hasChartKey = (key: string, value: unknown) => isMap(value) && Object.keys(value).some(each => isChartKey(`${key}.${each}`));

const dependenciesIn = (chart: Values) => asList(chart.dependencies).map(mapOf).filter(({ name }) => isStackChart(filledText(name)));
const aliasesIn = (chart: Values): string[] => dependenciesIn(chart).map(({ name, alias }) => filledText(alias) ?? String(name));

const namesIn = (chart: Values) => [filledText(chart.name), ...dependenciesIn(chart).map(({ name }) => filledText(name))];

function chartVersionIn(chart: Values): string | undefined {
  if (isStackChart(filledText(chart.name))) { return scalarOf(chart.version); }
  return dependenciesIn(chart).map(({ version }) => scalarOf(version))[0];
}

/** The values of the chart itself, from those of a chart that has it as a dependency. */
function liftedOut(
  values: Values, charts: readonly Values[], flags: InputFlags,
): { readonly values: Values; readonly notes: readonly string[]; readonly key?: string } {
  const isChartItself = charts.some(({ name }) => isStackChart(filledText(name)));
  const declared = [...new Set(charts.filter(({ generated }) => generated === undefined).flatMap(aliasesIn))];
  const dependencies = declared.length > 0 ? declared : umbrellaKeys(values);
  const keys = isChartItself ? [] : dependencies;
  const wanted = keys.filter(key => key === flags.release);
  const [key, second] = wanted.length > 0 ? wanted : keys;
  if (key === undefined) { return { values, notes: [] }; }
  if (second !== undefined) {
    throw new InputError(
      `there are ${keys.length} releases of kube-prometheus-stack: the values under ${listed(
        keys.map(each => shown(each)),
      )}; choose one with --release, or give its values alone`,
    );
  }
  return { ...lift(values, key), key };
}

/** The only version in all files. Ranges do not count. */
function versionOf(found: readonly (string | undefined)[]): { readonly exact?: string; readonly range?: string } {
  const exact = found.map(each => /^[v=]?(\d+\.\d+\.\d+)(?:\+\S*)?$/.exec(each ?? '')?.[1]).find(each => each !== undefined);
  const range = found.find(each => each !== undefined);
  return exact === undefined ? { ...range !== undefined && { range } } : { exact };
}
