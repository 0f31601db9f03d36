import { oneLine } from '../validation/control-characters';
import { Finding } from '../validation/rule';

const order = (findings: readonly Finding[]) => [
  ...findings.filter(each => each.severity === 'error'), ...findings.filter(each => each.severity !== 'error'),
];

/** For a terminal. */
export function verifyAsText(server: string, findings: readonly Finding[]): string {
  const lines = order(findings).map(({ severity, message }) => oneLine(`  ${severity}: ${message}`));
  const count = findings.length === 0
    ? 'matches its manifests'
    : `differs from its manifests in ${findings.length === 1 ? '1 place' : `${findings.length} places`}`;
  return `${[`${oneLine(server)} ${count}`, ...lines].join('\n')}\n`;
}

/** For programs. */
export function verifyAsJson(server: string, findings: readonly Finding[]): string {
  const differences = order(findings).map(({ ruleId: id, severity, message }) => ({
    id, severity, message: message.replace(` [${id}]`, ''),
  }));
  return `${JSON.stringify({ server, differences }, undefined, 2)}\n`;
}

/** A JUnit report for Jenkins, GitLab and Azure: a test for each difference. A warning is a skipped test. */
export function verifyAsJunit(server: string, findings: readonly Finding[]): string {
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const cases = order(findings).map(({ ruleId, severity, message }) => {
    const result = severity === 'error'
      ? `<failure message="${escapedAttribute(message)}"/>`
      : `<skipped message="${escapedAttribute(message)}"/>`;
    return `    <testcase classname="${escapedAttribute(server)}" name="${escapedAttribute(ruleId)}">${result}</testcase>`;
  });
  const all = cases.length > 0 ? cases : [`    <testcase classname="${escapedAttribute(server)}" name="verify"/>`];
  const counts = `tests="${all.length}" failures="${failures}" errors="0" skipped="${findings.length - failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="cdk8s-prometheus verify" ${counts}>`,
    `  <testsuite name="${escapedAttribute(server)}" ${counts}>`, ...all, '  </testsuite>', '</testsuites>', '',
  ].join('\n');
}

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapedAttribute(text: string): string {
  return oneLine(text).replace(/[&<>"]/g, found => ENTITIES[found]);
}
