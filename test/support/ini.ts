/** The settings of a grafana.ini by section and key, parsed like gopkg.in/ini.v1 does for output of this library. */
export function settingsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  let section = '';
  for (let rest = text; rest !== '';) {
    const [line] = rest.split('\n');
    const header = /^\[([^\]]+)\]$/.exec(line);
    const quote = /^[^=]+= ("""|`)/.exec(line)?.[1];
    const at = rest.indexOf(' = ');
    if (header) { section = `${header[1]}.`; }
    if (header || line === '') {
      rest = rest.slice(line.length + 1);
    } else if (quote) {
      const start = at + 3 + quote.length;
      const end = rest.indexOf(`${quote}\n`, start);
      found[section + rest.slice(0, at)] = rest.slice(start, end);
      rest = rest.slice(end + quote.length + 1);
    } else {
      found[section + rest.slice(0, at)] = line.slice(at + 3);
      rest = rest.slice(line.length + 1);
    }
  }
  return found;
}
