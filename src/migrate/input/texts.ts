import { InputError, described, TEMPLATE } from './found';
import { Values } from './merge';
import { inWords, parseDocuments } from '../../files/documents';
import { listed, shown } from '../../validation/rule';
import { isMap, mapOf } from '../../values/json';

/** A file as given. */
export interface ValuesText {
  readonly name: string;
  readonly text: string;
}

/** The maps of a file, and the facts in its header. */
export interface ParsedText {
  readonly name: string;
  readonly documents: readonly Values[];
  readonly heading: { readonly release?: string; readonly namespace?: string; readonly chartVersion?: string };
  readonly notes: readonly string[];
}

const GET_VALUES = 'get the values with "helm get values RELEASE --namespace NAMESPACE"';
const MARKS = /^(USER-SUPPLIED VALUES|COMPUTED VALUES|HOOKS|MANIFEST|NOTES):[ \t]*\r?$/gm;

/** Formats other than YAML, by the start of a line. */
const OTHERS: readonly (readonly [is: RegExp, what: string])[] = [
  [
    /^[ \t]*(?:resource|data)[ \t]+"\w+"[ \t]+"[^"\n]*"[ \t]*\{/m,
    `Terraform, which is not supported: pass the file that its "values" name, or ${GET_VALUES}`,
  ],
  [/^[ \t]*(?:local[ \t]+\w+[ \t]*=|\(?import[ \t]+')/m, 'Jsonnet, which is not supported: pass its output'],
  [/^import .* from ['"]|^(?:export )?(?:const|class|function) /m, 'a program, not values'],
];

/** @throws InputError */
export function parsedText({ name, text: raw }: ValuesText): ParsedText {
  const text = raw.replace(/^\uFEFF/, '');
  const other = OTHERS.find(([is]) => is.test(text.slice(0, 200_000)));
  const section = helmSection(text);
  const read = parseDocuments(section?.text ?? text, 'kubernetes');
  if ('problem' in read) {
    if (read.problem.kind === 'empty') { return { name, documents: [], heading: section?.heading ?? {}, notes: section?.notes ?? [] }; }
    if (other) { throw new InputError(`${name} is ${other[1]}`); }
    const hint = TEMPLATE.test(text) ? ': it is a template; pass its output, for helmfile that of "helmfile write-values"' : '';
    throw new InputError(`${name}: ${inWords(read.problem)}${hint}`);
  }
  const documents = read.documents.flatMap(
    document => isMap(document) && String(document.kind).endsWith('List') && Array.isArray(document.items) ? document.items : [document],
  );
  const wrong = documents.find(each => !isMap(each));
  if (wrong !== undefined) { throw new InputError(`${name} is ${other?.[1] ?? whatIs(wrong)}`); }
  const decrypted = (documents as Values[]).map(document => withoutEncrypted(document));
  const encrypted = decrypted.flatMap(each => each.paths);
  const more = encrypted.length > 0
    ? [`${name}: values encrypted with SOPS are ignored: ${listed(encrypted)}; move secret values to a Secret`]
    : [];
  return {
    name, documents: decrypted.map(each => each.document), heading: section?.heading ?? {}, notes: [...section?.notes ?? [], ...more],
  };
}

function whatIs(wrong: unknown): string {
  const [first] = Array.isArray(wrong) ? wrong : [];
  if (isMap(first) && 'chart' in first && 'revision' in first) { return `a list of releases, as "helm list" prints it: ${GET_VALUES}`; }
  return `${described(wrong)}, not values: values must be one map; ${GET_VALUES}`;
}

/** Output of `helm get values`, `helm get all` and `helm install --dry-run` around the values. */
function helmSection(text: string): {
  readonly text: string; readonly heading: ParsedText['heading']; readonly notes: readonly string[];
} | undefined {
  const first = /^[ \t]*[^\s#].*$/m.exec(text)?.[0] ?? '';
  if (!/^(?:NAME: |USER-SUPPLIED VALUES:|COMPUTED VALUES:)/.test(first)) { return undefined; }
  const marks = [...text.matchAll(MARKS)].map(match => ({ mark: match[1], from: match.index, to: match.index + match[0].length }));
  const chosen = marks.find(({ mark }) => mark === 'USER-SUPPLIED VALUES') ?? marks.find(({ mark }) => mark === 'COMPUTED VALUES');
  if (!chosen) { return undefined; }
  const next = marks.find(({ from }) => from > chosen.from);
  const head = (key: string) => new RegExp(`^${key}: (\\S+)[ \\t]*\\r?$`, 'm').exec(text.slice(0, chosen.from))?.[1];
  const [release, namespace, chartVersion] = [head('NAME'), head('NAMESPACE'), head('VERSION')];
  return {
    text: text.slice(chosen.to, next?.from),
    heading: {
      ...release !== undefined && { release },
      ...namespace !== undefined && { namespace },
      ...chartVersion !== undefined && { chartVersion },
    },
    notes: chosen.mark === 'COMPUTED VALUES'
      ? ['the values include the defaults of the chart: "helm get values" without --all has only your own values']
      : [],
  };
}

const ENCRYPTED = /^ENC\[AES256_GCM,/;

/** Removes what SOPS has encrypted: the keys of its files stay readable, the values do not. */
function withoutEncrypted(document: Values): { readonly document: Values; readonly paths: readonly string[] } {
  if (!isMap(document.sops)) { return { document, paths: [] }; }
  const paths: string[] = [];
  const clean = (value: unknown, path: string): unknown => {
    if (typeof value === 'string' && ENCRYPTED.test(value)) { paths.push(path); return undefined; }
    if (Array.isArray(value)) { return value.map((each, at) => clean(each, `${path}[${at}]`)).filter(each => each !== undefined); }
    if (!isMap(value)) { return value; }
    return Object.fromEntries(Object.entries(value)
      .map(([key, each]) => [key, clean(each, path === '' ? key : `${path}.${key}`)] as const)
      .filter(([, each]) => each !== undefined));
  };
  const { sops: _, ...own } = document;
  return { document: mapOf(clean(own, '')), paths };
}

/** Files of other tools, with or without keys of the chart's values: what they are, and which tool reads them. */
const NO_VALUES: readonly (readonly [is: (map: Values) => boolean, what: string])[] = [
  [
    map => Array.isArray(map.scrape_configs) || Array.isArray(map.rule_files) && !('prometheusOperator' in map),
    'the configuration of a Prometheus: move its jobs to a Secret for "additionalScrapeConfigs"',
  ],
  [map => isMap(map.route) && Array.isArray(map.receivers), 'the configuration of an Alertmanager: move it to a Secret for "configSecret"'],
  [map => Array.isArray(map.groups) && Object.keys(map).length === 1, 'a file of rules: use MonitoringMixin.fromFile'],
  [map => isMap(map.services) && !isMap(map.prometheus), 'a file of Docker Compose, not values'],
  [map => Array.isArray(map.clusters) && Array.isArray(map.contexts), 'a kubeconfig, not values'],
  [
    map => Array.isArray(map.resources) && !isMap(map.prometheus),
    'a Kustomization without "helmCharts": pass the files of its "resources"',
  ],
  [
    map => typeof map.name === 'string' && typeof map.version === 'string' && (isMap(map.scripts) || isMap(map.devDependencies)),
    'a package.json, not values',
  ],
];

export function otherThan(map: Values): string | undefined {
  return NO_VALUES.find(([is]) => is(map))?.[1];
}

/** Messages for Kubernetes objects that are not releases. */
export function manifestsProblem(name: string, objects: readonly Values[]): string {
  const kinds = [...new Set(objects.map(({ kind }) => String(kind)))];
  const metadata = mapOf(objects[0].metadata);
  const what = objects.length === 1
    ? `is ${/^[AEIOU]/.test(kinds[0]) ? 'an' : 'a'} ${shown(kinds[0], 60).slice(1, -1)} (${shown(metadata.name ?? '', 60)})`
    : `has ${objects.length} objects (${listed(kinds.map(kind => shown(kind, 60).slice(1, -1)))})`;
  return `${name} ${what}, not values of a release: "explain" and "diff" read manifests; ${GET_VALUES}`;
}
