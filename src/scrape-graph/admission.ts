import { Problem } from './checks/problem';
import { Graph } from './graph';
import { Manifest, nameOf } from './manifest';
import { Sources } from './verdicts';
import { UNCHECKED } from '../schema/rules';
import { doubted } from '../validation/certainty';
import { finding as findingOf } from '../validation/rule';
import { secretsOfOthers } from '../validation/secrets';

/** Findings of the API server and the operator on each manifest by itself, with the location of the manifest. */
export function admissionProblems({ verdicts }: Graph, manifests: readonly Manifest[], sources: Sources): Problem[] {
  const unchecked = new Map<string, Manifest[]>();
  const found: Problem[] = [];
  for (const manifest of manifests) {
    const { findings: ofServer, unchecked: why } = verdicts.of(manifest);
    // a Secret among rendered manifests is not necessarily committed
    const findings = manifest.kind === 'Secret' ? ofServer : [...ofServer, ...secretsOfOthers(manifest.raw ?? manifest)];
    if (why !== undefined) { unchecked.set(why, [...unchecked.get(why) ?? [], manifest]); }
    if (findings.length === 0) { continue; }
    const source = sources.get(manifest);
    const where = `${nameOf(manifest)}${fileAndLine(source)}`;
    found.push(...findings.map((each): Problem => {
      // it is unknown whether a patch is applied, and to which object
      const finding = source?.isPartial === true ? doubted(each, ['Kustomize changes it']) : each;
      return { finding: { ...finding, message: `${where}: ${finding.message}` }, objects: [manifest] };
    }));
  }
  const rest = [...unchecked].map(([why, objects]): Problem =>
    ({ finding: findingOf(UNCHECKED, { why, count: objects.length }), objects: objects.slice(0, 1) }));
  return [...found, ...rest];
}

/** The file, and the line if the file has several documents. */
function fileAndLine(source: ReturnType<Sources['get']>): string {
  if (source?.file === undefined) { return ''; }
  return ` (${source.file}${source.line === undefined ? '' : `:${source.line}`})`;
}
