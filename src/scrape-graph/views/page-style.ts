/** Colors in light and in dark mode. Text has a contrast of at least 4.5 to its background; lines have 3. */
const COLORS = [
  { name: 'bg', light: '#fff', dark: '#141414' },
  { name: 'fg', light: '#1b1b1b', dark: '#e6e6e6' },
  { name: 'muted', light: '#5a5f64', dark: '#a3a8ad' },
  { name: 'line', light: '#80868b', dark: '#80868b' },
  { name: 'soft', light: '#d5d8db', dark: '#3c4043' },
  { name: 'box', light: '#f3f4f5', dark: '#232425' },
  { name: 'error', light: '#b3261e', dark: '#ff8a80' },
  { name: 'warning', light: '#855300', dark: '#ffb74d' },
  { name: 'link', light: '#0b57d0', dark: '#8ab4f8' },
  { name: 'mark', light: '#fff4c2', dark: '#4a4200' },
];
const colorsOf = (mode: 'light' | 'dark') => COLORS.map(color => `--${color.name}:${color[mode]}`).join(';');

/** The style of the page. A backslash joins two lines: the page has no line break there. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${colorsOf('light')}}
@media (prefers-color-scheme:dark){:root{${colorsOf('dark')}}}
body{font:14px/1.45 system-ui,sans-serif;margin:0 1.5rem 2rem;background:var(--bg);color:var(--fg)}
header{position:sticky;top:0;z-index:1;background:var(--bg);border-bottom:1px solid var(--soft);padding:.6rem 0;\
display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center}
h1{font-size:1.25rem;margin:.2rem 0}h2{font-size:1.15rem;margin:1.4rem 0 .4rem}h3{font-size:1rem;margin:1.2rem 0 .4rem}
a{color:var(--link)}\
input,select,button{font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--line);border-radius:3px;padding:.25rem .5rem}
input{width:20rem;max-width:100%}::placeholder{color:var(--muted);opacity:1}:focus-visible{outline:3px solid var(--link);outline-offset:1px}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--soft);padding:.3rem .6rem;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}td:nth-child(3){white-space:nowrap}
tr:target,tr.mark{background:var(--mark)}tr{scroll-margin-top:5rem}
code{font:12px/1.4 ui-monospace,monospace}pre{overflow:auto}
.error{color:var(--error)}.warning{color:var(--warning)}.muted,.none{color:var(--muted)}
.problems{list-style:none;padding:0 .6rem;margin:0}.problems>li{padding:.25rem 0;border-bottom:1px solid var(--soft);\
overflow-wrap:anywhere}.problems .text{color:var(--fg)}
.scroll{overflow:auto;border:1px solid var(--soft)}.scroll.list{max-height:40vh}.scroll.graph{max-height:75vh}
svg{display:block}svg text{font:12px system-ui,sans-serif;fill:var(--fg)}svg text.small{font-size:11px;fill:var(--muted)}
svg rect{fill:var(--box);stroke:var(--line)}\
svg g.error rect{stroke:var(--error);stroke-width:2.5}svg g.warning rect{stroke:var(--warning);stroke-width:2.5}
svg g[tabindex]{cursor:pointer}svg g[tabindex]:focus-visible{outline:none}\
svg g[tabindex]:focus-visible rect{stroke:var(--link);stroke-width:4}
svg path{fill:none;stroke:var(--line);stroke-width:1.4}svg path.dropped{stroke-dasharray:4 4;stroke:var(--error)}
[hidden]{display:none}`;
