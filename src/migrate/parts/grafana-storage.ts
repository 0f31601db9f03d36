import { shortened } from './code';
import { at, entriesOf, Gathered } from './converted';
import { isEmpty, isFilledText } from '../../values/json';
import { size } from '../convert';

/** Values of `persistence` that are settled by the claim. */
const PERSISTENCE = [
  'enabled', 'type', 'size', 'storageClassName', 'accessModes', 'existingClaim', 'annotations', 'finalizers', 'extraPvcLabels',
  'selectorLabels', 'volumeName', 'subPath', 'inMemory', 'lookupVolumeName', 'disableWarning',
];
const STATEFUL_SETS = ['sts', 'StatefulSet', 'statefulset'];

/**
 * The claim of the chart contains users, dashboards and silences.
 * @param old name of the Grafana of the chart
 */
export function grafanaVolumeOf(said: Gathered, values: unknown, old: string): object {
  const persistence = at(values, 'grafana.persistence');
  const isOn = at(persistence, 'enabled') === true;
  const existing = at(persistence, 'existingClaim');
  const isSet = STATEFUL_SETS.includes(String(at(persistence, 'type'))) || at(values, 'grafana.useStatefulSet') === true;
  const usual = isSet ? `storage-${old}-0` : old;
  const claim = isFilledText(existing) ? existing : usual;
  for (const [key, value] of entriesOf(persistence)) {
    if (!PERSISTENCE.includes(key)) { continue; }
    const path = `grafana.persistence.${key}`;
    if (isOn) {
      said.say(path, 'mapped', `existingClaim: ${shortened(claim)}`);
    } else {
      said.say(path, 'same', isEmpty(value) ? 'empty' : 'no volume');
    }
  }
  if (!isOn) { return {}; }
  said.warnings.push(volumeWarning({ claim, old, bytes: at(persistence, 'size'), isOfRelease: !isFilledText(existing) && !isSet }));
  return { existingClaim: claim };
}

interface Volume {
  readonly claim: string;
  readonly old: string;
  /** The size in the values. */
  readonly bytes: unknown;
  /** Whether Helm deletes the claim with the release. */
  readonly isOfRelease: boolean;
}

function volumeWarning({ claim, old, bytes, isOfRelease }: Volume): string {
  const ofSize = size(bytes) ? ` of ${shortened(bytes)}` : '';
  return [
    `Grafana keeps its volume: the PersistentVolumeClaim ${shortened(claim)}${ofSize}.`,
    ...isOfRelease ? ['It must not be deleted with the release: annotate it with helm.sh/resource-policy: keep.'] : [],
    'Only one Grafana may use it: scale the old one to 0 first.',
    'Grafana migrates its database to the version of the program, which cannot be reverted: set "version" to that of the release '
      + `(kubectl get deployment,statefulset ${shortened(old)} --output wide).`,
  ].join(' ');
}
