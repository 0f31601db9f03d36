import { existsSync } from 'fs';
import { BrokenDocument } from '../files/manifest-documents';
import { PathFlavor, SYSTEM } from '../files/paths';

/** A template action. Alerts, dashboards and routes contain some, too. */
const ACTION = /\{\{/;
/** Expressions that only Helm templates contain. */
const OF_HELM = /\{\{-?[^{}]*(?:\.(?:Values|Release|Chart|Capabilities|Files)\b|\b(?:include|tpl|toYaml|nindent)\b)/;

/**
 * Whether a text is a template of Helm that is not rendered yet, so that nothing in it is as it will be.
 * @param broken the documents that are no YAML
 * @param names the kinds, names and namespaces of the objects in it
 */
export function isHelmTemplate(file: string, text: string, broken: readonly BrokenDocument[], names: readonly string[]): boolean {
  if (!ACTION.test(text)) { return false; }
  if (names.some(name => ACTION.test(name))) { return true; }
  const isOfChart = isInChart(file);
  return broken.length > 0 ? isOfChart || OF_HELM.test(text) : isOfChart && OF_HELM.test(text);
}

/** Whether a file lies below `templates/` of a chart. */
export function isInChart(
  file: string, { basename, dirname, join }: PathFlavor = SYSTEM, isThere: (file: string) => boolean = existsSync,
): boolean {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) === 'templates' && isThere(join(dirname(folder), 'Chart.yaml'))) { return true; }
  }
  return false;
}
