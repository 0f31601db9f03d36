import { readFileSync } from 'fs';
import { join } from 'path';
import { boundedLine, messageOf, Print, Status, Terminal } from './commands/command';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { migrateCommand } from './commands/migrate';
import { migrateCompareCommand } from './commands/migrate-compare';
import { migrateObjectsCommand } from './commands/migrate-objects';
import { rulesCommand } from './commands/rule-texts';
import { verifyCommand } from './commands/verify';
import { printable } from './validation/control-characters';
import { shown } from './validation/rule';
import { similarTo } from './validation/similar';

const USAGE = `Usage: cdk8s-prometheus explain [OPTION]... PATH...
       cdk8s-prometheus diff [OPTION]... OLD NEW
       cdk8s-prometheus verify [OPTION]... --prometheus URL PATH...
       cdk8s-prometheus migrate [OPTION]... VALUES
       cdk8s-prometheus migrate --from ORIGIN [OPTION]... PATH...
       cdk8s-prometheus migrate --compare [OPTION]... OLD NEW
       cdk8s-prometheus rules [OPTION]... [ID]...

  explain     show what each Prometheus scrapes, and report problems in manifests
  diff        show how a change affects monitoring
  verify      compare a running Prometheus with its manifests
  migrate     generate a program from values of kube-prometheus-stack, or from the objects of another stack; compare both
              sides of a migration; plan it
  rules       explain the id of a message

  -h, --help  show this help; "cdk8s-prometheus COMMAND --help" shows the options of a command
  --version   show the version of the package

Exit status: 0 success; 1 problems, differences or changes found; 2 usage or read error. The help of each command has the details.
`;

type SyncCommand = (args: readonly string[], terminal: Terminal) => Status;

const COMMANDS: { readonly [name: string]: SyncCommand } = {
  explain: explainCommand,
  diff: diffCommand,
  migrate: migrating,
  rules: (args, terminal) => rulesCommand(args, terminal, rulesMarkdown),
};
const NAMES = [...Object.keys(COMMANDS), 'verify'];

/** What `migrate` reads: values of the chart, objects of a stack, or both sides of a move. */
function migrating(args: readonly string[], terminal: Terminal): Status {
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  if (options.includes('--compare')) { return migrateCompareCommand(args, terminal); }
  return options.some(each => each === '--from' || each.startsWith('--from='))
    ? migrateObjectsCommand(args, terminal)
    : migrateCommand(args, terminal);
}

/** Runs a command. Returns the exit status, or a promise of it for a command that calls servers. */
export function run(args: readonly string[], out: Print, err: Print, terminal: Partial<Terminal> = {}): Status | Promise<Status> {
  const [first, ...rest] = args;
  if (first !== 'verify') { return main(args, out, err, terminal); }
  return verifyCommand(rest, terminalOf(out, err, terminal)).catch((error: unknown) => failed(error, err));
}

/** Runs a command that calls no server. Prints output to `out`, and errors to `err`. Returns the exit status. */
export function main(args: readonly string[], out: Print, err: Print, terminal: Partial<Terminal> = {}): Status {
  const [first, ...rest] = args;
  if (first === '-h' || first === '--help') {
    out(USAGE);
    return 0;
  }
  if (first === '--version') {
    out(`${packageVersion()}\n`);
    return 0;
  }
  if (first === undefined) {
    err(USAGE);
    return 2;
  }
  if (!Object.hasOwn(COMMANDS, first)) {
    err(`${boundedLine(unknownText(first))}\n"cdk8s-prometheus --help" shows the commands\n`);
    return 2;
  }
  try {
    return COMMANDS[first](rest, terminalOf(out, err, terminal));
  } catch (error) {
    return failed(error, err);
  }
}

function unknownText(first: string): string {
  const isOption = first.startsWith('-');
  const [nearest] = similarTo(first, isOption ? ['--help', '--version'] : NAMES);
  const what = isOption ? `unknown option ${shown(first)}` : `unknown command ${shown(first)}`;
  return nearest === undefined ? what : `${what}: did you mean ${JSON.stringify(nearest)}?`;
}

/** Errors are reported in one line. */
function failed(error: unknown, err: Print): Status {
  err(`${messageOf(error)}\n`);
  return 2;
}

function terminalOf(out: Print, err: Print, terminal: Partial<Terminal>): Terminal {
  return { version: packageVersion(), environment: process.env, ...terminal, out: text => out(printable(text)), err };
}

function packageVersion(): string {
  return JSON.parse(fileOfPackage('package.json')).version;
}

function rulesMarkdown(): string {
  return fileOfPackage('RULES.md');
}

function fileOfPackage(name: string): string {
  return readFileSync(join(__dirname, '..', name), 'utf8');
}
