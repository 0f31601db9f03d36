import { appText } from '../../src/migrate/app-text';
import { migrateValues } from '../../src/migrate/migrate';

const RELEASE = { name: 'prod', namespace: 'monitoring' };

test('a password in a URL is not written to the program, which fails', () => {
  const values = { prometheus: { prometheusSpec: { remoteWrite: [{ url: 'https://writer:hunter2-secret@metrics.example.org/push?token=t0k3n-value' }] } } };
  const program = appText(migrateValues(values, RELEASE), values, RELEASE);
  expect(program).not.toMatch(/hunter2-secret|t0k3n-value/);
  expect(program).toContain('https://writer:***@metrics.example.org/push?token=***');
  expect(program).toMatch(/throw new Error\('Replace the URLs[^\n]*\n\napp\.synth\(\);\n$/);
});

test('a program without a password does not fail', () => {
  const values = { prometheus: { prometheusSpec: { remoteWrite: [{ url: 'https://metrics.example.org/push' }] } } };
  expect(appText(migrateValues(values, RELEASE), values, RELEASE)).not.toContain('throw new Error');
});
