import { App, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { linesOf } from './emitter';
import { compact, joined, Lines, linesOfText, writeLines } from './lines';

const SAVE = Yaml.save;

/**
 * Makes a stock App of cdk8s write its files with the writer of a FleetApp: the same documents in the same order, with the same bytes.
 * Validation, rendering and the set of files stay as in cdk8s. An App with its own `synth` is unchanged.
 */
export function writeFast(root: IConstruct): void {
  if (!(root instanceof App) || root.synth !== App.prototype.synth) { return; }
  const synth = () => {
    const isStock = Yaml.save === SAVE;
    if (isStock) { Yaml.save = save; }
    try {
      App.prototype.synth.call(root);
    } finally {
      if (isStock) { Yaml.save = SAVE; }
    }
  };
  Object.defineProperty(root, 'synth', { value: synth, configurable: true, writable: true });
}

function save(filePath: string, documents: any[]): void {
  writeLines(filePath, joined(documents.map(document => compact(linesOfAny(document)))));
}

function linesOfAny(document: unknown): Lines[] {
  return (hasAliases(document, new Set()) ? undefined : linesOf(document)) ?? linesOfText(Yaml.stringify(document));
}

/** Whether a map or list occurs in several places: the YAML library writes the second as an alias. */
function hasAliases(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null) { return false; }
  if (seen.has(value)) { return true; }
  seen.add(value);
  for (const field of Object.values(value)) { if (hasAliases(field, seen)) { return true; } }
  return false;
}
