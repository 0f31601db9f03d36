import { listed, rule, shown } from '../../validation/rule';

export const FILE_TWICE = rule({
  id: 'manifest/file-twice',
  severity: 'error',
  message: ({ file, paths, lost, isByChart }: { file: string; paths: readonly string[]; lost: number; isByChart: boolean }) =>
    `the objects ${listed(
      paths,
    )} are all written to the file ${shown(file)}, which keeps only the last one (${lost} objects of the app are lost): `
    + (isByChart ? 'give them different names' : 'use YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE or FILE_PER_CHART'),
  why: 'A file is named after the kind and the name of its object, without the namespace. cdk8s silently overwrites a file of the same '
    + 'name.',
  example: {
    file: 'ServiceAccount.prometheus-main',
    paths: ['a/Monitoring/Prometheus/ServiceAccount', 'b/Monitoring/Prometheus/ServiceAccount'],
    lost: 46,
    isByChart: false,
  },
  see: 'https://cdk8s.io/docs/latest/basics/app/',
});
