import type * as Yaml from 'yaml';

/** How scalars are read: by YAML 1.2, or as kubectl and Helm do, which keep some of YAML 1.1. */
export type Reader = 'yaml' | 'kubernetes';

const BOOLEAN = /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$/;
const TRUE = /^(?:y|on)/i;
const INTEGER = /^[-+]?(?:0[0-7_]+|[1-9][0-9]*_[0-9_]*)$/;
const OCTAL = /^[-+]?0/;

/** `yes` and `on` are booleans in manifests, 010 is 8, 1_000 is 1000, and `<<` merges a map. */
const TAGS: readonly Yaml.ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:bool', default: true, test: BOOLEAN, resolve: text => TRUE.test(text) },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: INTEGER,
    resolve: text => {
      const digits = text.replace(/_/g, '');
      return OCTAL.test(digits) ? parseInt(digits, 8) : Number(digits);
    },
  },
];

/**
 * The options by which a reader reads.
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function optionsOf(reader: Reader): Yaml.SchemaOptions {
  return reader === 'yaml' ? {} : { merge: true, customTags: tags => [...TAGS, ...tags] };
}
