import { isPlaceholder, isVariable } from '../../src/validation/placeholder';

// as they stand in public repositories
test.each(['${CLUSTER}', 'eu-${REGION:=west}', '$GRAFANA_GENERATED_PASSWORD', 'PROMETHEUS_MEMORY_REQUEST', 'ALERTMANAGER_VERSION', '<EXPORTER_IMAGE>', '<injected>', '$(CPU_LIMITS)', '$(trino_cpu_limit)'])('%s is a variable', text => {
  expect([isVariable(text), isPlaceholder(text)]).toEqual([true, true]);
});

test.each(['{{ .Values.replicas }}', '($values.name)'])('%s is a placeholder, but not a variable', text => {
  expect([isVariable(text), isPlaceholder(text)]).toEqual([false, true]);
});

test.each(['', 'two', '$1', '(.+)$', '$(.+)', '<=', '<a>b', 'a<b>', 'HTTP', 'TLS12', '250 MB', 'My_Service', 'ReadWriteOnce', 'a_B', '5m'])('%j is treated as its literal value', text => {
  expect([isVariable(text), isPlaceholder(text)]).toEqual([false, false]);
});
