/** What of the jsii assembly is needed here. */
interface TypeReference {
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}
interface Parameter { readonly name: string; readonly type: TypeReference; readonly variadic?: boolean }
interface Callable { readonly name?: string; readonly parameters?: readonly Parameter[]; readonly returns?: { readonly type: TypeReference } }
interface Type {
  readonly name: string;
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly { readonly name: string; readonly type: TypeReference }[];
}
export interface Assembly { readonly types: Readonly<Record<string, Type>> }

/** A struct that a member returns and another one accepts. */
export interface Passed {
  /** `RemoteWrite.mimir` */
  readonly from: string;
  /** `GlobalView.remoteWrite(options)`, or the property of a struct: `PrometheusProps.remoteWrite`. */
  readonly to: string;
  /** Whether Python has the options of the struct as keyword arguments there, and does not accept the struct. */
  readonly onlyAsKeywords: boolean;
}

/** Python has the options of a last parameter that is a struct as keyword arguments. */
export function isLifted({ types }: Assembly, { parameters = [] }: Callable): boolean {
  const last = parameters.at(-1);
  return last?.type.fqn !== undefined && !last.variadic && types[last.type.fqn]?.datatype === true;
}

/** All pairs of a member that returns a struct, and a parameter or option that accepts it. */
export function passedOn(assembly: Assembly): Passed[] {
  const all = Object.values(assembly.types);
  const returned = all.flatMap(type => [
    ...(type.methods ?? []).flatMap(({ name, returns }) => structsOf(assembly, returns?.type).map(struct => ({ name: `${type.name}.${name}`, struct }))),
    ...type.datatype ? [] : (type.properties ?? []).flatMap(({ name, type: own }) => structsOf(assembly, own).map(struct => ({ name: `${type.name}.${name}`, struct }))),
  ]);
  const accepted = all.flatMap(type => [
    ...[...type.methods ?? [], ...type.initializer ? [{ ...type.initializer, name: 'new' }] : []].flatMap(method => parametersOf(assembly, type.name, method)),
    ...type.datatype ? (type.properties ?? []).flatMap(({ name, type: own }) => structsOf(assembly, own).map(struct => ({ name: `${type.name}.${name}`, struct, onlyAsKeywords: false }))) : [],
  ]);
  return returned.flatMap(({ name, struct }) => accepted
    .filter(each => withBases(assembly, struct).includes(each.struct))
    .map(each => ({ from: name, to: each.name, onlyAsKeywords: each.onlyAsKeywords })));
}

function parametersOf(assembly: Assembly, type: string, method: Callable) {
  const parameters = method.parameters ?? [];
  return parameters.flatMap((parameter, at) => structsOf(assembly, parameter.type).map(struct => ({
    name: `${type}.${method.name}(${parameter.name})`, struct, onlyAsKeywords: at === parameters.length - 1 && isLifted(assembly, method),
  })));
}

function structsOf(assembly: Assembly, type: TypeReference | undefined): string[] {
  const names = !type ? [] : [...type.fqn === undefined ? [] : [type.fqn], ...type.union?.types.flatMap(each => structsOf(assembly, each)) ?? []];
  return [...names.filter(name => assembly.types[name]?.datatype), ...type?.collection ? structsOf(assembly, type.collection.elementtype) : []];
}

/** A struct is accepted wherever one that it extends is. */
function withBases(assembly: Assembly, struct: string): string[] {
  return [struct, ...(assembly.types[struct]?.interfaces ?? []).flatMap(base => withBases(assembly, base))];
}
