import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { main } from '../../src/cli';
import { deployment, meta, monitor, prometheus, service, WELL } from '../support/scrape-graph';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cli-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const textOf = (objects: readonly object[]) => objects.map(object => JSON.stringify(object)).join('\n---\n');
const write = (name: string, content: string | readonly object[]) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : textOf(content));
  return join(folder, name);
};
const run = (...args: string[]) => runWith('', ...args);
const runWith = (input: string, ...args: string[]) => {
  const said = { out: '', err: '' };
  const code = main(args, text => { said.out += text; }, text => { said.err += text; }, { readInput: () => ({ text: input }) });
  return { code, ...said };
};

/** No container declares the port: nothing outside of the folder can make it work. */
const ERROR = [prometheus(), monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()];
const WARNING = [prometheus({ serviceMonitorSelector: undefined }), monitor(), service(), deployment()];

describe('the exit status', () => {
  test.each([
    ['error', WELL, 0], ['error', WARNING, 0], ['error', ERROR, 1],
    ['warning', WELL, 0], ['warning', WARNING, 1], ['warning', ERROR, 1],
    ['never', WELL, 0], ['never', WARNING, 0], ['never', ERROR, 0],
  ])('--fail-on %s, case %#', (failOn, objects, code) => {
    write('all.yaml', objects);
    expect(run('explain', '--fail-on', failOn, folder).code).toBe(code);
    if (failOn === 'error') { expect(run('explain', folder).code).toBe(code); }
  });

  test.each([[WELL, 0], [ERROR, 1]])('a document that cannot be read does not hide the problem, case %#', (objects, code) => {
    write('all.yaml', objects);
    write('broken.yaml', 'a: 1\n---\nb: [\n');
    expect(run('explain', folder)).toMatchObject({ code, err: expect.stringMatching(/^skipped: .*broken.yaml: line 3, column/) });
  });

  test('2 if nothing could be read at all', () => {
    write('broken.yaml', 'a: [');
    expect(run('explain', folder)).toMatchObject({ code: 2, err: expect.stringMatching(/skipped: .*broken.yaml: line 1/) });
    expect(run('explain', join(folder, 'nowhere'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nowhere') });
  });

  test('2 if all files are Helm templates, which are counted in one line', () => {
    for (let at = 0; at < 412; at++) { write(`templates/${at}.yaml`, '{{- if .Values.on }}\nkind: Service\n{{- end }}\n'); }
    const { code, err } = run('explain', folder);
    expect(code).toBe(2);
    expect(err).toMatch(/skipped: 412 files are Helm templates: render them first: "helm template RELEASE CHART \| cdk8s-prometheus explain -"; the first is .*templates\/0\.yaml/);
  });

  test('0 with a note if there is no manifest in what could be read', () => {
    write('values.yaml', 'a: 1\n');
    expect(run('explain', folder)).toMatchObject({ code: 0, err: 'note: the input contains no manifest\n' });
  });
});

test('- is standard input', () => {
  expect(runWith(textOf(WELL), 'explain', '-')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('by ServiceMonitor shop/web, selected by Prometheus monitoring/main') });
  const [first, ...rest] = WELL;
  expect(runWith(textOf([first]), 'explain', '-', write('rest.yaml', rest)).out).toContain('Service shop/web, port metrics');
});

describe('arguments', () => {
  test('arguments after -- are paths, whatever their names', () => {
    write('--problems', '');
    const { code, out } = run('explain', '--problems', '--', write('-x.yaml', WELL));
    expect([code, out]).toEqual([0, 'Problems\n  nothing\n']);
    expect(run('explain', '--', '--help')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('there is no file or folder "--help"') });
  });

  test.each([
    [['explain', '-x', '.'], 'explain has no option "-x"'],
    [['explain', '--jsn', '.'], 'explain has no option "--jsn": did you mean "--json"?'],
    [['explain', '.', '--format'], '--format requires a value: write "--format VALUE"'],
    [['explain', '--json=x', '.'], '--json does not accept a value, and has "x": write "--json"'],
    [['explain', '--format', 'pdf', '.'], '--format is "pdf": use one of text, json, mermaid, html, sarif, junit'],
    [['explain', '--fail-on', 'sometimes', '.'], '--fail-on is "sometimes": use one of error, warning, never'],
    [['explain', '--namespace', 'A_B', '.'], '--namespace is "A_B", which is not a valid Kubernetes name'],
    [['explain', '--problems', '--format', 'html', '.'], '--problems requires the format text or json, and --format is html'],
    [['explain', '--release', 'x', '.'], 'explain has no option "--release"'],
    [['migrate', '--fail-on', 'never', 'x'], 'migrate has no option "--fail-on"'],
    [['explain', '--json', '--format', 'html', '.'], '--json and --format "html" are both set: remove one of them'],
    [['explain', '--pods', '5', '.'], '--pods requires --nodes'],
    [['explain', '--nodes', '1e3', '.'], '--nodes is "1e3": use a number from 1 to 9999999'],
    [['explode', '.'], 'unknown command "explode": did you mean "explain"?'],
  ])('%j is a usage error', (args, why) => {
    const { code, out, err } = run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')[0]).toBe(why);
  });
});

test('errors come first, and --problems prints only the problems', () => {
  write('all.yaml', [...ERROR, { ...monitor({ selector: { matchLabels: { app: 'nobody' } } }), ...meta('a') }]);
  const lines = run('explain', '--problems', folder).out.trimEnd().split('\n');
  expect(lines[0]).toBe('Problems');
  expect(lines[1]).toMatch(/^ {2}error: /);
  expect(lines[2]).toMatch(/^ {2}warning: /);
  const [{ problems, scrapes }] = JSON.parse(run('explain', '--problems', '--json', folder).out);
  expect(problems.map(({ severity }: any) => severity)).toEqual(expect.arrayContaining(['error', 'warning']));
  expect(scrapes).toBeUndefined();
});

describe('problems with one cause are one line', () => {
  const linesOf = (objects: readonly object[], pattern: RegExp) => {
    write('all.yaml', objects);
    return run('explain', '--problems', folder).out.split('\n').filter(line => pattern.test(line));
  };

  test('with the number and the first place: monitors that lack the label that their Prometheus requires', () => {
    const monitors = Array.from({ length: 34 }, (_, at) => ({ ...monitor(), ...meta(`exporter-${at + 10}`, { app: `exporter-${at}` }) }));
    const selecting = prometheus({ serviceMonitorSelector: { matchLabels: { release: 'stack' } } });
    expect(linesOf([selecting, ...monitors, service(), deployment()], /release=stack|times/)).toEqual([
      expect.stringMatching(/^ {2}warning: ServiceMonitor shop\/exporter-10 .*release=stack.*\[scrape-graph\/not-selected\]$/),
      '    34 times, also: ServiceMonitor shop/exporter-11; ServiceMonitor shop/exporter-12; ServiceMonitor shop/exporter-13; and 30 more',
    ]);
  });

  test('alerts of one missing job', () => {
    const rule = (name: string, alerts: number) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      ...meta(name),
      spec: { groups: [{ name: 'a', rules: Array.from({ length: alerts }, (_, at) => ({ alert: `${name}${at}`, expr: 'up{job="node-exporter"} == 0' })) }] },
    });
    expect(linesOf([...WELL, rule('a', 8), rule('b', 8)], /node-exporter/)).toEqual([expect.stringMatching(/15 more/)]);
  });

  test('two causes are two lines', () => {
    const monitors = ['a', 'b'].map(name => ({ ...monitor({ selector: { matchLabels: { app: `nobody-${name}` } } }), ...meta(name) }));
    expect(linesOf([prometheus(), ...monitors, service(), deployment()], /nobody-[ab]/)).toHaveLength(2);
  });
});

test('names cannot forge lines or move the cursor, on stdout or stderr', () => {
  const name = 'web\nProblems\n  nothing\u001b[2J\u202e\u0085';
  write('all.yaml', [prometheus(), { ...monitor({ endpoints: [{ port: 'x' }] }), ...meta(name) }, service(), deployment()]);
  write('bad\u001b[31m\n.yaml', 'a: [');
  const { out, err } = run('explain', folder);
  // eslint-disable-next-line no-control-regex
  for (const text of [out, err]) { expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/); }
  expect(out.split('\n').filter(line => line === 'Problems')).toHaveLength(1);
  expect(out).toContain('ServiceMonitor shop/web\\u000aProblems\\u000a  nothing\\u001b[2J\\u202e\\u0085');
  expect(err).toContain('bad\\u001b[31m\\u000a.yaml: line 1');
});

test('--namespace sets the namespace of objects without one', () => {
  const bare = WELL.map((object: any) => object.metadata.namespace === 'shop' ? { ...object, metadata: { ...object.metadata, namespace: undefined } } : object);
  write('all.yaml', bare);
  expect(run('explain', '--namespace', 'shop', folder).out).toBe(run('explain', write('other/all.yaml', WELL)).out);
});

test('--one-cluster treats objects that are defined twice as one cluster', () => {
  for (const part of ['eu', 'us']) { write(`${part}.k8s.yaml`, WELL); }
  expect(run('explain', folder)).toMatchObject({ out: expect.stringMatching(/^# eu\n[^]*\n# us\n/), err: expect.stringContaining('note: explained as 2 clusters (eu, us)') });
  expect(run('explain', '--one-cluster', folder)).toMatchObject({ out: expect.not.stringMatching(/^# /m), err: '' });
});

describe('SARIF', () => {
  const sarif = (...args: string[]) => JSON.parse(run('explain', '--format', 'sarif', ...args).out);

  test('has rules, levels and places by file and line', () => {
    write('all.yaml', `# a comment\n${textOf(ERROR).replace('---', '---\n# more')}`);
    const { version, runs: [{ tool: { driver }, results, invocations }] } = sarif(folder);
    expect(version).toBe('2.1.0');
    expect(driver.name).toBe('cdk8s-prometheus');
    const [first] = results;
    expect(first).toMatchObject({
      ruleId: 'scrape-graph/no-port',
      level: 'error',
      message: { text: expect.stringContaining('ServiceMonitor shop/web scrapes the port "x"') },
      locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringMatching(/^file:\/\/\/.*\/all\.yaml$/) }, region: { startLine: 5 } }, logicalLocations: [{ fullyQualifiedName: 'ServiceMonitor shop/web', kind: 'resource' }] }],
    });
    expect(driver.rules[first.ruleIndex]).toMatchObject({ id: 'scrape-graph/no-port', fullDescription: { text: 'The monitor never has a target at this Service.' }, defaultConfiguration: { level: 'error' } });
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test('paths in the current folder are relative to it, as code hosts require', () => {
    write('a b/all.yaml', ERROR);
    const spy = jest.spyOn(process, 'cwd').mockReturnValue(folder);
    try {
      expect(sarif(join(folder, 'a b')).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/all.yaml');
    } finally {
      spy.mockRestore();
    }
  });

  test('silenced problems are suppressed with the reason, and unreadable files are notifications', () => {
    const [first, second, ...rest] = ERROR as any[];
    write('all.yaml', [first, { ...second, metadata: { ...second.metadata, annotations: { 'cdk8s-prometheus/silence-no-port': 'made by hand' } } }, ...rest]);
    write('bad.yaml', 'a: [');
    const { results, invocations: [{ toolExecutionNotifications }] } = sarif(folder).runs[0];
    expect(results.find(({ ruleId }: any) => ruleId === 'scrape-graph/no-port').suppressions).toEqual([{ kind: 'inSource', justification: 'made by hand' }]);
    expect(toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: expect.stringContaining('bad.yaml: line 1') } }]);
  });

  test('without problems it is a run without results', () => {
    write('all.yaml', WELL);
    expect(sarif(folder).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });
});

describe('JUnit', () => {
  const junit = (...args: string[]) => run('explain', '--format', 'junit', ...args).out;

  test('an error is a failure, a warning is skipped', () => {
    write('all.yaml', ERROR);
    expect(junit(folder)).toMatch(/<testsuites name="cdk8s-prometheus explain" tests="\d+" failures="1" errors="0" skipped="\d+">\n {2}<testsuite name="scrape graph" tests="\d+" failures="1" /);
    expect(junit(folder)).toMatch(/<testcase classname="scrape-graph\/no-port" name="ServiceMonitor shop\/web, Service shop\/web" file="[^"]*all.yaml" line="3"><failure type="error" message="ServiceMonitor shop\/web scrapes the port &#34;x&#34;, /);
    write('all.yaml', WARNING);
    expect(junit(folder)).toMatch(/failures="0" errors="0" skipped="1"[^]*<skipped message="warning: ServiceMonitor shop\/web is /);
    expect(junit('--fail-on', 'warning', folder)).toMatch(/failures="1" errors="0" skipped="0"[^]*<failure type="warning" /);
  });

  test('without problems it is a test that passes, because systems reject a report without tests', () => {
    write('all.yaml', WELL);
    expect(junit(folder)).toBe([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cdk8s-prometheus explain" tests="1" failures="0" errors="0" skipped="0">',
      '  <testsuite name="scrape graph" tests="1" failures="0" errors="0" skipped="0">',
      '    <testcase classname="scrape-graph" name="no problems"/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'));
  });

  test('names are escaped, including characters that XML cannot contain', () => {
    write('all.yaml', [prometheus(), { ...monitor({ endpoints: [{ port: 'x' }] }), ...meta('a"><b>&\u0000\u000b\ud800') }, service(), deployment()]);
    const text = junit(folder);
    expect(text).toContain('ServiceMonitor shop/a&#34;&#62;&#60;b&#62;&#38;\\u0000\\u000b\ufffd');
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/<b>|[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('a graph that is too large for Mermaid', () => {
  const many = (count: number, namespace: string) => Array.from({ length: count }, (_, at) => {
    const app = { app: `web-${at}` };
    const named = (labels = {}) => ({ metadata: { name: `web-${at}`, namespace, labels } });
    return [{ ...monitor({ selector: { matchLabels: app } }), ...named() }, { ...service({ selector: app }, app), ...named(app) }, { ...deployment(`web-${at}`, app), ...named() }];
  }).flat();

  test('is one for each namespace, as Markdown', () => {
    write('all.yaml', [prometheus(), ...many(100, 'shop'), ...many(101, 'cart')]);
    const { code, out, err } = run('explain', '--format', 'mermaid', '--fail-on', 'never', folder);
    expect([code, err]).toEqual([0, expect.stringMatching(/^note: the graph has 603 edges and \d+ characters; Mermaid draws at most 500 edges and 50000 characters: the output is Markdown with 2 diagrams, one for each namespace of monitors\n$/)]);
    const parts = out.split(/^## /m).slice(1);
    expect(parts.map(part => part.split('\n').slice(0, 4))).toEqual([['cart', '', '```mermaid', 'flowchart LR'], ['shop', '', '```mermaid', 'flowchart LR']]);
    expect(parts.map(part => part.match(/ --> | -->\|/g)!.length)).toEqual([303, 300]);
    expect(parts[0]).not.toContain('shop/');
    expect(parts.every(part => part.includes('Prometheus<br/>monitoring/main') && part.endsWith('```\n') || part.endsWith('```\n\n'))).toBe(true);
  });

  test('is rejected with advice if one namespace is too large', () => {
    write('all.yaml', [prometheus(), ...many(250, 'shop'), ...many(1, 'cart')]);
    const { code, out, err } = run('explain', '--format', 'mermaid', folder);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/the graph of shop has 750 edges and 45444 characters; Mermaid draws at most 500 edges and 50000 characters: use "--format html", or pass fewer files/);
  });
});
