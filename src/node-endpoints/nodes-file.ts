import { FILE_EMPTY, FILE_NOT_TEXT, FILE_SYNTAX, FILE_TOO_LARGE, FILE_UNREADABLE } from './rules';
import { FileProblem, readDocuments } from '../files/documents';
import { finding, Finding } from '../validation/rule';

export interface Documents {
  readonly documents: readonly unknown[];
  readonly findings: readonly Finding[];
}

/** The documents of a JSON or YAML file. None if there is a finding. */
export function readNodesFile(path: string): Documents {
  const read = readDocuments(path);
  return 'problem' in read ? { documents: [], findings: [findingOf(path, read.problem)] } : { documents: read.documents, findings: [] };
}

function findingOf(file: string, problem: FileProblem): Finding {
  switch (problem.kind) {
    case 'unreadable': return finding(FILE_UNREADABLE, { file, ...problem });
    case 'too-large': return finding(FILE_TOO_LARGE, { file, ...problem });
    case 'not-text': return finding(FILE_NOT_TEXT, { file });
    case 'empty': return finding(FILE_EMPTY, { file });
    case 'syntax': return finding(FILE_SYNTAX, { file, ...problem });
  }
}
