import { oneLine } from '../../validation/control-characters';
import { ClusterChanges } from '../compare';
import { clustersText, countsText, groupedClusters, sectionsOf } from './summary';

/** For a terminal: the most important changes come first. */
export function diffAsText(all: readonly ClusterChanges[]): string {
  const parts = groupedClusters(all).map(({ clusters, changes }) => {
    const title = clustersText(clusters);
    const sections = sectionsOf(changes).flatMap(({ kind, title: heading, meaning, changes: own }) => [
      `${heading} [${kind}]`, `  ${meaning}`, ...own.map(({ subject, text }) => `  - ${subject}: ${text}`), '',
    ]);
    return [...title === undefined ? [] : [`# ${title}`, ''], ...sections, countsText(changes)].map(oneLine).join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
