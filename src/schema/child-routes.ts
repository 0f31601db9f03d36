import { Schema } from './schema';
import { Path, pathText, Violation } from './violation';
import { Walker } from './walker';
import { isMap } from '../values/json';
import { compareVersions, versionNumbers } from '../values/version-numbers';

/** The first operator that ignores an object with an unknown field in a child route. Older ones ignore the field. */
const STRICT_SINCE = versionNumbers('0.77.0')!;
/** The operator follows child routes to any depth. */
const DEEPEST = 50;

/**
 * Child routes of an AlertmanagerConfig. The API server has no schema of them; the operator decodes each as the route that it is, with
 * names in any case.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go
 */
export function checkChildRoutes(root: Schema, object: Readonly<Record<string, unknown>>, version: string): Violation[] {
  const spec = isMap(object.spec) ? object.spec : {};
  const schema = root.field('spec')?.field('route');
  if (schema === undefined || !isMap(spec.route)) { return []; }
  const isStrict = compareVersions(versionNumbers(version)!, STRICT_SINCE) >= 0;
  const found: Violation[] = [];
  const visit = (route: unknown, path: Path) => {
    const children = isMap(route) ? childrenOf(route) : undefined;
    if (!Array.isArray(children) || path.length > DEEPEST) { return; }
    children.forEach((child, at) => {
      const below = [...path, 'routes', at];
      found.push(...checkRoute(schema, child, below).filter(({ code }) => isStrict || code === 'type'));
      visit(child, below);
    });
  };
  visit(spec.route, ['spec', 'route']);
  return found.map(violation => ({ ...violation, code: 'child-route' }));
}

function childrenOf(route: Readonly<Record<string, unknown>>): unknown {
  const name = Object.keys(route).find(each => each.toLowerCase() === 'routes');
  return name === undefined ? undefined : route[name];
}

function checkRoute(schema: Schema, child: unknown, path: Path): Violation[] {
  if (child === null || child === undefined) { return []; }
  if (!isMap(child)) { return [{ code: 'type', path: pathText(path), value: child, allowed: 'a map' }]; }
  const walker = new Walker({ dialect: 'builtin', path, decodesOnly: true });
  walker.check(schema, child);
  return walker.finish();
}
