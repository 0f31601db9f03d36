import { FeatureRow } from './feature-row';

/** The rows of one file, by its name. */
export interface RowsFile {
  readonly file: string;
  readonly rows: readonly FeatureRow[];
}

/** The file with every row; the others contain later changes. */
export const BASE = 'now.ts';

/** All rows, by number: a row of any other file replaces that of `now.ts`, and two others are an error. */
export function featureTable(files: readonly RowsFile[]): readonly FeatureRow[] {
  const table = new Map(rowsOf(files.filter(({ file }) => file === BASE)));
  for (const [row, replacement] of rowsOf(files.filter(({ file }) => file !== BASE))) {
    if (!table.has(row)) { throw new Error(`row ${row} is not in the table: its rows are in ${BASE}`); }
    table.set(row, replacement);
  }
  return [...table.values()].sort((a, b) => a.row - b.row);
}

function rowsOf(files: readonly RowsFile[]): Map<number, FeatureRow> {
  const found = new Map<number, FeatureRow>();
  const owner = new Map<number, string>();
  for (const { file, rows } of files) {
    for (const each of rows) {
      if (owner.has(each.row)) { throw new Error(`row ${each.row} is in ${owner.get(each.row)} and in ${file}: keep one of them`); }
      owner.set(each.row, file);
      found.set(each.row, each);
    }
  }
  return found;
}

/** How many rows have this verdict. */
export function countOf(table: readonly FeatureRow[], verdict: FeatureRow['verdict']): number {
  return table.filter(row => row.verdict === verdict).length;
}
