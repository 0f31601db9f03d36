/** How scalars are parsed: as YAML 1.2, or like kubectl and Helm, which keep some rules of YAML 1.1. */
export type Reader = 'yaml' | 'kubernetes';
