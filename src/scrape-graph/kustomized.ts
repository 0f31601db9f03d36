import { listOf } from './manifest';
import { parseDocuments } from '../files/documents';
import { normalized, PathFlavor, SYSTEM } from '../files/paths';

const NAMES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml']);

export function isKustomization(file: string, { basename }: PathFlavor = SYSTEM): boolean {
  return NAMES.has(basename(file));
}

/** Transformers that change the objects of a kustomization in a relevant way, or add others. */
const CHANGES = [
  'namespace', 'namePrefix', 'nameSuffix', 'commonLabels', 'labels', 'patches', 'patchesStrategicMerge', 'patchesJson6902',
  'replacements', 'vars', 'transformers',
  'components', 'replicas', 'helmCharts', 'helmChartInflationGenerator', 'generators', 'configMapGenerator', 'secretGenerator',
];

/**
 * Whether a file below a kustomization is not what is applied in the end: a kustomization changes it, or one that names this one; or none
 * lists it, so that it may be a patch, or the input of another tool. What stands in it may lack what labels and transformers add.
 * @param files all files that are read
 * @param read the text of a file; undefined if it cannot be read
 */
export function kustomizedIn(
  files: readonly string[], read: (file: string) => string | undefined, flavor: PathFlavor = SYSTEM,
): (file: string) => boolean {
  const { dirname, join } = flavor;
  const normalize = (file: string) => normalized(file, flavor);
  const kustomizations = new Map(files.filter(file => isKustomization(file, flavor))
    .map(file => [normalize(dirname(file)), contentOf(read(file))]));
  if (kustomizations.size === 0) { return () => false; }
  const changed = new Set<string>();
  const open = [...kustomizations].filter(([, content]) => isChanging(content)).map(([folder]) => folder);
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (changed.has(folder)) { continue; }
    changed.add(folder);
    open.push(...partsOf(kustomizations.get(folder)).map(part => normalize(join(folder!, part))).filter(part => kustomizations.has(part)));
  }
  const ownerOf = (folder: string): string | undefined => kustomizations.has(folder) || dirname(folder) === folder
    ? folder
    : ownerOf(dirname(folder));
  return file => {
    const owner = ownerOf(normalize(dirname(file)))!;
    if (!kustomizations.has(owner) || isKustomization(file, flavor)) { return false; }
    return changed.has(owner) || !partsOf(kustomizations.get(owner)).some(part => normalize(join(owner, part)) === normalize(file));
  };
}

function contentOf(text: string | undefined): any {
  const parsed = text === undefined ? undefined : parseDocuments(text);
  return parsed && 'documents' in parsed ? parsed.documents[0] : undefined;
}

/** A file that cannot be read may do anything. */
function isChanging(content: any): boolean {
  if (typeof content !== 'object' || content === null) { return true; }
  return CHANGES.some(key => content[key] !== undefined && content[key] !== null && content[key] !== '' && content[key].length !== 0)
    || partsOf(content).some(part => /:\/\/|^github\.com\/|\?ref=/.test(part));
}

function partsOf(content: any): string[] {
  return ['resources', 'bases', 'components'].flatMap(key => listOf(content?.[key]))
    .filter((part): part is string => typeof part === 'string');
}
