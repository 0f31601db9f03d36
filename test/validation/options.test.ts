import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, Duration, Lazy } from 'cdk8s';
import * as library from '../../src';
import { OptionType, structOf } from '../../src/validation/option-types';
import { IS_FULL } from '../support/cases';
import { optionsOf } from '../support/option-samples';
import { noticesOf } from '../support/synth';

const SRC = path.join(__dirname, '..', '..', 'src');

/** The calls of the check, from the sources: where it is, the struct, the class. */
function calls(pattern: RegExp): string[][] {
  const files = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).sort();
  return files.flatMap(name => [...fs.readFileSync(path.join(SRC, name), 'utf8').matchAll(pattern)].map(found => found.slice(1)));
}

/** The constructs and their options. */
const CONSTRUCTS = calls(/checkOptions\(this, '(\w+)', \w+, (\w+)\)/g).map(([struct, name]) => [name, struct]);
/** Functions that create values from options: `RemoteWrite.mimir()`. */
const FACTORIES = calls(/checkOptionsOf\('(\w+)\.(\w+)\(\)', '(\w+)', options\)/g).filter(([name]) => name !== 'MonitoringMixin' && name !== 'ServiceLevelObjectives');

const WRONG: readonly unknown[] = [null, 7, 'text', true, [], {}, [null], [7], ['text'], [{}], { x: null }, { x: 'text' }, { x: {} }, () => 1, Symbol('s'), Duration.days(1)];

/** Each value of an example, with the way to it; the first one of a list. */
function places(value: unknown, type: OptionType | undefined, way: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (!type || type.kind === 'class' || type.kind === 'any' || typeof value !== 'object' || value === null) { return [way]; }
  if (type.kind === 'list') { return [way, ...places((value as unknown[])[0], type.item, [...way, 0])]; }
  const typeOf = (key: string) => type.kind === 'map' ? type.item : structOf(type.name)?.get(key);
  return [way, ...Object.keys(value).flatMap(key => places((value as Record<string, unknown>)[key], typeOf(key), [...way, key]))];
}

/** A copy in which one value is another. */
function withValue(from: any, [key, ...rest]: readonly (string | number)[], value: unknown): any {
  if (key === undefined) { return value; }
  if (Array.isArray(from)) { return from.map((each, at) => at === key ? withValue(each, rest, value) : each); }
  return { ...from, [key]: withValue(from[key], rest, value) };
}

/** Whether it has the type of a valid value. */
function isLike(value: unknown, right: unknown): boolean {
  if (typeof right !== 'object') { return typeof value === typeof right; }
  return Array.isArray(right) ? Array.isArray(value) && value.length === 0 : right instanceof Duration && value instanceof Duration;
}

/** A stack and a mixin take long to create: only values that are rejected before that. */
const REFUSED = WRONG.filter(value => typeof value !== 'object' || value === null);

/** What is tried at one place: of a large struct two values, which differ from place to place, and all of them in the full tier. */
function valuesFor(struct: string, at: number): readonly unknown[] {
  if (!isLarge(struct)) { return WRONG; }
  return IS_FULL ? REFUSED : [0, 1].map(next => REFUSED[(2 * at + next) % REFUSED.length]);
}

/** Errors that are not a message with its place. */
function misreported(build: (options: any) => void, struct: string): { readonly tried: number; readonly bad: string[] } {
  const example = optionsOf(struct);
  const ways = places(example, { kind: 'struct', name: struct, isOptional: false }, []);
  const bad: string[] = [];
  let tried = 0;
  for (const [at, way] of ways.entries()) {
    const right = way.reduce((value: any, key) => value[key], example);
    for (const value of valuesFor(struct, at).filter(each => !isLike(each, right))) {
      tried++;
      try {
        build(withValue(example, way, value));
      } catch (error) {
        if (!/^\[[^\]]+\] |^Validation failed/.test((error as Error).message)) { bad.push(`${struct}.${way.join('.')} = ${String(JSON.stringify(value))}: ${(error as Error).message.split('\n')[0]}`); }
      }
    }
  }
  return { tried, bad };
}

const MIXIN = path.join(__dirname, '..', 'data', 'mixin.json');
const isLarge = (struct: string) => struct === 'PrometheusStackProps' || struct === 'MonitoringMixinProps';

/** Most constructors have options alone. */
const make = (name: string, options: any) => {
  const type = (library as any)[name];
  return name === 'ImportedMixin' ? new type(chartOf(), 'x', MIXIN, options) : new type(chartOf(), 'x', options);
};
const chartOf = () => new Chart(new App(), 'chart', { namespace: 'monitoring' });

describe('wrong types', () => {
  it('are found in each construct of the library', () => {
    const constructs = Object.entries(library).filter(([name, value]) => typeof value === 'function' && /^(Alertmanager|AlertmanagerConfig|.*(Exporter|Stack|Sidecar|Mixin|Query|Store|Ruler|Grafana|Cluster))$/.test(name));
    expect(CONSTRUCTS.map(([name]) => name)).toEqual(expect.arrayContaining(constructs.map(([name]) => name).filter(name => name !== 'ImportedMixin')));
    expect(CONSTRUCTS.length).toBeGreaterThan(25);
  });

  it.each(CONSTRUCTS)('%s: every option with a wrong type is a message with the path of the construct and the option, never a TypeError', (name, struct) => {
    const { tried, bad } = misreported(options => { make(name, options); }, struct);
    expect(bad.slice(0, 20)).toEqual([]);
    expect(tried).toBeGreaterThan(WRONG.length);
  });

  // others have more arguments
  const withOptionsAlone = FACTORIES.filter(([name, method]) => String((library as any)[name][method]).startsWith(`${method}(options`));
  it.each(withOptionsAlone)('%s.%s(): the same', (name, method, struct) => {
    expect(misreported(options => { (library as any)[name][method](options); }, struct).bad.slice(0, 20)).toEqual([]);
  });

  it('contain the place, the value, and the accepted type', () => {
    const stack = (options: any) => () => new library.PrometheusStack(chartOf(), 'Monitoring', options);
    expect(stack({ prometheus: { retention: '15d' } })).toThrow('[chart/Monitoring] "prometheus.retention" is "15d": use a Duration [validation/option-type]');
    expect(stack({ platform: 'ekss' })).toThrow('"platform" is "ekss": use one of "kubeadm", "eks", "gke", "gke-autopilot", "aks", "oke", "k3s", "rke2", "talos", "openshift", "generic" (Platform)');
    expect(stack({ tolerations: {} })).toThrow('"tolerations" is an object: use a list, each item an object with options (Toleration)');
    expect(() => library.RemoteWrite.mimir({} as any)).toThrow('[RemoteWrite.mimir()] "endpoint" is missing: set it to a string [validation/option-missing]');
  });
});

describe('unknown options', () => {
  const synth = (build: (chart: Chart) => void) => {
    const chart = chartOf();
    build(chart);
    return () => App.of(chart).synthYaml();
  };

  it('are errors with the most similar name, once, at the construct that got them', () => {
    const given: any = { prometheus: { retnetion: Duration.days(15) }, prometheusEnabled: true };
    const message = errorOf(synth(chart => new library.PrometheusStack(chart, 'Monitoring', given)));
    expect(message.match(/retnetion/g)).toHaveLength(1);
    expect(message).toContain('[chart/Monitoring] "prometheus.retnetion" does not exist in PrometheusOptions: use "retention", or remove it [validation/option-unknown]');
  });

  it('are found in maps of options', () => {
    const alerts: any = { VolumeAlmostFull: { treshold: 7 } };
    expect(errorOf(synth(chart => new library.MonitoringMixin(chart, 'Mixin', { alerts })))).toContain('"alerts.VolumeAlmostFull.treshold" does not exist in AlertOverride: use "threshold"');
  });

  it('that jsii dropped from a dictionary of Python leave an empty struct, which is a warning, once', () => {
    const chart = chartOf();
    new library.PrometheusStack(chart, 'Monitoring', { mixin: { alerts: { Watchdog: {} } } });
    expect(noticesOf(chart).filter(notice => notice.includes('option-empty'))).toEqual([
      '[chart/Monitoring] "mixin.alerts.Watchdog" is empty and changes nothing: set an option of AlertOverride, or remove it; '
      + 'in Python use AlertOverride(...) instead of a dictionary [validation/option-empty]',
    ]);
  });

  it('are accepted from a subclass, which has additional options', () => {
    class Own extends library.NodeExporter {
      public constructor(chart: Chart, id: string, props: library.NodeExporterProps & { readonly team: string }) { super(chart, id, props); }
    }
    expect(synth(chart => new Own(chart, 'x', { team: 'sre' }))).not.toThrow();
  });

  it('are accepted if they are undefined', () => {
    expect(synth(chart => new library.NodeExporter(chart, 'x', { team: undefined } as any))).not.toThrow();
  });
});

describe('what is right', () => {
  it('a Duration of another copy of cdk8s is accepted', () => {
    const other: any = Object.create(Object.getOwnPropertyNames(Duration.prototype).filter(name => name !== 'constructor')
      .reduce((members, name) => ({ ...members, [name]: (Duration.prototype as any)[name] }), {}));
    expect(() => new library.NodeExporter(chartOf(), 'x', { interval: Object.assign(other, Duration.seconds(30)) })).not.toThrow();
  });

  it('a token of cdk8s is accepted for any type', () => {
    const labels: any = Lazy.any({ produce: () => ({ team: 'sre' }) });
    expect(() => new library.MonitoringMixin(chartOf(), 'x', { labels })).not.toThrow();
  });

  it('an object of a class is accepted for options, with additional properties', () => {
    class Admin { public readonly secretName = 'grafana'; public readonly more = 1; }
    expect(() => new library.Grafana(chartOf(), 'x', { admin: new Admin(), datasources: [] })).not.toThrow();
  });

  it('options that contain themselves terminate', () => {
    const route: any = { receiver: 'team' };
    route.routes = [route];
    expect(() => new library.AlertRouting({ receivers: [{ name: 'team', integrations: [] }], route })).not.toThrow();
  });
});

function errorOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
