import { basename, dirname } from 'path';
import { SourceObject } from './clusters';
import { FileList, ListedFile, listFiles, STANDARD_INPUT } from './file-list';
import { fluxFoldersIn, isCompletedByFlux } from './flux';
import { isHelmTemplate } from './helm-templates';
import { isKustomization, kustomizedIn } from './kustomized';
import { asManifests, keyOf, Manifest, nameOf, whyUnusable } from './manifest';
import { DUPLICATE_KEY } from './rules';
import { withNamespace } from './scopes';
import { FileProblem, inWords, readDescriptor, ReadText, readText } from '../files/documents';
import { BrokenDocument, KnownParts, ManifestDocument, parseManifests } from '../files/manifest-documents';
import { finding, shown } from '../validation/rule';

/** Receives the progress of long work. */
export type Progress = (what: string, done: number, total: number) => void;

export interface ReadOptions {
  readonly onProgress?: Progress;
  /** The namespace of objects without one, as in `kubectl apply --namespace`. */
  readonly namespace?: string;
  readonly readInput?: () => ReadText;
}

export interface ReadFolder {
  readonly given: SourceObject[];
  /** Documents, files and folders that cannot be read: one line each. */
  readonly unreadable: string[];
  /** Notes about the input: one line each. */
  readonly notes: string[];
}

const STANDARD_INPUT_DESCRIPTOR = 0;

/** All documents of files and folders, sorted by name. */
export function readFolder(paths: readonly string[], options: ReadOptions = {}): ReadFolder {
  const { onProgress = () => undefined, namespace } = options;
  const { files, unreadable: unlisted }: FileList = listFiles(paths);
  const isKustomized = kustomizedIn(files.map(({ file }) => file), file => {
    const text = readText(file);
    return 'problem' in text ? undefined : text.text;
  });
  const found: { readonly listedFile: ListedFile; readonly isPartial: boolean; readonly read: ReadFile }[] = [];
  const unreadable = [...unlisted];
  const templates: string[] = [];
  const known: KnownParts = new Map();
  for (const [at, listedFile] of files.entries()) {
    onProgress('files read', at, files.length);
    const read = readFile(listedFile.file, known, options);
    if (read === 'template') { templates.push(listedFile.file); continue; }
    if ('problem' in read) { unreadable.push(`${shownFile(listedFile.file)}: ${inWords(read.problem)}`); continue; }
    unreadable.push(...read.lines);
    found.push({ listedFile, isPartial: isKustomized(listedFile.file), read });
  }
  const fluxFolders = fluxFoldersIn(found.flatMap(({ read }) => read.objects.map(({ manifest }) => manifest)));
  const given = found.flatMap(({ listedFile, isPartial, read: { objects, hasLines } }) => {
    const isCompleted = (object: ReadObject) => isScaffold(object) || isCompletedByFlux(object.manifest, listedFile.file, fluxFolders);
    return objects.filter(({ manifest }) => !isPartial || !isPattern(manifest.metadata.name))
      .map(object => givenOf(object, listedFile, { isPartial: isPartial || isCompleted(object), hasLines, namespace }));
  });
  return { given, unreadable: [...unreadable, ...templateLines(templates)], notes: kustomizationNotes(files) };
}

/** Kubebuilder writes the namespace "system", which its kustomization replaces. */
function isScaffold({ manifest: { metadata } }: ReadObject): boolean {
  return metadata.namespace === 'system';
}

/** Whether a name is a pattern of the objects that a patch applies to. */
function isPattern(name: string): boolean {
  return /[*|()^$+]/.test(name);
}

/** An object of a document. */
interface ReadObject {
  readonly manifest: Manifest;
  readonly line: number;
  readonly duplicateKeys: ManifestDocument['duplicateKeys'];
}

interface Unreadable {
  readonly problem: FileProblem;
}

interface ReadFile {
  readonly objects: readonly ReadObject[];
  readonly lines: readonly string[];
  /** Whether lines locate an object. They are not needed in a file with one object, and unknown in JSON. */
  readonly hasLines: boolean;
}

const fromStandardInput = (): ReadText => readDescriptor(STANDARD_INPUT_DESCRIPTOR);

function readFile(file: string, known: KnownParts, { readInput = fromStandardInput }: ReadOptions): ReadFile | 'template' | Unreadable {
  const read = file === STANDARD_INPUT ? readInput() : readText(file);
  if ('problem' in read) { return read; }
  const parsed = parseManifests(read.text, known);
  if ('problem' in parsed) { return parsed; }
  const { documents, broken } = parsed;
  const found = documents.map(document => objectsOf(document));
  const objects = found.flatMap(each => each.objects);
  const names = objects.flatMap(({ manifest: { kind, metadata } }) => [kind, metadata.name, metadata.namespace ?? '']);
  if (isHelmTemplate(file, read.text, broken, names)) { return 'template'; }
  const where = (line: number) => `${shownFile(file)}:${line}`;
  return {
    objects,
    hasLines: documents.length > 1 || documents.some(({ itemLines }) => itemLines.length > 0),
    lines: [
      ...broken.map(({ line, column, why }: BrokenDocument) => `${shownFile(file)}: line ${line}, column ${column}: ${why}`),
      ...found.flatMap(({ refused }) => refused.map(({ line, why }) => `${where(line)}: ${why}`)),
    ],
  };
}

interface Refused {
  readonly line: number;
  readonly why: string;
}

/** The objects of a document: one object, those of a List, or none. */
function objectsOf({ value, line, itemLines, duplicateKeys }: ManifestDocument): {
  readonly objects: ReadObject[]; readonly refused: Refused[];
} {
  if (Array.isArray(value)) {
    const isOfManifests = value.some(item => typeof item?.kind === 'string' && typeof item?.apiVersion === 'string');
    const why = 'the document is an array, which kubectl rejects: use one document for each object, or a List';
    return { objects: [], refused: isOfManifests ? [{ line, why }] : [] };
  }
  const items = itemsOf(value);
  const placed = items ? items.map((item, at) => ({ item, line: itemLines[at] ?? line })) : [{ item: value, line }];
  const objects: ReadObject[] = [];
  const refused: Refused[] = [];
  for (const [at, { item, line: own }] of placed.entries()) {
    const why = whyUnusable(item);
    if (why !== undefined) { refused.push({ line: own, why }); continue; }
    if (isDeletion(item)) { continue; }
    const next = placed[at + 1]?.line ?? Infinity;
    const keys = placed.length === 1 ? duplicateKeys : duplicateKeys.filter(key => key.line >= own && key.line < next);
    objects.push(...asManifests([item]).map(manifest => ({ manifest, line: own, duplicateKeys: keys })));
  }
  return { objects, refused };
}

/**
 * Whether a document only names an object that is deleted: by the cluster version operator of OpenShift, or by a patch.
 * @see https://github.com/openshift/cluster-version-operator/blob/main/docs/dev/object-deletion.md
 */
function isDeletion(value: any): boolean {
  return value?.metadata?.annotations?.['release.openshift.io/delete'] === 'true' || value?.$patch === 'delete';
}

function itemsOf(value: any): readonly unknown[] | undefined {
  return typeof value?.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items) ? value.items : undefined;
}

interface FileFacts {
  readonly isPartial: boolean;
  readonly hasLines: boolean;
  readonly namespace?: string;
}

function givenOf(object: ReadObject, { file, origin }: ListedFile, { isPartial, hasLines, namespace }: FileFacts): SourceObject {
  const { line, duplicateKeys } = object;
  const manifest = namespace === undefined ? object.manifest : withNamespace(object.manifest, namespace);
  const findings = duplicateKeys.map(({ key, line: at }) => finding(
    DUPLICATE_KEY, { object: nameOf(manifest), place: `${shownFile(file)}:${at}`, key },
  ));
  return {
    origin,
    file,
    ...hasLines && { line },
    isPartial,
    key: keyOf(manifest),
    read: () => manifest.raw,
    ...findings.length > 0 && { findings },
  };
}

function shownFile(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : file;
}

function templateLines(files: readonly string[]): string[] {
  if (files.length === 0) { return []; }
  const advice = '"helm template RELEASE CHART | cdk8s-prometheus explain -"';
  const [first] = files.map(shownFile);
  if (files.length === 1) { return [`${first} is a Helm template: render it first: ${advice}`]; }
  return [`${files.length} files are Helm templates: render them first: ${advice}; the first is ${first}`];
}

function kustomizationNotes(files: readonly ListedFile[]): string[] {
  const folders = files.filter(({ file }) => isKustomization(file)).map(({ file }) => dirname(file));
  if (folders.length === 0) { return []; }
  const [first] = folders.sort((a, b) => a.length - b.length);
  const others = folders.length === 1
    ? ''
    : `; ${folders.length === 2 ? 'so does another folder' : `so do ${folders.length - 1} other folders`}`;
  const advice = `build it first: "kubectl kustomize ${first} | cdk8s-prometheus explain -"`;
  return [`${shown(
    first, 200,
  )} has a ${basename(files.find(({ file }) => isKustomization(file))!.file)}, which may change these files${others}: ${advice}`];
}

