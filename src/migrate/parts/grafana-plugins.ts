import { at, Gathered } from './converted';
import { isFilledText } from '../../values/json';

/** Plugins of the Grafana, from `id`, `id version` and `url;id` of the chart. */
export function pluginsOf(said: Gathered, values: unknown): string[] | undefined {
  const list = at(values, 'grafana.plugins');
  if (list === undefined) { return undefined; }
  const all = Array.isArray(list) ? list.filter(isFilledText) : [];
  const made = all.map(pluginOf).filter(each => each !== undefined);
  const rest = all.length - made.length;
  if (rest === 0) {
    said.say('grafana.plugins', 'mapped', 'plugins of the Grafana');
  } else {
    said.say('grafana.plugins', 'different', `${rest} with a URL: write "id@version@url" to "plugins" of the Grafana`);
  }
  return made.length > 0 ? made : undefined;
}

/** Undefined if it has a URL. */
function pluginOf(text: string): string | undefined {
  const [id, version, more] = text.trim().split(/[\s@]+/);
  if (!/^[a-z0-9-]+$/i.test(id) || more !== undefined) { return undefined; }
  return version === undefined ? id : `${id}@${version}`;
}
