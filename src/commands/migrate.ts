import { dnsLabel, ReadArguments, HELP } from './arguments';
import { argumentsOf, Status, Terminal } from './command';
import { migratePlanCommand } from './migrate-plan';
import { inWords, readDescriptor, readText, ReadText } from '../files/documents';
import { appText } from '../migrate/app-text';
import { knownReleases } from '../migrate/chart-keys';
import { ReadValues, readValues } from '../migrate/input';
import { migrateValues } from '../migrate/migrate';
import { migrateRancherValues } from '../migrate/rancher/values';
import { isFailed, reportText } from '../migrate/report';
import { oneLine } from '../validation/control-characters';
import { masked } from '../validation/secret-texts';

/** Output of the command. The releases of the chart are read only if they are shown. */
export const migrateUsage = (): string => `Usage: cdk8s-prometheus migrate [OPTION]... VALUES...
       cdk8s-prometheus migrate --plan MANIFESTS [OPTION]... PATH...

Generates a program from the values of a kube-prometheus-stack release, on stdout, and reports the result for each value, on stderr. \
Supports the
releases ${knownReleases()} of the chart. VALUES is values files in the order of "helm -f", the output of "helm get values" or
"helm get all", the values of an umbrella chart with its Chart.yaml, or a HelmRelease, Application, HelmChart, Kustomization, helmfile or
ConfigMap that has the values; "-" is standard input.

  --release NAME        name of the release, which is part of the names of workloads and volumes, and selects one of several releases; by
                        default as in the files, or kube-prometheus-stack
  --namespace NAME      namespace of the release; by default as in the files, or monitoring
  --json                print the program and the results as one JSON object
  -h, --help            show this help
  --                    treat all following arguments as paths

The result of each value is one of: same (same behavior without an option), mapped (an option or code), different (the behavior changes; \
the note
says how to keep the old one), unsupported (not possible), unknown (the chart has no such key).

Exit status: 0 success; 1 unsupported or unknown values found; 2 usage or read error.
`;

const OPTIONS = {
  release: { type: 'string' },
  namespace: { type: 'string' },
  json: { type: 'boolean' },
} as const;

interface Arguments {
  readonly files: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
  readonly isJson: boolean;
}

/** `cdk8s-prometheus migrate`. Returns the exit status. */
export function migrateCommand(args: readonly string[], terminal: Terminal): Status {
  if (args.some(each => /^--plan(=|$)/.test(each))) { return migratePlanCommand(args, terminal); }
  const asked = argumentsOf({ name: 'migrate', usage: migrateUsage, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : migrate(asked, terminal);
}

function askedOf({ values: { release, namespace, json: isJson }, paths: files }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  if (files.length === 0) { throw new Error('migrate requires the values file of the release'); }
  return {
    files,
    ...release !== undefined && { release: dnsLabel('release', release) },
    ...namespace !== undefined && { namespace: dnsLabel('namespace', namespace) },
    isJson,
  };
}

/** The texts of the files, and the values in them. */
function valuesOf({ files, release, namespace }: Arguments, readInput: () => ReadText = () => readDescriptor(0)): ReadValues {
  const texts = files.map(file => {
    const read = file === '-' ? readInput() : readText(file);
    if ('problem' in read) { throw new Error(`${file}: ${inWords(read.problem)}`); }
    return { name: file === '-' ? 'standard input' : file, text: read.text };
  });
  return readValues(texts, { release, namespace });
}

function migrate(asked: Arguments, { out, err, hasColors = false, readInput }: Terminal): Status {
  const { values: given, release, notes, isRancher = false } = valuesOf(asked, readInput);
  const { migration, values } = isRancher
    ? migrateRancherValues(given, release) : { migration: migrateValues(given, release), values: given };
  const app = appText(migration, values, release);
  if (asked.isJson) {
    out(masked(`${JSON.stringify({ app, values: migration.values, warnings: migration.warnings }, undefined, 2)}\n`));
  } else {
    out(app);
    for (const note of notes) { err(`note: ${oneLine(note)}\n`); }
    err(reportText(migration, hasColors));
  }
  return isFailed(migration) ? 1 : 0;
}
