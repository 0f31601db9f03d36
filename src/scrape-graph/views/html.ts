import { COLUMNS, Drawing, drawingOf, DrawnNode } from './drawing';
import { asText } from './text';
import { Explanation, Scrape } from '../explanation';

const STYLE = `
:root{color-scheme:light dark;--line:#8886;--wrong:#c62828;--box:#8881}
body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.6rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
code{font:12px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.error,.wrong{color:var(--wrong)}input{font:inherit;padding:.3rem .5rem;width:24rem;max-width:100%}
.graph{overflow:auto;border:1px solid var(--line)}svg text{font:12px system-ui,sans-serif;fill:currentColor}
svg rect{fill:var(--box);stroke:var(--line)}svg g.wrong rect{stroke:var(--wrong);stroke-width:2}
svg path{fill:none;stroke:var(--line);stroke-width:1.4}svg path.dropped{stroke-dasharray:4 4;stroke:var(--wrong)}
svg .dim{opacity:.12}[hidden]{display:none}`;

/** Filters what is shown by a text, which is in the address, so that one can send it to somebody. */
const SCRIPT = `
const box=document.getElementById('filter');
function show(){
  const wanted=box.value.trim().toLowerCase();
  for(const row of document.querySelectorAll('[data-text]'))row.hidden=wanted!==''&&!row.dataset.text.toLowerCase().includes(wanted);
  for(const part of document.querySelectorAll('[data-node]'))part.classList.toggle('dim',wanted!==''&&!part.dataset.node.toLowerCase().includes(wanted));
  document.getElementById('count').textContent=document.querySelectorAll('tr.scrape:not([hidden])').length;
}
box.addEventListener('input',()=>{history.replaceState(null,'','#'+encodeURIComponent(box.value));show()});
function fromAddress(){box.value=decodeURIComponent(location.hash.slice(1));show()}
addEventListener('hashchange',fromAddress);fromAddress();`;

/** One page with everything in it: no font, script or picture is loaded from anywhere. */
export function asHtml(explanations: readonly Explanation[]): string {
  const count = explanations.reduce((sum, { scrapes }) => sum + scrapes.length, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Scrape graph</title><style>${STYLE}
</style></head><body>
<h1>Who scrapes what</h1>
<p><label>Filter <input id="filter" type="search" placeholder="a name, a job, a label"></label> <span id="count">${count}</span> of ${count} scrapes</p>
${explanations.map(clusterOf).join('\n')}
<details><summary>As text</summary><pre>${escaped(asText(explanations))}</pre></details>
<script>${SCRIPT}
</script></body></html>
`;
}

function clusterOf(explanation: Explanation): string {
  const { cluster, problems, silenced, scrapes } = explanation;
  const items = (title: string, lines: readonly string[]) => lines.length === 0 ? '' : `<h2>${title}</h2><ul>${lines.join('')}</ul>`;
  return `<section>${cluster === undefined ? '' : `<h1>${escaped(cluster)}</h1>`}
${items('Problems', problems.map(({ severity, message }) => `<li class="${severity === 'error' ? 'error' : 'warning'}" data-text="${escaped(message)}"><b>${escaped(severity)}</b> ${escaped(message)}</li>`))}
${items('Silenced', silenced.map(({ message, at, reason }) => `<li data-text="${escaped(message)}">${escaped(message)}<br>at ${escaped(at)}: <i>${escaped(reason)}</i></li>`))}
<h2>Graph</h2><div class="graph">${svgOf(drawingOf(explanation))}</div>
<h2>Scrapes</h2><table><thead><tr><th>What<th>Job<th>Every<th>By<th>Labels</tr></thead><tbody>
${scrapes.map(rowOf).join('\n')}
</tbody></table></section>`;
}

function rowOf(scrape: Scrape): string {
  const { service, workload, port, scheme, path, labels, interval, monitor, by, elsewhere, addresses } = scrape;
  const what = [service, workload, ...service === undefined && workload === undefined ? [elsewhere?.join(', ') ?? addresses.join(', ')] : []].filter(each => each !== undefined).map(each => escaped(each)).join('<br>');
  const shown = labels === undefined ? elsewhere ? '' : '<span class="wrong">dropped by a relabeling</span>' : `<code>${escaped(Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', '))}</code>`;
  return `<tr class="scrape" data-text="${escaped(JSON.stringify(scrape))}"><td>${what}<br><code>${escaped([scheme, port, path].filter(each => each !== undefined).join(' '))}</code><td>${escaped(labels?.job ?? '')}<td>${escaped(interval)}`
    + `<td>${escaped(monitor)}<br>${by.length === 0 ? '<span class="wrong">no Prometheus here</span>' : by.map(escaped).join('<br>')}<td>${shown}</tr>`;
}

const BOX = { width: 230, height: 40, gapX: 130, gapY: 14, pad: 20 };

/** Columns from left to right; each box as high as those to which it is connected, as far as there is room. */
function svgOf({ nodes, lines }: Drawing): string {
  const place = placesOf({ nodes, lines });
  const height = Math.max(0, ...[...place.values()].map(({ y }) => y)) + BOX.height + 2 * BOX.pad;
  const width = COLUMNS.length * BOX.width + (COLUMNS.length - 1) * BOX.gapX + 2 * BOX.pad;
  const paths = lines.map(({ from, to, texts, isDropped }) => {
    const [a, b] = [place.get(from)!, place.get(to)!];
    const [x1, y1, x2, y2] = [a.x + BOX.width, a.y + BOX.height / 2, b.x, b.y + BOX.height / 2];
    const middle = (x1 + x2) / 2;
    const text = texts.length > 1 ? `${texts[0]} +${texts.length - 1}` : texts[0] ?? '';
    const label = text === '' ? '' : `<text x="${x2 - 6}" y="${y2 - 5}" text-anchor="end">${escaped(clipped(text, 20))}</text>`;
    return `<g data-node="${escaped(`${from} ${to}`)}"><path${isDropped ? ' class="dropped"' : ''} d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"><title>${escaped(`${from} → ${to}: ${texts.join(', ')}`)}</title></path>${label}</g>`;
  });
  const boxes = nodes.map(({ name, isWrong }) => {
    const { x, y } = place.get(name)!;
    const [kind, ...rest] = name.split(' ');
    return `<g${isWrong ? ' class="wrong"' : ''} data-node="${escaped(name)}"><title>${escaped(name)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4"/>`
      + `<text x="${x + 8}" y="${y + 16}">${escaped(clipped(rest.length === 0 ? '' : kind, 30))}</text><text x="${x + 8}" y="${y + 32}">${escaped(clipped(rest.join(' ') || name, 34))}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Who scrapes what">${paths.join('')}${boxes.join('')}</svg>`;
}

function placesOf({ nodes, lines }: Drawing): Map<string, { readonly x: number; readonly y: number }> {
  const place = new Map<string, { x: number; y: number }>();
  const before = new Map<string, string[]>();
  for (const { from, to } of lines) { before.set(to, [...before.get(to) ?? [], from]); }
  for (const [at, column] of COLUMNS.entries()) {
    const wanted = ({ name }: DrawnNode) => {
      const heights = (before.get(name) ?? []).flatMap(from => place.get(from)?.y ?? []);
      return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
    };
    const own = nodes.filter(node => node.column === column).map(node => ({ node, y: wanted(node) })).sort((a, b) => a.y - b.y || (a.node.name < b.node.name ? -1 : 1));
    own.forEach(({ node }, row) => place.set(node.name, { x: BOX.pad + at * (BOX.width + BOX.gapX), y: BOX.pad + row * (BOX.height + BOX.gapY) }));
  }
  return place;
}

function clipped(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
