/** How a thing looks on every board. */
export interface Look {
  readonly color?: string;
  readonly isDashed?: boolean;
}

/** THE table of looks, by the last word of a legend. Everything else has a color by its name, so that the same name has the same color on every board. */
const LOOKS: Readonly<Record<string, Look>> = {
  used: { color: 'blue' },
  requested: { color: 'green', isDashed: true },
  limit: { color: 'orange', isDashed: true },
  allocatable: { color: 'purple', isDashed: true },
  capacity: { color: 'purple', isDashed: true },
  wanted: { color: 'green', isDashed: true },
  available: { color: 'blue' },
  ready: { color: 'blue' },
  received: { color: 'blue' },
  read: { color: 'blue' },
  sent: { color: 'yellow' },
  written: { color: 'yellow' },
  hits: { color: 'green' },
  misses: { color: 'yellow' },
  errors: { color: 'red' },
  failed: { color: 'red' },
  dropped: { color: 'orange' },
  retried: { color: 'yellow' },
};

/** Codes of answers by HTTP: those that a client, and those that the server is to blame for. */
const CODES: readonly (readonly [string, string])[] = [['/^2..$/', 'green'], ['/^4..$/', 'orange'], ['/^5..$/', 'red']];

/** Grafana's override of fields by name. */
export interface Override {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

const colored = (color: string) => ({ id: 'color', value: { mode: 'fixed', fixedColor: color } });
const DASHED = { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } };

/** What the names of curves say about their look. A color is only for what one curve has: `used`, not `{{container}} used`. */
export function overridesOf(legends: readonly string[]): Override[] {
  return [...new Set(legends)].flatMap((legend): Override[] => {
    if (legend === '{{code}}') {
      return CODES.map(([options, color]) => ({
        matcher: { id: 'byRegexp', options },
        properties: [colored(color)],
      }));
    }
    const look = lookOf(legend);
    if (!look) { return []; }
    const isOne = !legend.includes('{{');
    const properties = [...isOne && look.color !== undefined ? [colored(look.color)] : [], ...look.isDashed ? [DASHED] : []];
    const matcher = isOne ? { id: 'byName', options: legend } : { id: 'byRegexp', options: `/ ${wordOf(legend)}$/` };
    return properties.length === 0 ? [] : [{ matcher, properties }];
  });
}

/** The look of a curve by its legend, before labels are filled in. */
export function lookOf(legend: string): Look | undefined {
  const word = wordOf(legend);
  return Object.hasOwn(LOOKS, word) ? LOOKS[word] : undefined;
}

function wordOf(legend: string): string {
  return legend.replace(/\{\{.*?\}\}/g, '').trim().split(' ').at(-1) ?? '';
}
