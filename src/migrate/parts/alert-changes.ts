import { Code, ours } from './code';
import { MixinAlert, MIXIN_ALERTS, hasAlertsAlone } from '../mixin-alerts';

/** Changes of an alert: fields of AlertOverride. */
interface Change {
  readonly [field: string]: unknown;
}

/** Fields that an alert with several levels has for each level. */
const OF_ONE_LEVEL = ['for', 'keepFiringFor', 'severity', 'threshold'];

const byName = new Map(MIXIN_ALERTS.map(each => [each.alert, each]));

/** The alert of MonitoringMixin with this name. Undefined if it does not exist. */
export const mixinAlert = (name: string): MixinAlert | undefined => byName.get(name);

/** From this number on, names of disabled alerts become a list. */
const MANY = 4;

/** Collects changes of the mixin's alerts, and writes them as its options. */
export class AlertChanges {
  private readonly changes = new Map<string, Record<string, unknown>>();
  private readonly levels = new Map<string, Map<string, Record<string, unknown>>>();
  private readonly disabled = new Set<string>();

  public disable(...alerts: readonly string[]): void { alerts.forEach(alert => this.disabled.add(alert)); }

  /** Sets fields of all levels of an alert, or of one. */
  public set(alert: string, change: Change, onlyLevel?: string): void {
    const { levels } = byName.get(alert)!;
    for (const [field, value] of Object.entries(change)) {
      if (OF_ONE_LEVEL.includes(field) && levels.length > 1) {
        levels.filter(level => onlyLevel === undefined || level === onlyLevel).forEach(level => {
          this.level(alert, level)[field] = value;
        });
      } else {
        const own = this.change(alert);
        own[field] = isTextMap(value) && isTextMap(own[field]) ? { ...own[field], ...value } : value;
      }
    }
  }

  /** `mixin.disabledGroups`: groups with only alerts that are all disabled. */
  public get disabledGroups(): string[] {
    const groups = [...new Set(MIXIN_ALERTS.map(({ group }) => group))];
    return groups.filter(
      group => hasAlertsAlone(group) && MIXIN_ALERTS.every(each => each.group !== group || this.disabled.has(each.alert)),
    );
  }

  /** `mixin.alerts`; undefined without changes. */
  public get alerts(): unknown {
    const groups = this.disabledGroups;
    const off = MIXIN_ALERTS.filter(({ alert, group }) => this.disabled.has(alert) && !groups.includes(group)).map(({ alert }) => alert);
    const changed = MIXIN_ALERTS.filter(({ alert }) => !this.disabled.has(alert) && (this.changes.has(alert) || this.levels.has(alert)))
      .map(({ alert }): [string, unknown] => {
        const levels = this.levels.get(alert);
        return [alert, { ...this.changes.get(alert), ...levels && { levels: Object.fromEntries(levels) } }];
      });
    if (off.length === 0 && changed.length === 0) { return undefined; }
    if (off.length < MANY) {
      return Object.fromEntries([...off.map((alert): [string, unknown] => [alert, { enabled: false }]), ...changed]);
    }
    return new DisabledList(off, Object.fromEntries(changed));
  }

  private change(alert: string): Record<string, unknown> {
    if (!this.changes.has(alert)) { this.changes.set(alert, {}); }
    return this.changes.get(alert)!;
  }

  private level(alert: string, level: string): Record<string, unknown> {
    if (!this.levels.has(alert)) { this.levels.set(alert, new Map()); }
    const all = this.levels.get(alert)!;
    if (!all.has(level)) { all.set(level, {}); }
    return all.get(level)!;
  }
}

/** Many disabled alerts, and changes of others. */
export class DisabledList {
  public constructor(public readonly names: readonly string[], public readonly others: Readonly<Record<string, unknown>>) {}
}

const isTextMap = (value: unknown): value is Record<string, string> => typeof value === 'object' && value !== null
  && !(value instanceof Code);

/** The code of `mixin.alerts` for many disabled alerts. */
export function disabledCode({ names, others }: DisabledList, indent: string, write: (value: unknown, indent: string) => string): Code {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 110) {
      lines[lines.length - 1] = `${last}, '${name}'`;
    } else { lines.push(`'${name}'`); }
  }
  const inner = `${indent}  `;
  const list = lines.length === 1 ? `[${lines[0]}]` : `[\n${lines.map(line => `${inner}    ${line},\n`).join('')}${inner}  ]`;
  const rest = Object.entries(others).map(([alert, change]) => `${inner}${alert}: ${write(change, inner)},\n`).join('');
  return ours(
    `{\n${inner}...Object.fromEntries(\n${inner}  ${list}.map(alert => [alert, { enabled: false }]),\n${inner}),\n${rest}${indent}}`,
  );
}
