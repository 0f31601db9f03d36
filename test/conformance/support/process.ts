import { ChildProcess, spawn } from 'child_process';

/** A program of the bed, running beside the tests. */
export class Program {
  private readonly child: ChildProcess;
  private text = '';

  public constructor(private readonly command: string, args: readonly string[]) {
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) { stream.on('data', chunk => { this.text += chunk; }); }
  }

  /** All that it wrote. */
  public get log(): string {
    return `--- ${this.command}\n${this.text}`;
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) { return; } // a process that was ended by a signal has no exit code
    const ended = new Promise(resolve => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  }
}
