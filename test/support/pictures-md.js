// docs/pictures.md: the output of `explain --format mermaid` for two examples, from their goldens, so that it is always accurate.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { source } = require('./source');
const { ROOT } = require('./steps');
const { readGolden } = require('../../build/release/goldens');

const PICTURES = [
  { title: 'A stack', example: 'minimal', files: { 'monitoring.k8s.yaml': 'example-minimal-monitoring' } },
  {
    title: 'A federated fleet',
    example: 'fleet',
    files: {
      'hub/hub.k8s.yaml': 'example-fleet-hub-hub',
      'eu-1/eu-1.k8s.yaml': 'example-fleet-eu-1-eu-1',
      'us-1/us-1.k8s.yaml': 'example-fleet-us-1-us-1',
    },
  },
];

function pictures() {
  const { ScrapeGraph } = source('scrape-graph/scrape-graph')['scrape-graph/scrape-graph'];
  const parts = PICTURES.map(({ title, example, files }) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-pictures-'));
    try {
      for (const [name, golden] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), readGolden(path.join(ROOT, 'test', 'golden', `${golden}.yaml`)));
      }
      const picture = ScrapeGraph.fromFiles([folder]).explainAsMermaid().trimEnd();
      const link = `[examples/${example}](../examples/${example}/main.ts)`;
      return `## ${title}\n\n${link}\n\n\`\`\`mermaid\n${picture}\n\`\`\`\n`;
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
  return `# Pictures

Who scrapes what, as \`npx cdk8s-prometheus explain --format mermaid dist/\` draws it. Made by \`npm run update-docs\`.

${parts.join('\n')}`;
}

module.exports = { pictures };
