/** The fields of a dashboard's JSON that are read here: a part of Grafana's classic schema. */
export interface BoardJson {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly links?: readonly { readonly title: string; readonly type?: string }[];
  readonly annotations?: { readonly list?: readonly { readonly name?: string; readonly expr?: string }[] };
  readonly templating: { readonly list: readonly VariableJson[] };
  readonly panels: readonly PanelJson[];
}

export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly query?: string | { readonly query?: string };
  readonly definition?: string;
  readonly regex?: string;
  readonly sort?: number;
  readonly hide?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
}

export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: GridPosition;
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
  readonly targets?: readonly TargetJson[];
  readonly maxDataPoints?: number;
  readonly interval?: string;
  readonly fieldConfig?: { readonly defaults?: FieldJson; readonly overrides?: readonly OverrideJson[] };
  readonly transformations?: readonly { readonly id: string; readonly options?: any; readonly disabled?: boolean }[];
  /** By the type of the panel. */
  readonly options?: any;
}

export interface TargetJson {
  readonly refId: string;
  readonly expr: string;
  readonly datasource?: { readonly uid?: string };
  readonly legendFormat?: string;
  readonly format?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly hide?: boolean;
}

export interface FieldJson {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly noValue?: string;
  readonly displayName?: string;
  readonly color?: { readonly mode?: string; readonly fixedColor?: string };
  readonly thresholds?: ThresholdsJson;
  readonly mappings?: readonly MappingJson[];
  readonly links?: readonly unknown[];
  readonly custom?: any;
}

export interface ThresholdsJson {
  readonly mode?: string;
  readonly steps?: readonly { readonly value?: number | null; readonly color: string }[];
}

export interface MappingJson {
  readonly type: string;
  readonly options: any;
}

export interface OverrideJson {
  readonly matcher: { readonly id: string; readonly options?: any };
  readonly properties: readonly { readonly id: string; readonly value?: any }[];
}

/** All panels, those of collapsed rows among them, without the rows. */
export function panelsOf({ panels }: Pick<BoardJson, 'panels'>): PanelJson[] {
  return panels.flatMap(panel => panel.type === 'row' ? panel.panels ?? [] : [panel]);
}

/** Whether a query returns one value for each series. */
export const isInstant = ({ instant, range }: TargetJson): boolean => instant === true && range !== true;
