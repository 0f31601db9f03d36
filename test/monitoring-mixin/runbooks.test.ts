import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { checkExpression } from '../../src/promql/expression';

const { sectionsOf, SECTIONS } = require('../support/runbooks-md'); // eslint-disable-line @typescript-eslint/no-require-imports

const FOLDER = join(__dirname, '..', '..', 'docs', 'runbooks');
const pages = readdirSync(FOLDER).filter(name => name !== 'README.md').map(name => ({ name, sections: sectionsOf(readFileSync(join(FOLDER, name), 'utf8')) as Map<string, string> }));
const groups = GROUPS.filter(({ alerts = [] }) => alerts.length > 0);
const cases = groups.flatMap(({ name, alerts = [] }) => [...new Set(alerts.map(({ alert }) => alert))].map(alert => [name, alert] as const));

/** The text below each heading of a section: `Meaning`, `Impact`, ... */
function partsOf(section: string): Map<string, string> {
  return new Map(section.split(/^### /m).slice(1).map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]));
}

const blocksOf = (text: string, language: string) => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block.trim());

test('each group of alerts has a page, and there are no other pages', () => {
  expect(pages.map(({ name }) => name).sort()).toEqual(groups.map(({ name }) => `${name}.md`).sort());
});

test('no page has a section about an alert that its group does not have', () => {
  expect(pages.flatMap(({ name, sections }) => [...sections.keys()].map(alert => `${name}: ${alert}`)).filter(each => !cases.some(([group, alert]) => each === `${group}.md: ${alert}`))).toEqual([]);
});

test.each(cases)('%s: the runbook of %s has meaning, impact, diagnosis and mitigation', (group, alert) => {
  const parts = partsOf(pages.find(({ name }) => name === `${group}.md`)!.sections.get(alert) ?? '');
  expect([...parts.keys()]).toEqual(SECTIONS);
  for (const [title, text] of parts) { expect([title, text.length > 20]).toEqual([title, true]); }
  expect(parts.get('Impact')).not.toBe(parts.get('Meaning'));
  const diagnosis = parts.get('Diagnosis')!;
  const commands = [...blocksOf(diagnosis, 'bash'), ...blocksOf(diagnosis, 'promql')];
  expect(commands.length).toBeGreaterThan(0);
  for (const query of blocksOf(diagnosis, 'promql').flatMap(block => block.split(/\n\n+/))) { expect([query, checkExpression(query).problems]).toEqual([query, []]); }
});
