import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';

/** The commands of a page after `<!-- run: NAME -->`: tests run the same commands as readers. */
export function commandsOf(page: string, name: string): string {
  const text = readFileSync(page, 'utf8');
  const found = new RegExp(`<!-- run: ${name} -->\\n\`\`\`sh\\n([^]*?)\`\`\``).exec(text);
  if (!found) { throw new Error(`${page}: no commands called ${name}`); }
  return found[1];
}

/** Runs them in a folder. Resolves to their output, or rejects with it. */
export function runCommands(page: string, name: string, folder: string, env: { readonly [name: string]: string } = {}): string {
  const script = commandsOf(page, name);
  const { status, stdout, stderr } = spawnSync('bash', ['-euxo', 'pipefail', '-c', script], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28,
  });
  if (status !== 0) { throw new Error(`${page}, ${name}: status ${status}\n${stderr}\n${stdout}`); }
  return stdout;
}
