import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { App, AppProps } from 'cdk8s';
import { FleetApp } from '../../src';

/** The output files of an app, or its error. */
export function written(Type: typeof App, define: (app: App) => void, props: AppProps = {}): { [file: string]: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'fleet-app-'));
  try {
    const app = new Type({ outdir, ...props });
    define(app);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter(file => file.isFile()).map(file => join(file.parentPath, file.name)).sort();
    return { ...Object.fromEntries(files.map(file => [relative(outdir, file), readFileSync(file, 'utf8')])), synthYaml: app.synthYaml() };
  } catch (error) {
    return { error: String(error).split(outdir).join('') };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Compared as texts: jest would take indefinitely to show a difference of long files. */
export function expectSame(define: (app: App) => void, props?: AppProps): { [file: string]: string } {
  const [stock, ours] = [written(App, define, props), written(FleetApp, define, props)];
  expect(Object.keys(ours)).toEqual(Object.keys(stock));
  for (const file of Object.keys(stock)) { expect([file, ours[file] === stock[file]]).toEqual([file, true]); }
  return ours;
}
