import { COLUMNS, drawingOf, MONITOR } from './drawing';
import { Explanation } from '../explanation';

/** Mermaid's limits, also on GitHub and GitLab: larger diagrams are not drawn. */
const MOST_CHARACTERS = 50_000;
const MOST_EDGES = 500;

/** The limit that a flowchart exceeds. Undefined if it can be drawn. */
function excessOf(text: string): string | undefined {
  const edges = text.split('\n').filter(line => /^ +\w+ (-->|-\.-x)/.test(line)).length;
  return edges <= MOST_EDGES && text.length <= MOST_CHARACTERS
    ? undefined
    : `${edges} edges and ${text.length} characters; Mermaid draws at most ${MOST_EDGES} edges and ${MOST_CHARACTERS} characters`;
}

/** A flowchart. If it is too large: Markdown with one per namespace, and a note, or the reason why there is none. */
export type Diagrams = { readonly text: string; readonly note?: string } | { readonly why: string };

/** All of it, as flowcharts within the limits. */
export function asDiagrams(explanations: readonly Explanation[]): Diagrams {
  const whole = asMermaid(explanations);
  const excess = excessOf(whole);
  if (excess === undefined) { return { text: whole }; }
  const parts = explanations.flatMap(explanation => byNamespace(explanation).map(({ namespace, part }) => ({
    title: [...explanation.cluster === undefined ? [] : [explanation.cluster], namespace].join(', '), text: asMermaid([part]),
  })));
  const tooLarge = parts.find(({ text }) => excessOf(text) !== undefined);
  if (tooLarge) {
    return { why: `the graph of ${tooLarge.title} has ${excessOf(tooLarge.text)}: use "--format html", or pass fewer files` };
  }
  return {
    text: parts.map(({ title, text }) => `## ${title}\n\n\`\`\`mermaid\n${text}\`\`\`\n`).join('\n'),
    note: `the graph has ${excess}: the output is Markdown with ${parts.length} diagrams, one for each namespace of monitors`,
  };
}

/** The scrapes of the monitors of each namespace, with their Prometheuses and problems. */
function byNamespace(explanation: Explanation): { readonly namespace: string; readonly part: Explanation }[] {
  const namespaceOf = (name: string) => /^\S+ ([^/]+)\//.exec(name)?.[1] ?? 'no namespace';
  const monitors = [
    ...explanation.scrapes.map(({ monitor }) => monitor),
    ...explanation.problems.flatMap(({ objects }) => objects).filter(name => MONITOR.test(name)),
  ];
  return [...new Set(monitors.map(namespaceOf))].sort().map(namespace => {
    const scrapes = explanation.scrapes.filter(({ monitor }) => namespaceOf(monitor) === namespace);
    const drawn = new Set(scrapes.flatMap(({ monitor, service, workload }) => [monitor, service, workload]));
    const isDrawn = (name: string) => drawn.has(name) || MONITOR.test(name) && namespaceOf(name) === namespace;
    const problems = explanation.problems.map(problem => ({ ...problem, objects: problem.objects.filter(isDrawn) }));
    const servers = new Set(scrapes.flatMap(({ by }) => by));
    return {
      namespace,
      part: { ...explanation, scrapes, problems, prometheuses: explanation.prometheuses.filter(({ name }) => servers.has(name)) },
    };
  });
}

/** A flowchart for each cluster, one below the other. */
export function asMermaid(explanations: readonly Explanation[]): string {
  const isMany = explanations.length > 1;
  const body = explanations.flatMap((explanation, at) => isMany
    ? [
      `  subgraph c${at}["${escapedMermaid(explanation.cluster ?? '')}"]`,
      ...linesOf(explanation, `c${at}_`).map(line => `  ${line}`),
      '  end',
    ]
    : linesOf(explanation, ''));
  return ['flowchart LR', ...body, '  classDef wrong stroke:#c00,stroke-width:3px', ''].join('\n');
}

function linesOf(explanation: Explanation, prefix: string): string[] {
  const { nodes, lines } = drawingOf(explanation);
  const ordered = COLUMNS.flatMap(column => nodes.filter(node => node.column === column));
  const ids = new Map(ordered.map(({ name }, at) => [name, `${prefix}n${at}`]));
  return [
    ...ordered.map(({ name, isWrong }) => `  ${ids.get(name)}["${labelOf(name)}"]${isWrong ? ':::wrong' : ''}`),
    ...lines.map(({
      from, to, texts, isDropped,
    }) => `  ${ids.get(from)} ${isDropped
      ? '-.-x'
      : '-->'}${texts.length === 0 ? '' : `|"${texts.map(escapedMermaid).join('<br/>')}"|`} ${ids.get(to)}`),
  ];
}

/** The kind above the name. */
function labelOf(name: string): string {
  const [kind, ...rest] = name.split(' ');
  return rest.length === 0 ? escapedMermaid(name) : `${escapedMermaid(kind)}<br/>${escapedMermaid(rest.join(' '))}`;
}

/** Mermaid supports numeric entities. Quotes and angle brackets would end the text. */
function escapedMermaid(text: string): string {
  return text.replace(/[&"<>#;`\n]/g, character => `#${character.charCodeAt(0)};`);
}
