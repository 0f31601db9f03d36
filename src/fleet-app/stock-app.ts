import { writeFileSync } from 'fs';
import { App, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { stringify } from './emitter';

const SAVE = Yaml.save;

/**
 * Makes a stock App of cdk8s write its files with the writer of a FleetApp: the same documents in the same order, with the same bytes.
 * All else is left to cdk8s: what is validated, when objects are read, and which files there are. An App with its own `synth` stays as it is.
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
  writeFileSync(filePath, documents.map(stockText).join('---\n'), { encoding: 'utf8' });
}

function stockText(document: unknown): string {
  return (hasAliases(document, new Set()) ? undefined : stringify(document)) ?? Yaml.stringify(document);
}

/** Whether a map or list stands in several places: the YAML library writes the second as an alias of the first. */
function hasAliases(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null) { return false; }
  if (seen.has(value)) { return true; }
  seen.add(value);
  for (const field of Object.values(value)) { if (hasAliases(field, seen)) { return true; } }
  return false;
}
