/** How scalars are read: by YAML 1.2, or as kubectl and Helm do, which keep some of YAML 1.1. */
export type Reader = 'yaml' | 'kubernetes';
