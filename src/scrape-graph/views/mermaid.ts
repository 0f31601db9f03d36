import { COLUMNS, drawingOf } from './drawing';
import { Explanation } from '../explanation';

/** Mermaid, and with it GitHub, GitLab and others, draws no diagram of more. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;

/** Why a flowchart would not be drawn, and what to do instead; undefined if it would be. */
export function whyTooLarge(text: string): string | undefined {
  const edges = text.split('\n').filter(line => /^ +\w+ (-->|-\.-x)/.test(line)).length;
  if (edges <= MOST_EDGES && text.length <= MOST_CHARACTERS) { return undefined; }
  return `the graph has ${edges} edges and ${text.length} characters, and Mermaid draws at most ${MOST_EDGES} and ${MOST_CHARACTERS}: `
    + 'use "--format html", or name the files of one cluster or one namespace';
}

/** A flowchart for each cluster, one below the other. */
export function asMermaid(explanations: readonly Explanation[]): string {
  const isMany = explanations.length > 1;
  const body = explanations.flatMap((explanation, at) => isMany
    ? [`  subgraph c${at}["${escaped(explanation.cluster ?? '')}"]`, ...linesOf(explanation, `c${at}_`).map(line => `  ${line}`), '  end'] : linesOf(explanation, ''));
  return ['flowchart LR', ...body, '  classDef wrong stroke:#c00,stroke-width:3px', ''].join('\n');
}

function linesOf(explanation: Explanation, prefix: string): string[] {
  const { nodes, lines } = drawingOf(explanation);
  const ordered = COLUMNS.flatMap(column => nodes.filter(node => node.column === column));
  const ids = new Map(ordered.map(({ name }, at) => [name, `${prefix}n${at}`]));
  return [
    ...ordered.map(({ name, isWrong }) => `  ${ids.get(name)}["${labelOf(name)}"]${isWrong ? ':::wrong' : ''}`),
    ...lines.map(({ from, to, texts, isDropped }) => `  ${ids.get(from)} ${isDropped ? '-.-x' : '-->'}${texts.length === 0 ? '' : `|"${texts.map(escaped).join('<br/>')}"|`} ${ids.get(to)}`),
  ];
}

/** The kind above the name. */
function labelOf(name: string): string {
  const [kind, ...rest] = name.split(' ');
  return rest.length === 0 ? escaped(name) : `${escaped(kind)}<br/>${escaped(rest.join(' '))}`;
}

/** Mermaid reads entities by number; quotes and angles would end the text. */
function escaped(text: string): string {
  return text.replace(/[&"<>#;`\n]/g, character => `#${character.charCodeAt(0)};`);
}
