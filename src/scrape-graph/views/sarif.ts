import { causesOf } from './causes';
import { uriOf } from '../../files/paths';
import { OF_SHELL } from '../../files/text';
import { oneLine } from '../../validation/control-characters';
import { Explanation, Issue, Location } from '../explanation';
import { RULE_IDS } from '../silence';

/** Facts of the run for the report. */
export interface RunFacts {
  readonly version: string;
  /** The folder to which paths are relative. */
  readonly base: string;
  /** Input that could not be read, one line each. */
  readonly unreadable: readonly string[];
}

/**
 * Problems as SARIF 2.1.0, as GitHub, GitLab and IDEs read it.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(explanations: readonly Explanation[], { version, base, unreadable }: RunFacts): string {
  const all = explanations.flatMap(({ problems, silenced }) => [...problems, ...silenced]);
  const ids = [...new Set(all.map(({ id }) => id))].sort();
  const results = explanations.flatMap(explanation => [
    ...causesOf(explanation.problems).map(cause => resultOf(cause.issues, explanation.cluster, ids, base)),
    ...explanation.silenced.map(issue => ({
      ...resultOf([issue], explanation.cluster, ids, base), suppressions: [{ kind: 'inSource', justification: issue.reason }],
    })),
  ]);
  const run = {
    tool: { driver: { name: 'cdk8s-prometheus', semanticVersion: version, rules: ids.map(id => ruleOf(id, all)) } },
    invocations: [{
      executionSuccessful: true,
      toolExecutionNotifications: unreadable.map(line => ({ level: 'warning', message: { text: `skipped: ${oneLine(line)}` } })),
    }],
    columnKind: 'utf16CodeUnits',
    results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function ruleOf(id: string, all: readonly Issue[]): object {
  const { why = '', see } = RULE_IDS.row(id) ?? {};
  return {
    id,
    shortDescription: { text: id.replace(/^.*\//, '').replace(/-/g, ' ') },
    fullDescription: { text: why },
    help: { text: see === undefined ? why : `${why}\n${see}` },
    ...see !== undefined && { helpUri: see },
    defaultConfiguration: { level: levelOf(all.find(issue => issue.id === id)!) },
  };
}

/** Maximum per result: code hosts reject files of several megabytes. */
const MOST_RELATED = 50;

/** One result per cause. All places are locations; the first is the one that is displayed. */
function resultOf(issues: readonly Issue[], cluster: string | undefined, ids: readonly string[], base: string): object {
  const [first] = issues;
  const more = issues.length === 1 ? '' : ` (${issues.length} times)`;
  const locations = issues.flatMap(({ locations: places = [], objects: [object] }) =>
    places.length > 0 ? places.map(place => locationOf(place, place.object, base)) : [locationOf(undefined, object, base)])
    .filter(location => location !== undefined);
  return {
    ruleId: first.id,
    ruleIndex: ids.indexOf(first.id),
    level: levelOf(first),
    message: { text: oneLine(`${cluster === undefined ? '' : `${cluster}: `}${first.message.replace(` [${first.id}]`, '')}${more}`) },
    locations: locations.slice(0, 1),
    ...locations.length > 1 && { relatedLocations: locations.slice(1, MOST_RELATED).map((location, at) => ({ id: at + 1, ...location })) },
  };
}

function locationOf(location: Location | undefined, object: string | undefined, base: string): object | undefined {
  const logical = object === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: oneLine(object), kind: 'resource' }] };
  if (location === undefined || isStream(location.file)) { return object === undefined ? undefined : logical; }
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(location.file, base) }, region: { startLine: location.line ?? 1 } },
    ...logical,
  };
}

/** Standard input and shell pipes are not files. */
function isStream(file: string): boolean {
  return file === '-' || OF_SHELL.test(file);
}

function levelOf({ severity }: Issue): string {
  return severity === 'error' ? 'error' : 'warning';
}
