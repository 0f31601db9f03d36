import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { FILE_TWICE } from './rules';
import { manifestOf, objectsByKind } from '../../validation/app-objects';
import { Problems } from '../../validation/problems';
import { finding, Finding } from '../../validation/rule';
import { patchCount } from '../../validation/workload';

/** Apps that are already checked. */
const checked = new WeakSet<IConstruct>();

/** At synthesis, reports objects of an app that cdk8s writes to the same file, of which only the last one remains. */
export function reportOverwrittenFiles(root: IConstruct): void {
  if (checked.has(root)) { return; }
  checked.add(root);
  Problems.of(root)
    .check(
      () => overwrittenIn(root), () => [...objectsByKind(root).values()].flat().reduce((sum, object) => sum + 1 + patchCount(object), 0),
    );
}

function overwrittenIn(root: IConstruct): Finding[] {
  const type = (root as Partial<App>).yamlOutputType;
  if (type !== YamlOutputType.FILE_PER_RESOURCE && type !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) { return []; }
  const isByChart = type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  const files = new Map<string, ApiObject[]>();
  for (const object of [...objectsByKind(root).values()].flat()) {
    const file = isByChart ? `${Chart.of(object).node.path}/${fileNameOf(object)}` : fileNameOf(asWritten(object));
    const others = files.get(file);
    if (others) { others.push(object); } else { files.set(file, [object]); }
  }
  const twice = [...files.values()].filter(objects => objects.length > 1);
  if (twice.length === 0) { return []; }
  const lost = twice.reduce((sum, objects) => sum + objects.length - 1, 0);
  return [finding(FILE_TWICE, { file: fileNameOf(twice[0][0]), paths: twice[0].map(({ node }) => node.path), lost, isByChart })];
}

/** In a single folder the file name uses kind and name after patches; in folders per chart it does not. */
function asWritten(object: ApiObject): Named {
  if (patchCount(object) === 0) { return object; }
  const { kind, metadata } = manifestOf(object);
  return { kind: String(kind), name: String(metadata?.name) };
}

type Named = Pick<ApiObject, 'kind' | 'name'>;

/** The file name of an object in cdk8s. */
function fileNameOf({ kind, name }: Named): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
