import type * as Yaml from 'yaml';
import { Reader } from './reader';

const BOOLEAN = /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$/;
const TRUE = /^(?:y|on)/i;
const INTEGER = /^[-+]?(?:0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+|0[0-7_]+|[1-9][0-9]*_[0-9_]*)$/;
const FLOAT = /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/;
const BASES: { readonly [prefix: string]: number } = { '0b': 2, '0o': 8, '0x': 16 };

/** Like strconv.ParseInt of Go with base 0: a prefix, or a leading zero for octal. */
function integerOf(text: string): number {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replace(/_/g, ''))!;
  const base = BASES[digits.slice(0, 2).toLowerCase()];
  const decimal = digits.startsWith('0') ? parseInt(digits, 8) : Number(digits);
  const size = base === undefined ? decimal : parseInt(digits.slice(2), base);
  return sign === '-' ? -size : size;
}

/** `yes` and `on` are booleans in manifests, 010 is 8, 0b11 is 3, 1_000 is 1000, and `<<` merges a map. */
const TAGS: readonly Yaml.ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:bool', default: true, test: BOOLEAN, resolve: text => TRUE.test(text) },
  { tag: 'tag:yaml.org,2002:int', default: true, test: INTEGER, resolve: integerOf },
  { tag: 'tag:yaml.org,2002:float', default: true, test: FLOAT, resolve: text => Number(text.replace(/_/g, '')) },
];

/**
 * The YAML options of a reader.
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function optionsOf(reader: Reader): Yaml.SchemaOptions {
  return reader === 'yaml' ? {} : { merge: true, customTags: tags => [...TAGS, ...tags] };
}
