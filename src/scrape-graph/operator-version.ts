import { Manifest } from './manifest';
import { INSTALLING_KINDS, operatorVersionOf } from '../admission/versions-in-manifests';
import { ComponentVersion } from '../versions/component-version';
import { RELEASES } from '../versions/releases';

/**
 * The operator that makes objects of these custom resources: by the tag of its image, else by the version of its CustomResourceDefinitions.
 * If neither is here, it is the release that this library installs. Of several the oldest one.
 */
export function operatorOf(manifests: readonly Manifest[]): ComponentVersion<'prometheusOperator'> {
  const [images, definitions] = INSTALLING_KINDS.map(installing => manifests.filter(({ kind }) => kind === installing).flatMap(manifest => operatorVersionOf(manifest) ?? []));
  const found = [images, definitions].find(({ length }) => length > 0) ?? [RELEASES.prometheusOperator.version];
  return found.map(parse).reduce((oldest, each) => oldest.isAtLeast(each.text) ? each : oldest);
}

function parse(text: string): ComponentVersion<'prometheusOperator'> {
  return ComponentVersion.parse('prometheusOperator', 'version', text).version;
}
