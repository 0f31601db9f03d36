import { spawn } from 'child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { buildSync } from 'esbuild';

/** A user's working folder: `npx cdk8s-prometheus` is the command line of these sources, and programs import the library by its name. */
export function workFolder(folder: string): void {
  const own = join(folder, 'node_modules', 'cdk8s-prometheus');
  mkdirSync(join(own, 'lib'), { recursive: true });
  mkdirSync(join(folder, 'bin'));
  buildSync({
    entryPoints: { index: 'src/index.ts', cli: 'src/cli.ts' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outdir: join(own, 'lib'),
    logLevel: 'error',
  });
  cpSync('package.json', join(own, 'package.json'));
  symlinkSync(resolve('data'), join(own, 'data'));
  cpSync('bin/cdk8s-prometheus', join(own, 'bin', 'cdk8s-prometheus'));
  const npx = `#!/bin/sh\nname=$1; shift\nexec ${process.execPath} ${join(own, 'bin')}/$name "$@"\n`;
  writeFileSync(join(folder, 'bin', 'npx'), npx, { mode: 0o755 });
}

/** Runs a script in such a folder without blocking. Resolves to its output, or rejects with all of it. */
export function shell(folder: string, script: string, env: { readonly [name: string]: string } = {}): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, NODE_PATH: resolve('node_modules'), PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', chunk => { said.out += chunk; });
    child.stderr.on('data', chunk => { said.err += chunk; });
    child.on('error', fail);
    child.on('close', status => {
      if (status === 0) { done(said.out); } else { fail(new Error(`${said.err}${said.out}\nstatus ${status} of:\n${script}`)); }
    });
  });
}
