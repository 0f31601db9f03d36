import { isEmpty, isMap, mapOf } from '../../values/json';
import { valueAt } from '../chart-values';
import { Expression, labels, literal, size, text, texts, literalText } from '../convert';
import { MigratedValue, Statement } from '../part';

/** A volume of a custom resource: options, or a statement that makes the program fail. */
export interface ConvertedStorage {
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly values: readonly MigratedValue[];
  readonly warnings: readonly string[];
  readonly statements: readonly Statement[];
}

const NOTHING: ConvertedStorage = { options: [], values: [], warnings: [], statements: [] };

/** Fields of a claim that have an option. */
const CLAIM_OPTIONS = ['accessModes', 'storageClassName', 'resources', 'selector'];
const METADATA_OPTIONS = ['labels', 'annotations'];

const USUAL_MODES = '[\'ReadWriteOnce\']';

/** Smaller claims are placeholders for volumes that ignore the size. */
const PLACEHOLDER = 1024 ** 3;

/** `storageSpec` of Prometheus, `storage` of Alertmanager. */
export function storageOf(values: unknown, path: string, component: 'prometheus' | 'alertmanager'): ConvertedStorage {
  const storage = valueAt(values, path);
  if (isEmpty(storage)) { return NOTHING; }
  const stop = (reason: string): ConvertedStorage => ({
    ...NOTHING,
    statements: [{
      code: `throw new Error(${literalText(
        `${path}: ${reason}. Write the volume of ${component} into the program: without it, ${component} starts empty.`,
      )});`,
      comment: `The volume of ${component} cannot be read.`,
    }],
    values: [{
      path, outcome: 'unsupported', note: `${reason}: the program throws an error, because the data would be lost without this volume`,
    }],
  });
  if (!isMap(storage)) { return stop('it is not a map'); }
  if (hasTemplate(storage)) { return stop('it has a Helm template: write its result'); }
  if (!isEmpty(storage.emptyDir)) { return emptyDirOf(storage, path, component, stop); }
  if (!isMap(storage.volumeClaimTemplate)) {
    return isEmpty(storage.ephemeral) ? stop('it has no "volumeClaimTemplate.spec"') : asSpec(
      { ephemeral: storage.ephemeral }, path, component,
    );
  }
  return claimOf(storage, storage.volumeClaimTemplate, path, component, stop);
}

type Stop = (reason: string) => ConvertedStorage;

function claimOf(storage: Map, claim: Map, path: string, component: string, stop: Stop): ConvertedStorage {
  const spec = isMap(claim.spec) ? claim.spec : {};
  const metadata = isMap(claim.metadata) ? claim.metadata : {};
  const requested = isMap(spec.resources) && isMap(spec.resources.requests) ? spec.resources.requests.storage : undefined;
  const bytes = quantityBytes(requested);
  const sized = bytes === undefined ? undefined : sizeExpression(requested, bytes);
  if (bytes === undefined) { return stop(`its size is ${shortly(requested)}, which is not a quantity of at least 1Mi`); }
  if (!sized || spec.storageClassName === '') { return asPatch(storage, path, component); }
  const selector = isMap(spec.selector) ? spec.selector : {};
  const found = [
    ['size', sized], ['storageClassName', text(spec.storageClassName)],
    ['accessModes', texts(spec.accessModes) ?? literal(['ReadWriteOnce'])],
    ['selector', labels(selector.matchLabels)], ['labels', labels(metadata.labels)], ['annotations', labels(metadata.annotations)],
  ] as const;
  const options = found.flatMap(([option, value]) => value && value.code !== USUAL_MODES ? [
    [`${component}.storage.${option}`, value] as const,
  ] : []);
  const rest = restOf(storage, claim, spec, metadata, selector);
  const isPlaceholder = bytes < PLACEHOLDER;
  return {
    options: [...options, ...Object.entries(rest).map(([name, value]) => [`${component}.spec.storage.${name}`, literal(value)!] as const)],
    values: [{ path, outcome: 'mapped', note: `${component}.storage` }],
    statements: [],
    warnings: isPlaceholder
      ? [
        `The claim of ${component} has ${shortly(requested)}, a placeholder for volumes that ignore the size: no limit for disk space is`
        + ' derived from it.',
      ] : [],
  };
}

type Map = { readonly [key: string]: unknown };

/** Fields of the custom resource without options. */
function restOf(storage: Map, claim: Map, spec: Map, metadata: Map, selector: Map): Map {
  const resources = mapOf(spec.resources);
  const inSpec = {
    ...without(spec, CLAIM_OPTIONS),
    ...nestedUnder('selector', without(selector, ['matchLabels'])),
    ...nestedUnder(
      'resources', { ...without(resources, ['requests']), ...nestedUnder('requests', without(mapOf(resources.requests), ['storage'])) },
    ),
  };
  const template = {
    ...without(claim, ['spec', 'metadata', 'apiVersion', 'kind']),
    ...nestedUnder('metadata', without(metadata, METADATA_OPTIONS)),
    ...nestedUnder('spec', inSpec),
  };
  return { ...without(storage, ['volumeClaimTemplate', 'emptyDir']), ...nestedUnder('volumeClaimTemplate', template) };
}

function nestedUnder(name: string, map: Map): Map {
  return Object.keys(map).length === 0 ? {} : { [name]: map };
}

/** A map without empty values. */
function without(map: Map, keys: readonly string[]): Map {
  return Object.fromEntries(Object.entries(map).filter(([key, value]) => !keys.includes(key) && value !== null && value !== undefined));
}

function asSpec(storage: Map, path: string, component: string): ConvertedStorage {
  return {
    ...NOTHING,
    options: [[`${component}.spec.storage`, literal(storage)!]],
    values: [{ path, outcome: 'mapped', note: `${component}.spec.storage` }],
  };
}

/** A claim that options cannot express exactly. */
function asPatch(storage: Map, path: string, component: string): ConvertedStorage {
  return {
    ...NOTHING,
    statements: [{
      code: `stack.${component}!.customResource.addJsonPatch(JsonPatch.add('/spec/storage', ${literalText(storage)}));`,
      comment: `The volume of ${component} as in the release. The option "storage" supports only sizes in Mi, and no empty class.`,
      uses: ['JsonPatch'],
    }],
    values: [{ path, outcome: 'mapped', note: 'a JSON patch of /spec/storage' }],
  };
}

function emptyDirOf(storage: Map, path: string, component: string, stop: Stop): ConvertedStorage {
  const { emptyDir } = storage;
  if (!isMap(emptyDir)) { return stop('"emptyDir" is not a map'); }
  const { medium, sizeLimit } = emptyDir;
  return {
    ...NOTHING,
    options: [
      [
        `${component}.emptyDir`,
        literal({ ...text(medium) && { medium }, ...sizeLimit !== undefined && sizeLimit !== null && { sizeLimit: String(sizeLimit) } })!,
      ],
    ],
    values: [{ path, outcome: 'mapped', note: `${component}.emptyDir` }],
  };
}

const FACTORS: { readonly [suffix: string]: number } = {
  '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'Ki': 1024, 'Mi': 1024 ** 2, 'Gi': 1024 ** 3, 'Ti': 1024 ** 4, 'Pi': 1024 ** 5,
};

function quantityBytes(quantity: unknown): number | undefined {
  const [, number, suffix] = /^(\d{1,15}(?:\.\d{1,6})?)(k|[MGTP]|[KMGTP]i|)$/.exec(String(quantity)) ?? [];
  const bytes = number === undefined ? undefined : Number(number) * FACTORS[suffix];
  return bytes === undefined || bytes < 1024 ** 2 || bytes > 1024 ** 5 * 1000 ? undefined : bytes;
}

/** The size of a claim must not change: otherwise the operator replaces the StatefulSet. */
function sizeExpression(quantity: unknown, bytes: number): Expression | undefined {
  const exact = size(quantity);
  if (exact && /i$/.test(String(quantity))) { return exact; }
  return bytes % 1024 ** 2 === 0 ? { code: `Size.mebibytes(${bytes / 1024 ** 2})`, uses: ['Size'] } : undefined;
}

export function hasTemplate(value: unknown): boolean {
  return JSON.stringify(value)?.includes('{{') ?? false;
}

function shortly(value: unknown): string {
  return literalText(value ?? null).slice(0, 60);
}
