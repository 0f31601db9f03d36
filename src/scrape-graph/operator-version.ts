import { Manifest } from './manifest';
import { INSTALLING_KINDS, operatorVersionOf } from '../admission/versions-in-manifests';
import { ComponentVersion } from '../versions/component-version';
import { RELEASES } from '../versions/releases';

/**
 * The operator of these custom resources: from the tag of its image, or else from the version of its CustomResourceDefinitions. If neither
 * is given, the release that this library installs. Of several, the oldest.
 */
export function operatorOf(manifests: readonly Manifest[]): ComponentVersion<'prometheusOperator'> {
  const [images, definitions] = INSTALLING_KINDS.map(installing => manifests.filter(({ kind }) => kind === installing)
    .flatMap(manifest => operatorVersionOf(manifest) ?? []));
  const found = [images, definitions].find(({ length }) => length > 0) ?? [RELEASES.prometheusOperator.version];
  return found.map(parse).reduce((oldest, each) => oldest.isAtLeast(each.text) ? each : oldest);
}

function parse(text: string): ComponentVersion<'prometheusOperator'> {
  return ComponentVersion.parse('prometheusOperator', 'version', text).version;
}
