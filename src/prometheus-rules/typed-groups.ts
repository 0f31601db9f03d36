import { FIELD_UNKNOWN, SAID_TWICE, SPEC_HAS_OPTION, VALUE_INVALID } from './rules';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { durationText } from '../scrape/timing';
import { finding, Finding, Rule, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';
import { isMap } from '../values/json';

/** Groups with the field names of YAML, and problems of their options. Expressions, names and templates are not checked here. */
export interface TypedGroups {
  readonly groups: readonly RuleGroup[];
  readonly findings: readonly Finding[];
}

const GROUP_OPTIONS = ['name', 'records', 'alerts', 'interval', 'limit', 'queryOffset', 'labels', 'spec'];
const ALERT_OPTIONS = [
  'alert', 'expr', 'for', 'keepFiringFor', 'severity', 'labels', 'summary', 'description', 'runbookUrl', 'annotations',
];
const RECORD_OPTIONS = ['record', 'expr', 'labels'];

/** Equivalents of other spellings. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['rules', '"alerts" and "records"'], ['rule', '"alerts" and "records"'], ['annotation', '"annotations"'], ['label', '"labels"'],
  ['message', '"summary"'],
  ['expression', '"expr"'], ['query', '"expr"'], ['name', '"alert" or "record"'], ['duration', '"for"'], ['runbook', '"runbookUrl"'],
]);

/** Fields of a group that have options. */
const OPTION_OF: ReadonlyMap<string, string> = new Map([
  ['name', 'name'], ['interval', 'interval'], ['limit', 'limit'], ['query_offset', 'queryOffset'], ['labels', 'labels'],
  ['rules', 'alerts'],
]);

type Options = Readonly<Record<string, unknown>>;

/** Reads typed groups, whatever an untyped program passes. Never throws. */
export function readTyped(groups: unknown): TypedGroups {
  const reader = new TypedReader();
  return { groups: reader.listOf(groups, 'groups').map((group, at) => reader.group(group, at)), findings: reader.findings };
}

class TypedReader {
  public readonly findings: Finding[] = [];

  public listOf(value: unknown, where: string): Options[] {
    if (value === undefined || value === null) { return []; }
    if (!Array.isArray(value)) {
      this.add(VALUE_INVALID, { where, field: where, value: ofType(value), cure: 'use a list' });
      return [];
    }
    return value.filter(each => {
      if (!isMap(each)) {
        this.add(VALUE_INVALID, { where, field: where, value: `a list with ${ofType(each)}`, cure: 'use a list of objects' });
      }
      return isMap(each);
    });
  }

  public group(group: Options, at: number): RuleGroup {
    const where = typeof group.name === 'string' ? `group ${shown(group.name)}` : `groups[${at}]`;
    this.known(group, GROUP_OPTIONS, where);
    if (typeof group.name !== 'string') {
      this.add(VALUE_INVALID, { where, field: 'name', value: ofType(group.name), cure: 'use a string such as \'checkout\'' });
    }
    const spec = isMap(group.spec) ? group.spec : {};
    for (const field of Object.keys(spec)) {
      const option = OPTION_OF.get(field);
      if (option !== undefined) { this.add(SPEC_HAS_OPTION, { where, field, option }); }
    }
    const records = this.listOf(group.records, `${where}, records`)
      .map((rule, index) => this.record(rule, `${where}, record ${groupName(rule.record, index)}`));
    const alerts = this.listOf(group.alerts, `${where}, alerts`)
      .map((rule, index) => this.alert(rule, `${where}, alert ${groupName(rule.alert, index)}`));
    return defined({
      ...spec,
      name: group.name,
      interval: this.duration(group, 'interval', where, 1000),
      limit: this.limit(group.limit, where),
      query_offset: this.duration(group, 'queryOffset', where),
      labels: group.labels,
      rules: [...records, ...alerts],
    }) as unknown as RuleGroup;
  }

  private alert(rule: Options, where: string): AlertRow {
    this.known(rule, ALERT_OPTIONS, where);
    return defined({
      alert: rule.alert,
      expr: rule.expr,
      for: this.duration(rule, 'for', where),
      keep_firing_for: this.duration(rule, 'keepFiringFor', where),
      labels: this.joined(rule, where, 'labels', [['severity', 'severity']]),
      annotations: this.joined(
        rule, where, 'annotations', [['summary', 'summary'], ['description', 'description'], ['runbookUrl', 'runbook_url']],
      ),
    }) as unknown as AlertRow;
  }

  private record(rule: Options, where: string): RecordRow {
    this.known(rule, RECORD_OPTIONS, where);
    return defined({ record: rule.record, expr: rule.expr, labels: rule.labels }) as unknown as RecordRow;
  }

  /** A map with the fields that have an option. */
  private joined(rule: Options, where: string, field: string, options: readonly (readonly [option: string, name: string])[]): unknown {
    const own = rule[field] ?? {};
    if (!isMap(own)) { return own; }
    const set = options.filter(([option]) => rule[option] !== undefined && rule[option] !== null);
    for (const [option, name] of set) {
      if (Object.hasOwn(own, name)) { this.add(SAID_TWICE, { where, option, field: `${field}.${name}` }); }
    }
    const all = { ...own, ...Object.fromEntries(set.map(([option, name]) => [name, rule[option]])) };
    return Object.keys(all).length === 0 ? undefined : all;
  }

  private duration(options: Options, field: string, where: string, least = 0): string | undefined {
    const value = options[field];
    if (value === undefined || value === null) { return undefined; }
    const { toMilliseconds } = value as { toMilliseconds?: unknown };
    if (typeof toMilliseconds !== 'function') {
      this.add(VALUE_INVALID, { where, field, value: ofType(value), cure: 'use a Duration, such as Duration.minutes(5)' });
      return undefined;
    }
    const milliseconds: number = toMilliseconds.call(value);
    if (milliseconds < least) {
      this.add(VALUE_INVALID, { where, field, value: `${milliseconds} ms`, cure: 'use at least one second, such as Duration.minutes(1)' });
    }
    return durationText(milliseconds);
  }

  private limit(value: unknown, where: string): number | undefined {
    if (value === undefined || value === null) { return undefined; }
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) { return value; }
    this.add(
      VALUE_INVALID, { where, field: 'limit', value: ofType(value), cure: 'use a whole number of at least 1, or remove it for no limit' },
    );
    return undefined;
  }

  private known(options: Options, known: readonly string[], where: string): void {
    for (const field of Object.keys(options).filter(each => !known.includes(each))) {
      this.add(FIELD_UNKNOWN, { where, field, meant: meantBy(field, known), known });
    }
  }

  private add<Args>(row: Rule<Args>, args: Args): void {
    this.findings.push(finding(row, args));
  }
}

function meantBy(field: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.replace(/_/g, '').toLowerCase();
  const found = known.find(each => plain(each) === plain(field)) ?? similarTo(field, known)[0];
  return found === undefined ? MEANT.get(plain(field)) : shown(found);
}

function groupName(name: unknown, at: number): string {
  return typeof name === 'string' ? shown(name) : `number ${at + 1}`;
}

function ofType(value: unknown): string {
  if (typeof value === 'string') { return shown(value); }
  return typeof value === 'object' ? 'of another type' : String(value);
}

function defined(fields: Options): Options {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
