/** Color and style of a series, the same on every dashboard. */
export interface Look {
  readonly color?: string;
  readonly isDashed?: boolean;
}

/**
 * The only table of styles, by the last word of a legend. Other series get a color from their name, so that a name has the same color
 * everywhere.
 */
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

/** HTTP status codes: errors of the client, and errors of the server. */
const CODES: readonly (readonly [string, string])[] = [['/^2..$/', 'green'], ['/^4..$/', 'orange'], ['/^5..$/', 'red']];

/** Grafana's override of fields by name. */
export interface Override {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

const colored = (color: string) => ({ id: 'color', value: { mode: 'fixed', fixedColor: color } });
const DASHED = { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } };

/** Styles for whole legends only: `used` has one, `{{container}} used` does not. */
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

/** The style of a series by its legend, before labels are filled in. */
export function lookOf(legend: string): Look | undefined {
  const word = wordOf(legend);
  return Object.hasOwn(LOOKS, word) ? LOOKS[word] : undefined;
}

function wordOf(legend: string): string {
  return legend.replace(/\{\{.*?\}\}/g, '').trim().split(' ').at(-1) ?? '';
}
