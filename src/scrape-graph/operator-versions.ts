import { listOf, textOf } from './manifest';
import { World } from './world';
import { readVersion } from '../admission/operator/shared/version';
import { AtLeast } from '../versions/at-least';

const IMAGE = /(?:^|\/)prometheus-operator\/prometheus-operator(?::([^@]*))?(?:@.*)?$/;

/** The versions of the operators that are here, by the tags of their images. Undefined if none is here, or one has no version. */
export function operatorVersionsIn(world: World): readonly AtLeast[] | undefined {
  const tags = world.ofKind('Deployment').flatMap(({ spec }) => listOf(spec?.template?.spec?.containers))
    .map(container => IMAGE.exec(textOf(container?.image))).filter(match => match !== null).map(match => match[1] ?? '');
  const versions = tags.map(tag => readVersion(tag));
  return versions.length > 0 && versions.every(version => version !== undefined) ? versions : undefined;
}
