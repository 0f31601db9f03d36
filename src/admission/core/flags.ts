import { Program, PROGRAMS } from './flag-table';
import { Fields, isText, Report } from './report';
import { FLAG_TWICE } from './rules';

/** A flag that a program accepts once and that is given twice: the process exits at startup. */
export function checkFlags(report: Report, { image, command, args }: Fields, at: string): void {
  const program = isText(image) ? programOf(image, command) : undefined;
  if (!program) { return; }
  const known = new Set<string>();
  for (const [list, field] of [[command, 'command'], [args, 'args']] as const) {
    const words: readonly unknown[] = Array.isArray(list) ? list : [];
    for (const [index, word] of words.entries()) {
      if (word === '--') { return; }
      const name = typeof word === 'string' ? flagOf(word, program) : undefined;
      if (name === undefined) { continue; }
      if (known.has(name)) {
        report.add(FLAG_TWICE, `${at}.${field}[${index}]`, word, `which repeats "--${name}" of ${program.command}`, 'remove one of them');
      }
      known.add(name);
    }
  }
}

/** The program of a container, from its image, unless the command is something else, such as a shell. */
function programOf(image: string, command: unknown): Program | undefined {
  const repository = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  const program = PROGRAMS.find(({ images }) => images.some(name => repository === name || repository.endsWith(`/${name}`)));
  const [first] = Array.isArray(command) ? command : [];
  return program && (first === undefined || String(first).split('/').pop() === program.command) ? program : undefined;
}

/** `--name=value`, `--name`, and `--no-name` of a boolean flag. */
function flagOf(word: string, { once }: Program): string | undefined {
  const [, name] = /^--([a-z][\w.-]*)(?:=|$)/.exec(word) ?? [];
  if (name === undefined) { return undefined; }
  if (once.has(name)) { return name; }
  const positive = name.replace(/^no-/, '');
  return positive !== name && once.has(positive) ? positive : undefined;
}
