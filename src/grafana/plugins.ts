/** The first version that reads `preinstall_sync`. Older versions read GF_INSTALL_PLUGINS. Source: grafana/grafana#105292, for 12.1. */
const PREINSTALL_SYNC = [12, 1] as const;

/** `id`, `id@version`, `id@version@url` and `id@@url`. */
const PLUGIN = /^[a-z0-9][a-z0-9-]{0,199}(@[0-9A-Za-z.+-]{0,50}(@https?:\/\/[^\s,;@]{1,2000})?)?$/;

export const isPlugin = (plugin: string): boolean => PLUGIN.test(plugin) && !plugin.endsWith('@');

/** The variable that installs plugins before Grafana serves, so that their datasources can be provisioned. */
export function pluginVariable(plugins: readonly string[], version: string): { readonly name: string; readonly value: string } {
  return hasPreinstall(version)
    ? { name: 'GF_PLUGINS_PREINSTALL_SYNC', value: plugins.join(',') }
    : { name: 'GF_INSTALL_PLUGINS', value: plugins.map(inOldSpelling).join(',') };
}

/** Unreadable versions count as new. */
function hasPreinstall(version: string): boolean {
  const [, major, minor] = /^v?(\d{1,6})\.(\d{1,6})(?:\D|$)/.exec(version) ?? [];
  if (major === undefined || Number(major) > PREINSTALL_SYNC[0]) { return true; }
  return Number(major) === PREINSTALL_SYNC[0] && Number(minor) >= PREINSTALL_SYNC[1];
}

/** `id version`, or `url;id`. */
function inOldSpelling(plugin: string): string {
  const [id, version, url] = plugin.split('@');
  if (url !== undefined) { return `${url};${id}`; }
  return version === undefined ? id : `${id} ${version}`;
}
