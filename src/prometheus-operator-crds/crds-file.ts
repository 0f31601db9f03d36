import { readdirSync, statSync } from 'fs';
import { join, resolve } from 'path';
import { FILE_EMPTY, FILE_UNREADABLE, NOT_A_CRD } from './rules';
import { inWords, readDocuments } from '../files/documents';
import { finding, Finding } from '../validation/rule';
import { Memo, share } from '../validation/shared';

const MOST_FILES = 100;

/** The fields of a CustomResourceDefinition that are used. */
export interface Definition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string; readonly annotations?: { readonly [key: string]: string }; readonly [field: string]: unknown;
  };
  readonly spec: { readonly group: string; readonly [field: string]: unknown };
}

export interface ReadDefinitions {
  readonly definitions: readonly Definition[];
  readonly findings: readonly Finding[];
}

const known = new Memo<ReadDefinitions>(4);

/** The definitions in a file of one or several documents, or in the YAML files of a folder, in the order of their names. Never throws. */
export function readDefinitions(path: string): ReadDefinitions {
  try {
    const files = statSync(path).isDirectory()
      ? readdirSync(path).filter(name => /\.ya?ml$/.test(name)).sort().map(name => join(path, name))
      : [path];
    if (files.length > MOST_FILES) {
      return {
        definitions: [],
        findings: [finding(FILE_UNREADABLE, { path, why: `it has ${files.length} files; at most ${MOST_FILES} are allowed` })],
      };
    }
    // 5 MB of YAML take a second to parse: cached, because many clusters have the same, until one of the files changes
    const state = files.map(file => [resolve(file), statSync(file).mtimeMs, statSync(file).size]);
    return known.of([path, state], () => readFiles(path, files));
  } catch (error) {
    return { definitions: [], findings: [finding(FILE_UNREADABLE, { path, why: (error as Error).message })] };
  }
}

function readFiles(path: string, files: readonly string[]): ReadDefinitions {
  const read = files.map(readFile);
  const definitions = read.flatMap(each => each.definitions).sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1).map(share);
  const findings = read.flatMap(each => each.findings);
  return { definitions, findings: definitions.length + findings.length === 0 ? [finding(FILE_EMPTY, { path })] : findings };
}

function readFile(path: string): ReadDefinitions {
  const read = readDocuments(path);
  if ('problem' in read) {
    return {
      definitions: [], findings: read.problem.kind === 'empty' ? [] : [finding(FILE_UNREADABLE, { path, why: inWords(read.problem) })],
    };
  }
  const objects = read.documents as any[];
  const isDefinition = (
    object: any,
  ) => object?.kind === 'CustomResourceDefinition'
    && ['apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1'].includes(object.apiVersion) && typeof object.metadata?.name === 'string'
      && typeof object.spec?.group === 'string';
  return {
    definitions: objects.filter(isDefinition),
    findings: objects.filter(object => !isDefinition(object))
      .map(object => finding(
        NOT_A_CRD, { path, kind: String(object?.kind ?? 'something else'), name: String(object?.metadata?.name ?? '') },
      )),
  };
}
