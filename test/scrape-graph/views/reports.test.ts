import { problemsAsJson } from '../../../src/scrape-graph/views/json';
import { asJunit, fails } from '../../../src/scrape-graph/views/junit';
import { asSarif } from '../../../src/scrape-graph/views/sarif';
import { explanationOf, issueOf } from '../../support/explanations';

const AT = (object: string, file: string, line?: number) => ({ object, file, ...line !== undefined && { line } });
const NO_PODS = issueOf('scrape-graph/no-pods', 'Service shop/web selects no pods', { severity: 'warning', objects: ['Service shop/web'], locations: [AT('Service shop/web', 'shop/web.yaml', 12)] });
const NO_PORT = issueOf('scrape-graph/no-port', 'ServiceMonitor shop/web scrapes no port', { objects: ['ServiceMonitor shop/web'] });
const SILENCED = { ...NO_PODS, at: 'Service shop/web', reason: 'made "later"' };

describe('SARIF', () => {
  const FACTS = { version: '1.2.3', base: '/repo', unreadable: [] as string[] };
  const run = (more: object, facts: object = {}) => JSON.parse(asSarif([explanationOf(more)], { ...FACTS, ...facts })).runs[0];
  const results = (...problems: any[]) => run({ problems }).results;

  test('of nothing is a successful run', () => {
    const text = asSarif([explanationOf()], FACTS);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).toContain('\n  "version": "2.1.0"');
    expect(JSON.parse(text)).toEqual({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{
        tool: { driver: { name: 'cdk8s-prometheus', semanticVersion: '1.2.3', rules: [] } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
        columnKind: 'utf16CodeUnits',
        results: [],
      }],
    });
  });

  test('has the files that could not be read', () => {
    expect(run({}, { unreadable: ['a.yaml: no\nYAML'] }).invocations[0].toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: 'skipped: a.yaml: no\\u000aYAML' } }]);
  });

  test('has each rule once, in the order of their ids, with the reason and a link', () => {
    const { tool: { driver: { rules } }, results: found } = run({ problems: [NO_PORT, NO_PODS, NO_PODS], silenced: [{ ...issueOf('scrape-graph/no-service', 'x'), severity: 'warning', at: 'a', reason: 'b' }] });
    expect(rules.map(({ id, defaultConfiguration: { level } }: any) => [id, level])).toEqual([['scrape-graph/no-pods', 'warning'], ['scrape-graph/no-port', 'error'], ['scrape-graph/no-service', 'warning']]);
    expect(rules[1]).toEqual({
      id: 'scrape-graph/no-port', shortDescription: { text: 'no port' }, fullDescription: { text: 'The monitor never has a target at this Service.' }, help: { text: 'The monitor never has a target at this Service.' }, defaultConfiguration: { level: 'error' },
    });
    expect(rules[2].helpUri).toBe('https://github.com/prometheus-operator/prometheus-operator/issues/6724');
    expect(rules[2].help.text).toBe(`${rules[2].fullDescription.text}\nhttps://github.com/prometheus-operator/prometheus-operator/issues/6724`);
    expect(found.map(({ ruleId, ruleIndex }: any) => [ruleId, ruleIndex])).toEqual([['scrape-graph/no-port', 1], ['scrape-graph/no-pods', 0], ['scrape-graph/no-service', 2]]);
  });

  test('of an unknown rule has no text', () => {
    expect(run({ problems: [issueOf('other/x-y', 'x')] }).tool.driver.rules).toEqual([
      { id: 'other/x-y', shortDescription: { text: 'x y' }, fullDescription: { text: '' }, help: { text: '' }, defaultConfiguration: { level: 'error' } },
    ]);
  });

  test('of a problem with a file has its line and its object, and the message without the id', () => {
    expect(results(NO_PODS)).toEqual([{
      ruleId: 'scrape-graph/no-pods',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'Service shop/web selects no pods' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'shop/web.yaml' }, region: { startLine: 12 } }, logicalLocations: [{ fullyQualifiedName: 'Service shop/web', kind: 'resource' }],
      }],
    }]);
  });

  test('of a file without a line has its first line, and of an absolute path the one below the base', () => {
    const [{ locations }] = results({ ...NO_PODS, locations: [AT('Service shop/web', '/repo/a b.yaml')] });
    expect(locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 1 } });
  });

  test.each(['-', '/dev/fd/63', '/proc/self/fd/11'])('of %s, which is not a file, has only the object', file => {
    expect(results({ ...NO_PODS, locations: [AT('Service shop/web', file, 3)] })[0].locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: 'Service shop/web', kind: 'resource' }] }]);
  });

  test('of a problem without a file has the object, and of one without an object nothing', () => {
    expect(results(NO_PORT)[0].locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: 'ServiceMonitor shop/web', kind: 'resource' }] }]);
    expect(results(issueOf('scrape-graph/no-port', 'x'))[0].locations).toEqual([]);
  });

  test('of several with one cause is one result, with the other places as related locations', () => {
    const others = ['a', 'b', 'c'].map((name, at) => ({ ...NO_PODS, message: NO_PODS.message.replace('web', name), objects: [`Service shop/${name}`], locations: [AT(`Service shop/${name}`, `${name}.yaml`, at + 1)] }));
    const [{ message, locations, relatedLocations }, ...more] = results(...others);
    expect(more).toEqual([]);
    expect(message.text).toBe('Service shop/a selects no pods (3 times)');
    expect(locations.map((each: any) => each.physicalLocation.artifactLocation.uri)).toEqual(['a.yaml']);
    expect(relatedLocations.map((each: any) => [each.id, each.physicalLocation.artifactLocation.uri])).toEqual([[1, 'b.yaml'], [2, 'c.yaml']]);
    expect(results(NO_PODS)[0]).not.toHaveProperty('relatedLocations');
  });

  test('has at most 50 locations for one result', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ ...NO_PODS, locations: [AT('Service shop/web', `${at}.yaml`)] }));
    expect(results(...many)[0].relatedLocations).toHaveLength(49);
  });

  test('of a silenced problem has the reason', () => {
    const [result] = run({ silenced: [SILENCED] }).results;
    expect(result.suppressions).toEqual([{ kind: 'inSource', justification: 'made "later"' }]);
    expect(results(NO_PODS)[0]).not.toHaveProperty('suppressions');
  });

  test('of a cluster has its name in the message', () => {
    expect(run({ cluster: 'eu', problems: [NO_PODS] }).results[0].message.text).toBe('eu: Service shop/web selects no pods');
  });
});

describe('JUnit', () => {
  const lines = (more: object, failOn: 'error' | 'warning' | 'never' = 'error', unreadable: string[] = []) => asJunit([explanationOf(more)], failOn, unreadable).split('\n');

  test('of nothing has one test that passes', () => {
    expect(lines({})).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cdk8s-prometheus explain" tests="1" failures="0" errors="0" skipped="0">',
      '  <testsuite name="scrape graph" tests="1" failures="0" errors="0" skipped="0">',
      '    <testcase classname="scrape-graph" name="no problems"/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  test('has a failure for each error, and skipped tests for warnings and for silenced problems', () => {
    expect(lines({ problems: [NO_PODS, NO_PORT], silenced: [SILENCED] }).slice(1, -2)).toEqual([
      '<testsuites name="cdk8s-prometheus explain" tests="3" failures="1" errors="0" skipped="2">',
      '  <testsuite name="scrape graph" tests="3" failures="1" errors="0" skipped="2">',
      '    <testcase classname="scrape-graph/no-pods" name="Service shop/web" file="shop/web.yaml" line="12"><skipped message="warning: Service shop/web selects no pods"/></testcase>',
      '    <testcase classname="scrape-graph/no-port" name="ServiceMonitor shop/web"><failure type="error" message="ServiceMonitor shop/web scrapes no port">ServiceMonitor shop/web scrapes no port</failure></testcase>',
      '    <testcase classname="scrape-graph/no-pods" name="Service shop/web selects no pods [scrape-graph/no-pods]"><skipped message="silenced: made &#34;later&#34;"/></testcase>',
      '  </testsuite>',
    ]);
  });

  test.each<['error' | 'warning' | 'never', number]>([['error', 1], ['warning', 2], ['never', 0]])('fails on %s: %i', (failOn, failures) => {
    expect(lines({ problems: [NO_PODS, NO_PORT] }, failOn)[1]).toBe(`<testsuites name="cdk8s-prometheus explain" tests="2" failures="${failures}" errors="0" skipped="${2 - failures}">`);
  });

  test.each<[string, 'error' | 'warning' | 'never', boolean]>([
    ['error', 'error', true], ['warning', 'error', false], ['error', 'warning', true], ['warning', 'warning', true], ['error', 'never', false], ['warning', 'never', false],
  ])('%s fails with --fail-on %s: %s', (severity, failOn, expected) => expect(fails(severity, failOn)).toBe(expected));

  test('of several with one cause has the other places in one test', () => {
    const other = { ...NO_PORT, message: NO_PORT.message.replace('web', 'api'), objects: ['ServiceMonitor shop/api'] };
    const found = lines({ problems: [NO_PORT, other] });
    expect(found[1]).toContain('tests="1" failures="1"');
    expect(found.slice(3, 6)).toEqual([
      expect.stringMatching(/>ServiceMonitor shop\/web scrapes no port$/), '2 times', 'ServiceMonitor shop/api</failure></testcase>',
    ]);
  });

  test('is named by the place of a group, by the object, or by the text', () => {
    const named = (more: object) => / name="([^"]*)"/.exec(lines({ problems: [{ ...NO_PORT, ...more }] })[3])![1];
    expect(named({ group: { cause: 'a', place: 'endpoint 0' } })).toBe('endpoint 0');
    expect(named({ group: { cause: 'a', place: '' } })).toBe('ServiceMonitor shop/web');
    expect(named({ objects: [] })).toBe('ServiceMonitor shop/web scrapes no port');
  });

  test('of a file without a line has only the file', () => {
    expect(lines({ problems: [{ ...NO_PODS, locations: [AT('Service shop/web', 'a&b.yaml')] }] })[3]).toContain('name="Service shop/web" file="a&#38;b.yaml"><skipped');
  });

  test('of several clusters has a suite for each, and the sums', () => {
    const text = asJunit([explanationOf({ cluster: 'eu', problems: [NO_PORT, NO_PODS] }), explanationOf({ cluster: 'u<s', problems: [NO_PORT] })], 'error', ['a.yaml: no YAML', 'b.yaml: a\tb']);
    expect(text.split('\n').filter(line => line.includes('<testsuite'))).toEqual([
      '<testsuites name="cdk8s-prometheus explain" tests="3" failures="2" errors="0" skipped="1">',
      '  <testsuite name="eu" tests="2" failures="1" errors="0" skipped="1">',
      '  <testsuite name="u&#60;s" tests="1" failures="1" errors="0" skipped="0">',
    ]);
    expect(text.match(/ +<system-err>[^]*?<\/system-err>\n/g)).toEqual(['    <system-err>skipped: a.yaml: no YAML\nskipped: b.yaml: a\\u0009b</system-err>\n']);
  });

  test('has only characters that XML allows', () => {
    const text = lines({ problems: [issueOf('scrape-graph/no-port', 'a\u0001 \ufffe \ud800 \udc00 \ud83d\ude00 \'&\'')] })[3];
    expect(text).toContain('message="a\\u0001 \ufffd \ufffd \ufffd \ud83d\ude00 &#39;&#38;&#39;"');
  });
});

describe('JSON', () => {
  test('has the problems of each cluster, and the silenced ones', () => {
    const text = problemsAsJson([explanationOf({ cluster: 'eu', problems: [NO_PODS], images: ['a:1'] }), explanationOf({ silenced: [SILENCED] })]);
    expect(JSON.parse(text)).toEqual([{ cluster: 'eu', problems: [NO_PODS], silenced: [] }, { problems: [], silenced: [SILENCED] }]);
    expect(text.startsWith('[\n  {\n    "cluster": "eu",\n')).toBe(true);
    expect(text.endsWith(']\n')).toBe(true);
  });
});
