// Pictures of the dashboards in docs/pictures, and their page: drawn from saved responses of a real Prometheus, so that they need no
// cluster. To save new ones: BOARD_ANSWERS=test/data/board-answers.json CONFORMANCE_TIER=full npm run conformance:node -- dashboards
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./steps');
const { test } = require('./source');

const ANSWERS = path.join(ROOT, 'test', 'data', 'board-answers.json');
const FOLDER = 'docs/pictures';
const PAGE = 'docs/dashboard-pictures.md';

/** The text of each file by path, and the flaws of the pictures. */
function boardPictures() {
  const { everyBoard, picturesOf } = test('support/boards/all-pictures');
  const answers = JSON.parse(fs.readFileSync(ANSWERS, 'utf8'));
  const files = new Map();
  const flaws = [];
  const parts = [];
  for (const { board, name, svg, flaws: own } of picturesOf(quietly(everyBoard), answers)) {
    files.set(`${FOLDER}/${name}.svg`, svg);
    flaws.push(...own.map(({ panel, problem }) => `${name} | ${panel} | ${problem}`));
    parts.push(`## ${board.title}\n\n${board.description ?? ''}\n\n![${board.title}](pictures/${name}.svg)\n`);
  }
  files.set(PAGE, `# Pictures of the dashboards\n\n${INTRODUCTION}\n\n${parts.join('\n')}`);
  return { files, flaws };
}

const INTRODUCTION = [
  'Each dashboard as Grafana lays it out, with the data of a real Prometheus.',
  'The cluster has one node, the stack of this library, and a namespace with workloads of which some fail.',
  'A board without data shows what is not there: no CoreDNS, no Grafana, no Windows nodes.',
  'Made by `npm run update-docs` from the answers in `test/data/board-answers.json`.',
].join('\n');

/** Without the notices of a synthesis. */
function quietly(work) {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try { return work(); } finally { process.emitWarning = emitWarning; }
}

module.exports = { boardPictures, FOLDER };

if (require.main === module) {
  const { files, flaws } = boardPictures();
  fs.rmSync(path.join(ROOT, FOLDER), { recursive: true, force: true });
  fs.mkdirSync(path.join(ROOT, FOLDER), { recursive: true });
  for (const [name, text] of files) { fs.writeFileSync(path.join(ROOT, name), text); }
  const sizes = [...files].filter(([name]) => name.endsWith('.svg')).map(([, text]) => text.length);
  const [all, largest] = [sizes.reduce((a, b) => a + b), Math.max(...sizes)].map(size => Math.round(size / 1000));
  const summary = `${sizes.length} pictures, ${all} kB, the largest ${largest} kB; ${flaws.length} findings`;
  console.log([...flaws, summary].join('\n'));
}
