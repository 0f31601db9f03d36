import { oneLine } from '../../validation/control-characters';
import { Change, CHANGE_KINDS, rowOf } from '../change';
import { ClusterChanges } from '../compare';

const LEVELS = { loss: 'error', risk: 'warning', info: 'note' };

/**
 * Changes as SARIF 2.1.0, for code scanning. Objects are named, but not files, because a deleted object is in no file.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function diffAsSarif(all: readonly ClusterChanges[], version: string): string {
  const results = all.flatMap(({ cluster, changes }) => changes.map(change => resultOf(change, cluster)));
  const rules = CHANGE_KINDS.map(kind => {
    const { title, meaning, weight } = rowOf(kind);
    return {
      id: kind, shortDescription: { text: title }, fullDescription: { text: meaning }, defaultConfiguration: { level: LEVELS[weight] },
    };
  });
  const run = {
    tool: { driver: { name: 'cdk8s-prometheus diff', semanticVersion: version, rules } }, columnKind: 'utf16CodeUnits', results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function resultOf({ kind, subject, text, object }: Change, cluster: string | undefined): object {
  const place = [{ logicalLocations: [{ fullyQualifiedName: oneLine(object ?? subject), kind: 'resource' }] }];
  return {
    ruleId: kind,
    ruleIndex: CHANGE_KINDS.indexOf(kind),
    level: LEVELS[rowOf(kind).weight],
    message: { text: oneLine(`${cluster === undefined ? '' : `${cluster}: `}${subject}: ${text}`) },
    locations: place,
  };
}
