// The source maps of the tarball, as a debugger and `node --enable-source-maps` read them.
'use strict';
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');
const { ROOT, check, run } = require('./support');

/** A program whose second line passes an invalid option. */
const PROGRAM = `const { App, Chart } = require('cdk8s');
new (require('cdk8s-prometheus').PrometheusStack)(new Chart(new App(), 'monitoring'), 'Monitoring', { prometheus: { retention: 15 } });
`;

/** @param folder an app that has the package installed */
function sourceMaps(folder, title, node) {
  const lib = path.join(folder, 'node_modules', 'cdk8s-prometheus', 'lib');
  fs.writeFileSync(path.join(folder, 'invalid-option.cjs'), PROGRAM);
  const { output } = run(node, ['--enable-source-maps', 'invalid-option.cjs'], { cwd: folder });
  const frame = /at new PrometheusStack \((.+\.ts):(\d+):\d+\)/.exec(output);
  const source = frame && path.join(ROOT, path.relative(path.join(lib, '..'), frame[1]));
  const line = source && fs.readFileSync(source, 'utf8').split('\n')[Number(frame[2]) - 1];
  check(
    `${title} a stack trace names the file and the line in src/`,
    frame !== null && line.includes('checkOptions('),
    `${frame?.[0]}: ${line}\n${output}`,
  );

  const maps = fs.readdirSync(lib).filter(name => name.endsWith('.js.map'));
  const wrong = maps.flatMap(name => problemsOf(lib, name));
  check(
    `${title} each of ${maps.length} maps belongs to a script, and has the text of each source`,
    maps.length > 0 && wrong.length === 0,
    wrong.join('\n'),
  );
}

function problemsOf(lib, name) {
  const script = fs.readFileSync(path.join(lib, name.replace(/\.map$/, '')), 'utf8');
  const map = JSON.parse(fs.readFileSync(path.join(lib, name), 'utf8'));
  const texts = map.sources.map((source, at) => fs.readFileSync(path.resolve(ROOT, 'lib', source), 'utf8') === map.sourcesContent[at]);
  return [
    ...script.endsWith(`//# sourceMappingURL=${name}\n`) ? [] : [`${name}: its script does not name it`],
    ...texts.every(Boolean) ? [] : [`${name}: ${map.sources.filter((_, at) => !texts[at])} differ from src/`],
    ...misplaced(script, map).map(text => `${name}: ${text}`),
  ];
}

/** Functions of the script whose line in the source does not contain their name. */
function misplaced(script, map) {
  const reader = new SourceMap(map);
  return script.split('\n').flatMap((text, at) => {
    const name = /^(?:async )?function (\w+?)\d*\(/.exec(text)?.[1];
    const { originalSource, originalLine } = name ? reader.findEntry(at, 0) : {};
    if (originalSource === undefined) { return []; }
    const line = map.sourcesContent[map.sources.indexOf(originalSource)].split('\n')[originalLine];
    return line.includes(name) ? [] : [`line ${at + 1}: ${name} is not in ${originalSource}:${originalLine + 1}: ${line}`];
  });
}

module.exports = { sourceMaps };
