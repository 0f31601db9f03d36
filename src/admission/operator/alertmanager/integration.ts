import { HTTP_CLIENT } from './http-client';
import { GENERATION, ignored, leftOut, OPERATOR } from './rows';
import { isSet } from '../../../values/json';
import { CheckContext, Fault, isBelow, Part, PartIn, PartRow } from '../row';
import { Json } from '../shared/json';
import { SECRET_KEY } from '../shared/references';

/** One kind of integration: a list in a receiver. */
export interface Integration {
  readonly field: string;
  readonly part: Part;
}

/** A field that requires a version of Alertmanager. */
export interface NewField {
  readonly field: string;
  readonly alertmanager: string;
  /** The operator's own message. */
  readonly text: string;
  /** The first operator that rejects it. */
  readonly since?: string;
}

interface IntegrationOptions {
  /** The whole integration requires a version of Alertmanager. */
  readonly requires?: Omit<NewField, 'field'>;
  readonly rows?: readonly PartRow[];
  /** References to keys of Secrets. */
  readonly secrets?: readonly string[];
  readonly contains?: readonly PartIn[];
  /** Fields for which the operator ignores the whole object if Alertmanager is too old. */
  readonly refused?: readonly NewField[];
  /** Fields that the operator drops if Alertmanager is too old. */
  readonly dropped?: readonly NewField[];
  /** Email has no HTTP client. */
  readonly hasHttpClient?: boolean;
}

/** The checks of an integration: its own, and those of its parts. */
export function integration(field: string, {
  requires, rows = [], secrets = [], contains = [], refused = [], dropped = [],
  hasHttpClient = true,
}: IntegrationOptions): Integration {
  return {
    field,
    part: {
      rows: [
        ...requires ? [leftOut({
          id: `alertmanager-config/${field}-version`,
          field: '',
          since: requires.since,
          see: { file: OPERATOR, text: requires.text },
          find: (_, context) => isBelow(context.env.alertmanager, requires.alertmanager)
            ? [{ at: '', ...tooOld(requires.alertmanager, context, 'remove it') }] : [],
        })] : [],
        ...rows,
        ...refused.map(each => leftOut({ ...versioned(field, each, 'remove it'), see: { file: OPERATOR, text: each.text } })),
        ...dropped.map(each => ignored({
          ...versioned(field, each, 'without it the default applies; remove it'),
          see: {
            file: GENERATION,
            text: each.text,
          },
        })),
      ],
      contains: [
        ...secrets.map((at): PartIn => ({ at, part: SECRET_KEY })),
        ...hasHttpClient ? [{ at: 'httpConfig', part: HTTP_CLIENT }] : [],
        ...contains,
      ],
    },
  };
}

function versioned(integrationField: string, { field, alertmanager, since }: NewField, cure: string) {
  return {
    id: `alertmanager-config/${integrationField}-${field}-version`,
    field,
    since,
    find: (part: Json, context: CheckContext): readonly Fault[] =>
      isMeant(part[field]) && isBelow(context.env.alertmanager, alertmanager) ? [{ at: field, ...tooOld(alertmanager, context, cure) }]
        : [],
  };
}

/** An empty text and zero count as unset. */
const isMeant = (value: unknown) => isSet(value) && value !== '' && value !== 0;

function tooOld(alertmanager: string, { env }: CheckContext, cure: string): Omit<Fault, 'at'> {
  return {
    why: `requires Alertmanager ${alertmanager} or newer; the version is ${env.alertmanager!.text}: ${cure}, or use a newer Alertmanager`,
  };
}
