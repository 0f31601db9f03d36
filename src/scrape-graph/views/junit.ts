import { Cause, causesOf } from './causes';
import { oneLine } from '../../validation/control-characters';
import { Explanation } from '../explanation';

/** Which problems fail a run. */
export type FailOn = 'error' | 'warning' | 'never';

export function fails(severity: string, failOn: FailOn): boolean {
  return failOn === 'warning' || (failOn === 'error' && severity === 'error');
}

/**
 * Problems as a JUnit report, for Jenkins, GitLab and Azure: a suite for each cluster, a test for each cause. A problem that does not fail
 * the run, and a silenced one, is a skipped test.
 */
export function asJunit(explanations: readonly Explanation[], failOn: FailOn, unreadable: readonly string[]): string {
  const suites = explanations.map(({ cluster = 'scrape graph', problems, silenced }) => {
    const causes = causesOf(problems);
    const failures = causes.filter(({ severity }) => fails(severity, failOn)).length;
    const cases = [
      ...causes.map(cause => caseOf(cause, failOn)),
      ...silenced.map(({ id, message, reason }) => testCase(id, message, '', `<skipped message="${escapedXml(`silenced: ${reason}`)}"/>`)),
    ];
    // CI systems treat a report without tests as a failure
    const all = cases.length > 0 ? cases : [testCase('scrape-graph', 'no problems', '', '')];
    const skipped = causes.length - failures + silenced.length;
    return { failures, skipped, tests: all.length, name: cluster, all };
  });
  const sum = (count: (suite: typeof suites[number]) => number) => suites.reduce((total, suite) => total + count(suite), 0);
  const total = `tests="${sum(
    ({ tests }) => tests,
  )}" failures="${sum(({ failures }) => failures)}" errors="0" skipped="${sum(({ skipped }) => skipped)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-prometheus explain" ${total}>`,
    ...suites.flatMap(({ name, tests, failures, skipped, all }, at) => [
      `  <testsuite name="${escapedXml(name)}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`,
      ...all,
      ...at === 0 && unreadable.length > 0
        ? [`    <system-err>${escapedXml(unreadable.map(line => `skipped: ${oneLine(line)}`).join('\n'))}</system-err>`]
        : [],
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf({ id, severity, message, issues, others }: Cause, failOn: FailOn): string {
  const [at] = issues[0].locations ?? [];
  const file = at === undefined ? '' : ` file="${escapedXml(at.file)}"${at.line === undefined ? '' : ` line="${at.line}"`}`;
  const text = message.replace(` [${id}]`, '');
  const places = issues.length === 1 ? '' : `\n${issues.length} times${others.map(place => `\n${place}`).join('')}`;
  const outcome = fails(severity, failOn)
    ? `<failure type="${escapedXml(severity)}" message="${escapedXml(text)}">${escapedXml(`${text}${places}`)}</failure>`
    : `<skipped message="${escapedXml(`${severity}: ${text}`)}"/>`;
  return testCase(id, issues[0].group?.place || issues[0].objects[0] || text, file, outcome);
}

function testCase(id: string, name: string, attributes: string, outcome: string): string {
  return `    <testcase classname="${escapedXml(id)}" name="${escapedXml(oneLine(name))}"${attributes}${outcome === ''
    ? '/>'
    : `>${outcome}</testcase>`}`;
}

/** Escaped for XML 1.0, which does not allow most control characters even as entities. */
function escapedXml(text: string): string {
  const lines = text.split('\n').map(oneLine).join('\n');
  return lines.replace(/[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
