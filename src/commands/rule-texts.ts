import { formatOf, ReadArguments, HELP } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { CHANGE_KINDS, rowOf } from '../diff/change';
import { shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

const USAGE = `Usage: cdk8s-prometheus rules [OPTION]... [ID]...

Explains the id of a message: why it is a problem, an example of the message, and the upstream source. IDs are those of errors \
and warnings at
synth, of "explain" and "verify", and the kinds of changes of "diff". Without an ID, all of them are printed. It works offline.

  --json                print the rules as an array of objects: id, severity, why, example, see
  -h, --help            show this help
  --                    treat all following arguments as IDs

Exit status: 0 success; 2 usage error, or an ID that does not exist.
`;

const OPTIONS = { json: { type: 'boolean' } } as const;

interface Arguments {
  readonly ids: readonly string[];
  readonly isJson: boolean;
}

/** The texts about an id. */
export interface RuleText {
  readonly id: string;
  readonly severity: string;
  readonly why: string;
  readonly example?: string;
  readonly see?: string;
}

/** `cdk8s-prometheus rules`. Reads RULES.md of the package when it runs. Returns the exit status. */
export function rulesCommand(args: readonly string[], terminal: Terminal, rulesMarkdown: () => string): Status {
  const asked = argumentsOf({ name: 'rules', usage: () => USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : print(asked, terminal, [...ruleTextsIn(rulesMarkdown()), ...kindsOfDiff()]);
}

function askedOf({ values: { json }, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  return { ids: paths.map(bare), isJson: formatOf({ json, format: undefined }, ['text', 'json']) === 'json' };
}

/** An id as copied from a message: in brackets. */
function bare(id: string): string {
  return id.trim().replace(/^\[(.*)\]$/, '$1');
}

/** The sections of RULES.md. The rules themselves are in many modules, which this command need not load. */
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

function print({ ids, isJson }: Arguments, { out, err }: Terminal, rules: readonly RuleText[]): Status {
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
  const lines = [
    `${id} (${severity})`,
    `  ${why}`,
    ...example === undefined ? [] : [`  example: ${example}`],
    ...see === undefined ? [] : [`  see ${see}`],
  ];
  return `${lines.join('\n')}\n`;
}

function unknownText(id: string, ids: readonly string[]): string {
  const inFolder = ids.filter(each => each.startsWith(`${id.replace(/\/$/, '')}/`));
  const near = inFolder.length > 0 ? inFolder : similarTo(id, ids);
  const cure = near.length > 0
    ? `did you mean one of ${near.slice(0, 5).map(each => shown(each)).join(', ')}?`
    : 'run "cdk8s-prometheus rules" for the list';
  return `rule ${shown(id)} does not exist: ${cure}`;
}
