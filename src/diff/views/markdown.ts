import { oneLine } from '../../validation/control-characters';
import { Change, Weight } from '../change';
import { ClusterChanges } from '../compare';
import { clustersText, countsText, groupedClusters, Section, sectionsOf } from './summary';

/** GitHub rejects longer comments. */
export const LONGEST_COMMENT = 65_536;

/** Maximum number of changes per section, from generous to short: the first that fits is used. */
const MOST_SHOWN = [200, 50, 20, 5, 1];

const MARKS: { readonly [weight in Weight]: string } = { loss: '🔴', risk: '🟡', info: '⚪' };

/** For a pull request: losses are expanded, the rest is collapsed. Never longer than GitHub's limit. */
export function diffAsMarkdown(all: readonly ClusterChanges[]): string {
  const texts = MOST_SHOWN.map(most => pageOf(all, most));
  return texts.find(text => Buffer.byteLength(text) <= LONGEST_COMMENT) ?? countsPage(all);
}

function pageOf(all: readonly ClusterChanges[], most: number): string {
  const parts = groupedClusters(all).map(({ clusters, changes }) => {
    const title = clustersText(clusters);
    const sections = sectionsOf(changes).map(section => sectionText(section, most));
    return [
      ...title === undefined ? [] : [`### ${escapedMarkdown(title)}`, ''], `**${escapedMarkdown(countsText(changes))}**`, '', ...sections,
    ].join('\n');
  });
  return `## What changes in monitoring\n\n${parts.join('\n')}`;
}

/** For many clusters with different changes. */
function countsPage(all: readonly ClusterChanges[]): string {
  const lines = groupedClusters(all).map(({
    clusters, changes,
  }) => `- ${escapedMarkdown(clustersText(clusters) ?? 'all')}: ${escapedMarkdown(countsText(changes))}\n`);
  const head = '## What changes in monitoring\n\nThe result is too long for a comment. Run `cdk8s-prometheus diff` to see it.\n\n';
  let text = head;
  for (const [at, line] of lines.entries()) {
    const rest = `- and ${lines.length - at} more\n`;
    if (Buffer.byteLength(text + line + rest) > LONGEST_COMMENT) { return text + rest; }
    text += line;
  }
  return text;
}

function sectionText({ title, meaning, weight, changes }: Section, most: number): string {
  const shownChanges = changes.slice(0, most);
  const more = changes.length > most ? [`- and ${changes.length - most} more`] : [];
  return [
    `<details${weight === 'loss' ? ' open' : ''}><summary>${MARKS[weight]} ${title} (${changes.length})</summary>`, '', meaning, '',
    ...shownChanges.map(lineOf), ...more, '', '</details>', '',
  ].join('\n');
}

function lineOf({ subject, text, object }: Change): string {
  const where = object === undefined || subject.includes(object) || text.includes(object) ? '' : ` <sub>${escapedMarkdown(object)}</sub>`;
  return `- **${escapedMarkdown(subject)}**: ${escapedMarkdown(text)}${where}`;
}

const ENTITIES: { readonly [character: string]: string } = { '<': '&lt;', '>': '&gt;', '@': '&#64;' };

/** Names come from manifests: they are escaped, so that they create no HTML, links or mentions. */
function escapedMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~@]/g, found => ENTITIES[found] ?? `\\${found}`);
}
