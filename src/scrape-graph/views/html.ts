import { Cause, causesOf } from './causes';
import { COLUMNS, Drawing, drawingOf } from './drawing';
import { PAGE_SCRIPT } from './page-script';
import { PAGE_STYLE } from './page-style';
import { explanationsText, secretTitle } from './text';
import { Explanation, Scrape } from '../explanation';

const SEVERITIES = { '': 'everything', 'warning': 'with problems', 'error': 'with errors' };
const SEVERITY_OPTIONS = Object.entries(SEVERITIES).map(([value, text]) => `<option value="${value}">${text}</option>`).join('');
const SCRAPE_HEADS = ['What', 'Job', 'Every', 'By', 'Labels'].map(head => `<th scope="col">${head}`).join('');

/** A self-contained page: it loads no font, script or picture. */
export function asHtml(explanations: readonly Explanation[]): string {
  const scrapes = explanations.reduce((sum, each) => sum + each.scrapes.length, 0);
  const problems = explanations.reduce((sum, each) => sum + causesOf(each.problems).length, 0);
  const drawings = explanations.map(drawingOf);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Scrape graph</title><style>${PAGE_STYLE}
</style></head><body>
<header><h1>Scrape graph</h1>
<label>Search <input id="filter" type="search" placeholder="a name, a job, a label" title="/ to search, Escape to show everything"></label>
<label>Show <select id="severity">${SEVERITY_OPTIONS}</select></label>
<span role="status">${counted('problem-count', problems)} problems, ${counted('count', scrapes)} scrapes</span></header>
<main>
${explanations.map((explanation, at) => clusterOf(explanation, drawings[at], at)).join('\n')}
</main>
<details><summary>As text</summary><pre>${escapedHtml(explanationsText(explanations))}</pre></details>
<noscript>The graph and the search require JavaScript.</noscript>
<script>const CLUSTERS=${inScript(drawings.map(dataOf))};${PAGE_SCRIPT}
</script></body></html>
`;
}

/** How many are shown, which the script of the page updates, and how many exist. */
function counted(id: string, count: number): string {
  return `<span id="${id}">${count}</span> of ${count}`;
}

function clusterOf(explanation: Explanation, drawing: Drawing, cluster: number): string {
  const { problems, silenced, scrapes, rules, images, secrets, disruptionLimits } = explanation;
  const numbers = new Map(drawing.nodes.map(({ name }, at) => [name, at]));
  const severities = new Map(drawing.nodes.map(({ name, severity }) => [name, severity]));
  const rows = new Map<string, string>();
  scrapes.forEach(({ monitor, service, workload }, row) => [monitor, service, workload].forEach(name => {
    if (name !== undefined && !rows.has(name)) { rows.set(name, `row-${cluster}-${row}`); }
  }));
  const scrapeRows = scrapes.map((scrape, row) => rowOf(scrape, `row-${cluster}-${row}`, numbers, severities));
  const ruleItems = rules.map(({ name, alerts, records }) => `<li>${escapedHtml(name)}: ${alerts} alerts, ${records} recorded series</li>`);
  const limitItems = disruptionLimits.flatMap(({ object, version, limits }) =>
    limits.map(({ what, cure }) => `<li>${escapedHtml(`${object}, version ${version}: ${what}: ${cure}`)}</li>`));
  return `<section>${explanation.cluster === undefined ? '' : `<h2>${escapedHtml(explanation.cluster)}</h2>`}
<h3>Problems</h3>${problems.length === 0
  ? '<p class="none">None.</p>'
  : scrolled('list', 'Problems', `<ul class="problems">${causesOf(problems).map(cause => problemOf(cause, rows)).join('\n')}</ul>`)}
${silenced.length === 0
  ? ''
  : `<h3>Silenced</h3><ul>${silenced.map(({
    message, at, reason,
  }) => `<li>${escapedHtml(message)}<br>at ${escapedHtml(at)}: <i>${escapedHtml(reason)}</i></li>`).join('')}</ul>`}
<h3>Graph</h3><p class="drawn muted"></p>${scrolled('graph', 'Graph', '')}
<h3>Scrapes</h3><table><thead><tr>${SCRAPE_HEADS}</tr></thead><tbody>
${scrapeRows.join('\n')}
</tbody></table>
${folded(`Disruptions that are not visible (${limitItems.length})`, limitItems)}
${folded(`Rules (${rules.length})`, ruleItems)}
${folded(`Images (${images.length})`, images.map(image => `<li><code>${escapedHtml(image)}</code></li>`))}
${folded(
  `Secrets that must exist (${secrets.length})`,
  secrets.map(secret => `<li><code>${escapedHtml(secretTitle(secret))}</code> for ${escapedHtml(secret.by.join(', '))}</li>`),
)}</section>`;
}

/** Scrollable areas are focusable, so that the keyboard can scroll them. */
function scrolled(kind: string, name: string, content: string): string {
  return `<div class="scroll ${kind}" tabindex="0" role="region" aria-label="${name}">${content}</div>`;
}

function folded(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<details><summary>${title}</summary><ul>${items.join('')}</ul></details>`;
}

/** Each object links to its row. A link to an object without a row searches for it, so that it is drawn alone. */
function problemOf({ severity, message, issues, others }: Cause, rows: ReadonlyMap<string, string>): string {
  const objects = [...new Set(issues.flatMap(issue => issue.objects))];
  const links = objects.slice(0, 6).map(name => `<a href="#${rows.get(name) ?? `q=${encodeURIComponent(name)}`}">${escapedHtml(name)}</a>`);
  const more = issues.length === 1
    ? ''
    : `<details><summary>${issues.length} times</summary><ul>${others.map(place => `<li>${escapedHtml(place)}</li>`)
      .join('')}</ul></details>`;
  const kind = severity === 'error' ? 'error' : 'warning';
  return `<li class="${kind}" data-severity="${kind}"><b>${escapedHtml(
    severity,
  )}</b> <span class="text">${escapedHtml(message)}</span> ${links.join(' ')}${more}</li>`;
}

function rowOf(
  scrape: Scrape, id: string, numbers: ReadonlyMap<string, number>, severities: ReadonlyMap<string, string | undefined>,
): string {
  const { service, workload, port, scheme, path, labels, interval, monitor, by, elsewhere, addresses } = scrape;
  const names = [service, workload].filter(each => each !== undefined);
  const what = names.length > 0 ? names : [elsewhere?.join(', ') ?? addresses.join(', ')];
  const own = [monitor, ...what];
  const severity = ['error', 'warning'].find(each => own.some(name => severities.get(name) === each)) ?? '';
  const nodes = [...by, ...own].flatMap(name => numbers.get(name) ?? []).join(' ');
  const cells = [
    `${what.map(escapedHtml)
      .join('<br>')}<br><code>${escapedHtml([scheme, port, path].filter(each => each !== undefined).join(' '))}</code>`,
    escapedHtml(labels?.job ?? ''),
    escapedHtml(interval),
    `${escapedHtml(monitor)}<br>${by.length === 0
      ? '<span class="error">not selected by a Prometheus here</span>'
      : by.map(escapedHtml).join('<br>')}`,
    labelsCell(scrape),
  ];
  return `<tr class="scrape" id="${id}" tabindex="-1" data-nodes="${nodes}"${severity === ''
    ? ''
    : ` data-severity="${severity}"`}>${cells.map(cell => `<td>${cell}`).join('')}</tr>`;
}

function labelsCell({ labels, elsewhere }: Scrape): string {
  if (labels === undefined) { return elsewhere ? '' : '<span class="error">dropped by a relabeling</span>'; }
  return `<code>${escapedHtml(Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', '))}</code>`;
}

/** Data for the script of the page. */
function dataOf({ nodes, lines }: Drawing): object {
  const numbers = new Map(nodes.map(({ name }, at) => [name, at]));
  return {
    nodes: nodes.map(({ name, column, severity = '' }) => [name, COLUMNS.indexOf(column), severity]),
    lines: lines.map(({ from, to, texts, isDropped }) => [
      numbers.get(from), numbers.get(to), texts.length > 1 ? `${texts[0]} +${texts.length - 1}` : texts[0] ?? '', isDropped ? 1 : 0,
    ]),
  };
}

/** JSON inside a script element: no text can end the script. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
