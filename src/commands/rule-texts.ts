import { formatOf, Given, HELP } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { CHANGE_KINDS, rowOf } from '../diff/change';
import { shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

const USAGE = `Usage: cdk8s-prometheus rules [OPTION]... [ID]...

What an id in a message means: why it is wrong, an example of the message with its cure, and the source upstream. The ids are those of errors and
warnings at synth, of explain and of verify, and the kinds of changes of diff. Without an ID, all of them. Nothing is fetched.

  --json                the rules as an array of objects: id, severity, why, example, see
  -h, --help            this text
  --                    all that follows is an ID

Exit status: 0 success; 2 usage error, or an ID does not exist.
`;

const OPTIONS = { json: { type: 'boolean' } } as const;

interface Asked {
  readonly ids: readonly string[];
  readonly isJson: boolean;
}

/** What is known of an id. */
export interface RuleText {
  readonly id: string;
  readonly severity: string;
  readonly why: string;
  readonly example?: string;
  readonly see?: string;
}

/** `cdk8s-prometheus rules`. Reads RULES.md, which is part of the package, only when it is run. Returns the exit status. */
export function rulesCommand(args: readonly string[], terminal: Terminal, rulesMarkdown: () => string): Status {
  const asked = argumentsOf({ name: 'rules', usage: () => USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : print(asked, terminal, [...ruleTextsIn(rulesMarkdown()), ...kindsOfDiff()]);
}

function askedOf({ values: { json }, paths }: Given<typeof OPTIONS & typeof HELP>): Asked {
  return { ids: paths.map(bare), isJson: formatOf({ json, format: undefined }, ['text', 'json']) === 'json' };
}

/** An id as people copy it from a message: with the brackets around it. */
function bare(id: string): string {
  return id.trim().replace(/^\[(.*)\]$/, '$1');
}

/** The sections of RULES.md. The rules themselves are spread over modules that this command need not load. */
export function ruleTextsIn(markdown: string): RuleText[] {
  return markdown.split(/^## /m).slice(1).map(section => {
    const [id, ...lines] = section.split('\n');
    const [, severity, why] = /^(\w+)\. ([^]*)$/.exec(lines.join('\n').trim().split('\n\n')[0]) ?? [];
    const example = /^```text\n([^]*?)\n```$/m.exec(section)?.[1];
    const see = /^See (.+)$/m.exec(section)?.[1];
    return { id, severity: severity.toLowerCase(), why, ...example !== undefined && { example }, ...see !== undefined && { see } };
  });
}

function kindsOfDiff(): RuleText[] {
  return CHANGE_KINDS.map(kind => {
    const { weight, title, meaning } = rowOf(kind);
    return { id: kind, severity: weight, why: `${title}. ${meaning}` };
  });
}

function print({ ids, isJson }: Asked, { out, err }: Terminal, rules: readonly RuleText[]): Status {
  const known = new Map(rules.map(each => [each.id, each]));
  const unknown = ids.filter(id => !known.has(id));
  const found = ids.length === 0 ? rules : ids.flatMap(id => known.get(id) ?? []);
  if (isJson) {
    out(`${JSON.stringify(found, undefined, 2)}\n`);
  } else if (found.length > 0) {
    out(ids.length === 0 ? listText(found) : found.map(sectionText).join('\n'));
  }
  for (const id of unknown) { err(`${boundedLine(unknownText(id, [...known.keys()]))}\n`); }
  return unknown.length === 0 ? 0 : 2;
}

function listText(rules: readonly RuleText[]): string {
  const width = Math.max(...rules.map(({ severity }) => severity.length));
  return rules.map(({ id, severity }) => `${severity.padEnd(width)}  ${id}\n`).join('');
}

function sectionText({ id, severity, why, example, see }: RuleText): string {
  const lines = [`${id} (${severity})`, `  ${why}`, ...example === undefined ? [] : [`  example: ${example}`], ...see === undefined ? [] : [`  see ${see}`]];
  return `${lines.join('\n')}\n`;
}

function unknownText(id: string, ids: readonly string[]): string {
  const inFolder = ids.filter(each => each.startsWith(`${id.replace(/\/$/, '')}/`));
  const near = inFolder.length > 0 ? inFolder : similarTo(id, ids);
  const cure = near.length > 0 ? `is one of ${near.slice(0, 5).map(each => shown(each)).join(', ')} meant?` : 'run "cdk8s-prometheus rules" for the list';
  return `there is no rule ${shown(id)}: ${cure}`;
}
